import { randomUUID } from 'node:crypto';
import { maxAliasesPlugin } from '@escape.tech/graphql-armor-max-aliases';
import { maxDirectivesPlugin } from '@escape.tech/graphql-armor-max-directives';
import { maxTokensPlugin } from '@escape.tech/graphql-armor-max-tokens';
import { RequestCache } from '@pothos/plugin-scope-auth';
import type { ExecutionResult } from 'graphql';
import { createYoga, type Plugin, type YogaInitialContext, type YogaServerInstance } from 'graphql-yoga';
import { readToken, viewerOf } from './auth/token.ts';
import { applicantSubjects } from './cases/access.ts';
import { itemVersions } from './catalogue/versions.ts';
import { subjectClocks } from './clocks/subject-clocks.ts';
import { NotedReads, recordNotedReads } from './audit/noted-reads.ts';
import { recordCountyRead } from './county/audit-read.ts';
import type { TownshipInfo } from './county/directory.ts';
import { ReadSession, type ReadScope } from './db/read-session.ts';
import { ANYONE, localeOf, type Context, type Viewer } from './graphql/context.ts';
import { codedResult, maskError } from './graphql/errors.ts';
import { Failure } from './graphql/failure.ts';
import { Operations, type Execute } from './graphql/operations.ts';
import { revalidation } from './graphql/revalidation.ts';
import { Schemas } from './graphql/schema-for.ts';
import { Shown } from './graphql/shown.ts';
import type { Platform } from './platform.ts';

/** What the transport tells the app about a request: the township code of the path, or null at the county's endpoint. */
export interface Transport {
  readonly pathTownship: string | null;
}

export type App = YogaServerInstance<Transport, Context>;

export interface AppOptions {
  /** Web pages that may call the application from a browser. */
  readonly origins?: readonly string[];
  /** As `Operations` takes it. */
  readonly compileAfter?: number;
}

/** A query that is asked more often is compiled: one that a client made up for once is not worth it. */
const COMPILE_AFTER = 8;

/** Longest an operation may take, in milliseconds. */
const OPERATION_TIMEOUT_MS = 15_000;

/** The GraphQL application over a platform; needs no port. */
export function createApp(platform: Platform, options: AppOptions = {}): App {
  const schemas = new Schemas(platform.registry);
  schemas.full();
  // A township's new set of modules is built when the change is heard, not when the next request comes.
  const prepare = () =>
    schemas.prepare(platform.directory.townships.map((t) => platform.switches.enabledIn(t.id)));
  prepare();
  platform.directory.onReload(prepare);
  const origins = [...(options.origins ?? [])];
  return createYoga<Transport, Context>({
    graphqlEndpoint: '/*',
    landingPage: false,
    multipart: false,
    cors: (request) => {
      const origin = request.headers.get('origin');
      return origin !== null && origins.includes(origin) ? { origin: [origin], credentials: false } : false;
    },
    logging: false,
    graphiql: false,
    maskedErrors: { maskError: (error) => maskError(platform, error) },
    parserAndValidationCache: true,
    context: (initial: YogaInitialContext & Transport) => contextOf(platform, initial),
    plugins: [
      schemaByPath(platform, schemas),
      maxTokensPlugin({ n: 3_000 }),
      maxAliasesPlugin({ n: 15, allowList: [] }),
      maxDirectivesPlugin({ n: 5 }),
      lifeOfAnOperation(platform, new Operations(options.compileAfter ?? COMPILE_AFTER)),
      revalidation(),
    ],
  }) as unknown as App;
}

function pathTownship(platform: Platform, { pathTownship: code }: Transport): TownshipInfo | null {
  if (code === null) return null;
  const township = platform.directory.findTownshipByCode(code);
  if (!township) throw new Failure('TOWNSHIP_UNKNOWN', undefined, { township: code });
  return township;
}

/** By the path alone: requests that come without Yoga's own HTTP layer have a schema too. */
function schemaByPath(platform: Platform, schemas: Schemas): Plugin<Context> {
  return {
    onEnveloped: ({ context, setSchema }) =>
      setSchema(schemaOf(platform, schemas, context as unknown as Transport)),
  };
}

function schemaOf(platform: Platform, schemas: Schemas, initial: Transport) {
  const township = pathTownship(platform, initial);
  return township ? schemas.of(platform.switches.enabledIn(township.id)) : schemas.full();
}

async function contextOf(platform: Platform, initial: YogaInitialContext & Transport): Promise<Context> {
  const { headers } = initial.request;
  const fromPath = pathTownship(platform, initial);
  const signedIn = await viewerFrom(platform, headers.get('authorization'));
  const viewer = signedIn?.viewer ?? ANYONE;
  const named = fromPath ?? headerTownship(platform, headers.get('x-township') ?? signedIn?.township ?? null);
  if (viewer.townshipId !== null && named && named.id !== viewer.townshipId)
    throw new Failure('FORBIDDEN', {
      zh: '您的账号属于另一个乡镇，不能在此办理',
      en: 'your account belongs to another township',
    });
  const own = viewer.townshipId === null ? null : platform.directory.findTownship(viewer.townshipId);
  const township = own ?? named;
  const reads = new ReadSession(platform.prisma, readScope(platform, viewer, township));
  return {
    platform,
    viewer,
    township,
    endpoint: fromPath ? 'township' : 'county',
    locale: localeOf(headers.get('accept-language')),
    requestId: requestIdOf(headers.get('x-request-id')),
    idempotencyKey: headers.get('idempotency-key'),
    reads,
    db: reads.client,
    applicantSubjects: applicantSubjects(reads.client),
    itemVersions: itemVersions(reads.client, platform.directory),
    clocksOf: subjectClocks(reads.client),
    shown: new Shown(),
    noted: new NotedReads(),
  };
}

/** Whose rows the caller's reads may see; the database is told this, not what a query asks for. */
function readScope(platform: Platform, viewer: Viewer, township: TownshipInfo | null): ReadScope {
  if (township) return { kind: 'township', townshipId: township.id };
  const { county } = platform.directory;
  return viewer.kind === 'COUNTY' && county ? { kind: 'county', countyId: county.id } : { kind: 'open' };
}

function headerTownship(platform: Platform, code: string | null): TownshipInfo | null {
  return code === null ? null : pathTownship(platform, { pathTownship: code });
}

/** The holder of a bearer token; a token that no longer holds is refused, not ignored. */
async function viewerFrom(
  platform: Platform,
  authorization: string | null,
): Promise<{ viewer: Viewer; township: string | null } | null> {
  if (authorization === null) return null;
  const token = /^Bearer\s+(\S+)$/i.exec(authorization)?.[1];
  const claims = token ? await readToken(platform, token) : null;
  const viewer = claims && viewerOf(platform, claims);
  if (!claims || !viewer) throw new Failure('UNAUTHENTICATED');
  return { viewer, township: claims.township ?? null };
}

function requestIdOf(given: string | null): string {
  return given && /^[\w-]{1,64}$/.test(given) ? given : randomUUID();
}

/** Gives every error its code, ends the reads of every operation, and stops those that take too long. */
function lifeOfAnOperation(platform: Platform, operations: Operations): Plugin<Context> {
  return {
    onExecute({ args, setExecuteFn, executeFn }) {
      const ctx = args.contextValue as Context;
      try {
        operations.refuse(args);
      } catch (error) {
        throw maskError(platform, error, ctx.requestId);
      }
      setExecuteFn(async (input) => {
        let timer: NodeJS.Timeout | undefined;
        const tooLong = new Promise<never>((_resolve, reject) => {
          timer = setTimeout(() => reject(new Failure('QUERY_TOO_SLOW')), OPERATION_TIMEOUT_MS);
        });
        try {
          const result: ExecutionResult = await Promise.race([
            operations.execute(input, executeFn as Execute),
            tooLong,
          ]);
          if (!ctx.noted.isEmpty) await recordNotedReads(ctx);
          if (ctx.viewer.kind === 'COUNTY' && ctx.reads.wasUsed) {
            // First gives the connection back: an operation that held one while it waits for another could wait for ever.
            await ctx.reads.end();
            await recordCountyRead(ctx, Object.keys(result.data ?? {}));
          }
          return result.errors
            ? { ...result, errors: result.errors.map((e) => maskError(platform, e, ctx.requestId)) }
            : result;
        } finally {
          clearTimeout(timer);
          // It holds every object that was shown, and would hold them through the next collections of garbage.
          RequestCache.clearForContext(ctx);
          await ctx.reads
            .close()
            .catch((error: unknown) => platform.log.warn({ err: error }, 'ending reads failed'));
        }
      });
    },
    onResultProcess({ request, result, setResult }) {
      if (!result || Symbol.asyncIterator in result || Array.isArray(result) || !result.errors) return;
      setResult(codedResult(result, request.headers.get('accept-language')));
    },
  };
}
