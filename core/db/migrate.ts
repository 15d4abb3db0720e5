import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { projectRoot } from '../config.ts';
import { inTransaction, withConnection } from './connection.ts';
import { DatabaseError, reasonOf } from './database-error.ts';
import { ensureJobQueue } from './job-queue.ts';
import { addressesOf, ensureRoles } from './roles.ts';
import { secure } from './secure.ts';

/** The migrations of this program. */
export const migrationsFolder = join(projectRoot, 'prisma', 'migrations');

/** Prisma's own advisory lock, so that its tools and this program never migrate at the same time. */
const MIGRATION_LOCK = 72707369;

/** One folder of prisma/migrations. */
export interface Migration {
  /** Folder name: `<timestamp>_<name>`; the order of names is the order of application. */
  name: string;
  sql: string;
  /** sha256 of the file, hexadecimal, as Prisma writes it. */
  checksum: string;
}

/**
 * Brings a database up to this program: applies pending migrations in order, each in a transaction of its own, then
 * makes sure of the roles, the job queue, grants and row-level security. Safe to call from several processes at once. Throws
 * DatabaseError if a migration fails, if an applied one was edited, or if the database is newer than this program.
 */
export async function migrate(
  ownerUrl: string,
  progress: (line: string) => void,
  folder: string = migrationsFolder,
): Promise<void> {
  await withConnection(ownerUrl, async (client) => {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await applyMigrations(client, progress, folder);
    const roles = await ensureRoles(client);
    await ensureJobQueue(client, addressesOf(ownerUrl, roles).jobsUrl, roles);
    await secure(client);
  });
}

/** Applies pending migrations only: no roles, no row-level security. The caller holds the lock or the database alone. */
export async function applyMigrations(
  client: pg.ClientBase,
  progress: (line: string) => void,
  folder: string = migrationsFolder,
): Promise<void> {
  const migrations = await readMigrations(folder);
  const applied = await appliedMigrations(client);
  refuseStrangers(migrations, applied);
  const pending = migrations.filter((migration) => !applied.has(migration.name));
  if (pending.length === 0) return;
  // FORCE would hide all rows from data migrations of an owner who is no superuser, silently.
  await liftForce(client);
  for (const migration of pending) {
    progress(`升级数据库：${migration.name} / Migrating the database: ${migration.name}`);
    await apply(client, migration);
  }
}

/** The migrations of a folder in their order; none if the folder does not exist. */
export async function readMigrations(folder: string): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.toSorted().map(async (name) => {
      const file = join(folder, name, 'migration.sql');
      const text = await readFile(file, 'utf8').catch((error: unknown) => {
        throw new DatabaseError(
          `不能读取迁移文件 ${file}（${reasonOf(error)}） / Cannot read the migration ${file} (${reasonOf(error)})`,
        );
      });
      const sql = text.replaceAll('\r\n', '\n');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

async function appliedMigrations(client: pg.ClientBase): Promise<Map<string, string>> {
  // "if not exists" alone would say NOTICE and take a lock on every start.
  const { rows: found } = await client.query(
    `select to_regclass('public._prisma_migrations') is not null as yes`,
  );
  if (!found[0].yes) {
    await client.query(`
      create table public._prisma_migrations (
        id varchar(36) primary key not null,
        checksum varchar(64) not null,
        finished_at timestamptz,
        migration_name varchar(255) not null,
        logs text,
        rolled_back_at timestamptz,
        started_at timestamptz not null default now(),
        applied_steps_count integer not null default 0
      )`);
  }
  const { rows } = await client.query<{ name: string; checksum: string; finished: boolean }>(`
    select migration_name as name, checksum, finished_at is not null as finished
      from public._prisma_migrations where rolled_back_at is null order by started_at`);
  const failed = rows.find((row) => !row.finished);
  if (failed) {
    throw new DatabaseError(
      `迁移 ${failed.name} 曾经中途失败，请先用备份恢复数据库 / ` +
        `The migration ${failed.name} once failed half-way: restore the database from a backup first`,
    );
  }
  return new Map(rows.map((row) => [row.name, row.checksum]));
}

function refuseStrangers(migrations: Migration[], applied: Map<string, string>): void {
  const known = new Map(migrations.map((migration) => [migration.name, migration.checksum]));
  for (const [name, checksum] of applied) {
    if (!known.has(name)) {
      throw new DatabaseError(
        `数据库比本程序新：已执行的迁移 ${name} 不在本程序中，请使用较新的程序 / ` +
          `The database is newer than this program: the applied migration ${name} is not part of it; use the newer program`,
      );
    }
    if (known.get(name) !== checksum) {
      throw new DatabaseError(
        `迁移 ${name} 执行后又被修改，请恢复原文件并另写新迁移 / ` +
          `The migration ${name} was edited after it had been applied: restore the file and write a new migration instead`,
      );
    }
  }
}

async function liftForce(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select oid::regclass::text as name from pg_class
      where relnamespace = 'public'::regnamespace and relforcerowsecurity`,
  );
  for (const { name } of rows) await client.query(`alter table ${name} no force row level security`);
}

async function apply(client: pg.ClientBase, migration: Migration): Promise<void> {
  try {
    await inTransaction(client, async () => {
      const { rows } = await client.query<{ now: Date }>('select clock_timestamp() as now');
      await client.query(migration.sql);
      await client.query(
        `insert into public._prisma_migrations
           (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
         values ($1, $2, $3, $4, clock_timestamp(), 1)`,
        [randomUUID(), migration.checksum, migration.name, rows[0]?.now],
      );
    });
  } catch (error) {
    throw new DatabaseError(
      `迁移 ${migration.name} 失败，数据库保持原样：${reasonOf(error)} / ` +
        `The migration ${migration.name} failed and was undone: ${reasonOf(error)}`,
      { cause: error },
    );
  }
}
