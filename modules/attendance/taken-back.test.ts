import { beforeEach, describe, expect, test } from 'vitest';
import { deliverAll, runModuleJobs } from '../../core/jobs/runner.ts';
import { attendanceScene, type Device } from '../../test/support/attendance-scene.ts';
import { trainingScene } from '../../test/support/training-scene.ts';
import { factsOf } from '../../test/support/complaint-scene.ts';
import { eventsOf, HERE, inTables, submit } from '../../test/support/timely-scene.ts';
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

/** Leave of the clerk that both leaders approved. */
async function approved(from: string, through: string, more: object = {}): Promise<string> {
  const { id } = await leave(from, through, more);
  await approve(id, 'UNIT_DEPUTY');
  expect(await approve(id, 'UNIT_HEAD')).toMatchObject({ state: 'APPROVED' });
  return id as string;
}

const revoke = (leaveId: string, reason = '未休假，照常上班', who = 'ATTENDANCE_OFFICER' as const) =>
  say('revokeLeave', { leaveId, reason }, who);

/** Codes and units of the clerk’s facts that stand, of all chapters, from a day on. */
const facts = async (from = '2026-09-23') =>
  (await factsOf(world))
    .filter(({ subjectId }) => subjectId === world.town(HERE).staff['WINDOW_STAFF'])
    .filter(({ occurredOn }) => occurredOn >= from)
    .map(({ code, occurredOn, units }) => `${code} ${occurredOn} ${units ?? 1}`)
    .toSorted();

describe('四(一)3, 四(一)5: an approved leave that is taken back', () => {
  test('四(一)3 (half day) · leave-is-taken-back-before-it-begins: of 09-24 at 08:29 of that day, and not at 08:30', async () => {
    const first = await approved('2026-09-24', '2026-09-24');
    expect(await say('withdrawLeave', { leaveId: first }, 'STATION_HEAD')).toMatchObject({
      code: 'NOT_FOUND',
    });
    world.at('2026-09-24', '08:29');
    expect(await say('withdrawLeave', { leaveId: first })).toMatchObject({ state: 'WITHDRAWN' });
    expect(await eventsOf(world, 'leave.withdrawn')).toMatchObject([
      { staffId: world.town(HERE).staff['WINDOW_STAFF'], fromDay: '2026-09-24', halfDays: 2 },
    ]);
    const second = await approved('2026-09-24', '2026-09-24');
    world.at('2026-09-24', '08:30');
    expect(await say('withdrawLeave', { leaveId: second })).toMatchObject({
      code: 'LEAVE_BEGUN',
      clause: { id: '四(一)3 (half day)' },
    });
    expect(await say('withdrawLeave', { leaveId: first })).toMatchObject({ code: 'LEAVE_DECIDED' });
  });

  test('四(一)5 · approved-leave-is-revoked-by-another: with a reason, once, never one’s own', async () => {
    const id = await approved('2026-09-23', '2026-09-24');
    world.at('2026-09-24', '10:00');
    expect(await revoke(id, ' ')).toMatchObject({ code: 'TEXT_REQUIRED', clause: { id: '四(一)5' } });
    expect(await revoke(id)).toMatchObject({ state: 'WITHDRAWN' });
    expect(await revoke(id)).toMatchObject({ code: 'LEAVE_DECIDED' });
    const own = await leave('2026-09-28', '2026-09-28', {}, 'ATTENDANCE_OFFICER');
    await approve(own.id, 'UNIT_DEPUTY');
    await approve(own.id, 'UNIT_HEAD');
    expect(await revoke(own.id)).toMatchObject({ code: 'CONFLICT_OF_INTEREST' });
    const told = await scene.list('notifications(mine: true)', 'text', 'WINDOW_STAFF');
    expect(told.length).toBeGreaterThan(1);
  });

  test('四(一)2 (hours) · marks-of-a-day: revoked after the day closed, WD7 goes, and without punches WD1c stands', async () => {
    const id = await approved('2026-09-23', '2026-09-24', { withoutCover: true });
    world.at('2026-09-24', '17:50');
    await present(device, 'WINDOW_STAFF', '2026-09-23');
    await close('2026-09-24');
    expect(await facts()).toEqual([
      'WD7 2026-09-23 0.5',
      'WD7 2026-09-23 0.5',
      'WD7 2026-09-24 0.5',
      'WD7 2026-09-24 0.5',
    ]);
    world.at('2026-09-29');
    await revoke(id);
    // He was there on the 23rd; on the 24th nobody was, and the limit for filing is over.
    expect(await facts()).toEqual(['WD1c 2026-09-24 1', 'WD1c 2026-09-24 1']);
    expect(await marks('WINDOW_STAFF')).toContain('2026-09-24 AM ABSENT STANDING');
    await deliverAll(world.platform);
    const counted = { measure: 'leaveHalfDays', value: { not: 0 } };
    expect(await inTables(world, (tx) => tx.tally.count({ where: counted }))).toBe(0);
  });

  test('四(一)3 (cover) · cover-is-there: whose cover comes back to work covers, whose cover goes on leave does not', async () => {
    await approved('2026-09-24', '2026-09-24', { coverId: staffId('B') });
    const late = await leave('2026-09-24 PM', '2026-09-24 PM', {}, { id: world.town(HERE).staffB });
    world.at('2026-09-24', '17:50');
    await present(device, 'B', '2026-09-24');
    await close('2026-09-24');
    expect(await facts()).toEqual([]);
    await approve(late.id, 'UNIT_DEPUTY');
    expect(await facts()).toEqual(['WD7 2026-09-24 0.5']);
    await revoke(late.id);
    expect(await facts()).toEqual([]);
  });

  test('四(一)4 · absence-stands-after-the-limit: asked for in time and approved after it stood, it is withdrawn', async () => {
    world.at('2026-09-22', '17:40');
    await present(device, 'WINDOW_STAFF', '2026-09-22', 'AM');
    await close('2026-09-22');
    world.at('2026-09-23');
    const { id } = await leave('2026-09-22 PM', '2026-09-22 PM', { coverId: staffId('B') });
    await close('2026-09-24', '08:00');
    expect(await facts('2026-09-22')).toContain('WD1c 2026-09-22 1');
    await approve(id, 'UNIT_DEPUTY');
    expect(await facts('2026-09-22')).not.toContain('WD1c 2026-09-22 1');
    const [fact] = await eventsOf(world, 'punch.markWithdrawn');
    expect(fact).toMatchObject({ day: '2026-09-22', half: 'PM', kind: 'ABSENT', counted: true });
  });

  test('一(四)1 · b-stands-in-for-a: leave that is taken back sends new cases to A again', async () => {
    /** Events change who is away; the directory of this process hears of it. */
    const delivered = async () => {
      await deliverAll(world.platform);
      await world.platform.directory.reload();
    };
    const handler = async () => (await submit(world, 'PROMISE-5')).handler.id as string;
    const id = await approved('2026-09-23', '2026-09-24');
    await delivered();
    world.at('2026-09-23');
    expect(await handler()).toBe(staffId('B'));
    await revoke(id);
    await delivered();
    expect(await handler()).toBe(staffId('WINDOW_STAFF'));
  });

  test('四(一)3 (cover): a correction of an approved leave is told as an event, one of a request is not', async () => {
    const { id } = await leave('2026-09-23', '2026-09-24', { withoutCover: true });
    const set = (coverId: string | null) =>
      say('setLeaveCover', { leaveId: id, coverId, reason: '口头安排' }, 'ATTENDANCE_OFFICER');
    await set(staffId('B'));
    expect(await eventsOf(world, 'leave.coverChanged')).toEqual([]);
    await approve(id, 'UNIT_DEPUTY');
    await approve(id, 'UNIT_HEAD');
    await set(null);
    expect(await eventsOf(world, 'leave.approved')).toMatchObject([{ coverId: world.town(HERE).staffB }]);
    expect(await eventsOf(world, 'leave.coverChanged')).toMatchObject([{ coverId: null, halfDays: 4 }]);
  });
});

test('三(一)4A(1)⑥: leave excuses from a training until it is revoked; then the absence counts', async () => {
  const { schedule } = trainingScene(() => world);
  const id = await approved('2026-09-23', '2026-09-23', { coverId: staffId('B') });
  await schedule('2026-09-23');
  world.at('2026-09-23', '18:30');
  await present(device, 'B', '2026-09-23');
  await runModuleJobs(world.platform);
  await deliverAll(world.platform);
  const missed = async () => (await facts()).filter((fact) => fact.startsWith('WD6'));
  // The close of the session may run before the event is delivered; delivery settles it.
  expect(await missed()).toEqual([]);
  await revoke(id);
  await deliverAll(world.platform);
  expect(await missed()).toEqual(['WD6 2026-09-23 1']);
});

test('四(一)2 (duty): who is on duty on a day is told as an event, and when he no longer is', async () => {
  const duty = { staffId: staffId('DUTY_OFFICER'), day: '2026-09-28' };
  const roster = (onDuty: boolean) => say('rosterDuty', { ...duty, onDuty }, 'ATTENDANCE_OFFICER');
  await roster(false);
  await roster(true);
  await roster(true);
  const told = { day: '2026-09-28', staffId: world.town(HERE).staff['DUTY_OFFICER'] };
  expect(await eventsOf(world, 'duty.rostered')).toEqual([told]);
  expect(await eventsOf(world, 'duty.withdrawn')).toEqual([]);
  await roster(false);
  expect(await eventsOf(world, 'duty.withdrawn')).toEqual([told]);
});
