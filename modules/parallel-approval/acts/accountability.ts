import { randomUUID } from 'node:crypto';
import type { Act } from '../../../core/acts/act.ts';
import { notFound, textMissing } from '../../../core/cases/refusals.ts';
import { Refused } from '../../../core/regulation/index.ts';
import { CLAUSES } from '../clauses.ts';
import { accountabilityDecided } from '../refusals.ts';
import type { AccountabilityGround } from '../rules.ts';
import { actingStaff, payloadOf } from '../service.ts';
import { findBranch, type BranchRow } from '../store.ts';

/** 一(五)7: opens a case against the deputy leader and the person in charge of a branch; null when its ground has one already. */
export async function openCaseAgainst(
  act: Act,
  row: BranchRow,
  ground: AccountabilityGround,
  evidence: string,
): Promise<string | null> {
  const { townshipId } = act;
  const id = randomUUID();
  const [deputy] = act.platform.directory.staffWithRole(townshipId, 'UNIT_DEPUTY');
  const { count } = await act.tx.accountabilityCase.createMany({
    data: [
      {
        townshipId,
        id,
        branchId: row.id,
        ground,
        deputyId: deputy?.id ?? null,
        personId: row.handlerId,
        evidence,
        openedOn: act.today,
        openedBy: actingStaff(act),
      },
    ],
    skipDuplicates: true,
  });
  if (count === 0) return null;
  act.audit({
    verb: 'openAccountability',
    subjectType: 'AccountabilityCase',
    subjectId: id,
    fields: ['branchId', 'ground'],
  });
  act.emit({
    type: 'accountability.opened',
    caseId: row.caseId,
    factId: `accountability/${id}`,
    payload: { ...payloadOf(act, row), accountabilityId: id, ground },
  });
  return id;
}

/** 一(五)7: the director or the head opens a case. Refusals: NOT_FOUND, TEXT_REQUIRED; the present case of the ground is the answer. */
export async function openAccountability(
  act: Act,
  input: { branchId: string; ground: AccountabilityGround; evidence: string },
): Promise<string> {
  const row = await findBranch(act.tx, act.townshipId, input.branchId);
  if (!row) throw new Refused(notFound({ type: 'Branch', id: input.branchId }));
  if (!input.evidence.trim()) throw new Refused(textMissing({ field: 'evidence' }, CLAUSES.accountability));
  const opened = await openCaseAgainst(act, row, input.ground, input.evidence);
  if (opened) return opened;
  act.audit({ verb: 'openAccountability', subjectType: 'Branch', subjectId: row.id, fields: [] });
  const present = await act.tx.accountabilityCase.findUniqueOrThrow({
    where: {
      townshipId_branchId_ground: { townshipId: act.townshipId, branchId: row.id, ground: input.ground },
    },
    select: { id: true },
  });
  return present.id;
}

/** 一(五)7: what was found and decided. Refusals: NOT_FOUND, TEXT_REQUIRED, ACCOUNTABILITY_DECIDED. */
export async function decideAccountability(
  act: Act,
  input: { accountabilityId: string; upheld: boolean; decision: string },
): Promise<string> {
  const where = { townshipId: act.townshipId, id: input.accountabilityId };
  const found = await act.tx.accountabilityCase.findUnique({ where: { townshipId_id: where } });
  if (!found) throw new Refused(notFound({ type: 'AccountabilityCase', id: input.accountabilityId }));
  if (!input.decision.trim()) throw new Refused(textMissing({ field: 'decision' }, CLAUSES.accountability));
  const { count } = await act.tx.accountabilityCase.updateMany({
    where: { ...where, decidedAt: null },
    data: { upheld: input.upheld, decision: input.decision, decidedBy: act.actor.id, decidedAt: act.now },
  });
  if (count === 0) throw new Refused(accountabilityDecided({}, CLAUSES.accountability));
  const row = await findBranch(act.tx, act.townshipId, found.branchId);
  if (!row) throw new Error('an accountability case is about a branch');
  act.audit({
    verb: 'decideAccountability',
    subjectType: 'AccountabilityCase',
    subjectId: found.id,
    fields: ['upheld', 'decision'],
  });
  act.emit({
    type: 'accountability.decided',
    caseId: row.caseId,
    factId: `accountability/${found.id}`,
    payload: {
      ...payloadOf(act, row),
      day: found.openedOn,
      accountabilityId: found.id,
      ground: found.ground,
      upheld: input.upheld,
    },
  });
  return found.id;
}
