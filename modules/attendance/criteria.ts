import { criterion } from '../../core/events/criterion.ts';
import { CLAUSES } from './clauses.ts';
import './events.ts';

/** A mark of the kinds named, once it stands. */
const marked = (code: string, clause: (typeof CLAUSES)[keyof typeof CLAUSES], ...kinds: string[]) =>
  criterion({
    on: 'punch.dayClosed',
    withdrawnBy: 'punch.markWithdrawn',
    code,
    clause,
    fact: ({ kind, pending, staffId, day, halfDays }) =>
      kinds.includes(kind) && !pending
        ? {
            subjectKind: 'STAFF',
            subjectId: staffId,
            occurredOn: day,
            ...(halfDays > 0 ? { units: halfDays / 2 } : {}),
          }
        : null,
  });

/** What 四(一) feeds to evaluation: the half-day is the unit of WD1c, the day that of WD7; duty shortfalls cost nothing. */
export const CRITERIA = [
  marked('WD1a', CLAUSES.hours, 'LATE', 'EARLY'),
  marked('WD1c', CLAUSES.hours, 'ABSENT'),
  marked('WD1b', CLAUSES.outing, 'OFF_POST'),
  marked('WD7', CLAUSES.cover, 'UNCOVERED'),
];
