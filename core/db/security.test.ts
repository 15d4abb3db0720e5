import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/support/database.ts';
import { connect, inTransaction, withConnection } from './connection.ts';
import { type Relation, readRelations } from './secure-catalogue.ts';
import { assertServingRole } from './serving-role.ts';

const here = '00000000-0000-7000-8000-00000000000a';
const there = '00000000-0000-7000-8000-00000000000b';

let database: TestDatabase;
let owner: pg.Client;
let app: pg.Client;
let tables: Relation[];
let owned: Relation[];

beforeAll(async () => {
  database = await testDatabase();
  owner = await connect(database.ownerUrl);
  app = await connect(database.appUrl);
  const roles = [database.appUrl, database.jobsUrl].map((url) => new URL(url).username);
  tables = (await readRelations(owner, roles)).filter(({ kind }) => kind === 'table');
  owned = tables.filter(({ columns }) => columns.includes('townshipId'));
  await putOneRowOfEachTownship();
});

afterAll(async () => {
  await app.end();
  await owner.end();
  await database.drop();
});

/** Every township-owned table gets one row here and one there, whatever its columns, without its other constraints. */
async function putOneRowOfEachTownship(): Promise<void> {
  await owner.query(`set session_replication_role = replica`);
  const { rows: checks } = await owner.query<{ drop: string }>(
    `select format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop
       from pg_constraint where contype = 'c' and connamespace = 'public'::regnamespace and conrelid <> 0`,
  );
  for (const check of checks) await owner.query(check.drop);
  for (const { name } of owned) {
    const { rows: needed } = await owner.query<{ column: string; type: string }>(
      `select attname as column, format_type(atttypid, atttypmod) as type from pg_attribute
        where attrelid = $1::regclass and attnum > 0 and not attisdropped and attnotnull and not atthasdef
          and attidentity = '' and attname <> 'townshipId'`,
      [`public.${pg.escapeIdentifier(name)}`],
    );
    for (const township of [here, there]) {
      const columns = ['townshipId', ...needed.map(({ column }) => column)].map(pg.escapeIdentifier);
      const values = [`'${township}'`, ...needed.map(({ type }) => someValue(type))];
      await owner.query(`insert into public.${pg.escapeIdentifier(name)} (${columns}) values (${values})`);
    }
  }
}

function someValue(type: string): string {
  if (type.endsWith('[]')) return `'{}'::${type}`;
  if (type.startsWith('json')) return `'{}'`;
  if (/^(int|bigint|smallint|numeric|double|real)/.test(type)) return '1';
  if (type === 'uuid') return 'gen_random_uuid()';
  if (type === 'boolean') return 'false';
  if (/^(timestamp|date|time)/.test(type)) return 'now()';
  if (type === 'bytea') return `'\\x00'`;
  return `'x'`;
}

async function count(table: Relation): Promise<number> {
  const { rows } = await app.query<{ count: number }>(
    `select count(*)::int as count from public.${pg.escapeIdentifier(table.name)}`,
  );
  return rows[0]?.count ?? -1;
}

/** Number of rows the application role sees in each township-owned table after the given settings. */
async function counts(...settings: string[]): Promise<Record<string, number>> {
  return inTransaction(app, async () => {
    for (const setting of settings) await app.query(`set local ${setting}`);
    const found: Record<string, number> = {};
    for (const table of owned) found[table.name] = await count(table);
    return found;
  });
}

const each = (rows: number) => Object.fromEntries(owned.map(({ name }) => [name, rows]));

describe('row-level security', () => {
  it('covers at least the case and its surroundings', () => {
    const names = owned.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['Case', 'Applicant', 'Staff', 'AuditEntry', 'OutboxEvent']),
    );
  });

  it('is forced on every township-owned table, with the two policies and no other', () => {
    const state = owned.map(({ name, rowSecurity, forced, policies }) => ({
      name,
      rowSecurity,
      forced,
      policies: policies.map((policy) => policy.name).toSorted(),
    }));
    expect(state).toEqual(
      owned.map(({ name }) => ({
        name,
        rowSecurity: true,
        forced: true,
        policies: ['county_read', 'township'],
      })),
    );
  });

  it('shows nothing of any table while no township is set', async () => {
    expect(await counts()).toEqual(each(0));
    expect(await counts(`app.township_id = '${here}'`)).toEqual(each(1));
    // The setting is '' now, not null: that must not raise.
    expect(await counts()).toEqual(each(0));
  });

  it('shows the rows of the township that is set, and of no other', async () => {
    await inTransaction(app, async () => {
      await app.query(`set local app.township_id = '${here}'`);
      for (const { name } of owned) {
        const { rows } = await app.query(
          `select distinct "townshipId" as id from public.${pg.escapeIdentifier(name)}`,
        );
        expect({ name, rows }).toEqual({ name, rows: [{ id: here }] });
      }
    });
  });

  it('lets the county read all townships but write in none', async () => {
    expect(await counts(`app.scope = 'county'`)).toEqual(each(2));
    for (const table of owned.filter(mayUpdate)) {
      const changed = await inTransaction(app, async () => {
        await app.query(`set local app.scope = 'county'`);
        return (await app.query(touch(table))).rowCount;
      });
      expect({ name: table.name, changed }).toEqual({ name: table.name, changed: 0 });
    }
  });

  it('changes no row of another township and lets none move there', async () => {
    for (const table of owned.filter(mayUpdate)) {
      const work = async (sql: string) =>
        inTransaction(app, async () => {
          await app.query(`set local app.township_id = '${here}'`);
          return (await app.query(sql)).rowCount;
        });
      expect({ name: table.name, changed: await work(touch(table)) }).toEqual({
        name: table.name,
        changed: 1,
      });
      await expect(work(`${touch(table, `'${there}'`)}`)).rejects.toThrow('row-level security');
    }
  });
});

function mayUpdate({ grants }: Relation): boolean {
  return grants.some(({ right, column }) => right === 'UPDATE' && column === null);
}

function touch({ name }: Relation, township = '"townshipId"'): string {
  return `update public.${pg.escapeIdentifier(name)} set "townshipId" = ${township}`;
}

describe('grants', () => {
  it('follow the comment of each table', () => {
    const granted = (table: Relation) =>
      table.grants
        .filter(({ role }) => role === new URL(database.appUrl).username)
        .map(({ right, column }) => (column === null ? right : `${right} ${column}`))
        .toSorted();
    const expected = ({ name, comment }: Relation): string[] => {
      if (name === '_prisma_migrations') return [];
      const except = /append-only except \((.*?)\)/.exec(comment)?.[1]?.split(/,\s*/) ?? [];
      return [
        'INSERT',
        'SELECT',
        ...(comment.includes('append-only') ? [] : ['UPDATE']),
        ...(comment.includes('deletable') ? ['DELETE'] : []),
        ...except.map((column) => `UPDATE ${column}`),
      ].toSorted();
    };
    expect(Object.fromEntries(tables.map((table) => [table.name, granted(table)]))).toEqual(
      Object.fromEntries(tables.map((table) => [table.name, expected(table)])),
    );
  });

  it('give nothing to PUBLIC or to the jobs role', () => {
    const appRole = new URL(database.appUrl).username;
    expect(tables.flatMap(({ grants }) => grants).filter(({ role }) => role !== appRole)).toEqual([]);
  });

  it('keep the audit trail append-only', async () => {
    const audit = tables.find(({ name }) => name === 'AuditEntry');
    expect(audit?.comment).toMatch(/append-only/);
    await expect(app.query('delete from "AuditEntry"')).rejects.toThrow('permission denied');
  });
});

describe('the job queue', () => {
  it('takes a job in the transaction of the application role, once for a key', async () => {
    const queued = async () =>
      withConnection(database.jobsUrl, async (client) => {
        const { rows } = await client.query(
          'select task_identifier, key, max_attempts from graphile_worker.jobs',
        );
        return rows as unknown[];
      });
    const enqueue = () => app.query(`select bianmin_enqueue('seal', '{"n": 1}', 'seal')`);
    await app.query('begin');
    await enqueue();
    await app.query('rollback');
    expect(await queued()).toEqual([]);
    await enqueue();
    await enqueue();
    expect(await queued()).toEqual([{ task_identifier: 'seal', key: 'seal', max_attempts: 25 }]);
  });

  it('cannot be read or bypassed by the application role', async () => {
    await expect(app.query('select * from graphile_worker.jobs')).rejects.toThrow('permission denied');
    await expect(app.query(`select graphile_worker.add_job('x')`)).rejects.toThrow('permission denied');
  });
});

describe('the serving role', () => {
  it('is accepted', async () => {
    await assertServingRole(app);
  });

  it('is refused if it is a superuser, may become one, or has BYPASSRLS', async () => {
    await expect(assertServingRole(owner)).rejects.toThrow(
      /^拒绝以数据库角色 .*能越过行级安全.* \/ Refusing to serve/,
    );
    await asRole('superuser', async (client) => {
      await expect(assertServingRole(client)).rejects.toThrow('passes over row-level security');
    });
    await asRole('bypassrls', async (client) => {
      await expect(assertServingRole(client)).rejects.toThrow('passes over row-level security');
    });
  });

  it('is refused if it owns a table', async () => {
    await asRole('nosuperuser', async (client, role) => {
      await assertServingRole(client);
      await owner.query(`create table public."Mine" (id int); alter table public."Mine" owner to ${role}`);
      await expect(assertServingRole(client)).rejects.toThrow('owns tables');
    });
  });
});

/** Runs `work` as a member of a new role with the given attribute, on a connection of the owner, and undoes it all. */
async function asRole(
  attribute: string,
  work: (client: pg.Client, role: string) => Promise<void>,
): Promise<void> {
  const role = `serving_${attribute}`;
  await withConnection(database.ownerUrl, async (client) => {
    await owner.query(`create role ${role} ${attribute}; create role ${role}_member in role ${role}`);
    try {
      await client.query(`set session authorization ${role}_member`);
      await work(client, role);
    } finally {
      await owner.query(`drop owned by ${role}; drop role ${role}_member; drop role ${role}`);
    }
  });
}
