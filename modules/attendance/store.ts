import type { Tx } from '../../core/db/client.ts';
import type { OpenWork } from '../../core/modules/manifest.ts';
import { addDays, civilDate, instantAt, type CivilDate } from '../../core/time/index.ts';
import type { DayFacts, Half, OutingFacts, Schedule } from './day-rules.ts';

export const MODULE_ID = 'attendance';

export const LEAVE_TYPES = ['PERSONAL', 'SICK', 'ANNUAL', 'OFFICIAL', 'OTHER'] as const;
export type LeaveType = (typeof LEAVE_TYPES)[number];
export type LeaveState = 'REQUESTED' | 'REVIEWED' | 'APPROVED' | 'REJECTED' | 'WITHDRAWN';
export type MarkState = 'PENDING' | 'STANDING' | 'WITHDRAWN';
export type CorrectionKind = 'ADD' | 'VOID';

/** What a day was closed with: its hours, and who worked at which window. */
export interface ClosedWith {
  readonly schedule: Schedule;
  /** Windows by member of staff. */
  readonly windows: Readonly<Record<string, string>>;
}

const MINUTE_MS = 60_000;

/** From when to when a leave is; both ends are part of it. */
export interface LeaveSpan {
  readonly fromDay: string;
  /** AM or PM */
  readonly fromHalf: string;
  readonly throughDay: string;
  readonly throughHalf: string;
}

/** Lets acts on the records of days, in their order, wait for each other, so that the last one sees all of them. */
export async function lockDays(tx: Tx, townshipId: string, days: readonly CivilDate[]): Promise<void> {
  await tx.$queryRaw`select pg_advisory_xact_lock(hashtext('attendance'), hashtext(${townshipId} || d."day"))::text
    from unnest(${[...days]}::text[]) as d("day")`;
}

/** Of some days those that were closed, each with what it was closed with. */
export async function findClosedDays(
  tx: Tx,
  townshipId: string,
  days: readonly CivilDate[],
): Promise<Map<CivilDate, ClosedWith>> {
  const rows = await tx.attendanceDay.findMany({
    where: { townshipId, day: { in: [...days] } },
    orderBy: { day: 'asc' },
  });
  return new Map(rows.map((row) => [civilDate(row.day), row.schedule as unknown as ClosedWith]));
}

/** The first day that was closed, or null. */
export async function findFirstClosedDay(tx: Tx, townshipId: string): Promise<CivilDate | null> {
  const row = await tx.attendanceDay.findFirst({ where: { townshipId }, orderBy: { day: 'asc' } });
  return row && civilDate(row.day);
}

/** All records of days, by day and member of staff. */
export async function readDays(
  tx: Tx,
  townshipId: string,
  days: readonly CivilDate[],
): Promise<Map<CivilDate, Map<string, DayFacts>>> {
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return new Map();
  const of = { townshipId, day: { in: [...days] } };
  const punches = await tx.punch.findMany({ where: of, select: { staffId: true, day: true, at: true } });
  const corrections = await tx.punchCorrection.findMany({
    where: of,
    orderBy: [{ madeAt: 'asc' }, { id: 'asc' }],
  });
  const leaves = await tx.leaveRequest.findMany({
    where: { townshipId, state: 'APPROVED', fromDay: { lte: last }, throughDay: { gte: first } },
  });
  const from = instantAt(first, '00:00');
  const outings = await tx.outing.findMany({
    where: {
      townshipId,
      leftAt: { lt: instantAt(addDays(last, 1), '00:00') },
      OR: [{ expectedReturn: { gt: from } }, { returnedAt: { gt: from } }],
    },
  });
  const duties = await tx.dutyRoster.findMany({ where: { ...of, onDuty: true } });
  const onDay = <T extends { day: string }>(rows: readonly T[]) => Map.groupBy(rows, (row) => row.day);
  const [punchesOn, correctionsOn, dutiesOn] = [onDay(punches), onDay(corrections), onDay(duties)];
  return new Map(
    days.map((day) => [
      day,
      factsOfDay(day, {
        punches: punchesOn.get(day) ?? [],
        corrections: correctionsOn.get(day) ?? [],
        leaves: leaves.filter((leave) => leave.fromDay <= day && day <= leave.throughDay),
        outings,
        duties: dutiesOn.get(day) ?? [],
      }),
    ]),
  );
}

interface DayRecords {
  readonly punches: readonly { staffId: string; at: Date }[];
  readonly corrections: readonly { staffId: string; kind: string; at: Date }[];
  readonly leaves: readonly (LeaveSpan & { staffId: string; coverId: string | null })[];
  /** Also of other days. */
  readonly outings: readonly {
    staffId: string;
    leftAt: Date;
    expectedReturn: Date;
    returnedAt: Date | null;
  }[];
  readonly duties: readonly { staffId: string }[];
}

function factsOfDay(day: CivilDate, records: DayRecords): Map<string, DayFacts> {
  const from = instantAt(day, '00:00').getTime();
  const to = instantAt(addDays(day, 1), '00:00').getTime();
  const instants = new Map<string, Set<number>>();
  const at = (staffId: string) => {
    const found = instants.get(staffId) ?? new Set<number>();
    instants.set(staffId, found);
    return found;
  };
  for (const punch of records.punches) at(punch.staffId).add(punch.at.getTime());
  for (const { staffId, kind, at: instant } of records.corrections)
    if (kind === 'ADD') at(staffId).add(instant.getTime());
    else at(staffId).delete(instant.getTime());
  const minute = (instant: Date | number) => Math.floor((Number(instant) - from) / MINUTE_MS);

  const outings = records.outings.filter(
    ({ leftAt, expectedReturn, returnedAt }) =>
      leftAt.getTime() < to && Math.max(expectedReturn.getTime(), returnedAt?.getTime() ?? 0) > from,
  );
  const leavesOf = Map.groupBy(records.leaves, (leave) => leave.staffId);
  const outingsOf = Map.groupBy(outings, (outing) => outing.staffId);
  const onDuty = new Set(records.duties.map((duty) => duty.staffId));
  const everybody = new Set([...instants.keys(), ...leavesOf.keys(), ...outingsOf.keys(), ...onDuty]);
  return new Map(
    [...everybody].map((id) => [
      id,
      {
        punches: [...(instants.get(id) ?? [])].map(minute),
        leaves: (leavesOf.get(id) ?? []).flatMap((leave) => halvesOn(leave, day)),
        outings: (outingsOf.get(id) ?? []).map((outing): OutingFacts => ({
          from: minute(outing.leftAt),
          to: minute(outing.expectedReturn),
          returned: outing.returnedAt && minute(outing.returnedAt),
        })),
        onDuty: onDuty.has(id),
      },
    ]),
  );
}

/** Writes marks as they are derived now, all in one statement. */
export async function restateMarks(tx: Tx, townshipId: string, rows: readonly Restated[]): Promise<void> {
  if (rows.length === 0) return;
  const columns = rows.map(({ id, minutes, halfDays, state, pendingUntil, derivedAt }) => ({
    id,
    minutes,
    halfDays,
    state,
    pendingUntil,
    derivedAt,
  }));
  await tx.$queryRaw`
    update "AttendanceMark" m set "minutes" = v."minutes", "halfDays" = v."halfDays", "state" = v."state",
      "pendingUntil" = v."pendingUntil", "derivedAt" = v."derivedAt"
    from jsonb_to_recordset(${JSON.stringify(columns)}::jsonb) as v("id" uuid, "minutes" int, "halfDays" int,
      "state" text, "pendingUntil" text, "derivedAt" timestamptz)
    where m."townshipId" = ${townshipId}::uuid and m."id" = v."id"`;
}

/** What may change of a mark. */
interface Restated {
  readonly id: string;
  readonly minutes: number | null;
  readonly halfDays: number;
  readonly state: string;
  readonly pendingUntil: string | null;
  readonly derivedAt: Date;
}

/** The half-days of a leave on one of its days. */
function halvesOn(leave: LeaveSpan & { coverId: string | null }, day: string) {
  const { coverId } = leave;
  return (['AM', 'PM'] as const)
    .filter((half) => !(day === leave.fromDay && half < leave.fromHalf))
    .filter((half) => !(day === leave.throughDay && half > leave.throughHalf))
    .map((half: Half) => ({ half, coverId }));
}

/** A leave by id, or null. */
export function findLeave(tx: Tx, townshipId: string, id: string) {
  return tx.leaveRequest.findUnique({ where: { townshipId_id: { townshipId, id } } });
}

/** Whether somebody has a leave in one of these states that shares a half-day with the span. */
export async function hasLeaveIn(
  tx: Tx,
  townshipId: string,
  staffId: string,
  span: LeaveSpan,
  states: readonly LeaveState[],
): Promise<boolean> {
  const rows = await tx.leaveRequest.findMany({
    where: {
      townshipId,
      staffId,
      state: { in: [...states] },
      fromDay: { lte: span.throughDay },
      throughDay: { gte: span.fromDay },
    },
  });
  const key = (day: string, half: string) => `${day}${half}`;
  return rows.some(
    (row) =>
      key(row.fromDay, row.fromHalf) <= key(span.throughDay, span.throughHalf) &&
      key(span.fromDay, span.fromHalf) <= key(row.throughDay, row.throughHalf),
  );
}

/** What the county sees as unfinished: leaves that wait for an approval. */
export async function findOpenWork(tx: Tx, townshipId: string): Promise<OpenWork[]> {
  const leaves = await tx.leaveRequest.findMany({
    where: { townshipId, state: { in: ['REQUESTED', 'REVIEWED'] } },
    orderBy: { requestedAt: 'asc' },
  });
  return leaves.map((row) => ({ kind: 'LEAVE_REQUEST', id: row.id, label: `请假，${row.fromDay}` }));
}

/** Recounts marks that stand, by kind. */
export async function countMarks(tx: Tx, townshipId: string): Promise<{ key: string; value: number }[]> {
  const rows = await tx.attendanceMark.groupBy({
    by: ['kind'],
    where: { townshipId, state: 'STANDING' },
    _count: true,
  });
  return rows.map((row) => ({ key: row.kind, value: row._count }));
}

/** Recounts half-days of approved leave. */
export async function countLeaves(tx: Tx, townshipId: string): Promise<{ key: string; value: number }[]> {
  const { _sum } = await tx.leaveRequest.aggregate({
    where: { townshipId, state: 'APPROVED' },
    _sum: { halfDays: true },
  });
  return _sum.halfDays ? [{ key: 'approved', value: _sum.halfDays }] : [];
}
