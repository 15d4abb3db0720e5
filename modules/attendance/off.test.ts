import { beforeEach, expect, test } from 'vitest';
import { attendanceScene, type Device } from '../../test/support/attendance-scene.ts';
import { eventsOf, HERE, inTables, uuidOf } from '../../test/support/timely-scene.ts';
import { createWorld, type World } from '../../test/support/world.ts';

let world: World;
let device: Device;
beforeEach(async () => {
  world = await createWorld();
  device = await scene.device();
  return () => world.close();
});
const scene = attendanceScene(() => world);
const { approve, close, configure, leave, marks, present, say } = scene;

test('off: its types and verbs are absent from the township’s schema, and no day is closed', async () => {
  expect(await configure({ enabled: false })).toMatchObject({ enabled: false });
  const names = async (at: string) =>
    JSON.stringify(
      (await world.ask('{ __schema { types { name } mutationType { fields { name } } } }', { at })).data,
    );
  const [here, there] = [await names(HERE), await names('dongshan')];
  for (const name of ['Punch', 'LeaveRequest', 'recordPunches', 'requestLeave']) {
    expect(here).not.toContain(`"${name}"`);
    expect(there).toContain(`"${name}"`);
  }
  await close('2026-09-28');
  expect(await inTables(world, (tx) => tx.attendanceDay.count())).toBe(0);
});

test('REFUSE lists the leaves that wait, and leaves the chapter on', async () => {
  const { id } = await leave('2026-09-29 PM', '2026-09-29 PM');
  expect(await configure({ enabled: false })).toMatchObject({
    code: 'MODULE_HAS_OPEN_WORK',
    details: {
      count: 1,
      openWork: [{ kind: 'LEAVE_REQUEST', id: uuidOf(id), label: '请假，2026-09-29' }],
    },
  });
  await approve(id, 'UNIT_DEPUTY');
  expect(await configure({ enabled: false })).toMatchObject({ enabled: false });
});

test('FREEZE: days off are not closed, nothing is settled meanwhile; on again the limit for filing runs anew', async () => {
  world.at('2026-09-28', '17:40');
  await present(device, 'WINDOW_STAFF', '2026-09-28', 'PM');
  const waiting = await leave('2026-10-12 PM', '2026-10-12 PM');
  await close('2026-09-28');
  expect(await marks('WINDOW_STAFF')).toEqual(['2026-09-28 AM ABSENT PENDING']);
  expect(await configure({ enabled: false, openWork: 'FREEZE' })).toMatchObject({ enabled: false });
  await close('2026-10-08', '19:00');
  expect(await marks('WINDOW_STAFF')).toEqual(['2026-09-28 AM ABSENT PENDING']);
  world.at('2026-10-09');
  expect(await configure({ enabled: true })).toMatchObject({ enabled: true });
  await close('2026-10-10', '09:00');
  const days = await inTables(world, (tx) => tx.attendanceDay.findMany({ orderBy: { day: 'asc' } }));
  expect(days.map((row) => row.day)).toEqual(['2026-09-28', '2026-10-09']);
  expect(await marks('WINDOW_STAFF')).toContain('2026-09-28 AM ABSENT PENDING');
  const urgent = { leftAt: '2026-09-28T08:30:00+08:00', expectedReturn: '2026-09-28T12:00:00+08:00' };
  expect(await say('backfillOuting', { ...urgent, reason: '下乡' })).toMatchObject({ backfilled: true });
  expect(await marks('WINDOW_STAFF')).not.toContain('2026-09-28 AM ABSENT PENDING');
  expect((await eventsOf(world, 'punch.dayClosed')).filter((e) => !e.pending)).toEqual([]);
  await close('2026-10-12', '08:00');
  expect(await marks('WINDOW_STAFF')).not.toContain('2026-09-28 AM ABSENT STANDING');
  expect(await marks('B')).toContain('2026-09-28 AM ABSENT STANDING');
  expect(await approve(waiting.id, 'UNIT_DEPUTY')).toMatchObject({ state: 'APPROVED' });
});
