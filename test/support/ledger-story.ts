import { randomUUID } from 'node:crypto';
import { perform, SYSTEM } from '../../core/acts/act.ts';
import type { DeliveredEvent } from '../../core/events/event.ts';
import { globalId } from '../../core/graphql/node.ts';
import { CLAUSES } from '../../modules/evaluation/clauses.ts';
import { evaluation } from '../../modules/evaluation/index.ts';
import { done } from './done.ts';
import type { World } from './world.ts';

/** What 考评 keeps in the ledger of a township: a proposal that waits, an entry, an appeal against it; ids by type. */
export async function keepLedger(world: World, code: string): Promise<Record<string, string>> {
  const town = world.town(code);
  const day = world.platform.now().toISOString().slice(0, 10);
  const late = async (): Promise<string> => {
    const factId = `attendanceMark/${randomUUID()}`;
    const event = {
      id: randomUUID(),
      type: 'punch.dayClosed',
      townshipId: town.id,
      factId,
      occurredAt: world.platform.now(),
    } as DeliveredEvent;
    const input = { townshipId: town.id, actor: SYSTEM };
    const row = await perform(world.platform, input, async (act) => {
      const subjectId = town.staff['WINDOW_STAFF'] ?? '';
      const fact = { subjectKind: 'STAFF', subjectId, occurredOn: day } as const;
      await evaluation.onScored?.(act, event, [{ code: 'WD1a', clause: CLAUSES.punctuality, fact }]);
      return act.tx.scoreProposal.findFirstOrThrow({ where: { townshipId: town.id, factId } });
    });
    return globalId('ScoreProposal', row);
  };
  const say = (as: 'CENTRE_DIRECTOR' | 'WINDOW_STAFF', verb: string, view: string, input: object) =>
    done(
      world,
      `mutation ($input: ${verb[0]?.toUpperCase()}${verb.slice(1)}Input!) { ${verb}(input: $input)
        { __typename ... on ${view} ... on Refusal { code message } } }`,
      { as, at: code, variables: { input } },
    );
  const confirmed = await say(
    'CENTRE_DIRECTOR',
    'confirmScore',
    'ScoreProposal { entries { edges { node { id } } } }',
    {
      proposalId: await late(),
    },
  );
  const entryId: string = confirmed.entries.edges[0].node.id;
  const appeal = await say('WINDOW_STAFF', 'appealEntry', 'ScoreAppeal { id }', {
    entryId,
    text: '当时在窗口',
  });
  return { ScoreProposal: await late(), LedgerEntry: entryId, ScoreAppeal: appeal.id };
}
