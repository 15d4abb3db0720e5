import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readConfig, SettingError, type Config } from '../config.ts';
import { DatabaseError } from '../db/database-error.ts';
import { prepareDatabase, type PreparedDatabase } from '../db/prepare.ts';
import { createLog, openPlatform, secretsOf } from '../open-platform.ts';
import type { Platform } from '../platform.ts';
import { ManifestProblems } from '../modules/registry.ts';
import { MODULES } from '../composition.ts';
import { seedDemo } from '../../prisma/seed/demo.ts';
import { join } from 'node:path';

/** A sentence for the person at the terminal; the program ends with exit code 1. */
export class Stop extends Error {
  override name = 'Stop';
}

/** What a command-line tool works with. */
export interface Session {
  readonly config: Config;
  readonly platform: Platform;
  readonly database: PreparedDatabase;
  /** Whether the database answers. */
  healthy(): Promise<boolean>;
}

/** A line of progress goes to standard error, so that standard output holds only results. */
export function progress(line: string): void {
  process.stderr.write(`${line}\n`);
}

/**
 * Opens database and platform for a tool, whether or not a server runs on them, and gives both back afterwards.
 * The database is stopped only if this tool started it and nobody else uses it.
 */
export async function withSession<T>(
  work: (session: Session) => Promise<T>,
  options: { demo?: boolean; now?: () => Date } = {},
): Promise<T> {
  const config = readConfig();
  const database = await prepareDatabase(config, progress);
  try {
    const open = await openPlatform({
      appUrl: database.appUrl,
      modules: MODULES,
      ...(await secretsOf(config.dataDir)),
      publicUrl: config.publicUrl,
      log: createLog('warn'),
      listen: false,
      ...(options.now ? { now: options.now } : {}),
    });
    try {
      if (options.demo !== false) await ensureCounty(open.platform, config, database);
      return await work({ config, platform: open.platform, database, healthy: () => open.healthy() });
    } finally {
      await open.close();
    }
  } finally {
    await database.close();
  }
}

/** Loads the demo county in a process of its own, so that the server does not keep the memory that loading takes. */
export async function ensureCountyApart(platform: Platform, config: Config): Promise<void> {
  if (platform.directory.county || config.demo === 'off') return;
  const child = spawn(process.execPath, [join(import.meta.dirname, 'seed.ts')], { stdio: ['ignore', 2, 2] });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Stop('演示数据没有载入 / the demo county could not be loaded');
  await platform.directory.reload();
}

/** Loads the demo county into an empty database, unless the setting says not to. */
export async function ensureCounty(
  platform: Platform,
  config: Config,
  database: PreparedDatabase,
): Promise<void> {
  if (platform.directory.county || config.demo === 'off') return;
  await seedDemo(platform, database.ownerUrl, {
    secretsFile: join(config.dataDir, 'demo-accounts.json'),
    progress,
  });
  await platform.directory.reload();
}

/** Runs a tool: what it throws becomes one sentence and exit code 1; only a bug shows its stack. */
export async function main(tool: () => Promise<void>): Promise<void> {
  try {
    await tool();
  } catch (error) {
    process.exitCode = 1;
    if (isSentence(error)) progress(error.message);
    else progress(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
}

function isSentence(error: unknown): error is Error {
  return (
    error instanceof Stop ||
    error instanceof SettingError ||
    error instanceof DatabaseError ||
    error instanceof ManifestProblems
  );
}
