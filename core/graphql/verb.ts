import type { InputFieldMap, InputShapeFromFields, ObjectRef } from '@pothos/core';
import type { GraphQLResolveInfo } from 'graphql';
import { perform, type Act } from '../acts/act.ts';
import type { Role } from '../auth/roles.ts';
import { moduleNotEnabled } from '../cases/refusals.ts';
import { firstAnswer } from '../idempotency/first-answer.ts';
import type { Platform } from '../platform.ts';
import { Forbidden, Refused, type Refusal } from '../regulation/index.ts';
import type { AppBuilder } from './builder.ts';
import { ANYONE, type Context } from './context.ts';
import { doc } from './doc.ts';
import { Failure } from './failure.ts';
import { covers, idIn, type RowKey } from './node.ts';
import { RefusalAnswer } from './refusal-type.ts';
import type { ShownKind } from './shown.ts';

type InputBuilder = PothosSchemaTypes.InputFieldBuilder<AppBuilder['$inferSchemaTypes'], 'InputObject'>;

/** How a mutation's answer is named and loaded anew after the write. */
export interface Answer<Shape> {
  readonly typename: string;
  /** Its type, where no row of the database stands for it. */
  readonly ref?: ObjectRef<AppBuilder['$inferSchemaTypes'], Shape>;
  readonly load: (ctx: Context, key: RowKey, info: GraphQLResolveInfo, done: Done) => Promise<Shape>;
  /** What `load` needs besides the id, also for a retried request; kept in the database, so never personal data. */
  readonly keeps?: (done: Done) => object;
}

/** Finds the row of an answer in the operation's reads. */
type FindRow<Shape> = (db: Context['db'], where: { townshipId_id: RowKey }) => Promise<Shape>;

/** The answer that is a row, seen by whom its type admits. */
export function rowAnswer<Shape>(typename: ShownKind, find: FindRow<Shape>): Answer<Shape> {
  return { typename, load: (ctx, key) => find(ctx.db, { townshipId_id: key }) };
}

/** The same, shown to whoever has just written it. */
export function shownAnswer<Shape>(typename: ShownKind, find: FindRow<Shape>): Answer<Shape> {
  const load: Answer<Shape>['load'] = (ctx, key, _info, done) => {
    ctx.shown.add(typename, key.id);
    return done.row ? Promise.resolve(done.row as Shape) : find(ctx.db, { townshipId_id: key });
  };
  return { typename, load };
}

/** A mutation named with a verb of the regulation. */
export interface Verb<Fields extends InputFieldMap, Shape> {
  readonly description: string;
  /** Who may do it; `public` = anyone. */
  readonly roles: readonly Role[] | 'public';
  readonly input: (t: InputBuilder) => Fields;
  readonly answer: Answer<Shape>;
  /** Uuid of the township (or of the county) the act is in; default: the township in force. */
  readonly tenant?: (ctx: Context, input: InputShapeFromFields<Fields>) => string;
  /** A bulk act may take longer than a window's verb, in milliseconds. */
  readonly timeoutMs?: number;
  /** Work in other townships that follows, each in an act of its own. */
  readonly afterCommit?: (platform: Platform, done: { id: string }) => Promise<void>;
  /** Judged anew every time, whatever the key of a retried request: signing in. */
  readonly everyTime?: boolean;
  /**
   * Done by nobody in particular, whoever is signed in: the audit names neither the caller nor the request, and no key of
   * a retry is kept, so that nothing leads from the act to a person.
   */
  readonly anonymous?: boolean;
  readonly act: (act: Act, input: InputShapeFromFields<Fields>, ids: ReadIds) => Promise<Done>;
}

/** What a service call returns. */
export interface Done {
  /** Uuid of what the answer shows. */
  readonly id: string;
  /** The answer instead, though what was written stays, as the count of wrong passwords must. */
  readonly refusal?: Refusal;
  /** The row that the answer shows, when the act knows all of it; left out, or for a retried request, it is loaded anew. */
  readonly row?: unknown;
}

/** Reads a global id of the input as a uuid of the act's township. */
export type ReadIds = (typename: string, globalId: string) => string;

/**
 * Declares a mutation: one input object named after it, a union of its answer and `Refusal`, its roles,
 * its transaction, and the first answer for a retried request.
 */
export function addVerb<Fields extends InputFieldMap, Shape>(
  builder: AppBuilder,
  name: string,
  verb: Verb<Fields, Shape>,
  module: string | null = null,
): void {
  const Name = `${name[0]?.toUpperCase()}${name.slice(1)}`;
  const input = builder.inputType(`${Name}Input`, {
    description: doc(`${name} 的输入`, `input of ${name}`),
    fields: (t) => ({
      ...verb.input(t as InputBuilder),
      idempotencyKey: t.string({
        description: doc(
          '重试用的键，等同 Idempotency-Key 头',
          'key of a retried request, as the header Idempotency-Key',
        ),
      }),
    }),
  });
  const result = builder.unionType(`${Name}Result`, {
    description: doc(`${name} 的结果，或依法依规的拒绝`, `the result of ${name}, or a lawful refusal`),
    types: [(verb.answer.ref ?? verb.answer.typename) as never, 'Refusal' as never],
    resolveType: (value: unknown) =>
      (value instanceof RefusalAnswer ? 'Refusal' : verb.answer.typename) as never,
  });
  builder.mutationField(name, (t) =>
    t.field({
      type: result,
      description: verb.description,
      args: { input: t.arg({ type: input, required: true, description: doc('输入', 'input') }) },
      authScopes: verb.roles === 'public' ? { public: true } : { role: verb.roles },
      extensions: { ...(module ? { module } : {}), verbRoles: verb.roles },
      resolve: (async (
        _root: unknown,
        args: { input: InputShapeFromFields<Fields> },
        ctx: Context,
        info: GraphQLResolveInfo,
      ) => {
        const townshipId = verb.tenant?.(ctx, args.input) ?? townshipInForce(ctx);
        try {
          if (module && !ctx.platform.switches.isEnabled(townshipId, module))
            throw new Refused(
              moduleNotEnabled({
                module,
                township: ctx.platform.directory.findTownship(townshipId)?.code ?? null,
              }),
            );
          const done = await run(ctx, name, verb, args.input, townshipId);
          if (done.refusal) return new RefusalAnswer(done.refusal, name);
          await verb.afterCommit?.(ctx.platform, done);
          await ctx.reads.end();
          return await verb.answer.load(ctx, { townshipId, id: done.id }, info, done);
        } catch (error) {
          if (error instanceof Refused) return new RefusalAnswer(error.refusal satisfies Refusal, name);
          if (error instanceof Forbidden) throw forbidden(error.refusal);
          throw error;
        }
      }) as never,
    }),
  );
}

function run<Fields extends InputFieldMap, Shape>(
  ctx: Context,
  name: string,
  verb: Verb<Fields, Shape>,
  input: InputShapeFromFields<Fields>,
  townshipId: string,
): Promise<Done> {
  const { idempotencyKey, ...content } = input as { idempotencyKey?: string | null };
  const given = idempotencyKey ?? ctx.idempotencyKey;
  const retried = !verb.everyTime && !verb.anonymous;
  const call = given && retried ? { key: given.slice(0, 200), mutation: name, input: content } : null;
  return perform(
    ctx.platform,
    {
      townshipId,
      actor: verb.anonymous ? ANYONE : actingRole(ctx, verb.roles),
      requestId: verb.anonymous ? null : ctx.requestId,
      ...(verb.timeoutMs ? { timeoutMs: verb.timeoutMs } : {}),
    },
    (act) =>
      firstAnswer(
        act,
        call,
        () => verb.act(act, input, (type, id) => idIn(townshipId, type, id)),
        (done) => ({ id: done.id, refusal: done.refusal, ...verb.answer.keeps?.(done) }),
      ),
  );
}

/** FORBIDDEN with the sentence, the code and the clause of the rule that says who may act. */
function forbidden({ code, message, clause }: Refusal): Failure {
  return new Failure('FORBIDDEN', message, { reason: code, clause: clause?.id ?? null });
}

/** The viewer with the role in which he acts first, as the audit keeps it. */
function actingRole(ctx: Context, permitted: readonly Role[] | 'public') {
  const { viewer } = ctx;
  if (permitted === 'public') return viewer;
  const acting = viewer.roles.filter((role) => (permitted as readonly string[]).includes(role));
  return { ...viewer, roles: [...acting, ...viewer.roles.filter((role) => !acting.includes(role))] };
}

/** The township in force; TOWNSHIP_REQUIRED when the caller named none. */
function townshipInForce(ctx: Context): string {
  if (!ctx.township) throw new Failure('TOWNSHIP_REQUIRED');
  return ctx.township.id;
}

/** The township that a county caller names by its code; TOWNSHIP_UNKNOWN, or FORBIDDEN at another township's endpoint. */
export function townshipByCode(ctx: Context, code: string): string {
  const township = ctx.platform.directory.findTownshipByCode(code);
  if (!township) throw new Failure('TOWNSHIP_UNKNOWN', undefined, { township: code });
  if (!covers(ctx, township.id)) throw new Failure('FORBIDDEN');
  return township.id;
}

/** The county as the tenant of acts that belong to no township. */
export function countyTenant(ctx: Context): string {
  const { county } = ctx.platform.directory;
  if (!county) throw new Failure('SERVICE_UNAVAILABLE');
  return county.id;
}
