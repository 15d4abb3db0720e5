import { describe, expect, test } from 'vitest';
import calendarFile from '../../prisma/seed/calendar-2024-2026.json' with { type: 'json' };
import { standingFacts } from '../../core/events/criterion.ts';
import type { DeliveredEvent } from '../../core/events/event.ts';
import type { Verdict } from '../../core/regulation/index.ts';
import {
  civilDate,
  createCalendar,
  DEFAULT_OPENING_HOURS,
  instantAt,
  parseHolidayNotices,
} from '../../core/time/index.ts';
import { CRITERIA } from './criteria.ts';
import * as days from './day-rules.ts';
import { minuteOf, type DayFacts, type Half } from './day-rules.ts';
import * as rules from './rules.ts';
import { AttendanceSettings } from './settings.ts';

const calendar = createCalendar(parseHolidayNotices(calendarFile));
const settings = AttendanceSettings.parse({});
const d = civilDate;
const at = (text: string) => instantAt(d(text.slice(0, 10)), text.slice(11));
const said = (verdict: Verdict) =>
  verdict.allowed ? 'allowed' : `${verdict.refusal.code} ${verdict.refusal.clause?.id}`;

const schedule = days.scheduleOf.decide(d('2026-09-28'), settings, DEFAULT_OPENING_HOURS);
const TWO = { ...schedule, punchesPerDay: 'TWO' as const };
const facts = (punches: string, more: Partial<DayFacts> = {}): DayFacts => ({
  punches: punches.split(' ').filter(Boolean).map(minuteOf),
  leaves: [],
  outings: [],
  onDuty: false,
  ...more,
});
const out = (from: string, to: string, returned: string | null = null) => ({
  from: minuteOf(from),
  to: minuteOf(to),
  returned: returned === null ? null : minuteOf(returned),
});
const marks = (given: DayFacts, of = schedule, others: Record<string, DayFacts> = {}) =>
  days.marksOfDay
    .decide('me', new Map(Object.entries({ ...others, me: given })), of)
    .map((m) => `${m.half} ${m.kind}${m.minutes === null ? '' : ` ${m.minutes}`}`);
const FULL = '08:25 12:01 14:28 17:31';

describe('四(一)1', () => {
  test('四(一)1 · punch-to-the-second: 08:31:05.900 is 08:31:05', () => {
    const instant = new Date('2026-09-28T08:31:05.900+08:00');
    expect(rules.punchTime.decide(instant)).toEqual(new Date('2026-09-28T08:31:05+08:00'));
  });
  test.each([
    ['09:05', true],
    ['09:06', false],
  ])('四(一)1 · punch-is-not-to-come: %s, received at 09:00, is taken: %s', (time, taken) => {
    const now = at('2026-09-28 09:00');
    expect(rules.punchIsNotToCome.decide(at(`2026-09-28 ${time}`), now, settings)).toBe(taken);
  });
});

describe('四(一)2', () => {
  test.each([
    ['2026-09-28', 'PM', 870],
    ['2026-06-15', 'PM', 900],
    ['2026-12-31', 'PM', 840],
    ['2026-01-02', 'PM', 840],
  ] as const)(
    '四(一)2 (hours) · schedule-of-the-day: on %s the %s begins at minute %i',
    (day, half, from) => {
      const season = (start: string, end: string, afternoonOpens: string) => ({
        from: start,
        through: end,
        morningOpens: '08:30',
        morningCloses: '12:00',
        afternoonOpens,
        afternoonCloses: '17:30',
      });
      const seasons = [season('06-01', '08-31', '15:00'), season('12-01', '02-28', '14:00')];
      const own = { ...settings, seasons };
      expect(days.scheduleOf.decide(d(day), own, DEFAULT_OPENING_HOURS)[half].from).toBe(from);
    },
  );

  test.each([
    ['2026-10-09 23:59', '2026-10-09'],
    ['2026-10-10 00:00', '2026-10-09'],
    ['2026-10-10 00:59', '2026-10-09'],
    ['2026-10-10 01:00', '2026-10-10'],
    ['2026-10-10 08:25', '2026-10-10'],
  ])('四(一)2 (hours) · punch-after-midnight-is-of-the-day-before: %s is of %s', (text, day) => {
    expect(days.dayOfPunch.decide(at(text), schedule)).toBe(day);
  });

  test.each([
    ['08:30 12:00 14:30 17:30', schedule, []],
    ['08:31 12:00 14:30 17:30', schedule, ['AM LATE 1']],
    ['08:25 11:50 14:40 17:00', schedule, ['AM EARLY 10', 'PM LATE 10', 'PM EARLY 30']],
    ['08:25 08:25 08:26 12:01 14:28 17:31 17:31', schedule, []],
    ['08:25 17:31', TWO, []],
    ['08:31 17:29', TWO, ['AM LATE 1', 'PM EARLY 1']],
    ['08:25', TWO, ['AM EARLY 215', 'PM ABSENT']],
    ['14:40 17:31', TWO, ['AM ABSENT', 'PM LATE 10']],
    ['08:31 12:00 14:30 17:30', { ...schedule, graceMinutes: 1 }, []],
  ])('四(一)2 (hours) · late-and-early: %s', (punches, of, expected) => {
    expect(marks(facts(punches), of)).toEqual(expected);
  });

  test.each([
    ['14:28 17:31', {}, ['AM ABSENT']],
    ['', {}, ['AM ABSENT', 'PM ABSENT']],
    ['14:28 17:31', { leaves: [{ half: 'AM' as Half, coverId: 'b' }] }, ['AM UNCOVERED']],
    ['14:28 17:31', { outings: [out('08:30', '12:00')] }, []],
    ['14:28 17:31', { outings: [out('10:00', '12:00'), out('08:00', '10:00')] }, []],
    ['14:28 17:31', { outings: [out('10:00', '12:00')] }, ['AM ABSENT']],
    ['08:25', { outings: [out('10:00', '17:30')] }, []],
  ])('四(一)2 (hours) · no-punch-is-half-a-day: %j %j', (punches, more, expected) => {
    expect(marks(facts(punches, more))).toEqual(expected);
  });

  test('四(一)2 (hours) · marks-of-a-day: late and absent of one half-day exclude each other', () => {
    for (const punches of ['', '09:00', '13:00', '14:00', '18:00']) {
      const found = days.marksOfDay.decide('me', new Map([['me', facts(punches)]]), schedule);
      for (const half of days.HALVES) {
        const kinds = found.filter((m) => m.half === half).map((m) => m.kind);
        expect(kinds.includes('ABSENT') && kinds.length > 1).toBe(false);
      }
    }
  });

  test.each([
    ['08:25 12:00 14:30 17:35', []],
    ['08:20 12:00 14:30 17:40', []],
    ['08:29 12:00 14:30 17:35', ['AM DUTY_SHORTFALL 4']],
    ['08:25 12:00 14:30 17:32', ['PM DUTY_SHORTFALL 3']],
  ])('四(一)2 (duty) · duty-comes-earlier-stays-later: %s is %j, and not late', (punches, expected) => {
    expect(marks(facts(punches, { onDuty: true }))).toEqual(expected);
    expect(marks(facts(punches))).toEqual([]);
  });
});

describe('四(一)3', () => {
  const half = (text: string) => ({ day: d(text.slice(0, 10)), half: text.slice(11) as Half });
  test.each([
    ['2026-09-23 PM', '2026-09-23 PM', 1, ['UNIT_DEPUTY']],
    ['2026-09-23 AM', '2026-09-23 PM', 2, ['UNIT_DEPUTY', 'UNIT_HEAD']],
    ['2026-09-24 PM', '2026-09-28 AM', 2, ['UNIT_DEPUTY', 'UNIT_HEAD']],
    ['2026-10-09 PM', '2026-10-10 AM', 2, ['UNIT_DEPUTY', 'UNIT_HEAD']],
  ])(
    '四(一)3 (from 1 day) · more-than-half-a-day-in-two-steps: %s..%s is %i half-days: %j',
    (from, through, count, steps) => {
      const halves = rules.halfDaysOf(half(from), half(through), calendar);
      expect(halves).toHaveLength(count);
      expect(rules.approvalSteps.decide(halves.length, ['WINDOW_STAFF'])).toEqual(steps);
      expect(rules.approvalSteps.decide(halves.length, ['UNIT_DEPUTY'])).toEqual(['UNIT_HEAD']);
    },
  );

  test.each([
    [1, true],
    [2, false],
  ])(
    '四(一)3 (half day) · half-a-day-by-the-deputy: %i half-days by the deputy alone: %s',
    (count, alone) => {
      expect(rules.deputyApproves.decide(count)).toBe(alone);
    },
  );

  test('四(一)3 (half day) · leave-in-working-half-days: the holiday of 2026-10-01 needs none', () => {
    const halves = rules.halfDaysOf(half('2026-10-01 AM'), half('2026-10-01 PM'), calendar);
    expect(said(rules.leaveHasWork.decide(halves.length))).toBe(
      'LEAVE_WITHOUT_WORKING_TIME 四(一)3 (half day)',
    );
    expect(said(rules.leaveHasWork.decide(1))).toBe('allowed');
  });

  const TWO_STEPS = ['UNIT_DEPUTY', 'UNIT_HEAD'] as const;
  test.each([
    ['REQUESTED', { id: 'h', roles: ['UNIT_HEAD'] }, 'APPROVAL_ORDER'],
    ['REQUESTED', { id: 'v', roles: ['UNIT_DEPUTY'] }, 'allowed'],
    ['REVIEWED', { id: 'h', roles: ['UNIT_HEAD'] }, 'allowed'],
    ['REVIEWED', { id: 'v', roles: ['UNIT_DEPUTY', 'UNIT_HEAD'] }, 'CONFLICT_OF_INTEREST'],
    ['REQUESTED', { id: 'me', roles: ['UNIT_DEPUTY'] }, 'CONFLICT_OF_INTEREST'],
    ['APPROVED', { id: 'h', roles: ['UNIT_HEAD'] }, 'LEAVE_DECIDED'],
  ])('四(一)3 (from 1 day) · approved-in-order: %s, by %j: %s', (state, actor, says) => {
    const leave = { staffId: 'me', state, reviewedById: state === 'REVIEWED' ? 'v' : null };
    expect(said(rules.approvedInOrder.decide(leave, TWO_STEPS, actor)).split(' ')[0]).toBe(says);
  });

  test.each([
    [{ id: 'b', active: true, onLeave: false }, 'allowed'],
    [{ id: 'b', active: true, onLeave: true }, 'COVER_NOT_POSSIBLE 四(一)3 (cover)'],
    [{ id: 'b', active: false, onLeave: false }, 'COVER_NOT_POSSIBLE 四(一)3 (cover)'],
    [{ id: 'me', active: true, onLeave: false }, 'COVER_NOT_POSSIBLE 四(一)3 (cover)'],
  ])('四(一)3 (cover) · cover-can-stand-in: %j is %s', (cover, says) => {
    expect(said(rules.coverCanStandIn.decide(cover, 'me'))).toBe(says);
  });

  test.each([
    ['there', facts(FULL), true],
    ['absent that morning', facts('14:28 17:31'), false],
    ['on leave himself, though he punched', facts(FULL, { leaves: [{ half: 'AM', coverId: null }] }), false],
    ['nowhere', null, false],
  ])('四(一)3 (cover) · cover-is-there: %s', (_name, cover, covered) => {
    expect(days.coverIsThere.decide('AM', cover, schedule)).toBe(covered);
  });

  const leave = (coverId: string | null, ...halves: Half[]) =>
    facts('', { leaves: halves.map((h) => ({ half: h, coverId })) });
  const halfDays = (given: DayFacts, of = schedule) =>
    days.uncoveredLeave.decide(given, () => false, of).map((m) => m.halfDays);
  test('四(一)3 (cover) · uncovered-in-half-days: a day is two halves, a half one; CEIL makes a half a day', () => {
    expect(halfDays(leave(null, 'AM', 'PM'))).toEqual([1, 1]);
    expect(halfDays(leave(null, 'PM'))).toEqual([1]);
    const ceil = { ...schedule, uncoveredUnit: 'CEIL' as const };
    expect(halfDays(leave(null, 'PM'), ceil)).toEqual([2]);
    expect(halfDays(leave(null, 'AM', 'PM'), ceil)).toEqual([2]);
    const day = leave('b', 'AM', 'PM');
    expect(marks(day, schedule, { b: facts('14:28 17:31') })).toEqual(['AM UNCOVERED']);
    expect(marks(day, schedule, { b: facts('08:25 12:01') })).toEqual(['PM UNCOVERED']);
    expect(marks(day, schedule, { b: facts(FULL) })).toEqual([]);
  });
});

describe('四(一)4', () => {
  test.each([
    ['2026-09-30', '2026-10-08'],
    ['2026-10-09', '2026-10-10'],
    ['2026-09-24', '2026-09-28'],
  ])('四(一)4 · filed-by-the-next-working-day: back on %s, filed by %s', (day, due) => {
    expect(rules.backfillDue.decide(d(day), settings, calendar)).toBe(due);
  });

  test.each([
    ['2026-10-08', 'allowed'],
    ['2026-10-09', 'BACKFILL_TOO_LATE 四(一)4'],
  ])('四(一)4 · belated-filing-is-refused: due 2026-10-08, filed on %s: %s', (today, says) => {
    expect(said(rules.filedInTime.decide(d('2026-10-08'), d(today)))).toBe(says);
  });

  test.each([
    ['2026-10-08', false],
    ['2026-10-09', true],
  ])('四(一)4 · absence-stands-after-the-limit: of 2026-09-30, on %s: %s', (today, stands) => {
    expect(rules.standsSince.decide('2026-10-08', d(today))).toBe(stands);
    expect(rules.standsSince.decide(null, d(today))).toBe(true);
  });

  test.each([
    ['10:00', '11:00', false, 'allowed'],
    ['08:59', '11:00', false, 'OUTING_TIMES_INVALID 四(一)4'],
    ['11:00', '10:00', false, 'OUTING_TIMES_INVALID 四(一)4'],
    ['08:30', '08:50', true, 'allowed'],
    ['08:30', '09:01', true, 'OUTING_TIMES_INVALID 四(一)4'],
  ])(
    '四(一)4 · outing-is-registered-first: %s to %s, told at 09:00, afterwards %s: %s',
    (from, to, afterwards, says) => {
      const outing = { leftAt: at(`2026-09-28 ${from}`), returnAt: at(`2026-09-28 ${to}`) };
      expect(said(rules.outingIsAskedFirst.decide(outing, at('2026-09-28 09:00'), afterwards))).toBe(says);
    },
  );

  test.each([
    ['back in time', [out('09:00', '10:00', '10:00')], []],
    ['40 minutes over', [out('09:00', '10:00', '10:40')], ['AM OFF_POST 40']],
    ['the rest filed afterwards', [out('09:00', '10:00', '10:40'), out('10:00', '10:40', '10:40')], []],
    ['over lunch only', [out('11:00', '12:00', '14:20')], []],
  ])('四(一)4 · out-longer-than-agreed: %s', (_name, outings, expected) => {
    expect(marks(facts(FULL, { outings }))).toEqual(expected);
  });
});

describe('四(一)5', () => {
  test('四(一)5 · corrected-by-a-second-person: the officer’s own record is a conflict of interest', () => {
    expect(said(rules.secondPerson.decide('officer', 'officer'))).toBe('CONFLICT_OF_INTEREST 四(一)5');
    expect(said(rules.secondPerson.decide('officer', 'me'))).toBe('allowed');
  });
});

describe('criteria', () => {
  let seq = 0;
  const event = (
    type: 'punch.dayClosed' | 'punch.markWithdrawn',
    kind: string,
    half: string,
    pending = false,
  ) => ({
    id: String((seq += 1)),
    townshipId: 't',
    type,
    factId: `attendance/me/2026-09-28/${half}/${kind}`,
    occurredAt: at('2026-09-28 18:00'),
    payload: {
      staffId: 'me',
      windowId: null,
      day: '2026-09-28',
      half,
      kind,
      minutes: null,
      halfDays: kind === 'UNCOVERED' ? 1 : 0,
      pending,
      counted: true,
    },
  });
  const codes = (...events: object[]) =>
    standingFacts(CRITERIA, events as DeliveredEvent[]).map((f) => [f.code, f.units ?? 1]);

  test('WD1a a person-time, WD1c a half-day, WD7 in days; a pending one is none yet, a withdrawn one none any more', () => {
    const closed = (kind: string, half: string, pending?: boolean) =>
      event('punch.dayClosed', kind, half, pending);
    expect(codes(closed('LATE', 'AM'), closed('EARLY', 'PM'))).toEqual([
      ['WD1a', 1],
      ['WD1a', 1],
    ]);
    expect(codes(closed('ABSENT', 'AM', true))).toEqual([]);
    expect(codes(closed('ABSENT', 'AM', true), closed('ABSENT', 'AM'))).toEqual([['WD1c', 1]]);
    expect(codes(closed('OFF_POST', 'AM'))).toEqual([['WD1b', 1]]);
    expect(codes(closed('UNCOVERED', 'AM'), closed('UNCOVERED', 'PM'))).toEqual([
      ['WD7', 0.5],
      ['WD7', 0.5],
    ]);
    const taken = event('punch.markWithdrawn', 'UNCOVERED', 'AM');
    expect(codes(closed('UNCOVERED', 'AM'), taken)).toEqual([]);
  });
});
