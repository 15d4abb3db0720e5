import { Logger, parseCronItems, run, type Runner, type TaskList } from 'graphile-worker';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { performInEachTownship } from '../acts/each-township.ts';
import { sealAudit } from '../audit/sealing.ts';
import { openPool, type BreakablePool } from '../db/breakable-pool.ts';
import { sweepOverdue } from '../clocks/sweep.ts';
import { deliverEvents } from '../events/delivery.ts';
import { sweepFiles } from '../files/sweep.ts';
import { applyDueDecisions } from '../modules/configure.ts';
import { sendMessage, sendWaiting, type MessageKey } from '../notifications/sending.ts';
import type { Platform } from '../platform.ts';
import { forgetOldKeys } from '../idempotency/forget.ts';

/** Runs every job of every module once in each township where the module is on. */
export async function runModuleJobs(platform: Platform): Promise<void> {
  for (const module of platform.registry.modules)
    for (const job of module.jobs ?? [])
      await performInEachTownship(platform, job.run, {
        where: (townshipId) => platform.switches.isEnabled(townshipId, module.id),
      });
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

/** What one worker of the library does. */
interface Work {
  /** Name of its connections. */
  readonly name: string;
  readonly tasks: (platform: Platform) => TaskList;
  /** Periodic tasks and when they run. */
  readonly schedule: Readonly<Record<string, string>>;
  /** What is done at its start, for what a killed worker left. */
  readonly first: string;
}

/** The work of the kernel, by task name. */
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
    'sweep-files': async () => void (await sweepFiles(platform)),
    'forget-idempotency-keys': () => forgetOldKeys(platform),
  };
}

/** Sending of messages: apart, so that a gateway that does not answer holds up no date and no event. */
function sendingTasksOf(platform: Platform): TaskList {
  return {
    'send-message': (payload) => sendMessage(platform, payload as MessageKey),
    'send-waiting': () => sendWaiting(platform),
  };
}

const EVERY_MINUTE = '* * * * *';

/** Pause before the next attempt to connect or to start the worker again, in milliseconds. */
const RETRY_MS = 500;

/** Longest that a worker which gave up is waited for, in milliseconds. */
const FAREWELL_MS = 5_000;

/** The queue's worker as long as it is wanted. */
export interface Jobs {
  /** Lets running jobs finish, then ends. */
  stop(): Promise<void>;
}

/** One run of the library's worker, with a pool of its own. */
interface Worker {
  readonly runner: Runner;
  readonly pool: BreakablePool;
  /** Resolves when the worker gives up or was stopped. */
  readonly over: Promise<unknown>;
}

/**
 * Starts the job queue's workers, one for sending alone, on the role that owns only the queue; the tasks act through the application role.
 * The library's worker gives up for good when it cannot note how a job ended, so it is then started again.
 */
export async function startJobs(platform: Platform, jobsUrl: string): Promise<Jobs> {
  const wanted = new AbortController();
  const kept = await Promise.all(
    [KERNEL, SENDING].map((work) => keepWorking(platform, jobsUrl, work, wanted.signal)),
  );
  return {
    stop: async () => {
      wanted.abort();
      await Promise.all(kept.map((worker) => worker.stop()));
    },
  };
}

async function keepWorking(
  platform: Platform,
  jobsUrl: string,
  work: Work,
  wanted: AbortSignal,
): Promise<Jobs> {
  let worker = await startWorker(platform, jobsUrl, work, wanted);
  platform.onSilence(() => void worker.pool.breakOff());
  const kept = (async () => {
    for (;;) {
      await worker.over;
      if (wanted.aborted) return;
      platform.log.warn('the job queue’s worker gave up and is started again');
      void end(worker);
      await sleep(RETRY_MS, undefined, { signal: wanted }).catch(() => undefined);
      const again = await startWorker(platform, jobsUrl, work, wanted).catch(() => null);
      if (again) worker = again;
    }
  })();
  return {
    stop: async () => {
      await end(worker);
      await kept;
    },
  };
}

async function end({ runner, pool }: Worker): Promise<void> {
  const stopped = runner.stop().catch(() => undefined);
  await Promise.race([stopped, sleep(FAREWELL_MS, undefined, { ref: false })]);
  void pool.close().catch(() => undefined);
}

async function startWorker(
  platform: Platform,
  jobsUrl: string,
  work: Work,
  wanted: AbortSignal,
): Promise<Worker> {
  const pool = openPool({
    connectionString: jobsUrl,
    max: 4,
    connectionTimeoutMillis: 2_000,
    answerTimeoutMs: 10_000,
    application_name: work.name,
  });
  const runner = await run({
    pgPool: patient(pool.pool, wanted),
    taskList: work.tasks(platform),
    concurrency: 2,
    noHandleSignals: true,
    // Without a batch nobody awaits the note that a job is done, and its failure would end the process.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    logger: new Logger(() => (level, message) => platform.log[LEVELS[level]](message)),
    parsedCronItems: parseCronItems(
      Object.entries(work.schedule).map(([task, match]) => ({ task, match, options: { backfillPeriod: 0 } })),
    ),
  });
  const gaveUp = new Promise((resolve) => runner.events.once('pool:gracefulShutdown', resolve));
  const over = Promise.race([gaveUp, runner.promise.catch(() => undefined)]);
  // What a killed worker left does not wait for the next minute.
  await runner.addJob(work.first, {}, { jobKey: work.first }).catch(() => undefined);
  return { runner, pool, over };
}

/** Makes a pool wait for a database that is away, as long as it is wanted: the library takes a refusal as final. */
function patient(pool: pg.Pool, wanted: AbortSignal): pg.Pool {
  const connectOnce = pool.connect.bind(pool) as () => Promise<pg.PoolClient>;
  const connect = async (): Promise<pg.PoolClient> => {
    for (;;)
      try {
        return await connectOnce();
      } catch (error) {
        if (wanted.aborted) throw error;
        await sleep(RETRY_MS, undefined, { ref: false });
      }
  };
  type Done = (error: unknown, client?: pg.PoolClient, release?: pg.PoolClient['release']) => void;
  pool.connect = ((done?: Done) => {
    if (!done) return connect();
    connect().then(
      (client) => done(undefined, client, client.release.bind(client)),
      (error: unknown) => done(error),
    );
    return undefined;
  }) as typeof pool.connect;
  return pool;
}

/** The queue's own log levels in ours; what it calls information is noise here. */
const LEVELS = {
  error: 'error',
  warning: 'warn',
  info: 'debug',
  debug: 'trace',
} as const;

const KERNEL: Work = {
  name: 'bianmin-jobs',
  tasks: tasksOf,
  schedule: {
    'deliver-all': EVERY_MINUTE,
    'sweep-overdue': EVERY_MINUTE,
    'apply-module-decisions': EVERY_MINUTE,
    'run-module-jobs': '*/5 * * * *',
    'seal-audit': EVERY_MINUTE,
    'sweep-files': '37 * * * *',
    'forget-idempotency-keys': '17 * * * *',
  },
  first: 'deliver-all',
};

const SENDING: Work = {
  name: 'bianmin-messages',
  tasks: sendingTasksOf,
  schedule: { 'send-waiting': EVERY_MINUTE },
  first: 'send-waiting',
};
