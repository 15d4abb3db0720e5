import { randomUUID } from 'node:crypto';
import type { Act } from '../../../core/acts/act.ts';
import { notFound, textMissing } from '../../../core/cases/refusals.ts';
import { Refused } from '../../../core/regulation/index.ts';
import { CLAUSES } from '../clauses.ts';
import '../events.ts';
import { breachDecided } from '../refusals.ts';
import type { BreachGround } from '../rules.ts';

export interface BreachDraft {
  readonly noticeId: string;
  readonly ground: BreachGround;
  /** Code of the scoring rule; null = on record without points. */
  readonly criterion: 'CM2a' | 'CM2b' | null;
  /** Who gave the notice that was not by the rules. */
  readonly staffId: string | null;
  readonly trips: number;
  readonly factId: string;
}

/** Lists a candidate for the director; once per fact. */
export async function proposeBreach(act: Act, draft: BreachDraft): Promise<void> {
  const id = randomUUID();
  const { count } = await act.tx.noticeBreach.createMany({
    data: [{ ...draft, townshipId: act.townshipId, id, foundOn: act.today, state: 'PROPOSED' }],
    skipDuplicates: true,
  });
  if (count === 1)
    act.audit({ verb: 'proposeBreach', subjectType: 'NoticeBreach', subjectId: id, fields: ['ground'] });
}

/**
 * The director confirms a candidate, which then counts, or dismisses it; a trip that was no fault is not counted any more.
 * Refusals: NOT_FOUND, TEXT_REQUIRED, NOTICE_BREACH_DECIDED.
 */
export async function decideNoticeBreach(
  act: Act,
  input: { breachId: string; confirmed: boolean; decision: string },
): Promise<string> {
  const key = { townshipId: act.townshipId, id: input.breachId };
  const breach = await act.tx.noticeBreach.findUnique({
    where: { townshipId_id: key },
    include: { notice: { select: { caseId: true } } },
  });
  if (!breach) throw new Refused(notFound({ type: 'NoticeBreach', id: input.breachId }));
  if (!input.decision.trim()) throw new Refused(textMissing({ field: 'decision' }, CLAUSES.once));
  const { count } = await act.tx.noticeBreach.updateMany({
    where: { ...key, state: 'PROPOSED' },
    data: {
      state: input.confirmed ? 'CONFIRMED' : 'DISMISSED',
      decision: input.decision,
      decidedBy: act.actor.id,
      decidedAt: act.now,
    },
  });
  if (count === 0) throw new Refused(breachDecided({}, CLAUSES.once));
  if (!input.confirmed && breach.ground === 'ITEM_OMITTED')
    await act.tx.notice.updateMany({
      where: { townshipId: act.townshipId, id: breach.noticeId },
      data: { extraTrip: false },
    });
  act.audit({
    verb: 'decideNoticeBreach',
    subjectType: 'NoticeBreach',
    subjectId: breach.id,
    fields: ['state'],
  });
  if (input.confirmed)
    act.emit({
      type: 'notice.defective',
      caseId: breach.notice.caseId,
      factId: breach.factId,
      payload: {
        breachId: breach.id,
        noticeId: breach.noticeId,
        caseId: breach.notice.caseId,
        ground: breach.ground,
        staffId: breach.staffId,
        trips: breach.trips,
        day: breach.foundOn,
      },
    });
  return breach.id;
}
