import type { PrismaClient, Tx } from './client.ts';

/** Whose rows a transaction may touch: one township's, or (reading only) the whole county's. */
export type Scope =
  | { readonly kind: 'township'; readonly townshipId: string }
  | { readonly kind: 'county'; readonly countyId: string };

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether a text is a lower-case uuid; `SET LOCAL` interpolates, so nothing else may reach it. */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}

/** Sets the township (and the county's reading scope) of the open transaction for the row-level policies. */
export async function setScope(tx: Tx, scope: Scope): Promise<void> {
  const id = scope.kind === 'township' ? scope.townshipId : scope.countyId;
  if (!isUuid(id)) throw new Error('a scope needs a uuid');
  await tx.$executeRawUnsafe(`SET LOCAL app.township_id = '${id}'`);
  if (scope.kind === 'county') await tx.$executeRawUnsafe(`SET LOCAL app.scope = 'county'`);
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
  return prisma.$transaction(
    async (tx) => {
      await setScope(tx, scope);
      return work(tx);
    },
    { maxWait: 5_000, timeout: options.timeoutMs ?? TRANSACTION_TIMEOUT_MS },
  );
}
