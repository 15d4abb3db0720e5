import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { withConnection, withCredentials } from './connection.ts';
import { DatabaseError, codeOf } from './database-error.ts';

/** A login role of the platform. */
export interface Role {
  name: string;
  password: string;
}

/** Who serves requests (`app`, under row-level security) and who owns and runs the job queue (`jobs`). */
export interface Roles {
  app: Role;
  jobs: Role;
}

/**
 * Makes sure that both roles exist, with names and passwords kept in the database itself: every process on it shares
 * them, and another database of the same server has others. Neither role owns tables or has special rights.
 * Call it under the migration lock. Throws DatabaseError if roles are missing and the owner may not create them.
 */
export async function ensureRoles(owner: pg.ClientBase): Promise<Roles> {
  await ensureSettings(owner);
  const kept = await readSettings(owner);
  const suffix = randomBytes(4).toString('hex');
  for (const kind of ['app', 'jobs']) {
    if (!kept.has(`${kind}_role`)) await keep(owner, `${kind}_role`, `bianmin_${kind}_${suffix}`);
    if (!kept.has(`${kind}_password`)) await keep(owner, `${kind}_password`, randomBytes(24).toString('hex'));
  }
  const roles = await readRoles(owner);
  for (const role of [roles.app, roles.jobs]) await ensureRole(owner, role);
  return roles;
}

/** The roles of a database that was prepared before; throws DatabaseError otherwise. */
export async function readRoles(owner: pg.ClientBase): Promise<Roles> {
  const kept = await readSettings(owner);
  const role = (kind: string): Role => {
    const name = kept.get(`${kind}_role`);
    const password = kept.get(`${kind}_password`);
    if (name !== undefined && password !== undefined) return { name, password };
    throw new DatabaseError(
      '数据库尚未准备好：缺少应用角色 / The database is not prepared: its application roles are missing',
    );
  };
  return { app: role('app'), jobs: role('jobs') };
}

/** Addresses of the same database for the application role and the jobs role. */
export async function connectionUrls(ownerUrl: string): Promise<{ appUrl: string; jobsUrl: string }> {
  return withConnection(ownerUrl, async (client) => addressesOf(ownerUrl, await readRoles(client)));
}

/** Like `connectionUrls` for roles that are known already. */
export function addressesOf(ownerUrl: string, roles: Roles): { appUrl: string; jobsUrl: string } {
  return {
    appUrl: withCredentials(ownerUrl, roles.app.name, roles.app.password),
    jobsUrl: withCredentials(ownerUrl, roles.jobs.name, roles.jobs.password),
  };
}

/** A secret all processes on this database share: 32 random bytes in hexadecimal, made at the first call for `key`. */
export async function sharedSecret(owner: pg.ClientBase, key: string): Promise<string> {
  await ensureSettings(owner);
  await keep(owner, `secret:${key}`, randomBytes(32).toString('hex'));
  return (await readSetting(owner, `secret:${key}`)) ?? '';
}

/** A value kept beside the roles, readable by the owner only. */
export async function readSetting(owner: pg.ClientBase, key: string): Promise<string | undefined> {
  const { rows } = await owner.query<{ value: string }>(
    'select value from bianmin_private.setting where key = $1',
    [key],
  );
  return rows[0]?.value;
}

/** Keeps or replaces a value beside the roles. */
export async function writeSetting(owner: pg.ClientBase, key: string, value: string): Promise<void> {
  await owner.query(
    `insert into bianmin_private.setting (key, value) values ($1, $2)
       on conflict (key) do update set value = excluded.value`,
    [key, value],
  );
}

async function ensureSettings(owner: pg.ClientBase): Promise<void> {
  const { rows } = await owner.query(`select to_regclass('bianmin_private.setting') is not null as yes`);
  if (rows[0].yes) return;
  await owner.query(`
    create schema if not exists bianmin_private;
    revoke all on schema bianmin_private from public;
    create table if not exists bianmin_private.setting (key text primary key, value text not null);
    revoke all on bianmin_private.setting from public`);
}

async function readSettings(owner: pg.ClientBase): Promise<Map<string, string>> {
  const { rows } = await owner.query<{ key: string; value: string }>(
    `select key, value from bianmin_private.setting where key !~ '^secret:'`,
  );
  return new Map(rows.map((row) => [row.key, row.value]));
}

async function keep(owner: pg.ClientBase, key: string, value: string): Promise<void> {
  await owner.query(
    'insert into bianmin_private.setting (key, value) values ($1, $2) on conflict (key) do nothing',
    [key, value],
  );
}

async function ensureRole(owner: pg.ClientBase, role: Role): Promise<void> {
  const { rows } = await owner.query<{ found: boolean; may: boolean; open: boolean }>(
    `select exists (select from pg_roles where rolname = $1) as found,
            (select rolsuper or rolcreaterole from pg_roles where rolname = current_user) as may,
            has_database_privilege('public', current_database(), 'connect') as open`,
    [role.name],
  );
  const state = rows[0];
  const name = pg.escapeIdentifier(role.name);
  if (!state?.found) {
    if (!state?.may) {
      throw new DatabaseError(
        'DATABASE_URL 的用户没有 CREATEROLE 权限，不能建立应用角色：请执行 ALTER ROLE … CREATEROLE / ' +
          'The user of DATABASE_URL lacks CREATEROLE and cannot create the application role: run ALTER ROLE … CREATEROLE',
      );
    }
    // Created bare: no superuser, createdb, createrole, replication or bypassrls.
    await owner
      .query(`create role ${name} login password ${pg.escapeLiteral(role.password)}`)
      .catch((error: unknown) => {
        // A clone of this database was prepared at the same moment.
        if (codeOf(error) !== '42710' && codeOf(error) !== '23505') throw error;
      });
  }
  if (!state.open) {
    const { rows: database } = await owner.query<{ name: string }>(
      'select quote_ident(current_database()) as name',
    );
    await owner.query(`grant connect on database ${database[0]?.name} to ${name}`);
  }
}
