import { randomUUID } from 'node:crypto';
import type { Act } from '../../../core/acts/act.ts';
import { notFound, staleVersion } from '../../../core/cases/refusals.ts';
import { advanceCase, findCase } from '../../../core/cases/store.ts';
import { writeTimeline } from '../../../core/cases/timeline.ts';
import { findItemVersion } from '../../../core/catalogue/store.ts';
import { Refused, type Refusal } from '../../../core/regulation/index.ts';
import { CLAUSES } from '../clauses.ts';
import '../events.ts';
import { chargeNotPossible } from '../refusals.ts';
import { chargedAsPublished, feeMismatch, publishedFee } from '../rules.ts';

/** States of a case on which a fee may be charged. */
const CHARGEABLE: readonly string[] = ['ACCEPTED', 'SUSPENDED', 'DECIDED', 'DELIVERED'];

export interface ChargeInput {
  readonly caseId: string;
  /** fen */
  readonly amountFen: number;
  /** Why it is another fee than the published one. */
  readonly overrideReason: string | null;
}

/**
 * 一(三)2(2): records a fee charged on a case. One that is not what the case's version of the item publishes is refused,
 * and the attempt stays on record; with a reason it is let through and told. Refusals: NOT_FOUND, CHARGE_NOT_POSSIBLE,
 * FEE_NOT_AS_PUBLISHED, STALE_VERSION.
 */
export async function chargeFee(act: Act, input: ChargeInput): Promise<{ id: string; refusal?: Refusal }> {
  const { townshipId, tx } = act;
  const before = await findCase(tx, townshipId, input.caseId);
  if (!before) throw new Refused(notFound({ type: 'Case', id: input.caseId }));
  if (!CHARGEABLE.includes(before.state))
    throw new Refused(chargeNotPossible({ state: before.state }, CLAUSES.fees));
  const item = await findItemVersion(act, before.itemId, before.itemVersion);
  const earlier = await tx.feeCharge.aggregate({
    where: { townshipId, caseId: before.id },
    _sum: { amountFen: true },
  });
  const overrideReason = input.overrideReason?.trim() || null;
  const facts = {
    totalFen: (earlier._sum.amountFen ?? 0) + input.amountFen,
    publishedFen: publishedFee.decide(item?.fees ?? []),
    overrideReason,
  };
  const verdict = chargedAsPublished.decide(facts);
  const isMismatch = feeMismatch.decide(facts);
  const chargeId = verdict.allowed ? randomUUID() : null;
  const payload = {
    caseId: before.id,
    itemId: before.itemId,
    itemVersion: before.itemVersion,
    publishedFen: facts.publishedFen,
    chargedFen: facts.totalFen,
    staffId: act.actor.id,
    day: act.today,
  };
  if (isMismatch)
    act.emit({
      type: 'integrity.feeMismatch',
      caseId: before.id,
      factId: `integrity.feeMismatch/${chargeId ?? before.id}${chargeId ? '' : `/${act.now.toISOString()}`}`,
      payload: { ...payload, chargeId, overridden: verdict.allowed },
    });
  if (!verdict.allowed) {
    // Refused, and yet written: the attempt is what integrity must know of.
    act.audit({ verb: 'chargeFeeBlocked', subjectType: 'Case', subjectId: before.id, fields: ['amountFen'] });
    return { id: before.id, refusal: verdict.refusal };
  }
  const id = chargeId ?? before.id;
  const after = await advanceCase(tx, before, {});
  if (!after) throw new Refused(staleVersion({ expected: before.version, actual: before.version + 1 }));
  await tx.feeCharge.create({
    data: {
      townshipId,
      id,
      caseId: before.id,
      amountFen: input.amountFen,
      publishedFen: facts.publishedFen,
      overrideReason: facts.totalFen === facts.publishedFen ? null : overrideReason,
      chargedAt: act.now,
      chargedById: act.actor.id,
    },
  });
  await writeTimeline(act, {
    caseId: after.id,
    seq: after.version,
    verb: 'chargeFee',
    fromState: before.state,
    toState: after.state,
    note: `收费${(input.amountFen / 100).toFixed(2)}元`,
    clause: CLAUSES.fees.id,
  });
  act.audit({ verb: 'chargeFee', subjectType: 'FeeCharge', subjectId: id, fields: ['amountFen'] });
  act.emit({
    type: 'fee.charged',
    caseId: after.id,
    factId: `fee.charged/${id}`,
    payload: { ...payload, chargeId: id },
  });
  return { id };
}
