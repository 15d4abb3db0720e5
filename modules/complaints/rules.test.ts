import { expect, test } from 'vitest';
import calendarFile from '../../prisma/seed/calendar-2024-2026.json' with { type: 'json' };
import samplesFile from '../../test/fixtures/complaints-samples.json' with { type: 'json' };
import type { Verdict } from '../../core/regulation/index.ts';
import {
  civilDate as d,
  createCalendar,
  parseHolidayNotices,
  readClock,
  type ClockReading,
} from '../../core/time/index.ts';
import { CRITERIA } from './criteria.ts';
import { briberyIsRestricted, deskIsNotTheRespondents, punchesAreEvidence } from './file-rules.ts';
import * as rules from './rules.ts';
import { ComplaintSettings } from './settings.ts';

const calendar = createCalendar(parseHolidayNotices(calendarFile));
const settings = ComplaintSettings.parse({});
const said = (verdict: Verdict) =>
  verdict.allowed ? 'allowed' : `${verdict.refusal.code} ${verdict.refusal.clause?.id}`;

/** How the reply clock of a complaint stands that was accepted on a day and not answered. */
function replyOn(day: string, accepted: string, explained?: string): ClockReading {
  const started = rules.answeredWithinFiveDays.decide(
    { anonymous: false, acceptedOn: d(accepted) },
    settings,
  );
  if (!started) throw new Error('no clock');
  const delay = explained ? rules.explanationHolds.decide(d(explained), settings) : null;
  const clock = { ...started, extensionDays: 0, suspensions: [], endedOn: null, delay };
  return readClock(clock, calendar, d(day));
}

test('三(二)1(1) · file-is-closed-to-the-respondent: neither he nor his station reads the file, whatever the role', () => {
  const file = { category: 'ATTITUDE', respondentId: 'r', respondentRoles: [], stationId: 's' };
  const may = (id: string, stationId: string | null, role: string) =>
    deskIsNotTheRespondents.decide({ id, stationId, roles: [role] }, file);
  expect(may('o', null, 'COMPLAINT_OFFICER')).toBe(true);
  expect(may('r', null, 'CENTRE_DIRECTOR')).toBe(false);
  expect(may('o', 's', 'COMPLAINT_OFFICER')).toBe(false);
  expect(may('o', null, 'WINDOW_STAFF')).toBe(false);
});

test('三(二)1(2) · investigated-before-dealt-with: without a note only what is answered at once', () => {
  const decide = (notes: number, answeredAtOnce: boolean) =>
    said(rules.investigatedFirst.decide({ notes, answeredAtOnce }));
  expect(decide(0, false)).toBe('COMPLAINT_NOT_INVESTIGATED 三(二)1(2)');
  expect([decide(1, false), decide(0, true)]).toEqual(['allowed', 'allowed']);
});

test('三(二)1(3) · box-opened-by-two: one person twice is not two', () => {
  const decide = (witnessAId: string, witnessBId: string) =>
    said(rules.boxHasTwoWitnesses.decide({ witnessAId, witnessBId }));
  expect(decide('a', 'a')).toBe('BOX_NEEDS_TWO_WITNESSES 三(二)1(3)');
  expect(decide('a', 'b')).toBe('allowed');
});

test('三(二)1(3) · every-slip-registered-once: 4 slips give 4 records, no fifth', () => {
  const decide = (registered: number) => said(rules.slipsWithinCount.decide({ count: 4, registered }));
  expect([decide(3), decide(4)]).toEqual(['allowed', 'BOX_SLIPS_EXCEED_COUNT 三(二)1(3)']);
});

const fault = { category: 'REFUSAL', finding: 'STAFF_FAULT', anonymous: false, evidence: false };

test('三(二)2(1) · wrongful-refusal-is-a-candidate: fault in a refusal is one, another category is none', () => {
  expect(rules.refusalIsCandidate.decide(fault)).toBe(true);
  expect(rules.refusalIsCandidate.decide({ ...fault, category: 'DELAY' })).toBe(false);
});

test('三(二)2(2) · delay-carries-the-clock: a clock 3 days overdue is the evidence', () => {
  const clock = {
    startedOn: d('2026-09-24'),
    budgetDays: 5,
    extensionDays: 0,
    suspensions: [],
    endedOn: null,
  };
  const readings = [readClock(clock, calendar, d('2026-10-13'))];
  expect(rules.delayCarriesTheClock.decide('DELAY', readings)).toBe(3);
  expect(rules.delayCarriesTheClock.decide('ATTITUDE', readings)).toBeNull();
});

test('三(二)2(3) · attitude-is-one-fact: all that one complaint is counted for is one fact', () => {
  expect(rules.attitudeIsOneFact.decide('x')).toBe('complaint/x');
});

test('三(二)2(4) · absence-names-its-day: without the day nothing can be checked', () => {
  expect(said(rules.absenceNamesItsDay.decide('ABSENCE', null))).toBe('COMPLAINT_INCOMPLETE 三(二)2(4)');
  expect(said(rules.absenceNamesItsDay.decide('ABSENCE', '2026-05-09'))).toBe('allowed');
});

test('三(二)2(4) · punches-are-evidence-of-absence: of the day and the person that an absence names, where attendance is on', () => {
  const absence = { category: 'ABSENCE', respondentId: 'r', occurredOn: '2026-09-30' };
  expect(punchesAreEvidence.decide(absence, true)).toEqual({ staffId: 'r', day: '2026-09-30' });
  expect(punchesAreEvidence.decide(absence, false)).toBeNull();
  expect(punchesAreEvidence.decide({ ...absence, respondentId: null }, true)).toBeNull();
  expect(punchesAreEvidence.decide({ ...absence, category: 'DELAY' }, true)).toBeNull();
});

test('三(二)2(5) · bribery-is-restricted: only the centre director and the unit deputy; about the deputy the head in his place', () => {
  const may = (about: string) => (role: string) =>
    briberyIsRestricted.decide([role], { category: 'BRIBERY', respondentRoles: [about] });
  const roles = ['CENTRE_DIRECTOR', 'UNIT_DEPUTY', 'COMPLAINT_OFFICER', 'UNIT_HEAD'];
  expect(roles.map(may('WINDOW_STAFF'))).toEqual([true, true, false, false]);
  expect(roles.map(may('UNIT_DEPUTY'))).toEqual([true, true, false, true]);
});

test('三(二)3(1) · record-is-complete: each field is asked for; anonymous needs neither name nor phone', () => {
  const whole = {
    content: '不收件',
    respondentId: 'r',
    stationId: null,
    anonymous: false,
    name: '申请人甲',
    phone: '1',
  };
  const field = (change: Partial<typeof whole>) => {
    const verdict = rules.recordIsComplete.decide({ ...whole, ...change });
    return verdict.allowed ? null : verdict.refusal.details['field'];
  };
  expect([field({}), field({ content: ' ' }), field({ respondentId: '' }), field({ name: '' })]).toEqual([
    null,
    'content',
    'respondentId',
    'name',
  ]);
  expect([field({ phone: '' }), field({ phone: '', name: '', anonymous: true })]).toEqual(['phone', null]);
});

const DUE: (readonly [string, string])[] = [
  ['2026-09-25', '2026-10-09'],
  ['2026-09-28', '2026-10-10'],
  ...samplesFile.samples.map((s) => [s.accepted_date, s.expected_due_date] as const),
];
test.each(DUE)('三(二)3(2) answer · answered-within-five-days: accepted %s is due %s', (accepted, due) => {
  expect(replyOn(accepted, accepted).dueOn).toBe(due);
  expect(
    rules.answeredWithinFiveDays.decide({ anonymous: true, acceptedOn: d(accepted) }, settings),
  ).toBeNull();
});

test('三(二)3(2) answer · reminded-before-due: a day before and on the day', () => {
  const mark = (explained?: string) => (day: string) =>
    rules.replyReminders.decide(replyOn(day, '2026-09-25', explained), d(day), settings, calendar);
  const days = ['2026-09-30', '2026-10-08', '2026-10-09', '2026-10-10', '2026-10-13', '2026-10-14'];
  expect(days.map(mark())).toEqual([null, 1, 0, null, null, null]);
  expect(days.slice(1).map(mark('2026-10-08'))).toEqual([null, null, null, 1, 0]);
});

test('三(二)3(2) extension · long-delay-is-seen-by-the-county: explained, and more than 30 working days after its acceptance', () => {
  const seen = (day: string, explained?: string) =>
    rules.longDelayIsSeen.decide(replyOn(day, '2026-09-25', explained), settings);
  expect([seen('2026-11-12', '2026-11-12'), seen('2026-11-13', '2026-11-12')]).toEqual([false, true]);
  expect(seen('2026-11-13')).toBe(false);
});

test('三(二)3(2) extension · explanation-holds-five-days: explained 2026-10-08 it holds to 10-14', () => {
  expect(replyOn('2026-10-08', '2026-09-25', '2026-10-08')).toMatchObject({
    dueOn: '2026-10-09',
    heldThrough: '2026-10-14',
  });
});

test('三(二)3(2) extension · extended-is-not-overdue: unexplained OVERDUE on 10-10, explained EXTENDED until 10-14', () => {
  const statusOn = (day: string, explained?: string) =>
    rules.replyStatus.decide(replyOn(day, '2026-09-25', explained));
  expect([statusOn('2026-10-09'), statusOn('2026-10-10')]).toEqual(['ACCEPTED', 'OVERDUE']);
  const explained = ['2026-10-10', '2026-10-14', '2026-10-15'].map((day) => statusOn(day, '2026-10-08'));
  expect(explained).toEqual(['EXTENDED', 'EXTENDED', 'OVERDUE']);
  expect(rules.replyStatus.decide(null)).toBe('ACCEPTED');
});

test('三(二)3(2) extension · delay-explained-before-due: on the due day, no later, to a later date', () => {
  const decide = (today: string, expectedOn: string) =>
    said(rules.delayExplainedInTime.decide({ held: d('2026-10-09'), expectedOn: d(expectedOn) }, d(today)));
  expect(decide('2026-10-09', '2026-10-12')).toBe('allowed');
  expect(decide('2026-10-10', '2026-10-12')).toBe('DELAY_EXPLAINED_TOO_LATE 三(二)3(2) extension');
  expect(decide('2026-10-09', '2026-10-09')).toBe('EXPECTED_DATE_INVALID 三(二)3(2) extension');
});

test('三(二)3(3) · bribery-is-always-major: however it was marked', () => {
  expect(rules.majorIsReported.decide('BRIBERY', 'ORDINARY')).toBe('MAJOR');
  expect(rules.majorIsReported.decide('DELAY', 'ORDINARY')).toBe('ORDINARY');
});

test('三(二)3(3) · unacknowledged-goes-to-the-head: after 60 working minutes', () => {
  const decide = (openMinutes: number, acknowledged = false) =>
    rules.unacknowledgedGoesToHead.decide({ major: true, acknowledged, openMinutes }, settings);
  expect([decide(59), decide(60), decide(600, true)]).toEqual([false, true, false]);
});

test('三(二)3(4) · only-fault-is-scored: as SQ2, DQ1 and CM1a; anonymous alone is nothing', () => {
  const payload = { complaintId: 'c', respondentId: 'r', windowId: 'w', concludedOn: '2026-10-09', ...fault };
  const codes = (change: object) =>
    CRITERIA.filter((c) => c.fact({ ...payload, ...change } as never, '2026-10-09')).map((c) => c.code);
  expect(codes({})).toEqual(['SQ2', 'DQ1', 'CM1a']);
  expect(codes({ finding: 'NO_STAFF_FAULT' })).toEqual([]);
  expect([codes({ anonymous: true }), codes({ anonymous: true, evidence: true })]).toEqual([
    [],
    ['SQ2', 'DQ1', 'CM1a'],
  ]);
});

test('三(二)3(4) · fault-has-measures: a finding of fault without one is refused', () => {
  expect(said(rules.faultHasMeasures.decide('STAFF_FAULT', []))).toBe('MEASURES_MISSING 三(二)3(4)');
  expect(said(rules.faultHasMeasures.decide('UNFOUNDED', []))).toBe('allowed');
});

test('三(二)3(4) · respondent-appeals-once: not twice, and not without fault', () => {
  const decide = (finding: string, appeals: number) => said(rules.appealOnce.decide({ finding, appeals }));
  expect([decide('STAFF_FAULT', 0), decide('STAFF_FAULT', 1), decide('UNFOUNDED', 0)]).toEqual([
    'allowed',
    'APPEAL_NOT_POSSIBLE 三(二)3(4)',
    'APPEAL_NOT_POSSIBLE 三(二)3(4)',
  ]);
});

test('(after) · rated-and-reopened-once-in-time: answered 2026-09-28, rated until 10-10, once', () => {
  const decide = (today: string, doneBefore = false) =>
    said(rules.withinWindow.decide({ from: d('2026-09-28'), days: 5, doneBefore }, calendar, d(today)));
  expect([decide('2026-10-10'), decide('2026-10-12'), decide('2026-09-29', true)]).toEqual([
    'allowed',
    'COMPLAINT_WINDOW_CLOSED (after)',
    'COMPLAINT_WINDOW_CLOSED (after)',
  ]);
});

test('(after) · bad-review-in-order: no rectification before it is verified', () => {
  const decide = (state: string, next: string) => said(rules.badReviewInOrder.decide(state, next));
  expect(decide('OPEN', 'VERIFIED')).toBe('allowed');
  expect(decide('OPEN', 'RECTIFIED')).toBe('BAD_REVIEW_STEP_WRONG (after)');
  expect(decide('INVALID', 'REVISITED')).toBe('BAD_REVIEW_STEP_WRONG (after)');
});
