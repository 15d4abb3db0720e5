import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import {
  access,
  chmod,
  chown,
  cp,
  mkdir,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Account, SHARED_FOLDER, canEnter, exists, makeSharedFolder } from './cluster-binaries.ts';
import { DatabaseError, codeOf } from './database-error.ts';

const RECORD = 'postgres-location.json';

/** Note beside moved data: which DATA_DIR it belongs to. */
const OWNER_NOTE = 'belongs-to';

/** Mark of a cluster that may be deleted once no folder refers to it; a durable one never is. */
const THROWAWAY_NOTE = 'throwaway';

/** `throwaway` gives up durability for speed: tests and scratch work only. */
export type Durability = 'durable' | 'throwaway';

/** Creates DATA_DIR if needed and returns its real path; throws DatabaseError if it cannot be written. */
export async function openDataDir(dataDir: string): Promise<string> {
  try {
    const created = await mkdir(dataDir, { recursive: true });
    // Others may pass through but not list: the server's account needs the way to its data.
    if (created !== undefined && isRoot()) await chmod(dataDir, 0o711);
    await access(dataDir, constants.W_OK | constants.X_OK);
    return await realpath(dataDir);
  } catch (error) {
    throw new DatabaseError(
      `数据文件夹 ${dataDir} 不能写入（${codeOf(error)}），请检查权限或改设 DATA_DIR / ` +
        `The data folder ${dataDir} cannot be written (${codeOf(error)}): check its permissions or set DATA_DIR`,
    );
  }
}

/** Where the cluster of this DATA_DIR lies (or will be created): beside the other data unless it had to be moved. */
export async function dataLocation(dataDir: string): Promise<string> {
  const record = join(dataDir, RECORD);
  if (!(await exists(record))) return join(dataDir, 'postgres');
  const { data } = JSON.parse(await readFile(record, 'utf8')) as { data: string };
  const owner = await readFile(join(dirname(data), OWNER_NOTE), 'utf8').catch(() => undefined);
  if (owner === undefined) {
    throw new DatabaseError(
      `${record} 记录的数据库 ${data} 已不存在，删除该记录文件即从空数据库开始 / ` +
        `The database ${data} noted in ${record} is gone: delete that note to begin with an empty database`,
    );
  }
  if (owner !== dataDir && (await readFile(join(owner, RECORD), 'utf8').catch(() => '')).includes(data)) {
    throw new DatabaseError(
      `${record} 记录的数据库属于 ${owner}（本文件夹是其副本），删除该记录文件即从空数据库开始 / ` +
        `The database noted in ${record} belongs to ${owner}, of which this folder is a copy: delete that note to begin with an empty database`,
    );
  }
  if (owner !== dataDir) await writeFile(join(dirname(data), OWNER_NOTE), dataDir);
  return data;
}

/**
 * The account PostgreSQL runs as: undefined for an ordinary user (his own); for root the owner of existing data,
 * else the system user `postgres`, else `nobody`.
 */
export async function serverAccount(data: string): Promise<Account | undefined> {
  if (!isRoot()) return undefined;
  const users = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  const accounts = users.map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }));
  const owner = await stat(data).catch(() => undefined);
  if (owner && owner.uid !== 0) {
    const name = accounts.find((account) => account.uid === owner.uid)?.name ?? `#${owner.uid}`;
    return { name, uid: owner.uid, gid: owner.gid };
  }
  const account = ['postgres', 'nobody']
    .map((name) => accounts.find((candidate) => candidate.name === name && candidate.uid > 0))
    .find((candidate) => candidate !== undefined);
  if (account) return account;
  throw new DatabaseError(
    'PostgreSQL 拒绝以 root 运行，而本机没有 postgres 或 nobody 用户：请建立其一，或设置 DATABASE_URL / ' +
      'PostgreSQL refuses to run as root and this machine has no user postgres or nobody: create one, or set DATABASE_URL',
  );
}

/**
 * A data folder `account` can reach, `data` if possible. Otherwise the cluster (moved there if it exists already)
 * lies under `/var/lib/bianmin` from now on, which is noted in DATA_DIR. Call it only while the server is stopped.
 */
export async function reachableData(
  dataDir: string,
  data: string,
  account: Account | undefined,
  durability: Durability,
  progress: (line: string) => void,
): Promise<string> {
  if (!account || (await canEnter(account, dirname(data)))) {
    if (account && (await exists(data))) await handOver(data, account);
    return data;
  }
  const folder = join(SHARED_FOLDER, randomBytes(6).toString('hex'));
  const moved = join(folder, 'data');
  progress(
    `系统用户 ${account.name} 无法进入 ${dataDir}，数据库的数据放在 ${moved} / ` +
      `The system user ${account.name} cannot enter ${dataDir}; the database keeps its data in ${moved}`,
  );
  await makeSharedFolder();
  await mkdir(folder);
  await chmod(folder, 0o755);
  await writeFile(join(folder, OWNER_NOTE), dataDir);
  if (durability === 'throwaway') await dropAbandoned();
  if (await exists(data)) await moveFolder(data, moved, account);
  const record = join(dataDir, RECORD);
  await writeFile(`${record}.new`, `${JSON.stringify({ data: moved })}\n`);
  await rename(`${record}.new`, record);
  // Last, so that another process never takes it for abandoned while it is being made.
  if (durability === 'throwaway') await writeFile(join(folder, THROWAWAY_NOTE), '');
  return moved;
}

/** Deletes throwaway clusters of checkouts that no longer exist or have another one now. */
async function dropAbandoned(): Promise<void> {
  for (const name of await readdir(SHARED_FOLDER)) {
    const folder = join(SHARED_FOLDER, name);
    if (!(await exists(join(folder, THROWAWAY_NOTE)))) continue;
    const owner = await readFile(join(folder, OWNER_NOTE), 'utf8').catch(() => '');
    const record = await readFile(join(owner, RECORD), 'utf8').catch(() => '');
    if (!record.includes(folder)) await rm(folder, { recursive: true, force: true });
  }
}

/** Data copied by root belong to root; PostgreSQL insists on owning them. */
async function handOver(data: string, account: Account): Promise<void> {
  if ((await stat(data)).uid !== account.uid) await chownAll(data, account);
}

async function moveFolder(from: string, to: string, account: Account): Promise<void> {
  try {
    await rename(from, to);
    await handOver(to, account);
  } catch (error) {
    if (codeOf(error) !== 'EXDEV') throw error;
    await cp(from, to, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true });
    await chownAll(to, account);
    await rm(from, { recursive: true });
  }
}

async function chownAll(folder: string, account: Account): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isSymbolicLink()) await chown(join(entry.parentPath, entry.name), account.uid, account.gid);
  }
  await chown(folder, account.uid, account.gid);
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}
