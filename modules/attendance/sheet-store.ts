import type { Tx } from '../../core/db/client.ts';
import { lastDayOfMonth, workingDaysOfMonth, type Calendar, type CivilDate } from '../../core/time/index.ts';
import type { Half } from './day-rules.ts';
import { halfDaysOf, type HalfDay } from './rules.ts';

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
  const [first, through] = [`${month}-01`, lastDayOfMonth(month)];
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
