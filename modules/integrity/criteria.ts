import { criterion } from '../../core/events/criterion.ts';
import type { EventPayloads } from '../../core/events/event.ts';
import { CLAUSES } from './clauses.ts';
import './events.ts';

const loss = (code: 'DQ3' | 'DQ4') => ({
  code,
  clause: CLAUSES.chapter,
  on: 'integrity.confirmed' as const,
  withdrawnBy: 'integrity.revoked' as const,
  fact: ({ disqualifies, staffId, confirmedOn }: EventPayloads['integrity.confirmed']) =>
    disqualifies === code
      ? { subjectKind: 'STAFF' as const, subjectId: staffId, occurredOn: confirmedOn }
      : null,
});

/** What 四(三) feeds to evaluation: confirmed files while they stand, and nothing before. */
export const CRITERIA = [criterion(loss('DQ3')), criterion(loss('DQ4'))];
