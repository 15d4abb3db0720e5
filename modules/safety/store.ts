import type { ClockSubject } from '../../core/clocks/clock-row.ts';
import type { Tx } from '../../core/db/client.ts';
import type { OpenWork } from '../../core/modules/manifest.ts';

export const MODULE_ID = 'safety';

export type WarningState = 'TOLD' | 'CORRECTED' | 'UNCORRECTED';
export type SealKind = 'APPROVAL' | 'OFFICIAL' | 'OTHER';
export type ValuablesKind = 'CASH' | 'SECURITIES' | 'VALUABLES';

/** Clock kind of this chapter. */
export const HAZARD_LIMIT = 'HAZARD';

/** A hazard as the subject of its clock. */
export function hazardSubject(id: string): ClockSubject {
  return { subjectType: 'Hazard', subjectId: id };
}

/** The seal, or null. */
export function findSeal(tx: Tx, townshipId: string, id: string) {
  return tx.seal.findUnique({ where: { townshipId_id: { townshipId, id } } });
}

/** The seal for approvals that was registered first, or null. */
export function findApprovalSeal(tx: Tx, townshipId: string) {
  return tx.seal.findFirst({
    where: { townshipId, kind: 'APPROVAL' },
    orderBy: [{ registeredAt: 'asc' }, { id: 'asc' }],
  });
}

/** Of some days those with a list, or reported without one. */
export async function findSettledDays(tx: Tx, townshipId: string, days: readonly string[]) {
  const where = { townshipId, day: { in: [...days] } };
  const lists = await tx.dutyChecklist.findMany({ where, select: { day: true } });
  const gaps = await tx.dutyGap.findMany({ where, select: { day: true } });
  return new Set([...lists, ...gaps].map(({ day }) => day));
}

/** Hazards by their ids. */
export async function findHazards(tx: Tx, townshipId: string, ids: readonly string[]) {
  const rows = await tx.hazard.findMany({ where: { townshipId, id: { in: [...ids] } } });
  return new Map(rows.map((row) => [row.id, row]));
}

/** What the county sees as unfinished: hazards that stand and accidents that wait for a decision. */
export async function findOpenWork(tx: Tx, townshipId: string): Promise<OpenWork[]> {
  const hazards = await tx.hazard.findMany({
    where: { townshipId, state: 'OPEN' },
    orderBy: [{ foundOn: 'asc' }, { id: 'asc' }],
  });
  const incidents = await tx.safetyIncident.findMany({
    where: { townshipId, state: 'REPORTED' },
    orderBy: { reportedAt: 'asc' },
  });
  return [
    ...hazards.map((row) => ({ kind: 'HAZARD', id: row.id, label: `隐患，${row.foundOn}` })),
    ...incidents.map((row) => ({ kind: 'SAFETY_INCIDENT', id: row.id, label: `事故，${row.occurredOn}` })),
  ];
}

/** Recounts items left on, missing lists and those held responsible, for the county's figures. */
export async function recountSafety(tx: Tx, townshipId: string): Promise<{ key: string; value: number }[]> {
  const checks = await tx.closingCheck.findMany({ where: { townshipId }, select: { left: true } });
  const leftOn = checks.reduce((sum, check) => sum + check.left.length, 0);
  const dutyMissing = await tx.dutyGap.count({ where: { townshipId } });
  const heldResponsible = await tx.incidentAccountability.count({ where: { townshipId } });
  return Object.entries({ leftOn, dutyMissing, heldResponsible })
    .filter(([, value]) => value > 0)
    .map(([key, value]) => ({ key, value }));
}
