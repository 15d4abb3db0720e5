import assert from 'node:assert/strict';
import { signPunches } from '../../../modules/attendance/service.ts';
import { PDF } from '../../support/uploads.ts';
import {
  asClerk,
  clerkNo,
  ASSESSOR,
  AT,
  clerksOf,
  closeMonth,
  closeOthers,
  closePeriod,
  confirm,
  DEPUTY,
  notYetClosed,
  ownSheet,
  replayed,
  waiting,
  type Clerk,
} from './assessment.ts';
import { verifiedComplaint } from './complaint.ts';
import type { Hall } from './hall.ts';
import { APPLICANT } from './people.ts';
import type { Answer, Paper, Teller } from './story.ts';
import { survey } from './survey.ts';
import { verb } from './verb.ts';

const MONTH = '2026-11';
const IN_TIME = ['08:25', '12:02', '14:27', '17:33'];
const LATE = ['08:46', ...IN_TIME.slice(1)];
/** The working weeks of the month: its days, and those on which the clerk comes late or is on leave. */
const WEEKS = [
  ['02', '03', '04', '05', '06'],
  ['09', '10', '11', '12', '13'],
  ['16', '17', '18', '19', '20'],
  ['23', '24', '25', '26', '27'],
  ['30'],
] as const;
const LATE_DAYS: readonly string[] = ['03', '04', '05'];
const LEAVE_DAY = '18';

type Device = { readonly id: string; readonly secret: string };

/**
 * The worked sheet of 三(一): what happens to one clerk in a month, from the device at the door to the survey; the group
 * confirms it all, and his sheet says 89 points and no award.
 */
export async function workedSheet(teller: Teller, hall: Hall): Promise<readonly Paper[]> {
  await notYetClosed(teller, MONTH, '2026-11-02 07:30');
  const clerks = await clerksOf(teller, {
    title: '各窗口的人员 / who is at the windows',
    when: '2026-11-02 07:40',
  });
  const clerk = clerkNo(clerks, 'W0201');
  const week = weeksOf(teller, hall, { clerk, clerks, device: await register(teller) });
  const [early, late] = await twoCases(teller, clerk);
  await week(0);
  await leaveWithoutCover(teller, clerk);
  await verifiedComplaint(teller, clerk, {
    category: 'DELAY',
    content: '材料齐全，一再拖延',
    occurredOn: '2026-11-06',
    filed: '2026-11-09 11:30',
    days: ['2026-11-10', '2026-11-11', '2026-11-12'],
    evidence: '核对办件记录，情况属实',
  });
  await decide(teller, hall, { clerk, caseId: early, day: '2026-11-12' });
  await week(1);
  await decide(teller, hall, { clerk, caseId: late, day: '2026-11-16' });
  await week(2);
  await praise(teller, clerk);
  await survey(teller, { month: MONTH, day: '2026-11-24', closesOn: '2026-11-27' }, [
    { subject: { staffId: clerk.id }, satisfied: 46, dissatisfied: 4 },
  ]);
  await week(3);
  await week(4);
  await confirmed(teller, clerk);
  const periodId = await closeMonth(teller, MONTH, { when: '2026-12-01 09:00' });
  await ownSheet(teller, clerk, MONTH, '本人查看考评表：89分 / he reads his own sheet: 89 points');
  await replayed(teller, periodId, '重算与封账时逐字节相同 / a replay is the same, byte for byte');
  await noAward(teller, clerk);
  return [];
}

async function register(teller: Teller): Promise<Device> {
  const { registerDevice: device } = await teller.ask({
    ...AT,
    as: 'ATTENDANCE_OFFICER',
    ...verb('registerDevice', 'AttendanceDevice { id code secret }', {
      code: `KQ-${MONTH}`,
      name: '大厅考勤机',
    }),
    title: '登记考勤机 / a device is registered',
    shown: ({ registerDevice: { code } }) => ({ code }) as unknown,
  });
  return device as Device;
}

/** Two applications on the same day, each promised in seven working days. */
async function twoCases(teller: Teller, clerk: Clerk): Promise<[string, string]> {
  const { township } = await teller.ask({
    ...AT,
    title: '本窗口的事项 / the item of the window',
    when: '2026-11-02 09:00',
    query: `{ township(code: "shexi") { serviceItems(first: 100) { edges { node { id name acceptable current { promisedDays materials { name } } } } } } }`,
    shown: () => '…',
  });
  const item = township.serviceItems.edges
    .map(({ node }: Answer) => node)
    .find(({ name }: Answer) => name === '残疾人证申请');
  const ids: string[] = [];
  for (const title of ['第一件申请 / one application', '第二件申请 / another']) {
    const { submitCase: submitted } = await teller.ask({
      ...asClerk(clerk),
      ...verb('submitCase', 'Case { id number }', {
        itemId: item.id,
        applicant: APPLICANT,
        channel: 'WINDOW',
        materials: item.current.materials.map(({ name }: Answer) => name as string),
      }),
      title,
    });
    const { acceptCase: accepted } = await teller.ask({
      ...asClerk(clerk),
      ...verb('acceptCase', 'Case { id promisedDueOn handler { staffNo } }', { caseId: submitted.id }),
      title: '受理，承诺七个工作日 / accepted; seven working days are promised',
    });
    assert.equal(accepted.promisedDueOn, '2026-11-11', JSON.stringify(accepted));
    ids.push(accepted.id as string);
  }
  return [ids[0] ?? '', ids[1] ?? ''];
}

/** Everybody's punches of a week come in; its days are closed, and what is overdue is reported. */
function weeksOf(
  teller: Teller,
  hall: Hall,
  { clerk, clerks, device }: { clerk: Clerk; clerks: readonly Clerk[]; device: Device },
): (week: number) => Promise<void> {
  const timesOf = (one: Clerk, day: string): readonly string[] => {
    if (one.id !== clerk.id) return IN_TIME;
    if (day === LEAVE_DAY) return [];
    return LATE_DAYS.includes(day) ? LATE : IN_TIME;
  };
  return async (week) => {
    const days = WEEKS[week] ?? [];
    const punches = clerks.flatMap((one) =>
      days.flatMap((day) =>
        timesOf(one, day).map((time) => ({
          staffNo: one.staffNo,
          at: new Date(`${MONTH}-${day}T${time}:00+08:00`),
        })),
      ),
    );
    const { recordPunches } = await teller.ask({
      ...AT,
      ...verb('recordPunches', 'PunchReceipt { recorded repeated notTaken }', {
        deviceId: device.id,
        punches,
        signature: signPunches(device.secret, punches),
      }),
      title: '考勤机上传一周打卡，当日结算 / the device sends the punches of a week',
      when: `${MONTH}-${days.at(-1)} 18:10`,
    });
    assert.equal(recordPunches.recorded, punches.length);
    await hall.night();
  };
}

async function leaveWithoutCover(teller: Teller, clerk: Clerk): Promise<void> {
  const LEAVE = 'LeaveRequest { id state halfDays }';
  const { requestLeave: leave } = await teller.ask({
    ...asClerk(clerk),
    ...verb('requestLeave', LEAVE, {
      type: 'PERSONAL',
      fromDay: `${MONTH}-${LEAVE_DAY}`,
      throughDay: `${MONTH}-${LEAVE_DAY}`,
      reason: '家中有事',
      withoutCover: true,
    }),
    title: '请假一天，没有人顶岗 / a day of leave; nobody stands in',
    when: '2026-11-09 09:00',
  });
  for (const as of ['UNIT_DEPUTY', 'UNIT_HEAD'] as const)
    await teller.ask({
      ...AT,
      as,
      ...verb('approveLeave', LEAVE, { leaveId: leave.id }),
      title: '按顺序审批 / approved in order',
    });
}

async function decide(
  teller: Teller,
  hall: Hall,
  { clerk, caseId, day }: { clerk: Clerk; caseId: string; day: string },
): Promise<void> {
  const { case: open } = await teller.ask({
    ...asClerk(clerk),
    title: '承诺时限已过，仍未办结 / the promised day is over',
    when: `${day} 08:35`,
    query: 'query ($id: ID!) { case(id: $id) { overdue clocks { kind overdueDays } } }',
    variables: { id: caseId },
  });
  assert.equal(open.overdue, true);
  await hall.night();
  const { decideCase: decided } = await teller.ask({
    ...asClerk(clerk),
    ...verb('decideCase', 'Case { state clocks { kind dueOn endedOn overdueDays } }', {
      caseId,
      outcome: 'APPROVED',
      result: '准予办理',
    }),
    title: '超过承诺时限才办结 / decided after the promised day',
    when: `${day} 16:00`,
  });
  assert.equal(decided.state, 'DECIDED', JSON.stringify(decided));
}

/** What rests on papers the group brings forward, with their scans. */
async function praise(teller: Teller, clerk: Clerk): Promise<void> {
  const papers: readonly [code: string, evidence: string, day: string][] = [
    ['SQ5', '群众甲的表扬信', '2026-11-17'],
    ['SQ5', '群众乙的锦旗', '2026-11-19'],
    ['BN3b', '市级媒体表扬报道', '2026-11-20'],
  ];
  for (const [code, evidence, occurredOn] of papers) {
    const { proposeScore: proposed } = await teller.ask({
      ...ASSESSOR,
      ...verb('proposeScore', 'ScoreProposal { id state papers { name mediaType } }', {
        code,
        staffId: clerk.id,
        occurredOn,
        evidence,
        file: null,
      }),
      file: { name: `${evidence}.pdf`, bytes: PDF },
      title: `${evidence}，附扫描件 / brought forward with its scan`,
      when: '2026-11-23 10:00',
    });
    assert.equal(proposed.state, 'PROPOSED', JSON.stringify(proposed));
    assert.equal(proposed.papers[0].mediaType, 'application/pdf');
  }
}

async function confirmed(teller: Teller, clerk: Clerk): Promise<void> {
  const proposals = await waiting(
    teller,
    clerk,
    MONTH,
    '当月的计分建议，全部出自事实 / what the month brought forward',
  );
  await confirm(teller, proposals, {
    title: '考评组逐件确认 / the group confirms all of it',
    when: '2026-11-30 19:30',
  });
}

async function noAward(teller: Teller, clerk: Clerk): Promise<void> {
  const when = '2027-01-04 09:00';
  await closeOthers(teller, ['2026-10', '2026-12'], { title: '其余月份封账 / the other months', when });
  await closePeriod(teller, '2026-Q4');
  const { awardCandidates: list } = await teller.ask({
    ...DEPUTY,
    title: '季度评先评优：被投诉查实的不参加 / the awards of the quarter are without him',
    query: `{ awardCandidates(period: "2026-Q4", kind: MODEL_WORKER) { eligible { staffId } tied { staffId } excluded { staffId disqualified } } }`,
    shown: ({ awardCandidates: { excluded } }) => excluded as unknown,
  });
  assert.deepEqual(list.excluded, [{ staffId: clerk.id, disqualified: ['DQ1'] }]);
  assert.ok([...list.eligible, ...list.tied].every(({ staffId }: Answer) => staffId !== clerk.id));
}
