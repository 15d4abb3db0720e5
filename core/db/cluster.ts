import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { lock } from 'proper-lockfile';
import type { Config } from '../config.ts';
import { exists, usableBinaries } from './cluster-binaries.ts';
import { LEASE_NAME, Lease, isLastClient } from './cluster-lease.ts';
import {
  type Durability,
  dataLocation,
  openDataDir,
  reachableData,
  serverAccount,
} from './cluster-location.ts';
import {
  type Cluster,
  createCluster,
  maintenanceUrl,
  serverState,
  startServer,
  stopServer,
} from './cluster-server.ts';
import { connect, withDatabase } from './connection.ts';
import { DatabaseError, reasonOf } from './database-error.ts';
import { checkExternalDatabase } from './external-database.ts';

/** The database of the platform within the embedded cluster. */
const DATABASE = 'bianmin';

/** A database that can be reached; hold it until the process needs it no more. */
export interface OpenDatabase {
  /** Address with the owner's credentials: to migrate, never to serve. */
  ownerUrl: string;
  embedded: boolean;
  /** Gives the database back; the embedded server stops with its last user. Close own connections before. */
  close(): Promise<void>;
}

/**
 * Opens the database: DATABASE_URL if set (checked for reach and version), else the embedded PostgreSQL under
 * DATA_DIR, which is created, started or, if another process runs it already, shared. `progress` gets one sentence
 * for each thing worth knowing. Throws DatabaseError.
 */
export async function openDatabase(
  config: Pick<Config, 'dataDir' | 'databaseUrl'>,
  progress: (line: string) => void,
  durability: Durability = 'durable',
): Promise<OpenDatabase> {
  if (config.databaseUrl !== undefined) {
    await checkExternalDatabase(config.databaseUrl);
    return { ownerUrl: config.databaseUrl, embedded: false, close: async () => undefined };
  }
  const dataDir = await openDataDir(config.dataDir);
  const { cluster, port, client } = await locked(dataDir, () => enter(dataDir, progress, durability));
  const lease = new Lease(client, progress, (lost) =>
    locked(dataDir, async () => {
      if (!lost.isWanted) return;
      const again = await enter(dataDir, progress, durability, port);
      if (again.port !== port) {
        progress(
          `内置数据库换到了端口 ${again.port}，请重新启动本程序 / ` +
            `The embedded database moved to port ${again.port}: restart this program`,
        );
      }
      lost.hold(again.client);
    }),
  );
  let closing: Promise<void> | undefined;
  return {
    ownerUrl: withDatabase(maintenanceUrl(port, cluster.password), DATABASE),
    embedded: true,
    close: () => (closing ??= locked(dataDir, () => leave(lease, cluster))),
  };
}

/** Makes sure that the server runs and takes a lease on it. Only under the lock. */
async function enter(
  dataDir: string,
  progress: (line: string) => void,
  durability: Durability,
  knownPort?: number,
): Promise<{ cluster: Cluster; port: number; client: pg.Client }> {
  const found = await dataLocation(dataDir);
  const password = await clusterPassword(dataDir, await exists(found));
  const log = join(dataDir, 'postgres.log');
  const account = await serverAccount(found);
  const binaries = await usableBinaries(account, progress);
  const state = await serverState(found, password, log);
  const data = state.running ? found : await reachableData(dataDir, found, account, durability, progress);
  const cluster: Cluster = { data, log, password, binaries, account, durability };
  if (!(await exists(data))) {
    progress(`首次启动，正在建立数据库 ${data} / First start: creating the database ${data}`);
    await createCluster(cluster);
  }
  const running = state.running ? state.port : undefined;
  const port = running ?? (await startServer(cluster, knownPort ?? state.port));
  const client = await connect(maintenanceUrl(port, password), LEASE_NAME);
  const { rowCount } = await client.query('select from pg_database where datname = $1', [DATABASE]);
  if (rowCount === 0) await client.query(`create database ${DATABASE}`);
  return { cluster, port, client };
}

/** Gives the lease back and stops the server if nobody else uses it. Only under the lock. */
async function leave(lease: Lease, cluster: Cluster): Promise<void> {
  const client = lease.release();
  if (!client) return;
  try {
    const last = await isLastClient(client);
    await client.end();
    if (last) await stopServer(cluster);
  } catch {
    // The server is gone already: nothing is left to stop.
  }
}

/** The superuser's password, made with the cluster and kept in DATA_DIR for its owner alone. */
async function clusterPassword(dataDir: string, clusterExists: boolean): Promise<string> {
  const file = join(dataDir, 'postgres-password');
  if (await exists(file)) return (await readFile(file, 'utf8')).trim();
  if (clusterExists) {
    throw new DatabaseError(
      `内置数据库的密码文件 ${file} 不见了，请从备份恢复它 / ` +
        `The embedded database's password file ${file} is missing: restore it from a backup`,
    );
  }
  const password = randomBytes(24).toString('hex');
  await writeFile(file, `${password}\n`, { mode: 0o600, flag: 'wx' });
  return password;
}

/**
 * Runs `work` while no other process starts, joins or leaves the cluster of this DATA_DIR. The lock of a killed
 * process falls after eight seconds.
 */
async function locked<T>(dataDir: string, work: () => Promise<T>): Promise<T> {
  const release = await lock(dataDir, {
    lockfilePath: join(dataDir, 'postgres.lock'),
    realpath: false,
    stale: 8_000,
    update: 2_000,
    retries: { retries: 1_000, minTimeout: 50, maxTimeout: 200, factor: 1.5 },
    onCompromised: () => undefined,
  }).catch((error: unknown) => {
    throw new DatabaseError(
      `另一个进程一直占用数据文件夹 ${dataDir}（${reasonOf(error)}） / ` +
        `Another process keeps the data folder ${dataDir} locked (${reasonOf(error)})`,
    );
  });
  try {
    return await work();
  } finally {
    await release().catch(() => undefined);
  }
}
