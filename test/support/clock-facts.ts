import calendarFile from '../../prisma/seed/calendar-2024-2026.json' with { type: 'json' };
import {
  type ClockFacts,
  civilDate,
  createCalendar,
  parseHolidayNotices,
  readClock,
} from '../../core/time/index.ts';

export const d = civilDate;
export const calendar = createCalendar(parseHolidayNotices(calendarFile));

/** Accepted on Monday 2026-09-28 with a promise of 5 working days: due on Saturday 2026-10-10. */
export const promise: ClockFacts = {
  startedOn: d('2026-09-28'),
  budgetDays: 5,
  extensionDays: 0,
  suspensions: [],
  endedOn: null,
};
/** The same case under the statutory limit of 20 working days: due on 2026-10-30. */
export const statutory: ClockFacts = { ...promise, budgetDays: 20 };
/** Golden date G11: 10 working days from 2026-09-21, suspended on 09-28. */
export const suspendedSince = (to: string | null): ClockFacts => ({
  ...promise,
  startedOn: d('2026-09-21'),
  budgetDays: 10,
  suspensions: [{ from: d('2026-09-28'), to: to === null ? null : d(to), cause: '申请人原因' }],
});

export const read = (facts: ClockFacts, today: string) => readClock(facts, calendar, d(today));
