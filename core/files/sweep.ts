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
  for (const { id: townshipId } of platform.directory.townships) {
    const old = await platform.files.keptBefore(townshipId, before);
    if (old.length === 0) continue;
    const rows = await inScope(platform.prisma, { kind: 'township', townshipId }, (tx) =>
      tx.storedFile.findMany({ where: { townshipId, id: { in: old } }, select: { id: true } }),
    );
    const known = new Set(rows.map((row) => row.id));
    for (const id of old.filter((name) => !known.has(name))) {
      await platform.files.remove({ townshipId, id });
      swept += 1;
    }
  }
  return swept + (await sweepIncoming(platform.files.incoming, before));
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
