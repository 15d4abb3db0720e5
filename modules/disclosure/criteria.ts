import { criterion } from '../../core/events/criterion.ts';
import { addedWithoutBasis } from './catalogue-rules.ts';
import { CLAUSES } from './clauses.ts';
import './events.ts';

/**
 * What 一(三)2(1) feeds to evaluation: demands added while the basis is the same, held against who published them. And
 * 一(三)2(2): a charge that was let through though it is not the published fee is a file of
 * integrity (四(三)1), and nothing is scored before that file is confirmed.
 */
export const CRITERIA = [
  criterion({
    code: 'CM1c',
    clause: CLAUSES.items,
    on: 'item.published',
    fact: ({ added, publishedBy, day }) =>
      addedWithoutBasis.decide(added)
        ? { subjectKind: 'STAFF', subjectId: publishedBy, occurredOn: day }
        : null,
  }),
  criterion({
    code: 'IG1',
    clause: CLAUSES.fees,
    on: 'integrity.confirmed',
    fact: ({ code, staffId, confirmedOn }) =>
      code === 'IG1' ? { subjectKind: 'STAFF', subjectId: staffId, occurredOn: confirmedOn } : null,
  }),
];
