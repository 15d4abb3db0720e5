import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createWorld, type World } from '../../test/support/world.ts';
import { databaseOf } from './client.ts';
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
});
