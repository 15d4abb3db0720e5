import { criterion } from '../../core/events/criterion.ts';
import { CLAUSES } from './clauses.ts';
import './events.ts';

/** What 一(二) feeds to evaluation: notices not done by the rules (CM2a) and trips they cost the applicant (CM2b). */
export const CRITERIA = [
  criterion({
    code: 'CM2a',
    clause: CLAUSES.written,
    on: 'notice.defective',
    fact: ({ ground, staffId, day }) =>
      ground === 'COPY_UNACKNOWLEDGED' ? { subjectKind: 'STAFF', subjectId: staffId, occurredOn: day } : null,
  }),
  criterion({
    code: 'CM2b',
    clause: CLAUSES.once,
    on: 'notice.defective',
    fact: ({ ground, staffId, day }) =>
      ground === 'EXTRA_TRIPS' ? { subjectKind: 'STAFF', subjectId: staffId, occurredOn: day } : null,
  }),
];
