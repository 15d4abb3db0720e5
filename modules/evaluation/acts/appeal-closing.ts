import type { Act } from '../../../core/acts/act.ts';
import { endClocks } from '../../../core/clocks/service.ts';
import { appealSubject, findOpenAppeals } from '../ledger-store.ts';
import { APPEAL_REJECTED, APPEAL_UPHELD } from '../messages.ts';
import { tellConcerned } from './telling.ts';

interface Decision {
  readonly upheld: boolean;
  readonly decision: string;
  /** Null where the source itself took the fact back. */
  readonly decidedById: string | null;
}

/** An appeal with what its message says. */
interface Answered {
  readonly id: string;
  readonly entryId: string;
  readonly staffId: string;
  readonly entry: { readonly code: string; readonly occurredOn: string };
}

/** Writes the answer to an open appeal, ends its limit and tells whoever appealed. */
export async function closeAppeal(act: Act, appeal: Answered, given: Decision): Promise<void> {
  const { townshipId } = act;
  const { upheld, decision, decidedById } = given;
  await act.tx.scoreAppeal.updateMany({
    where: { townshipId, id: appeal.id, state: 'OPEN' },
    data: { state: upheld ? 'UPHELD' : 'REJECTED', decision, decidedById, decidedAt: act.now },
  });
  await endClocks(act, appealSubject(appeal.id), 'DECIDED');
  act.audit({
    verb: 'decideScoreAppeal',
    subjectType: 'ScoreAppeal',
    subjectId: appeal.id,
    fields: ['state', 'decision'],
  });
  act.emit({
    type: 'ledger.appealDecided',
    factId: `ledger.appealDecided/${appeal.id}`,
    payload: { appealId: appeal.id, entryId: appeal.entryId, upheld },
  });
  const { code, occurredOn } = appeal.entry;
  await tellConcerned(
    act,
    { staffId: appeal.staffId, windowId: null },
    upheld ? APPEAL_UPHELD : APPEAL_REJECTED,
    { data: { code, occurredOn }, dedupeKey: `ledger.appealDecided/${appeal.id}` },
  );
}

/** What was taken back otherwise needs no answer any more: its appeals are upheld. */
export async function closeMootAppeals(
  act: Act,
  entryIds: readonly string[],
  by: { byId: string | null; reason: string },
): Promise<void> {
  for (const appeal of await findOpenAppeals(act.tx, act.townshipId, entryIds))
    await closeAppeal(act, appeal, { upheld: true, decision: by.reason, decidedById: by.byId });
}
