import type { Tracked } from '../cases/track.ts';
import type { Platform } from '../platform.ts';
import type { Context } from './context.ts';
import { doc } from './doc.ts';
import { Failure } from './failure.ts';
import type { QueryBuilder } from './list.ts';
import { covers } from './node.ts';
import type { ShownKind } from './shown.ts';

/** A row that is shown to whoever has its number and its query code, without sign-in. */
export interface TrackedByCode {
  /** Whose row. */
  readonly of: ShownKind;
  readonly description: string;
  /** What the number is called; a number by default. */
  readonly number?: string;
  /** Finds the row; counts wrong codes and locks the number. */
  readonly track: (platform: Platform, number: string, queryCode: string) => Promise<Tracked>;
  /** Who is answered null whatever he gives. */
  readonly hiddenFrom?: (ctx: Context) => boolean;
}

/** Throws CODE_LOCKED where wrong codes have locked the number, with the time until which. */
export function requireUnlocked<Other extends { readonly kind: 'found' | 'wrong' }>(
  tracked: Locked | Other,
): asserts tracked is Other {
  if (tracked.kind === 'locked')
    throw new Failure('CODE_LOCKED', undefined, { lockedUntil: tracked.until.toISOString() });
}

type Locked = Extract<Tracked, { kind: 'locked' }>;

/** The query field of a row by number and code; null for a wrong code, outside the caller's scope, and where its module is off. */
export function trackedField(t: QueryBuilder, tracked: TrackedByCode, module: string) {
  const { of, description, number = doc('编号', 'number'), track, hiddenFrom } = tracked;
  const table = `${of.charAt(0).toLowerCase()}${of.slice(1)}` as 'case';
  return t.prismaField({
    type: of as 'Case',
    nullable: true,
    description,
    authScopes: { public: true },
    args: {
      number: t.arg.string({ required: true, description: number }),
      queryCode: t.arg.string({ required: true, description: doc('查询码', 'query code') }),
    },
    resolve: async (query, _root, given, ctx) => {
      if (hiddenFrom?.(ctx)) return null;
      // First gives the connection back: many that each hold one while they wait for another would wait for ever.
      await ctx.reads.end();
      const found = await track(ctx.platform, given.number, given.queryCode);
      requireUnlocked(found);
      if (found.kind === 'wrong' || !covers(ctx, found.townshipId)) return null;
      const { townshipId, id } = found;
      if (!ctx.platform.switches.isEnabled(townshipId, module)) return null;
      ctx.shown.add(of, id);
      return ctx.db[table].findUnique({ ...query, where: { townshipId_id: { townshipId, id } } });
    },
  });
}
