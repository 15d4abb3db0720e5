import type { GraphQLResolveInfo } from 'graphql';
import { isUuid } from '../db/scope.ts';
import { notFound } from '../cases/refusals.ts';
import { Refused } from '../regulation/index.ts';
import type { Context } from './context.ts';
import { Failure } from './failure.ts';

const NIL = '00000000-0000-0000-0000-000000000000';
const NOWHERE: RowKey = { townshipId: NIL, id: NIL };

/** A row's key as a global id carries it: township and uuid. */
export interface RowKey {
  readonly townshipId: string;
  readonly id: string;
}

/** The part of a global id that names the row. */
export function rowId(row: RowKey): string {
  return `${row.townshipId}.${row.id}`;
}

/** The key in a global id's row part; null when it has not that form. */
export function rowKey(id: string): RowKey | null {
  const [townshipId = '', uuid = ''] = id.split('.');
  return isUuid(townshipId) && isUuid(uuid) ? { townshipId, id: uuid } : null;
}

/** Whether the caller's scope covers a township; asked before the database is. */
export function covers(ctx: Context, townshipId: string): boolean {
  if (ctx.viewer.townshipId !== null) return ctx.viewer.townshipId === townshipId;
  return ctx.township === null || ctx.township.id === townshipId;
}

/** The scope of one row of a type: seen by whoever asks, or by nobody. */
export function seenIf(maySee: boolean): true | { role: [] } {
  return maySee || { role: [] };
}

/** The `where` of a list: rows of the township in force, none without one. */
export function inForce(ctx: Context): { townshipId: string } {
  return { townshipId: ctx.township?.id ?? NIL };
}

/** The `where` of a node whose table leads with the township. */
export function whereRow(id: string): { townshipId_id: RowKey } {
  return { townshipId_id: rowKey(id) ?? NOWHERE };
}

interface GlobalId {
  readonly typename: string;
  readonly id: string;
}

function isLoadable(ctx: Context, info: GraphQLResolveInfo, { typename, id }: GlobalId): boolean {
  const key = rowKey(id);
  return key !== null && covers(ctx, key.townshipId) && info.schema.getType(typename) !== undefined;
}

/** The module of a node's type, if it is off in the node's township; only the county's endpoint has such a type. */
function moduleOff(ctx: Context, info: GraphQLResolveInfo, { typename, id }: GlobalId): string | null {
  const module = info.schema.getType(typename)?.extensions['module'];
  const townshipId = rowKey(id)?.townshipId ?? '';
  return typeof module === 'string' && !ctx.platform.switches.isEnabled(townshipId, module) ? module : null;
}

/** Loads a node if its type is in this schema and the caller's scope covers its township; else null. MODULE_NOT_ENABLED where its module is off. */
export async function loadNode(
  ctx: Context,
  info: GraphQLResolveInfo,
  id: GlobalId,
  resolve: (id: GlobalId) => unknown,
): Promise<never> {
  if (!isLoadable(ctx, info, id)) return null as never;
  const module = moduleOff(ctx, info, id);
  if (module !== null) throw new Failure('MODULE_NOT_ENABLED', undefined, { module });
  return (await resolve(id)) as never;
}

/** As many objects as a page may hold; asked for by id they cost as much. */
const MOST_NODES = 100;

/** Loads several nodes, at most 100 (else PAGE_TOO_LARGE); those that may not be loaded are null in their places. */
export async function loadableNodes(
  ctx: Context,
  info: GraphQLResolveInfo,
  ids: GlobalId[],
  resolve: (ids: GlobalId[]) => Promise<unknown[]>,
): Promise<never> {
  if (ids.length > MOST_NODES)
    throw new Failure('PAGE_TOO_LARGE', undefined, { field: 'ids', max: MOST_NODES });
  const places = ids.map((id) => isLoadable(ctx, info, id) && moduleOff(ctx, info, id) === null);
  // The plugin resolves its own argument, so what may not be loaded is taken out of it.
  const wanted = ids.filter((_id, i) => places[i]);
  ids.splice(0, ids.length, ...wanted);
  const found = wanted.length > 0 ? await resolve(wanted) : [];
  let next = 0;
  return places.map((loadable) => (loadable ? (found[next++] ?? null) : null)) as never;
}

/** The key in a global id; null when it is no id of that type. */
export function keyOf(typename: string, globalId: string): RowKey | null {
  const [type = '', id = ''] = Buffer.from(globalId, 'base64').toString('utf8').split(':');
  return type === typename ? rowKey(id) : null;
}

/**
 * The uuid in a global id given as input, in the township of the act.
 * BAD_INPUT when it is no id of that type; NOT_FOUND when it belongs to another township.
 */
export function idIn(townshipId: string, typename: string, globalId: string): string {
  const key = keyOf(typename, globalId);
  if (key === null)
    throw new Failure(
      'BAD_INPUT',
      {
        zh: `不是有效的 ${typename} 编号，请用接口给出的 id`,
        en: `not an id of a ${typename}; use the id that the API gave`,
      },
      { type: typename },
    );
  if (key.townshipId !== townshipId) throw new Refused(notFound({ type: typename, id: globalId }));
  return key.id;
}

/** A global id for a row, as the API spells it. */
export function globalId(typename: string, row: RowKey): string {
  return Buffer.from(`${typename}:${rowId(row)}`).toString('base64');
}
