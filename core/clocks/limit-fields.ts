import type { Context } from '../graphql/context.ts';
import type { RowKey } from '../graphql/node.ts';
import type { ClockReading } from '../time/index.ts';
import type { CaseClock } from './case-clocks.ts';
import type { ClockSubject } from './clock-row.ts';
import { readingFor } from './schema.ts';

/**
 * How the fields of a type tell of the clocks that its rows run; the clocks of a whole list are loaded by one statement.
 * `counts` says which clock of several a row is held to; its first one by default.
 */
export function limitsOf<Row extends RowKey = RowKey>(
  subjectOf: (id: string) => ClockSubject,
  counts: (clock: CaseClock, row: Row) => boolean = () => true,
) {
  const load = (ctx: Context, { townshipId, id }: RowKey) =>
    ctx.clocksOf.load({ townshipId, ...subjectOf(id) });
  /** How the clock that counts stands today; null without one. */
  const reading = async (ctx: Context, row: Row): Promise<ClockReading | null> => {
    const clock = (await load(ctx, row)).find((one) => counts(one, row));
    return clock ? readingFor(ctx, clock) : null;
  };
  return {
    reading,
    /** The options of a field with all clocks of a row. */
    clocks: (description: string) => ({
      type: ['Clock'] as ['Clock'],
      description,
      resolve: (_query: unknown, row: RowKey, _args: unknown, ctx: Context) => load(ctx, row),
    }),
    /** The options of a field with the day on which the clock that counts is due; null without one. */
    dueOn: (description: string) => ({
      type: 'Date' as const,
      nullable: true as const,
      description,
      resolve: async (row: Row, _args: unknown, ctx: Context) => (await reading(ctx, row))?.dueOn ?? null,
    }),
    /** The options of a field with the working days by which it is overdue; null without one. */
    overdueDays: (description: string) => ({
      nullable: true as const,
      description,
      resolve: async (row: Row, _args: unknown, ctx: Context) =>
        (await reading(ctx, row))?.overdueDays ?? null,
    }),
  };
}
