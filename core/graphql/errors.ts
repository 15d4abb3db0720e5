import { GraphQLError } from 'graphql';
import { createGraphQLError } from 'graphql-yoga';
import type { Platform } from '../platform.ts';
import { Failure } from './failure.ts';

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
  'ETIMEDOUT',
  '57P01',
  '57P02',
  '57P03',
  '08006',
  '53300',
]);

/** Keeps what is meant for the caller, names an unreachable database, and masks every bug behind a request id. */
export function maskError(platform: Platform, error: unknown): Error {
  const original = error instanceof GraphQLError ? (error.originalError ?? error) : error;
  // The GraphQL library's own errors have no original; those of others are ours only with a code.
  if (error === original && error instanceof GraphQLError) return error;
  if (original instanceof GraphQLError && typeof original.extensions['code'] === 'string')
    return error as GraphQLError;
  const place = error instanceof GraphQLError ? { nodes: error.nodes, path: error.path } : {};
  if (isUnreachable(original)) {
    const failure = new Failure('SERVICE_UNAVAILABLE', undefined, { retryable: true });
    return createGraphQLError(failure.message, { ...place, extensions: failure.extensions });
  }
  if (isPlainMistake(original)) {
    const failure = new Failure('BAD_INPUT');
    return createGraphQLError(failure.message, { ...place, extensions: failure.extensions });
  }
  platform.log.error({ err: original }, 'unexpected error');
  const failure = new Failure('INTERNAL_SERVER_ERROR');
  return createGraphQLError(failure.message, {
    ...place,
    extensions: { code: failure.extensions['code'], english: failure.extensions['english'] },
  });
}

function isUnreachable(error: unknown): boolean {
  for (
    let e = error as { code?: unknown; cause?: unknown; name?: unknown; message?: unknown } | undefined,
      i = 0;
    e && i < 4;
    i++
  ) {
    if (typeof e.code === 'string' && UNREACHABLE.has(e.code)) return true;
    if (e.name === 'PrismaClientInitializationError') return true;
    if (
      typeof e.message === 'string' &&
      /timeout exceeded when trying to connect|Connection terminated|Can't reach database server|server has closed the connection/i.test(
        e.message,
      )
    )
      return true;
    e = e.cause as typeof e;
  }
  return false;
}

/** Global ids and cursors that Pothos could not read. */
function isPlainMistake(error: unknown): boolean {
  return (
    error instanceof Error &&
    (error.name === 'PothosValidationError' || /Invalid (global ID|.*cursor)/i.test(error.message))
  );
}

/** An error with a stable code: those of the GraphQL library itself get theirs by where they arose. */
export function coded(error: GraphQLError): GraphQLError {
  if (typeof error.extensions['code'] === 'string') return error;
  const code = error.path === undefined ? 'GRAPHQL_VALIDATION_FAILED' : 'BAD_INPUT';
  return createGraphQLError(error.message, {
    nodes: error.nodes,
    path: error.path,
    extensions: { ...error.extensions, code },
  });
}
