import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { CONNECT_TIMEOUT_MS, inTransaction } from './connection.ts';
import { DatabaseError, codeOf } from './database-error.ts';
import { type Roles, readSetting, writeSetting } from './roles.ts';

/** Schema of the job queue, owned by the jobs role. */
const SCHEMA = 'graphile_worker';

/** Setting that says which version of the queue's own tables is installed. */
const INSTALLED = 'graphile_worker_version';

/** Changes with the text of `bianmin_enqueue`, so that a new text is installed. */
const ENQUEUE_VERSION = 1;

/**
 * Installs the job queue (tables of graphile-worker, owned by the jobs role) and the function
 * `public.bianmin_enqueue(task text, payload json, job_key text)`, by which the application role adds a job within its
 * own transaction: up to 25 attempts; a job with the same key that has not run yet is replaced. Does nothing if that
 * is in place. Call it under the migration lock. Throws DatabaseError if the jobs role cannot log in.
 */
export async function ensureJobQueue(owner: pg.ClientBase, jobsUrl: string, roles: Roles): Promise<void> {
  const version = `${await installedPackageVersion()}+${ENQUEUE_VERSION}`;
  if ((await readSetting(owner, INSTALLED)) === version && (await isEnqueueable(owner, roles))) return;
  const jobs = pg.escapeIdentifier(roles.jobs.name);
  const { rows } = await owner.query<{ superuser: boolean }>(
    'select rolsuper as superuser from pg_roles where rolname = current_user',
  );
  // To give objects to a role one must be able to become it.
  if (!rows[0]?.superuser) await owner.query(`grant ${jobs} to current_user`);
  await owner.query(`create schema if not exists ${SCHEMA} authorization ${jobs}`);
  await allowedToCreate(owner, jobs, () => migrateQueue(jobsUrl, roles.jobs.name));
  await createEnqueue(owner, roles);
  await writeSetting(owner, INSTALLED, version);
}

async function isEnqueueable(owner: pg.ClientBase, roles: Roles): Promise<boolean> {
  const { rowCount } = await owner.query(
    `select from pg_proc join pg_roles on pg_roles.oid = proowner
      where pg_proc.oid = to_regprocedure('public.bianmin_enqueue(text, json, text)')
        and prosecdef and rolname = $1 and has_function_privilege($2::name, pg_proc.oid, 'execute')`,
    [roles.jobs.name, roles.app.name],
  );
  return rowCount === 1;
}

/** graphile-worker says `create schema if not exists`, for which PostgreSQL asks the right even if the schema exists. */
async function allowedToCreate(owner: pg.ClientBase, jobs: string, work: () => Promise<void>): Promise<void> {
  const { rows } = await owner.query<{ name: string }>('select quote_ident(current_database()) as name');
  const database = rows[0]?.name ?? '';
  await owner.query(`grant create on database ${database} to ${jobs}`).catch((error: unknown) => {
    throw new DatabaseError(
      'DATABASE_URL 的用户必须是该数据库的所有者：请执行 ALTER DATABASE … OWNER TO … / ' +
        'The user of DATABASE_URL must own the database: run ALTER DATABASE … OWNER TO …',
      { cause: error },
    );
  });
  try {
    await work();
  } finally {
    await owner.query(`revoke create on database ${database} from ${jobs}`);
  }
}

async function migrateQueue(jobsUrl: string, role: string): Promise<void> {
  // Loaded only when needed: it costs a fifth of a second.
  const { Logger, runMigrations } = await import('graphile-worker');
  const pgPool = new pg.Pool({
    connectionString: jobsUrl,
    max: 1,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  });
  pgPool.on('error', () => undefined);
  pgPool.on('connect', (client) => client.on('error', () => undefined));
  try {
    await runMigrations({ pgPool, schema: SCHEMA, logger: new Logger(() => () => undefined) });
  } catch (error) {
    if (!codeOf(error).startsWith('28')) throw error;
    throw new DatabaseError(
      `数据库不接受角色 ${role} 用密码登录，请检查服务器的 pg_hba.conf / ` +
        `The server does not let the role ${role} log in with its password: check its pg_hba.conf`,
      { cause: error },
    );
  } finally {
    await pgPool.end();
  }
}

async function createEnqueue(owner: pg.ClientBase, roles: Roles): Promise<void> {
  const app = pg.escapeIdentifier(roles.app.name);
  const jobs = pg.escapeIdentifier(roles.jobs.name);
  await inTransaction(owner, async () => {
    await owner.query(`grant create on schema public to ${jobs}`);
    await owner.query(`set local role ${jobs}`);
    await owner.query(`
      create or replace function public.bianmin_enqueue(task text, payload json, job_key text) returns void
        language sql security definer set search_path = pg_catalog, pg_temp
        as $$ select ${SCHEMA}.add_job(task, payload, job_key => job_key, max_attempts => 25) $$;
      revoke all on function public.bianmin_enqueue(text, json, text) from public;
      grant execute on function public.bianmin_enqueue(text, json, text) to ${app}`);
    await owner.query('reset role');
    await owner.query(`revoke create on schema public from ${jobs}`);
  });
}

async function installedPackageVersion(): Promise<string> {
  const entry = createRequire(import.meta.url).resolve('graphile-worker');
  const manifest = JSON.parse(await readFile(join(dirname(dirname(entry)), 'package.json'), 'utf8')) as {
    version: string;
  };
  return manifest.version;
}
