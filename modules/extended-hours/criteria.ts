import { criterion } from '../../core/events/criterion.ts';
import { CLAUSES } from './clauses.ts';
import './events.ts';

/** What 一(六)4 feeds to evaluation. Whoever let a question lie unanswered is for evaluation to find. */
export const CRITERIA = [
  criterion({
    code: 'SQ3a',
    clause: CLAUSES.consultation,
    on: 'consultation.unanswered',
    fact: ({ day }) => ({ subjectKind: 'STAFF', subjectId: null, occurredOn: day }),
  }),
  criterion({
    code: 'SQ3b',
    clause: CLAUSES.consultation,
    on: 'consultation.late',
    fact: ({ staffId, day }) => ({ subjectKind: 'STAFF', subjectId: staffId, occurredOn: day }),
  }),
];
