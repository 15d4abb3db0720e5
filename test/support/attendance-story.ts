import { randomUUID } from 'node:crypto';
import { inScope } from '../../core/db/scope.ts';
import { globalId } from '../../core/graphql/node.ts';
import type { Role } from '../../core/auth/roles.ts';
import { signPunches } from '../../modules/attendance/service.ts';
import type { Answered } from './timely-scene.ts';
import type { World } from './world.ts';

/** Sends an operation that must succeed and returns its one root field. */
type Ask = (world: World, query: string, options: Parameters<World['ask']>[1]) => Promise<Answered>;

/** What 考勤 keeps of a township: a device, a punch and its correction, duty, a leave, an outing, a closed day's mark. */
export async function attend(world: World, code: string, done: Ask): Promise<Record<string, string>> {
  const town = world.town(code);
  const say = (as: Role, verb: string, view: string, input: object) =>
    done(
      world,
      `mutation ($input: ${verb[0]?.toUpperCase()}${verb.slice(1)}Input!) { ${verb}(input: $input)
        { __typename ... on ${view} ... on Refusal { code message } } }`,
      { as, at: code, variables: { input } },
    );
  const now = world.platform.now();
  const later = (hours: number) => new Date(now.getTime() + hours * 3_600_000);
  const row = (type: string, id: string) => globalId(type, { townshipId: town.id, id });
  const clerk = town.staff['WINDOW_STAFF'] ?? '';
  const staffId = row('Staff', clerk);
  const device = await say('ATTENDANCE_OFFICER', 'registerDevice', 'AttendanceDevice { id secret }', {
    code: 'KQ-01',
    name: '大厅考勤机',
  });
  const staffNo = world.platform.directory.findStaff(clerk)?.staffNo ?? '';
  const punches = [{ staffNo, at: now }];
  await say('FRONTEND', 'recordPunches', 'PunchReceipt { recorded }', {
    deviceId: device.id,
    punches,
    signature: signPunches(device.secret, punches),
  });
  const correction = await say('ATTENDANCE_OFFICER', 'correctPunch', 'PunchCorrection { id }', {
    staffId,
    at: now,
    reason: '考勤机断电',
  });
  const duty = await say('ATTENDANCE_OFFICER', 'rosterDuty', 'DutyRoster { id }', {
    staffId,
    day: '2026-12-30',
  });
  const half = { fromDay: '2026-12-30', fromHalf: 'PM', throughDay: '2026-12-30', throughHalf: 'PM' };
  const leave = await say('WINDOW_STAFF', 'requestLeave', 'LeaveRequest { id }', {
    ...half,
    type: 'SICK',
    reason: '复查身体',
  });
  await say('UNIT_DEPUTY', 'approveLeave', 'LeaveRequest { id }', { leaveId: leave.id });
  const outing = await say('WINDOW_STAFF', 'registerOuting', 'Outing { id }', {
    leftAt: later(1),
    expectedReturn: later(2),
    reason: '下乡入户核查',
  });
  const { punch, mark } = await markedDay(world, town.id, clerk);
  return {
    AttendanceDevice: device.id,
    Punch: row('Punch', punch),
    PunchCorrection: correction.id,
    DutyRoster: duty.id,
    LeaveRequest: leave.id,
    Outing: outing.id,
    AttendanceMark: row('AttendanceMark', mark),
  };
}

/** The punch just made, and a mark of a day long past; the job that closes days would mark everybody's. */
async function markedDay(world: World, townshipId: string, staffId: string) {
  const day = '2026-01-05';
  return inScope(world.platform.prisma, { kind: 'township', townshipId }, async (tx) => {
    const punch = await tx.punch.findFirstOrThrow({ where: { townshipId } });
    const mark = await tx.attendanceMark.create({
      data: {
        townshipId,
        id: randomUUID(),
        staffId,
        day,
        half: 'AM',
        kind: 'LATE',
        minutes: 1,
        halfDays: 0,
        state: 'STANDING',
        derivedAt: world.platform.now(),
      },
    });
    await tx.attendanceDay.create({
      data: { townshipId, day, schedule: {}, closedAt: world.platform.now() },
    });
    return { punch: punch.id, mark: mark.id };
  });
}
