import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { inScope } from '../db/scope.ts';
import type { Platform } from '../platform.ts';

/** How long bytes may lie without a row, in milliseconds: no upload takes that long. */
const ORPHAN_MS = 60 * 60 * 1000;

/**
 * Removes bytes that no row speaks of: those of a refused or rolled back upload, and what a killed process was receiving.
 * Returns how many.
 */
export async function sweepFiles(
  platform: Platform,
  // Files are dated by the machine, whatever day the platform shows.
  before = new Date(Date.now() - ORPHAN_MS),
): Promise<number> {
  let swept = 0;
  for (const { id: townshipId } of platform.directory.townships)
    for await (const old of platform.files.keptBefore(townshipId, before))
      swept += await sweepOrphans(platform, townshipId, old);
  return swept + (await sweepIncoming(platform.files.incoming, before));
}

async function sweepOrphans(platform: Platform, townshipId: string, old: string[]): Promise<number> {
  const rows = await inScope(platform.prisma, { kind: 'township', townshipId }, (tx) =>
    tx.storedFile.findMany({ where: { townshipId, id: { in: old } }, select: { id: true } }),
  );
  const known = new Set(rows.map((row) => row.id));
  const orphans = old.filter((id) => !known.has(id));
  for (const id of orphans) await platform.files.remove({ townshipId, id });
  return orphans.length;
}

async function sweepIncoming(folder: string, before: Date): Promise<number> {
  let swept = 0;
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => null);
    if (!found || found.mtime >= before) continue;
    await rm(path, { force: true });
    swept += 1;
  }
  return swept;
}
