import { randomUUID } from 'node:crypto';
import type { Act } from '../../../core/acts/act.ts';
import { nextVersion } from '../../../core/cases/next-version.ts';
import { notFound, textMissing } from '../../../core/cases/refusals.ts';
import { findCase } from '../../../core/cases/store.ts';
import { enforce, Refused } from '../../../core/regulation/index.ts';
import { requireStaff } from '../../../core/people/members.ts';
import { CLAUSES } from '../clauses.ts';
import { SEAL_UNREGISTERED, SEAL_USED } from '../messages.ts';
import { notSealHolder, sealExists } from '../refusals.ts';
import { holderHandsOver, holderUsesSeal, sealGoesToAnother, useIsReported, useIsTied } from '../rules.ts';
import { tellLeaders } from '../service.ts';
import { findApprovalSeal, findSeal, type SealKind } from '../store.ts';

/** 四(四)3: enters a seal with its holder. Refusals: NOT_FOUND, TEXT_REQUIRED, SEAL_EXISTS. */
export async function registerSeal(
  act: Act,
  input: { name: string; kind: SealKind; holderId: string },
): Promise<string> {
  if (!input.name.trim()) throw new Refused(textMissing({ field: 'name' }, CLAUSES.keeping));
  requireStaff(act, input.holderId);
  const id = randomUUID();
  const { count } = await act.tx.seal.createMany({
    data: [{ ...input, townshipId: act.townshipId, id, registeredAt: act.now }],
    skipDuplicates: true,
  });
  if (count === 0) throw new Refused(sealExists({}, CLAUSES.keeping));
  act.audit({ verb: 'registerSeal', subjectType: 'Seal', subjectId: id, fields: ['holderId'] });
  return id;
}

export interface UseInput {
  readonly sealId: string;
  readonly caseId: string | null;
  readonly explanation: string | null;
}

/**
 * 四(四)3: enters a use, for a case or with an explanation; one without a case is reported.
 * Refusals: NOT_FOUND, NOT_SEAL_HOLDER, SEAL_USE_UNEXPLAINED, STALE_VERSION.
 */
export async function useSeal(act: Act, input: UseInput): Promise<string> {
  const seal = await requireSeal(act, input.sealId);
  enforce(holderUsesSeal.decide(seal, act.actor.id), useIsTied.decide(input));
  if (input.caseId !== null) {
    const before = await findCase(act.tx, act.townshipId, input.caseId);
    if (!before) throw new Refused(notFound({ type: 'Case', id: input.caseId }));
    await nextVersion(act, before, 'useSeal', `加盖${seal.name}`, CLAUSES.keeping);
  }
  return enterUse(act, { ...input, branchId: null, usedById: act.actor.id });
}

/** 四(四)3: the seal on a deemed consent (一(五)6) is a use of the approval seal, entered by its event. */
export async function enterDeemedConsent(
  act: Act,
  sealed: { branchId: string; caseId: string },
): Promise<void> {
  const seal = await findApprovalSeal(act.tx, act.townshipId);
  if (!seal) {
    await tellLeaders(
      act,
      SEAL_UNREGISTERED,
      { day: act.today },
      `safety.sealUnregistered/${sealed.branchId}`,
    );
    return;
  }
  await enterUse(act, { ...sealed, sealId: seal.id, explanation: null, usedById: seal.holderId });
}

async function enterUse(
  act: Act,
  use: UseInput & { branchId: string | null; usedById: string | null },
): Promise<string> {
  const id = randomUUID();
  await act.tx.sealUse.create({ data: { ...use, townshipId: act.townshipId, id, usedAt: act.now } });
  act.audit({ verb: 'useSeal', subjectType: 'SealUse', subjectId: id, fields: ['sealId', 'caseId'] });
  act.emit({
    type: 'safety.sealUsed',
    caseId: use.caseId,
    factId: `sealUse/${id}`,
    payload: { useId: id, sealId: use.sealId, caseId: use.caseId, day: act.today },
  });
  if (useIsReported.decide(use))
    await tellLeaders(act, SEAL_USED, { day: act.today }, `safety.sealUsed/${id}`);
  return id;
}

/**
 * 四(四)3: hands a seal to another, who holds it from then on; of a holder who left, a leader does.
 * Refusals: NOT_FOUND, NOT_SEAL_HOLDER, SEAL_HOLDER_IN_SERVICE, SEAL_TO_ANOTHER.
 */
export async function handOverSeal(act: Act, input: { sealId: string; toId: string }): Promise<string> {
  const { townshipId, tx } = act;
  const seal = await requireSeal(act, input.sealId);
  const { holderId: fromId } = seal;
  const holder = requireStaff(act, fromId);
  enforce(
    holderHandsOver.decide(holder, act.actor),
    sealGoesToAnother.decide(fromId, requireStaff(act, input.toId)),
  );
  // Whoever hands it on at the same moment is refused: it is held by another now.
  const { count } = await tx.seal.updateMany({
    where: { townshipId, id: seal.id, holderId: fromId },
    data: { holderId: input.toId },
  });
  if (count === 0) throw new Refused(notSealHolder({}, CLAUSES.keeping));
  const id = randomUUID();
  await tx.sealHandOver.create({
    data: { townshipId, id, sealId: seal.id, fromId, toId: input.toId, at: act.now },
  });
  act.audit({ verb: 'handOverSeal', subjectType: 'Seal', subjectId: seal.id, fields: ['holderId'] });
  return seal.id;
}

async function requireSeal(act: Act, id: string) {
  const seal = await findSeal(act.tx, act.townshipId, id);
  if (!seal) throw new Refused(notFound({ type: 'Seal', id }));
  return seal;
}
