import { trackByCode } from '../cases/track.ts';
import type { Directory } from '../county/directory.ts';
import type { Tx } from '../db/client.ts';
import type { Document } from '../../prisma/generated/client/client.ts';
import type { Platform } from '../platform.ts';
import { isGenuine } from './seal.ts';

/** What becomes of a document's number (or id) and a code. `UNKNOWN` does not tell which of the two was wrong. */
export type Verified =
  | { readonly kind: 'GENUINE' | 'ALTERED'; readonly row: Document }
  | { readonly kind: 'UNKNOWN' }
  | { readonly kind: 'LOCKED'; readonly until: Date };

/**
 * Verifies a document by its number and the code on the paper. Wrong codes are counted as those of cases are, and lock the
 * number for a while; whether the number exists cannot be learnt.
 */
export function verifyByNumber(platform: Platform, number: string, code: string): Promise<Verified> {
  const township = townshipOfNumber(platform.directory, number);
  return verify(platform, { key: number, township, code }, (tx, townshipId) =>
    tx.document.findUnique({ where: { townshipId_number: { townshipId, number } } }),
  );
}

/** The same by township and uuid, as the link on the paper names it. */
export function verifyById(
  platform: Platform,
  { township, id }: { readonly township: string; readonly id: string },
  code: string,
): Promise<Verified> {
  return verify(platform, { key: id, township, code }, (tx, townshipId) =>
    tx.document.findUnique({ where: { townshipId_id: { townshipId, id } } }),
  );
}

async function verify(
  platform: Platform,
  asked: { readonly key: string; readonly township: string | null; readonly code: string },
  find: (tx: Tx, townshipId: string) => Promise<Document | null>,
): Promise<Verified> {
  let row: Document | null = null;
  const tracked = await trackByCode(platform, {
    number: asked.key,
    queryCode: asked.code,
    townshipCode: asked.township,
    find: async (tx, townshipId) => {
      row = await find(tx, townshipId);
      return row?.code == null ? null : { id: row.id, queryCode: row.code };
    },
  });
  if (tracked.kind === 'locked') return { kind: 'LOCKED', until: tracked.until };
  const found = row as Document | null;
  if (tracked.kind === 'wrong' || !found) return { kind: 'UNKNOWN' };
  const genuine = isGenuine(platform.documentSecret, found);
  if (!genuine) platform.log.warn({ documentId: found.id }, 'a document is not as it was issued');
  return { kind: genuine ? 'GENUINE' : 'ALTERED', row: found };
}

/** A document's number begins with the name of its township; of two names the longer one is meant. */
function townshipOfNumber({ townships }: Directory, number: string): string | null {
  const named = townships.filter(({ name }) => number.startsWith(name));
  return named.toSorted((a, b) => b.name.length - a.name.length)[0]?.code ?? null;
}
