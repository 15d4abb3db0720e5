import { perform } from '../acts/act.ts';
import type { Context } from '../graphql/context.ts';
import type { RowKey } from '../graphql/node.ts';

/**
 * Objects that nobody reads unseen: a type notes each that it shows, and the audit entries are written when the operation
 * has read everything, before it answers. What cannot be written is not shown.
 */
export class NotedReads {
  readonly #subjects = new Map<string, RowKey & { readonly subjectType: string }>();

  /** Notes that the operation shows an object, by its type and key; twice noted is read once. */
  add(subjectType: string, { townshipId, id }: RowKey): void {
    this.#subjects.set(`${subjectType}:${townshipId}:${id}`, { subjectType, townshipId, id });
  }

  /** Whether the operation showed nothing of the kind. */
  get isEmpty(): boolean {
    return this.#subjects.size === 0;
  }

  /** What was noted, by township. */
  byTownship(): Map<string, (RowKey & { readonly subjectType: string })[]> {
    return Map.groupBy(this.#subjects.values(), ({ townshipId }) => townshipId);
  }
}

/** Writes `read<Type>` of the viewer for each object that was noted, and ends the operation's reads. */
export async function recordNotedReads(ctx: Context): Promise<void> {
  // First gives the connection back: an operation that held one while it waits for another could wait for ever.
  await ctx.reads.end();
  for (const [townshipId, subjects] of ctx.noted.byTownship())
    await perform(ctx.platform, { townshipId, actor: ctx.viewer, requestId: ctx.requestId }, async (act) => {
      for (const { subjectType, id } of subjects)
        act.audit({ verb: `read${subjectType}`, subjectType, subjectId: id });
    });
}
