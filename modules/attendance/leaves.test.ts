import { beforeEach, describe, expect, test } from 'vitest';
import { attendanceScene, type Device } from '../../test/support/attendance-scene.ts';
import { factsOf } from '../../test/support/complaint-scene.ts';
import { eventsOf, HERE, inTables } from '../../test/support/timely-scene.ts';
import { createWorld, type World } from '../../test/support/world.ts';

let world: World;
let device: Device;
beforeEach(async () => {
  world = await createWorld({ day: '2026-09-22' });
  device = await scene.device();
  return () => world.close();
});
const scene = attendanceScene(() => world);
const { approve, close, leave, marks, present, say, staffId } = scene;

/** What stands of the clerk under WD7, in days. */
async function uncoveredDays(): Promise<number> {
  return (await factsOf(world))
    .filter((fact) => fact.code === 'WD7' && fact.subjectId === world.town(HERE).staff['WINDOW_STAFF'])
    .reduce((sum, fact) => sum + (fact.units ?? 1), 0);
}

describe('四(一)3: approval', () => {
  test('四(一)3 (half day) · half-a-day-by-the-deputy: 2026-09-23 PM is for UNIT_DEPUTY only', async () => {
    const { id, halfDays, state, cover } = await leave('2026-09-23 PM', '2026-09-23 PM');
    expect({ halfDays, state, cover }).toEqual({
      halfDays: 1,
      state: 'REQUESTED',
      cover: { id: staffId('B') },
    });
    expect(await approve(id, 'UNIT_HEAD')).toMatchObject({
      code: 'APPROVAL_ORDER',
      details: { expected: 'UNIT_DEPUTY' },
    });
    expect(await approve(id, 'UNIT_DEPUTY')).toMatchObject({ state: 'APPROVED' });
    expect(await approve(id, 'UNIT_DEPUTY')).toMatchObject({ code: 'LEAVE_DECIDED' });
    expect(await eventsOf(world, 'leave.approved')).toMatchObject([
      { fromDay: '2026-09-23', halfDays: 1, coverId: world.town(HERE).staffB },
    ]);
  });

  test('四(一)3 (from 1 day) · approved-in-order: 2026-09-24 PM..09-28 AM is 1.0 working day; the head before the deputy is APPROVAL_ORDER', async () => {
    const { id, halfDays } = await leave('2026-09-24 PM', '2026-09-28 AM');
    expect(halfDays).toBe(2);
    expect(await approve(id, 'UNIT_HEAD')).toMatchObject({
      code: 'APPROVAL_ORDER',
      clause: { id: '四(一)3 (from 1 day)' },
    });
    expect(await approve(id, 'UNIT_DEPUTY')).toMatchObject({ state: 'REVIEWED' });
    expect(await eventsOf(world, 'leave.approved')).toEqual([]);
    expect(await approve(id, 'UNIT_DEPUTY')).toMatchObject({ code: 'CONFLICT_OF_INTEREST' });
    expect(await approve(id, 'UNIT_HEAD')).toMatchObject({ state: 'APPROVED' });
  });

  test('四(一)3 (from 1 day) · more-than-half-a-day-in-two-steps: the deputy’s own leave is the head’s, and nobody approves his own', async () => {
    const own = await leave('2026-09-23 PM', '2026-09-23 PM', {}, 'UNIT_DEPUTY');
    expect(await approve(own.id, 'UNIT_DEPUTY')).toMatchObject({ code: 'CONFLICT_OF_INTEREST' });
    expect(await approve(own.id, 'UNIT_HEAD')).toMatchObject({ state: 'APPROVED' });
  });

  test('四(一)3 (half day) · leave-in-working-half-days: a holiday needs none, two at once are refused, one is rejected or taken back', async () => {
    expect(await leave('2026-10-01', '2026-10-01')).toMatchObject({ code: 'LEAVE_WITHOUT_WORKING_TIME' });
    const first = await leave('2026-09-23', '2026-09-24');
    expect(await leave('2026-09-24 PM', '2026-09-24 PM')).toMatchObject({ code: 'LEAVE_OVERLAPS' });
    const reject = { leaveId: first.id, reason: '窗口人手不足' };
    expect(await say('rejectLeave', reject, 'UNIT_DEPUTY')).toMatchObject({ state: 'REJECTED' });
    const second = await leave('2026-09-24 PM', '2026-09-24 PM');
    expect(await say('withdrawLeave', { leaveId: second.id }, 'STATION_HEAD')).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await say('withdrawLeave', { leaveId: second.id })).toMatchObject({ state: 'WITHDRAWN' });
    expect(await approve(second.id, 'UNIT_DEPUTY')).toMatchObject({ code: 'LEAVE_DECIDED' });
  });

  test('四(一)4 · belated-filing-is-refused: leave of 09-22 is asked for by 09-23', async () => {
    world.at('2026-09-23');
    expect(await leave('2026-09-22 PM', '2026-09-22 PM')).toMatchObject({ state: 'REQUESTED' });
    world.at('2026-09-24');
    expect(await leave('2026-09-22 AM', '2026-09-22 AM')).toMatchObject({
      code: 'BACKFILL_TOO_LATE',
      details: { dueOn: '2026-09-23' },
    });
  });
});

describe('四(一)3: cover', () => {
  const twoDays = async (more: object) => {
    const { id } = await leave('2026-09-23', '2026-09-24', more);
    await approve(id, 'UNIT_DEPUTY');
    await approve(id, 'UNIT_HEAD');
    world.at('2026-09-24', '17:50');
    return id as string;
  };

  test('四(一)3 (cover) · uncovered-in-half-days: 2 days without cover are 2 of WD7 (−4), half a day is half (−1)', async () => {
    await twoDays({ withoutCover: true });
    await close('2026-09-24');
    expect((await marks('WINDOW_STAFF')).filter((m) => m.includes('UNCOVERED'))).toEqual([
      '2026-09-23 AM UNCOVERED STANDING',
      '2026-09-23 PM UNCOVERED STANDING',
      '2026-09-24 AM UNCOVERED STANDING',
      '2026-09-24 PM UNCOVERED STANDING',
    ]);
    expect(await uncoveredDays()).toBe(2);
    world.at('2026-09-28', '08:00');
    const half = await leave('2026-09-28 PM', '2026-09-28 PM', { withoutCover: true });
    await approve(half.id, 'UNIT_DEPUTY');
    await close('2026-09-28');
    expect(await uncoveredDays()).toBe(2.5);
  });

  test('四(一)3 (cover) · cover-is-there: who stands in must be present that half-day', async () => {
    await twoDays({ coverId: staffId('B') });
    await present(device, 'B', '2026-09-23');
    await present(device, 'B', '2026-09-24', 'PM');
    await close('2026-09-24');
    expect(await uncoveredDays()).toBe(0.5);
    await present(device, 'B', '2026-09-24', 'AM');
    expect(await uncoveredDays()).toBe(0);
  });

  test('四(一)3 (cover) · cover-can-stand-in: not oneself, not somebody on leave; corrected afterwards by a second person', async () => {
    expect(await leave('2026-09-23', '2026-09-24', { coverId: staffId('WINDOW_STAFF') })).toMatchObject({
      code: 'COVER_NOT_POSSIBLE',
      clause: { id: '四(一)3 (cover)' },
    });
    const away = await leave('2026-09-23 PM', '2026-09-23 PM', {}, 'STATION_HEAD');
    await approve(away.id, 'UNIT_DEPUTY');
    const id = await twoDays({ withoutCover: true });
    await present(device, 'B', '2026-09-23');
    await present(device, 'B', '2026-09-24');
    await close('2026-09-24');
    expect(await uncoveredDays()).toBe(2);
    const correct = (coverId: string) =>
      say('setLeaveCover', { leaveId: id, coverId, reason: '当时已口头安排' }, 'ATTENDANCE_OFFICER');
    expect(await correct(staffId('STATION_HEAD'))).toMatchObject({ code: 'COVER_NOT_POSSIBLE' });
    expect(await correct(staffId('B'))).toMatchObject({ cover: { id: staffId('B') } });
    expect(await uncoveredDays()).toBe(0);
    const own = await leave('2026-09-28', '2026-09-28', { withoutCover: true }, 'ATTENDANCE_OFFICER');
    const self = { leaveId: own.id, coverId: staffId('B'), reason: '补记' };
    expect(await say('setLeaveCover', self, 'ATTENDANCE_OFFICER')).toMatchObject({
      code: 'CONFLICT_OF_INTEREST',
    });
  });

  test('四(一)3 (cover): whole days of leave send the cases to the B post where 按时办结 is on; half a day does not', async () => {
    const away = () =>
      inTables(world, (tx) =>
        tx.staff.findFirstOrThrow({
          where: { id: world.town(HERE).staff['WINDOW_STAFF'] ?? '' },
          select: { awayFrom: true, awayThrough: true },
        }),
      );
    const half = await leave('2026-09-22 PM', '2026-09-22 PM');
    await approve(half.id, 'UNIT_DEPUTY');
    await close('2026-09-22');
    expect(await away()).toEqual({ awayFrom: null, awayThrough: null });
    await twoDays({});
    await close('2026-09-24');
    expect(await away()).toEqual({ awayFrom: '2026-09-23', awayThrough: '2026-09-24' });
  });
});
