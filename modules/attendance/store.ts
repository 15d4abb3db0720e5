import type { Tx } from '../../core/db/client.ts';
import type { OpenWork } from '../../core/modules/manifest.ts';
import {
  addDays,
  civilDate,
  instantAt,
  workingDaysOfMonth,
  type Calendar,
  type CivilDate,
} from '../../core/time/index.ts';
import type { DayFacts, Half, OutingFacts, Schedule } from './day-rules.ts';
import { halfDaysOf, type HalfDay } from './rules.ts';

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

/** Lets acts on the records of a day wait for each other, so that the last one sees all of them. */
export async function lockDay(tx: Tx, townshipId: string, day: string): Promise<void> {
  await tx.$queryRaw`select pg_advisory_xact_lock(hashtext('attendance'), hashtext(${townshipId + day}))::text`;
}

/** What a closed day was closed with, or null. */
export async function findClosedDay(tx: Tx, townshipId: string, day: string): Promise<ClosedWith | null> {
  const row = await tx.attendanceDay.findUnique({ where: { townshipId_day: { townshipId, day } } });
  return row && (row.schedule as unknown as ClosedWith);
}

/** The first day that was closed, or null. */
export async function findFirstClosedDay(tx: Tx, townshipId: string): Promise<CivilDate | null> {
  const row = await tx.attendanceDay.findFirst({ where: { townshipId }, orderBy: { day: 'asc' } });
  return row && civilDate(row.day);
}

/** All records of a day, by member of staff. */
export async function readDay(tx: Tx, townshipId: string, day: CivilDate): Promise<Map<string, DayFacts>> {
  const [from, to] = [instantAt(day, '00:00'), instantAt(addDays(day, 1), '00:00')];
  const of = { townshipId, day };
  const punches = await tx.punch.findMany({ where: of, select: { staffId: true, at: true } });
  const corrections = await tx.punchCorrection.findMany({
    where: of,
    orderBy: [{ madeAt: 'asc' }, { id: 'asc' }],
  });
  const leaves = await tx.leaveRequest.findMany({
    where: { townshipId, state: 'APPROVED', fromDay: { lte: day }, throughDay: { gte: day } },
  });
  const outings = await tx.outing.findMany({
    where: {
      townshipId,
      leftAt: { lt: to },
      OR: [{ expectedReturn: { gt: from } }, { returnedAt: { gt: from } }],
    },
  });
  const duties = await tx.dutyRoster.findMany({ where: { ...of, onDuty: true } });

  const instants = new Map<string, Set<number>>();
  const at = (staffId: string) => {
    const found = instants.get(staffId) ?? new Set<number>();
    instants.set(staffId, found);
    return found;
  };
  for (const punch of punches) at(punch.staffId).add(punch.at.getTime());
  for (const { staffId, kind, at: instant } of corrections)
    if (kind === 'ADD') at(staffId).add(instant.getTime());
    else at(staffId).delete(instant.getTime());
  const minute = (instant: Date | number) => Math.floor((Number(instant) - from.getTime()) / MINUTE_MS);

  const leavesOf = Map.groupBy(leaves, (leave) => leave.staffId);
  const outingsOf = Map.groupBy(outings, (outing) => outing.staffId);
  const onDuty = new Set(duties.map((duty) => duty.staffId));
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

/** The half-days of a leave on one of its days. */
function halvesOn(
  leave: {
    fromDay: string;
    fromHalf: string;
    throughDay: string;
    throughHalf: string;
    coverId: string | null;
  },
  day: string,
) {
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
  span: { fromDay: string; fromHalf: string; throughDay: string; throughHalf: string },
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

/** A person's month, counted. */
export interface SheetRow {
  readonly staffId: string;
  readonly workingDays: number;
  readonly late: number;
  readonly early: number;
  readonly absentHalfDays: number;
  readonly offPost: number;
  readonly uncoveredHalfDays: number;
  /** minutes */
  readonly dutyShortMinutes: number;
  readonly pending: number;
  readonly leaveHalfDays: number;
  readonly outings: number;
}

interface CountedRow extends Omit<SheetRow, 'workingDays' | 'leaveHalfDays' | 'outings'> {
  readonly staffNo: string;
}

/** The sheets of a month: of a window, of one person, or of all who work at a window; two statements, however many. */
export async function readSheet(
  tx: Pick<Tx, '$queryRaw'>,
  townshipId: string,
  month: string,
  calendar: Calendar,
  only: { windowId: string | null; staffId: string | null },
): Promise<SheetRow[]> {
  const [year = 0, number = 0] = month.split('-').map(Number);
  const [first, through] = [`${month}-01`, lastDayOf(month)];
  const counted = await tx.$queryRaw<CountedRow[]>`
    select s."id" as "staffId", s."staffNo",
      count(*) filter (where m."kind" = 'LATE')::int as "late",
      count(*) filter (where m."kind" = 'EARLY')::int as "early",
      count(*) filter (where m."kind" = 'ABSENT')::int as "absentHalfDays",
      count(*) filter (where m."kind" = 'OFF_POST')::int as "offPost",
      coalesce(sum(m."halfDays") filter (where m."kind" = 'UNCOVERED'), 0)::int as "uncoveredHalfDays",
      coalesce(sum(m."minutes") filter (where m."kind" = 'DUTY_SHORTFALL'), 0)::int as "dutyShortMinutes",
      count(*) filter (where m."state" = 'PENDING')::int as "pending"
    from "Staff" s
    left join "AttendanceMark" m on m."townshipId" = s."townshipId" and m."staffId" = s."id"
      and m."day" between ${first} and ${through} and m."state" <> 'WITHDRAWN'
      and (${only.windowId}::uuid is null or m."windowId" = ${only.windowId}::uuid)
    where s."townshipId" = ${townshipId}::uuid
      and (${only.staffId}::uuid is null or s."id" = ${only.staffId}::uuid)
      and (m."id" is not null or (s."active" and s."windowId" is not null
        and (${only.windowId}::uuid is null or s."windowId" = ${only.windowId}::uuid)))
    group by s."id", s."staffNo" order by s."staffNo"`;
  const ids = counted.map((row) => row.staffId);
  const away = await tx.$queryRaw<AwayRow[]>`
    select "staffId", 'LEAVE' as "what", "fromDay", "fromHalf", "throughDay", "throughHalf" from "LeaveRequest"
    where "townshipId" = ${townshipId}::uuid and "staffId" = any(${ids}::uuid[]) and "state" = 'APPROVED'
      and "fromDay" <= ${through} and "throughDay" >= ${first}
    union all
    select "staffId", 'OUTING', "day", 'AM', "day", 'PM' from "Outing"
    where "townshipId" = ${townshipId}::uuid and "staffId" = any(${ids}::uuid[]) and "day" between ${first} and ${through}`;
  const awayOf = Map.groupBy(away, (row) => row.staffId);
  const workingDays = workingDaysOfMonth(year, number, calendar);
  const inMonth = ({ day }: HalfDay) => first <= day && day <= through;
  return counted.map(({ staffNo: _staffNo, ...row }) => {
    const own = awayOf.get(row.staffId) ?? [];
    const leaves = own.filter(({ what }) => what === 'LEAVE');
    return {
      ...row,
      workingDays,
      leaveHalfDays: leaves
        .flatMap((l) =>
          halfDaysOf(
            { day: l.fromDay, half: l.fromHalf },
            { day: l.throughDay, half: l.throughHalf },
            calendar,
          ),
        )
        .filter(inMonth).length,
      outings: own.length - leaves.length,
    };
  });
}

interface AwayRow {
  readonly staffId: string;
  readonly what: 'LEAVE' | 'OUTING';
  readonly fromDay: CivilDate;
  readonly fromHalf: Half;
  readonly throughDay: CivilDate;
  readonly throughHalf: Half;
}

function lastDayOf(month: string): string {
  const next = addDays(civilDate(`${month}-01`), 31);
  return addDays(civilDate(`${next.slice(0, 7)}-01`), -1);
}
