import type { Platform } from '../platform.ts';
import type { Prisma, Tx } from '../db/client.ts';
import type { Fee, ItemFacts, Material } from './rules.ts';

/** What a version row must be loaded with to become facts. */
export const WITH_ITEM = {
  item: {
    select: {
      code: true,
      stationId: true,
      posts: { select: { windowId: true, staffAId: true, staffBId: true } },
    },
  },
} as const satisfies Prisma.ServiceItemVersionInclude;

/** A version of an item as it stands in its table; it never changes. */
export type ItemVersionRow = Readonly<Prisma.ServiceItemVersionGetPayload<object>>;

type VersionRow = Prisma.ServiceItemVersionGetPayload<{ include: typeof WITH_ITEM }>;

/** The facts of a version row. */
export function itemFactsOf(row: VersionRow): ItemFacts {
  return {
    ...row,
    code: row.item.code,
    stationId: row.item.stationId,
    materials: row.materials as unknown as Material[],
    fees: row.fees as unknown as Fee[],
    post: row.item.posts[0] ?? null,
  };
}

/** One version of an item, or null. A version that is neither current nor kept is read and kept. */
export async function findItemVersion(
  { platform: { directory }, tx, townshipId }: { platform: Platform; tx: Tx; townshipId: string },
  itemId: string,
  version: number,
): Promise<ItemFacts | null> {
  const item = directory.findItem(townshipId, itemId);
  if (item?.current.version === version) return item.facts;
  const kept = item && directory.findItemVersion(townshipId, itemId, version);
  if (kept) {
    const { post } = item.facts;
    return itemFactsOf({ ...kept, item: { ...item, posts: post ? [post] : [] } });
  }
  const row = await tx.serviceItemVersion.findUnique({
    where: { townshipId_itemId_version: { townshipId, itemId, version } },
    include: WITH_ITEM,
  });
  if (!row) return null;
  const { item: _item, ...columns } = row;
  directory.keepItemVersion(columns);
  return itemFactsOf(row);
}
