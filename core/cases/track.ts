import type { Platform } from '../platform.ts';
import { inScope } from '../db/scope.ts';
import { sameCode } from './query-code.ts';
import { townshipCodeOf } from './number-series.ts';
import { findCaseByNumber } from './store.ts';

/** Wrong codes for one number before it is locked, and for how long. */
const MAX_FAILURES = 5;
const LOCK_MS = 15 * 60 * 1000;

export type Tracked =
  | { readonly kind: 'found'; readonly townshipId: string; readonly id: string }
  | { readonly kind: 'wrong' }
  | { readonly kind: 'locked'; readonly until: Date };

/**
 * Finds a case by number and query code. Wrong codes are counted per number, known or not, so that neither a code can be
 * guessed nor the existence of a number be learnt; after five the number is locked for 15 minutes.
 */
export async function trackCase(platform: Platform, number: string, queryCode: string): Promise<Tracked> {
  const township = platform.directory.findTownshipByCode(townshipCodeOf(number) ?? '');
  if (!township) return { kind: 'wrong' };
  const townshipId = township.id;
  const now = platform.now();
  return inScope(platform.prisma, { kind: 'township', townshipId }, async (tx): Promise<Tracked> => {
    const key = { townshipId_number: { townshipId, number } };
    const attempt = await tx.trackAttempt.findUnique({ where: key });
    if (attempt?.lockedUntil && attempt.lockedUntil > now)
      return { kind: 'locked', until: attempt.lockedUntil };
    const found = await findCaseByNumber(tx, townshipId, number);
    if (found && sameCode(queryCode, found.queryCode)) {
      if (attempt) await tx.trackAttempt.deleteMany({ where: { townshipId, number } });
      return { kind: 'found', townshipId, id: found.id };
    }
    const failures = attempt?.lockedUntil ? 1 : (attempt?.failures ?? 0) + 1;
    const lockedUntil = failures >= MAX_FAILURES ? new Date(now.getTime() + LOCK_MS) : null;
    await tx.trackAttempt.upsert({
      where: key,
      create: { townshipId, number, failures: 1, lockedUntil: null },
      update: { failures: attempt?.lockedUntil ? 1 : { increment: 1 }, lockedUntil },
    });
    return { kind: 'wrong' };
  });
}
