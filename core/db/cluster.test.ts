import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, cp, mkdir, mkdtemp, readFile, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { projectRoot } from '../config.ts';
import { openDatabase } from './cluster.ts';
import { withConnection, withDatabase } from './connection.ts';
import { DatabaseError } from './database-error.ts';
import { checkExternalDatabase } from './external-database.ts';

const script = join(projectRoot, 'test', 'support', 'cluster-user.ts');
const isRoot = process.getuid?.() === 0;
const quiet = () => undefined;
const folders: string[] = [];

/** A folder for one cluster, removed (and its server ended) after the test. */
async function dataFolder(mode = 0o711): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'bianmin-cluster-'));
  await chmod(folder, mode);
  folders.push(folder);
  return folder;
}

/** A cluster that was used and stopped before; the tests share it, each leaves it stopped. */
let used = '';

beforeAll(async () => {
  used = await mkdtemp(join(tmpdir(), 'bianmin-cluster-'));
  await chmod(used, 0o711);
  await (await openDatabase({ dataDir: used }, quiet, 'throwaway')).close();
});

afterEach(async () => {
  await kill(used);
  for (const folder of folders.splice(0)) {
    await kill(folder);
    const moved = await movedData(folder);
    if (moved !== undefined) await rm(dirname(moved), { recursive: true, force: true });
    await rm(folder, { recursive: true, force: true });
  }
});

afterAll(() => rm(used, { recursive: true, force: true }));

/** Ends a server that a failed test left running. */
async function kill(folder: string): Promise<void> {
  const pid = await postmaster(folder).catch(() => undefined);
  if (pid !== undefined) process.kill(pid, 'SIGKILL');
}

async function movedData(folder: string): Promise<string | undefined> {
  const record = await readFile(join(folder, 'postgres-location.json'), 'utf8').catch(() => undefined);
  return record === undefined ? undefined : (JSON.parse(record) as { data: string }).data;
}

/** Process id of the running server; rejects if there is no postmaster.pid. */
async function postmaster(folder: string): Promise<number> {
  const data = (await movedData(folder)) ?? join(folder, 'postgres');
  return Number((await readFile(join(data, 'postmaster.pid'), 'utf8')).split('\n')[0]);
}

/** Another process that has the database open. */
async function user(folder: string): Promise<{ ownerUrl: string; lines: string[]; child: ChildProcess }> {
  const child = spawn(process.execPath, [script, folder], { stdio: ['pipe', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return { ...(JSON.parse(line) as { ownerUrl: string; lines: string[] }), child };
}

async function finish({ child }: { child: ChildProcess }): Promise<void> {
  child.stdin?.end();
  await once(child, 'exit');
}

async function answers(url: string): Promise<boolean> {
  return withConnection(url, (client) => client.query('select 1')).then(
    () => true,
    () => false,
  );
}

describe('the embedded database', () => {
  it('is created at the first start, for this machine only', async () => {
    const folder = await dataFolder();
    const lines: string[] = [];
    const database = await openDatabase({ dataDir: folder }, (line) => lines.push(line), 'throwaway');
    const { rows } = await withConnection(database.ownerUrl, (client) =>
      client.query(`select current_database() as name, current_setting('listen_addresses') as listen,
        current_setting('unix_socket_directories') as sockets, current_setting('server_encoding') as encoding,
        (select datlocale from pg_database where datname = current_database()) as locale,
        (select rolpassword ~ '^SCRAM-SHA-256' from pg_authid where rolname = current_user) as scram`),
    );
    expect(rows).toEqual([
      { name: 'bianmin', listen: '127.0.0.1', sockets: '', encoding: 'UTF8', locale: 'C.UTF-8', scram: true },
    ]);
    expect(lines).toEqual([expect.stringMatching(/^首次启动.* \/ First start/)]);
    expect((await stat(join(folder, 'postgres-password'))).mode & 0o777).toBe(0o600);
    expect(await answers(database.ownerUrl.replace(/:[0-9a-f]{48}@/, ':wrong@'))).toBe(false);
    await database.close();
    expect(await answers(database.ownerUrl)).toBe(false);
    expect(await readdir(join(folder, 'postgres'))).not.toContain('postmaster.pid');
  });

  it('is shared by processes and stops with the last of them', async () => {
    const folder = await dataFolder();
    const [first, second] = await Promise.all([user(folder), user(folder)]);
    expect(second.ownerUrl).toBe(first.ownerUrl);
    expect([...first.lines, ...second.lines]).toHaveLength(1);
    await finish(first);
    expect(await answers(first.ownerUrl)).toBe(true);
    await finish(second);
    expect(await answers(first.ownerUrl)).toBe(false);
  });

  it('stops when its last users leave at the same moment', async () => {
    const users = await Promise.all([user(used), user(used), user(used)]);
    await Promise.all(users.map(finish));
    await expect(postmaster(used)).rejects.toThrow('ENOENT');
  });

  it('outlives a killed process and is adopted by the next', async () => {
    const killed = await user(used);
    const pid = await postmaster(used);
    killed.child.kill('SIGKILL');
    await once(killed.child, 'exit');
    const database = await openDatabase({ dataDir: used }, quiet, 'throwaway');
    expect(database.ownerUrl).toBe(killed.ownerUrl);
    expect(await postmaster(used)).toBe(pid);
    await database.close();
    expect(await answers(database.ownerUrl)).toBe(false);
  });

  it('comes back after its server was killed, with its data, at the same address', async () => {
    const database = await openDatabase({ dataDir: used }, quiet, 'throwaway');
    await withConnection(database.ownerUrl, async (client) => {
      await client.query('create table kept (id int)');
      await client.query('checkpoint');
    });
    process.kill(await postmaster(used), 'SIGKILL');
    for (let tries = 0; tries < 100 && !(await answers(database.ownerUrl)); tries += 1) await sleep(50);
    await withConnection(database.ownerUrl, (client) => client.query('insert into kept values (1)'));
    await database.close();
    expect(await answers(database.ownerUrl)).toBe(false);
  });

  it('starts at the same address although a dead server left its postmaster.pid', async () => {
    const killed = await user(used);
    const pid = await postmaster(used);
    killed.child.kill('SIGKILL');
    process.kill(pid, 'SIGKILL');
    const database = await openDatabase({ dataDir: used }, quiet, 'throwaway');
    expect(await postmaster(used)).not.toBe(pid);
    expect(database.ownerUrl).toBe(killed.ownerUrl);
    expect(await answers(database.ownerUrl)).toBe(true);
    await database.close();
  });

  it('starts although the id in postmaster.pid now belongs to another process', async () => {
    const stale = `${process.pid}\n${join(used, 'postgres')}\n1700000000\n5432\n\n127.0.0.1\n1 1\nready   \n`;
    await writeFile(join(used, 'postgres', 'postmaster.pid'), stale, { mode: 0o600 });
    const database = await openDatabase({ dataDir: used }, quiet, 'throwaway');
    expect(await answers(database.ownerUrl)).toBe(true);
    await database.close();
  });

  it('does not wait long for a process that was killed while it held the lock', async () => {
    const lock = join(used, 'postgres.lock');
    await mkdir(lock);
    const sixSecondsAgo = new Date(Date.now() - 6_000);
    await utimes(lock, sixSecondsAgo, sixSecondsAgo);
    const begun = Date.now();
    const database = await openDatabase({ dataDir: used }, quiet, 'throwaway');
    expect(Date.now() - begun).toBeGreaterThan(1_000);
    expect(Date.now() - begun).toBeLessThan(8_000);
    await database.close();
  });

  it('says in one sentence that its password is lost', async () => {
    const password = await readFile(join(used, 'postgres-password'));
    await rm(join(used, 'postgres-password'));
    await expect(openDatabase({ dataDir: used }, quiet)).rejects.toThrow(
      /^内置数据库的密码文件 .* \/ .*missing/,
    );
    await writeFile(join(used, 'postgres-password'), password);
  });

  it.skipIf(isRoot)('says in one sentence that its folder cannot be written', async () => {
    const folder = await dataFolder(0o500);
    await expect(openDatabase({ dataDir: join(folder, 'data') }, quiet)).rejects.toThrow(
      /^数据文件夹 .*EACCES/,
    );
  });
});

describe.runIf(isRoot)('the embedded database in a folder only root can enter', () => {
  it('keeps its data elsewhere, says so once, finds them again, and does not lend them to a copy', async () => {
    const folder = await dataFolder(0o700);
    const first = await user(folder);
    expect(first.lines).toContainEqual(
      expect.stringMatching(/cannot enter .*keeps its data in \/var\/lib\/bianmin\//),
    );
    expect(await movedData(folder)).toMatch(/^\/var\/lib\/bianmin\/[0-9a-f]{12}\/data$/);
    await withConnection(first.ownerUrl, (client) => client.query('create table kept (id int)'));
    await finish(first);
    const second = await user(folder);
    expect(second.lines).toEqual([]);
    await withConnection(second.ownerUrl, (client) => client.query('select from kept'));
    await finish(second);

    const copy = await dataFolder(0o700);
    await cp(folder, copy, { recursive: true });
    await expect(openDatabase({ dataDir: copy }, quiet)).rejects.toThrow(
      /belongs to .*, of which this folder is a copy/,
    );
    await rm(join(copy, 'postgres-location.json'));
  });

  it('takes data along that lay in the folder before it was closed', async () => {
    const folder = await dataFolder();
    const open = await user(folder);
    await withConnection(open.ownerUrl, (client) => client.query('create table kept (id int)'));
    await finish(open);
    await chmod(folder, 0o700);
    const closed = await user(folder);
    await withConnection(closed.ownerUrl, (client) => client.query('select from kept'));
    await finish(closed);
    expect(await movedData(folder)).toBeDefined();
  });
});

describe('a database of the county’s own (DATABASE_URL)', () => {
  it('is used as it is and not stopped', async () => {
    const server = await openDatabase({ dataDir: used }, quiet, 'throwaway');
    const database = await openDatabase({ dataDir: '/nowhere', databaseUrl: server.ownerUrl }, quiet);
    expect(database).toMatchObject({ ownerUrl: server.ownerUrl, embedded: false });
    await database.close();
    expect(await answers(server.ownerUrl)).toBe(true);

    const open = (databaseUrl: string) => openDatabase({ dataDir: '/nowhere', databaseUrl }, quiet);
    const missing = await open(withDatabase(server.ownerUrl, 'nix')).catch((error: unknown) => error);
    expect(missing).toBeInstanceOf(DatabaseError);
    expect(String(missing)).toMatch(/没有数据库 .*\/nix.* \/ There is no database/);
    const refused = await open(server.ownerUrl.replace(/:[0-9a-f]{48}@/, ':geheim@')).catch(String);
    expect(refused).toMatch(/拒绝登录.* \/ .*refuses the login/);
    expect(refused).not.toContain('geheim');
    await expect(checkExternalDatabase(server.ownerUrl, 990_000)).rejects.toThrow(
      /需要 99 以上 \/ .*PostgreSQL 18.*99 or later/,
    );
    await server.close();
    const down = await open(server.ownerUrl).catch(String);
    expect(down).toMatch(/连接不上（ECONNREFUSED）.* \/ .*cannot be reached/);
    expect(down).not.toMatch(/[0-9a-f]{48}|\n/);
  });
});
