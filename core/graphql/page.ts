import { getConnectionPageSize, validateConnectionArguments } from '@pothos/core';
import { formatPrismaCursor, parsePrismaCursor } from '@pothos/plugin-prisma';
import { LIMITS } from './builder.ts';
import { Failure } from './failure.ts';
import type { RowKey } from './node.ts';

/** Arguments of a page as Relay names them. */
export interface PageArguments {
  readonly first?: number | null | undefined;
  readonly last?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly before?: string | null | undefined;
}

/** A page of a list. */
export interface Page<T> {
  readonly edges: readonly { readonly cursor: string; readonly node: T }[];
  readonly pageInfo: {
    readonly startCursor: string | null;
    readonly endCursor: string | null;
    readonly hasPreviousPage: boolean;
    readonly hasNextPage: boolean;
  };
}

/** The columns of a cursor, as lists that the database pages give them out. */
const KEY = ['townshipId', 'id'];

/**
 * A page of a list that lies in memory, with the cursors, sizes and marks of lists that the database pages. A cursor of no
 * row in the list gives an empty page. Throws BAD_INPUT for arguments that do not go together.
 */
export function pageOf<T extends RowKey>(rows: readonly T[], args: PageArguments): Page<T> {
  const { after = null, before = null, first = null, last = null } = args;
  if ([after && before, before && first !== null, after && last !== null].some(Boolean))
    throw new Failure('BAD_INPUT', undefined, { field: before ? 'before' : 'after' });
  validateConnectionArguments({ first, last });
  const { expectedSize: size } = getConnectionPageSize({
    args: { first, last },
    defaultSize: LIMITS.defaultPage,
    maxSize: LIMITS.pageSize,
  });
  const backward = before !== null || last !== null;
  const [start, end] = boundsOf(rows, after, before);
  const from = backward ? Math.max(start, end - size) : start;
  const to = backward ? end : Math.min(end, start + size);
  const edges = rows
    .slice(from, to)
    .map((node) => ({ cursor: formatPrismaCursor(node as never, KEY), node }));
  return {
    edges,
    pageInfo: {
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
      hasPreviousPage: after !== null || (backward && from > start),
      hasNextPage: before !== null || (!backward && to < end),
    },
  };
}

/** Where the rows between the cursors begin and end. */
function boundsOf(rows: readonly RowKey[], after: string | null, before: string | null): [number, number] {
  const cursor = after ?? before;
  if (cursor === null) return [0, rows.length];
  const at = placeOf(rows, cursor);
  if (at < 0) return [0, 0];
  return after === null ? [0, at] : [at + 1, rows.length];
}

function placeOf(rows: readonly RowKey[], cursor: string): number {
  const key: unknown = parsePrismaCursor(cursor);
  if (!Array.isArray(key) || key.length !== KEY.length)
    throw new Failure('BAD_INPUT', undefined, { field: 'cursor' });
  return rows.findIndex((row) => row.townshipId === key[0] && row.id === key[1]);
}
