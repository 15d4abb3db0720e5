import { criterion } from '../../core/events/criterion.ts';
import { CLAUSES } from './clauses.ts';
import './events.ts';

/** What 一(三)2(2) feeds to integrity: a charge that was let through though it is not the published fee. */
export const CRITERIA = [
  criterion({
    code: 'IG1',
    clause: CLAUSES.fees,
    on: 'integrity.feeMismatch',
    fact: ({ overridden, staffId, day }) =>
      overridden ? { subjectKind: 'STAFF', subjectId: staffId, occurredOn: day } : null,
  }),
];
