import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import {
  addDays,
  civilDate,
  createCalendar,
  DEFAULT_OPENING_HOURS,
  parseHolidayNotices,
} from '../../core/time/index.ts';
import calendarFile from '../../prisma/seed/calendar-2024-2026.json' with { type: 'json' };
import { dayOf, factsOf, shuffled } from '../../test/support/attendance-month.ts';
import { marksOfDay, scheduleOf, type DayFacts } from './day-rules.ts';
import { AttendanceSettings } from './settings.ts';

const calendar = createCalendar(parseHolidayNotices(calendarFile));
const settings = AttendanceSettings.parse({});
/** October 2026: 18 working days, the make-up Saturday 10-10 among them. */
const DAYS = Array.from({ length: 31 }, (_, i) => addDays(civilDate('2026-10-01'), i)).filter((day) =>
  calendar.isWorkingDay(day),
);

const texts = (facts: Map<string, DayFacts>, people: readonly string[], day: string) => {
  const schedule = scheduleOf.decide(civilDate(day), settings, DEFAULT_OPENING_HOURS);
  return people.flatMap((id) =>
    marksOfDay
      .decide(id, facts, schedule)
      .map((m) => `${id} ${day} ${m.half} ${m.kind} ${m.minutes} ${m.halfDays}`),
  );
};

describe('四(一)2 (hours) · marks-of-a-day: in any order of arrival', () => {
  test('October 2026 of 14 townships with 30 staff each closes with the same marks', () => {
    expect(DAYS).toHaveLength(18);
    expect(DAYS).toContain('2026-10-10');
    const kinds = new Map<string, number>();
    for (let town = 0; town < 14; town += 1) {
      const people = Array.from({ length: 30 }, (_, i) => `${town}-${i}`);
      for (const [i, day] of DAYS.entries()) {
        const told = dayOf(town * 1_000 + i + 1, people);
        const inOrder = texts(factsOf(told, people), people, day);
        const otherwise = texts(factsOf(shuffled(told, town + i + 7), people), people, day);
        expect(otherwise).toEqual(inOrder);
        for (const mark of inOrder) {
          const kind = mark.split(' ')[3] ?? '';
          kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
        }
      }
    }
    // The month holds all that can happen, so that the equality says something.
    for (const kind of ['LATE', 'EARLY', 'ABSENT', 'OFF_POST', 'UNCOVERED', 'DUTY_SHORTFALL'])
      expect(kinds.get(kind) ?? 0).toBeGreaterThan(20);
  });

  test('of one day, any permutation', () => {
    const people = ['a', 'b', 'c'];
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 1, max: 1e6 }), (seed, order) => {
        const told = dayOf(seed, people);
        const [day = ''] = DAYS;
        expect(texts(factsOf(shuffled(told, order), people), people, day)).toEqual(
          texts(factsOf(told, people), people, day),
        );
      }),
      { numRuns: 200, seed: 20261001 },
    );
  });
});
