import { describe, expect, test } from 'vitest';
import calendarFile from '../../prisma/seed/calendar-2024-2026.json' with { type: 'json' };
import type { Verdict } from '../../core/regulation/index.ts';
import {
  civilDate,
  civilDateOf,
  closesAt,
  createCalendar,
  DEFAULT_OPENING_HOURS,
  instantAt,
  parseHolidayNotices,
  readClock,
  type ClockFacts,
} from '../../core/time/index.ts';
import * as rules from './rules.ts';
import { ExtendedHoursSettings } from './settings.ts';

const calendar = createCalendar(parseHolidayNotices(calendarFile));
const settings = ExtendedHoursSettings.parse({});
const d = civilDate;
/** The instant of a time in the county, e.g. `2026-09-28 18:05`. */
const at = (text: string) => instantAt(d(text.slice(0, 10)), text.slice(11));

/** The code of a refusal with the clause it cites, or `allowed`. */
function said(verdict: Verdict): string {
  return verdict.allowed ? 'allowed' : `${verdict.refusal.code} ${verdict.refusal.clause?.id}`;
}

describe('一(六)前言', () => {
  test.each([
    ['2026-09-28 17:30', '2026-09-28 18:05', 35],
    ['2026-09-28 17:30', '2026-09-28 17:30', 0],
    ['2026-09-28 18:00', '2026-09-28 17:59', 0],
  ])('一(六)前言 · service-is-counted-in-minutes: from %s to %s are %i', (from, to, minutes) => {
    expect(rules.minutesServed.decide(at(from), at(to))).toBe(minutes);
  });
});

describe('一(六)1', () => {
  const overrun = (kind: string, accepted: string | null, now: string) => {
    const acceptedAt = accepted === null ? null : at(accepted);
    const today = d(now.slice(0, 10));
    const facts = {
      kind,
      acceptedAt,
      acceptedOn: acceptedAt && civilDateOf(acceptedAt),
      today,
      closing: closesAt(today, DEFAULT_OPENING_HOURS),
      now: at(now),
    };
    return rules.overrunOpens.decide(facts, calendar);
  };

  test.each([
    ['IMMEDIATE', '2026-09-28 17:25', '2026-09-28 17:30', true],
    ['IMMEDIATE', '2026-09-28 17:25', '2026-09-28 17:29', false],
    ['IMMEDIATE', '2026-09-28 17:30', '2026-09-28 17:40', false],
    ['IMMEDIATE', '2026-09-27 17:25', '2026-09-28 17:40', false],
    ['IMMEDIATE', null, '2026-09-28 17:40', false],
    ['PROMISED', '2026-09-28 17:25', '2026-09-28 17:40', false],
    // A working Sunday is a working day; National Day is none.
    ['IMMEDIATE', '2026-09-20 17:25', '2026-09-20 17:40', true],
    ['IMMEDIATE', '2026-10-01 17:25', '2026-10-01 17:40', false],
  ])('一(六)1 · overrun-opens-by-itself: %s accepted %s is over at %s: %s', (kind, accepted, now, opens) => {
    expect(overrun(kind, accepted, now)).toBe(opens);
  });

  test('一(六)1 · overrun-ends-the-same-day: one of the day before earns nothing', () => {
    expect(rules.overrunIsAbandoned.decide({ day: '2026-09-28' }, d('2026-09-29'))).toBe(true);
    expect(rules.overrunIsAbandoned.decide({ day: '2026-09-28' }, d('2026-09-28'))).toBe(false);
  });
});

describe('一(六)2', () => {
  test.each([
    ['2026-09-25', 'allowed'],
    ['2026-10-03', 'allowed'],
    ['2026-09-28', 'NOT_A_DAY_OFF 一(六)2'],
    ['2026-10-10', 'NOT_A_DAY_OFF 一(六)2'],
  ])('一(六)2 · holiday-request-on-a-day-off: on %s it is %s', (day, answer) => {
    expect(said(rules.requestOnDayOff.decide(d(day), calendar))).toBe(answer);
  });

  test.each([
    ['HANDLED', null, 'allowed'],
    ['ACCEPTED_WITH_APPOINTMENT', '2026-10-09', 'allowed'],
    ['HANDLED', '2026-10-09', 'APPOINTMENT_DAY_REQUIRED 一(六)2'],
    ['ACCEPTED_WITH_APPOINTMENT', null, 'APPOINTMENT_DAY_REQUIRED 一(六)2'],
  ] as const)('一(六)2 · holiday-answer-has-its-appointment: %s with %s is %s', (answer, day, says) => {
    const request = { answer, appointmentOn: day === null ? null : d(day) };
    expect(said(rules.answerHasItsAppointment.decide(request))).toBe(says);
  });

  test('一(六)2 · holiday-answer-has-its-appointment: no answer refuses', () => {
    expect(rules.HOLIDAY_ANSWERS).toEqual(['HANDLED', 'ACCEPTED_WITH_APPOINTMENT']);
  });

  test.each([
    ['2026-10-09', false, 'allowed'],
    ['2026-10-10', false, 'allowed'],
    ['2026-10-03', false, 'APPOINTMENT_NEEDS_DUTY_OFFICER 一(六)2'],
    ['2026-10-03', true, 'allowed'],
    ['2026-09-24', true, 'APPOINTMENT_DAY_PAST 一(六)2'],
  ])(
    '一(六)2 · appointment-on-a-day-with-staff: %s, officer named %s, is %s',
    (day, hasDutyOfficer, says) => {
      const asked = { day: d(day), hasDutyOfficer };
      expect(said(rules.appointmentDay.decide(asked, d('2026-09-25'), calendar))).toBe(says);
    },
  );
});

describe('一(六)3', () => {
  test.each([
    ['2026-09-23', '2026-09-23 11:00', 'allowed'],
    ['2026-09-23', '2026-09-23 14:30', 'LUNCH_SLOT_NOT_POSSIBLE 一(六)3'],
    ['2026-09-25', '2026-09-23 11:00', 'LUNCH_SLOT_NOT_POSSIBLE 一(六)3'],
  ])('一(六)3 · lunch-slot-in-a-coming-break: of %s opened at %s is %s', (day, now, says) => {
    const slot = { day: d(day), endsAt: at(`${day} 14:30`) };
    expect(said(rules.lunchSlotPossible.decide(slot, calendar, at(now)))).toBe(says);
  });

  test.each([
    [5, '2026-09-23 11:00', 'allowed'],
    [6, '2026-09-23 11:00', 'LUNCH_SLOT_FULL 一(六)3'],
    [5, '2026-09-23 14:30', 'LUNCH_SLOT_OVER 一(六)3'],
  ])('一(六)3 · lunch-slot-has-room: with %i of 6 taken at %s the next is %s', (taken, now, says) => {
    const slot = { endsAt: at('2026-09-23 14:30'), taken, capacity: settings.lunchCapacity };
    expect(said(rules.lunchSlotHasRoom.decide(slot, at(now)))).toBe(says);
  });
});

describe('一(六)4', () => {
  const replyFrom = (asked: string): ClockFacts => ({
    ...rules.replyLimit.decide(d(asked), settings),
    extensionDays: 0,
    suspensions: [],
    endedOn: null,
  });

  test.each([
    [{ answer: '周一至周五', stationId: null }, 'allowed'],
    [{ answer: null, stationId: 'station' }, 'allowed'],
    [{ answer: null, stationId: null }, 'CONSULTATION_NEEDS_STATION 一(六)4'],
    [{ answer: ' ', stationId: null }, 'CONSULTATION_NEEDS_STATION 一(六)4'],
  ])('一(六)4 · consultation-answered-or-passed-on: %j is %s', (given, says) => {
    expect(said(rules.answeredOrPassedOn.decide(given))).toBe(says);
  });

  test.each([
    ['2026-09-25', '2026-10-09', false],
    ['2026-09-28', '2026-10-10', false],
    ['2026-12-25', '2027-01-01', true],
  ])(
    '一(六)4 · reply-within-the-limit: asked on %s, due on %s, provisional %s',
    (asked, dueOn, provisional) => {
      expect(readClock(replyFrom(asked), calendar, d(asked))).toMatchObject({ dueOn, provisional });
    },
  );

  test.each([
    ['2026-10-10', 'IN_TIME'],
    ['2026-10-11', 'LATE'],
    ['2026-10-16', 'LATE'],
    ['2026-10-17', 'UNANSWERED'],
  ])('一(六)4 · reply-late-or-missing: due on 2026-10-10, on %s it is %s', (today, standing) => {
    expect(rules.replyStanding.decide(replyFrom('2026-09-28'), d(today), settings, calendar)).toBe(standing);
  });

  test('一(六)4 · reply-late-or-missing: five working days after the due date on which it stood still are given back', () => {
    const suspensions = [{ from: d('2026-10-12'), to: d('2026-10-19') }];
    const standing = (today: string) =>
      rules.replyStanding.decide({ ...replyFrom('2026-09-28'), suspensions }, d(today), settings, calendar);
    expect([standing('2026-10-14'), standing('2026-10-19')]).toEqual(['IN_TIME', 'LATE']);
    expect([standing('2026-10-23'), standing('2026-10-24')]).toEqual(['LATE', 'UNANSWERED']);
  });
});

describe('一(六)5', () => {
  test.each([
    ['a', 'a', 'allowed'],
    ['a', 'b', 'NOT_OWN_STATION 一(六)5'],
    [null, null, 'NOT_OWN_STATION 一(六)5'],
  ])('一(六)5 · station-head-assigns-own-staff: head of %s, staff of %s, is %s', (head, staff, says) => {
    expect(said(rules.headAssignsOwnStaff.decide(head, staff))).toBe(says);
  });

  test('一(六)5 · assigned-service-has-a-span: it ends after it begins', () => {
    const span = (from: string, to: string) => ({
      startsAt: at(`2026-09-28 ${from}`),
      endsAt: at(`2026-09-28 ${to}`),
    });
    expect(said(rules.assignedTimes.decide(span('18:00', '19:00')))).toBe('allowed');
    expect(said(rules.assignedTimes.decide(span('18:00', '18:00')))).toBe('SERVICE_TIMES_INVALID 一(六)5');
  });
});
