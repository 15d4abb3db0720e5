import { afterAll, beforeAll, expect, test } from 'vitest';
import { sweepOverdue } from '../../core/clocks/sweep.ts';
import { loadNotice, NOTICE_2027 } from '../../test/support/county-scene.ts';
import {
  accepted,
  addItem,
  clockOf,
  eventsOf,
  HERE,
  inTables,
  look,
  step,
  uuidOf,
} from '../../test/support/timely-scene.ts';
import { createWorld, type World } from '../../test/support/world.ts';

let world: World;
let promise10: string;
beforeAll(async () => {
  world = await createWorld();
  promise10 = await addItem(world, { kind: 'PROMISED', promisedDays: 10, statutoryDays: 20 });
});
afterAll(() => world.close());

async function breachesOf(id: string) {
  return (await eventsOf(world, 'deadline.breached', id)).map((e) => [e.kind, e.day, e.overdueDays]);
}

async function sweepOn(day: string): Promise<number> {
  world.at(day, '00:05');
  return sweepOverdue(world.platform);
}

const suspend = (caseId: string, cause: string) =>
  step(world, 'suspendCase', { caseId, cause, reason: '等待申请人' });
const resume = (caseId: string) => step(world, 'resumeCase', { caseId });
const decide = (caseId: string) => step(world, 'decideCase', { caseId, outcome: 'APPROVED', result: '准予' });

test('一(四)2 (承诺) · acceptance-starts-both-clocks: due Fri 2026-10-09, done Tue 10-13 is 3 days overdue, one event for each of 10-10, 10-12, 10-13', async () => {
  world.at('2026-09-24');
  const { id, number } = await accepted(world, 'PROMISE-5');
  expect(await sweepOn('2026-10-09')).toBe(0);
  expect(await sweepOn('2026-10-10')).toBe(1);
  expect(await sweepOn('2026-10-10')).toBe(0);
  expect(await sweepOn('2026-10-11')).toBe(0);
  // Nobody swept on the 12th: the day is caught up.
  expect(await sweepOn('2026-10-13')).toBe(2);
  expect(await sweepOn('2026-10-13')).toBe(0);
  expect(await breachesOf(id)).toEqual([
    ['PROMISE', '2026-10-10', 1],
    ['PROMISE', '2026-10-12', 2],
    ['PROMISE', '2026-10-13', 3],
  ]);
  expect((await eventsOf(world, 'deadline.breached', id))[0]).toMatchObject({
    caseId: uuidOf(id),
    number,
    dueOn: '2026-10-09',
  });
  expect(clockOf(await decide(id), 'PROMISE')).toMatchObject({ overdueDays: 3, dueOn: '2026-10-09' });
  await step(world, 'deliverCase', { caseId: id, method: '窗口领取' });
  expect(await sweepOn('2026-10-14')).toBe(0);
});

test('一(四)2 (承诺) · acceptance-starts-both-clocks: of two sweeps at once only the one that noted the day reports it', async () => {
  world.at('2026-09-24');
  const { id } = await accepted(world, 'PROMISE-5');
  world.at('2026-10-10');
  let second: Promise<number> | undefined;
  await inTables(world, async (tx) => {
    const { townshipId, id: clockId } = await tx.clock.findFirstOrThrow({
      where: { caseId: uuidOf(id), kind: 'PROMISE' },
    });
    await tx.clockBreach.create({ data: { townshipId, clockId, day: '2026-10-10' } });
    second = sweepOverdue(world.platform);
    await expect.poll(waitingForALock).toBe(true);
  });
  expect(await second).toBe(0);
  expect(await breachesOf(id)).toEqual([]);
  await decide(id);
  await step(world, 'deliverCase', { caseId: id, method: '窗口领取' });
});

async function waitingForALock(): Promise<boolean> {
  const waiting = await world.platform.prisma.$queryRaw<unknown[]>`
    select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  return waiting.length > 0;
}

test('一(四)2 (承诺) · acceptance-starts-both-clocks: the applicant’s delay 2026-09-28 to 10-09 moves only the promise, 10-12 to 10-16', async () => {
  world.at('2026-09-21');
  const { id, ...facts } = await accepted(world, promise10);
  expect(facts).toMatchObject({ promisedDueOn: '2026-10-12', statutoryDueOn: '2026-10-26' });
  world.at('2026-09-28');
  const stopped = await suspend(id, 'APPLICANT_DELAY');
  expect(clockOf(stopped, 'PROMISE').phase).toBe('SUSPENDED');
  expect(clockOf(stopped, 'STATUTORY').phase).toBe('RUNNING');
  world.at('2026-10-09');
  const resumed = await resume(id);
  expect(resumed).toMatchObject({ promisedDueOn: '2026-10-16', statutoryDueOn: '2026-10-26' });
  expect(clockOf(resumed, 'PROMISE').changes).toMatchObject([
    { oldDueOn: '2026-10-12', newDueOn: '2026-10-16' },
  ]);
  expect(clockOf(resumed, 'STATUTORY').changes).toEqual([]);
  await decide(id);
});

test('一(四)2 (承诺) · acceptance-starts-both-clocks: a statutory procedure stops both clocks (Art. 45)', async () => {
  world.at('2026-09-21');
  const { id } = await accepted(world, promise10);
  world.at('2026-09-28');
  const stopped = await suspend(id, 'STATUTORY_PROCEDURE');
  expect(stopped.clocks.map((c: { phase: string }) => c.phase)).toEqual(['SUSPENDED', 'SUSPENDED']);
  world.at('2026-10-09');
  expect(await resume(id)).toMatchObject({ promisedDueOn: '2026-10-16', statutoryDueOn: '2026-10-30' });
  await decide(id);
});

test('一(四)2 (承诺) · acceptance-starts-both-clocks: a stopped clock is not overdue, and its days are not counted afterwards', async () => {
  world.at('2026-09-24');
  const { id } = await accepted(world, 'PROMISE-5');
  await sweepOn('2026-10-10');
  world.at('2026-10-12');
  await suspend(id, 'APPLICANT_DELAY');
  await sweepOn('2026-10-13');
  expect(await breachesOf(id)).toEqual([['PROMISE', '2026-10-10', 1]]);
  world.at('2026-10-14');
  await resume(id);
  await sweepOn('2026-10-14');
  expect(await breachesOf(id)).toEqual([
    ['PROMISE', '2026-10-10', 1],
    ['PROMISE', '2026-10-14', 2],
  ]);
  expect(clockOf(await look(world, id), 'PROMISE').overdueDays).toBe(2);
  await decide(id);
});

test('一(四)2 (承诺) · acceptance-starts-both-clocks: a date beyond the calendar is provisional until the notice comes, and the move is on record', async () => {
  world.at('2026-12-24');
  const standing = await accepted(world, 'PROMISE-5');
  await suspend(standing.id, 'APPLICANT_DELAY');
  world.at('2026-12-25');
  const facts = await accepted(world, 'PROMISE-5');
  expect(clockOf(facts, 'PROMISE')).toMatchObject({ dueOn: '2027-01-01', provisional: true, changes: [] });

  world.at('2026-12-26');
  expect(await loadNotice(world, NOTICE_2027)).toEqual({ year: 2027, noticeTitle: NOTICE_2027.notice_title });
  const after = clockOf(await look(world, facts.id), 'PROMISE');
  expect(after).toMatchObject({ dueOn: '2027-01-03', provisional: false });
  expect(after.changes).toEqual([
    {
      oldDueOn: '2027-01-01',
      newDueOn: '2027-01-03',
      reason: '载入2027年放假安排 / holiday notice of 2027 loaded',
    },
  ]);
  const moved = (await eventsOf(world, 'deadline.changed', facts.id)).map((e) => [e.oldDueOn, e.newDueOn]);
  expect(moved).toContainEqual(['2027-01-01', '2027-01-03']);
  // What stands still gets its date, and the reason of it, when it runs again.
  expect(clockOf(await look(world, standing.id), 'PROMISE').changes).toEqual([]);

  await loadNotice(world, NOTICE_2027);
  expect(clockOf(await look(world, facts.id), 'PROMISE').changes).toHaveLength(1);
});

test('一(四)2 (承诺) · acceptance-starts-both-clocks: a notice that contradicts another year’s is refused, and the calendar stays', async () => {
  world.at('2026-12-26');
  await loadNotice(world, NOTICE_2027);
  const holidays = [{ name: '元旦', off_dates: ['2027-12-25', '2028-01-01'], makeup_workdays: [] }];
  const answer = await loadNotice(world, { year: 2028, holidays });
  expect(answer.code).toBe('HOLIDAY_NOTICE_INVALID');
  expect(await loadNotice(world, { year: 2028, holidays: [] })).toMatchObject({
    code: 'HOLIDAY_NOTICE_INVALID',
  });
  const { data } = await world.ask(
    '{ holidayYears { year } deadlinePreview(from: "2026-09-28", workingDays: 5) { dueOn } }',
    { at: HERE },
  );
  expect(data.holidayYears.at(-1)).toEqual({ year: 2027 });
  expect(data.deadlinePreview.dueOn).toBe('2026-10-10');
});
