import { begin, SYSTEM, type Act } from '../acts/act.ts';
import { rollUp } from '../county/roll-up.ts';
import { inScope } from '../db/scope.ts';
import { isStepTold, tellStep } from '../notifications/case-steps.ts';
import type { ModuleManifest } from '../modules/manifest.ts';
import type { Platform } from '../platform.ts';
import { civilDateOf } from '../time/index.ts';
import { statementsOf, type ScoreStatement } from './criterion.ts';
import type { DeliveredEvent } from './event.ts';

/** Failed deliveries of an event before it is left for a person. */
const MAX_ATTEMPTS = 25;

/** An event that waits, and how often its delivery failed. */
interface WaitingEvent extends DeliveredEvent {
  readonly attempts: number;
}

type Handler = (act: Act, event: DeliveredEvent) => Promise<void>;

/** Who gets an event: the county's roll-up always, the kernel's messages where one is wanted, then every module that listens and is on. */
function subscribersOf(platform: Platform, event: DeliveredEvent): { name: string; handle: Handler }[] {
  const scored = scoresOf(platform, event);
  const listening = platform.registry.modules.flatMap((m) => {
    const handlers = handlersOf(m, event, scored);
    if (handlers.length === 0 || !platform.switches.isEnabled(event.townshipId, m.id)) return [];
    return [{ name: m.id, handle: inTurn(handlers) }];
  });
  const messages = isStepTold(platform, event) ? [{ name: 'messages', handle: tellStep }] : [];
  return [{ name: 'county', handle: rollUp }, ...messages, ...listening];
}

/** What the event says by the criteria of the modules that were on when it occurred. */
function scoresOf({ registry, switches }: Platform, event: DeliveredEvent): ScoreStatement[] {
  const day = civilDateOf(event.occurredAt);
  const wasOn = ({ id }: ModuleManifest) => switches.decisionOn(event.townshipId, id, day)?.enabled === true;
  return statementsOf(
    registry.modules.flatMap((m) => (m.criteria && wasOn(m) ? m.criteria : [])),
    event,
  );
}

/** What a module does with an event: its handler of the type, then its taking of points. */
function handlersOf(m: ModuleManifest, { type }: DeliveredEvent, scored: ScoreStatement[]): Handler[] {
  const { onScored } = m;
  const handle = m.on?.[type] as Handler | undefined;
  return [
    ...(handle ? [handle] : []),
    ...(onScored && scored.length > 0 ? [(act: Act, e: DeliveredEvent) => onScored(act, e, scored)] : []),
  ];
}

function inTurn(handlers: readonly Handler[]): Handler {
  return async (act, event) => {
    for (const handle of handlers) await handle(act, event);
  };
}

/**
 * Delivers what waits in a township's outbox in the order of writing, each event in a transaction of its own with all its
 * handlers. A handler that already had the event is passed over, so a killed worker loses and doubles nothing.
 * Returns how many events were delivered; throws when one failed, so that the job queue tries again later.
 */
export async function deliverEvents(platform: Platform, townshipId: string): Promise<number> {
  let delivered = 0;
  const failed = new Set<string>();
  /** Events that another worker holds; it will see them through. */
  const held = new Set<string>();
  for (;;) {
    const batch = await nextEvents(platform, townshipId, [...failed, ...held]);
    if (batch.length === 0) break;
    for (const event of batch) {
      try {
        if (await deliverOne(platform, event)) delivered += 1;
        else held.add(event.id);
      } catch (error) {
        failed.add(event.id);
        await noteFailure(platform, event, error);
      }
    }
  }
  if (failed.size > 0) throw new Error(`${failed.size} event(s) could not be delivered`);
  return delivered;
}

function nextEvents(platform: Platform, townshipId: string, except: string[]): Promise<WaitingEvent[]> {
  return inScope(platform.prisma, { kind: 'township', townshipId }, async (tx) => {
    const rows = await tx.outboxEvent.findMany({
      where: { townshipId, deliveredAt: null, attempts: { lt: MAX_ATTEMPTS }, id: { notIn: except } },
      orderBy: { seq: 'asc' },
      take: 200,
    });
    return rows as unknown as WaitingEvent[];
  });
}

async function deliverOne(platform: Platform, event: WaitingEvent): Promise<boolean> {
  const input = { townshipId: event.townshipId, actor: SYSTEM, mayBeSilent: true };
  return inScope(platform.prisma, { kind: 'township', townshipId: event.townshipId }, async (tx) => {
    const waiting = await tx.$queryRaw<unknown[]>`
      select 1 from "OutboxEvent" where "townshipId" = ${event.townshipId}::uuid and "id" = ${event.id}::uuid
        and "deliveredAt" is null for update skip locked`;
    if (waiting.length === 0) return false;
    const { act, flush } = begin(platform, input, tx);
    for (const subscriber of subscribersOf(platform, event))
      await handOver(act, subscriber.name, subscriber.handle, event);
    flush();
    await tx.outboxEvent.update({
      where: { townshipId_id: { townshipId: event.townshipId, id: event.id } },
      data: { deliveredAt: platform.now() },
    });
    return true;
  });
}

async function handOver(act: Act, handler: string, handle: Handler, event: DeliveredEvent): Promise<void> {
  const { count } = await act.tx.eventDelivery.createMany({
    data: [{ townshipId: event.townshipId, eventId: event.id, handler, deliveredAt: act.now }],
    skipDuplicates: true,
  });
  if (count === 1) await handle(act, event);
}

async function noteFailure(platform: Platform, event: WaitingEvent, error: unknown): Promise<void> {
  platform.log.error({ err: error, eventId: event.id, type: event.type }, 'event delivery failed');
  await inScope(platform.prisma, { kind: 'township', townshipId: event.townshipId }, (tx) =>
    tx.outboxEvent.update({
      where: { townshipId_id: { townshipId: event.townshipId, id: event.id } },
      data: { attempts: { increment: 1 }, lastError: error instanceof Error ? error.name : 'error' },
    }),
  );
}
