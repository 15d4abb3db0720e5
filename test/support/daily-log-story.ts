import { randomUUID } from 'node:crypto';
import { inScope } from '../../core/db/scope.ts';
import { globalId } from '../../core/graphql/node.ts';
import type { Role } from '../../core/auth/roles.ts';
import { done } from './done.ts';
import { uuidOf } from './timely-scene.ts';
import type { World } from './world.ts';

/** What 考评 keeps by hand of a township: the day's log with what was seen, a window that was told, and special help. */
export async function keepLog(world: World, code: string): Promise<Record<string, string>> {
  const town = world.town(code);
  const staffId = globalId('Staff', { townshipId: town.id, id: town.staff['WINDOW_STAFF'] ?? '' });
  const say = (as: Role, verb: string, view: string, input: object) =>
    done(
      world,
      `mutation ($input: ${verb[0]?.toUpperCase()}${verb.slice(1)}Input!) { ${verb}(input: $input)
        { __typename ... on ${view} ... on Refusal { code message } } }`,
      { as, at: code, variables: { input } },
    );
  const log = await say('DUTY_OFFICER', 'openDailyLog', 'DailyLog { id }', {});
  const seen = { logId: log.id, code: 'WD2', staffId, evidence: '巡查时见其打瞌睡' };
  const proposal = await say('DUTY_OFFICER', 'recordObservation', 'ScoreProposal { id }', seen);
  const day = world.platform.now().toISOString().slice(0, 10);
  const help = { code: 'BN1', staffId, occurredOn: day, evidence: '上门为行动不便者办理' };
  await say('ASSESSOR', 'proposeScore', 'ScoreProposal { id }', help);
  return {
    DailyLog: log.id,
    DailyWarning: await told(world, town, uuidOf(log.id)),
    ScoreProposal: proposal.id,
  };
}

/** A warning as it is kept where 安全保卫 is off. */
async function told(world: World, town: { id: string; windowId: string }, logId: string): Promise<string> {
  const row = { townshipId: town.id, id: randomUUID() };
  await inScope(world.platform.prisma, { kind: 'township', townshipId: town.id }, (tx) =>
    tx.dailyWarning.create({
      data: { ...row, logId, windowId: town.windowId, text: '窗口纸箱堆放', warnedAt: world.platform.now() },
    }),
  );
  return globalId('DailyWarning', row);
}
