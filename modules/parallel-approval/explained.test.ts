import { beforeEach, expect, test } from 'vitest';
import { parallelScene, type Place } from '../../test/support/parallel-scene.ts';
import { eventsOf } from '../../test/support/timely-scene.ts';
import { createWorld, type World } from '../../test/support/world.ts';

let world: World;
let land: Place;
const { addPlace, branchesOf, forked, night, publish, say } = parallelScene(() => world);

beforeEach(async () => {
  world = await createWorld();
  land = await addPlace('L01', '国土所');
  return () => world.close();
});

test('一(五)6 · silence-at-due: explained reasonably it stays open night after night, and its overdue days go on', async () => {
  await publish([land], { deemedConsentAllowed: true });
  const { caseId, branches } = await forked();
  const [{ id: branchId }] = branches;
  world.at('2026-10-12', '08:40');
  await night();
  await say('explainSilence', { branchId, text: '系统故障' }, land);
  const check = { branchId, reasonable: true, note: '属实' };
  await say('checkSilence', check, 'CENTRE_DIRECTOR');
  for (const [day, overdueDays] of [
    ['2026-10-12', 1],
    ['2026-10-13', 2],
  ] as const) {
    world.at(day, '18:00');
    await night();
    expect(await branchesOf(caseId)).toMatchObject([{ state: 'OPEN', overdueDays }]);
  }
  expect(await say('checkSilence', check, 'CENTRE_DIRECTOR')).toMatchObject({
    code: 'BRANCH_STATE_NOT_ALLOWED',
  });
  expect(await eventsOf(world, 'branch.silent')).toHaveLength(1);
  expect(await eventsOf(world, 'branch.deemedConsent')).toEqual([]);
});

test('一(五)4(3): nobody is absent from a visit before its day', async () => {
  await publish([land]);
  const { caseId } = await forked();
  const visit = { caseId, kind: 'VISIT', day: '2026-10-08', place: '宅基地' };
  const { id: sessionId } = await say('organiseJointSession', visit, 'CENTRE_DIRECTOR');
  const record = () => say('recordJointAttendance', { sessionId, attended: [] }, 'CENTRE_DIRECTOR');
  expect(await record()).toMatchObject({ code: 'SESSION_NOT_YET', details: { day: '2026-10-08' } });
  expect(await eventsOf(world, 'siteVisit.absent')).toEqual([]);
  world.at('2026-10-08', '16:00');
  await record();
  expect(await eventsOf(world, 'siteVisit.absent')).toHaveLength(1);
});
