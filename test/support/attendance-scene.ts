import { deliverAll, runModuleJobs } from '../../core/jobs/runner.ts';
import type { Role } from '../../core/auth/roles.ts';
import { signPunches } from '../../modules/attendance/service.ts';
import { configure } from './county-scene.ts';
import { inquiryScene, type Who } from './first-inquiry-scene.ts';
import { gid, HERE, inTables, type Answered } from './timely-scene.ts';
import type { World } from './world.ts';

const LEAVE = '... on LeaveRequest { id state halfDays cover { id } }';
const OUTING = '... on Outing { id leftAt expectedReturn returnedAt backfilled }';
const VIEWS: Readonly<Record<string, string>> = {
  registerDevice: '... on AttendanceDevice { id code active secret }',
  setDevice: '... on AttendanceDevice { id active secret }',
  recordPunches: '... on PunchReceipt { recorded repeated notTaken }',
  correctPunch: '... on PunchCorrection { id kind at reason }',
  rosterDuty: '... on DutyRoster { id day onDuty }',
  requestLeave: LEAVE,
  withdrawLeave: LEAVE,
  revokeLeave: LEAVE,
  setLeaveCover: LEAVE,
  approveLeave: LEAVE,
  rejectLeave: LEAVE,
  registerOuting: OUTING,
  backfillOuting: OUTING,
  returnFromOuting: OUTING,
};

/** A registered device with its secret. */
export interface Device {
  readonly id: string;
  readonly secret: string;
}

/** What the scenes of 考勤 do in a world. `world` is asked anew each time. */
export function attendanceScene(world: () => World) {
  const { ask, list, staffId } = inquiryScene(world);
  /** Uses a verb of the chapter and returns its answer or refusal; an error is thrown. */
  const say = async (verb: string, input: object, who: Who = 'WINDOW_STAFF'): Promise<Answered> => {
    const Input = `${verb[0]?.toUpperCase()}${verb.slice(1)}Input`;
    const query = `mutation ($input: ${Input}!) { answer: ${verb}(input: $input) { __typename ${VIEWS[verb]} ... on Refusal { code message clause { id } details } } }`;
    const { data, errors } = await ask(query, who, { input });
    if (errors) throw new Error(JSON.stringify(errors));
    return data.answer;
  };
  const staffNo = (role: string) =>
    world().platform.directory.findStaff(world().town(HERE).staff[role] ?? '')?.staffNo ?? '';
  const instant = (text: string) => `${text.replace(' ', 'T')}${text.length === 16 ? ':00' : ''}+08:00`;
  const punch = async (device: Device, role: string, ...times: string[]): Promise<Answered> => {
    const punches = times.map((time) => ({ staffNo: staffNo(role), at: new Date(instant(time)) }));
    const signature = signPunches(device.secret, punches);
    return say('recordPunches', { deviceId: device.id, punches, signature }, 'FRONTEND');
  };
  return {
    ask,
    list,
    say,
    staffId,
    staffNo,
    instant,
    /** Registers a device. */
    device: (code = 'KQ-01'): Promise<Answered> =>
      say('registerDevice', { code, name: '大厅考勤机' }, 'ATTENDANCE_OFFICER'),
    /** Punches of somebody, `2026-09-28 08:25`, signed by the device. */
    punch,
    /** A full day of somebody, or one of its halves. */
    present: (device: Device, role: string, day: string, half?: 'AM' | 'PM') =>
      punch(
        device,
        role,
        ...(half === 'PM' ? [] : [`${day} 08:25`, `${day} 12:01`]),
        ...(half === 'AM' ? [] : [`${day} 14:28`, `${day} 17:31`]),
      ),
    leave: (from: string, through: string, more: object = {}, who: Who = 'WINDOW_STAFF') =>
      say(
        'requestLeave',
        {
          type: 'PERSONAL',
          reason: '家中有事',
          fromDay: from.slice(0, 10),
          fromHalf: from.slice(11) || 'AM',
          throughDay: through.slice(0, 10),
          throughHalf: through.slice(11) || 'PM',
          ...more,
        },
        who,
      ),
    approve: (leaveId: string, who: Role) => say('approveLeave', { leaveId }, who),
    /** Closes what is over and settles what is due at this time. */
    close: async (day: string, time = '18:00') => {
      world().at(day, time);
      await runModuleJobs(world().platform);
      await deliverAll(world().platform);
    },
    /** Marks of somebody in the tables, `2026-09-28 AM LATE STANDING`. */
    marks: async (role: string, withdrawn = false): Promise<string[]> => {
      const rows = await inTables(world(), (tx) =>
        tx.attendanceMark.findMany({
          where: {
            staffId: world().town(HERE).staff[role] ?? '',
            ...(withdrawn ? {} : { state: { not: 'WITHDRAWN' } }),
          },
          orderBy: [{ day: 'asc' }, { half: 'asc' }, { kind: 'asc' }],
        }),
      );
      return rows.map((m) => `${m.day} ${m.half} ${m.kind} ${m.state}`);
    },
    gid: (type: string, id: string) => gid(world(), type, id),
    /** Lets the county configure the chapter in the township. */
    configure: (given: object) => configure(world(), 'attendance', given),
  };
}
