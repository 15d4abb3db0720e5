import { criterion } from '../../core/events/criterion.ts';
import { CLAUSES } from './clauses.ts';
import type { ConcludedPayload } from './events.ts';
import { faultIsScored, refusalIsCandidate } from './rules.ts';

const person = (p: ConcludedPayload) =>
  faultIsScored.decide(p)
    ? { subjectKind: 'STAFF' as const, subjectId: p.respondentId, occurredOn: p.concludedOn }
    : null;

/** What 三(二) feeds to evaluation; all of one complaint share its `factId`, so the highest counts once. */
export const CRITERIA = [
  criterion({ code: 'SQ2', clause: CLAUSES.responsibility, on: 'complaint.concluded', fact: person }),
  criterion({ code: 'DQ1', clause: CLAUSES.responsibility, on: 'complaint.concluded', fact: person }),
  criterion({
    code: 'CM1a',
    clause: CLAUSES.refusal,
    on: 'complaint.concluded',
    fact: (p) =>
      refusalIsCandidate.decide(p)
        ? { subjectKind: 'WINDOW', subjectId: p.windowId, occurredOn: p.concludedOn }
        : null,
  }),
];
