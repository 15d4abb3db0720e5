import { beforeEach, expect, test } from 'vitest';
import { safetyScene } from '../../test/support/safety-scene.ts';
import { eventsOf, HERE, uuidOf } from '../../test/support/timely-scene.ts';
import { createWorld, type World } from '../../test/support/world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
  return () => world.close();
});

const { configure, jobs, list, say, staffId } = safetyScene(() => world);

test('off: its types and verbs are absent from the township’s schema, and present in another’s', async () => {
  expect(await configure({ enabled: false })).toMatchObject({ enabled: false });
  const names = async (at: string) => {
    const { data } = await world.ask('{ __schema { types { name } mutationType { fields { name } } } }', {
      at,
    });
    return JSON.stringify(data);
  };
  const [here, there] = [await names(HERE), await names('dongshan')];
  for (const name of ['Hazard', 'Seal', 'useSeal', 'checkWindowAtClosing']) {
    expect(here).not.toContain(`"${name}"`);
    expect(there).toContain(`"${name}"`);
  }
});

test('REFUSE lists the hazard and the accident; FREEZE stops the limit and the asking for lists; on again it goes on', async () => {
  const hazard = await say('reportHazard', {
    place: '二楼配电箱',
    description: '电线裸露',
    responsibleId: staffId('STATION_HEAD'),
  });
  expect(hazard.dueOn).toBe('2026-10-08');
  const incident = await say('reportIncident', { occurredOn: '2026-09-25', account: '插座起火' });
  expect(await configure({ enabled: false })).toMatchObject({
    code: 'MODULE_HAS_OPEN_WORK',
    details: {
      count: 2,
      openWork: [
        { kind: 'HAZARD', id: uuidOf(hazard.id), label: '隐患，2026-09-28' },
        { kind: 'SAFETY_INCIDENT', id: uuidOf(incident.id), label: '事故，2026-09-25' },
      ],
    },
  });
  await jobs();
  const missing = async () => (await eventsOf(world, 'safety.dutyMissing')).map(({ day }) => day);
  const before = await missing();
  expect(await configure({ enabled: false, openWork: 'FREEZE' })).toMatchObject({ enabled: false });
  world.at('2026-10-19');
  await jobs();
  expect(await eventsOf(world, 'hazard.overdue')).toEqual([]);
  expect(await configure({ enabled: true })).toMatchObject({ enabled: true });
  await jobs();
  // Nobody is asked for the lists of the days off, and the hazard has its three days again.
  expect(await missing()).toEqual(before);
  expect(await eventsOf(world, 'hazard.overdue')).toEqual([]);
  expect(await list('hazards', 'dueOn')).toEqual([{ dueOn: '2026-10-21' }]);
  world.at('2026-10-22');
  await jobs();
  expect(await eventsOf(world, 'hazard.overdue')).toMatchObject([{ dueOn: '2026-10-21' }]);
  expect((await missing()).slice(before.length)).toEqual(['2026-10-19', '2026-10-20', '2026-10-21']);
});
