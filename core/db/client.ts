import type pg from 'pg';
import { openPool, type BreakablePool } from './breakable-pool.ts';
import { adoptedBy, SessionAdapter, type Sender } from './session-adapter.ts';
import { PrismaClient, Prisma } from '../../prisma/generated/client/client.ts';

export { Prisma, PrismaClient };

/** A Prisma client bound to one open transaction. */
export type Tx = Prisma.TransactionClient;

/** Longest a statement may run in the serving role, in milliseconds. */
const STATEMENT_TIMEOUT_MS = 10_000;

/** Longest that Prisma keeps what it takes for a transaction; the session it belongs to ends sooner. */
const ADOPTION_MS = 3_600_000;

/** What a session is opened on. */
export interface Database {
  readonly pool: pg.Pool;
  /** Runs `work` with a Prisma client all of whose statements go through `sender`. */
  adopt(sender: Sender, work: (tx: Tx) => Promise<void>): Promise<void>;
}

/** The serving client and the means to cut its connections off, when the database is silent on them. */
export interface OpenClient {
  /** Outside a session it asks statement by statement, in no township: the county's own tables only. */
  readonly prisma: PrismaClient;
  /** As the pool's. */
  readonly breakOff: BreakablePool['breakOff'];
  close(): Promise<void>;
}

const databases = new WeakMap<PrismaClient, Database>();

/** The database behind a serving client. */
export function databaseOf(prisma: PrismaClient): Database {
  const database = databases.get(prisma);
  if (!database) throw new Error('not a serving client');
  return database;
}

/** Opens the serving client of the application role: named prepared statements, bounded waits. */
export function openClient(appUrl: string, connections = 10): OpenClient {
  const { pool, breakOff, close } = openPool({
    connectionString: appUrl,
    max: connections,
    pipeline: true,
    connectionTimeoutMillis: 2_000,
    answerTimeoutMs: STATEMENT_TIMEOUT_MS + 2_000,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    idle_in_transaction_session_timeout: 60_000,
    application_name: 'bianmin',
  });
  const prisma = new PrismaClient({ adapter: new SessionAdapter(pool), errorFormat: 'minimal' });
  const adopt: Database['adopt'] = (sender, work) =>
    adoptedBy(sender, () => prisma.$transaction(work, { maxWait: 5_000, timeout: ADOPTION_MS }));
  databases.set(prisma, { pool, adopt });
  return {
    prisma,
    breakOff,
    close: async () => {
      await prisma.$disconnect();
      await close();
    },
  };
}
