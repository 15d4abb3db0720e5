import type { InputFieldMap, InputShapeFromFields } from '@pothos/core';
import type PrismaTypes from '../../prisma/generated/pothos.ts';
import type { Role } from '../auth/roles.ts';
import type { AppBuilder } from './builder.ts';
import { hasRole, type Context } from './context.ts';
import { doc } from './doc.ts';
import { Failure } from './failure.ts';
import { inForce } from './node.ts';

type Types = AppBuilder['$inferSchemaTypes'];
export type QueryBuilder = PothosSchemaTypes.QueryFieldBuilder<Types, Types['Root']>;
type HolderBuilder<Holder> = PothosSchemaTypes.ObjectFieldBuilder<Types, Holder>;

/** Rows of a table, in their order. */
interface Rows<Model extends keyof PrismaTypes> {
  /** Whose rows. */
  readonly of: Model;
  readonly description: string;
  /** The order before that by id, which is always the last. */
  readonly order?: PrismaTypes[Model]['OrderBy'] | readonly PrismaTypes[Model]['OrderBy'][];
}

/** A list of a table's rows in the township in force, by pages. */
export interface List<Model extends keyof PrismaTypes, Args extends InputFieldMap> extends Rows<Model> {
  /** Who may ask for it; anybody else is answered FORBIDDEN. What of it he sees, each row's type says. */
  readonly seenBy: readonly Role[] | 'public' | ((ctx: Context) => boolean);
  readonly args?: (arg: QueryBuilder['arg']) => Args;
  /** Which rows of the township; all when left out. */
  readonly where?: (
    args: InputShapeFromFields<Args>,
    ctx: Context,
  ) => PrismaTypes[Model]['Where'] | Promise<PrismaTypes[Model]['Where']>;
}

/** The argument `open` of a list that a desk works off. */
export function openArg(arg: QueryBuilder['arg']) {
  return { open: arg.boolean({ description: doc('只看未办结的', 'only what is unfinished') }) };
}

/** What `open` asks for, by the column that says when a row was finished; everything unless it is true. */
export function unfinished<Column extends string>(open: boolean | null | undefined, finishedAt: Column) {
  return (open ? { [finishedAt]: null } : {}) as Partial<Record<Column, null>>;
}

/** A list within an object, of the object's township; whoever may see the object may see it. */
export interface HeldList<Model extends keyof PrismaTypes, Holder> extends Rows<Model> {
  /** Which rows of the township; all when left out. */
  readonly where?: (holder: Holder) => PrismaTypes[Model]['Where'];
}

/** The query field of a module's list; null at the county's endpoint where the module is off. */
export function listField<Model extends keyof PrismaTypes, Args extends InputFieldMap>(
  t: QueryBuilder,
  list: List<Model, Args>,
) {
  const { args, where } = list;
  return connection(t, list, {
    nullable: true,
    authScopes: scopesOf(list.seenBy),
    args: args?.(t.arg) ?? {},
    where: async (_root, given, ctx) => ({
      ...(await where?.(given as InputShapeFromFields<Args>, ctx)),
      ...inForce(ctx),
    }),
  });
}

/** Adds a list of the kernel to the query. TOWNSHIP_REQUIRED at the county's endpoint, if no township is in force. */
export function addList<Model extends keyof PrismaTypes, Args extends InputFieldMap>(
  builder: AppBuilder,
  name: string,
  list: List<Model, Args>,
): void {
  const { args, where } = list;
  builder.queryField(name, (t) =>
    connection(t as QueryBuilder, list, {
      nullable: false,
      authScopes: scopesOf(list.seenBy),
      args: args?.(t.arg) ?? {},
      where: async (_root, given, ctx) => {
        if (!ctx.township) throw new Failure('TOWNSHIP_REQUIRED');
        return { ...(await where?.(given as InputShapeFromFields<Args>, ctx)), ...inForce(ctx) };
      },
    }),
  );
}

/** The field of a list within an object. */
export function heldListField<
  Model extends keyof PrismaTypes,
  Holder extends { readonly townshipId: string },
>(t: HolderBuilder<Holder>, list: HeldList<Model, Holder>) {
  // What the two builders make of a list is the same but for what it hangs on.
  return connection(t as unknown as QueryBuilder, list, {
    nullable: false,
    args: {},
    where: (holder) => {
      const held = holder as Holder;
      return { ...list.where?.(held), townshipId: held.townshipId };
    },
  });
}

interface Connection {
  readonly nullable: boolean;
  readonly authScopes?: ReturnType<typeof scopesOf>;
  readonly args: InputFieldMap;
  readonly where: (parent: unknown, args: unknown, ctx: Context) => object | Promise<object>;
}

function connection<Model extends keyof PrismaTypes>(
  t: QueryBuilder,
  { of, description, order = [] }: Rows<Model>,
  { where, ...field }: Connection,
) {
  const table = `${of.charAt(0).toLowerCase()}${of.slice(1)}` as 'case';
  return t.prismaConnection({
    ...(field as { args: Record<never, never> }),
    type: of as 'Case',
    cursor: 'townshipId_id',
    description,
    resolve: async (query, parent, given, ctx) =>
      ctx.db[table].findMany({
        ...query,
        where: await where(parent, given, ctx),
        orderBy: [...[order].flat(), { id: 'asc' }] as { id: 'asc' }[],
      }),
  });
}

function scopesOf(seenBy: List<'Case', InputFieldMap>['seenBy']) {
  if (seenBy === 'public') return { public: true };
  if (typeof seenBy === 'function') return (_root: unknown, _args: unknown, ctx: Context) => seenBy(ctx);
  return { role: seenBy };
}

/** The `where` of the viewer's own rows, by the column that names whose they are. */
export function ownOf<Column extends string = 'staffId'>(ctx: Context, column?: Column) {
  return { [column ?? 'staffId']: ctx.viewer.id ?? '' } as Record<Column, string>;
}

/** The same for whoever holds none of the roles; all rows for those who do. */
export function ownUnless<Column extends string = 'staffId'>(
  ctx: Context,
  roles: readonly Role[],
  column?: Column,
): Partial<Record<Column, string>> {
  return hasRole(ctx, ...roles) ? {} : ownOf(ctx, column);
}
