import type { Act } from '../acts/act.ts';
import { caseSubject, isOfCase, type ClockRow } from '../clocks/clock-row.ts';
import { readingOf } from '../clocks/service.ts';
import { findClocks, findClocksDueBefore } from '../clocks/store.ts';
import type { Tx } from '../db/client.ts';
import type { CaseEventPayload, DeliveredEvent, EventPayloads, EventType } from '../events/event.ts';
import type { Platform } from '../platform.ts';
import { addTally, type Delta, type Measure } from './tally.ts';

/** Number of cases in each state. */
export const CASES_BY_STATE: Measure = {
  id: 'cases',
  title: { zh: '各状态办件数', en: 'Cases by state' },
  count: {
    'case.submitted': moved,
    'case.supplementRequested': moved,
    'case.supplemented': moved,
    'case.accepted': moved,
    'case.refused': moved,
    'case.suspended': moved,
    'case.resumed': moved,
    'case.completed': moved,
    'case.delivered': moved,
    'case.withdrawn': moved,
  },
  recount: async (tx, townshipId) => {
    const rows = await tx.case.groupBy({ by: ['state'], where: { townshipId }, _count: true });
    return rows.map((row) => ({ key: row.state, value: row._count }));
  },
};

function moved({ fromState, toState }: CaseEventPayload): Delta[] {
  const left = fromState === null ? [] : [{ key: fromState, delta: -1 }];
  return [...left, { key: toState, delta: 1 }];
}

/** The kernel's measures and those of all modules, on or off. */
export function measuresOf(platform: Platform): Measure[] {
  return [CASES_BY_STATE, ...platform.registry.modules.flatMap((m) => m.measures ?? [])];
}

/** Events after which the list of overdue cases may be another. */
const MOVES_CLOCKS: ReadonlySet<EventType> = new Set<EventType>([
  'deadline.breached',
  'deadline.changed',
  'case.supplementRequested',
  'case.supplemented',
  'case.accepted',
  'case.refused',
  'case.suspended',
  'case.resumed',
  'case.completed',
  'case.delivered',
  'case.withdrawn',
]);

/** Keeps the county's rows; called once per event, in the event's transaction. */
export async function rollUp(act: Act, event: DeliveredEvent): Promise<void> {
  for (const measure of measuresOf(act.platform)) {
    const count = measure.count[event.type] as
      ((payload: EventPayloads[EventType]) => readonly Delta[]) | undefined;
    for (const delta of count?.(event.payload) ?? []) await addTally(act, measure.id, delta);
  }
  if (MOVES_CLOCKS.has(event.type) && event.caseId) await refreshCase(act, event.caseId);
  if (event.type === 'module.enabled' || event.type === 'module.disabled') await refreshTownship(act);
}

/** Lists what is overdue of a case now, and nothing else; an event that comes late or twice does no harm. */
async function refreshCase(act: Act, caseId: string): Promise<void> {
  const clocks = await findClocks(act.tx, act.townshipId, caseSubject(caseId));
  await act.tx.overdueCase.deleteMany({ where: { townshipId: act.townshipId, caseId } });
  await listOverdue(act, clocks);
}

async function refreshTownship(act: Act): Promise<void> {
  await act.tx.overdueCase.deleteMany({ where: { townshipId: act.townshipId } });
  await listOverdue(act, await findClocksDueBefore(act.tx, act.townshipId, act.today));
}

async function listOverdue(act: Act, clocks: readonly ClockRow[]): Promise<void> {
  const overdue = overdueAmong(act, clocks);
  if (overdue.length === 0) return;
  const cases = await act.tx.case.findMany({
    where: { townshipId: act.townshipId, id: { in: overdue.map((o) => o.caseId) } },
    select: { id: true, number: true, itemVersionRow: { select: { name: true } } },
  });
  const byId = new Map(cases.map((c) => [c.id, c]));
  await act.tx.overdueCase.createMany({
    data: overdue.flatMap((row) => {
      const facts = byId.get(row.caseId);
      return facts ? [{ ...row, number: facts.number, itemName: facts.itemVersionRow.name }] : [];
    }),
  });
}

/** The clocks of cases that are overdue on the day of the act, of modules that are on. Days are working days. */
export function overdueAmong(act: Act, clocks: readonly ClockRow[]) {
  return clocks.flatMap((row) => {
    if (!isOfCase(row) || row.endedOn !== null) return [];
    if (!act.platform.switches.isEnabled(act.townshipId, row.module)) return [];
    const { phase, dueOn, overdueDays } = readingOf(act, row);
    return phase === 'OVERDUE'
      ? [{ townshipId: row.townshipId, caseId: row.subjectId, kind: row.kind, dueOn, overdueDays }]
      : [];
  });
}

/** One figure, counted from the facts. */
export interface CountedTally {
  readonly measure: string;
  readonly key: string;
  readonly value: number;
}

/** Counts all figures of a township anew from the facts; equal to the roll-up rows once the outbox is empty. */
export async function recount(platform: Platform, tx: Tx, townshipId: string): Promise<CountedTally[]> {
  const counted: CountedTally[] = [];
  for (const measure of measuresOf(platform))
    for (const { key, value } of await measure.recount(tx, townshipId))
      counted.push({ measure: measure.id, key, value });
  return counted;
}
