import type { Act } from '../../../core/acts/act.ts';
import { onSince } from '../../../core/modules/on-since.ts';
import { addDays, civilDate, civilDateOf, type CivilDate } from '../../../core/time/index.ts';
import { standsSince } from '../rules.ts';
import { atMinute, deriveClosed, filedBy, scheduleFor, settingsOf, tellMark } from '../service.ts';
import { lockDays, MODULE_ID, type ClosedWith } from '../store.ts';

/** As many days as one run closes at most, after a long standstill. */
const MOST_DAYS = 31;

/** 四(一)2: closes every working day that is over; attendance begins on the day of the first device. */
export async function closeDays(act: Act): Promise<void> {
  const { townshipId, tx } = act;
  const first = await tx.attendanceDevice.findFirst({
    where: { townshipId },
    orderBy: { registeredOn: 'asc' },
    select: { registeredOn: true },
  });
  if (!first) return;
  const last = await tx.attendanceDay.findFirst({ where: { townshipId }, orderBy: { day: 'desc' } });
  const begun = [first.registeredOn, civilDateOf(onSince(act, MODULE_ID))].toSorted().at(-1) ?? act.today;
  const next = last ? addDays(civilDate(last.day), 1) : null;
  let day = next !== null && next > begun ? next : civilDate(begun);
  for (let closed = 0; day <= act.today && closed < MOST_DAYS; day = addDays(day, 1))
    if (isOver(act, day)) {
      await closeDay(act, day);
      closed += 1;
    }
}

function isOver(act: Act, day: CivilDate): boolean {
  if (!act.platform.directory.calendar.isWorkingDay(day)) return false;
  const minutes = scheduleFor(act, day).PM.to + settingsOf(act).closeAfterMinutes;
  return act.now >= atMinute(day, minutes);
}

async function closeDay(act: Act, day: CivilDate): Promise<void> {
  const { townshipId, tx } = act;
  await lockDays(tx, townshipId, [day]);
  const staff = await tx.staff.findMany({
    where: { townshipId, active: true, windowId: { not: null } },
    select: { id: true, windowId: true },
    orderBy: { staffNo: 'asc' },
  });
  const closed: ClosedWith = {
    schedule: scheduleFor(act, day),
    windows: Object.fromEntries(staff.map((member) => [member.id, member.windowId ?? ''])),
  };
  const { count } = await tx.attendanceDay.createMany({
    data: [{ townshipId, day, schedule: closed as object, closedAt: act.now }],
    skipDuplicates: true,
  });
  if (count === 1) await deriveClosed(act, [day], null);
}

/** 四(一)4: absences and off-post marks whose limit for filing afterwards has passed stand from now on. */
export async function settlePending(act: Act): Promise<void> {
  const { townshipId, tx } = act;
  const rows = await tx.attendanceMark.findMany({
    where: { townshipId, state: 'PENDING', pendingUntil: { lt: act.today } },
    orderBy: [{ day: 'asc' }, { id: 'asc' }],
  });
  const due = rows.filter((row) => standsSince.decide(filedBy(act, civilDate(row.day)), act.today));
  if (due.length === 0) return;
  const settled = await tx.attendanceMark.updateManyAndReturn({
    where: { townshipId, id: { in: due.map((row) => row.id) }, state: 'PENDING' },
    data: { state: 'STANDING', derivedAt: act.now },
    select: { id: true },
  });
  const ids = new Set(settled.map((row) => row.id));
  for (const row of due) if (ids.has(row.id)) tellMark(act, { ...row, state: 'STANDING' });
}
