import pino from 'pino';
import { startJobs } from '../../core/jobs/runner.ts';
import { openPlatform } from '../../core/open-platform.ts';
import { MODULES } from '../../core/composition.ts';

// A worker of its own process, so that a test can kill it: APP_URL JOBS_URL NOW.
const [appUrl = '', jobsUrl = '', now = ''] = process.argv.slice(2);
const { platform } = await openPlatform({
  appUrl,
  modules: MODULES,
  tokenSecret: Buffer.alloc(32, 7),
  documentSecret: Buffer.alloc(32, 8),
  log: pino({ level: 'silent' }),
  now: () => new Date(now),
});
await startJobs(platform, jobsUrl);
process.stdout.write('working\n');
