import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { configure } from '../../test/support/county-scene.ts';
import { fixtureModule } from '../../test/support/fixture-module.ts';
import { HERE, inTables } from '../../test/support/timely-scene.ts';
import { createWorld, type World } from '../../test/support/world.ts';
import { perform, SYSTEM, type Act } from '../acts/act.ts';
import type { ModuleManifest } from '../modules/manifest.ts';
import { loadRegistry, ManifestProblems } from '../modules/registry.ts';
import { deliverEvents } from './delivery.ts';
import type { DeliveredEvent, EventHandlers } from './event.ts';

let world: World;
/** What each module heard, `module word`, in that order. */
let heard: string[];
/** Words on which a handler fails. */
let failing: Set<string>;

/** A module that hears of messages sent and failed. */
function listener(id: string, more: Partial<ModuleManifest> = {}): ModuleManifest {
  const hear = (_act: Act, { payload }: DeliveredEvent<'notification.sent' | 'notification.failed'>) => {
    const word = payload.notificationId;
    if (failing.has(word)) throw new Error(word);
    heard.push(`${id} ${word}`);
    return Promise.resolve();
  };
  const on: EventHandlers = { 'notification.sent': hear, 'notification.failed': hear };
  return fixtureModule(id, { on, ...more });
}

const MODULES = [
  listener('late', { catchesUp: ['notification.sent'] }),
  listener('present'),
  listener('careless'),
];

beforeEach(async () => {
  heard = [];
  failing = new Set();
  world = await createWorld({ modules: MODULES, towns: [HERE] });
  return () => world.close();
});

/** Emits one event for each word: those that begin with an x are of a type that nobody catches up on. */
async function emit(...words: string[]): Promise<void> {
  const { id: townshipId } = world.town(HERE);
  await perform(world.platform, { townshipId, actor: SYSTEM, mayBeSilent: true }, (act) => {
    for (const notificationId of words) {
      const factId = `notification/${randomUUID()}`;
      const payload = { notificationId, caseId: null };
      if (notificationId.startsWith('x'))
        act.emit({ type: 'notification.failed', factId, payload: { ...payload, code: '1' } });
      else act.emit({ type: 'notification.sent', factId, payload });
    }
    return Promise.resolve();
  });
}

const deliver = () => deliverEvents(world.platform, world.town(HERE).id);
const set = async (enabled: boolean, ...modules: string[]) => {
  for (const module of modules)
    expect(await configure(world, module, { enabled, openWork: 'FREEZE' })).toMatchObject({ enabled });
};
/** What a module heard. */
const by = (id: string) =>
  heard.filter((line) => line.startsWith(`${id} `)).map((line) => line.slice(id.length + 1));
const kept = () => inTables(world, (tx) => tx.eventDelivery.count({ where: { deliveredAt: null } }));

describe('a module that was off', () => {
  test('hears what it catches up on when it is on again, in the order of writing, once; who was on hears nothing twice', async () => {
    await emit('a');
    await deliver();
    await set(false, 'late', 'careless');
    await emit('b', 'x1', 'c');
    await deliver();
    expect(by('late')).toEqual(['a']);
    expect(await kept()).toBe(2);
    await set(true, 'late', 'careless');
    await emit('d', 'x2');
    await deliver();
    expect(by('late')).toEqual(['a', 'b', 'c', 'd', 'x2']);
    expect(by('present')).toEqual(['a', 'b', 'x1', 'c', 'd', 'x2']);
    // What does not catch up starts from the state that it finds.
    expect(by('careless')).toEqual(['a', 'd', 'x2']);
    expect(await kept()).toBe(0);
  });

  test('hears what was kept before what still waits', async () => {
    await set(false, 'late');
    await emit('a');
    await deliver();
    await emit('b');
    await set(true, 'late');
    await emit('c');
    await deliver();
    expect(by('late')).toEqual(['a', 'b', 'c']);
  });

  test('off and on again, switched on twice, delivered twice: nothing is heard anew', async () => {
    await set(false, 'late');
    await emit('a');
    await deliver();
    await set(true, 'late');
    await deliver();
    await set(true, 'late');
    await deliver();
    await set(false, 'late');
    await set(true, 'late');
    await deliver();
    expect(by('late')).toEqual(['a']);
    expect(by('present')).toEqual(['a']);
  });

  test('a handler that fails loses nothing: it is tried again with all that was kept', async () => {
    await set(false, 'late');
    await emit('a', 'b');
    await deliver();
    await set(true, 'late');
    failing.add('a');
    await expect(deliver()).rejects.toThrow('1 event(s) could not be delivered');
    expect(by('late')).toEqual(['b']);
    failing.clear();
    await deliver();
    expect(by('late')).toEqual(['b', 'a']);
  });

  test('two workers at once hand over each event once, and none overtakes another', async () => {
    await set(false, 'late');
    const words = Array.from({ length: 30 }, (_, i) => `e${i}`);
    await emit(...words);
    await deliver();
    await set(true, 'late');
    await Promise.all([deliver(), deliver(), deliver()]);
    await deliver();
    expect(by('late')).toEqual(words);
  });
});

test('a module that is switched on for the first time hears nothing of before', async () => {
  await world.close();
  world = await createWorld({ modules: MODULES, towns: [HERE], on: ['present'] });
  await emit('a');
  await deliver();
  expect(await kept()).toBe(0);
  await set(true, 'late');
  await emit('b');
  await deliver();
  expect(by('late')).toEqual(['b']);
  expect(by('present')).toEqual(['a', 'b']);
});

test('a manifest that catches up on what it does not handle is not loaded', () => {
  const wrong = fixtureModule('wrong', { catchesUp: ['case.accepted'] });
  expect(() => loadRegistry([wrong])).toThrow(ManifestProblems);
  expect(() => loadRegistry([wrong])).toThrow('it catches up on "case.accepted", which it does not handle');
});
