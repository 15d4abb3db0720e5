import pino from 'pino';
import { MODULES } from '../../core/composition.ts';
import { main, progress } from '../../core/cli/session.ts';
import { migrate } from '../../core/db/migrate.ts';
import { connectionUrls } from '../../core/db/roles.ts';
import { withScratchDatabase } from '../../core/db/scratch-cluster.ts';
import { openPlatform } from '../../core/open-platform.ts';
import { SECRETS } from '../support/secrets.ts';
import { closeYear, type YearSize } from './assessed-year.ts';

/** The county that `npm run evaluation-year` closes a year of, on a database of its own that is dropped afterwards. */
const SIZE: YearSize = { year: 2026, townships: 14, staff: 30, seed: 7 };

await main(() =>
  withScratchDatabase(async (ownerUrl) => {
    await migrate(ownerUrl, () => undefined);
    const { appUrl } = await connectionUrls(ownerUrl);
    let now = new Date(`${SIZE.year}-01-01T09:00:00+08:00`);
    const open = await openPlatform({
      appUrl,
      modules: MODULES,
      ...SECRETS,
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
    }
  }),
);
