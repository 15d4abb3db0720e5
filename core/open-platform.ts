import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import pg from 'pg';
import pino, { type Logger } from 'pino';
import { CHANNEL } from './acts/act.ts';
import type { Config } from './config.ts';
import { Directory } from './county/directory.ts';
import { openClient } from './db/client.ts';
import { assertServingRole } from './db/serving-role.ts';
import type { ModuleManifest } from './modules/manifest.ts';
import { loadRegistry } from './modules/registry.ts';
import { Switches } from './modules/switches.ts';
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
  readonly log: Logger;
  readonly now?: () => Date;
  /** Hear of changes that other processes make; a one-shot tool does not need to. */
  readonly listen?: boolean;
}

/** Connects as the application role, loads the reference data and listens for changes of it. */
export async function openPlatform(options: PlatformOptions): Promise<OpenPlatform> {
  const now = options.now ?? (() => new Date());
  const registry = loadRegistry(options.modules);
  await refuseOtherRoles(options.appUrl);
  const prisma = openClient(options.appUrl);
  const directory = new Directory(prisma);
  await directory.reload();
  const switches = new Switches(directory, registry, now);
  const listener = options.listen === false ? null : new Listener(options.appUrl, directory, options.log);
  await listener?.start();
  return {
    platform: {
      prisma,
      directory,
      registry,
      switches,
      now,
      log: options.log,
      tokenSecret: options.tokenSecret,
    },
    healthy: async () => (await prisma.$queryRaw<unknown[]>`select 1`).length === 1,
    close: async () => {
      await listener?.stop();
      await prisma.$disconnect();
    },
  };
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

/** One dedicated connection that hears of changed reference data and reloads it; reconnects and reloads when lost. */
class Listener {
  readonly #url: string;
  readonly #directory: Directory;
  readonly #log: Logger;
  #client: pg.Client | null = null;
  #stopped = false;

  constructor(url: string, directory: Directory, log: Logger) {
    this.#url = url;
    this.#directory = directory;
    this.#log = log;
  }

  async start(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.#url,
      application_name: 'bianmin-listen',
      keepAlive: true,
    });
    client.on('error', () => undefined);
    client.on('end', () => this.#reconnect(client));
    client.on('notification', () => this.#reload());
    await client.connect();
    await client.query(`listen ${CHANNEL}`);
    this.#client = client;
    // What changed while nobody listened.
    await this.#directory.reload();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#client?.end();
  }

  #reload(): void {
    this.#directory.reload().catch((error: unknown) => this.#log.warn({ err: error }, 'reload failed'));
  }

  #reconnect(lost: pg.Client): void {
    if (this.#stopped || (this.#client !== null && this.#client !== lost)) return;
    this.#client = null;
    setTimeout(() => {
      if (!this.#stopped) this.start().catch(() => this.#reconnect(lost));
    }, 500).unref();
  }
}

/** The secret that signs tokens, generated once per data folder. */
export async function tokenSecret(dataDir: string): Promise<Uint8Array> {
  const file = join(dataDir, 'token-secret');
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
  return pino({ level, base: null, redact: ['*.password', '*.phone', '*.idNumber', 'authorization'] });
}
