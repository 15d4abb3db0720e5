import { afterAll, beforeAll, expect, test } from 'vitest';
import { runModuleJobs } from '../../core/jobs/runner.ts';
import {
  accepted,
  addItem,
  clockOf,
  documentsOf,
  eventsOf,
  gid,
  HERE,
  inTables,
  look,
  step,
  submit,
  uuidOf,
} from '../../test/support/timely-scene.ts';
import { createWorld, type World } from '../../test/support/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

/** What the catalogue says of an item, and what comes of handing in a case for it. */
async function tryItem(itemId: string) {
  const reply = await world.ask(
    'query ($id: ID!) { node(id: $id) { ... on ServiceItem { acceptable missing { field clause } } } }',
    { at: HERE, variables: { id: itemId } },
  );
  expect(reply.errors).toBeUndefined();
  return { ...reply.data.node, submitted: await submit(world, itemId) };
}

test('一(四)2 (class) · kind-is-marked: an item of no kind takes no cases, and says which clause it fails', async () => {
  const item = await addItem(world, { kind: null, promisedDays: 5, statutoryDays: 20 });
  const tried = await tryItem(item);
  expect(tried).toMatchObject({ acceptable: false, missing: [{ field: 'kind', clause: '一(四)2 (class)' }] });
  expect(tried.submitted).toMatchObject({
    code: 'ITEM_NOT_ACCEPTABLE',
    clause: { id: '一(四)2 (class)' },
    details: { missing: ['kind'] },
  });
});

test('一(四)3 (limits) · promise-within-statutory: statute 20 with promise 25 takes no cases', async () => {
  const tried = await tryItem(
    await addItem(world, { kind: 'PROMISED', promisedDays: 25, statutoryDays: 20 }),
  );
  expect(tried).toMatchObject({
    acceptable: false,
    missing: [{ field: 'promisedDays<=statutoryDays', clause: '一(四)3 (limits)' }],
    submitted: {
      code: 'PROMISE_EXCEEDS_STATUTORY',
      clause: { id: '一(四)3 (limits)' },
      details: { promisedDays: 25, statutoryDays: 20 },
    },
  });
});

test('一(四)3 (limits) · some-limit-is-set: a promised item without any limit takes no cases', async () => {
  const none = await addItem(world, { kind: 'PROMISED', promisedDays: null, statutoryDays: null });
  expect(await tryItem(none)).toMatchObject({
    acceptable: false,
    missing: [
      { field: 'limit', clause: '一(三)2(1)' },
      { field: 'promisedDays', clause: '一(四)3 (limits)' },
    ],
    submitted: { code: 'ITEM_NOT_ACCEPTABLE' },
  });
  const lawOnly = await addItem(world, { kind: 'PROMISED', promisedDays: null, statutoryDays: 20 });
  expect(await tryItem(lawOnly)).toMatchObject({
    acceptable: true,
    missing: [],
    submitted: { state: 'SUBMITTED' },
  });
});

test('一(四)1 · post-has-a-and-b: an item without an A and a B post takes no cases', async () => {
  const item = await addItem(world, { kind: 'PROMISED', promisedDays: 5, statutoryDays: 20, post: false });
  expect(await tryItem(item)).toMatchObject({
    acceptable: false,
    missing: [{ field: 'post', clause: '一(四)1' }],
    submitted: { code: 'ITEM_NOT_ACCEPTABLE', clause: { id: '一(四)1' } },
  });
});

test('一(四)2 (承诺) · acceptance-starts-both-clocks: the notice of Mon 2026-09-28 states 2026-10-10 and 2026-10-30 and how they came about', async () => {
  world.at('2026-09-28');
  const facts = await accepted(world, 'PROMISE-5');
  expect(facts).toMatchObject({
    state: 'ACCEPTED',
    promisedDueOn: '2026-10-10',
    statutoryDueOn: '2026-10-30',
    overdue: false,
    greenChannel: false,
  });
  expect(clockOf(facts, 'PROMISE')).toMatchObject({
    phase: 'RUNNING',
    extended: false,
    budgetDays: 5,
    remainingDays: 5,
    provisional: false,
    changes: [],
  });
  const [notice, ...others] = await documentsOf(world, facts.id, 'ACCEPTANCE_NOTICE');
  expect(others).toEqual([]);
  expect(notice).toMatchObject({
    title: '受理通知书',
    clause: '一(四)2 (承诺)',
    data: { acceptedOn: '2026-09-28', promisedDueOn: '2026-10-10', statutoryDueOn: '2026-10-30' },
  });
  expect(notice?.text).toContain('承诺办结时间：2026-10-10');
  expect(notice?.text).toContain('法定办结时限：2026-10-30');
  expect(notice?.text).toContain('自2026-09-28的次日起算，共5个工作日');
  expect(notice?.text).toContain('国庆节');
  // The code is the applicant's secret; the notice says how to use it, others may read the notice.
  expect(notice?.text).toContain('查询码');
  expect(notice?.text).not.toContain(facts.queryCode);
});

test('一(四)2 (即办) · immediate-is-due-the-same-day: accepted 15:00, still open in the evening, overdue the next working day', async () => {
  world.at('2026-09-28', '15:00');
  const { id, ...facts } = await accepted(world, 'IMMEDIATE');
  expect(facts).toMatchObject({ promisedDueOn: '2026-09-28', statutoryDueOn: null });
  world.at('2026-09-28', '23:59');
  expect(await look(world, id)).toMatchObject({ overdue: false, clocks: [{ phase: 'RUNNING' }] });
  world.at('2026-09-29', '00:01');
  expect(await look(world, id)).toMatchObject({
    overdue: true,
    clocks: [{ phase: 'OVERDUE', overdueDays: 1 }],
  });
});

async function away(staffId: string, from: string, through: string) {
  const reply = await world.ask(
    `mutation ($input: RecordAbsenceInput!) { recordAbsence(input: $input) { ... on Staff { id } ... on Refusal { code } } }`,
    {
      as: 'STATION_HEAD',
      at: HERE,
      variables: { input: { staffId: gid(world, 'Staff', staffId), from, through } },
    },
  );
  return reply.errors?.[0]?.extensions.code ?? reply.data.recordAbsence.id;
}

test('一(四)1 · b-stands-in-for-a: A on leave 2026-09-29, B present: open and new cases go to B; both away, A stays responsible', async () => {
  const { staff, staffB } = world.town(HERE);
  const a = staff['WINDOW_STAFF'] ?? '';
  const idA = gid(world, 'Staff', a);
  const idB = gid(world, 'Staff', staffB);
  world.at('2026-09-28');
  const open = await submit(world, 'PROMISE-5');
  expect(open.handler.id).toBe(idA);
  expect(await away(a, '2026-09-29', '2026-09-29')).toBe(idA);
  expect((await look(world, open.id)).handler.id).toBe(idA);

  world.at('2026-09-29');
  await runModuleJobs(world.platform);
  expect((await look(world, open.id)).handler.id).toBe(idB);
  const created = await submit(world, 'PROMISE-5');
  expect(created.handler.id).toBe(idB);
  expect((await look(world, created.id)).handler.id).toBe(idB);
  const post = await inTables(world, (tx) =>
    tx.post.findFirstOrThrow({ where: { itemId: world.town(HERE).items['PROMISE-5'] ?? '' } }),
  );
  expect(await eventsOf(world, 'post.substituted', created.id)).toEqual([
    { postId: post.id, staffAId: a, staffBId: staffB, day: '2026-09-29', cases: 1 },
  ]);
  const count = (await eventsOf(world, 'post.substituted')).length;
  await runModuleJobs(world.platform);
  expect(await eventsOf(world, 'post.substituted')).toHaveLength(count);

  expect(await away(staffB, '2026-09-29', '2026-09-29')).toBe(idB);
  const both = await submit(world, 'PROMISE-5');
  expect((await look(world, both.id)).handler.id).toBe(idA);

  world.at('2026-09-30');
  const back = await submit(world, 'PROMISE-5');
  expect((await look(world, back.id)).handler.id).toBe(idA);
});

test('一(四)1 · each-absence-holds: leave of 10-29 is not forgotten over one of 10-27 that is recorded after it, nor when that is over', async () => {
  const { staff, staffB } = world.town(HERE);
  const a = staff['WINDOW_STAFF'] ?? '';
  world.at('2026-10-26');
  await away(a, '2026-10-29', '2026-10-29');
  await away(a, '2026-10-27', '2026-10-27');
  const served: string[] = [];
  for (const day of ['2026-10-26', '2026-10-27', '2026-10-28', '2026-10-29', '2026-10-30']) {
    world.at(day);
    await runModuleJobs(world.platform);
    await world.platform.directory.reload();
    const { handler } = await submit(world, 'PROMISE-5');
    served.push(handler.id === gid(world, 'Staff', staffB) ? 'B' : 'A');
  }
  expect(served).toEqual(['A', 'B', 'A', 'B', 'A']);
});

test('一(四)1 · b-stands-in-for-a: an absence that begins today hands over at once; one that ends before it begins is no absence', async () => {
  const { staff, staffB } = world.town(HERE);
  const a = staff['WINDOW_STAFF'] ?? '';
  world.at('2026-10-20');
  const { id } = await accepted(world, 'PROMISE-5');
  expect(await away(a, '2026-10-21', '2026-10-20')).toBe('BAD_INPUT');
  await away(a, '2026-10-20', '2026-10-20');
  expect((await look(world, id)).handler.id).toBe(gid(world, 'Staff', staffB));
  expect(await inTables(world, (tx) => tx.case.count({ where: { id: uuidOf(id), handlerId: staffB } }))).toBe(
    1,
  );
});

test('一(四)3 (refusal) · refusal-has-basis-and-reason: an empty basis is refused with the clause; else notice, filing and event', async () => {
  world.at('2026-09-28');
  const { id } = await submit(world, 'PROMISE-5');
  const reason = '不属本镇管辖';
  expect(await step(world, 'refuseCase', { caseId: id, basis: ' ', reason })).toMatchObject({
    code: 'REFUSAL_WITHOUT_BASIS',
    clause: { id: '一(四)3 (refusal)' },
    details: { field: 'basis' },
  });
  expect(await look(world, id)).toMatchObject({ state: 'SUBMITTED', version: 1 });
  expect(await documentsOf(world, id, 'REFUSAL_NOTICE')).toEqual([]);

  const basis = '《示例规定》第三条';
  expect(await step(world, 'refuseCase', { caseId: id, basis, reason })).toMatchObject({ state: 'REFUSED' });
  const [notice] = await documentsOf(world, id, 'REFUSAL_NOTICE');
  expect(notice).toMatchObject({ title: '不予受理通知书', data: { basis, reason } });
  for (const part of [basis, reason, '行政复议']) expect(notice?.text).toContain(part);
  expect(await eventsOf(world, 'case.refused', id)).toHaveLength(1);
  expect(await eventsOf(world, 'negativeFiling.created', id)).toEqual([
    { filingId: expect.any(String), caseId: uuidOf(id) },
  ]);
  const filed = (month: string) =>
    world.ask(
      `query ($m: String) { negativeFilings(month: $m) { edges { node { reason legalBasis clause filedOn case { id } } } } }`,
      { as: 'CENTRE_DIRECTOR', at: HERE, variables: { m: month } },
    );
  expect((await filed('2026-09')).data.negativeFilings.edges).toEqual([
    {
      node: {
        reason,
        legalBasis: basis,
        clause: '一(四)3 (refusal)',
        filedOn: '2026-09-28',
        case: { id },
      },
    },
  ]);
  expect((await filed('2026-10')).data.negativeFilings.edges).toEqual([]);
});
