import { criterion } from '../../core/events/criterion.ts';
import { CLAUSES } from './clauses.ts';
import type { ConcludedPayload } from './events.ts';
import { faultIsScored, refusalIsCandidate } from './rules.ts';

/** Fault of the respondent, in one category or in any. */
const person = (category?: string) => (p: ConcludedPayload) =>
  faultIsScored.decide(p) && (category === undefined || p.category === category)
    ? { subjectKind: 'STAFF' as const, subjectId: p.respondentId, occurredOn: p.occurredOn ?? p.concludedOn }
    : null;

const CONCLUDED = { on: 'complaint.concluded', withdrawnBy: 'complaint.findingWithdrawn' } as const;

/** What 三(二) feeds to evaluation; all of one complaint share its `factId`, so the highest counts once. */
export const CRITERIA = [
  criterion({ ...CONCLUDED, code: 'SQ2', clause: CLAUSES.responsibility, fact: person() }),
  criterion({ ...CONCLUDED, code: 'DQ1', clause: CLAUSES.responsibility, fact: person() }),
  criterion({ ...CONCLUDED, code: 'SQ1', clause: CLAUSES.attitude, fact: person('ATTITUDE') }),
  criterion({ ...CONCLUDED, code: 'WD1b', clause: CLAUSES.absence, fact: person('ABSENCE') }),
  criterion({
    ...CONCLUDED,
    code: 'CM1a',
    clause: CLAUSES.refusal,
    fact: (p) =>
      refusalIsCandidate.decide(p)
        ? { subjectKind: 'STAFF', subjectId: p.respondentId, occurredOn: p.occurredOn ?? p.concludedOn }
        : null,
  }),
];
