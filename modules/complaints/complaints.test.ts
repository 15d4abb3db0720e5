import { beforeEach, expect, test } from 'vitest';
import { deliverAll, runModuleJobs } from '../../core/jobs/runner.ts';
import { file, take, track, wording } from '../../test/support/complaint-scene.ts';
import { accepted, eventsOf, HERE, inTables, uuidOf } from '../../test/support/timely-scene.ts';
import { createWorld, type World } from '../../test/support/world.ts';
import { COMPLAINTS } from './measures.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
  world.at('2026-09-25');
  return () => world.close();
});

const OFFICER = 'COMPLAINT_OFFICER';
const accept = (complaintId: string) => take(world, OFFICER, 'acceptComplaint', { complaintId });
const investigate = (complaintId: string, evidence = false) =>
  take(world, OFFICER, 'noteInvestigation', { complaintId, text: '已向窗口核实', evidence });
const answer = (complaintId: string) =>
  take(world, OFFICER, 'answerComplaint', { complaintId, answer: '已责令改正' });
const conclude = (complaintId: string, measures = ['批评教育']) =>
  take(world, OFFICER, 'concludeComplaint', { complaintId, finding: 'STAFF_FAULT', measures });

async function runTwice() {
  await runModuleJobs(world.platform);
  await runModuleJobs(world.platform);
}

/** A complaint found to be the fault of staff: accepted, answered and concluded on 2026-09-28. */
async function concluded() {
  const complaint = await file(world);
  world.at('2026-09-28');
  await accept(complaint.id);
  await investigate(complaint.id, true);
  await answer(complaint.id);
  expect(await conclude(complaint.id)).toMatchObject({ status: 'CONCLUDED' });
  return complaint;
}

test('三(二)3(2) answer · answered-within-five-days: accepted on the holiday Fri 2026-09-25 it is due Fri 2026-10-09, and answered that day in time', async () => {
  const complaint = await file(world);
  expect(await track(world, complaint)).toMatchObject({ status: 'FILED', dueOn: null });
  expect(await accept(complaint.id)).toMatchObject({
    status: 'ACCEPTED',
    dueOn: '2026-10-09',
    overdueDays: 0,
  });
  expect(await accept(complaint.id)).toMatchObject({ code: 'COMPLAINT_STATE_NOT_ALLOWED' });
  world.at('2026-10-09', '23:59');
  expect(await track(world, complaint)).toMatchObject({ status: 'ACCEPTED', overdueDays: 0 });
  await investigate(complaint.id);
  expect(await answer(complaint.id)).toMatchObject({ status: 'ANSWERED' });
  expect(await eventsOf(world, 'complaint.answered')).toMatchObject([{ result: 'onTime' }]);
});

test('三(二)3(2) extension · extended-is-not-overdue: explained on the due day it is EXTENDED through 2026-10-15, OVERDUE on the 16th', async () => {
  const complaint = await file(world);
  await accept(complaint.id);
  world.at('2026-10-09');
  const explain = { complaintId: complaint.id, reason: '需外调核实', expectedDate: '2026-10-15' };
  expect(await take(world, OFFICER, 'explainDelay', { ...explain, reason: ' ' })).toMatchObject({
    code: 'TEXT_REQUIRED',
  });
  expect(await take(world, OFFICER, 'explainDelay', explain)).toMatchObject({
    status: 'EXTENDED',
    dueOn: '2026-10-09',
  });
  for (const [day, status] of [
    ['2026-10-10', 'EXTENDED'],
    ['2026-10-15', 'EXTENDED'],
    ['2026-10-16', 'OVERDUE'],
  ] as const) {
    world.at(day);
    expect(await track(world, complaint)).toMatchObject({ status, dueOn: '2026-10-09' });
    await runTwice();
    expect(await eventsOf(world, 'complaint.overdue')).toHaveLength(status === 'OVERDUE' ? 1 : 0);
  }
  await investigate(complaint.id);
  expect(await answer(complaint.id)).toMatchObject({ status: 'ANSWERED' });
  expect(await eventsOf(world, 'complaint.answered')).toMatchObject([{ result: 'late' }]);
});

test('三(二)3(2) extension · delay-explained-before-due: unexplained it is reported overdue on 2026-10-10 once, and can no longer be explained', async () => {
  const complaint = await file(world);
  await accept(complaint.id);
  world.at('2026-10-09');
  await runTwice();
  expect(await eventsOf(world, 'complaint.overdue')).toEqual([]);
  world.at('2026-10-10');
  await runTwice();
  const reported = [{ complaintId: uuidOf(complaint.id), dueOn: '2026-10-09' }];
  expect(await eventsOf(world, 'complaint.overdue')).toEqual(reported);
  world.at('2026-10-12');
  await runTwice();
  expect(await eventsOf(world, 'complaint.overdue')).toEqual(reported);
  expect(await track(world, complaint)).toMatchObject({ status: 'OVERDUE', overdueDays: 2 });
  const late = { complaintId: complaint.id, reason: '需外调核实', expectedDate: '2026-10-16' };
  expect(await take(world, OFFICER, 'explainDelay', late)).toMatchObject({
    code: 'DELAY_EXPLAINED_TOO_LATE',
    clause: { id: '三(二)3(2) extension' },
    details: { dueOn: '2026-10-09' },
  });
});

test('三(二)3(1) · record-is-complete: without a telephone number it is refused and nothing is kept', async () => {
  expect(await take(world, 'NOBODY', 'fileComplaint', wording(world, { phone: null }))).toMatchObject({
    code: 'COMPLAINT_INCOMPLETE',
    clause: { id: '三(二)3(1)' },
    details: { field: 'phone' },
  });
  expect(await inTables(world, (tx) => tx.complaint.count())).toBe(0);
});

test('三(二)3(2) answer · answered-within-five-days: an anonymous one has no clock and is concluded without an answer', async () => {
  const complaint = await file(world, { anonymous: true, name: null, phone: null });
  expect(await accept(complaint.id)).toMatchObject({ status: 'ACCEPTED', dueOn: null, overdueDays: null });
  world.at('2026-12-01');
  await runTwice();
  expect(await eventsOf(world, 'complaint.overdue')).toEqual([]);
  expect(await track(world, complaint)).toMatchObject({ status: 'ACCEPTED' });
  await investigate(complaint.id);
  expect(await conclude(complaint.id)).toMatchObject({ status: 'CONCLUDED' });
  expect(await eventsOf(world, 'complaint.concluded')).toMatchObject([{ anonymous: true, evidence: false }]);
});

test('三(二)3(3) · unacknowledged-goes-to-the-head: a MAJOR one after a working hour, once; not when it was acknowledged', async () => {
  world.at('2026-09-28', '09:00');
  const major = await file(world, { severity: 'MAJOR' });
  const seen = await file(world, { severity: 'MAJOR' });
  await file(world);
  await take(world, 'UNIT_DEPUTY', 'acknowledgeComplaint', { complaintId: seen.id });
  world.at('2026-09-28', '09:59');
  await runTwice();
  expect(await eventsOf(world, 'complaint.escalated')).toEqual([]);
  world.at('2026-09-28', '10:00');
  await runTwice();
  expect(await eventsOf(world, 'complaint.escalated')).toEqual([
    { complaintId: uuidOf(major.id), to: 'UNIT_HEAD' },
  ]);
  const told = await inTables(world, (tx) => tx.notification.groupBy({ by: ['recipient'], _count: true }));
  expect(told.toSorted((a, b) => (a.recipient < b.recipient ? -1 : 1))).toEqual([
    { recipient: 'UNIT_DEPUTY', _count: 2 },
    { recipient: 'UNIT_HEAD', _count: 1 },
  ]);
});

test('三(二)3(4) · fault-has-measures: a finding of fault needs a note, an answer and a measure', async () => {
  const { id } = await file(world);
  await accept(id);
  expect(await conclude(id)).toMatchObject({ code: 'COMPLAINT_STATE_NOT_ALLOWED' });
  world.at('2026-09-28');
  expect(await answer(id)).toMatchObject({
    code: 'COMPLAINT_NOT_INVESTIGATED',
    clause: { id: '三(二)1(2)' },
  });
  await investigate(id);
  await answer(id);
  expect(await conclude(id, [])).toMatchObject({ code: 'MEASURES_MISSING', clause: { id: '三(二)3(4)' } });
  expect(await conclude(id)).toMatchObject({ finding: 'STAFF_FAULT', measures: ['批评教育'] });
});

test('三(二)3(4) · respondent-appeals-once: an upheld appeal withdraws the finding under the same fact', async () => {
  const { number, id } = await concluded();
  const appeal = { number, reason: '当日系统故障' };
  expect(await take(world, 'STATION_HEAD', 'appealFinding', appeal)).toMatchObject({ code: 'NOT_FOUND' });
  const filed = await take(world, 'WINDOW_STAFF', 'appealFinding', appeal);
  expect(filed).toMatchObject({ __typename: 'ComplaintAppeal', upheld: null });
  expect(await take(world, 'WINDOW_STAFF', 'appealFinding', appeal)).toMatchObject({
    code: 'APPEAL_NOT_POSSIBLE',
  });
  const decision = { appealId: filed.id, upheld: true, decision: '系统故障属实' };
  expect(await take(world, 'UNIT_DEPUTY', 'decideAppeal', decision)).toMatchObject({ upheld: true });
  expect(await take(world, 'UNIT_DEPUTY', 'decideAppeal', decision)).toMatchObject({
    code: 'APPEAL_NOT_POSSIBLE',
  });
  const [row] = await inTables(world, (tx) => tx.complaint.findMany({ where: { id: uuidOf(id) } }));
  expect(row).toMatchObject({ finding: 'NO_STAFF_FAULT', measures: [] });
  const facts = await inTables(world, (tx) =>
    tx.outboxEvent.findMany({
      where: { type: { in: ['complaint.concluded', 'complaint.findingWithdrawn'] } },
    }),
  );
  expect(facts).toHaveLength(2);
  expect(new Set(facts.map((f) => f.factId)).size).toBe(1);
});

test('(after) · rated-and-reopened-once-in-time: rated once; reopened once, with a new clock from its new acceptance', async () => {
  const { id, ...receipt } = await concluded();
  expect(await take(world, 'NOBODY', 'rateAnswer', { ...receipt, rating: 2 })).toMatchObject(receipt);
  const closed = { code: 'COMPLAINT_WINDOW_CLOSED', clause: { id: '(after)' } };
  expect(await take(world, 'NOBODY', 'rateAnswer', { ...receipt, rating: 5 })).toMatchObject(closed);
  const wrong = { ...receipt, queryCode: 'WRONG' };
  expect(await take(world, 'NOBODY', 'reopenComplaint', wrong)).toMatchObject({
    code: 'COMPLAINT_CODE_WRONG',
  });
  expect(await take(world, 'NOBODY', 'reopenComplaint', receipt)).toMatchObject(receipt);
  expect(await track(world, receipt)).toMatchObject({ status: 'FILED', rating: 2 });
  world.at('2026-10-09');
  expect(await accept(id)).toMatchObject({ status: 'ACCEPTED', dueOn: '2026-10-15', overdueDays: 0 });
  await investigate(id);
  await answer(id);
  await conclude(id);
  expect(await take(world, 'NOBODY', 'reopenComplaint', receipt)).toMatchObject(closed);
});

test('(after) · bad-review-in-order: verified, rectified, revisited; out of order it is refused', async () => {
  world.at('2026-09-28');
  const { number, queryCode } = await accepted(world, 'PROMISE-5');
  const review = await take(world, 'NOBODY', 'fileBadReview', { number, queryCode, text: '等候太久' });
  expect(review).toMatchObject({ state: 'OPEN' });
  const advance = (next: string) =>
    take(world, OFFICER, 'advanceBadReview', { badReviewId: review.id, next, note: '已办' });
  expect(await advance('RECTIFIED')).toMatchObject({ code: 'BAD_REVIEW_STEP_WRONG' });
  for (const state of ['VERIFIED', 'RECTIFIED', 'REVISITED'])
    expect(await advance(state)).toMatchObject({ state });
  expect(await advance('VERIFIED')).toMatchObject({ code: 'BAD_REVIEW_STEP_WRONG' });
});

test('三(二)3(2) answer · answered-within-five-days: the county counts filed and answered as its recount does', async () => {
  await concluded();
  await file(world);
  await deliverAll(world.platform);
  const sorted = (rows: readonly { key: string; value: number }[]) =>
    rows.map(({ key, value }) => ({ key, value })).toSorted((a, b) => (a.key < b.key ? -1 : 1));
  const recounted = await inTables(world, (tx) => COMPLAINTS.recount(tx, world.town(HERE).id));
  expect(sorted(recounted)).toEqual([
    { key: 'filed', value: 2 },
    { key: 'onTime', value: 1 },
  ]);
  const kept = await inTables(world, (tx) => tx.tally.findMany({ where: { measure: 'complaints' } }));
  expect(sorted(kept)).toEqual(sorted(recounted));
});
