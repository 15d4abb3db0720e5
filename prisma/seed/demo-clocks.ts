import { factsOf, type ClockRow, type ClockStart, type StopCause } from '../../core/clocks/clock-row.ts';
import { addDays, readClock, workingDaysIn, type CivilDate } from '../../core/time/index.ts';
import { sweepOf, todayOf, type DemoAct, type Ledger } from './demo-ledger.ts';
import type { CaseRow } from './demo-rows.ts';

/** The clocks of one demo case, kept as the kernel's clock service keeps them in the database. */
export class DemoClocks {
  readonly #ledger: Ledger;
  #rows: ClockRow[] = [];

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
  }

  /** The clock of a kind, or null. */
  find(kind: string): ClockRow | null {
    return this.#rows.find((row) => row.kind === kind) ?? null;
  }

  /** Starts a clock with so many working days; none when there is no such limit. */
  start(
    day: CivilDate,
    days: number | null,
    start: Omit<ClockStart, 'budgetDays' | 'startedOn'>,
  ): ClockRow | null {
    if (days === null) return null;
    const draft: ClockRow = {
      ...start,
      townshipId: this.#ledger.scene.township.id,
      id: this.#ledger.id(),
      startedOn: day,
      budgetDays: days,
      extensionDays: 0,
      endedOn: null,
      delayExplainedOn: null,
      delayHoldsDays: null,
      dueOn: day,
      provisional: false,
      suspensions: [],
    };
    const row = this.#dated(draft, day);
    this.#rows.push(row);
    return row;
  }

  /** Stops the running clocks that the cause stops, from this day on. */
  stop(day: CivilDate, cause: StopCause, reason: string): void {
    this.#change(
      (row) => row.endedOn === null && row.stopsFor.includes(cause),
      (row) => ({ ...row, suspensions: [...row.suspensions, { fromDay: day, toDay: null, cause, reason }] }),
    );
  }

  /** Lets stopped clocks run again, this day included. */
  resume(act: DemoAct, reason: string): void {
    this.#change(
      (row) => row.suspensions.some((s) => s.toDay === null),
      (row) => this.#moved(act, closed(row, act.day), reason),
    );
  }

  /** Adds working days to a clock. */
  extend(act: DemoAct, kind: string, days: number, reason: string): void {
    this.#change(
      (row) => row.kind === kind,
      (row) => this.#moved(act, { ...row, extensionDays: row.extensionDays + days }, reason),
    );
  }

  /** Ends the clocks that the new state ends. */
  end(day: CivilDate, state: string): void {
    this.#change(
      (row) => row.endedOn === null && row.endsIn.includes(state),
      (row) => this.#dated({ ...closed(row, day), endedOn: day }, day),
    );
  }

  /** Writes the clocks with their suspensions and what the sweep found of them up to the demo's present. */
  write(facts: CaseRow, itemName: string): void {
    const { rows, id, scene } = this.#ledger;
    for (const row of this.#rows) {
      const { suspensions, ...columns } = row;
      const { townshipId, id: clockId } = row;
      const overdueDays = row.endedOn === null ? null : this.#reading(row, todayOf(scene)).overdueDays;
      rows.clocks.push({ ...columns, overdueDays, wasStopped: suspensions.length > 0, stopsFor: [...row.stopsFor], endsIn: [...row.endsIn] });
      for (const stop of suspensions) rows.suspensions.push({ ...stop, townshipId, id: id(), clockId });
      const days = this.#breachDays(row);
      for (const day of days) {
        rows.breaches.push({ townshipId, clockId, day });
        this.#ledger.audit(sweepOf(day), {
          verb: 'reportOverdue',
          subjectType: 'Clock',
          subjectId: clockId,
          content: [day],
        });
      }
      const last = days.at(-1);
      if (last === undefined || row.endedOn !== null) continue;
      const { dueOn } = this.#reading(row, todayOf(scene));
      rows.overdue.push({
        townshipId,
        caseId: facts.id,
        kind: row.kind,
        number: facts.number,
        itemName,
        dueOn,
        overdueDays: workingDaysIn(dueOn, last, scene.calendar, factsOf(row).suspensions),
      });
    }
  }

  /** Working days on which the sweep found the clock overdue: after the due day, up to its end, never while stopped. */
  #breachDays(row: ClockRow): CivilDate[] {
    const { calendar } = this.#ledger.scene;
    const today = todayOf(this.#ledger.scene);
    const { dueOn, phase } = this.#reading(row, today);
    if (row.endedOn === null && phase !== 'OVERDUE') return [];
    const { suspensions, endedOn } = factsOf(row);
    const days: CivilDate[] = [];
    for (let day = addDays(dueOn, 1); day <= (endedOn ?? today); day = addDays(day, 1)) {
      const stopped = suspensions.some((s) => s.from <= day && (s.to === null || day < s.to));
      if (!stopped && calendar.isWorkingDay(day)) days.push(day);
    }
    return days;
  }

  #change(which: (row: ClockRow) => boolean, change: (row: ClockRow) => ClockRow): void {
    this.#rows = this.#rows.map((row) => (which(row) ? change(row) : row));
  }

  #reading(row: ClockRow, day: CivilDate) {
    return readClock(factsOf(row), this.#ledger.scene.calendar, day);
  }

  #dated(row: ClockRow, day: CivilDate): ClockRow {
    const { dueOn, provisional } = this.#reading(row, day);
    return { ...row, dueOn, provisional };
  }

  #moved(act: DemoAct, row: ClockRow, reason: string): ClockRow {
    const { dueOn, provisional } = this.#dated(row, act.day);
    if (dueOn === row.dueOn && provisional === row.provisional) return row;
    this.#ledger.rows.changes.push({
      townshipId: row.townshipId,
      id: this.#ledger.id(),
      clockId: row.id,
      at: act.at,
      oldDueOn: row.dueOn,
      newDueOn: dueOn,
      provisional,
      reason,
    });
    return { ...row, dueOn, provisional };
  }
}

function closed(row: ClockRow, day: CivilDate): ClockRow {
  return { ...row, suspensions: row.suspensions.map((s) => (s.toDay === null ? { ...s, toDay: day } : s)) };
}
