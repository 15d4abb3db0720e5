import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import pino, { type Logger } from 'pino';
import { CHANNEL } from './acts/act.ts';
import type { Config } from './config.ts';
import { Directory } from './county/directory.ts';
import { openClient, type PrismaClient } from './db/client.ts';
import { Lifeline } from './db/lifeline.ts';
import { readAsSystem } from './db/scope.ts';
import { assertServingRole } from './db/serving-role.ts';
import type { ModuleManifest } from './modules/manifest.ts';
import { DiskFiles, type FileStore } from './files/file-store.ts';
import { loadRegistry } from './modules/registry.ts';
import { Switches } from './modules/switches.ts';
import { NO_GATEWAYS, type Gateways } from './notifications/gateway.ts';
import type { Platform } from './platform.ts';

/** A platform with the connections it holds. */
export interface OpenPlatform {
  readonly platform: Platform;
  /** Whether the database answers. */
  healthy(): Promise<boolean>;
  close(): Promise<void>;
}

export interface PlatformOptions {
  readonly appUrl: string;
  readonly modules: readonly ModuleManifest[];
  readonly tokenSecret: Uint8Array;
  readonly documentSecret: Uint8Array;
  readonly fileLinkSecret: Uint8Array;
  /** Where files handed in lie; left out: in a folder of this process among the temporary ones. */
  readonly files?: FileStore;
  /** Left out: this machine's port 4000. */
  readonly publicUrl?: string;
  readonly log: Logger;
  readonly now?: () => Date;
  /** Where messages leave; none for a program that sends nothing. */
  readonly gateways?: Gateways;
  /** Hear of changes that other processes make; a one-shot tool does not need to. */
  readonly listen?: boolean;
}

/** Connects as the application role, loads the reference data and listens for changes of it. */
export async function openPlatform(options: PlatformOptions): Promise<OpenPlatform> {
  const now = options.now ?? (() => new Date());
  const registry = loadRegistry(options.modules);
  await refuseOtherRoles(options.appUrl);
  const { prisma, breakOff, close } = openClient(options.appUrl);
  const onSilence = new Set<() => void>();
  const directory = new Directory((work) => readAsSystem(prisma, work));
  await directory.reload();
  const switches = new Switches(directory, registry, now);
  const lifeline =
    options.listen === false
      ? null
      : new Lifeline({
          url: options.appUrl,
          channel: CHANNEL,
          refresh: (tenant) => directory.reload(tenant),
          onSilence: () => {
            onSilence.forEach((act) => act());
            return breakOff();
          },
          warn: (error, message) => options.log.warn({ err: error }, message),
        });
  await lifeline?.start();
  return {
    platform: {
      prisma,
      directory,
      registry,
      switches,
      now,
      log: options.log,
      gateways: options.gateways ?? NO_GATEWAYS,
      tokenSecret: options.tokenSecret,
      documentSecret: options.documentSecret,
      fileLinkSecret: options.fileLinkSecret,
      files: options.files ?? new DiskFiles(join(tmpdir(), `bianmin-files-${process.pid}`)),
      publicUrl: options.publicUrl ?? 'http://localhost:4000',
      onSilence: (act) => void onSilence.add(act),
    },
    healthy: () => answers(prisma),
    close: async () => {
      await lifeline?.stop();
      await close();
    },
  };
}

/** Longest that the question after health waits for the database, in milliseconds. */
const HEALTH_TIMEOUT_MS = 3_000;

async function answers(prisma: PrismaClient): Promise<boolean> {
  const over = new AbortController();
  const tooLong = sleep(HEALTH_TIMEOUT_MS, false, { signal: over.signal }).catch(() => false);
  const answer = prisma.$queryRaw<unknown[]>`select 1`.then(
    (rows) => rows.length === 1,
    () => false,
  );
  return Promise.race([answer, tooLong]).finally(() => over.abort());
}

async function refuseOtherRoles(appUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: appUrl, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await assertServingRole(client);
  } finally {
    await client.end();
  }
}

/** The secrets of a data folder, each for one purpose: to sign tokens, to seal documents, to sign links to files. */
export async function secretsOf(
  dataDir: string,
): Promise<Pick<PlatformOptions, 'tokenSecret' | 'documentSecret' | 'fileLinkSecret'>> {
  return {
    tokenSecret: await secretIn(dataDir, 'token-secret'),
    documentSecret: await secretIn(dataDir, 'document-secret'),
    fileLinkSecret: await secretIn(dataDir, 'file-link-secret'),
  };
}

/** A secret, generated once per data folder. */
async function secretIn(dataDir: string, name: string): Promise<Uint8Array> {
  const file = join(dataDir, name);
  await mkdir(dataDir, { recursive: true });
  // `wx`: of several processes that start at once, one writes and all read what it wrote.
  await writeFile(file, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' }).catch(
    (error: unknown) => {
      if ((error as { code?: string }).code !== 'EEXIST') throw error;
    },
  );
  for (let attempt = 0; attempt < 20; attempt++) {
    const text = await readFile(file, 'utf8');
    if (text.length === 64) return Buffer.from(text, 'hex');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${file} is damaged`);
}

/** The program's log: JSON lines on standard output, without personal data. */
export function createLog(level: Config['logLevel']): Logger {
  return pino({
    level,
    base: null,
    redact: ['*.password', '*.phone', '*.email', '*.address', '*.idNumber', 'authorization'],
  });
}
