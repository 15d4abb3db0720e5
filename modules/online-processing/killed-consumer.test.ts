import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Served } from '../../test/support/http.ts';
import { onlineScene } from '../../test/support/online-scene.ts';
import { startProcess } from '../../test/support/processes.ts';
import { accepted, eventsOf, HERE, inTables, step } from '../../test/support/timely-scene.ts';
import { createWorld, type World } from '../../test/support/world.ts';

let world: World;
let served: Served;
let folder: string;
beforeAll(async () => {
  world = await createWorld();
  served = await Served.over(world);
  folder = await mkdtemp(join(tmpdir(), 'bianmin-province-'));
});
afterAll(async () => {
  await served.stop();
  await world.close();
  await rm(folder, { recursive: true });
});

const { deliver, look, say } = onlineScene(() => world);

interface Entry {
  readonly position: number;
  readonly number: string;
  readonly type: string;
}

async function decide(code = 'PROMISE-5'): Promise<string> {
  const { id, number } = await accepted(world, code);
  await step(world, 'decideCase', { caseId: id, outcome: 'APPROVED', result: '准予' });
  await deliver();
  return number;
}

/** Runs the consumer; it stands still after so many pages, or ends when it has all. */
async function consume(pages: number) {
  const token = await world.token('COUNTY_SUPERVISION', HERE);
  const args = [`${served.url}/t/${HERE}/graphql`, token, join(folder, 'kept'), String(pages)];
  return startProcess('test/support/monitoring-consumer.ts', args, { ready: pages > 0 ? 'kept' : 'drained' });
}

async function kept(): Promise<Entry[]> {
  const lines = (await readFile(join(folder, 'kept'), 'utf8')).trim().split('\n');
  return lines.map((line) => JSON.parse(line) as Entry);
}

test('一(七)1 · feed-cursor-only-advances: a consumer process killed between keeping and acknowledging loses nothing; each case in order, a classified one only counted', async () => {
  const numbers = [await decide(), await decide()];
  const itemId = world.town(HERE).itemId('IMMEDIATE');
  await say('setItemChannel', 'ItemChannel', { itemId, channel: 'CLASSIFIED' }, 'CENTRE_DIRECTOR');
  const secret = await decide('IMMEDIATE');
  // It acknowledged the first page, kept the second and was killed; started again it was killed on its first.
  await (await consume(2)).kill();
  expect(await kept()).toHaveLength(4);
  numbers.push(await decide());
  await (await consume(1)).kill();
  const { stop } = await consume(0);
  await stop();

  const entries = await kept();
  const rows = await inTables(world, (tx) => tx.monitoringEntry.findMany({ orderBy: { position: 'asc' } }));
  const times = rows.map((row) => entries.filter((entry) => entry.position === row.position).length);
  // At least once: what was kept and not acknowledged came again each time, all else came once.
  expect(times).toEqual([1, 1, 3, 3, 1, 1, 1, 1, 1]);
  for (const number of numbers) {
    const first = new Map(entries.filter((e) => e.number === number).map((e) => [e.position, e.type]));
    expect([...first.values()]).toEqual(['case.submitted', 'case.accepted', 'case.completed']);
    expect([...first.keys()]).toEqual([...first.keys()].toSorted((a, b) => a - b));
  }
  expect(entries.map((e) => e.number)).not.toContain(secret);
  const { classifiedDays } = await look('{ classifiedDays { day count } }', 'COUNTY_SUPERVISION');
  expect(classifiedDays).toEqual([{ day: '2026-09-28', count: 1 }]);
  const told = await eventsOf(world, 'monitoring.exported');
  expect(told.reduce((sum, event) => sum + Number(event.entries), 0)).toBe(rows.length);
});
