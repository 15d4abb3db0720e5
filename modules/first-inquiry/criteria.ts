import { criterion } from '../../core/events/criterion.ts';
import { CLAUSES } from './clauses.ts';
import './events.ts';
import { coldIsScored, rudeIsScored, shirkingBlocksJointCase, shirkingIsScored } from './rules.ts';

const CONFIRMED = { on: 'conduct.violationConfirmed', withdrawnBy: 'conduct.violationWithdrawn' } as const;
const ATTITUDE = [coldIsScored, shirkingIsScored, rudeIsScored];

/**
 * What 一(一)4 feeds to evaluation. NO_HANDOVER costs nothing: the regulation gives it no points. Cold treatment and
 * rudeness at one visit share their `factId`, as does what rests on a complaint, so the highest counts once.
 */
export const CRITERIA = [
  criterion({
    ...CONFIRMED,
    code: 'SQ1',
    clause: CLAUSES.breaches,
    fact: ({ ground, staffId, occurredOn }) =>
      ATTITUDE.some((rule) => rule.decide(ground))
        ? { subjectKind: 'STAFF', subjectId: staffId, occurredOn }
        : null,
  }),
  criterion({
    ...CONFIRMED,
    code: 'CM3a',
    clause: shirkingBlocksJointCase.clause,
    fact: (violation) =>
      shirkingBlocksJointCase.decide(violation)
        ? { subjectKind: 'WINDOW', subjectId: violation.windowId, occurredOn: violation.occurredOn }
        : null,
  }),
];
