import type { Act } from '../acts/act.ts';
import { countInEachTownship } from '../acts/each-township.ts';
import type { Platform } from '../platform.ts';
import { addDays, civilDate, workingDaysIn, type CivilDate } from '../time/index.ts';
import { factsOf, overdueFact } from './clock-row.ts';
import { readingOf } from './service.ts';
import { findClocksDueBefore } from './store.ts';

/**
 * Reports every working day on which an open clock is overdue, once per clock and day, up to today.
 * Clocks of a module that is off are silent. Neither stopped clocks nor those of an explained delay are overdue.
 */
export function sweepOverdue(platform: Platform): Promise<number> {
  return countInEachTownship(platform, sweepTownship);
}

async function sweepTownship(act: Act): Promise<number> {
  const { calendar } = act.platform.directory;
  let reported = 0;
  for (const clock of await findClocksDueBefore(act.tx, act.townshipId, act.today)) {
    if (!act.platform.switches.isEnabled(act.townshipId, clock.module)) continue;
    const reading = readingOf(act, clock);
    if (reading.phase !== 'OVERDUE') continue;
    const last = clock.breaches[0]?.day;
    const from = last && last > reading.heldThrough ? civilDate(last) : reading.heldThrough;
    const days = overdueDaysBetween(from, act.today, clock).filter((day) => calendar.isWorkingDay(day));
    if (days.length === 0) continue;
    const { suspensions } = factsOf(clock);
    // Only what this sweep wrote: another one may be at work.
    const written = await act.tx.clockBreach.createManyAndReturn({
      data: days.map((day) => ({ townshipId: act.townshipId, clockId: clock.id, day })),
      skipDuplicates: true,
      select: { day: true },
    });
    if (written.length === 0) continue;
    reported += written.length;
    const isNew = new Set(written.map((breach) => breach.day));
    for (const day of days.filter((each) => isNew.has(each))) {
      act.emit({
        type: 'deadline.breached',
        caseId: clock.caseId,
        factId: overdueFact(clock, clock.kind, day),
        payload: {
          clockId: clock.id,
          subjectType: clock.subjectType,
          subjectId: clock.subjectId,
          caseId: clock.caseId,
          number: clock.case?.number ?? null,
          itemName: clock.case?.itemVersionRow.name ?? null,
          windowId: clock.case?.windowId ?? null,
          handlerId: clock.case?.handlerId ?? null,
          module: clock.module,
          clause: clock.clause,
          kind: clock.kind,
          day,
          dueOn: reading.dueOn,
          overdueDays: workingDaysIn(reading.dueOn, day, calendar, suspensions),
        },
      });
    }
    act.audit({ verb: 'reportOverdue', subjectType: 'Clock', subjectId: clock.id, content: days });
  }
  return reported;
}

/** Days in (from, through] on which the clock was not stopped. */
function overdueDaysBetween(
  from: CivilDate,
  through: CivilDate,
  clock: Parameters<typeof factsOf>[0],
): CivilDate[] {
  const { suspensions } = factsOf(clock);
  const days: CivilDate[] = [];
  for (let day = addDays(from, 1); day <= through; day = addDays(day, 1))
    if (!suspensions.some((s) => s.from <= day && (s.to === null || day < s.to))) days.push(day);
  return days;
}
