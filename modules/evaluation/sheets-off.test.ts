import { beforeEach, expect, test } from 'vitest';
import { configure } from '../../test/support/county-scene.ts';
import { sheetScene } from '../../test/support/sheet-scene.ts';
import { createWorld, type World } from '../../test/support/world.ts';
import { partsAreFrozen, periodOf, type Period } from './period-rules.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld({ on: ['evaluation'], day: '2026-11-02' });
  return () => world.close();
});

const { ask, enter, freeze, replayed, sheet, surveyed } = sheetScene(() => world);
const off = (given: object = {}) =>
  configure(world, 'evaluation', { enabled: false, openWork: 'FREEZE', ...given });
const on = () => configure(world, 'evaluation', { enabled: true });

test('off: its queries and verbs are absent; frozen sheets stay and are read again, alike, when it is on', async () => {
  await surveyed('2026-10');
  await enter({ code: 'OL1', occurredOn: '2026-10-09' });
  const { id } = await freeze('2026-10');
  await off();
  const { data } = await ask('{ __schema { types { name } } }', 'CENTRE_DIRECTOR');
  for (const name of ['ScoreSheet', 'AssessmentPeriod', 'ScoreReckoning', 'PeriodReplay', 'ScoreWorkbook'])
    expect(data.__schema.types.map((type: { name: string }) => type.name)).not.toContain(name);
  const query = 'query ($id: ID!) { node(id: $id) { __typename } }';
  expect((await ask(query, 'CENTRE_DIRECTOR', { id })).data.node).toBeNull();
  world.at('2026-11-20');
  await on();
  expect((await sheet('2026-10')).total).toBe(98);
  expect(await replayed(id)).toMatchObject({ identical: true });
});

test('三(一)4B(1): a month in which it was off throughout has no sheet; one in which it was on for a day has', async () => {
  world.at('2026-10-30');
  await off();
  world.at('2026-12-28');
  await on();
  world.at('2027-01-04');
  await surveyed('2026-11');
  await surveyed('2026-12');
  // On until the 29th of October, and from the 28th of December on.
  expect(await freeze('2026-11')).toMatchObject({
    code: 'PERIOD_WITHOUT_EVALUATION',
    details: { period: '2026-11' },
  });
  expect(await freeze('2026-12')).toMatchObject({ state: 'FROZEN' });
});

test('三(一)4B(1) · parts-are-frozen-first: months without evaluation are left out, one month there must be', () => {
  const quarter = periodOf('2026-Q4') as Period;
  const parts = (frozen: boolean) => [
    { key: '2026-10', on: false, frozen: false },
    { key: '2026-11', on: false, frozen: false },
    { key: '2026-12', on: true, frozen },
  ];
  expect(partsAreFrozen.decide(quarter, parts(true))).toEqual({ allowed: true });
  expect(partsAreFrozen.decide(quarter, parts(false))).toMatchObject({
    allowed: false,
    refusal: { code: 'PERIOD_PARTS_NOT_FROZEN', details: { missing: ['2026-12'] } },
  });
  expect(partsAreFrozen.decide(quarter, parts(true).slice(0, 2))).toMatchObject({ allowed: false });
});
