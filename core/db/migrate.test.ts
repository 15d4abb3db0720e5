import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { emptyDatabase } from '../../test/support/database.ts';
import { connect, withConnection } from './connection.ts';
import { migrate } from './migrate.ts';
import { connectionUrls, sharedSecret } from './roles.ts';
import { secure } from './secure.ts';

const quiet = () => undefined;
const township = '00000000-0000-7000-8000-00000000000a';
const caseTable =
  'create table "Case" ("townshipId" uuid not null, id int, title text, primary key ("townshipId", id))';

let folder = '';
const roles: string[] = [];
let database: Awaited<ReturnType<typeof emptyDatabase>>;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bianmin-migrations-'));
  database = await emptyDatabase();
});

afterEach(async () => {
  await rm(folder, { recursive: true });
  await database.drop();
  const { maintenanceUrl } = inject('cluster');
  for (const role of roles.splice(0)) await rows(maintenanceUrl, `drop role ${role}`);
});

/** A role for one test, dropped after it. */
async function newRole(attributes: string): Promise<string> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  roles.push(name);
  await rows(database.ownerUrl, `create role ${name} ${attributes}`);
  return name;
}

async function write(name: string, sql: string): Promise<void> {
  await mkdir(join(folder, name), { recursive: true });
  await writeFile(join(folder, name, 'migration.sql'), sql);
}

async function rows(url: string, sql: string): Promise<unknown[]> {
  return withConnection(url, async (client) => (await client.query(sql)).rows);
}

const applied = 'select migration_name as name from _prisma_migrations order by started_at';

describe('migrations', () => {
  it('are applied once, in the order of their names, even by two processes at once', async () => {
    await write('2_fill', `insert into "Case" values ('${township}', 1)`);
    await write('1_case', caseTable);
    const lines: string[] = [];
    const progress = (line: string) => lines.push(line);
    await Promise.all([
      migrate(database.ownerUrl, progress, folder),
      migrate(database.ownerUrl, progress, folder),
    ]);
    expect(lines).toHaveLength(2);
    expect(await rows(database.ownerUrl, applied)).toEqual([{ name: '1_case' }, { name: '2_fill' }]);
    expect(await rows(database.ownerUrl, 'select id from "Case"')).toEqual([{ id: 1 }]);
  });

  it('leave the database as it was if one fails, and say which', async () => {
    await write('1_case', caseTable);
    await write('2_broken', 'create table half (id int); select nonsense');
    await expect(migrate(database.ownerUrl, quiet, folder)).rejects.toThrow(
      /^迁移 2_broken 失败.*nonsense.* \/ The migration 2_broken failed and was undone/,
    );
    expect(await rows(database.ownerUrl, `select to_regclass('half')`)).toEqual([{ to_regclass: null }]);
    expect(await rows(database.ownerUrl, applied)).toEqual([{ name: '1_case' }]);
  });

  it('are refused if an applied one was edited, but not for its line ends', async () => {
    await write('1_case', `${caseTable};\n`);
    await migrate(database.ownerUrl, quiet, folder);
    await write('1_case', `${caseTable};\r\n`);
    await migrate(database.ownerUrl, quiet, folder);
    await write('1_case', `${caseTable}; select 1`);
    await expect(migrate(database.ownerUrl, quiet, folder)).rejects.toThrow(
      /1_case 执行后又被修改.*was edited/,
    );
  });

  it('are refused if the database is newer than the program', async () => {
    await write('1_case', caseTable);
    await migrate(database.ownerUrl, quiet, folder);
    await rm(join(folder, '1_case'), { recursive: true });
    await expect(migrate(database.ownerUrl, quiet, folder)).rejects.toThrow(
      /数据库比本程序新.*1_case.*newer/,
    );
  });

  it('see all rows although row-level security is forced on the owner', async () => {
    await write('1_case', caseTable);
    await migrate(database.ownerUrl, quiet, folder);
    const owner = await newRole('nologin');
    await withConnection(database.ownerUrl, async (client) => {
      await client.query(`insert into "Case" values ('${township}', 1, 'before')`);
      await client.query(`alter table "Case" owner to ${owner}`);
    });
    // The role that migrates is a superuser here; the migration itself gives that up.
    await write('2_rename', `set local role ${owner}; update "Case" set title = 'after'; reset role`);
    await migrate(database.ownerUrl, quiet, folder);
    const [row] = await rows(
      database.ownerUrl,
      `select title, relforcerowsecurity as forced from "Case", pg_class where relname = 'Case'`,
    );
    expect(row).toEqual({ title: 'after', forced: true });
  });
});

describe('roles', () => {
  it('are made once for a database and not shared with another one', async () => {
    const other = await emptyDatabase();
    try {
      for (const { ownerUrl } of [database, other, database]) await migrate(ownerUrl, quiet, folder);
      const [first, second] = await Promise.all(
        [database, other].map(({ ownerUrl }) => connectionUrls(ownerUrl)),
      );
      expect(await rows(first?.appUrl ?? '', 'select current_user as name')).not.toEqual(
        await rows(second?.appUrl ?? '', 'select current_user as name'),
      );
      await migrate(database.ownerUrl, quiet, folder);
      expect(await connectionUrls(database.ownerUrl)).toEqual(first);
    } finally {
      await other.drop();
    }
  });

  it('keep shared secrets from everybody but the owner', async () => {
    await migrate(database.ownerUrl, quiet, folder);
    const secret = await withConnection(database.ownerUrl, (client) => sharedSecret(client, 'token'));
    expect(secret).toMatch(/^[0-9a-f]{64}$/);
    expect(await withConnection(database.ownerUrl, (client) => sharedSecret(client, 'token'))).toBe(secret);
    expect(await withConnection(database.ownerUrl, (client) => sharedSecret(client, 'other'))).not.toBe(
      secret,
    );
    const { appUrl, jobsUrl } = await connectionUrls(database.ownerUrl);
    for (const url of [appUrl, jobsUrl]) {
      await expect(rows(url, 'select * from bianmin_private.setting')).rejects.toThrow('permission denied');
    }
  });

  it('cannot be made by an owner without CREATEROLE', async () => {
    const name = await newRole(`login password 'x'`);
    await rows(
      database.ownerUrl,
      `alter database ${new URL(database.ownerUrl).pathname.slice(1)} owner to ${name}`,
    );
    const url = new URL(database.ownerUrl);
    [url.username, url.password] = [name, 'x'];
    await expect(migrate(url.href, quiet, folder)).rejects.toThrow(
      /没有 CREATEROLE 权限.* \/ .*lacks CREATEROLE/,
    );
  });
});

describe('securing', () => {
  it('puts right whatever was changed by hand, and then finds nothing to do', async () => {
    await write(
      '1_tables',
      `${caseTable};
      create table "Ledger" (id int, hash text); comment on table "Ledger" is 'append-only except (hash)';
      create table "Draft" (id int); comment on table "Draft" is 'deletable: thrown away by its author';
      create view "Leak" as select * from "Case"`,
    );
    await migrate(database.ownerUrl, quiet, folder);
    const { appUrl, jobsUrl } = await connectionUrls(database.ownerUrl);
    const [app, jobs] = [appUrl, jobsUrl].map((url) => new URL(url).username);
    const client = await connect(database.ownerUrl);
    try {
      expect(await secure(client)).toEqual([]);
      await client.query(`
        alter table "Case" no force row level security;
        create policy everything on "Case" using (true);
        alter policy township on "Case" using (true);
        drop policy county_read on "Case";
        grant delete on "Case" to ${app};
        grant update on "Ledger" to ${app};
        grant select on "Leak" to ${app};
        grant select on _prisma_migrations to ${app};
        grant select on "Case" to ${jobs};
        grant truncate on "Case" to public;
        revoke delete on "Draft" from ${app};
        grant create on schema public to public`);
      expect(await secure(client)).not.toEqual([]);
      expect(await secure(client)).toEqual([]);
      const may = async (right: string, table: string, role = app) => {
        const answer = await client.query('select has_table_privilege($1::name, $2, $3) as yes', [
          role,
          table,
          right,
        ]);
        return answer.rows[0].yes as boolean;
      };
      expect(await may('delete', '"Case"')).toBe(false);
      expect(await may('truncate', '"Case"')).toBe(false);
      expect(await may('update', '"Ledger"')).toBe(false);
      expect(await may('delete', '"Draft"')).toBe(true);
      expect(await may('select', '"Leak"')).toBe(false);
      expect(await may('select', '_prisma_migrations')).toBe(false);
      expect(await may('select', '"Case"', jobs)).toBe(false);
      const columns = await client.query(
        `select has_column_privilege($1::name, '"Ledger"', 'hash', 'update') as hash,
                has_column_privilege($1::name, '"Ledger"', 'id', 'update') as id,
                has_schema_privilege($1::name, 'public', 'create') as "create"`,
        [app],
      );
      expect(columns.rows).toEqual([{ hash: true, id: false, create: false }]);
      expect((await client.query(`select policyname from pg_policies order by 1`)).rows).toEqual([
        { policyname: 'county_read' },
        { policyname: 'township' },
      ]);
    } finally {
      await client.end();
    }
    await expect(rows(appUrl, `insert into "Case" values ('${township}', 1)`)).rejects.toThrow(
      'row-level security',
    );
  });

  it('refuses a comment that names a column which does not exist', async () => {
    await write(
      '1_ledger',
      `create table "Ledger" (id int); comment on table "Ledger" is 'append-only except (hsah)'`,
    );
    await expect(migrate(database.ownerUrl, quiet, folder)).rejects.toThrow(/Ledger .*hsah.* does not exist/);
  });
});
