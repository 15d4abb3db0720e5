import { Logger, parseCronItems, run, type Runner, type TaskList } from 'graphile-worker';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { perform, SYSTEM } from '../acts/act.ts';
import { sealAudit } from '../audit/sealing.ts';
import { openPool } from '../db/breakable-pool.ts';
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

/** Pause before the queue's worker is started again, in milliseconds. */
const RESTART_MS = 1_000;

/** The queue's worker as long as it is wanted. */
export interface Jobs {
  /** Lets running jobs finish, then ends. */
  stop(): Promise<void>;
}

/**
 * Starts the job queue's worker on the role that owns only the queue; the tasks act through the application role.
 * The library's worker gives up for good when its schedule meets a lost database, so it is started again.
 */
export async function startJobs(platform: Platform, jobsUrl: string): Promise<Jobs> {
  const { pool, breakOff } = openPool({
    connectionString: jobsUrl,
    max: 4,
    connectionTimeoutMillis: 2_000,
    query_timeout: 10_000,
    application_name: 'bianmin-jobs',
  });
  pool.on('error', (error) => platform.log.warn({ err: error }, 'job queue connection lost'));
  platform.onSilence(breakOff);
  const stopped = new AbortController();
  let runner = await startRunner(platform, pool);
  const kept = (async () => {
    for (;;) {
      await runner.promise.catch((error: unknown) => platform.log.warn({ err: error }, 'jobs broke off'));
      for (let again: Runner | null = null; again === null;) {
        if (stopped.signal.aborted) return;
        await sleep(RESTART_MS, undefined, { signal: stopped.signal }).catch(() => undefined);
        if (stopped.signal.aborted) return;
        again = await startRunner(platform, pool).catch(() => null);
        if (!again) continue;
        runner = again;
        // Asked to stop while it started.
        if (stopped.signal.aborted) await runner.stop().catch(() => undefined);
      }
    }
  })();
  return {
    stop: async () => {
      stopped.abort();
      await runner.stop().catch(() => undefined);
      await kept;
      await pool.end().catch(() => undefined);
    },
  };
}

async function startRunner(platform: Platform, pgPool: pg.Pool): Promise<Runner> {
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
  // What a killed worker left in the outboxes does not wait for the next minute.
  await runner.addJob('deliver-all', {}, { jobKey: 'deliver-all' }).catch(() => undefined);
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
