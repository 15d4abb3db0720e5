import type { Prisma, Tx } from '../db/client.ts';
import type { CaseFacts } from './contribution.ts';

/** A case with all its columns. */
export type CaseRow = Readonly<Prisma.CaseGetPayload<object>>;

/** A case by id in the act's township, or null. */
export function findCase(tx: Tx, townshipId: string, id: string): Promise<CaseRow | null> {
  return tx.case.findUnique({ where: { townshipId_id: { townshipId, id } } });
}

/** A case by its number, or null. */
export function findCaseByNumber(tx: Tx, townshipId: string, number: string): Promise<CaseFacts | null> {
  return tx.case.findUnique({ where: { townshipId_number: { townshipId, number } } });
}

/**
 * Moves a case on if nobody else did meanwhile; the version in the `where` is the lock.
 * Returns null when the case was changed by another transaction.
 */
export async function advanceCase(
  tx: Tx,
  seen: CaseFacts,
  data: Prisma.CaseUncheckedUpdateManyInput,
): Promise<CaseRow | null> {
  const rows = await tx.case.updateManyAndReturn({
    where: { townshipId: seen.townshipId, id: seen.id, version: seen.version },
    data: { ...data, version: { increment: 1 } },
  });
  return rows[0] ?? null;
}
