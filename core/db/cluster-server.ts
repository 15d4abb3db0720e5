import { chmod, chown, mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Account, exists, runAs, runIntoFile } from './cluster-binaries.ts';
import type { Durability } from './cluster-location.ts';
import { connect } from './connection.ts';
import { DatabaseError, codeOf, reasonOf } from './database-error.ts';

/** Superuser of every embedded cluster. */
export const SUPERUSER = 'postgres';

/** How long a server may take to start, recover or stop, in milliseconds. */
const PATIENCE_MS = 120_000;

/** A log larger than this is set aside before the next start, in bytes. */
const LOG_LIMIT = 20_000_000;

/** One embedded cluster on disk and what is needed to run it. */
export interface Cluster {
  readonly data: string;
  readonly log: string;
  readonly password: string;
  readonly binaries: string;
  /** Undefined: the user of this process. */
  readonly account: Account | undefined;
  readonly durability: Durability;
}

/** The address of a cluster's maintenance database on `port`. */
export function maintenanceUrl(port: number, password: string): string {
  return `postgresql://${SUPERUSER}:${password}@127.0.0.1:${port}/postgres`;
}

/** Whether a server runs, and the port it has or (if it died) had; unknown after an orderly stop. */
export interface ServerState {
  running: boolean;
  port?: number;
}

/**
 * The state of the server of this data folder, waiting while it starts or stops.
 * Removes the lock file of a dead server whose process id now belongs to somebody else.
 * Throws DatabaseError if the server refuses the password or does not answer for two minutes.
 */
export async function serverState(data: string, password: string, log: string): Promise<ServerState> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const postmaster = await readPostmaster(data);
    if (!postmaster) return { running: false };
    const { pid, port } = postmaster;
    const owner = await processKind(pid, data);
    if (owner === 'other') await rm(join(data, 'postmaster.pid'), { force: true });
    if (owner !== 'server') return { running: false, port };
    if (port !== undefined) {
      const failure = await connect(maintenanceUrl(port, password), 'bianmin-probe').then(
        (client) => client.end(),
        (error: unknown) => ({ error }),
      );
      if (!failure) return { running: true, port };
      if (codeOf(failure.error).startsWith('28')) {
        throw new DatabaseError(
          `正在运行的内置数据库不接受数据文件夹中的密码（进程 ${pid}） / ` +
            `The running embedded database (process ${pid}) refuses the password of the data folder`,
        );
      }
      if (Date.now() > deadline) throw notAnswering(reasonOf(failure.error), log);
    }
    if (Date.now() > deadline) throw notAnswering(`process ${pid}`, log);
    await sleep(50);
  }
}

/** Creates the cluster; a creation that was interrupted leaves nothing that counts as one. */
export async function createCluster(cluster: Cluster): Promise<void> {
  const { account } = cluster;
  const unfinished = `${cluster.data}.new`;
  const passwordFile = `${cluster.data}.password`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { mode: 0o700 });
  await writeFile(passwordFile, cluster.password, { mode: 0o600 });
  try {
    if (account) {
      await chown(unfinished, account.uid, account.gid);
      await chown(passwordFile, account.uid, account.gid);
    }
    await runAs(account, join(cluster.binaries, 'bin', 'initdb'), [
      `--pgdata=${unfinished}`,
      `--username=${SUPERUSER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--no-instructions',
      ...(cluster.durability === 'throwaway' ? ['--no-sync'] : []),
    ]);
    await rename(unfinished, cluster.data);
  } catch (error) {
    const detail = ((error as { stderr?: string }).stderr ?? '').trim().split('\n').at(-1) || reasonOf(error);
    throw new DatabaseError(
      `不能建立内置数据库 ${cluster.data}：${detail} / Cannot create the embedded database ${cluster.data}: ${detail}`,
      { cause: error },
    );
  } finally {
    await rm(passwordFile, { force: true });
  }
}

/**
 * Starts the server as a daemon and resolves with its port when it accepts connections. Prefers the port it had
 * before, so that other processes of the same cluster find it again. Throws DatabaseError with the log's last word.
 */
export async function startServer(cluster: Cluster, preferredPort?: number): Promise<number> {
  const deadline = Date.now() + PATIENCE_MS;
  let wanted = preferredPort;
  await setLongLogAside(cluster.log);
  for (;;) {
    const port = await freePort(wanted);
    const { code, output } = await launch(cluster, port);
    if (code === 0) return port;
    // Slow recovery: the server is there, only later than pg_ctl waits.
    const state = await serverState(cluster.data, cluster.password, cluster.log);
    if (state.running && state.port !== undefined) return state.port;
    const lost = /could not (bind|create any TCP)/.test(output);
    // Backends of a killed server take a moment to notice that it is gone.
    const occupied = /still in use/.test(output);
    if (Date.now() > deadline || !(lost || occupied)) {
      const reason =
        /^.*FATAL: {2}(.*)$/m.exec(output)?.[1] ?? output.trim().split('\n').at(-1) ?? `exit ${code}`;
      throw new DatabaseError(
        `内置数据库不能启动：${reason}（日志 ${cluster.log}） / ` +
          `The embedded database does not start: ${reason} (log: ${cluster.log})`,
      );
    }
    if (lost) wanted = undefined;
    await sleep(200);
  }
}

/** Stops the server, ending what is still connected; resolves when it is gone. */
export async function stopServer(cluster: Cluster): Promise<void> {
  const log = await open(cluster.log, 'a', 0o600);
  try {
    const args = ['stop', `--pgdata=${cluster.data}`, '--mode=fast', '--wait', '--timeout=60'];
    await runIntoFile(cluster.account, join(cluster.binaries, 'bin', 'pg_ctl'), args, log.fd);
  } finally {
    await log.close();
  }
}

function notAnswering(reason: string, log: string): DatabaseError {
  return new DatabaseError(
    `内置数据库没有响应：${reason}（日志 ${log}） / The embedded database does not answer: ${reason} (log: ${log})`,
  );
}

async function launch(cluster: Cluster, port: number): Promise<{ code: number | null; output: string }> {
  const settings = [
    '-c listen_addresses=127.0.0.1',
    `-c port=${port}`,
    "-c unix_socket_directories=''",
    '-c timezone=UTC',
    '-c log_timezone=Asia/Shanghai',
    ...(cluster.durability === 'throwaway'
      ? [
          '-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c autovacuum=off -c max_connections=200',
        ]
      : []),
  ];
  const args = [
    'start',
    `--pgdata=${cluster.data}`,
    '--wait',
    '--timeout=60',
    `--options=${settings.join(' ')}`,
  ];
  // The file is opened here and inherited: the account need not be able to reach DATA_DIR.
  const log = await open(cluster.log, 'a+', 0o600);
  try {
    if (cluster.account) await log.chown(cluster.account.uid, cluster.account.gid);
    const { size } = await log.stat();
    const code = await runIntoFile(cluster.account, join(cluster.binaries, 'bin', 'pg_ctl'), args, log.fd);
    const { buffer, bytesRead } = await log.read({ position: size, buffer: Buffer.alloc(65_536) });
    return { code, output: buffer.toString('utf8', 0, bytesRead) };
  } finally {
    await log.close();
  }
}

async function setLongLogAside(log: string): Promise<void> {
  if ((await exists(log)) && (await stat(log)).size > LOG_LIMIT) await rename(log, `${log}.1`);
  if (await exists(log)) await chmod(log, 0o600);
}

/** First lines of postmaster.pid: process id, data folder, start time, port (absent while it is being written). */
async function readPostmaster(data: string): Promise<{ pid: number; port: number | undefined } | undefined> {
  const text = await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '');
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  return pid > 0 ? { pid, port: port > 0 ? port : undefined } : undefined;
}

/** Whether a process id is the server of `data`, some other process (ids are reused), or nobody. */
async function processKind(pid: number, data: string): Promise<'server' | 'other' | 'none'> {
  if (process.platform === 'linux') {
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => undefined);
    if (command === undefined) return 'none';
    return command.split('\0').includes(data) ? 'server' : 'other';
  }
  try {
    process.kill(pid, 0);
    return 'server';
  } catch (error) {
    return codeOf(error) === 'EPERM' ? 'other' : 'none';
  }
}

/** `wanted` if nobody listens on it, else a port the system picks. */
async function freePort(wanted: number | undefined): Promise<number> {
  for (const candidate of wanted === undefined ? [0] : [wanted, 0]) {
    const port = await new Promise<number | undefined>((resolve) => {
      const server = createServer();
      server.once('error', () => resolve(undefined));
      server.listen(candidate, '127.0.0.1', () => {
        const address = server.address();
        server.close(() => resolve(typeof address === 'object' && address ? address.port : undefined));
      });
    });
    if (port !== undefined) return port;
  }
  throw new DatabaseError('127.0.0.1 没有可用的端口 / No free port on 127.0.0.1');
}
