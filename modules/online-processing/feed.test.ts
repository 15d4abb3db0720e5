import { beforeEach, describe, expect, test } from 'vitest';
import { onlineScene } from '../../test/support/online-scene.ts';
import { accepted, eventsOf, inTables, step, submit } from '../../test/support/timely-scene.ts';
import { createWorld, type World } from '../../test/support/world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
  return () => world.close();
});

const { say, look, itemId, deliver, jobs } = onlineScene(() => world);

interface Entry {
  readonly position: number;
  readonly number: string;
  readonly type: string;
}

/** One page of what the province has not acknowledged. */
async function page(first: number): Promise<Entry[]> {
  const { feed } = await look(
    `query ($first: Int!) { feed: monitoringFeed(consumer: "province", first: $first) { edges { node { position number type } } } }`,
    'COUNTY_SUPERVISION',
    { first },
  );
  return (feed.edges as { node: Entry }[]).map((edge) => edge.node);
}

const acknowledge = (position: number) =>
  say(
    'acknowledgeMonitoring',
    'MonitoringConsumer',
    { consumer: 'province', position },
    'COUNTY_SUPERVISION',
  );

async function decided(): Promise<string> {
  const { id, number } = await accepted(world, 'PROMISE-5');
  await step(world, 'decideCase', { caseId: id, outcome: 'APPROVED', result: '准予' });
  return number;
}

describe('一(七)1: the feed', () => {
  test('一(七)1 · feed-cursor-only-advances: a consumer killed halfway goes on where it acknowledged; nothing is lost, each case in order', async () => {
    const numbers = [await decided(), await decided(), await decided()];
    await deliver();
    const kept: Entry[] = [];
    // It kept two entries, acknowledged them, kept two more and was killed before it could say so.
    const [first, second] = await page(2);
    kept.push(first as Entry, second as Entry);
    await acknowledge(second?.position ?? 0);
    const lost = await page(2);
    // Started anew it gets those again, and all the others.
    const again = await page(100);
    expect(again.slice(0, 2)).toEqual(lost);
    kept.push(...again);
    for (const number of numbers)
      expect(kept.filter((e) => e.number === number).map((e) => e.type)).toEqual([
        'case.submitted',
        'case.accepted',
        'case.completed',
      ]);
    const positions = kept.map((e) => e.position);
    expect(positions).toEqual(positions.toSorted((a, b) => a - b));
    const last = positions.at(-1) ?? 0;
    expect(await acknowledge(last)).toMatchObject({ position: last });
    expect(await page(100)).toEqual([]);
    expect(await acknowledge(1)).toMatchObject({ code: 'MONITORING_CURSOR_INVALID' });
    expect(await acknowledge(last + 1)).toMatchObject({ code: 'MONITORING_CURSOR_INVALID' });
    expect((await eventsOf(world, 'monitoring.exported')).map((e) => e.entries)).toEqual([2, 7]);
  });

  test('一(七)1 · feed-cursor-only-advances: a step whose delivery failed is not overtaken, and comes once', async () => {
    const number = await decided();
    // As if the first delivery had failed: it is tried after the others.
    await inTables(world, (tx) =>
      tx.outboxEvent.updateMany({ where: { type: 'case.submitted' }, data: { attempts: 25 } }),
    );
    await deliver();
    await inTables(world, (tx) =>
      tx.outboxEvent.updateMany({ where: { type: 'case.submitted' }, data: { attempts: 0 } }),
    );
    await deliver();
    const types = (await page(100)).filter((e) => e.number === number).map((e) => e.type);
    expect(types).toEqual(['case.submitted', 'case.accepted', 'case.completed']);
  });

  test('一(七)1 · classified-is-only-counted: of a classified item the feed has nothing but a count', async () => {
    await say(
      'setItemChannel',
      'ItemChannel',
      { itemId: itemId(), channel: 'CLASSIFIED' },
      'CENTRE_DIRECTOR',
    );
    await decided();
    await submit(world, 'PROMISE-5');
    await deliver();
    await deliver();
    expect(await page(100)).toEqual([]);
    const { classifiedDays } = await look('{ classifiedDays { day count } }', 'COUNTY_SUPERVISION');
    expect(classifiedDays).toEqual([{ day: '2026-09-28', count: 2 }]);
  });

  test('一(七)1 · external-feed-has-a-gap: an external item without an event for one working day is reported once', async () => {
    const channel = { itemId: itemId(), channel: 'EXTERNAL' };
    const set = (more: object) =>
      say('setItemChannel', 'ItemChannel', { ...channel, ...more }, 'CENTRE_DIRECTOR');
    expect(await set({})).toMatchObject({ code: 'CHANNEL_NEEDS_SYSTEM' });
    await set({ system: '省厅业务系统' });
    const event = (externalId: string) =>
      say(
        'sendExternalEvent',
        'MonitoringEntry',
        {
          itemId: itemId(),
          externalId,
          number: 'EXT-1',
          type: 'accepted',
          occurredAt: '2026-09-28T09:00:00+08:00',
        },
        'FRONTEND',
      );
    const { id } = await event('k-1');
    expect((await event('k-1')).id).toBe(id);
    expect(await page(100)).toHaveLength(1);
    world.at('2026-09-29');
    await jobs();
    expect(await eventsOf(world, 'monitoring.gap')).toEqual([]);
    world.at('2026-09-30');
    await jobs();
    await jobs();
    expect(await eventsOf(world, 'monitoring.gap')).toMatchObject([
      { lastEventOn: '2026-09-28', day: '2026-09-30' },
    ]);
    await event('k-2');
    world.at('2026-10-09');
    await jobs();
    expect(await eventsOf(world, 'monitoring.gap')).toHaveLength(2);
  });

  test('一(七)1 · external-events-of-external-items: of others none is taken, and nothing that could be a name', async () => {
    const input = {
      itemId: itemId(),
      externalId: 'k',
      number: 'E-1',
      type: 't',
      occurredAt: '2026-09-28T09:00:00+08:00',
    };
    expect(await say('sendExternalEvent', 'MonitoringEntry', input, 'FRONTEND')).toMatchObject({
      code: 'ITEM_NOT_EXTERNAL',
    });
    const bad = say('sendExternalEvent', 'MonitoringEntry', { ...input, number: '申请人甲' }, 'FRONTEND');
    await expect(bad).rejects.toThrow('BAD_INPUT');
  });
});
