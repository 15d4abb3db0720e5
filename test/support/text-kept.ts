import { inTables } from './timely-scene.ts';
import type { World } from './world.ts';

/** All events, audit entries and messages of the township as one text: no word of a private matter may stand in it. */
export async function textKept(world: World): Promise<string> {
  const kept = await inTables(world, async (tx) => [
    await tx.outboxEvent.findMany(),
    await tx.auditEntry.findMany(),
    await tx.notification.findMany(),
  ]);
  return JSON.stringify(kept, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
}
