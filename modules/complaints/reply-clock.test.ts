import { beforeEach, expect, test } from 'vitest';
import { sweepOverdue } from '../../core/clocks/sweep.ts';
import { recount } from '../../core/county/roll-up.ts';
import { deliverAll, runModuleJobs } from '../../core/jobs/runner.ts';
import { file, messagesFor, replyClocks, take, track } from '../../test/support/complaint-scene.ts';
import { loadNotice, NOTICE_2027 } from '../../test/support/county-scene.ts';
import { accepted, eventsOf, HERE, inTables, look, uuidOf } from '../../test/support/timely-scene.ts';
import { createWorld, type World } from '../../test/support/world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
  return () => world.close();
});

const OFFICER = 'COMPLAINT_OFFICER';
const step = (verb: string, complaintId: string, more: object = {}) =>
  take(world, OFFICER, verb, { complaintId, ...more });

async function takenOn(day: string, more: Record<string, unknown> = {}) {
  world.at(day);
  const complaint = await file(world, more);
  await step('acceptComplaint', complaint.id);
  return complaint;
}

/** Days that the sweep has reported by now, with the working days beyond the due date. */
async function sweptOn(day: string) {
  world.at(day);
  await sweepOverdue(world.platform);
  return (await eventsOf(world, 'deadline.breached')).map((e) => [e.day, e.overdueDays]);
}

test('三(二)3(2) answer · answered-within-five-days: the reply clock is explained as that of a case is', async () => {
  const complaint = await takenOn('2026-09-28');
  const [clock] = await replyClocks(world, complaint);
  expect(clock).toMatchObject({
    kind: 'REPLY',
    clause: '三(二)3(2) answer',
    phase: 'RUNNING',
    extended: false,
    startedOn: '2026-09-28',
    dueOn: '2026-10-10',
    heldThrough: '2026-10-10',
    changes: [],
  });
  expect(clock.explanation.sentence).toContain('自2026-09-28的次日起算，共5个工作日');
  expect(clock.explanation.sentence).toContain('下班前答复');
  expect(await sweptOn('2026-10-10')).toEqual([]);
  expect(await sweptOn('2026-10-13')).toEqual([
    ['2026-10-12', 1],
    ['2026-10-13', 2],
  ]);
  const [first] = await eventsOf(world, 'deadline.breached');
  expect(first).toEqual({
    clockId: expect.any(String),
    subjectType: 'Complaint',
    subjectId: uuidOf(complaint.id),
    caseId: null,
    number: null,
    itemName: null,
    windowId: null,
    handlerId: null,
    module: 'complaints',
    clause: '三(二)3(2) answer',
    kind: 'REPLY',
    day: '2026-10-12',
    dueOn: '2026-10-10',
    overdueDays: 1,
  });
  await deliverAll(world.platform);
  expect(await inTables(world, (tx) => tx.overdueCase.count())).toBe(0);
});

test('三(二)3(2) answer · answered-within-five-days: a holiday notice that comes later moves the date and says why', async () => {
  const complaint = await takenOn('2026-12-25');
  expect(await replyClocks(world, complaint)).toMatchObject([
    { dueOn: '2027-01-01', provisional: true, changes: [] },
  ]);
  world.at('2026-12-26');
  await loadNotice(world, NOTICE_2027);
  expect(await track(world, complaint)).toMatchObject({ dueOn: '2027-01-03' });
  expect(await replyClocks(world, complaint)).toMatchObject([
    {
      provisional: false,
      changes: [
        {
          oldDueOn: '2027-01-01',
          newDueOn: '2027-01-03',
          reason: '载入2027年放假安排 / holiday notice of 2027 loaded',
        },
      ],
    },
  ]);
  expect(await eventsOf(world, 'deadline.changed')).toMatchObject([
    { subjectType: 'Complaint', subjectId: uuidOf(complaint.id), caseId: null, newDueOn: '2027-01-03' },
  ]);
});

test('三(二)3(2) extension · explanation-holds-five-days: while it holds no day is reported, explained anew or not', async () => {
  const complaint = await takenOn('2026-09-28');
  const explain = (expectedDate: string) =>
    step('explainDelay', complaint.id, { reason: '需外调核实', expectedDate });
  world.at('2026-10-10');
  await explain('2026-10-16');
  expect(await replyClocks(world, complaint)).toMatchObject([
    { phase: 'RUNNING', extended: true, dueOn: '2026-10-10', heldThrough: '2026-10-16', changes: [] },
  ]);
  expect((await replyClocks(world, complaint))[0].explanation.sentence).toContain(
    '已说明延期，最迟于10-16答复或再次说明',
  );
  expect(await sweptOn('2026-10-16')).toEqual([]);
  await explain('2026-10-23');
  expect(await sweptOn('2026-10-23')).toEqual([]);
  expect(await sweptOn('2026-10-26')).toEqual([['2026-10-26', 11]]);
  expect(await replyClocks(world, complaint)).toMatchObject([
    { phase: 'OVERDUE', heldThrough: '2026-10-23' },
  ]);
});

test('三(二)3(2) extension · extended-is-not-overdue: explained 2026-10-08 it is EXTENDED, and the desk is reminded to explain anew', async () => {
  const complaint = await takenOn('2026-09-25');
  world.at('2026-10-08');
  await step('explainDelay', complaint.id, { reason: '需外调核实', expectedDate: '2026-10-20' });
  const told = async (day: string) => {
    world.at(day);
    await runModuleJobs(world.platform);
    const texts = await messagesFor(world, OFFICER, false);
    return texts.filter((text) => text.startsWith('有一件'));
  };
  expect(await told('2026-10-09')).toEqual([]);
  expect(await track(world, complaint)).toMatchObject({ status: 'EXTENDED', dueOn: '2026-10-09' });
  const anew = '有一件已说明延期的投诉应于2026-10-14前答复或再次说明。';
  expect(await told('2026-10-13')).toEqual([anew]);
  expect(await told('2026-10-14')).toEqual([anew, anew]);
  await told('2026-10-15');
  expect(await track(world, complaint)).toMatchObject({ status: 'OVERDUE' });
});

/** What the county counts of long delays; it must be what a recount gives. */
async function prolonged(): Promise<number> {
  await deliverAll(world.platform);
  const own = (rows: readonly { measure: string; value: number }[]) =>
    rows.filter((row) => row.measure === 'complaintsProlonged').reduce((sum, { value }) => sum + value, 0);
  const kept = own(await inTables(world, (tx) => tx.tally.findMany()));
  expect(kept).toBe(own(await inTables(world, (tx) => recount(world.platform, tx, world.town(HERE).id))));
  return kept;
}

test('三(二)3(2) extension · long-delay-is-seen-by-the-county: explained beyond 30 working days, once, until it is answered', async () => {
  const complaint = await takenOn('2026-09-28');
  await step('noteInvestigation', complaint.id, { text: '已发函外调', evidence: false });
  for (const day of ['2026-10-10', '2026-10-16', '2026-10-23', '2026-10-30', '2026-11-06', '2026-11-13']) {
    world.at(day);
    await step('explainDelay', complaint.id, { reason: '需外调核实', expectedDate: '2026-12-01' });
    await runModuleJobs(world.platform);
  }
  expect(await prolonged()).toBe(0);
  world.at('2026-11-16');
  await runModuleJobs(world.platform);
  await runModuleJobs(world.platform);
  expect(await eventsOf(world, 'complaint.prolonged')).toEqual([
    { complaintId: uuidOf(complaint.id), acceptedOn: '2026-09-28' },
  ]);
  expect(await prolonged()).toBe(1);
  await step('answerComplaint', complaint.id, { answer: '已责令改正' });
  expect(await prolonged()).toBe(0);
});

test('(after) · rated-and-reopened-once-in-time: the reopened one has a second clock, the first stays as it ended', async () => {
  const complaint = await takenOn('2026-09-28');
  await step('noteInvestigation', complaint.id, { text: '已向窗口核实', evidence: false });
  await step('answerComplaint', complaint.id, { answer: '已责令改正' });
  await step('concludeComplaint', complaint.id, { finding: 'UNFOUNDED', measures: [] });
  const { number, queryCode } = complaint;
  await take(world, 'NOBODY', 'reopenComplaint', { number, queryCode });
  expect(await track(world, complaint)).toMatchObject({ status: 'FILED', dueOn: null });
  world.at('2026-10-09');
  await step('acceptComplaint', complaint.id);
  expect(await replyClocks(world, complaint)).toMatchObject([
    { kind: 'REPLY', phase: 'ENDED', endedOn: '2026-09-28', dueOn: '2026-10-10', overdueDays: 0 },
    { kind: 'REPLY_REOPENED', phase: 'RUNNING', startedOn: '2026-10-09', dueOn: '2026-10-15' },
  ]);
});

test('三(二)1(1) · file-is-closed-to-the-respondent: the clock of a complaint about a case is not among the case’s', async () => {
  world.at('2026-09-28');
  const { id, number } = await accepted(world, 'PROMISE-5');
  await takenOn('2026-09-28', { category: 'DELAY', caseNumber: number });
  const kinds = (await look(world, id)).clocks.map((clock: { kind: string }) => clock.kind);
  expect(kinds).toEqual(['PROMISE', 'STATUTORY']);
  await sweptOn('2026-10-31');
  const ofComplaints = (await eventsOf(world, 'deadline.breached')).filter(
    (e) => e.subjectType === 'Complaint',
  );
  expect(ofComplaints.map((e) => e.caseId)).toContain(null);
  expect(new Set(ofComplaints.map((e) => e.handlerId))).toEqual(new Set([null]));
});
