import type { InputFieldMap, InputShapeFromFields } from '@pothos/core';
import type PrismaTypes from '../../prisma/generated/pothos.ts';
import type { Role } from '../auth/roles.ts';
import type { AppBuilder } from './builder.ts';
import type { Context } from './context.ts';
import { inForce } from './node.ts';

type Types = AppBuilder['$inferSchemaTypes'];
export type QueryBuilder = PothosSchemaTypes.QueryFieldBuilder<Types, Types['Root']>;

/** A list of a table's rows in the township in force, by pages; null at the county's endpoint where its module is off. */
export interface List<Model extends keyof PrismaTypes, Args extends InputFieldMap> {
  /** Whose rows. */
  readonly of: Model;
  readonly description: string;
  /** Who may ask for it; anybody else is answered FORBIDDEN. What of it he sees, each row's type says. */
  readonly seenBy: readonly Role[] | 'public' | ((ctx: Context) => boolean);
  readonly args?: (arg: QueryBuilder['arg']) => Args;
  /** Which rows of the township; all when left out. */
  readonly where?: (
    args: InputShapeFromFields<Args>,
    ctx: Context,
  ) => PrismaTypes[Model]['Where'] | Promise<PrismaTypes[Model]['Where']>;
  /** The order before that by id, which is always the last. */
  readonly order?: PrismaTypes[Model]['OrderBy'] | readonly PrismaTypes[Model]['OrderBy'][];
}

/** The query field of a list. */
export function listField<Model extends keyof PrismaTypes, Args extends InputFieldMap>(
  t: QueryBuilder,
  { of, description, seenBy, args, where, order = [] }: List<Model, Args>,
) {
  const table = `${of.charAt(0).toLowerCase()}${of.slice(1)}` as 'case';
  return t.prismaConnection({
    type: of as 'Case',
    cursor: 'townshipId_id',
    nullable: true,
    description,
    authScopes: scopesOf(seenBy),
    args: (args?.(t.arg) ?? {}) as Record<never, never>,
    resolve: async (query, _root, given, ctx) =>
      ctx.db[table].findMany({
        ...query,
        where: {
          ...(await where?.(given as unknown as InputShapeFromFields<Args>, ctx)),
          ...inForce(ctx),
        } as { townshipId: string },
        orderBy: [...[order].flat(), { id: 'asc' }] as { id: 'asc' }[],
      }),
  });
}

function scopesOf(seenBy: List<'Case', InputFieldMap>['seenBy']) {
  if (seenBy === 'public') return { public: true };
  if (typeof seenBy === 'function') return (_root: unknown, _args: unknown, ctx: Context) => seenBy(ctx);
  return { role: seenBy };
}
