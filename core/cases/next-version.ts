import type { Act } from '../acts/act.ts';
import { Refused, type Clause } from '../regulation/index.ts';
import type { CaseFacts } from './contribution.ts';
import { staleVersion } from './refusals.ts';
import { advanceCase } from './store.ts';
import { writeTimeline } from './timeline.ts';

/** Advances a case without a step of its life: version, timeline and audit. Refusal: CONFLICT. */
export async function nextVersion(
  act: Act,
  before: CaseFacts,
  verb: string,
  note: string,
  clause: Clause,
  data: { priority?: number } = {},
): Promise<CaseFacts> {
  const after = await advanceCase(act.tx, before, data);
  if (!after) throw new Refused(staleVersion({ expected: before.version, actual: before.version + 1 }));
  writeTimeline(act, {
    caseId: after.id,
    seq: after.version,
    verb,
    fromState: before.state,
    toState: after.state,
    note,
    clause: clause.id,
  });
  act.audit({ verb, subjectType: 'Case', subjectId: after.id, fields: ['version'], content: note });
  return after;
}
