import { PrismaPg } from '@prisma/adapter-pg';
import { openPool, type BreakablePool } from './breakable-pool.ts';
import { PrismaClient, Prisma } from '../../prisma/generated/client/client.ts';

export { Prisma, PrismaClient };

/** A Prisma client bound to one open transaction. */
export type Tx = Prisma.TransactionClient;

/** Longest a statement may run in the serving role, in milliseconds. */
const STATEMENT_TIMEOUT_MS = 10_000;

/** The serving client and the means to cut its connections off, when the database is silent on them. */
export interface OpenClient {
  readonly prisma: PrismaClient;
  /** As the pool's. */
  readonly breakOff: BreakablePool['breakOff'];
}

/** Opens the serving client of the application role: named prepared statements, bounded waits. */
export function openClient(appUrl: string, connections = 10): OpenClient {
  const { pool, breakOff } = openPool({
    connectionString: appUrl,
    max: connections,
    connectionTimeoutMillis: 2_000,
    query_timeout: STATEMENT_TIMEOUT_MS + 2_000,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    idle_in_transaction_session_timeout: 60_000,
    application_name: 'bianmin',
  });
  const adapter = new PrismaPg(pool, {
    statementNameGenerator: boundedNames(500),
    disposeExternalPool: true,
  });
  return { prisma: new PrismaClient({ adapter, errorFormat: 'minimal' }), breakOff };
}

/** Names the first `limit` distinct statements; later ones stay unnamed, so the server's memory is bounded. */
function boundedNames(limit: number) {
  const names = new Map<string, string>();
  return (query: { sql: string }): string => {
    let name = names.get(query.sql);
    if (name === undefined) {
      if (names.size >= limit) return '';
      name = `s${names.size}`;
      names.set(query.sql, name);
    }
    return name;
  };
}
