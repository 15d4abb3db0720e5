import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { begin, perform, SYSTEM } from '../../core/acts/act.ts';
import { stepCase } from '../../core/cases/service.ts';
import { findCase, findCaseByNumber } from '../../core/cases/store.ts';
import { submitCase } from '../../core/cases/submit.ts';
import { caseSubject } from '../../core/clocks/clock-row.ts';
import { findClocks } from '../../core/clocks/store.ts';
import { projectRoot } from '../../core/config.ts';
import { connect } from '../../core/db/connection.ts';
import type { Tx } from '../../core/db/client.ts';
import { ReadSession } from '../../core/db/read-session.ts';
import { inScope, type Scope } from '../../core/db/scope.ts';
import { settleNotification } from '../../core/notifications/service.ts';
import { Refused } from '../../core/regulation/index.ts';
import { fillTownship, type Belongings } from '../support/story.ts';
import { rowsOf, townshipTables } from '../support/snapshot.ts';
import { createWorld, type Town, type World } from '../support/world.ts';

/** Here the application's own filters are off: only the database stands between two townships. */
let world: World;
let shexi: Town;
let dongshan: Town;
let theirs: Belongings;
let tables: string[];
let untouched: Record<string, string>;
let owner: pg.Client;

type Delegate = Record<'findMany' | 'count' | 'updateMany' | 'deleteMany', (args?: object) => Promise<never>>;
const model = (tx: object, table: string) =>
  (tx as Record<string, Delegate>)[`${table[0]?.toLowerCase()}${table.slice(1)}`] as Delegate;

beforeAll(async () => {
  world = await createWorld();
  shexi = world.town('shexi');
  dongshan = world.town('dongshan');
  await fillTownship(world, 'shexi');
  theirs = await fillTownship(world, 'dongshan');
  owner = await connect(world.database.ownerUrl);
  tables = await townshipTables(owner);
  await fillTheRest();
  untouched = await rowsOf(world, dongshan.id);
});
afterAll(async () => {
  await owner.end();
  await world.close();
});

/** Tables that the story leaves empty get one row of each township, without their other constraints. */
async function fillTheRest(): Promise<void> {
  await owner.query('set session_replication_role = replica');
  for (const table of tables)
    for (const { id } of [shexi, dongshan]) {
      const name = pg.escapeIdentifier(table);
      const { rowCount } = await owner.query(`select from ${name} where "townshipId" = $1 limit 1`, [id]);
      if (rowCount !== 0) continue;
      const { rows } = await owner.query<{ column: string; type: string }>(
        `select attname as column, format_type(atttypid, atttypmod) as type from pg_attribute
          where attrelid = $1::regclass and attnum > 0 and not attisdropped and attnotnull and not atthasdef`,
        [name],
      );
      const values = rows.map(({ column, type }) =>
        column === 'townshipId' ? id : VALUES[type.replace(/\(.*\)/, '')],
      );
      const columns = rows.map(({ column }) => pg.escapeIdentifier(column));
      await owner.query(
        `insert into ${name} (${columns}) values (${values.map((_v, i) => `$${i + 1}`)})`,
        values,
      );
    }
}
const VALUES: Record<string, unknown> = {
  uuid: randomUUID(),
  text: 'x',
  integer: 1,
  boolean: false,
  jsonb: '{}',
  'timestamp with time zone': new Date(0),
  timestamp: new Date(0),
};

function asShexi<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return inScope(world.platform.prisma, { kind: 'township', townshipId: shexi.id }, work);
}
function asCounty<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  const countyId = world.platform.directory.county?.id ?? '';
  return inScope(world.platform.prisma, { kind: 'county', countyId }, work);
}
async function townsIn(tx: object, table: string, where: object = {}): Promise<string[]> {
  const rows: { townshipId: string }[] = await model(tx, table).findMany({
    where,
    select: { townshipId: true },
  });
  return [...new Set(rows.map((row) => row.townshipId))].toSorted();
}
/** A copy of one row with another township and, where there is one, another id. */
const copyTo = (table: string, from: string, to: string) => {
  const name = pg.escapeIdentifier(table);
  const change = `jsonb_build_object('townshipId', '${to}') ||
    case when to_jsonb(t) ? 'id' then jsonb_build_object('id', gen_random_uuid()) else '{}' end`;
  return `insert into ${name} select (jsonb_populate_record(null::${name}, to_jsonb(t) || ${change})).*
    from (select * from ${name} where "townshipId" = '${from}' limit 1) t`;
};

test('every township-owned table is looked at, and holds rows of both townships', async () => {
  expect(tables.length).toBeGreaterThanOrEqual(25);
  await asCounty(async (tx) => {
    for (const table of tables) {
      const towns = (await townsIn(tx, table)).filter((id) => [shexi.id, dongshan.id].includes(id));
      expect({ table, towns }).toEqual({ table, towns: [shexi.id, dongshan.id].toSorted() });
    }
  });
});

describe('reading without any filter', () => {
  test('finds nothing while no township is set', async () => {
    const session = new ReadSession(world.platform.prisma, { kind: 'open' });
    for (const table of tables) {
      expect({ table, rows: await model(world.platform.prisma, table).findMany({}) }).toEqual({
        table,
        rows: [],
      });
      expect({ table, rows: await model(session.client, table).findMany({}) }).toEqual({ table, rows: [] });
    }
    await session.end();
  });

  test('finds nothing on any connection that served a township or the county before', async () => {
    const { prisma } = world.platform;
    const many = Array.from({ length: 12 });
    await Promise.all(many.map((_, i) => (i % 2 === 0 ? asShexi : asCounty)((tx) => tx.case.findMany())));
    expect(await Promise.all(many.map(() => prisma.case.count()))).toEqual(many.map(() => 0));
  });

  test('finds own rows only with a township set, also when the filter names the other', async () => {
    await asShexi(async (tx) => {
      for (const table of tables) {
        expect({ table, towns: await townsIn(tx, table) }).toEqual({ table, towns: [shexi.id] });
        expect({ table, towns: await townsIn(tx, table, { townshipId: dongshan.id }) }).toEqual({
          table,
          towns: [],
        });
      }
      const [raw] = await tx.$queryRaw<
        { n: number }[]
      >`select count(distinct "townshipId")::int as n from "Case"`;
      expect(raw?.n).toBe(1);
    });
  });

  test('a read session stays in the township of its caller', async () => {
    const session = new ReadSession(world.platform.prisma, { kind: 'township', townshipId: shexi.id });
    const { client } = session;
    expect(await townsIn(client, 'Case')).toEqual([shexi.id]);
    expect(await client.case.findMany({ where: { townshipId: dongshan.id } })).toEqual([]);
    const deep = await client.staff.findMany({
      include: { casesHandled: true, window: { include: { cases: true } } },
    });
    expect(new Set(deep.flatMap((s) => s.window?.cases ?? []).map((c) => c.townshipId))).toEqual(
      new Set([shexi.id]),
    );
    await session.end();
    expect(await townsIn(client, 'Applicant')).toEqual([shexi.id]);
    await session.end();
  });

  test('an open session sees the township its query names, one at a time, also when asked at once', async () => {
    const session = new ReadSession(world.platform.prisma, { kind: 'open' });
    const seen = await Promise.all(
      [shexi.id, dongshan.id, shexi.id].map((townshipId) =>
        session.client.window.findMany({ where: { townshipId } }),
      ),
    );
    expect(seen.map((rows) => [...new Set(rows.map((w) => w.townshipId))])).toEqual([
      [shexi.id],
      [dongshan.id],
      [shexi.id],
    ]);
    await session.end();
  });
});

describe('writing', () => {
  test.each([
    ['shexi’s scope', (): Scope => ({ kind: 'township', townshipId: shexi.id })],
    [
      'the county’s scope',
      (): Scope => ({ kind: 'county', countyId: world.platform.directory.county?.id ?? '' }),
    ],
  ])('a row of dongshan is refused in %s, in every table', async (_name, scope) => {
    const from = scope().kind === 'township' ? shexi.id : dongshan.id;
    for (const table of tables) {
      const work = (sql: string) =>
        inScope(world.platform.prisma, scope(), (tx) => tx.$executeRawUnsafe(sql));
      await expect(work(copyTo(table, from, dongshan.id)), table).rejects.toThrow(/row-level security/);
      const name = pg.escapeIdentifier(table);
      // No row of another township is in reach; an append-only table refuses before it looks.
      for (const sql of [
        `update ${name} set "townshipId" = "townshipId" where "townshipId" = '${dongshan.id}'`,
        `delete from ${name} where "townshipId" = '${dongshan.id}'`,
      ])
        expect({ sql, done: await work(sql).catch(String) }).toEqual({
          sql,
          done: expect.toSatisfy((done) => done === 0 || /permission denied/.test(String(done))),
        });
    }
  });

  test('no row of shexi can be given away', async () => {
    for (const table of tables) {
      const sql = `update ${pg.escapeIdentifier(table)} set "townshipId" = '${dongshan.id}'`;
      await expect(
        asShexi((tx) => tx.$executeRawUnsafe(sql)),
        table,
      ).rejects.toThrow(/row-level security|permission denied/);
    }
  });

  test('an unfiltered updateMany touches own rows only, and a foreign key cannot reach across', async () => {
    await asShexi(async (tx) => {
      const { count } = await tx.case.updateMany({ data: { remark: '全部' } });
      expect(count).toBe(await tx.case.count());
    });
    const crossing = asShexi((tx) => tx.case.updateMany({ data: { windowId: dongshan.windowId } }));
    await expect(crossing).rejects.toThrow(/[Ff]oreign key/);
  });
});

describe('services with another township’s ids', () => {
  const uuidOf = (type: string) =>
    Buffer.from(theirs.ids[type] ?? '', 'base64')
      .toString('utf8')
      .split('.')[1] ?? '';
  const refusalOf = async (work: Promise<unknown>) => {
    const error: unknown = await work.then(
      () => null,
      (e: unknown) => e,
    );
    return error instanceof Refused ? error.refusal.code : error;
  };

  test('stores find nothing of dongshan, even if told its id', async () => {
    await asShexi(async (tx) => {
      expect(await findCase(tx, dongshan.id, uuidOf('Case'))).toBeNull();
      expect(await findCaseByNumber(tx, dongshan.id, theirs.number)).toBeNull();
      expect(await findClocks(tx, dongshan.id, caseSubject(uuidOf('Case')))).toEqual([]);
    });
  });

  test.each([['shexi'], ['dongshan']])(
    'an act in shexi that claims to be in %s takes no step there',
    async (claimed) => {
      const townshipId = world.town(claimed).id;
      const act = <T>(work: Parameters<typeof perform<T>>[2]) =>
        refusalOf(
          asShexi(async (tx) => {
            const { act: real } = begin(
              world.platform,
              { townshipId: shexi.id, actor: SYSTEM, mayBeSilent: true },
              tx,
            );
            return work({ ...real, townshipId });
          }),
        );
      const applicant = { name: '申请人乙' };
      const itemId = dongshan.items['PROMISE-5'] ?? '';
      expect(await act((a) => stepCase(a, 'acceptCase', { caseId: uuidOf('Case') }))).toBe('NOT_FOUND');
      // What an item says is everyone's to know; a row under another township's id the database refuses.
      expect(String(await act((a) => submitCase(a, { itemId, applicant, channel: 'WINDOW' })))).toMatch(
        claimed === 'shexi' ? /^NOT_FOUND$/ : /violates row-level security policy/,
      );
      const notification = { notificationId: uuidOf('Notification'), delivered: true };
      expect(await act((a) => settleNotification(a, notification))).toBe('NOT_FOUND');
    },
  );
});

test('after all these attempts no row of dongshan is another', async () => {
  expect(await rowsOf(world, dongshan.id)).toEqual(untouched);
});

test('no write reaches rows through relations, where a township could be crossed unseen', () => {
  const files = ['core', 'modules', 'prisma/seed'].flatMap((folder) =>
    readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
      .map((name) => join(projectRoot, folder, name)),
  );
  expect(files.length).toBeGreaterThan(100);
  const relationWrite = /\b(connect|disconnect|connectOrCreate|set)\s*:\s*[[{]/;
  const found = files.filter((file) => relationWrite.test(readFileSync(file, 'utf8')));
  expect(found.map((file) => file.slice(projectRoot.length + 1))).toEqual([]);
});
