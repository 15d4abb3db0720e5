import { getConnectionPageSize, validateConnectionArguments } from '@pothos/core';
import { formatPrismaCursor, parsePrismaCursor } from '@pothos/plugin-prisma';
import { Kind, type FieldNode } from 'graphql';
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

/** Which part of a list a page is. */
export interface Cut {
  /** Rows that the page may hold. */
  readonly size: number;
  /** The last rows of the list, or those before the cursor. */
  readonly backward: boolean;
  /** Whether it is asked if the list goes on beyond the page. */
  readonly marked: boolean;
  /** The row behind or before which the page stands. */
  readonly cursor: RowKey | null;
}

/** The columns of a cursor, as lists that Prisma pages give them out. */
const KEY = ['townshipId', 'id'];

/** What is said of arguments that do not go together. */
const PAIRS = {
  zh: '分页用 first 和 after，或者 last 和 before，不能混用',
  en: 'a page is asked for with first and after, or with last and before, not with both',
};

/** The part of a list that the arguments ask for. Throws BAD_INPUT for arguments that do not go together. */
export function cutOf(args: PageArguments, marked = true): Cut {
  const { after = null, before = null, first = null, last = null } = args;
  if ([after && before, before && first !== null, after && last !== null].some(Boolean))
    throw new Failure('BAD_INPUT', PAIRS, { field: before ? 'before' : 'after' });
  if (first !== null && last !== null) throw new Failure('BAD_INPUT', PAIRS, { field: 'last' });
  validateConnectionArguments({ first, last });
  const { expectedSize: size } = getConnectionPageSize({
    args: { first, last },
    defaultSize: LIMITS.defaultPage,
    maxSize: LIMITS.pageSize,
  });
  const cursor = after ?? before;
  return {
    size,
    backward: before !== null || last !== null,
    marked,
    cursor: cursor === null ? null : keyIn(cursor),
  };
}

/** Whether a page is asked where it stands in the list: whether more comes is then read as well. */
export function asksForMarks(page: FieldNode): boolean {
  return (page.selectionSet?.selections ?? []).some(
    (selection) => selection.kind !== Kind.FIELD || selection.name.value === 'pageInfo',
  );
}

/** A page of a list that lies in memory. A cursor of no row in the list gives an empty page. Throws as `cutOf`. */
export function pageOf<T extends RowKey>(rows: readonly T[], args: PageArguments): Page<T> {
  const { size, backward, cursor } = cutOf(args);
  const at = cursor && rows.findIndex((row) => row.townshipId === cursor.townshipId && row.id === cursor.id);
  if (at === -1) return pageFrom([], args);
  // One more than the page, as the database is asked for.
  const start = at === null || backward ? 0 : at + 1;
  const end = at === null || !backward ? rows.length : at;
  return pageFrom(
    backward ? rows.slice(Math.max(start, end - size - 1), end) : rows.slice(start, start + size + 1),
    args,
  );
}

/** The page of rows that were cut as asked, in the order of the list; there is one more than the page if the list goes on. */
export function pageFrom<T extends RowKey>(rows: readonly T[], args: PageArguments): Page<T> {
  const { size, backward } = cutOf(args);
  const goesOn = rows.length > size;
  const own = goesOn ? (backward ? rows.slice(1) : rows.slice(0, size)) : rows;
  const edges = own.map((row) => new Edge(row));
  return {
    edges,
    pageInfo: new PageInfo(
      edges,
      (args.after ?? null) !== null || (backward && goesOn),
      (args.before ?? null) !== null || (!backward && goesOn),
    ),
  };
}

/** Where a page stands; its cursors are written only when they are asked for. */
class PageInfo {
  readonly #edges: readonly Edge<RowKey>[];
  readonly hasPreviousPage: boolean;
  readonly hasNextPage: boolean;
  constructor(edges: readonly Edge<RowKey>[], hasPreviousPage: boolean, hasNextPage: boolean) {
    this.#edges = edges;
    this.hasPreviousPage = hasPreviousPage;
    this.hasNextPage = hasNextPage;
  }
  get startCursor(): string | null {
    return this.#edges[0]?.cursor ?? null;
  }
  get endCursor(): string | null {
    return this.#edges.at(-1)?.cursor ?? null;
  }
}

/** An entry of a page; its cursor is written only when it is asked for. */
class Edge<T extends RowKey> {
  readonly node: T;
  constructor(node: T) {
    this.node = node;
  }
  get cursor(): string {
    return formatPrismaCursor(this.node as never, KEY);
  }
}

function keyIn(cursor: string): RowKey {
  const key: unknown = parsePrismaCursor(cursor);
  if (!Array.isArray(key) || key.length !== KEY.length || !key.every((part) => typeof part === 'string'))
    throw new Failure('BAD_INPUT', undefined, { field: 'cursor' });
  return { townshipId: key[0] as string, id: key[1] as string };
}
