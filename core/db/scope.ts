import { databaseOf, type PrismaClient, type Tx } from './client.ts';
import type { Scope, SessionScope } from './scope-sql.ts';
import { Session, sessionOf } from './session.ts';

export { isUuid, type Scope } from './scope-sql.ts';

/** Sets the township (and the county's reading scope) of the open transaction for the row-level policies. */
export async function setScope(tx: Tx, scope: Scope): Promise<void> {
  await sessionOf(tx).enter(scope);
}

/** Longest a transaction may stay open, in milliseconds. */
const TRANSACTION_TIMEOUT_MS = 20_000;

/** Runs `work` in one transaction that sees and writes only what `scope` allows. */
export function inScope<T>(
  prisma: PrismaClient,
  scope: Scope,
  work: (tx: Tx) => Promise<T>,
  options: { timeoutMs?: number } = {},
): Promise<T> {
  return within(prisma, scope, work, options.timeoutMs);
}

/** The program's own transaction over the reference data of all townships; no caller's request runs in it. */
export function asSystem<T>(prisma: PrismaClient, work: (tx: Tx) => Promise<T>): Promise<T> {
  return within(prisma, { kind: 'system' }, work);
}

/** The same for reading only: all that is read is of one moment. */
export async function readAsSystem<T>(prisma: PrismaClient, work: (tx: Tx) => Promise<T>): Promise<T> {
  const session = new Session(databaseOf(prisma), {
    mode: 'read',
    scope: { kind: 'system' },
    timeoutMs: TRANSACTION_TIMEOUT_MS,
  });
  try {
    return await work(session.client);
  } finally {
    await session.end();
  }
}

async function within<T>(
  prisma: PrismaClient,
  scope: SessionScope,
  work: (tx: Tx) => Promise<T>,
  timeoutMs = TRANSACTION_TIMEOUT_MS,
): Promise<T> {
  const session = new Session(databaseOf(prisma), { mode: 'write', scope, timeoutMs });
  let answer: T;
  try {
    answer = await work(session.client);
  } catch (error) {
    await session.rollback();
    throw error;
  }
  await session.commit();
  return answer;
}
