import { beforeEach, expect, test } from 'vitest';
import { eventsOf, HERE, uuidOf } from '../../test/support/timely-scene.ts';
import { trainingScene } from '../../test/support/training-scene.ts';
import { createWorld, type World } from '../../test/support/world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
  return () => world.close();
});

const { configure, jobs, list, say, schedule, staffId } = trainingScene(() => world);

test('off: its types and verbs are absent from the township’s schema, and present in another’s', async () => {
  expect(await configure({ enabled: false })).toMatchObject({ enabled: false });
  const names = async (at: string) => {
    const { data } = await world.ask('{ __schema { types { name } mutationType { fields { name } } } }', {
      at,
    });
    return JSON.stringify(data);
  };
  const [here, there] = [await names(HERE), await names('dongshan')];
  for (const name of ['TrainingSession', 'scheduleTraining', 'SelfStudy']) {
    expect(here).not.toContain(`"${name}"`);
    expect(there).toContain(`"${name}"`);
  }
});

test('REFUSE lists the session to come and the open retake; FREEZE stops the limit, and on again it goes on', async () => {
  const { id: sessionId } = await schedule('2026-09-29', '09:00', { modes: ['COLLECTIVE', 'TEST'] });
  world.at('2026-09-29', '11:00');
  const score = { sessionId, staffId: staffId('WINDOW_STAFF') };
  await say('recordTestScore', { ...score, score: 58 });
  const { id: next } = await schedule('2026-10-15');
  const [retake] = await list('trainingRetakes', 'id dueOn');
  expect(retake.dueOn).toBe('2026-10-19');
  await jobs();
  expect(await configure({ enabled: false })).toMatchObject({
    code: 'MODULE_HAS_OPEN_WORK',
    details: {
      count: 2,
      openWork: [
        { kind: 'TRAINING_SESSION', id: uuidOf(next), label: '学习培训，2026-10-15' },
        { kind: 'TRAINING_RETAKE', id: uuidOf(retake.id), label: '补考，2026-09-29' },
      ],
    },
  });
  const before = (await eventsOf(world, 'training.absent')).length;
  expect(await configure({ enabled: false, openWork: 'FREEZE' })).toMatchObject({ enabled: false });
  world.at('2026-10-15', '18:00');
  await jobs();
  world.at('2026-10-19');
  expect(await configure({ enabled: true })).toMatchObject({ enabled: true });
  await jobs();
  // The session fell into the time off: nobody is absent, and October is not checked.
  expect(await list('trainingSessions', 'day state')).toEqual([
    { day: '2026-10-15', state: 'UNCHECKED' },
    { day: '2026-09-29', state: 'CLOSED' },
  ]);
  expect(await eventsOf(world, 'training.absent')).toHaveLength(before);
  expect(await list('trainingRetakes', 'dueOn')).toEqual([{ dueOn: '2026-10-30' }]);
  const missed = (await eventsOf(world, 'training.monthMissed')).length;
  world.at('2026-10-30', '17:30');
  await jobs();
  expect(await eventsOf(world, 'training.monthMissed')).toHaveLength(missed);
  expect(await say('recordTestScore', { ...score, score: 88 })).toMatchObject({ passed: true });
  expect(await configure({ enabled: false })).toMatchObject({ enabled: false });
});
