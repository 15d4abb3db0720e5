import { beforeEach, expect, test } from 'vitest';
import { runModuleJobs } from '../../core/jobs/runner.ts';
import { dailyLogScene } from '../../test/support/daily-log-scene.ts';
import { eventsOf } from '../../test/support/timely-scene.ts';
import { createWorld, type World } from '../../test/support/world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld({ day: '2026-10-08' });
  return () => world.close();
});

const { ask, configure, observe, propose, proposals, read, say } = dailyLogScene(() => world);
const off = (more: object = {}) => configure('evaluation', { enabled: false, ...more });

test('off: the log and its verbs are absent from the township’s schema, its rows from the county’s answers', async () => {
  const { id } = await say('openDailyLog', {});
  expect(await off()).toMatchObject({ enabled: false });
  const { data } = await ask('{ __schema { types { name } mutationType { fields { name } } } }', 'ASSESSOR');
  for (const name of ['DailyLog', 'DailyWarning', 'openDailyLog', 'proposeScore'])
    expect(JSON.stringify(data)).not.toContain(`"${name}"`);
  const reply = await world.ask('query ($id: ID!) { node(id: $id) { id } }', {
    as: 'CENTRE_DIRECTOR',
    variables: { id },
  });
  expect(reply.data).toEqual({ node: null });
});

test('REFUSE names what waits for the group; FREEZE: nobody is asked for the logs of the days off, and none is kept of them', async () => {
  const { id: logId } = await say('openDailyLog', {});
  const { id } = await observe(logId, 'WD2');
  expect(await off({ openWork: 'REFUSE' })).toMatchObject({
    code: 'MODULE_HAS_OPEN_WORK',
    details: { count: 1, openWork: [{ kind: 'ScoreProposal', label: 'WD2 2026-10-08' }] },
  });
  world.at('2026-10-09');
  expect(await off({ openWork: 'FREEZE' })).toMatchObject({ enabled: false });
  world.at('2026-10-15');
  await runModuleJobs(world.platform);
  expect(await eventsOf(world, 'dailyLog.missing')).toEqual([]);
  expect(await configure('evaluation', { enabled: true })).toMatchObject({ enabled: true });
  // What was entered before is there, and of the days off nothing is expected or taken.
  expect((await proposals()).map((row) => row.state)).toEqual(['PROPOSED']);
  expect(await read(`node(id: "${id}") { ... on ScoreProposal { state } }`)).toEqual({ state: 'PROPOSED' });
  expect(await say('openDailyLog', { day: '2026-10-13' })).toMatchObject({ code: 'NOT_ASSESSED_THEN' });
  expect(await propose('DQ2', { occurredOn: '2026-10-13' })).toMatchObject({ code: 'NOT_ASSESSED_THEN' });
  world.at('2026-10-19');
  await runModuleJobs(world.platform);
  const missing = (await eventsOf(world, 'dailyLog.missing')).map(({ day }) => day);
  expect(missing.filter((day) => day >= '2026-10-08')).toEqual(['2026-10-15', '2026-10-16']);
  expect(await read('missingDailyLogs(month: "2026-10") { expected found missing }')).toEqual({
    expected: 3,
    found: 1,
    missing: ['2026-10-15', '2026-10-16'],
  });
});
