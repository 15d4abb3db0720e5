import { beforeEach, expect, test } from 'vitest';
import { deliverAll, runModuleJobs } from '../../core/jobs/runner.ts';
import { file, take, track, wording } from '../../test/support/complaint-scene.ts';
import { accepted, eventsOf, HERE, inTables, step, uuidOf } from '../../test/support/timely-scene.ts';
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
  const [row] = await inTables(world, (tx) => tx.complaint.findMany());
  expect(row).toMatchObject({
    acceptedBy: world.town(HERE).staff[OFFICER],
    acceptedAt: world.platform.now(),
  });
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

test.each([
  ['phone', { phone: null }],
  ['name', { name: ' ' }],
  ['content', { content: ' ' }],
  ['respondentId', { respondentId: null }],
])(
  '三(二)3(1) · record-is-complete: without %s it is refused and nothing is kept',
  async (field, lacking) => {
    expect(await take(world, 'NOBODY', 'fileComplaint', wording(world, lacking))).toMatchObject({
      code: 'COMPLAINT_INCOMPLETE',
      clause: { id: '三(二)3(1)' },
      details: { field },
    });
    expect(await inTables(world, (tx) => tx.complaint.count())).toBe(0);
  },
);

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
  const told = await inTables(world, (tx) =>
    tx.notification.groupBy({ by: ['recipient'], where: { module: 'complaints' }, _count: true }),
  );
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

test('(after) · rated-and-reopened-once-in-time: served 2026-09-28, rated and reviewed badly until 2026-10-10, once', async () => {
  const receipt = await concluded();
  const { number, queryCode } = receipt;
  const { id, ...served } = await accepted(world, 'PROMISE-5');
  const other = await accepted(world, 'PROMISE-5');
  const review = (of: typeof served) =>
    take(world, 'NOBODY', 'fileBadReview', { number: of.number, queryCode: of.queryCode, text: '等候太久' });
  expect(await review(served)).toMatchObject({
    code: 'STATE_NOT_ALLOWED',
    details: { verb: 'fileBadReview', state: 'ACCEPTED' },
  });
  for (const caseId of [id, other.id])
    await step(world, 'decideCase', { caseId, outcome: 'APPROVED', result: '准予' });
  world.at('2026-10-10', '17:00');
  expect(await take(world, 'NOBODY', 'rateAnswer', { number, queryCode, rating: 5 })).toMatchObject({
    number,
  });
  expect(await review(served)).toMatchObject({ state: 'OPEN' });
  const closed = { code: 'COMPLAINT_WINDOW_CLOSED', clause: { id: '(after)' } };
  expect(await review(served)).toMatchObject(closed);
  world.at('2026-10-11');
  expect(await review(other)).toMatchObject({ ...closed, details: { until: '2026-10-10' } });
});

test('(after) · bad-review-in-order: verified, rectified, revisited; out of order it is refused', async () => {
  world.at('2026-09-28');
  const { id, number, queryCode } = await accepted(world, 'PROMISE-5');
  await step(world, 'decideCase', { caseId: id, outcome: 'APPROVED', result: '准予' });
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
