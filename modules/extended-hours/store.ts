import type { ClockSubject } from '../../core/clocks/clock-row.ts';
import { findOpenClocks } from '../../core/clocks/store.ts';
import type { Tx } from '../../core/db/client.ts';
import type { OpenWork } from '../../core/modules/manifest.ts';

export const MODULE_ID = 'extended-hours';

/** The clock kind of this chapter: the reply to a question that was handed over. */
export const REPLY = 'REPLY';

/** Kinds of extended service: the three that the preface names, 一(六)5, and staggered shifts (错时). */
export const SERVICE_TYPES = ['WEEKDAY', 'HOLIDAY', 'LUNCH', 'OTHER', 'STAGGERED'] as const;
export type ServiceType = (typeof SERVICE_TYPES)[number];

/** What the county sees as unfinished: questions without a reply and appointments without a result. */
export async function findOpenWork(tx: Tx, townshipId: string): Promise<OpenWork[]> {
  const questions = await findOpenClocks(tx, townshipId, MODULE_ID);
  const appointments = await tx.appointment.findMany({
    where: { townshipId, outcome: null },
    orderBy: { day: 'asc' },
  });
  return [
    ...questions.map((q) => ({ kind: 'CONSULTATION', id: q.subjectId, label: `咨询，应于${q.dueOn}答复` })),
    ...appointments.map((a) => ({ kind: 'APPOINTMENT', id: a.id, label: `预约，${a.day}` })),
  ];
}

/** Immediate cases that were accepted in a span of time and are still in work. */
export function findImmediateInWork(tx: Tx, townshipId: string, from: Date, to: Date) {
  return tx.case.findMany({
    where: {
      townshipId,
      state: 'ACCEPTED',
      acceptedAt: { gte: from, lt: to },
      itemVersionRow: { kind: 'IMMEDIATE' },
    },
    select: { id: true, handlerId: true, acceptedAt: true, itemVersionRow: { select: { kind: true } } },
  });
}

/** Weekday sessions that run. */
export function findOpenOverruns(tx: Tx, townshipId: string) {
  return tx.extendedService.findMany({ where: { townshipId, type: 'WEEKDAY', state: 'OPEN' } });
}

/**
 * Takes one place of a slot; false when none is left. The condition stands in the statement, so the row's lock decides
 * between takers at the same moment.
 */
export async function takePlace(tx: Tx, townshipId: string, slotId: string): Promise<boolean> {
  const taken = await tx.$executeRaw`
    update "LunchSlot" set "taken" = "taken" + 1
    where "townshipId" = ${townshipId}::uuid and "id" = ${slotId}::uuid and "taken" < "capacity"`;
  return taken === 1;
}

/** A consultation as the subject of its clock. */
export function consultationSubject(id: string): ClockSubject {
  return { subjectType: 'Consultation', subjectId: id };
}

/** Of these questions those that were not reported yet, by id. */
export async function findUnreported(tx: Tx, townshipId: string, ids: readonly string[]) {
  const rows = await tx.consultation.findMany({
    where: { townshipId, id: { in: [...ids] }, reportedOn: null },
  });
  return new Map(rows.map((row) => [row.id, row]));
}

/** Recounts services and minutes by type, for the county's figures. */
export async function countServices(tx: Tx, townshipId: string): Promise<{ key: string; value: number }[]> {
  const rows = await tx.extendedService.groupBy({
    by: ['type'],
    where: { townshipId, state: 'ENDED' },
    _count: true,
    _sum: { minutes: true },
  });
  return rows.flatMap((row) => [
    { key: `${row.type}.services`, value: row._count },
    { key: `${row.type}.minutes`, value: row._sum.minutes ?? 0 },
  ]);
}
