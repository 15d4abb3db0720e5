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

/** One version of an item, or null. */
export async function findItemVersion(
  tx: Tx,
  townshipId: string,
  itemId: string,
  version: number,
): Promise<ItemFacts | null> {
  const row = await tx.serviceItemVersion.findUnique({
    where: { townshipId_itemId_version: { townshipId, itemId, version } },
    include: WITH_ITEM,
  });
  return row && itemFactsOf(row);
}

/** The current version of an item, or null when the township has no such item. */
export async function findCurrentItem(tx: Tx, townshipId: string, itemId: string): Promise<ItemFacts | null> {
  const item = await tx.serviceItem.findUnique({ where: { townshipId_id: { townshipId, id: itemId } } });
  return item && findItemVersion(tx, townshipId, itemId, item.currentVersion);
}
