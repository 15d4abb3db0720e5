import { afterAll, beforeAll, expect, test } from 'vitest';
import { setTimeout as sleep } from 'node:timers/promises';
import { perform, SYSTEM } from '../../core/acts/act.ts';
import { expectDeliveredOnce, expectRollUpsEqual, rowsBehind, untilDrained } from '../support/consistency.ts';
import { untilHolds } from '../support/load.ts';
import { startProcess } from '../support/processes.ts';
import { submit } from '../support/story.ts';
import { createWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld({ towns: ['shexi'], now: () => new Date() });
});
afterAll(() => world.close());

const workerArgs = () => [world.database.appUrl, world.database.jobsUrl, new Date().toISOString()];

test('a worker killed in the middle of an event’s handlers: the next one finishes each of them exactly once', async () => {
  const { id: townshipId } = world.town('shexi');
  await submit(world, 'shexi');
  await submit(world, 'shexi');
  // Another transaction holds the figure that the roll-up writes, so the worker stands in the middle of its handler.
  let release = () => undefined as void;
  const held = new Promise<void>((resolve) => (release = resolve));
  let isHeld = () => undefined as void;
  const holding = new Promise<void>((resolve) => (isHeld = resolve));
  const holder = perform(world.platform, { townshipId, actor: SYSTEM, mayBeSilent: true }, async ({ tx }) => {
    await tx.tally.create({ data: { townshipId, measure: 'cases', key: 'SUBMITTED', value: 0 } });
    isHeld();
    await held;
  });
  await holding;
  const first = await startProcess('test/support/worker-process.ts', workerArgs(), { ready: 'working' });
  await untilHolds('the worker waits within its handler', 10_000, async () => {
    const waiting = await rowsBehind(
      world,
      `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query ~ 'Tally'`,
    );
    return waiting.length > 0;
  });
  await first.kill();
  release();
  await holder;
  await sleep(500);
  const waiting = await rowsBehind(world, 'select 1 from "OutboxEvent" where "deliveredAt" is null');
  const handled = await rowsBehind(world, 'select 1 from "EventDelivery"');
  expect({ waiting: waiting.length, handled: handled.length }).toEqual({ waiting: 2, handled: 0 });

  // The job itself is still locked in the name of the dead worker; the next one looks into all outboxes at its start.
  const second = await startProcess('test/support/worker-process.ts', workerArgs(), { ready: 'working' });
  const drained = await untilDrained(world, 10_000);
  console.log(`finished after ${drained} ms by the next worker`);
  await expectDeliveredOnce(world);
  await expectRollUpsEqual(world);
  await second.kill();
});
