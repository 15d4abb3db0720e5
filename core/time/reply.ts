import type { Calendar } from './calendar.ts';
import type { CivilDate } from './civil-date.ts';
import { readClock, type ClockFacts } from './clock.ts';
import { deadlineAfter } from './working-days.ts';

/** How the reply to a question stands: in time, beyond its limit, or so far beyond that none is expected. Never two at once. */
export type ReplyStanding = 'IN_TIME' | 'LATE' | 'UNANSWERED';

/**
 * How a reply stands on a day: late after the due date, unanswered once `unansweredAfterDays` working days more have passed.
 * Days on which the clock stood still are given back after the due date as before it; a clock that stands is in time.
 */
export function replyStandingOn(
  clock: ClockFacts,
  today: CivilDate,
  unansweredAfterDays: number,
  calendar: Calendar,
): ReplyStanding {
  const { dueOn, phase } = readClock(clock, calendar, today);
  if (today <= dueOn || phase === 'SUSPENDED') return 'IN_TIME';
  const { suspensions } = clock;
  const last = deadlineAfter({ from: dueOn, workingDays: unansweredAfterDays, suspensions, calendar });
  return today <= last.dueOn ? 'LATE' : 'UNANSWERED';
}
