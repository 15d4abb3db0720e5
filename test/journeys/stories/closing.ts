import assert from 'node:assert/strict';
import {
  asClerk,
  ASSESSOR,
  AT,
  clerkNo,
  clerksOf,
  closeMonth,
  confirm,
  DEPUTY,
  DIRECTOR,
  notYetClosed,
  ownSheet,
  replayed,
  waiting,
  type Clerk,
} from './assessment.ts';
import type { Hall } from './hall.ts';
import { fetchPapers } from './papers.ts';
import type { Answer, LinkedPaper, Paper, Teller } from './story.ts';
import { survey } from './survey.ts';
import { verb } from './verb.ts';

const MONTH = '2026-10';
const OFFICER = { ...AT, as: 'DUTY_OFFICER' } as const;

/**
 * 月考评: a month from the duty officer's log to its sheets. One of two clerks appeals and is right, the public is asked, the
 * month is frozen and published, reckoned anew, and looked at under other settings. Returns the sheet on paper and
 * the month as a workbook.
 */
export async function closing(teller: Teller, hall: Hall): Promise<readonly Paper[]> {
  await notYetClosed(teller, MONTH, '2026-10-12 08:30');
  const clerks = await clerksOf(teller, {
    title: '各窗口的人员 / who is at the windows',
    when: '2026-10-12 08:40',
  });
  const [wronged, other] = [clerkNo(clerks, 'W0901'), clerkNo(clerks, 'W0902')];
  await keepLog(teller, [
    [wronged, 'WD2', '上班时间打瞌睡'],
    [other, 'WD3', '上班不佩戴工作牌'],
  ]);
  await enter(teller, [wronged, other]);
  const appealId = await appeal(teller, wronged);
  await uphold(teller, appealId);
  await hall.work();
  await survey(teller, { month: MONTH, day: '2026-10-26', closesOn: '2026-10-30' }, [
    { subject: { staffId: wronged.id }, satisfied: 10, dissatisfied: 0 },
    { subject: { windowId: wronged.windowId }, satisfied: 8, dissatisfied: 2 },
  ]);
  const periodId = await closeMonth(teller, MONTH, { when: '2026-11-02 09:00' });
  const sheet = await ownSheet(
    teller,
    wronged,
    MONTH,
    '申诉人的考评表：更正后不扣分 / the sheet of who appealed',
  );
  await ownSheet(teller, other, MONTH, '同事的考评表 / the sheet of his colleague');
  await replayed(teller, periodId, '重算与封账时逐字节相同 / a replay is the same, byte for byte');
  await preview(teller, other);
  await replayed(teller, periodId, '试算之后重算仍相同 / and it is after the preview');
  return [...(await printed(teller, hall, wronged, sheet.id)), await workbook(teller, hall)];
}

/** His sheet as a paper. */
async function printed(teller: Teller, hall: Hall, clerk: Clerk, sheetId: string): Promise<readonly Paper[]> {
  const { printScoreSheet: paper } = await teller.ask({
    ...asClerk(clerk),
    ...verb('printScoreSheet', 'Document { title number url verificationCode text }', { sheetId }),
    title: '本人打印考评表 / he prints his sheet',
  });
  return fetchPapers(teller, hall, [paper as LinkedPaper]);
}

/** The month as a workbook, for the group. */
async function workbook(teller: Teller, hall: Hall): Promise<Paper> {
  const { exportPeriod: book } = await teller.ask({
    ...ASSESSOR,
    title: '导出全月考评为工作簿 / the month as a workbook',
    query: `{ exportPeriod(period: "${MONTH}") { ... on ScoreWorkbook { name mediaType url } ... on Refusal { code } } }`,
    shown: ({ exportPeriod: { name, mediaType } }) => ({ name, mediaType }) as unknown,
  });
  const { status, type, bytes } = await hall.download(book.url as string);
  assert.deepEqual([status, type], [200, book.mediaType]);
  // A workbook is a ZIP archive.
  assert.equal(bytes.subarray(0, 2).toString(), 'PK');
  return { title: book.name as string, number: MONTH, bytes };
}

/** 日常考核台账: what the duty officer saw of a day. */
async function keepLog(
  teller: Teller,
  seen: readonly (readonly [clerk: Clerk, code: string, evidence: string])[],
): Promise<void> {
  const { openDailyLog: log } = await teller.ask({
    ...OFFICER,
    ...verb('openDailyLog', 'DailyLog { id day late }', {}),
    title: '值日人员记当日台账 / the duty officer opens the log of the day',
    when: '2026-10-12 09:00',
  });
  for (const [clerk, code, evidence] of seen) {
    const { recordObservation: proposal } = await teller.ask({
      ...OFFICER,
      ...verb('recordObservation', 'ScoreProposal { state criterion { code points } }', {
        logId: log.id,
        code,
        staffId: clerk.id,
        evidence,
      }),
      title: `${evidence} / he enters what he saw`,
      when: '2026-10-12 10:20',
    });
    assert.equal(proposal.state, 'PROPOSED', JSON.stringify(proposal));
  }
  await teller.ask({
    ...OFFICER,
    ...verb('closeDailyLog', 'DailyLog { closedAt }', { logId: log.id }),
    title: '当日台账结束 / the log is closed',
    when: '2026-10-12 17:35',
  });
}

async function enter(teller: Teller, clerks: readonly Clerk[]): Promise<void> {
  for (const clerk of clerks) {
    // What other chapters state of him, where another story was told before, is not of this one.
    const proposals = (await waiting(teller, clerk, MONTH, '待考评组确认 / it waits for the group')).filter(
      ({ eventType }) => eventType === null,
    );
    assert.equal(proposals.length, 1);
    await confirm(teller, proposals, {
      title: '主任确认，记入台账 / the director confirms it',
      when: '2026-10-13 09:00',
    });
  }
}

async function appeal(teller: Teller, clerk: Clerk): Promise<string> {
  const { myLedger } = await teller.ask({
    ...asClerk(clerk),
    title: '本人看到自己的计分 / he sees what stands of him',
    when: '2026-10-14 08:40',
    query: `{ myLedger(month: "${MONTH}") { edges { node { id criterion { code } points evidence } } } }`,
  });
  const [entry] = myLedger.edges.map(({ node }: Answer) => node);
  assert.deepEqual([entry.criterion.code, entry.points], ['WD2', -2]);
  const { appealEntry: filed } = await teller.ask({
    ...asClerk(clerk),
    ...verb('appealEntry', 'ScoreAppeal { id state dueOn }', {
      entryId: entry.id,
      text: '当时在俯身整理档案，同窗口人员可以证明',
    }),
    title: '提出申诉，写明答复期限 / he appeals, and sees by when he is answered',
  });
  assert.equal(filed.dueOn, '2026-10-21', JSON.stringify(filed));
  return filed.id as string;
}

/** Who confirmed the entry does not decide on it; another member of the group does. */
async function uphold(teller: Teller, appealId: string): Promise<void> {
  const step = verb(
    'decideScoreAppeal',
    'ScoreAppeal { state decision entry { correctedBy { points reason } } }',
    {
      appealId,
      upheld: true,
      decision: '调阅监控，情况属实，予以更正',
    },
  );
  const same = await teller.ask({
    ...DIRECTOR,
    ...step,
    title: '原确认人不得答复 / who confirmed it does not decide',
    when: '2026-10-16 09:00',
  });
  assert.equal(same.decideScoreAppeal.code, 'CONFLICT_OF_INTEREST_IN_SCORING');
  const { decideScoreAppeal: decided } = await teller.ask({
    ...DEPUTY,
    ...step,
    title: '另一成员认为成立，另记一笔更正 / another upholds it: a correction is entered',
  });
  assert.equal(decided.entry.correctedBy.points, 2);
}

/** What the month would be if a missing badge cost three points. */
async function preview(teller: Teller, clerk: Clerk): Promise<void> {
  const { evaluationPreview } = await teller.ask({
    ...AT,
    as: 'UNIT_HEAD',
    title: '试算：不佩戴工作牌扣三分 / a preview: a missing badge costs three points',
    query: `query ($settings: JSON!) { evaluationPreview(period: "${MONTH}", settings: $settings) {
      ... on EvaluationPreview { sheets { before { staff { id } total } after { total } } } ... on Refusal { code } } }`,
    variables: { settings: { points: { WD3: -3 } } },
    shown: ({ evaluationPreview: { sheets } }) =>
      sheets.filter(({ before, after }: Answer) => before.total !== after.total) as unknown,
  });
  const changed = evaluationPreview.sheets.filter(
    ({ before, after }: Answer) => before.total !== after.total,
  );
  const own = changed.find(({ before }: Answer) => before.staff?.id === clerk.id);
  assert.equal(own.before.total - own.after.total, 2);
}
