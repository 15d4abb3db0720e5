import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import {
  type Calendar,
  type CivilDate,
  type ClockFacts,
  type HolidayNotice,
  type Suspension,
  addDays,
  civilDate,
  civilDateOf,
  createCalendar,
  daysBetween,
  deadlineAfter,
  explainClock,
  extensionTo,
  instantAt,
  isSuspendedOn,
  nextWorkingDay,
  readClock,
  weekdayOf,
  workingDaysIn,
} from './index.ts';

const EPOCH = civilDate('2025-01-01');

const anyDay = fc.integer({ min: 0, max: 1000 }).map((n) => addDays(EPOCH, n));
const anyBudget = fc.integer({ min: 0, max: 60 });

/** A stretch of days off. */
const anyStretch = fc.record({
  start: fc.integer({ min: 0, max: 720 }),
  days: fc.integer({ min: 1, max: 9 }),
});

/** Invented notices for 2025 and 2026: stretches off anywhere, make-up days on weekends that are not off. */
const anyCalendar: fc.Arbitrary<Calendar> = fc
  .record({
    stretches: fc.array(anyStretch, { maxLength: 12 }),
    makeup: fc.array(fc.integer({ min: 0, max: 729 }), { maxLength: 20 }),
  })
  .map(({ stretches, makeup }) => {
    const offDates = stretches.flatMap(({ start, days }) =>
      Array.from({ length: days }, (_, i) => addDays(EPOCH, start + i)),
    );
    const makeupWorkdays = makeup
      .map((n) => addDays(EPOCH, n))
      .filter((day) => weekdayOf(day) >= 6 && !offDates.includes(day));
    const blank = { noticeTitle: '', noticeNumber: '', noticeDate: '' };
    const notices: HolidayNotice[] = [
      { ...blank, year: 2025, holidays: [{ name: '假', offDates, makeupWorkdays }] },
      { ...blank, year: 2026, holidays: [] },
    ];
    return createCalendar(notices);
  });

const anySuspension: fc.Arbitrary<Suspension & { to: CivilDate }> = fc
  .record({ from: anyDay, days: fc.integer({ min: 0, max: 40 }) })
  .map(({ from, days }) => ({ from, to: addDays(from, days) }));
const anySuspensions = fc.array(anySuspension, { maxLength: 4 });

const anyFacts: fc.Arbitrary<ClockFacts> = fc
  .record({
    startedOn: anyDay,
    budgetDays: anyBudget,
    extensionDays: fc.integer({ min: 0, max: 10 }),
    suspensions: anySuspensions,
    open: fc.option(anyDay),
    endedOn: fc.option(anyDay),
  })
  .map(({ open, ...facts }) => ({
    ...facts,
    suspensions: open === null ? facts.suspensions : [...facts.suspensions, { from: open, to: null }],
  }));

const due = (
  from: CivilDate,
  workingDays: number,
  calendar: Calendar,
  suspensions: readonly Suspension[] = [],
) => deadlineAfter({ from, workingDays, calendar, suspensions }).dueOn;

/** Every day in (after, through], the slow and certain way. */
function daysIn(after: CivilDate, through: CivilDate): CivilDate[] {
  return Array.from({ length: Math.max(0, daysBetween(after, through)) }, (_, i) => addDays(after, i + 1));
}

describe('civil dates agree with Temporal', () => {
  const anyEpochDay = fc.integer({ min: -300_000, max: 2_890_000 });
  const plain = (n: number) => Temporal.PlainDate.from('1970-01-01').add({ days: n });

  test('in adding, in the difference and in the day of the week', () => {
    fc.assert(
      fc.property(anyEpochDay, fc.integer({ min: -40_000, max: 40_000 }), (n, by) => {
        const day = civilDate(plain(n).toString());
        const moved = addDays(day, by);
        expect(moved).toBe(plain(n + by).toString());
        expect(daysBetween(day, moved)).toBe(by);
        expect(weekdayOf(day)).toBe(plain(n).dayOfWeek);
      }),
    );
  });

  test('in the civil date of an instant of a day', () => {
    const time = fc
      .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
      .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));
    fc.assert(
      fc.property(anyDay, time, (day, at) => {
        expect(civilDateOf(instantAt(day, at))).toBe(day);
      }),
    );
  });
});

describe('deadlines', () => {
  test('one more working day is due later', () => {
    fc.assert(
      fc.property(anyDay, anyBudget, anyCalendar, anySuspensions, (from, n, calendar, suspensions) => {
        expect(due(from, n + 1, calendar, suspensions) > due(from, n, calendar, suspensions)).toBe(true);
      }),
    );
  });

  test('a later trigger day is never due earlier', () => {
    fc.assert(
      fc.property(anyDay, anyBudget, anyCalendar, anySuspensions, (from, n, calendar, suspensions) => {
        const later = due(addDays(from, 1), n, calendar, suspensions);
        expect(later >= due(from, n, calendar, suspensions)).toBe(true);
      }),
    );
  });

  test('n days and then m days are n + m days', () => {
    fc.assert(
      fc.property(
        anyDay,
        anyBudget,
        anyBudget,
        anyCalendar,
        anySuspensions,
        (from, n, m, calendar, suspensions) => {
          const between = due(from, n, calendar, suspensions);
          expect(due(between, m, calendar, suspensions)).toBe(due(from, n + m, calendar, suspensions));
        },
      ),
    );
  });

  test('every day on the way is either counted or skipped, and the last one counted', () => {
    fc.assert(
      fc.property(anyDay, anyBudget, anyCalendar, anySuspensions, (from, n, calendar, suspensions) => {
        const deadline = deadlineAfter({ from, workingDays: n, calendar, suspensions });
        const passed = [...deadline.counted, ...deadline.skipped.map(({ date }) => date)].toSorted();
        expect(passed).toEqual(daysIn(from, deadline.dueOn));
        expect(deadline.counted).toHaveLength(n);
        expect(deadline.counted.at(-1) ?? from).toBe(deadline.dueOn);
        expect(deadline.counted.every((day) => calendar.isWorkingDay(day))).toBe(true);
        expect(deadline.counted.some((day) => isSuspendedOn(day, suspensions))).toBe(false);
      }),
    );
  });

  test('a date is provisional exactly when a day on the way is not firm', () => {
    fc.assert(
      fc.property(anyDay, anyBudget, anyCalendar, (from, n, calendar) => {
        const { dueOn, provisional } = deadlineAfter({ from, workingDays: n, calendar });
        expect(provisional).toBe(daysIn(from, dueOn).some((day) => !calendar.isFirm(day)));
      }),
    );
  });

  test('counting working days undoes a deadline, and a deadline undoes counting', () => {
    fc.assert(
      fc.property(anyDay, anyBudget, anyCalendar, anySuspensions, (from, n, calendar, suspensions) => {
        const dueOn = due(from, n, calendar, suspensions);
        expect(workingDaysIn(from, dueOn, calendar, suspensions)).toBe(n);
        const workingDay = nextWorkingDay(addDays(from, n), calendar);
        expect(due(from, workingDaysIn(from, workingDay, calendar), calendar)).toBe(workingDay);
      }),
    );
  });
});

describe('suspension', () => {
  test('never shortens', () => {
    fc.assert(
      fc.property(
        anyDay,
        anyBudget,
        anyCalendar,
        anySuspensions,
        anySuspension,
        (from, n, calendar, some, more) => {
          const dueOn = due(from, n, calendar, some);
          expect(due(from, n, calendar, [...some, more]) >= dueOn).toBe(true);
        },
      ),
    );
  });

  test('gives back exactly the working days lost', () => {
    fc.assert(
      fc.property(anyFacts, anyCalendar, (facts, calendar) => {
        const closed = facts.suspensions.filter(({ to }) => to !== null);
        const clock = { ...facts, budgetDays: facts.budgetDays + 1, suspensions: closed, endedOn: null };
        const explained = explainClock(clock, calendar, clock.startedOn);
        const lost = daysIn(clock.startedOn, explained.dueOn).filter(
          (day) => calendar.isWorkingDay(day) && isSuspendedOn(day, closed),
        ).length;
        const givenBack = explained.suspensions.reduce((sum, each) => sum + each.workingDaysGivenBack, 0);
        expect(givenBack).toBe(lost);
        const undisturbed = due(clock.startedOn, clock.budgetDays + clock.extensionDays, calendar);
        expect(workingDaysIn(undisturbed, explained.dueOn, calendar)).toBe(lost);
      }),
    );
  });

  test('while it is open, days go by without consuming any, and the due date never comes nearer', () => {
    fc.assert(
      fc.property(anyFacts, anyCalendar, anyDay, (facts, calendar, from) => {
        const open = { ...facts, suspensions: [{ from, to: null }], endedOn: null };
        const today = readClock(open, calendar, from);
        const tomorrow = readClock(open, calendar, addDays(from, 1));
        expect([today.phase, tomorrow.phase]).toEqual(['SUSPENDED', 'SUSPENDED']);
        if (from > facts.startedOn) expect(tomorrow.consumedDays).toBe(today.consumedDays);
        expect(tomorrow.dueOn >= today.dueOn).toBe(true);
      }),
    );
  });

  test('resumed today shows the due date that the open one showed', () => {
    fc.assert(
      fc.property(anyFacts, anyCalendar, anySuspension, (facts, calendar, closed) => {
        const open = { ...facts, suspensions: [{ from: closed.from, to: null }], endedOn: null };
        const resumed = { ...open, suspensions: [closed] };
        const shown = readClock(open, calendar, closed.to).dueOn;
        expect(readClock(resumed, calendar, closed.to).dueOn).toBe(shown);
      }),
    );
  });
});

describe('readings', () => {
  test('are never below zero, and what is consumed and left makes the budget and the delay', () => {
    fc.assert(
      fc.property(anyFacts, anyCalendar, anyDay, (facts, calendar, today) => {
        const reading = readClock(facts, calendar, today);
        expect(reading.consumedDays).toBeGreaterThanOrEqual(0);
        expect(reading.remainingDays).toBeGreaterThanOrEqual(0);
        expect(reading.overdueDays).toBeGreaterThanOrEqual(0);
        if (reading.budgetDays > 0) {
          const budgetAndDelay = reading.budgetDays + reading.overdueDays;
          expect(reading.consumedDays + reading.remainingDays).toBe(budgetAndDelay);
        }
        if (reading.phase === 'RUNNING') expect(reading.overdueDays).toBe(0);
        if (reading.phase === 'RUNNING') expect(reading.dueOn >= today).toBe(true);
        if (reading.phase === 'OVERDUE') expect(reading.dueOn < today).toBe(true);
      }),
    );
  });

  test('explain the due date they show', () => {
    fc.assert(
      fc.property(anyFacts, anyCalendar, anyDay, (facts, calendar, today) => {
        const { dueOn, provisional } = readClock(facts, calendar, today);
        expect(explainClock(facts, calendar, today)).toMatchObject({ dueOn, provisional });
      }),
    );
  });

  test('an extension to a day makes the clock fall due on it', () => {
    fc.assert(
      fc.property(
        anyFacts,
        anyCalendar,
        anyDay,
        fc.integer({ min: 1, max: 90 }),
        (facts, calendar, today, n) => {
          const { dueOn } = readClock(facts, calendar, today);
          const newDueOn = addDays(dueOn, n);
          const days = extensionTo(newDueOn, facts, calendar, today);
          fc.pre(days !== null);
          const extended = { ...facts, extensionDays: facts.extensionDays + (days ?? 0) };
          expect(days).toBeGreaterThan(0);
          expect(readClock(extended, calendar, today).dueOn).toBe(newDueOn);
        },
      ),
    );
  });
});

test('ten years of working days are counted at once', () => {
  const calendar = createCalendar([]);
  const begin = performance.now();
  const deadline = deadlineAfter({ from: EPOCH, workingDays: 3650, calendar });
  expect(performance.now() - begin).toBeLessThan(500);
  expect(deadline.dueOn).toBe('2038-12-29');
});
