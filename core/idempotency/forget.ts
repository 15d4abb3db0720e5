import { inScope } from '../db/scope.ts';
import type { Platform } from '../platform.ts';

/** A retry later than this is a new request. */
const KEPT_MS = 48 * 60 * 60 * 1000;

/** Removes idempotency keys that no client can still be retrying, and counts of wrong query codes of the days before. */
export async function forgetOldKeys(platform: Platform): Promise<void> {
  const before = new Date(platform.now().getTime() - KEPT_MS);
  for (const { id: townshipId } of platform.directory.townships)
    await inScope(platform.prisma, { kind: 'township', townshipId }, async (tx) => {
      await tx.idempotencyKey.deleteMany({ where: { townshipId, at: { lt: before } } });
      await tx.trackAttempt.deleteMany({ where: { townshipId, lastAt: { lt: before } } });
    });
}
