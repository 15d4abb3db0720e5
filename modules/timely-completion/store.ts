import type { Tx } from '../../core/db/client.ts';
import type { OpenWork } from '../../core/modules/manifest.ts';
import { civilDate, type CivilDate } from '../../core/time/index.ts';
import type { AwaySpan } from './rules.ts';

export const MODULE_ID = 'timely-completion';

/** Clock kinds of this chapter. */
export const PROMISE = 'PROMISE';
export const STATUTORY = 'STATUTORY';
export const DELIVERY = 'DELIVERY';

/** Cases whose clocks of this chapter still run. */
export async function findOpenWork(tx: Tx, townshipId: string): Promise<OpenWork[]> {
  const clocks = await tx.clock.findMany({
    where: { townshipId, module: MODULE_ID, endedOn: null },
    select: { id: true, kind: true, case: { select: { number: true } } },
    orderBy: { dueOn: 'asc' },
  });
  return clocks.map((c) => ({ kind: c.kind, id: c.id, label: c.case?.number ?? c.id }));
}

/** Posts of which this member of staff is A. */
export function findPostsOfA(tx: Tx, townshipId: string, staffAId: string) {
  return tx.post.findMany({ where: { townshipId, staffAId } });
}

/** Absences that are not over, of everybody or of one, by member of staff. */
export async function findAbsences(
  tx: Tx,
  townshipId: string,
  today: CivilDate,
  staffId?: string,
): Promise<Map<string, AwaySpan[]>> {
  const rows = await tx.staffAbsence.findMany({
    where: { townshipId, endedAt: null, throughDay: { gte: today }, ...(staffId ? { staffId } : {}) },
    orderBy: [{ fromDay: 'asc' }, { id: 'asc' }],
  });
  const spans = rows.map((row) => ({
    staffId: row.staffId,
    from: civilDate(row.fromDay),
    through: civilDate(row.throughDay),
  }));
  return Map.groupBy(spans, (span) => span.staffId);
}

/** Recounts completions within and beyond the promise, for the county's figures. */
export async function countCompletions(
  tx: Tx,
  townshipId: string,
): Promise<{ key: string; value: number }[]> {
  const rows = await tx.$queryRaw<{ late: boolean; count: number }[]>`
    select cl."overdueDays" > 0 as late, count(*)::int as count
    from "Clock" cl join "Case" c on c."townshipId" = cl."townshipId" and c."id" = cl."caseId"
    where cl."townshipId" = ${townshipId}::uuid and cl."subjectType" = 'Case' and cl."kind" = ${PROMISE} and c."decidedAt" is not null
      and cl."overdueDays" is not null
    group by 1`;
  return rows.map((row) => ({ key: row.late ? 'late' : 'onTime', value: row.count }));
}
