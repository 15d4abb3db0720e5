import { criterion } from '../../core/events/criterion.ts';
import type { Clause } from '../../core/regulation/index.ts';
import './events.ts';
import { coldIsScored, rudeIsScored, shirkingBlocksJointCase, shirkingIsScored } from './rules.ts';

/** A confirmed ground as a fact about the person (SQ1). */
const attitude = (counts: { clause: Clause; decide: (ground: string) => boolean }) =>
  criterion({
    code: 'SQ1',
    clause: counts.clause,
    on: 'conduct.violationConfirmed',
    fact: ({ ground, staffId, occurredOn }) =>
      counts.decide(ground) ? { subjectKind: 'STAFF', subjectId: staffId, occurredOn } : null,
  });

/**
 * What 一(一)4 feeds to evaluation. NO_HANDOVER costs nothing: the regulation gives it no points. Facts of one visit, and
 * of one complaint, share their `factId`, so the highest counts once.
 */
export const CRITERIA = [
  attitude(coldIsScored),
  attitude(shirkingIsScored),
  attitude(rudeIsScored),
  criterion({
    code: 'CM3a',
    clause: shirkingBlocksJointCase.clause,
    on: 'conduct.violationConfirmed',
    fact: (violation) =>
      shirkingBlocksJointCase.decide(violation)
        ? { subjectKind: 'WINDOW', subjectId: violation.windowId, occurredOn: violation.occurredOn }
        : null,
  }),
];
