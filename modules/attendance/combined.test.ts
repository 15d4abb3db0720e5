import { beforeEach, expect, test } from 'vitest';
import { attendanceScene, type Device } from '../../test/support/attendance-scene.ts';
import { factsOf } from '../../test/support/complaint-scene.ts';
import { HERE } from '../../test/support/timely-scene.ts';
import { createWorld, type World } from '../../test/support/world.ts';

let world: World;
let device: Device;
beforeEach(async () => {
  world = await createWorld({ day: '2026-09-29' });
  device = await scene.device();
  return () => world.close();
});
const scene = attendanceScene(() => world);
const { approve, close, leave, marks, present, punch, say, staffId } = scene;

/** Units by code of what stands of the clerk in a month. */
async function counted(month: string): Promise<Record<string, number>> {
  const sums: Record<string, number> = {};
  for (const fact of await factsOf(world))
    if (fact.subjectId === world.town(HERE).staff['WINDOW_STAFF'] && fact.occurredOn.startsWith(month))
      sums[fact.code] = (sums[fact.code] ?? 0) + (fact.units ?? 1);
  return sums;
}

/** The clerk's own month. */
async function sheet(month: string) {
  const { data } = await world.ask(
    `{ attendanceSheet(month: "${month}") { workingDays absentHalfDays uncoveredHalfDays leaveHalfDays late early } }`,
    { as: 'WINDOW_STAFF', at: HERE },
  );
  return data.attendanceSheet[0];
}

test('四(一)3 (from 1 day): leave over the end of September is each month’s own half-days, over National Day none', async () => {
  const { id, halfDays } = await leave('2026-09-30 PM', '2026-10-08 AM', { withoutCover: true });
  expect(halfDays).toBe(2);
  await approve(id, 'UNIT_DEPUTY');
  expect(await approve(id, 'UNIT_HEAD')).toMatchObject({ state: 'APPROVED' });
  world.at('2026-10-08', '17:45');
  await present(device, 'WINDOW_STAFF', '2026-09-30', 'AM');
  await present(device, 'WINDOW_STAFF', '2026-10-08', 'PM');
  await close('2026-10-08');
  expect(await counted('2026-09')).toMatchObject({ WD7: 0.5 });
  expect(await counted('2026-10')).toMatchObject({ WD7: 0.5 });
  expect(await sheet('2026-09')).toMatchObject({ workingDays: 22, leaveHalfDays: 1, uncoveredHalfDays: 1 });
  expect(await sheet('2026-10')).toMatchObject({ workingDays: 18, leaveHalfDays: 1, uncoveredHalfDays: 1 });
});

test('四(一)2 (hours): leave on the morning of the make-up Saturday 2026-10-10 and nobody there in its afternoon is half a day absent', async () => {
  world.at('2026-10-08');
  const { id, halfDays } = await leave('2026-10-09 PM', '2026-10-10 AM');
  expect(halfDays).toBe(2);
  await approve(id, 'UNIT_DEPUTY');
  await approve(id, 'UNIT_HEAD');
  world.at('2026-10-10', '17:45');
  await present(device, 'WINDOW_STAFF', '2026-10-08');
  await present(device, 'WINDOW_STAFF', '2026-10-09', 'AM');
  await present(device, 'B', '2026-10-09');
  await present(device, 'B', '2026-10-10');
  await close('2026-10-10');
  const own = async () => (await marks('WINDOW_STAFF')).filter((mark) => mark.startsWith('2026-10-'));
  expect(await own()).toEqual(['2026-10-10 PM ABSENT PENDING']);
  await close('2026-10-12', '08:00');
  expect(await counted('2026-10')).toEqual({});
  await close('2026-10-13', '08:00');
  expect(await counted('2026-10')).toEqual({ WD1c: 1 });
  expect(await sheet('2026-10')).toMatchObject({ leaveHalfDays: 2, uncoveredHalfDays: 0 });
});

test('四(一)2 (hours) · punch-after-midnight-is-of-the-day-before: who stays beyond midnight did not leave early, nor was he there next morning', async () => {
  world.at('2026-10-10', '00:20');
  const day = ['2026-10-09 08:25', '2026-10-09 12:01', '2026-10-09 14:20'];
  await punch(device, 'WINDOW_STAFF', ...day, '2026-10-10 00:10');
  const correction = { kind: 'ADD', at: '2026-10-10T00:15:00+08:00', reason: '补记' };
  await say('correctPunch', { ...correction, staffId: staffId('B') }, 'ATTENDANCE_OFFICER');
  await close('2026-10-10');
  const since = async (role: string) => (await marks(role)).filter((mark) => mark >= '2026-10-09');
  const absent = ['2026-10-10 AM ABSENT PENDING', '2026-10-10 PM ABSENT PENDING'];
  expect(await since('WINDOW_STAFF')).toEqual(absent);
  expect(await since('B')).toEqual([
    '2026-10-09 AM ABSENT PENDING',
    '2026-10-09 PM LATE STANDING',
    ...absent,
  ]);
});
