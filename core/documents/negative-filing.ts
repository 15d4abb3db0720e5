import { randomUUID } from 'node:crypto';
import type { Act } from '../acts/act.ts';

/** What could not be done, with reason and legal basis (否定报备), listed for the centre's director. */
export async function fileNegative(
  act: Act,
  filing: { caseId: string | null; reason: string; legalBasis: string; clause: string },
): Promise<string> {
  const id = randomUUID();
  act.insert('NegativeFiling', {
    ...filing,
    townshipId: act.townshipId,
    id,
    filedOn: act.today,
    filedAt: act.now,
    filedBy: act.actor.kind === 'STAFF' ? act.actor.id : null,
  });
  act.audit({
    verb: 'fileNegative',
    subjectType: 'NegativeFiling',
    subjectId: id,
    fields: ['reason', 'legalBasis'],
  });
  act.emit({
    type: 'negativeFiling.created',
    caseId: filing.caseId,
    factId: `negativeFiling/${id}`,
    payload: { filingId: id, caseId: filing.caseId },
  });
  return id;
}
