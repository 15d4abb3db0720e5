import pino from 'pino';
import { startJobs } from '../../core/jobs/runner.ts';
import { openGateways } from '../../core/notifications/open-gateways.ts';
import { readMessageSettings } from '../../core/notifications/settings.ts';
import { openPlatform } from '../../core/open-platform.ts';
import { MODULES } from '../../core/composition.ts';
import { SECRETS } from './secrets.ts';

// A worker of its own process, so that a test can kill it: APP_URL JOBS_URL NOW; gateways as the environment names them.
const [appUrl = '', jobsUrl = '', now = ''] = process.argv.slice(2);
const { platform } = await openPlatform({
  appUrl,
  modules: MODULES,
  ...SECRETS,
  gateways: openGateways(readMessageSettings(process.env).settings),
  log: pino({ level: 'silent' }),
  now: () => new Date(now),
});
await startJobs(platform, jobsUrl);
process.stdout.write('working\n');
