import assert from 'node:assert/strict';
import {
  AT,
  asClerk,
  clerkNo,
  clerksOf,
  closeMonth,
  closePeriod,
  confirm,
  DIRECTOR,
  notYetClosed,
  scoresOf,
  waiting,
  type Clerk,
} from './assessment.ts';
import { FILES, verifiedComplaint } from './complaint.ts';
import type { Hall } from './hall.ts';
import type { Answer, Paper, Teller } from './story.ts';
import { verb } from './verb.ts';

const QUARTER = '2026-Q3';
const MONTH = '2026-09';

/**
 * 态度生硬: a verified complaint of a rude clerk, from its filing to the awards of the quarter: three rules are touched by one
 * fact, it costs five points once, and the clerk is passed over although nobody would be left out otherwise.
 */
export async function rude(teller: Teller, hall: Hall): Promise<readonly Paper[]> {
  await notYetClosed(teller, QUARTER, '2026-09-07 09:00');
  const clerks = await clerksOf(teller, {
    title: '各窗口的人员 / who is at the windows',
    when: '2026-09-07 10:00',
  });
  const clerk = clerkNo(clerks, 'W1101');
  const number = await verifiedComplaint(teller, clerk, {
    category: 'ATTITUDE',
    content: '询问落户材料时，窗口人员大声训斥',
    occurredOn: '2026-09-07',
    filed: '2026-09-07 11:30',
    days: ['2026-09-08', '2026-09-09', '2026-09-10'],
    evidence: '调阅大厅录音，情况属实',
  });
  await fileIsClosed(teller, clerk, number);
  await hall.work();
  await confirmed(teller, clerk);
  await costsOnce(teller, clerk);
  await quarterCloses(teller);
  await passedOver(teller, clerk);
  return [];
}

async function fileIsClosed(teller: Teller, clerk: Clerk, number: string): Promise<void> {
  const closed = await teller.fail({
    ...asClerk(clerk),
    title: '被投诉人看不到投诉材料 / the file stays closed to the respondent',
    query: FILES,
    variables: { number },
  });
  assert.equal(closed.extensions.code, 'FORBIDDEN');
}

/** His own station's head does not decide alone. */
async function confirmed(teller: Teller, clerk: Clerk): Promise<void> {
  const proposals = await waiting(teller, clerk, MONTH, '一件事实，三项建议 / one fact, three proposals');
  const codes = proposals.map(({ criterion }) => criterion.code as string);
  assert.deepEqual(codes.toSorted(), ['DQ1', 'SQ1', 'SQ2']);
  assert.equal(new Set(proposals.map(({ factId }) => factId as string)).size, 1);
  const fault = proposals.find(({ criterion }) => criterion.code === 'SQ2');
  const { confirmScore: first } = await teller.ask({
    ...AT,
    as: 'STATION_HEAD',
    staffNo: `H${clerk.staffNo.slice(1, 3)}01`,
    ...verb('confirmScore', 'ScoreProposal { id state }', { proposalId: fault.id }),
    title: '本站所负责人确认：还须另一成员 / his head confirms it: a second member is needed',
    when: '2026-09-11 09:00',
  });
  assert.equal(first.state, 'AWAITING_SECOND');
  await confirm(teller, proposals, {
    title: '主任确认，记入台账 / the director confirms all three',
    when: '2026-09-11 15:00',
  });
}

async function costsOnce(teller: Teller, clerk: Clerk): Promise<void> {
  const { currentSheet: sheet } = await teller.ask({
    ...asClerk(clerk),
    title: '本人看到本月至今的考评表：一件事只扣一次 / he sees the month so far: five points, once',
    query: `{ currentSheet { blocks { block full sum score } disqualified
      lines { code points counted insteadId } } }`,
  });
  assert.equal(scoresOf(sheet)['SQ'], 15);
  assert.deepEqual(sheet.disqualified, ['DQ1']);
  const counted = sheet.lines.filter(({ points }: Answer) => points === -5);
  assert.deepEqual(counted.map((line: Answer) => line.counted as number).toSorted(), [-5, 0]);
}

async function quarterCloses(teller: Teller): Promise<void> {
  const when = '2026-10-08 09:00';
  for (const month of ['2026-07', '2026-08', MONTH]) await closeMonth(teller, month, { when });
  await closePeriod(teller, QUARTER);
}

async function passedOver(teller: Teller, clerk: Clerk): Promise<void> {
  const { awardCandidates: list } = await teller.ask({
    ...DIRECTOR,
    title: '季度工作标兵名单：取消资格的不以其充数 / the candidates of the quarter: he is passed over',
    query: `{ awardCandidates(period: "${QUARTER}", kind: MODEL_WORKER) {
      eligible { staffId rank total } tied { staffId rank total } excluded { staffId rank total disqualified } } }`,
    shown: ({ awardCandidates: { eligible, tied, excluded } }) => ({
      eligible: eligible.length as number,
      tied: tied.length as number,
      excluded: excluded as unknown,
    }),
  });
  assert.deepEqual(
    list.excluded.map((one: Answer) => [one.staffId, one.disqualified]),
    [[clerk.id, ['DQ1']]],
  );
  const others = [...list.eligible, ...list.tied].map((one: Answer) => one.staffId as string);
  assert.ok(others.length >= 3 && !others.includes(clerk.id));
  const grant = (staffIds: readonly string[]) =>
    verb('grantAwards', 'Document { title number }', {
      period: QUARTER,
      kind: 'MODEL_WORKER',
      staffIds,
      reason: '得分相同，按办件量取舍',
    });
  const barred = await teller.ask({
    ...DIRECTOR,
    ...grant([clerk.id, ...others.slice(0, 2)]),
    title: '把他列入：拒绝 / he cannot be named',
  });
  assert.equal(barred.grantAwards.code, 'AWARD_DISQUALIFIED');
  const granted = await teller.ask({
    ...DIRECTOR,
    ...grant(others.slice(0, 3)),
    title: '评定三名工作标兵，出具表彰通报 / three others are awarded',
  });
  assert.ok(granted.grantAwards.number, JSON.stringify(granted));
}
