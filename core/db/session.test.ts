import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createWorld, type World } from '../../test/support/world.ts';
import { databaseOf } from './client.ts';
import { ReadSession } from './read-session.ts';
import { inScope } from './scope.ts';
import { Session, sessionOf, SessionOver, type SessionOptions } from './session.ts';

const WHO = { name: 't1', text: `select current_setting('app.township_id', true) as township, $1::int as n` };
const SLEEP = { name: 't2', text: 'select pg_sleep($1)::text' };

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const open = (code: string, options: Partial<SessionOptions> = {}) =>
  new Session(databaseOf(world.platform.prisma), {
    mode: 'read',
    scope: { kind: 'township', townshipId: world.town(code).id },
    timeoutMs: 5_000,
    ...options,
  });

describe('a session', () => {
  test('asks with Prisma and with statements in one transaction', async () => {
    const session = open('shexi', { mode: 'write' });
    const { id: townshipId, windowId } = world.town('shexi');
    const now = () =>
      session.query<{ xid: string }>({ name: 't3', text: 'select txid_current()::text as xid' }, []);
    const [first] = await now();
    await session.client.window.update({
      where: { townshipId_id: { townshipId, id: windowId } },
      data: { name: '改名窗口' },
    });
    const names = await session.query<{ name: string }>(
      { name: 't4', text: 'select "name" from "Window" where "id" = $1' },
      [windowId],
    );
    expect(names).toEqual([{ name: '改名窗口' }]);
    expect(await now()).toEqual([first]);
    await session.rollback();
    const after = await inScope(world.platform.prisma, { kind: 'township', townshipId }, (tx) =>
      tx.window.findMany({ where: { townshipId, name: '改名窗口' } }),
    );
    expect(after).toEqual([]);
  });

  test('keeps to itself when many ask the same in the same turn, with Prisma and without', async () => {
    const towns = Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? 'shexi' : 'dongshan'));
    const windowId = world.town('shexi').windowId;
    const seen = await Promise.all(
      towns.map(async (code, n) => {
        const session = open(code);
        const [rows, found] = await Promise.all([
          session.query(WHO, [n]),
          session.client.window.findUnique({
            where: { townshipId_id: { townshipId: world.town('shexi').id, id: windowId } },
          }),
        ]);
        await session.end();
        return { rows, found: found?.id ?? null };
      }),
    );
    expect(seen).toEqual(
      towns.map((code, n) => ({
        rows: [{ township: world.town(code).id, n }],
        found: code === 'shexi' ? windowId : null,
      })),
    );
  });

  test('that reads can write nothing', async () => {
    const session = open('shexi');
    await expect(session.client.window.updateMany({ data: { name: '改名窗口' } })).rejects.toThrow(
      /read-only/,
    );
    await session.end();
  });

  test('does not report as done what the database rolled back', async () => {
    const session = open('shexi', { mode: 'write' });
    await session.query({ name: 't5', text: 'select 1/$1::int' }, [0]).catch(() => undefined);
    await expect(session.commit()).rejects.toThrow('rolled back');
  });

  test('answers nothing when its scope could not be set', async () => {
    expect(() =>
      open('shexi', { scope: { kind: 'township', townshipId: `x'; reset app.scope; --` } }),
    ).toThrow('uuid');
    const late = open('shexi');
    await late.query(WHO, [1]);
    await late.send((connection) => connection.query('select 1/0')).catch(() => undefined);
    await late.enter({ kind: 'township', townshipId: world.town('dongshan').id });
    await expect(late.query(WHO, [1])).rejects.toThrow(/aborted/);
    await late.rollback();
  });

  test('that ends while a statement runs does not make the next one wait', async () => {
    const running = open('shexi');
    const still = running.query(SLEEP, [1]);
    await new Promise((resolve) => setTimeout(resolve, 50));
    await running.end();
    const begun = Date.now();
    const next = open('dongshan');
    await next.query(WHO, [1]);
    expect(Date.now() - begun).toBeLessThan(700);
    await next.end();
    await still;
  });

  test('asks nothing any more once it is over, or its time is', async () => {
    const ended = open('shexi');
    await ended.query(WHO, [1]);
    await ended.end();
    await expect(ended.query(WHO, [1])).rejects.toThrow(SessionOver);
    await expect(ended.client.window.count()).rejects.toThrow(SessionOver);
    const late = open('shexi', { timeoutMs: -1 });
    await expect(late.query(WHO, [1])).rejects.toThrow(SessionOver);
    await late.end();
  });

  test('is the only way to a transaction', async () => {
    await expect(world.platform.prisma.$transaction(async (tx) => tx.window.count())).rejects.toThrow(
      'session',
    );
    expect(() => sessionOf(world.platform.prisma)).toThrow('not the client of a session');
  });

  const AUDIT = {
    name: 't6',
    text: `select to_jsonb(t) - 'id' as row from "AuditEntry" t where "verb" = $1 order by "subjectId"`,
  };
  const audit = (verb: string, subjectId: string) => ({
    townshipId: world.town('shexi').id,
    id: randomUUID(),
    at: new Date('2026-09-28T01:02:03.456Z'),
    actorKind: 'STAFF',
    actorId: null,
    verb,
    subjectType: '办件',
    subjectId,
    fields: ['甲"乙', 'a,b{}'],
    digest: '\\',
  });

  test('sends what was handed over ahead of the next statement, in order, Prisma’s too', async () => {
    const session = open('shexi', { mode: 'write' });
    const { id: townshipId, windowId } = world.town('shexi');
    const rename = { name: 't7', text: 'update "Window" set "name" = $1 where "id" = $2' };
    session.defer(rename, ['一', windowId]);
    session.defer(rename, ['二', windowId]);
    const find = () =>
      session.client.window.findUniqueOrThrow({ where: { townshipId_id: { townshipId, id: windowId } } });
    expect((await find()).name).toBe('二');
    session.defer(rename, ['三', windowId]);
    await session.enter({ kind: 'township', townshipId: world.town('dongshan').id });
    await session.enter({ kind: 'township', townshipId });
    expect((await find()).name).toBe('三');
    await session.rollback();
  });

  test('writes the same rows one by one, several at once and through Prisma, the last ones with the commit', async () => {
    const session = open('shexi', { mode: 'write' });
    session.insert('AuditEntry', audit('one', '1'));
    await session.client.auditEntry.create({ data: audit('prisma', '1') });
    session.insert('AuditEntry', audit('two', '1'));
    session.insert('AuditEntry', audit('two', '2'));
    await session.commit();
    const look = open('shexi');
    const rows = async (verb: string) =>
      (await look.query<{ row: object }>(AUDIT, [verb])).map(({ row }) => ({ ...row, verb: '' }));
    const [expected] = await rows('prisma');
    expect(expected).toMatchObject({ fields: ['甲"乙', 'a,b{}'], role: null, digest: '\\' });
    expect(await rows('one')).toEqual([expected]);
    expect(await rows('two')).toEqual([expected, { ...expected, subjectId: '2' }]);
    await look.end();
  });

  test('throws what went wrong with it from whatever is asked afterwards, and leaves nothing', async () => {
    const foreign = { ...audit('wrong', '2'), townshipId: world.town('dongshan').id };
    const asked = open('shexi', { mode: 'write' });
    asked.insert('AuditEntry', audit('wrong', '1'));
    asked.insert('AuditEntry', foreign);
    await expect(asked.query(WHO, [1])).rejects.toThrow('row-level security');
    await expect(asked.client.window.count()).rejects.toThrow('row-level security');
    await expect(asked.commit()).rejects.toThrow('row-level security');
    const committed = open('shexi', { mode: 'write' });
    committed.insert('AuditEntry', audit('wrong', '3'));
    committed.insert('AuditEntry', foreign);
    await expect(committed.commit()).rejects.toThrow('row-level security');
    const look = open('shexi');
    expect(await look.query(AUDIT, ['wrong'])).toEqual([]);
    await look.end();
  });

  test('sends nothing of it when the transaction is given up', async () => {
    const session = open('shexi', { mode: 'write' });
    session.insert('AuditEntry', audit('given up', '1'));
    await session.rollback();
    const look = open('shexi');
    expect(await look.query(AUDIT, ['given up'])).toEqual([]);
    await look.end();
  });
});

describe('the reads of an operation', () => {
  const reads = () =>
    new ReadSession(world.platform.prisma, { kind: 'township', townshipId: world.town('shexi').id });
  const held = () => {
    const { totalCount, idleCount } = databaseOf(world.platform.prisma).pool;
    return totalCount - idleCount;
  };

  test('begin anew after their end, and hold a connection until they are closed', async () => {
    const session = reads();
    await session.query(WHO, [1], null);
    await session.end();
    await session.query(WHO, [2], null);
    expect(held()).toBe(1);
    await session.close();
    expect(held()).toBe(0);
  });

  test('what comes after the operation, beside a field that failed, reads nothing and holds nothing', async () => {
    const session = reads();
    await session.query(WHO, [1], null);
    await session.close();
    await expect(session.query(WHO, [2], null)).rejects.toThrow(SessionOver);
    await expect(session.client.window.findMany({})).rejects.toThrow(SessionOver);
    expect(held()).toBe(0);
  });
});
