import type { Act } from '../acts/act.ts';
import type { Tx } from '../db/client.ts';
import type { EventPayloads, EventType } from '../events/event.ts';
import type { Bilingual } from '../regulation/index.ts';

/** A change of one figure. */
export interface Delta {
  readonly key: string;
  readonly delta: number;
}

/**
 * A figure of a township that the county reads: how an event changes it, and how it is counted anew from the facts.
 * Both must say the same; the county counts whether or not the module is on when the event arrives.
 */
export interface Measure {
  readonly id: string;
  readonly title: Bilingual;
  readonly count: { readonly [T in EventType]?: (payload: EventPayloads[T]) => readonly Delta[] };
  readonly recount: (tx: Tx, townshipId: string) => Promise<readonly { key: string; value: number }[]>;
}

/** Adds to a figure of the act's township. Called by the roll-up only, so that each event counts once. */
export async function addTally(act: Act, measure: string, { key, delta }: Delta): Promise<void> {
  await act.tx.$executeRaw`
    insert into "Tally" ("townshipId", "measure", "key", "value")
    values (${act.townshipId}::uuid, ${measure}, ${key}, ${delta})
    on conflict ("townshipId", "measure", "key") do update set "value" = "Tally"."value" + ${delta}`;
}
