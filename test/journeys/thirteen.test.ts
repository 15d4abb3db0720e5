import { buildClientSchema, getIntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { perform, SYSTEM } from '../../core/acts/act.ts';
import { sweepOverdue } from '../../core/clocks/sweep.ts';
import { statementsOf } from '../../core/events/criterion.ts';
import type { DeliveredEvent, NewEvent } from '../../core/events/event.ts';
import { deliverAll, runModuleJobs } from '../../core/jobs/runner.ts';
import type { ModuleManifest } from '../../core/modules/manifest.ts';
import { addDays, type CivilDate } from '../../core/time/index.ts';
import { FOUND_BY_THE_GROUP, SEEN_IN_THE_HALL } from '../../modules/evaluation/log-rules.ts';
import { criterionOf } from '../../modules/evaluation/scoring-catalogue.ts';
import { dailyLogScene } from '../support/daily-log-scene.ts';
import { done } from '../support/done.ts';
import { coordinates, offWith, ownOf, registry } from '../support/module-parts.ts';
import { fillTownship } from '../support/story.ts';
import { HERE, inTables, type Answered } from '../support/timely-scene.ts';
import { createWorld, type World } from '../support/world.ts';

const MONTH = '2026-10';
/** 考评 itself, by the id under which the registry has it. */
const EVALUATION = registry.modules.find((m) => m.onScored)?.id ?? '';

let world: World;
/** Modules of which a fact was stated again, and those whose fact was written by hand while they were off. */
const restated: string[] = [];
const written: string[] = [];
const { say, read, configure, staffId, windowId } = dailyLogScene(() => world);

beforeAll(async () => {
  world = await createWorld({ towns: [HERE] });
  await fillTownship(world, HERE);
}, 60_000);
afterAll(() => world.close());

/** What the program does by itself until a morning. */
async function nightBefore(day: CivilDate): Promise<void> {
  world.at(day, '08:00');
  await sweepOverdue(world.platform);
  await runModuleJobs(world.platform);
  await deliverAll(world.platform);
}

/** A fact that a module stated in the story of the township; of 考评, which states none, another chapter’s. */
async function factOf(m: ModuleManifest): Promise<DeliveredEvent | undefined> {
  const rows = await inTables(world, (tx) => tx.outboxEvent.findMany({ orderBy: { seq: 'asc' } }));
  const sources = m.id === EVALUATION ? registry.modules : [m];
  return (rows as unknown as DeliveredEvent[]).find((event) =>
    sources.some((source) => scoredBy(source, event).length > 0),
  );
}

/** Codes of the catalogue that a module states. */
function codesOf(m: ModuleManifest): string[] {
  return [...new Set(m.criteria?.map(({ code }) => code))].filter((code) => criterionOf(code));
}

function scoredBy(m: ModuleManifest, event: DeliveredEvent) {
  return statementsOf(m.criteria ?? [], event).filter(({ code, fact }) => fact !== null && criterionOf(code));
}

/** Another fact of the same kind is stated now; how many proposals come of it. */
async function another(event: DeliveredEvent, factId: string): Promise<number> {
  const { type, payload, caseId } = event;
  const act = { townshipId: world.town(HERE).id, actor: SYSTEM, mayBeSilent: true };
  await perform(world.platform, act, async ({ emit }) =>
    emit({ type, payload, caseId, factId } as unknown as NewEvent),
  );
  await deliverAll(world.platform);
  return proposed(factId);
}

/** Proposals of a fact. */
function proposed(factId: string): Promise<number> {
  return inTables(world, (tx) => tx.scoreProposal.count({ where: { factId } }));
}

/** A step of the group’s deputy head. */
function group(verb: string, view: string, input: object): Promise<Answered> {
  const type = `${verb[0]?.toUpperCase()}${verb.slice(1)}Input`;
  return done(
    world,
    `mutation ($input: ${type}!) { ${verb}(input: $input) { __typename ... on ${view} ... on Refusal { code message } } }`,
    { as: 'CENTRE_DIRECTOR', at: HERE, variables: { input } },
  );
}

/** What the township's endpoint shows of its schema. */
async function shown(): Promise<ReadonlySet<string>> {
  const { data } = await world.ask(getIntrospectionQuery({ descriptions: false }), { at: HERE });
  return coordinates(buildClientSchema(data));
}

/** Switches a module off with what requires it: where open work is listed, it is frozen. */
async function off(id: string): Promise<void> {
  for (const module of offWith(id)) {
    const refused = await configure(module, { enabled: false, openWork: 'REFUSE' });
    if (refused.enabled === false) continue;
    expect(refused.code).toBe('MODULE_HAS_OPEN_WORK');
    expect(refused.details.openWork.length).toBeGreaterThan(0);
    expect(await configure(module, { enabled: false, openWork: 'FREEZE' })).toMatchObject({ enabled: false });
  }
}

async function on(id: string): Promise<void> {
  for (const module of offWith(id).toReversed())
    expect(await configure(module, { enabled: true })).toMatchObject({ enabled: true });
}

/** Enters a scoring rule in the log of the day; by the group where the log is not its place. */
async function byHand(logId: string, code: string, day: CivilDate): Promise<Answered> {
  const [subject] = criterionOf(code)?.subjects ?? [];
  const whose = subject === 'WINDOW' ? { windowId: windowId() } : { staffId: staffId() };
  const input = { code, ...whose, evidence: '值日人员当日所见' };
  const logged = await say('recordObservation', { ...input, logId });
  return logged.code === 'FOR_THE_GROUP'
    ? say('proposeScore', { ...input, occurredOn: day }, 'ASSESSOR')
    : logged;
}

/** Thirteen working days in the middle of the month, one a module. */
function dayOf(module: number): CivilDate {
  const { calendar } = world.platform.directory;
  let day = '2026-10-10' as CivilDate;
  for (let left = module; left >= 0; left -= 1) {
    day = addDays(day, 1);
    while (!calendar.isWorkingDay(day)) day = addDays(day, 1);
  }
  return day;
}

/** A scoring rule that only this module reports: in the log of a day it is refused for that reason. */
async function reportedBy(m: ModuleManifest, logId: string, day: CivilDate): Promise<string | undefined> {
  for (const code of codesOf(m)) {
    const { code: refusal, details } = await byHand(logId, code, day);
    if (refusal === 'SOURCE_IS_ON' && details.sources.length === 1) return code;
  }
  return undefined;
}

describe.each(registry.modules.map((m, i) => [m.id, m, i] as const))('%s', (id, m, i) => {
  test('三(一)1: off in the middle of the month it feeds nothing and the hand takes its place; on again it feeds', async () => {
    const day = dayOf(i);
    await nightBefore(day);
    const event = await factOf(m);
    world.at(day, '08:40');
    const log = await say('openDailyLog', {});
    const code = await reportedBy(m, log.id, day);
    world.at(day, '09:00');
    await off(id);
    const [own, names] = [ownOf(id), await shown()];
    expect(own.filter((name) => names.has(name))).toEqual([]);
    world.at(day, '11:00');
    if (event) expect(await another(event, `${event.factId}/${id}/off`)).toBe(0);
    if (code) {
      written.push(id);
      const { id: proposalId } = await byHand(log.id, code, day);
      const confirmed = await say('confirmScore', { proposalId }, 'CENTRE_DIRECTOR');
      expect(confirmed).toMatchObject({ __typename: 'ScoreProposal', state: 'CONFIRMED' });
    }
    world.at(addDays(day, 1), '07:00');
    await on(id);
    const again = await shown();
    expect(own.filter((name) => !again.has(name))).toEqual([]);
    await deliverAll(world.platform);
    if (!event) return;
    restated.push(id);
    const caughtUp = await proposed(`${event.factId}/${id}/off`);
    const fed = await another(event, `${event.factId}/${id}/on`);
    expect(fed).toBeGreaterThan(0);
    // 考评 takes up what others said meanwhile of a day on which it was on; what a chapter itself did not say is not made up for.
    expect(caughtUp).toBe(id === EVALUATION ? fed : 0);
  });
});

test('三(一)4B(1): the month closes with what was posted in between, and its replay is identical', async () => {
  // Of a chapter that was not tried either way the group brings every fact forward itself, whether it is on or off.
  const untried = registry.modules.filter(({ id }) => !restated.includes(id) && !written.includes(id));
  const free = [...SEEN_IN_THE_HALL, ...FOUND_BY_THE_GROUP];
  expect(untried.flatMap(codesOf).filter((code) => !free.includes(code))).toEqual([]);
  expect(restated.length + written.length).toBeGreaterThan(registry.modules.length);
  world.at('2026-10-31');
  const { edges } = await read('scoreProposals(first: 100, state: PROPOSED) { edges { node { id } } }');
  const proposalIds = edges.map(({ node }: Answered) => node.id as string);
  const sitting = await group('confirmScores', 'ScoreSitting { outcomes { proposal { state } } }', {
    proposalIds,
  });
  const states = sitting.outcomes.map(({ proposal }: Answered) => proposal.state as string);
  expect(states).toContain('CONFIRMED');
  world.at('2026-11-02');
  await group('decideSatisfaction', 'SatisfactionDecided { subjects }', {
    month: MONTH,
    points: 9,
    reason: '没有足够答卷',
  });
  const frozen = await group('freezeAssessmentPeriod', 'AssessmentPeriod { id state }', { period: MONTH });
  expect(frozen.state).toBe('FROZEN');
  const sheet = await read(
    `scoreSheet(period: "${MONTH}", staffId: "${staffId()}") { content { lines { code } } }`,
  );
  expect(sheet.content.lines.length).toBeGreaterThan(written.length);
  expect(
    await read(
      `replayPeriod(periodId: "${frozen.id}") { ... on PeriodReplay { identical differences { kept { total } } } }`,
    ),
  ).toEqual({ identical: true, differences: [] });
});
