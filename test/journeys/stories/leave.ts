import assert from 'node:assert/strict';
import { signPunches } from '../../../modules/attendance/service.ts';
import type { Hall } from './hall.ts';
import type { Answer, Paper, Teller } from './story.ts';
import { verb } from './verb.ts';

const AT = { at: 'shexi' } as const;
const OFFICER = { ...AT, as: 'ATTENDANCE_OFFICER' } as const;
const LEAVE = 'LeaveRequest { id state halfDays fromDay throughDay cover { staffNo } }';
const SHEET = `query ($window: ID) { attendanceSheet(month: "2026-10", windowId: $window) {
  staff { id staffNo } workingDays leaveHalfDays uncoveredHalfDays absentHalfDays } }`;

/** A window's two clerks, and the device that the story registered. */
interface Place {
  readonly windowId: string;
  readonly clerk: string;
  readonly colleague: string;
  readonly clerkId: string;
  readonly colleagueId: string;
  readonly device: { readonly id: string; readonly secret: string };
}

/** 请假无人顶岗, told from the request on: approved in order, counted without cover, and corrected afterwards. */
export async function uncoveredLeave(teller: Teller, hall: Hall): Promise<readonly Paper[]> {
  const place = await meet(teller);
  const leaveId = await request(teller, place);
  await approve(teller, leaveId);
  await daysPass(teller, hall, place);
  await correct(teller, place, leaveId);
  return [];
}

/** Registers a device; the first window whose two clerks no earlier telling used. */
async function meet(teller: Teller): Promise<Place> {
  const data = await teller.ask({
    ...AT,
    title: '看本镇的窗口 / the windows of the township',
    when: '2026-10-09 08:40',
    query: '{ township(code: "shexi") { windows(first: 20) { edges { node { id number } } } } }',
    shown: ({ township }) => township.windows.edges.length as number,
  });
  for (const { node } of data.township.windows.edges) {
    const { registerDevice: device } = await teller.ask({
      ...OFFICER,
      ...verb('registerDevice', 'AttendanceDevice { id code secret }', {
        code: `KQ-${node.number}`,
        name: '窗口考勤机',
      }),
      title: '登记考勤机，密钥只给一次 / a device is registered; its secret is told once',
      shown: ({ registerDevice: { code } }) => ({ code }) as unknown,
    });
    if (device.code === 'PUNCH_DEVICE_EXISTS') continue;
    const { attendanceSheet } = await teller.ask({
      ...AT,
      as: 'CENTRE_DIRECTOR',
      title: '本窗口十月的考勤表，十八个工作日 / the window’s sheet of October: 18 working days',
      query: SHEET,
      variables: { window: node.id },
    });
    const [a, b] = attendanceSheet;
    assert.equal(a.workingDays, 18);
    return {
      windowId: node.id,
      clerk: a.staff.staffNo,
      colleague: b.staff.staffNo,
      clerkId: a.staff.id,
      colleagueId: b.staff.id,
      device,
    };
  }
  throw new Error('every window has told this story already');
}

async function request(teller: Teller, { clerk }: Place): Promise<string> {
  const { requestLeave: leave } = await teller.ask({
    ...AT,
    ...verb('requestLeave', LEAVE, {
      type: 'PERSONAL',
      fromDay: '2026-10-12',
      throughDay: '2026-10-13',
      reason: '家中有事',
      withoutCover: true,
    }),
    as: 'WINDOW_STAFF',
    staffNo: clerk,
    title: '书面请假两天，没写谁顶岗 / two days of leave in writing; nobody stands in',
    when: '2026-10-09 09:00',
  });
  assert.deepEqual([leave.state, leave.halfDays, leave.cover], ['REQUESTED', 4, null]);
  return leave.id as string;
}

async function approve(teller: Teller, leaveId: string): Promise<void> {
  const step = (as: 'UNIT_DEPUTY' | 'UNIT_HEAD', title: string) =>
    teller.ask({ ...AT, ...verb('approveLeave', LEAVE, { leaveId }), as, title });
  const early = await step('UNIT_HEAD', '主要领导先批：次序不对 / the head before the deputy: out of order');
  assert.equal(early.approveLeave.code, 'APPROVAL_ORDER');
  const reviewed = await step('UNIT_DEPUTY', '分管领导审核 / the deputy leader reviews');
  assert.equal(reviewed.approveLeave.state, 'REVIEWED');
  const approved = await step('UNIT_HEAD', '主要领导审批 / the head approves');
  assert.equal(approved.approveLeave.state, 'APPROVED');
}

/** The colleague is there on both days, and nobody wrote down that he stood in. */
async function daysPass(teller: Teller, hall: Hall, place: Place): Promise<void> {
  const times = ['08:25', '12:02', '14:27', '17:33'];
  for (const day of ['2026-10-12', '2026-10-13']) {
    const punches = times.map((time) => ({
      staffNo: place.colleague,
      at: new Date(`${day}T${time}:00+08:00`),
    }));
    const { recordPunches } = await teller.ask({
      ...AT,
      ...verb('recordPunches', 'PunchReceipt { recorded repeated notTaken }', {
        deviceId: place.device.id,
        punches,
        signature: signPunches(place.device.secret, punches),
      }),
      title: '考勤机上传同事的打卡 / the device sends the colleague’s punches',
      when: `${day} 18:10`,
    });
    assert.equal(recordPunches.recorded, 4);
    await hall.runJobs();
  }
  const row = await sheetOf(
    teller,
    place,
    '当日结算：两天无人顶岗 / the days are closed: two days without cover',
  );
  assert.deepEqual([row.leaveHalfDays, row.uncoveredHalfDays], [4, 4]);
  const marks = await marksOf(teller, place, '请假人看到自己的考勤情况 / the clerk sees his own marks');
  assert.deepEqual(
    marks.map(({ kind, state }: Answer) => `${kind} ${state}`),
    Array(4).fill('UNCOVERED STANDING'),
  );
}

async function correct(teller: Teller, place: Place, leaveId: string): Promise<void> {
  const cover = (coverId: string) =>
    verb('setLeaveCover', LEAVE, { leaveId, coverId, reason: '当时口头安排，打卡记录可证' });
  const own = await teller.fail({
    ...AT,
    ...cover(place.colleagueId),
    as: 'WINDOW_STAFF',
    staffNo: place.clerk,
    title: '请假人自己更正：没有权限 / the clerk corrects it himself: forbidden',
    when: '2026-10-14 09:00',
  });
  assert.equal(own.extensions.code, 'FORBIDDEN');
  const self = await teller.ask({
    ...OFFICER,
    ...cover(place.clerkId),
    title: '写请假人自己顶岗：拒绝 / nobody stands in for himself',
  });
  assert.equal(self.setLeaveCover.code, 'COVER_NOT_POSSIBLE');
  const corrected = await teller.ask({
    ...OFFICER,
    ...cover(place.colleagueId),
    title: '考勤人员补记顶岗人员 / the officer records who stood in',
  });
  assert.equal(corrected.setLeaveCover.cover.staffNo, place.colleague);
  const row = await sheetOf(
    teller,
    place,
    '重新推算：有人顶岗，不扣分 / derived anew: covered, nothing is lost',
  );
  assert.deepEqual([row.leaveHalfDays, row.uncoveredHalfDays], [4, 0]);
  const marks = await marksOf(teller, place, '请假人的考勤情况已撤销 / the clerk’s marks are withdrawn');
  assert.deepEqual(marks, []);
  const others = await teller.ask({
    ...AT,
    as: 'STATION_HEAD',
    title: '他人看不到请假事由 / others do not see why he was away',
    query: '{ leaveRequests { edges { node { reason } } } punches { edges { node { at } } } }',
  });
  assert.deepEqual([others.leaveRequests.edges, others.punches.edges], [[], []]);
}

async function sheetOf(teller: Teller, { windowId, clerk }: Place, title: string): Promise<Answer> {
  const { attendanceSheet } = await teller.ask({
    ...OFFICER,
    title,
    query: SHEET,
    variables: { window: windowId },
  });
  return attendanceSheet.find((row: Answer) => row.staff.staffNo === clerk);
}

async function marksOf(teller: Teller, { clerk }: Place, title: string): Promise<Answer> {
  const { attendanceMarks } = await teller.ask({
    ...AT,
    as: 'WINDOW_STAFF',
    staffNo: clerk,
    title,
    query: '{ attendanceMarks(mine: true) { edges { node { day half kind state } } } }',
  });
  return attendanceMarks.edges
    .map(({ node }: Answer) => node)
    .filter(({ day }: Answer) => day === '2026-10-12' || day === '2026-10-13');
}
