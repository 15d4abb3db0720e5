import type { Platform } from '../platform.ts';
import type { Tx } from '../db/client.ts';
import { inScope } from '../db/scope.ts';
import { sameCode } from './query-code.ts';
import { townshipCodeOf } from './number-series.ts';
import { findCaseByNumber } from './store.ts';

/** Wrong codes for one number before it is locked, and for how long. */
const MAX_FAILURES = 5;
const LOCK_MS = 15 * 60 * 1000;
/** No case number is longer; what is, need not be looked for. */
const LONGEST_NUMBER = 64;

export type Tracked =
  | { readonly kind: 'found'; readonly townshipId: string; readonly id: string }
  | { readonly kind: 'wrong' }
  | { readonly kind: 'locked'; readonly until: Date };

/**
 * Finds a case by number and query code. Wrong codes are counted per number, known or not, so that neither a code can be
 * guessed nor the existence of a number be learnt; after five the number is locked for 15 minutes.
 */
export function trackCase(platform: Platform, number: string, queryCode: string): Promise<Tracked> {
  return trackByNumber(platform, { number, queryCode, prefix: '', find: findCaseByNumber });
}

/** The same for whatever has a number of the form of a case's, behind a prefix that tells it apart. */
export function trackByNumber(
  platform: Platform,
  { prefix, ...asked }: Omit<TrackedByCode, 'townshipCode'> & { readonly prefix: string },
): Promise<Tracked> {
  const own = asked.number.startsWith(prefix);
  const townshipCode = own ? townshipCodeOf(asked.number.slice(prefix.length)) : null;
  return trackByCode(platform, { ...asked, townshipCode });
}

/** What is tracked by a number and a query code; the number's wrong codes are counted whatever it names. */
export interface TrackedByCode {
  readonly number: string;
  readonly queryCode: string;
  /** The township that the number names, or null. */
  readonly townshipCode: string | null;
  readonly find: (
    tx: Tx,
    townshipId: string,
    number: string,
  ) => Promise<{ id: string; queryCode: string } | null>;
}

/** The same for whatever has a number and a query code: one way to count wrong codes and to lock. */
export async function trackByCode(platform: Platform, asked: TrackedByCode): Promise<Tracked> {
  const { number, queryCode } = asked;
  const township = platform.directory.findTownshipByCode(asked.townshipCode ?? '');
  if (!township || number.length > LONGEST_NUMBER) return { kind: 'wrong' };
  const townshipId = township.id;
  const now = platform.now();
  return inScope(platform.prisma, { kind: 'township', townshipId }, async (tx): Promise<Tracked> => {
    const key = { townshipId_number: { townshipId, number } };
    const attempt = await tx.trackAttempt.findUnique({ where: key });
    if (attempt?.lockedUntil && attempt.lockedUntil > now)
      return { kind: 'locked', until: attempt.lockedUntil };
    const found = await asked.find(tx, townshipId, number);
    if (found && sameCode(queryCode, found.queryCode)) {
      if (attempt) await tx.trackAttempt.deleteMany({ where: { townshipId, number } });
      return { kind: 'found', townshipId, id: found.id };
    }
    await countFailure(tx, townshipId, number, now);
    return { kind: 'wrong' };
  });
}

/** In one statement, so that codes tried at the same time are all counted. A lock that is over begins a new count. */
async function countFailure(tx: Tx, townshipId: string, number: string, now: Date): Promise<void> {
  const until = new Date(now.getTime() + LOCK_MS);
  await tx.$executeRaw`
    insert into "TrackAttempt" as a ("townshipId", "number", "failures", "lastAt") values (${townshipId}::uuid, ${number}, 1, ${now})
    on conflict ("townshipId", "number") do update set
      "lastAt" = ${now},
      "failures" = case when a."lockedUntil" <= ${now} then 1 else a."failures" + 1 end,
      "lockedUntil" = case
        when a."lockedUntil" > ${now} then a."lockedUntil"
        when a."lockedUntil" is null and a."failures" + 1 >= ${MAX_FAILURES} then ${until}
      end`;
}
