import { globalId } from '../../core/graphql/node.ts';
import { done } from './done.ts';
import type { World } from './world.ts';

/** What 学习培训 keeps of a township: a plan, a session with a failed test and an absence, one to come, a log of self-study. */
export async function study(world: World, code: string): Promise<Record<string, string>> {
  const town = world.town(code);
  const day = world.platform.now().toISOString().slice(0, 10);
  const clerk = globalId('Staff', { townshipId: town.id, id: town.staff['WINDOW_STAFF'] ?? '' });
  const say = (as: 'CENTRE_DIRECTOR' | 'WINDOW_STAFF', verb: string, view: string, input: object) =>
    done(
      world,
      `mutation ($input: ${verb[0]?.toUpperCase()}${verb.slice(1)}Input!) { ${verb}(input: $input)
        { __typename ... on ${view} ... on Refusal { code message } } }`,
      { as, at: code, variables: { input } },
    );
  const plan = await say('CENTRE_DIRECTOR', 'adoptTrainingPlan', 'TrainingPlan { id }', {
    year: 2026,
    categories: Array.from({ length: 12 }, () => 'LAW'),
    topics: Array.from({ length: 12 }, (_, i) => `${i + 1}月学习`),
  });
  const session = (from: string, through: string) =>
    say(
      'CENTRE_DIRECTOR',
      'scheduleTraining',
      'TrainingSession { id attendances { edges { node { id } } } }',
      {
        title: '行政许可法学习',
        category: 'LAW',
        modes: ['COLLECTIVE', 'TEST'],
        startsAt: `${day}T${from}:00+08:00`,
        endsAt: `${day}T${through}:00+08:00`,
        staffIds: [clerk],
      },
    );
  const now = await session('09:00', '10:00');
  const later = await session('15:00', '16:00');
  const score = await say('CENTRE_DIRECTOR', 'recordTestScore', 'TrainingScore { id }', {
    sessionId: now.id,
    staffId: clerk,
    score: 58,
  });
  const retakes = await done(world, '{ trainingRetakes { edges { node { id } } } }', {
    as: 'WINDOW_STAFF',
    at: code,
  });
  const log = await say('WINDOW_STAFF', 'logSelfStudy', 'SelfStudy { id }', {
    category: 'LAW',
    topic: '行政许可法',
    minutes: 40,
  });
  return {
    TrainingPlan: plan.id,
    TrainingSession: later.id,
    TrainingAttendance: now.attendances.edges[0].node.id,
    TrainingScore: score.id,
    TrainingRetake: retakes.edges[0].node.id,
    SelfStudy: log.id,
  };
}

/** What 安全保卫 keeps of a township: letters, a warning, a seal that was used for a case, a hazard, a decided accident. */
export async function keepSafe(world: World, code: string, caseId: string): Promise<Record<string, string>> {
  const town = world.town(code);
  const staff = (role: string) => globalId('Staff', { townshipId: town.id, id: town.staff[role] ?? '' });
  const say = (
    as: 'CENTRE_DIRECTOR' | 'DUTY_OFFICER' | 'SEAL_HOLDER' | 'UNIT_DEPUTY' | 'WINDOW_STAFF',
    verb: string,
    type: string,
    input: object,
  ) =>
    done(
      world,
      `mutation ($input: ${verb[0]?.toUpperCase()}${verb.slice(1)}Input!) { ${verb}(input: $input)
        { __typename ... on ${type} { id } ... on Refusal { code message } } }`,
      { as, at: code, variables: { input } },
    );
  await say('CENTRE_DIRECTOR', 'issueSafetyLetters', 'SafetyLetter', {});
  const letter = await say('WINDOW_STAFF', 'signSafetyLetter', 'SafetyLetter', {});
  const warning = await say('DUTY_OFFICER', 'warnUntidyWindow', 'UntidyWarning', {
    windowId: town.windowGlobalId(),
    note: '纸箱堆放在窗口',
  });
  const seal = await say('CENTRE_DIRECTOR', 'registerSeal', 'Seal', {
    name: '审批专用章',
    kind: 'APPROVAL',
    holderId: staff('SEAL_HOLDER'),
  });
  await say('SEAL_HOLDER', 'useSeal', 'SealUse', { sealId: seal.id, caseId });
  await say('DUTY_OFFICER', 'recordValuables', 'ValuablesFinding', { kind: 'CASH', note: '抽屉内现金' });
  const list = await say('DUTY_OFFICER', 'fillDutyChecklist', 'DutyChecklist', {
    done: ['FIRE'],
    remark: '二楼窗户未锁',
  });
  const hazard = await say('WINDOW_STAFF', 'reportHazard', 'Hazard', {
    place: '二楼配电箱',
    description: '电线裸露',
    responsibleId: staff('STATION_HEAD'),
  });
  const accident = () =>
    say('WINDOW_STAFF', 'reportIncident', 'SafetyIncident', {
      occurredOn: '2026-09-25',
      account: '插座起火',
    });
  const decided = await accident();
  await say('UNIT_DEPUTY', 'decideIncident', 'SafetyIncident', {
    incidentId: decided.id,
    serious: true,
    staffIds: [staff('DUTY_OFFICER')],
    measures: ['书面检查'],
  });
  const open = await accident();
  return {
    SafetyLetter: letter.id,
    UntidyWarning: warning.id,
    Seal: seal.id,
    DutyChecklist: list.id,
    Hazard: hazard.id,
    SafetyIncident: open.id,
  };
}
