import { randomUUID } from 'node:crypto';
import type { Act } from '../acts/act.ts';
import type { EndedClock } from '../events/event.ts';
import { readClock, type CivilDate, type ClockReading, type ExplainedDelay } from '../time/index.ts';
import { factsOf, type ClockRow, type ClockStart, type ClockSubject, type StopCause } from './clock-row.ts';
import { findClocks, findOpenClocks } from './store.ts';

/** How a clock stands on the day of the act. */
export function readingOf(act: Act, row: ClockRow): ClockReading {
  return readClock(factsOf(row), act.platform.directory.calendar, act.today);
}

/** Starts a clock on its subject and returns it with its due date. */
export async function startClock(act: Act, start: ClockStart): Promise<ClockRow> {
  const draft: ClockRow = {
    ...start,
    townshipId: act.townshipId,
    id: randomUUID(),
    extensionDays: 0,
    endedOn: null,
    delayExplainedOn: null,
    delayHoldsDays: null,
    dueOn: start.startedOn,
    provisional: false,
    suspensions: [],
  };
  const { dueOn, provisional } = readingOf(act, draft);
  const { suspensions: _none, ...columns } = { ...draft, dueOn, provisional };
  act.insert('Clock', { ...columns, stopsFor: [...start.stopsFor], endsIn: [...start.endsIn] });
  return { ...draft, dueOn, provisional };
}

/** Stops the clocks of a subject that the cause stops, from today on. */
export async function stopClocks(
  act: Act,
  subject: ClockSubject,
  cause: StopCause,
  reason: string,
): Promise<void> {
  const rows = (await findClocks(act.tx, act.townshipId, subject)).filter((row) => row.endedOn === null);
  await stop(act, rows, cause, reason);
}

/** Lets the clocks of a subject run again; today counts again. The due date moves by the working days lost. */
export async function resumeClocks(
  act: Act,
  subject: ClockSubject,
  causes: readonly StopCause[],
  reason: string,
): Promise<void> {
  await resume(act, await findClocks(act.tx, act.townshipId, subject), causes, reason);
}

/** Stops all promise-like clocks of a module that goes off; those that the law sets run on. */
export async function freezeModule(act: Act, module: string, reason: string): Promise<void> {
  await stop(act, await findOpenClocks(act.tx, act.townshipId, module), 'MODULE_OFF', reason);
}

/** Lets a module's clocks run again when it is on, and recomputes those that ran on meanwhile. */
export async function thawModule(act: Act, module: string, reason: string): Promise<void> {
  const rows = await findOpenClocks(act.tx, act.townshipId, module);
  await resume(act, rows, ['MODULE_OFF'], reason);
  for (const row of await findOpenClocks(act.tx, act.townshipId, module)) await moveDueDate(act, row, reason);
}

/**
 * Ends the clocks that the new state of their subject ends, and tells how each stood.
 * The kernel calls it for each step of a case; a module calls it where its own object comes to such a state.
 */
export async function endClocks(act: Act, subject: ClockSubject, state: string): Promise<EndedClock[]> {
  const rows = (await findClocks(act.tx, act.townshipId, subject)).filter(
    (row) => row.endedOn === null && row.endsIn.includes(state),
  );
  const ended: EndedClock[] = [];
  for (const row of rows) {
    await closeLedger(act, row, () => true);
    const closed: ClockRow = {
      ...row,
      endedOn: act.today,
      suspensions: row.suspensions.map((s) => (s.toDay === null ? { ...s, toDay: act.today } : s)),
    };
    const { dueOn, provisional, overdueDays } = readingOf(act, closed);
    // A module that is off is silent: its clock ends, but nobody is told how it stood.
    const speaks = act.platform.switches.isEnabled(act.townshipId, row.module);
    await act.tx.clock.update({
      where: { townshipId_id: { townshipId: row.townshipId, id: row.id } },
      data: { endedOn: act.today, dueOn, provisional, overdueDays: speaks ? overdueDays : null },
    });
    if (speaks) ended.push({ kind: row.kind, dueOn, endedOn: act.today, overdueDays });
  }
  return ended;
}

/** Adds working days to a clock and records why its date moved. */
export async function extendClock(act: Act, row: ClockRow, days: number, reason: string): Promise<ClockRow> {
  await act.tx.clock.update({
    where: { townshipId_id: { townshipId: row.townshipId, id: row.id } },
    data: { extensionDays: { increment: days } },
  });
  return moveDueDate(act, { ...row, extensionDays: row.extensionDays + days }, reason);
}

/** Records that a delay was explained: the due date stays, and the clock is not overdue while the explanation holds. */
export async function holdClock(act: Act, row: ClockRow, delay: ExplainedDelay): Promise<void> {
  await act.tx.clock.update({
    where: { townshipId_id: { townshipId: row.townshipId, id: row.id } },
    data: { delayExplainedOn: delay.explainedOn, delayHoldsDays: delay.holdsDays },
  });
}

/** Sets another budget in place of the old one and its extension, and records why the date moved. */
export async function rebudgetClock(
  act: Act,
  row: ClockRow,
  budget: { startedOn: CivilDate; budgetDays: number },
  reason: string,
): Promise<ClockRow> {
  await act.tx.clock.update({
    where: { townshipId_id: { townshipId: row.townshipId, id: row.id } },
    data: { ...budget, extensionDays: 0 },
  });
  return moveDueDate(act, { ...row, ...budget, extensionDays: 0 }, reason);
}

/** Recomputes every open clock of a township against the present calendar; returns how many dates moved. */
export async function recomputeClocks(act: Act, reason: string): Promise<number> {
  let moved = 0;
  for (const row of await findOpenClocks(act.tx, act.townshipId)) {
    const after = await moveDueDate(act, row, reason);
    if (after.dueOn !== row.dueOn || after.provisional !== row.provisional) moved += 1;
  }
  return moved;
}

async function stop(act: Act, rows: readonly ClockRow[], cause: StopCause, reason: string): Promise<void> {
  const stopped = rows.filter(
    (row) =>
      row.stopsFor.includes(cause) && !row.suspensions.some((s) => s.toDay === null && s.cause === cause),
  );
  if (stopped.length === 0) return;
  await act.tx.clockSuspension.createMany({
    data: stopped.map((row) => ({
      townshipId: row.townshipId,
      id: randomUUID(),
      clockId: row.id,
      fromDay: act.today,
      toDay: null,
      cause,
      reason,
    })),
  });
  await act.tx.clock.updateMany({
    where: { townshipId: act.townshipId, id: { in: stopped.map((row) => row.id) }, wasStopped: false },
    data: { wasStopped: true },
  });
}

async function resume(
  act: Act,
  rows: readonly ClockRow[],
  causes: readonly StopCause[],
  reason: string,
): Promise<void> {
  const stops = (cause: string) => causes.includes(cause as StopCause);
  for (const row of rows) {
    if (!row.suspensions.some((s) => s.toDay === null && stops(s.cause))) continue;
    await closeLedger(act, row, stops);
    const suspensions = row.suspensions.map((s) =>
      s.toDay === null && stops(s.cause) ? { ...s, toDay: act.today } : s,
    );
    await moveDueDate(act, { ...row, suspensions }, reason);
  }
}

async function closeLedger(act: Act, row: ClockRow, which: (cause: string) => boolean): Promise<void> {
  const causes = row.suspensions.filter((s) => s.toDay === null && which(s.cause)).map((s) => s.cause);
  if (causes.length === 0) return;
  await act.tx.clockSuspension.updateMany({
    where: { townshipId: row.townshipId, clockId: row.id, toDay: null, cause: { in: causes } },
    data: { toDay: act.today },
  });
}

/**
 * Derives the due date anew; when it moved, keeps old date, new date and reason.
 * A clock that stands still has no date to move: it gets one when it runs again.
 */
async function moveDueDate(act: Act, row: ClockRow, reason: string): Promise<ClockRow> {
  if (row.suspensions.some((s) => s.toDay === null)) return row;
  const { dueOn, provisional } = readingOf(act, row);
  if (dueOn === row.dueOn && provisional === row.provisional) return row;
  await act.tx.clock.update({
    where: { townshipId_id: { townshipId: row.townshipId, id: row.id } },
    data: { dueOn, provisional },
  });
  await act.tx.clockChange.create({
    data: {
      townshipId: row.townshipId,
      id: randomUUID(),
      clockId: row.id,
      at: act.now,
      oldDueOn: row.dueOn,
      newDueOn: dueOn,
      provisional,
      reason,
    },
  });
  act.emit({
    type: 'deadline.changed',
    caseId: row.caseId,
    factId: `deadline.changed/${row.id}/${row.dueOn}/${dueOn}/${act.now.toISOString()}`,
    payload: {
      clockId: row.id,
      subjectType: row.subjectType,
      subjectId: row.subjectId,
      caseId: row.caseId,
      oldDueOn: row.dueOn,
      newDueOn: dueOn,
      reason,
    },
  });
  return { ...row, dueOn, provisional };
}
