import type { Act } from '../acts/act.ts';
import type { Prisma } from '../db/client.ts';

/** Since before anybody counted: of whom a township has from the start nobody knows the day of coming. */
const EVER = '0001-01-01';

/** Somebody of the staff with his window. */
interface Posted {
  readonly townshipId: string;
  readonly id: string;
  readonly windowId?: string | null;
}

/** The history of staff that were there before it was kept: at their windows since ever. */
export function standingPostings(staff: readonly Posted[]): Prisma.WindowPostingCreateManyInput[] {
  return staff.flatMap(({ townshipId, id: staffId, windowId }) =>
    windowId ? [{ townshipId, staffId, since: EVER, windowId }] : [],
  );
}

/**
 * Keeps that somebody is at another window, or at none, from the act's day on. Every act that writes a person's window, or
 * whether the person is in service, says so here; of several moves on a day the last one counts.
 */
export async function keepMove(act: Act, staffId: string, windowId: string | null): Promise<void> {
  const { townshipId, today: since, tx } = act;
  const key = { townshipId, staffId, since };
  await tx.windowPosting.upsert({
    where: { townshipId_staffId_since: key },
    create: { ...key, windowId },
    update: { windowId },
  });
  act.audit({
    verb: 'moveStaff',
    subjectType: 'WindowPosting',
    subjectId: staffId,
    fields: ['since', 'windowId'],
    content: { since, windowId },
  });
}
