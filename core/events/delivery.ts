import { begin, SYSTEM, type Act } from '../acts/act.ts';
import { inScope } from '../db/scope.ts';
import type { Platform } from '../platform.ts';
import type { DeliveredEvent } from './event.ts';
import { catchUp, subscribersOf } from './reactions.ts';

/** Failed deliveries of an event before it is left for a person. */
const MAX_ATTEMPTS = 25;

/** Events that are read at once. */
const BATCH = 200;

/** An event that waits, and how often its delivery failed. */
interface WaitingEvent extends DeliveredEvent {
  readonly attempts: number;
}

/**
 * Delivers what waits in a township's outbox in the order of writing, each event in a transaction of its own with all its
 * handlers, and in the same order what was kept for modules that are on again. A handler that already had the event is
 * passed over, so a killed worker loses and doubles nothing. Where another worker delivers, the rest is left to it, so that
 * no event overtakes another. Returns how many events were delivered; throws when one failed, so that the job queue tries
 * again later.
 */
export async function deliverEvents(platform: Platform, townshipId: string): Promise<number> {
  let delivered = 0;
  const failed = new Set<string>();
  let held = false;
  while (!held) {
    const batch = await nextEvents(platform, townshipId, [...failed]);
    if (batch.length === 0) break;
    for (const event of batch) {
      try {
        held = (await deliverOne(platform, event)) === 'HELD';
        if (held) break;
        delivered += 1;
      } catch (error) {
        failed.add(event.id);
        await noteFailure(platform, event, error);
      }
    }
  }
  if (failed.size > 0) throw new Error(`${failed.size} event(s) could not be delivered`);
  return delivered;
}

/** What waits, and what was kept for a module that is on. */
function nextEvents(platform: Platform, townshipId: string, except: string[]): Promise<WaitingEvent[]> {
  const on = platform.switches.enabledIn(townshipId);
  return inScope(
    platform.prisma,
    { kind: 'township', townshipId },
    (tx) => tx.$queryRaw<WaitingEvent[]>`
      with "due" as (
        (select "id", "seq" from "OutboxEvent"
          where "townshipId" = ${townshipId}::uuid and "deliveredAt" is null
            and "attempts" < ${MAX_ATTEMPTS} and not "id" = any(${except}::uuid[])
          order by "seq" limit ${BATCH})
        union
        (select o."id", o."seq" from "EventDelivery" d
          join "OutboxEvent" o on o."townshipId" = d."townshipId" and o."id" = d."eventId"
          where d."townshipId" = ${townshipId}::uuid and d."deliveredAt" is null and d."handler" = any(${on})
            and o."attempts" < ${MAX_ATTEMPTS} and not o."id" = any(${except}::uuid[])
          order by o."seq" limit ${BATCH})
      )
      select o."townshipId", o."id", o."type", o."caseId", o."factId", o."payload", o."occurredAt", o."attempts"
      from "due" join "OutboxEvent" o on o."townshipId" = ${townshipId}::uuid and o."id" = "due"."id"
      order by o."seq" limit ${BATCH}`,
  );
}

/** HELD: another worker has it in hand. */
async function deliverOne(platform: Platform, event: WaitingEvent): Promise<'DONE' | 'HELD'> {
  const { townshipId, id } = event;
  const input = { townshipId, actor: SYSTEM, mayBeSilent: true };
  return inScope(platform.prisma, { kind: 'township', townshipId }, async (tx) => {
    const [row] = await tx.$queryRaw<{ deliveredAt: Date | null }[]>`
      select "deliveredAt" from "OutboxEvent" where "townshipId" = ${townshipId}::uuid and "id" = ${id}::uuid
        for update skip locked`;
    if (!row) return 'HELD';
    const { act, flush } = begin(platform, input, tx);
    if (row.deliveredAt === null) await handOver(act, event);
    else await handOverKept(act, event);
    flush();
    return 'DONE';
  });
}

/** Hands an event to whoever is on; for whoever is off it is kept. */
async function handOver(act: Act, event: DeliveredEvent): Promise<void> {
  for (const { name, isOn, handle } of subscribersOf(act.platform, event)) {
    const { count } = await act.tx.eventDelivery.createMany({
      data: [
        {
          townshipId: act.townshipId,
          eventId: event.id,
          handler: name,
          deliveredAt: isOn ? act.now : null,
        },
      ],
      skipDuplicates: true,
    });
    if (isOn && count === 1) await handle(act, event);
  }
  await act.tx.outboxEvent.update({
    where: { townshipId_id: { townshipId: act.townshipId, id: event.id } },
    data: { deliveredAt: act.now },
  });
}

/** Hands an event to the modules for which it was kept and that are on again. */
async function handOverKept(act: Act, event: DeliveredEvent): Promise<void> {
  const { townshipId, platform } = act;
  const on = platform.switches.enabledIn(townshipId);
  const taken = await act.tx.eventDelivery.updateManyAndReturn({
    where: { townshipId, eventId: event.id, handler: { in: on }, deliveredAt: null },
    data: { deliveredAt: act.now },
    select: { handler: true },
  });
  const names = new Set(taken.map(({ handler }) => handler));
  for (const module of on) if (names.has(module)) await catchUp(platform, module, event)(act, event);
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
