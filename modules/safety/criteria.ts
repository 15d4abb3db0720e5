import { criterion } from '../../core/events/criterion.ts';
import { CLAUSES } from './clauses.ts';
import './events.ts';
import { seriousDisqualifies } from './rules.ts';

/** What 四(四) feeds to evaluation. */
export const CRITERIA = [
  criterion({
    code: 'WD5',
    clause: CLAUSES.closing,
    on: 'inspection.finding',
    fact: ({ code, staffId, occurredOn }) =>
      code === 'WD5' ? { subjectKind: 'STAFF', subjectId: staffId, occurredOn } : null,
  }),
  criterion({
    code: 'WD4',
    clause: CLAUSES.untidy,
    on: 'inspection.finding',
    fact: ({ code, windowId, occurredOn }) =>
      code === 'WD4' ? { subjectKind: 'WINDOW', subjectId: windowId, occurredOn } : null,
  }),
  criterion({
    code: 'DQ4',
    clause: CLAUSES.accidents,
    on: 'safety.incident',
    fact: (incident) =>
      seriousDisqualifies.decide(incident)
        ? { subjectKind: 'STAFF', subjectId: incident.staffId, occurredOn: incident.occurredOn }
        : null,
  }),
];
