import { randomUUID } from 'node:crypto';
import { GraphQLError, type ExecutionResult } from 'graphql';
import { createGraphQLError } from 'graphql-yoga';
import type { Platform } from '../platform.ts';
import { localeOf, type Locale } from './context.ts';
import { FAILURES, Failure, PLAIN_MISTAKE } from './failure.ts';

/** Codes of PostgreSQL and Prisma that say the database cannot be reached or had no connection left. */
const UNREACHABLE = new Set([
  'P1001',
  'P1002',
  'P1008',
  'P1017',
  'P2024',
  'P2028',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  '57P01',
  '57P02',
  '57P03',
  '08006',
  '53300',
]);

/** PostgreSQL ended a statement that took too long. */
const TOO_SLOW = new Set(['57014']);

/** Codes of PostgreSQL that only a caller's text can cause: a NUL character in it. */
const UNSTORABLE = new Set(['22021', '22P05']);

/** Keeps what is meant for the caller, names an unreachable database, and masks every bug behind a request id. */
export function maskError(
  platform: Platform,
  error: unknown,
  requestId: string = randomUUID(),
): GraphQLError {
  const original = error instanceof GraphQLError ? (error.originalError ?? error) : error;
  const place = error instanceof GraphQLError ? { nodes: error.nodes, path: error.path } : {};
  const as = (failure: Failure) =>
    createGraphQLError(failure.message, { ...place, extensions: failure.extensions });
  if (error instanceof GraphQLError && original instanceof GraphQLError) {
    if (typeof original.extensions['code'] === 'string') return error;
    // The library's complaint about the value of a variable has no path, about that of an argument the argument's place.
    if (error.nodes && (!error.path || original.nodes))
      return createGraphQLError(error.message, { ...place, extensions: { code: 'BAD_INPUT' } });
    if (error === original) return error;
  }
  // Yoga reads the variables of a GET request with JSON.parse.
  if (original instanceof SyntaxError && !('path' in place)) return as(new Failure('BAD_REQUEST'));
  if (isUnreachable(original)) return as(new Failure('SERVICE_UNAVAILABLE'));
  if (hasCode(original, TOO_SLOW)) return as(new Failure('QUERY_TOO_SLOW'));
  if (isPlainMistake(original)) return as(new Failure('BAD_INPUT', PLAIN_MISTAKE));
  platform.log.error({ err: original, requestId }, 'unexpected error');
  return as(new Failure('INTERNAL_SERVER_ERROR', undefined, { requestId }));
}

interface Cause {
  readonly code?: unknown;
  readonly originalCode?: unknown;
  /** PostgreSQL's; FATAL ends or denies a connection. */
  readonly severity?: unknown;
  readonly name?: unknown;
  readonly message?: unknown;
  readonly cause?: unknown;
}

/** An error and what caused it, the outermost first. */
function causesOf(error: unknown): Cause[] {
  const causes: Cause[] = [];
  for (
    let e = error as Cause | null | undefined;
    e && causes.length < 6;
    e = (e.cause ?? metaCause(e)) as Cause
  )
    causes.push(e);
  return causes;
}

/** Prisma keeps the driver's error in its `meta`. */
function metaCause(error: unknown): unknown {
  return (error as { meta?: { driverAdapterError?: unknown } }).meta?.driverAdapterError;
}

function hasCode(error: unknown, codes: ReadonlySet<string>): boolean {
  return causesOf(error).some(
    ({ code, originalCode }) => codes.has(String(code)) || codes.has(String(originalCode)),
  );
}

const LOST =
  /timeout exceeded when trying to connect|Connection terminated|Can't reach database server|server has closed the connection|Query read timeout|not queryable|Client was closed|socket.*(closed|destroyed)/i;

function isUnreachable(error: unknown): boolean {
  return (
    hasCode(error, UNREACHABLE) ||
    causesOf(error).some(
      (e) =>
        e.severity === 'FATAL' ||
        e.name === 'PrismaClientInitializationError' ||
        LOST.test(String(e.message)),
    )
  );
}

/** Global ids and cursors that Pothos could not read, and texts that the database cannot hold. */
function isPlainMistake(error: unknown): boolean {
  return (
    hasCode(error, UNSTORABLE) ||
    (error instanceof Error &&
      (error.name === 'PothosValidationError' || /Invalid (global ID|.*cursor)/i.test(error.message)))
  );
}

/** A result as it leaves: each of its errors with its code, in the caller's language. */
export function codedResult<R extends Pick<ExecutionResult, 'data' | 'errors'>>(
  result: R,
  acceptLanguage: string | null,
): R & { errors: GraphQLError[] } {
  const locale = localeOf(acceptLanguage);
  // A part of the answer is an answer: then the HTTP status is not that of one field's error.
  const isPartial = Object.values(result.data ?? {}).some((value) => value !== null);
  return { ...result, errors: (result.errors ?? []).map((error) => coded(error, locale, isPartial)) };
}

/** An error as it leaves: with a code of the catalogue, in the caller's language, without the library's inner details. */
function coded(error: GraphQLError, locale: Locale = 'zh', isPartial = false): GraphQLError {
  const { originalError: _inner, http, ...extensions } = error.extensions;
  const given = String(extensions['code'] ?? 'GRAPHQL_VALIDATION_FAILED');
  const code = given in FAILURES ? given : 'BAD_REQUEST';
  // Yoga answers some of these with 200 unless the client names the newer media type.
  const answered = code === 'BAD_REQUEST' ? { status: 400, ...(http as object), spec: false } : http;
  const english = extensions['english'];
  return createGraphQLError(locale === 'en' && typeof english === 'string' ? english : error.message, {
    nodes: error.nodes,
    path: error.path,
    extensions: { ...extensions, code, ...(answered && !isPartial ? { http: answered } : {}) },
  });
}
