import { criterion } from '../../core/events/criterion.ts';
import { CLAUSES } from './clauses.ts';
import './events.ts';

/** What absence without reason feeds to evaluation; leave that is approved later takes it back. */
export const CRITERIA = [
  criterion({
    code: 'WD6',
    clause: CLAUSES.absence,
    on: 'training.absent',
    withdrawnBy: 'training.absenceExcused',
    fact: ({ staffId, occurredOn }) => ({ subjectKind: 'STAFF', subjectId: staffId, occurredOn }),
  }),
];
