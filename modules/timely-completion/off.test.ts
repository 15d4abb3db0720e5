import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { perform, SYSTEM } from '../../core/acts/act.ts';
import { sweepOverdue } from '../../core/clocks/sweep.ts';
import { deliverEvents } from '../../core/events/delivery.ts';
import { applyDueDecisions } from '../../core/modules/configure.ts';
import { configure as configureModule } from '../../test/support/county-scene.ts';
import {
  accepted,
  clockOf,
  documentsOf,
  eventsOf,
  HERE,
  inTables,
  look,
  messagesOf,
  PLAIN_VIEW,
  step,
  submit,
  uuidOf,
} from '../../test/support/timely-scene.ts';
import { createWorld, type World } from '../../test/support/world.ts';

const MODULE = 'timely-completion';
let world: World;

/** A world of its own for each test: the switch is the township's, not the case's. */
beforeEach(async () => {
  world = await createWorld();
  return () => world.close();
});

const configure = (given: object) => configureModule(world, MODULE, given);
const decide = (caseId: string, view?: string) =>
  step(world, 'decideCase', { caseId, outcome: 'APPROVED', result: '准予' }, { view });

describe('off', () => {
  beforeEach(async () => {
    world.at('2026-09-28', '08:00');
    expect(await configure({ enabled: false })).toMatchObject({ enabled: false });
    world.at('2026-09-28');
  });

  test('off: its fields, verbs and types are absent from the township’s schema, and no suggestion betrays them', async () => {
    const names = async (at: string) => {
      const { data } = await world.ask(
        `{ case: __type(name: "Case") { fields { name } } schema: __schema { mutationType { fields { name } } queryType { fields { name } } types { name } } }`,
        { at },
      );
      return JSON.stringify(data);
    };
    const own = ['promisedDueOn', 'greenChannel', 'extendCase', 'refusalReports', 'RefusalReport'];
    const [here, there] = [await names(HERE), await names('dongshan')];
    for (const name of own) {
      expect(here).not.toContain(`"${name}"`);
      expect(there).toContain(`"${name}"`);
    }
    expect(here).toContain('"acceptCase"');

    for (const [query, field] of [
      ['{ cases(first: 1) { edges { node { promisedDueOn } } } }', 'promisedDueOn'],
      ['mutation { extendCase(input: {}) { __typename } }', 'extendCase'],
      ['mutation { extendCases(input: {}) { __typename } }', 'extendCases'],
      ['{ refusalReport { id } }', 'refusalReport'],
    ] as const) {
      const { errors } = await world.ask(query, { as: 'STATION_HEAD', at: HERE });
      expect(errors?.[0]?.message).toMatch(new RegExp(`^Cannot query field "${field}" on type "\\w+"\\.`));
      expect(errors?.[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
      for (const name of own) expect(errors?.[0]?.message.split('Did you mean')[1] ?? '').not.toContain(name);
    }
  });

  test('off: cases run from submission to delivery, without dates, notices and messages of the module', async () => {
    const { id } = await accepted(world, 'PROMISE-5', { view: PLAIN_VIEW });
    world.at('2026-10-12');
    expect(await sweepOverdue(world.platform)).toBe(0);
    expect(await decide(id, PLAIN_VIEW)).toMatchObject({ state: 'DECIDED' });
    const delivered = await step(
      world,
      'deliverCase',
      { caseId: id, method: '窗口领取' },
      { view: PLAIN_VIEW },
    );
    expect(delivered).toMatchObject({ state: 'DELIVERED' });
    expect(await inTables(world, (tx) => tx.clock.count({ where: { module: MODULE } }))).toBe(0);
    expect(await messagesOf(world, id)).toEqual([]);
    expect(await documentsOf(world, id, 'ACCEPTANCE_NOTICE')).toEqual([]);
    expect(await documentsOf(world, id, 'DECISION')).toHaveLength(1);
    expect(await eventsOf(world, 'case.completed', id)).toMatchObject([{ clocks: [] }]);

    const refused = await submit(world, 'PROMISE-5', { view: PLAIN_VIEW });
    const answer = await step(
      world,
      'refuseCase',
      { caseId: refused.id, basis: '', reason: '不属本镇管辖' },
      { view: PLAIN_VIEW },
    );
    expect(answer).toMatchObject({ state: 'REFUSED' });
    expect(await documentsOf(world, refused.id, 'REFUSAL_NOTICE')).toEqual([]);
  });

  test('off: at the county’s endpoint its fields are null with MODULE_NOT_ENABLED and its verb is a refusal of that code', async () => {
    const { id } = await accepted(world, 'PROMISE-5', { view: PLAIN_VIEW });
    const read = await world.ask(
      'query ($id: ID!) { case(id: $id) { number promisedDueOn clocks { kind } } }',
      {
        as: 'COUNTY_BUREAU',
        variables: { id },
      },
    );
    expect(read.data.case).toMatchObject({ promisedDueOn: null, clocks: null });
    expect(read.data.case.number).toMatch(/^shexi-/);
    expect(read.errors?.map((e) => [e.extensions.code, e.path.join('.')])).toEqual([
      ['MODULE_NOT_ENABLED', 'case.promisedDueOn'],
      ['MODULE_NOT_ENABLED', 'case.clocks'],
    ]);
    const verb = await world.ask(
      `mutation ($id: ID!) { extendCase(input: { caseId: $id, newDueOn: "2026-10-16", reason: "需实地核查" }) { ... on Refusal { code details } } }`,
      { as: 'STATION_HEAD', from: HERE, variables: { id } },
    );
    expect(verb.errors).toBeUndefined();
    expect(verb.data.extendCase).toEqual({
      code: 'MODULE_NOT_ENABLED',
      details: { module: MODULE, township: HERE },
    });
  });

  test('off and on again: new cases have dates, those accepted meanwhile have none', async () => {
    const meanwhile = await accepted(world, 'PROMISE-5', { view: PLAIN_VIEW });
    world.at('2026-09-28', '10:00');
    expect(await configure({ enabled: true })).toMatchObject({ enabled: true, effectiveFrom: '2026-09-28' });
    expect(await accepted(world, 'PROMISE-5')).toMatchObject({ promisedDueOn: '2026-10-10' });
    expect(await look(world, meanwhile.id)).toMatchObject({ promisedDueOn: null, overdue: null, clocks: [] });
    expect(await decide(meanwhile.id)).toMatchObject({ state: 'DECIDED' });
    expect((await eventsOf(world, 'module.enabled')).map((e) => e.module)).toEqual([MODULE]);
  });
});

describe('switched off in the middle of open work', () => {
  test('REFUSE lists the open work and changes nothing', async () => {
    const { number } = await accepted(world, 'PROMISE-5');
    const answer = await configure({ enabled: false });
    expect(answer).toMatchObject({ code: 'MODULE_HAS_OPEN_WORK', details: { module: MODULE, count: 2 } });
    expect(answer.details.openWork).toEqual([
      { kind: 'PROMISE', id: expect.any(String), label: number },
      { kind: 'STATUTORY', id: expect.any(String), label: number },
    ]);
    expect(world.platform.switches.isEnabled(world.town(HERE).id, MODULE)).toBe(true);
    expect(await inTables(world, (tx) => tx.clockSuspension.count())).toBe(0);
    expect(await inTables(world, (tx) => tx.clock.count({ where: { wasStopped: true } }))).toBe(0);
  });

  test('FREEZE: the promise stands and is silent, the statute runs on; on again both are recomputed, the move on record', async () => {
    world.at('2026-09-21');
    const { id } = await accepted(world, 'PROMISE-5');
    expect(await look(world, id)).toMatchObject({
      promisedDueOn: '2026-09-29',
      statutoryDueOn: '2026-10-26',
    });
    world.at('2026-09-28');
    expect(await configure({ enabled: false, openWork: 'FREEZE' })).toMatchObject({ enabled: false });
    world.at('2026-10-08');
    expect(await sweepOverdue(world.platform)).toBe(0);
    expect(await eventsOf(world, 'deadline.breached')).toEqual([]);

    world.at('2026-10-09');
    expect(await configure({ enabled: true })).toMatchObject({ enabled: true });
    const after = await look(world, id);
    // As G11: 09-28, 09-29, 09-30 and 10-08 are given back, from 10-09 it counts again.
    expect(after).toMatchObject({
      promisedDueOn: '2026-10-10',
      statutoryDueOn: '2026-10-26',
      overdue: false,
    });
    expect(clockOf(after, 'PROMISE').changes).toEqual([
      {
        oldDueOn: '2026-09-29',
        newDueOn: '2026-10-10',
        reason: `模块“${MODULE}”恢复启用 / module on again`,
      },
    ]);
    expect(clockOf(after, 'STATUTORY').changes).toEqual([]);
    expect(await sweepOverdue(world.platform)).toBe(0);
    world.at('2026-10-12');
    expect(await sweepOverdue(world.platform)).toBe(1);
    expect(await eventsOf(world, 'deadline.breached', id)).toMatchObject([{ day: '2026-10-12' }]);
  });

  test('FREEZE: a case decided meanwhile ends its clocks, and they stay ended when the module is on again', async () => {
    const { id } = await accepted(world, 'PROMISE-5');
    world.at('2026-09-29');
    await configure({ enabled: false, openWork: 'FREEZE' });
    world.at('2026-09-30');
    expect(await decide(id, PLAIN_VIEW)).toMatchObject({ state: 'DECIDED' });
    const ended = await inTables(world, (tx) =>
      tx.clock.findMany({ where: { module: MODULE, caseId: uuidOf(id) }, include: { suspensions: true } }),
    );
    expect(ended.map((c) => c.endedOn)).toEqual(['2026-09-30', '2026-09-30']);
    expect(ended.flatMap((c) => c.suspensions.map((s) => [c.kind, s.fromDay, s.toDay]))).toEqual([
      ['PROMISE', '2026-09-29', '2026-09-30'],
    ]);
    world.at('2026-10-30');
    await configure({ enabled: true });
    expect(await sweepOverdue(world.platform)).toBe(0);
    expect(clockOf(await look(world, id), 'PROMISE')).toMatchObject({ phase: 'ENDED', overdueDays: 0 });
  });

  test('FREEZE: a case suspended before stays suspended when the module is on again', async () => {
    world.at('2026-09-21');
    const { id } = await accepted(world, 'PROMISE-5');
    await step(world, 'suspendCase', { caseId: id, cause: 'APPLICANT_DELAY', reason: '等待申请人' });
    world.at('2026-09-22');
    await configure({ enabled: false, openWork: 'FREEZE' });
    world.at('2026-09-23');
    await configure({ enabled: true });
    const between = clockOf(await look(world, id), 'PROMISE');
    expect(between).toMatchObject({ phase: 'SUSPENDED', changes: [] });
    world.at('2026-09-24');
    const after = await step(world, 'resumeCase', { caseId: id });
    // Stopped from the day of acceptance to the day before it was resumed: five days from 09-24 on.
    expect(clockOf(after, 'PROMISE')).toMatchObject({ dueOn: '2026-10-08', phase: 'RUNNING' });
    expect(clockOf(after, 'PROMISE').changes).toHaveLength(1);
  });
});

test('一(四)1: leave approved while it was off sends the cases to B when it is on again, if it lasts; taken back, it does not', async () => {
  const { id: townshipId, staff } = world.town(HERE);
  const staffId = staff['WINDOW_STAFF'] ?? '';
  const say = async (type: 'leave.approved' | 'leave.withdrawn', throughDay: string, leaveId: string) => {
    const span = { fromDay: '2026-09-28', fromHalf: 'AM', throughDay, throughHalf: 'PM', halfDays: 2 };
    const payload = { leaveId, staffId, coverId: null, ...span };
    await perform(world.platform, { townshipId, actor: SYSTEM, mayBeSilent: true }, (act) =>
      Promise.resolve(act.emit({ type, factId: `leave/${leaveId}`, payload })),
    );
    await deliverEvents(world.platform, townshipId);
  };
  const away = async () => {
    const where = { townshipId_id: { townshipId, id: staffId } };
    const { awayThrough } = await inTables(world, (tx) => tx.staff.findUniqueOrThrow({ where }));
    return awayThrough;
  };
  const { id } = await accepted(world, 'PROMISE-5');
  const [past, lasting] = [randomUUID(), randomUUID()];
  await configure({ enabled: false, openWork: 'FREEZE' });
  await say('leave.approved', '2026-09-28', past);
  await say('leave.approved', '2026-09-30', lasting);
  expect(await away()).toBeNull();
  world.at('2026-09-29');
  await configure({ enabled: true });
  await deliverEvents(world.platform, townshipId);
  expect(await away()).toBe('2026-09-30');
  expect(uuidOf((await look(world, id)).handler.id)).toBe(world.town(HERE).staffB);
  await configure({ enabled: false, openWork: 'FREEZE' });
  await say('leave.withdrawn', '2026-09-30', lasting);
  expect(await away()).toBe('2026-09-30');
  await configure({ enabled: true });
  await deliverEvents(world.platform, townshipId);
  expect(await away()).toBeNull();
});

test('a decision with a later first day is applied on that day, once', async () => {
  const { id } = await accepted(world, 'PROMISE-5');
  world.at('2026-09-28', '10:00');
  expect(await configure({ enabled: false, openWork: 'FREEZE', effectiveFrom: '2026-10-09' })).toMatchObject({
    enabled: true,
  });
  world.at('2026-10-08');
  expect(await applyDueDecisions(world.platform)).toBe(0);
  expect(clockOf(await look(world, id), 'PROMISE')).toMatchObject({ phase: 'RUNNING' });

  world.at('2026-10-09', '00:01');
  const { errors } = await world.ask('{ cases(first: 1) { edges { node { promisedDueOn } } } }', {
    as: 'WINDOW_STAFF',
    at: HERE,
  });
  expect(errors?.[0]?.message).toMatch(/^Cannot query field/);
  expect(await applyDueDecisions(world.platform)).toBe(1);
  expect(await applyDueDecisions(world.platform)).toBe(0);
  const stops = await inTables(world, (tx) => tx.clockSuspension.findMany({ include: { clock: true } }));
  expect(stops).toMatchObject([
    { fromDay: '2026-10-09', toDay: null, cause: 'MODULE_OFF', clock: { kind: 'PROMISE' } },
  ]);
  expect(await eventsOf(world, 'module.disabled')).toEqual([
    { module: MODULE, effectiveFrom: '2026-10-09', openWork: 'FREEZE' },
  ]);
  await deliverEvents(world.platform, world.town(HERE).id);
});
