import type { ClockRow, ClockSubject } from '../../core/clocks/clock-row.ts';
import { findClock } from '../../core/clocks/store.ts';
import type { Tx } from '../../core/db/client.ts';
import type { OpenWork } from '../../core/modules/manifest.ts';

export const MODULE_ID = 'complaints';

/** The chapter whose punches are evidence of an absence. */
export const ATTENDANCE = 'attendance';

/** Clock kinds of this chapter: the answer to a complaint, and to one that was reopened. */
export const REPLY = 'REPLY';
export const REPLY_REOPENED = 'REPLY_REOPENED';

/** The kind of the reply clock that a complaint has now; a reopening brings a new one. */
export function replyKind(row: { reopenedAt: Date | null }): string {
  return row.reopenedAt === null ? REPLY : REPLY_REOPENED;
}

/** A complaint as the subject of its clocks. */
export function complaintSubject(id: string): ClockSubject {
  return { subjectType: 'Complaint', subjectId: id };
}

/** The complaint, or null. */
export function findComplaint(tx: Tx, townshipId: string, id: string) {
  return tx.complaint.findUnique({ where: { townshipId_id: { townshipId, id } } });
}

/** The complaint of a number, or null. */
export function findByNumber(tx: Tx, townshipId: string, number: string) {
  return tx.complaint.findUnique({ where: { townshipId_number: { townshipId, number } } });
}

/** A complaint as the services read it. */
export type ComplaintRow = NonNullable<Awaited<ReturnType<typeof findComplaint>>>;

/** The reply clock of a complaint; null before its acceptance, and for an anonymous one. */
export function findReplyClock(tx: Tx, row: ComplaintRow): Promise<ClockRow | null> {
  return findClock(tx, row.townshipId, complaintSubject(row.id), replyKind(row));
}

/** Complaints by their ids. */
export async function findComplaints(tx: Tx, townshipId: string, ids: readonly string[]) {
  const rows = await tx.complaint.findMany({ where: { townshipId, id: { in: [...ids] } } });
  return new Map(rows.map((row) => [row.id, row]));
}

/** Major complaints that nobody acknowledged or escalated yet. */
export function findUnacknowledged(tx: Tx, townshipId: string) {
  return tx.complaint.findMany({
    where: {
      townshipId,
      severity: 'MAJOR',
      acknowledgedAt: null,
      escalatedAt: null,
      state: { not: 'CONCLUDED' },
    },
  });
}

/** Complaints that are not concluded. */
export async function findOpenWork(tx: Tx, townshipId: string): Promise<OpenWork[]> {
  const rows = await tx.complaint.findMany({
    where: { townshipId, state: { not: 'CONCLUDED' } },
    orderBy: { filedAt: 'asc' },
  });
  return rows.map((row) => ({ kind: 'COMPLAINT', id: row.id, label: row.number }));
}

/** Recounts complaints filed and answers given, for the county's figures, from the outbox of this chapter's events. */
export async function recountComplaints(
  tx: Tx,
  townshipId: string,
): Promise<{ key: string; value: number }[]> {
  const filed = await tx.complaint.count({ where: { townshipId } });
  const rows = await tx.$queryRaw<{ key: string; value: number }[]>`
    select "payload"->>'result' as key, count(*)::int as value from "OutboxEvent"
    where "townshipId" = ${townshipId}::uuid and "type" = 'complaint.answered' and "payload"->>'result' <> 'noClock'
    group by 1`;
  return [...(filed ? [{ key: 'filed', value: filed }] : []), ...rows];
}

/** Recounts the complaints whose long delay the county sees. */
export async function countProlonged(tx: Tx, townshipId: string): Promise<{ key: string; value: number }[]> {
  const value = await tx.complaint.count({ where: { townshipId, prolongedOn: { not: null } } });
  return value > 0 ? [{ key: 'open', value }] : [];
}

/**
 * The punches of somebody's day as attendance has them, those added by hand with them and those struck out without,
 * in their order.
 */
export async function findPunches(
  tx: Pick<Tx, 'punch' | 'punchCorrection'>,
  townshipId: string,
  of: { staffId: string; day: string },
): Promise<Date[]> {
  const where = { townshipId, ...of };
  const punches = await tx.punch.findMany({ where, select: { at: true } });
  const corrections = await tx.punchCorrection.findMany({
    where,
    orderBy: [{ madeAt: 'asc' }, { id: 'asc' }],
    select: { kind: true, at: true },
  });
  const instants = new Set(punches.map(({ at }) => at.getTime()));
  for (const { kind, at } of corrections)
    if (kind === 'ADD') instants.add(at.getTime());
    else instants.delete(at.getTime());
  return [...instants].toSorted((a, b) => a - b).map((at) => new Date(at));
}

/** Recounts the findings that stand. */
export async function countFindings(tx: Tx, townshipId: string): Promise<{ key: string; value: number }[]> {
  const rows = await tx.complaint.groupBy({
    by: ['finding'],
    where: { townshipId, finding: { not: null } },
    _count: true,
  });
  return rows.map((row) => ({ key: row.finding ?? '', value: row._count }));
}
