import DataLoader from 'dataloader';
import type { Directory } from '../county/directory.ts';
import type { PrismaClient } from '../db/client.ts';
import type { Context } from '../graphql/context.ts';
import type { ItemVersionRow } from './store.ts';

/** A version of an item by its key. */
export interface VersionKey {
  readonly townshipId: string;
  readonly itemId: string;
  readonly itemVersion: number;
}

/** The version of an item that a case rests on: from the process's memory, or read once and kept. */
export function itemVersionOf(ctx: Context, key: VersionKey): ItemVersionRow | Promise<ItemVersionRow> {
  return (
    ctx.platform.directory.findItemVersion(key.townshipId, key.itemId, key.itemVersion) ??
    ctx.itemVersions.load(key)
  );
}

/** Loads many old versions in one statement a township, and keeps them for other operations. */
export function itemVersions(db: PrismaClient, directory: Directory): Context['itemVersions'] {
  const textOf = (key: VersionKey) => `${key.townshipId}/${key.itemId}/${key.itemVersion}`;
  return new DataLoader<VersionKey, ItemVersionRow, string>(
    async (keys) => {
      const found = new Map<string, ItemVersionRow>();
      for (const townshipId of new Set(keys.map((key) => key.townshipId))) {
        const own = keys.filter((key) => key.townshipId === townshipId);
        const rows = await db.serviceItemVersion.findMany({
          where: { townshipId, OR: own.map(({ itemId, itemVersion: version }) => ({ itemId, version })) },
        });
        for (const row of rows) {
          directory.keepItemVersion(row);
          found.set(textOf({ ...row, itemVersion: row.version }), row);
        }
      }
      return keys.map((key) => found.get(textOf(key)) ?? new Error('a case must have its item version'));
    },
    { cacheKeyFn: textOf },
  );
}
