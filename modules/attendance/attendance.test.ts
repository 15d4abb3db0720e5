import { beforeEach, describe, expect, test } from 'vitest';
import { attendanceScene, type Device } from '../../test/support/attendance-scene.ts';
import { eventsOf, HERE, inTables } from '../../test/support/timely-scene.ts';
import { createWorld, type World } from '../../test/support/world.ts';
import { signPunches } from './service.ts';

let world: World;
let device: Device;
beforeEach(async () => {
  world = await createWorld();
  device = await scene.device();
  return () => world.close();
});
const scene = attendanceScene(() => world);
const { ask, close, instant, list, marks, present, punch, say, staffId, staffNo } = scene;

describe('四(一)1: punches', () => {
  test('四(一)1 · punch-to-the-second: the same (device, staff, second) twice is one row; another device another', async () => {
    expect(await punch(device, 'B', '2026-09-28 08:29:07')).toEqual({
      __typename: 'PunchReceipt',
      recorded: 1,
      repeated: 0,
      notTaken: [],
    });
    const again = await punch(device, 'B', '2026-09-28 08:29:07.400', '2026-09-28 08:29:08');
    expect(again).toMatchObject({ recorded: 1, repeated: 1 });
    const second = await scene.device('KQ-02');
    expect(await punch(second, 'B', '2026-09-28 08:29:07')).toMatchObject({ recorded: 1 });
    expect(await inTables(world, (tx) => tx.punch.count())).toBe(3);
    expect(await scene.device()).toMatchObject({ code: 'PUNCH_DEVICE_EXISTS' });
  });

  test('四(一)1 · punch-is-not-to-come: a signature of another secret, another text or a device switched off takes nothing', async () => {
    const punches = [{ staffNo: staffNo('B'), at: new Date(instant('2026-09-28 08:29')) }];
    const send = (signature: string) =>
      say('recordPunches', { deviceId: device.id, punches, signature }, 'FRONTEND');
    expect(await send(signPunches('00', punches))).toMatchObject({ code: 'PUNCH_DEVICE_UNKNOWN' });
    expect(await send('')).toMatchObject({ code: 'PUNCH_DEVICE_UNKNOWN' });
    const signed = signPunches(device.secret, punches);
    const [one] = punches;
    const forged = [{ staffNo: staffNo('WINDOW_STAFF'), at: one?.at }];
    const other = { deviceId: device.id, punches: forged, signature: signed };
    expect(await say('recordPunches', other, 'FRONTEND')).toMatchObject({ code: 'PUNCH_DEVICE_UNKNOWN' });
    expect(await punch(device, 'B', '2026-09-28 09:06')).toMatchObject({ code: 'PUNCH_NOT_TAKEN' });
    expect(await punch(device, 'B', '2026-09-28 09:05', '2026-09-28 09:06')).toMatchObject({
      recorded: 1,
      notTaken: [1],
    });
    const off = await say('setDevice', { deviceId: device.id, active: false }, 'ATTENDANCE_OFFICER');
    expect(off).toMatchObject({ active: false, secret: null });
    expect(await send(signed)).toMatchObject({ code: 'PUNCH_DEVICE_UNKNOWN' });
  });

  test('四(一)1: no column of any table can hold a fingerprint, a face or a place', async () => {
    const columns = await inTables(
      world,
      (tx) => tx.$queryRaw<{ table: string; column: string; type: string }[]>`
        select table_name::text as "table", column_name::text as "column", data_type::text as "type"
        from information_schema.columns where table_schema = 'public'`,
    );
    expect(columns.length).toBeGreaterThan(300);
    const biometric = /finger|biometr|template$|face(?!d)|iris|palm|voice|latitude|longitude|gps|location/i;
    expect(columns.filter(({ column }) => biometric.test(column) && column !== 'template')).toEqual([]);
    const own = columns.filter(({ table }) => /^(Punch|PunchCorrection|AttendanceDevice)$/.test(table));
    expect(own.filter(({ type }) => /bytea|json/.test(type))).toEqual([]);
    expect(
      own
        .filter(({ table }) => table === 'Punch')
        .map(({ column }) => column)
        .toSorted(),
    ).toEqual(['at', 'day', 'deviceId', 'id', 'receivedAt', 'staffId', 'townshipId']);
  });

  test('四(一)5 · corrected-by-a-second-person: the officer adds a punch with a reason, and never his own', async () => {
    const correction = { kind: 'ADD', at: instant('2026-09-28 08:29'), reason: '考勤机断电' };
    const own = { ...correction, staffId: staffId('ATTENDANCE_OFFICER') };
    expect(await say('correctPunch', own, 'ATTENDANCE_OFFICER')).toMatchObject({
      code: 'CONFLICT_OF_INTEREST',
      clause: { id: '四(一)5' },
    });
    expect(await say('correctPunch', own, 'CENTRE_DIRECTOR')).toMatchObject({ kind: 'ADD' });
    const theirs = { ...correction, staffId: staffId('WINDOW_STAFF') };
    expect(await say('correctPunch', { ...theirs, reason: ' ' }, 'ATTENDANCE_OFFICER')).toMatchObject({
      code: 'TEXT_REQUIRED',
    });
    expect(await say('correctPunch', theirs, 'ATTENDANCE_OFFICER')).toMatchObject({ reason: '考勤机断电' });
  });
});

describe('四(一)2: the day', () => {
  test('四(一)2 (hours) · late-and-early: 08:31 is late; nobody is closed before closing, a day once', async () => {
    await punch(device, 'WINDOW_STAFF', '2026-09-28 08:31');
    await close('2026-09-28', '17:59');
    expect(await marks('WINDOW_STAFF')).toEqual([]);
    await punch(device, 'WINDOW_STAFF', '2026-09-28 12:00', '2026-09-28 14:30', '2026-09-28 17:30');
    await close('2026-09-28');
    await close('2026-09-28', '19:00');
    expect(await marks('WINDOW_STAFF')).toEqual(['2026-09-28 AM LATE STANDING']);
    const mine = (await eventsOf(world, 'punch.dayClosed')).filter(
      ({ staffId: id }) => id === world.town(HERE).staff['WINDOW_STAFF'],
    );
    expect(mine).toEqual([
      {
        staffId: world.town(HERE).staff['WINDOW_STAFF'],
        windowId: world.town(HERE).windowId,
        day: '2026-09-28',
        half: 'AM',
        kind: 'LATE',
        minutes: 1,
        halfDays: 0,
        pending: false,
      },
    ]);
  });

  test('四(一)2 (hours) · no-punch-is-half-a-day: pending until the limit, then it stands; a late batch takes it back', async () => {
    await present(device, 'B', '2026-09-28');
    world.at('2026-09-28', '17:40');
    await present(device, 'WINDOW_STAFF', '2026-09-28', 'PM');
    await close('2026-09-28');
    expect(await marks('WINDOW_STAFF')).toEqual(['2026-09-28 AM ABSENT PENDING']);
    await present(device, 'WINDOW_STAFF', '2026-09-29');
    await close('2026-09-30', '08:00');
    expect(await marks('WINDOW_STAFF')).toContain('2026-09-28 AM ABSENT STANDING');
    await punch(device, 'WINDOW_STAFF', '2026-09-28 08:35', '2026-09-28 12:00');
    expect(await marks('WINDOW_STAFF', true)).toEqual(
      expect.arrayContaining(['2026-09-28 AM ABSENT WITHDRAWN', '2026-09-28 AM LATE STANDING']),
    );
    expect(await eventsOf(world, 'punch.markWithdrawn')).toMatchObject([
      { day: '2026-09-28', half: 'AM', kind: 'ABSENT', counted: true },
    ]);
    const struck = { staffId: staffId('WINDOW_STAFF'), kind: 'VOID', reason: '代打卡' };
    for (const time of ['08:35', '12:00'])
      await say('correctPunch', { ...struck, at: instant(`2026-09-28 ${time}`) }, 'ATTENDANCE_OFFICER');
    expect(await marks('WINDOW_STAFF')).toContain('2026-09-28 AM ABSENT STANDING');
  });

  test('四(一)2 (duty) · duty-comes-earlier-stays-later: duty staff punches 08:29, shortfall 4 min, not late', async () => {
    const duty = { staffId: staffId('DUTY_OFFICER'), day: '2026-09-28' };
    expect(await say('rosterDuty', duty, 'ATTENDANCE_OFFICER')).toMatchObject({ onDuty: true });
    world.at('2026-09-28', '17:50');
    const times = ['08:29', '12:00', '14:30', '17:36'].map((time) => `2026-09-28 ${time}`);
    await punch(device, 'DUTY_OFFICER', ...times);
    await close('2026-09-28');
    expect(await marks('DUTY_OFFICER')).toEqual(['2026-09-28 AM DUTY_SHORTFALL STANDING']);
    expect(await eventsOf(world, 'duty.shortfall')).toMatchObject([{ minutes: 4, half: 'AM' }]);
    expect(await list('dutyRoster(day: "2026-09-28")', 'staff { id }')).toEqual([
      { staff: { id: staffId('DUTY_OFFICER') } },
    ]);
    await say('rosterDuty', { ...duty, onDuty: false }, 'ATTENDANCE_OFFICER');
    expect(await marks('DUTY_OFFICER')).toEqual([]);
  });

  test('四(一)2 (hours) · schedule-of-the-day: a day off is not closed, the make-up Saturday is', async () => {
    await close('2026-10-10');
    const closed = await inTables(world, (tx) => tx.attendanceDay.findMany({ orderBy: { day: 'asc' } }));
    expect(closed.map((row) => row.day)).toEqual([
      '2026-09-28',
      '2026-09-29',
      '2026-09-30',
      '2026-10-08',
      '2026-10-09',
      '2026-10-10',
    ]);
  });
});

describe('四(一)4: outings', () => {
  const outing = (day: string, from: string, to: string) => ({
    leftAt: instant(`${day} ${from}`),
    expectedReturn: instant(`${day} ${to}`),
    reason: '下乡入户核查',
  });

  test('四(一)4 · belated-filing-is-refused: out on 2026-09-30 10:00, filed 10-09 is refused and WD1c stays; on 10-08 it is taken', async () => {
    world.at('2026-09-30', '17:40');
    await punch(device, 'WINDOW_STAFF', '2026-09-30 08:25');
    await punch(device, 'B', '2026-09-30 08:25');
    await close('2026-09-30');
    const absent = ['2026-09-30 AM EARLY STANDING', '2026-09-30 PM ABSENT PENDING'];
    for (const role of ['WINDOW_STAFF', 'B'])
      expect((await marks(role)).filter((m) => m.startsWith('2026-09-30'))).toEqual(absent);
    world.at('2026-10-08');
    const urgent = outing('2026-09-30', '10:00', '17:30');
    const b = { id: world.town(HERE).staffB };
    expect(await say('backfillOuting', urgent, b)).toMatchObject({ backfilled: true });
    expect((await marks('B')).filter((m) => m.startsWith('2026-09-30'))).toEqual([]);
    await close('2026-10-09', '09:00');
    expect(await say('backfillOuting', urgent)).toMatchObject({
      code: 'BACKFILL_TOO_LATE',
      clause: { id: '四(一)4' },
      details: { dueOn: '2026-10-08' },
    });
    expect(await marks('WINDOW_STAFF')).toContain('2026-09-30 PM ABSENT STANDING');
  });

  test('四(一)4 · out-longer-than-agreed: asked first, back 40 minutes late is off post until it is filed', async () => {
    const asked = await say('registerOuting', outing('2026-09-28', '10:00', '11:00'));
    expect(await say('registerOuting', outing('2026-09-28', '08:00', '11:00'))).toMatchObject({
      code: 'OUTING_TIMES_INVALID',
    });
    world.at('2026-09-28', '11:40');
    expect(await say('returnFromOuting', { outingId: asked.id }, 'STATION_HEAD')).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect((await say('returnFromOuting', { outingId: asked.id })).returnedAt).not.toBeNull();
    expect(await say('returnFromOuting', { outingId: asked.id })).toMatchObject({ code: 'OUTING_OVER' });
    world.at('2026-09-28', '17:40');
    await present(device, 'WINDOW_STAFF', '2026-09-28');
    await close('2026-09-28');
    expect(await marks('WINDOW_STAFF')).toEqual(['2026-09-28 AM OFF_POST PENDING']);
    await say('backfillOuting', outing('2026-09-28', '11:00', '11:40'));
    expect(await marks('WINDOW_STAFF')).toEqual([]);
  });
});

test('四(一)5: the month’s sheet counts what stands, one’s own for others; October 2026 has 18 working days', async () => {
  world.at('2026-09-28', '17:40');
  await present(device, 'WINDOW_STAFF', '2026-09-28', 'PM');
  await close('2026-09-28');
  const query = `query ($window: ID) { attendanceSheet(month: "2026-09", windowId: $window) {
    staff { id } workingDays late early absentHalfDays pending uncoveredHalfDays leaveHalfDays outings } }`;
  const window = { window: world.town(HERE).windowGlobalId() };
  const all = (await ask(query, 'CENTRE_DIRECTOR', window)).data.attendanceSheet;
  expect(all.length).toBeGreaterThan(2);
  const own = (await ask(query, 'WINDOW_STAFF', window)).data.attendanceSheet;
  expect(own).toEqual([
    {
      staff: { id: staffId('WINDOW_STAFF') },
      workingDays: 22,
      late: 0,
      early: 0,
      absentHalfDays: 1,
      pending: 1,
      uncoveredHalfDays: 0,
      leaveHalfDays: 0,
      outings: 0,
    },
  ]);
  expect(all).toContainEqual(own[0]);
  const october = await ask('{ attendanceSheet(month: "2026-10") { workingDays } }', 'WINDOW_STAFF');
  expect(october.data.attendanceSheet).toEqual([{ workingDays: 18 }]);
});
