import type { Act } from '../acts/act.ts';
import type { Tx } from '../db/client.ts';
import type { CaseEventPayload, DeliveredEvent, EventHandlers } from '../events/event.ts';
import type { Platform } from '../platform.ts';
import { addTally } from './tally.ts';

/** Measure under which the number of cases in each state is kept. */
export const CASES_BY_STATE = 'cases';

async function countState(act: Act, { payload }: { payload: CaseEventPayload }): Promise<void> {
  if (payload.fromState === payload.toState) return;
  if (payload.fromState !== null) await addTally(act, CASES_BY_STATE, payload.fromState, -1);
  await addTally(act, CASES_BY_STATE, payload.toState, 1);
}

async function countAndClear(
  act: Act,
  event: DeliveredEvent<'case.completed' | 'case.delivered' | 'case.withdrawn'>,
) {
  await countState(act, event);
  await act.tx.overdueCase.deleteMany({
    where: {
      townshipId: act.townshipId,
      caseId: event.payload.caseId,
      ...(event.type === 'case.completed' ? { kind: { not: 'DELIVERY' } } : {}),
    },
  });
}

/** Keeps the county's figures: a handler of the kernel, called once per event. */
export const countyHandlers: EventHandlers = {
  'case.submitted': countState,
  'case.supplementRequested': countState,
  'case.supplemented': countState,
  'case.accepted': countState,
  'case.refused': countState,
  'case.suspended': countState,
  'case.resumed': countState,
  'case.completed': countAndClear,
  'case.delivered': countAndClear,
  'case.withdrawn': countAndClear,
  'deadline.breached': keepOverdue,
  'deadline.changed': dropIfInTime,
};

/** Lists a breached clock, unless it ended while the event waited. */
async function keepOverdue(act: Act, { payload }: DeliveredEvent<'deadline.breached'>): Promise<void> {
  const clock = await act.tx.clock.findUnique({
    where: { townshipId_id: { townshipId: act.townshipId, id: payload.clockId } },
  });
  if (!clock || clock.endedOn !== null) return;
  const row = {
    number: payload.number,
    itemName: payload.itemName,
    dueOn: payload.dueOn,
    overdueDays: payload.overdueDays,
  };
  const { caseId, kind } = payload;
  await act.tx.overdueCase.upsert({
    where: { townshipId_caseId_kind: { townshipId: act.townshipId, caseId, kind } },
    create: { townshipId: act.townshipId, caseId, kind, ...row },
    update: row,
  });
}

async function dropIfInTime(
  act: Act,
  { payload, occurredAt }: DeliveredEvent<'deadline.changed'>,
): Promise<void> {
  if (payload.newDueOn < occurredAt.toISOString().slice(0, 10)) return;
  const clock = await act.tx.clock.findUnique({
    where: { townshipId_id: { townshipId: act.townshipId, id: payload.clockId } },
  });
  if (!clock) return;
  await act.tx.overdueCase.deleteMany({
    where: { townshipId: act.townshipId, caseId: payload.caseId, kind: clock.kind },
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
  const states = await tx.case.groupBy({ by: ['state'], where: { townshipId }, _count: true });
  const counted: CountedTally[] = states.map((s) => ({
    measure: CASES_BY_STATE,
    key: s.state,
    value: s._count,
  }));
  for (const module of platform.registry.modules)
    for (const measure of module.measures ?? [])
      for (const { key, value } of await measure.recount(tx, townshipId))
        counted.push({ measure: measure.id, key, value });
  return counted;
}
