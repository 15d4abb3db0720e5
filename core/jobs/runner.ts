import { Logger, parseCronItems, run, type Runner, type TaskList } from 'graphile-worker';
import pg from 'pg';
import { perform, SYSTEM } from '../acts/act.ts';
import { sealAudit } from '../audit/sealing.ts';
import { sweepOverdue } from '../clocks/sweep.ts';
import { deliverEvents } from '../events/delivery.ts';
import { applyDueDecisions } from '../modules/configure.ts';
import type { Platform } from '../platform.ts';
import { forgetOldKeys } from '../idempotency/forget.ts';

/** Runs every job of every module once in each township where the module is on. */
export async function runModuleJobs(platform: Platform): Promise<void> {
  for (const module of platform.registry.modules)
    for (const job of module.jobs ?? [])
      for (const { id: townshipId } of platform.directory.townships) {
        if (!platform.switches.isEnabled(townshipId, module.id)) continue;
        await perform(platform, { townshipId, actor: SYSTEM, mayBeSilent: true }, job.run);
      }
}

/** Delivers every township's outbox; catches what a killed worker left behind. */
export async function deliverAll(platform: Platform): Promise<void> {
  for (const { id } of platform.directory.townships) await deliverEvents(platform, id);
}

/** Chains the audit of the county and of every township. */
export async function sealAll(platform: Platform): Promise<void> {
  const { county, townships } = platform.directory;
  for (const id of [...(county ? [county.id] : []), ...townships.map((t) => t.id)])
    await sealAudit(platform, id);
}

/** All periodic work of the kernel, by task name. */
export function tasksOf(platform: Platform): TaskList {
  return {
    'deliver-events': async (payload) => {
      await deliverEvents(platform, (payload as { townshipId: string }).townshipId);
    },
    'deliver-all': () => deliverAll(platform),
    'sweep-overdue': async () => void (await sweepOverdue(platform)),
    'apply-module-decisions': async () => void (await applyDueDecisions(platform)),
    'run-module-jobs': () => runModuleJobs(platform),
    'seal-audit': () => sealAll(platform),
    'forget-idempotency-keys': () => forgetOldKeys(platform),
  };
}

const EVERY_MINUTE = '* * * * *';

/** Starts the job queue's worker on the role that owns only the queue; the tasks act through the application role. */
export async function startJobs(platform: Platform, jobsUrl: string): Promise<Runner> {
  const pgPool = new pg.Pool({ connectionString: jobsUrl, max: 4, application_name: 'bianmin-jobs' });
  pgPool.on('error', (error) => platform.log.warn({ err: error }, 'job queue connection lost'));
  pgPool.on('connect', (client) => void client.on('error', () => undefined));
  const runner = await run({
    pgPool,
    taskList: tasksOf(platform),
    concurrency: 2,
    noHandleSignals: true,
    logger: new Logger(() => (level, message) => platform.log[LEVELS[level]](message)),
    parsedCronItems: parseCronItems(
      Object.entries(SCHEDULE).map(([task, match]) => ({ task, match, options: { backfillPeriod: 0 } })),
    ),
  });
  runner.events.on('stop', () => void pgPool.end().catch(() => undefined));
  return runner;
}

/** The queue's own log levels in ours; what it calls information is noise here. */
const LEVELS = {
  error: 'error',
  warning: 'warn',
  info: 'debug',
  debug: 'trace',
} as const;

const SCHEDULE: Readonly<Record<string, string>> = {
  'deliver-all': EVERY_MINUTE,
  'sweep-overdue': EVERY_MINUTE,
  'apply-module-decisions': EVERY_MINUTE,
  'run-module-jobs': '*/5 * * * *',
  'seal-audit': EVERY_MINUTE,
  'forget-idempotency-keys': '17 * * * *',
};
