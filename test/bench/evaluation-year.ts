import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { MODULES } from '../../core/composition.ts';
import { main, progress } from '../../core/cli/session.ts';
import { prepareDatabase } from '../../core/db/prepare.ts';
import { openPlatform } from '../../core/open-platform.ts';
import { closeYear, type YearSize } from './assessed-year.ts';
import { TOKEN_SECRET } from './database.ts';

/** The county that `npm run evaluation-year` closes a year of, on a database of its own that it throws away. */
const SIZE: YearSize = { year: 2026, townships: 14, staff: 30, seed: 7 };

await main(async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'bianmin-year-'));
  const database = await prepareDatabase({ dataDir }, progress);
  let now = new Date(`${SIZE.year}-01-01T09:00:00+08:00`);
  const open = await openPlatform({
    appUrl: database.appUrl,
    modules: MODULES,
    tokenSecret: TOKEN_SECRET,
    documentSecret: Buffer.alloc(32, 8),
    fileLinkSecret: Buffer.alloc(32, 10),
    log: pino({ level: 'silent' }),
    now: () => now,
    listen: false,
  });
  try {
    const at = (day: string) => void (now = new Date(`${day}T09:00:00+08:00`));
    const report = await closeYear({ platform: open.platform, at }, SIZE, progress);
    process.stdout.write(
      `${SIZE.townships} townships, ${SIZE.staff} staff each: ${report.entries} entries, ${report.periods} periods, ${report.sheets} sheets, ${report.replayed} replayed byte for byte; ${report.seconds.toFixed(1)} s in all, at most ${Math.round(report.slowestMonthMs)} ms for a month of a township\n`,
    );
  } finally {
    await open.close();
    await database.close();
    await rm(dataDir, { recursive: true, force: true });
  }
});
