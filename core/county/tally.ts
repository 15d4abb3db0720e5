import type { Act } from '../acts/act.ts';
import type { Tx } from '../db/client.ts';
import type { Bilingual } from '../regulation/index.ts';

/** A figure of a township that the county reads, with the way to count it anew from the facts. */
export interface Measure {
  readonly id: string;
  readonly title: Bilingual;
  readonly recount: (tx: Tx, townshipId: string) => Promise<readonly { key: string; value: number }[]>;
}

/** Adds to a figure of the act's township. Called by event handlers only, so that each event counts once. */
export async function addTally(act: Act, measure: string, key: string, delta: number): Promise<void> {
  await act.tx.$executeRaw`
    insert into "Tally" ("townshipId", "measure", "key", "value")
    values (${act.townshipId}::uuid, ${measure}, ${key}, ${delta})
    on conflict ("townshipId", "measure", "key") do update set "value" = "Tally"."value" + ${delta}`;
}
