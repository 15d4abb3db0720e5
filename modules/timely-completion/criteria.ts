import { criterion } from '../../core/events/criterion.ts';
import { CLAUSES } from './clauses.ts';
import './events.ts';
import { PROMISE } from './store.ts';

/** What 一(四) feeds to evaluation: overdue days of a promise (CM4) and matters wrongly not received (CM1a). */
export const CRITERIA = [
  criterion({
    code: 'CM4',
    clause: CLAUSES.promised,
    on: 'deadline.breached',
    fact: ({ kind, handlerId, day }) =>
      kind === PROMISE ? { subjectKind: 'STAFF', subjectId: handlerId, occurredOn: day } : null,
  }),
  criterion({
    code: 'CM1a',
    clause: CLAUSES.mustReceive,
    on: 'refusalReport.upheld',
    // Who at the window turned the matter away is for evaluation to find.
    fact: (_report, occurredOn) => ({ subjectKind: 'STAFF', subjectId: null, occurredOn }),
  }),
];
