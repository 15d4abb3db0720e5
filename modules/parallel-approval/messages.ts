import { z } from 'zod';
import { defineMessage } from '../../core/notifications/message.ts';
import { CLAUSES } from './clauses.ts';

const toStaff = { audience: 'STAFF', channels: ['INBOX'] } as const;
const ofCase = z.strictObject({ number: z.string() });

/** 一(五)4(2): the copy to the window of a branch (抄告). */
export const BRANCH_RECEIVED = defineMessage({
  ...toStaff,
  key: 'parallel-approval.received',
  title: { zh: '并联审批抄告', en: 'Branch received' },
  text: {
    zh: '并联办件{number}的分支已到您处，应于{dueOn}前给出意见。',
    en: 'A branch of joint case {number} is with you; its opinion is due on {dueOn}.',
  },
  data: z.strictObject({ number: z.string(), dueOn: z.string() }),
  clause: CLAUSES.fork,
});

/** 一(五)3: the lead urges. */
export const BRANCH_URGED = defineMessage({
  ...toStaff,
  key: 'parallel-approval.urged',
  title: { zh: '并联审批催办', en: 'Branch urged' },
  text: { zh: '请尽快办理并联办件{number}的分支。', en: 'Please see to the branch of joint case {number}.' },
  data: ofCase,
  clause: CLAUSES.duties,
});

/** 一(五)4(4): the opinion, to the lead. */
export const OPINION_TO_LEAD = defineMessage({
  ...toStaff,
  key: 'parallel-approval.opinion',
  title: { zh: '分支意见反馈', en: 'Opinion of a branch' },
  text: {
    zh: '并联办件{number}：{station}已给出意见，请查看。',
    en: 'Joint case {number}: {station} gave its opinion, please see it.',
  },
  data: z.strictObject({ number: z.string(), station: z.string() }),
  clause: CLAUSES.limit,
});

/** 一(五)4(4): the opinion, to the applicant. */
export const OPINION_TO_APPLICANT = defineMessage({
  key: 'parallel-approval.opinion-applicant',
  audience: 'APPLICANT',
  channels: ['SMS', 'CALL', 'EMAIL'],
  title: { zh: '审批意见告知', en: 'Opinion of a station' },
  text: {
    zh: '您的办件{number}，{station}已给出意见，详情请凭查询码查询。',
    en: '{station} gave its opinion on your case {number}; see it with your query code.',
  },
  data: z.strictObject({ number: z.string(), station: z.string() }),
  clause: CLAUSES.limit,
});

/** 一(五)4(4): reported up, copied to the lead with the time needed. */
export const REPORTED_UP = defineMessage({
  ...toStaff,
  key: 'parallel-approval.reported-up',
  title: { zh: '上报抄告', en: 'Reported up' },
  text: {
    zh: '并联办件{number}的分支已上报，预计需{days}个工作日，请跟踪催办。',
    en: 'A branch of joint case {number} was reported up and needs about {days} working days.',
  },
  data: z.strictObject({ number: z.string(), days: z.number() }),
  clause: CLAUSES.limit,
});

/** 一(五)5: the lead hears of a suspension, and again while it lasts. */
export const SUSPENDED = defineMessage({
  ...toStaff,
  key: 'parallel-approval.suspended',
  title: { zh: '分支挂起', en: 'Branch suspended' },
  text: {
    zh: '并联办件{number}的分支自{since}起挂起，请跟踪联系服务对象。',
    en: 'A branch of joint case {number} is suspended since {since}; please follow it up.',
  },
  data: z.strictObject({ number: z.string(), since: z.string() }),
  clause: CLAUSES.suspension,
});

/** 一(五)6: the silent station hears until when it may explain. */
export const EXPLANATION_AWAITED = defineMessage({
  ...toStaff,
  key: 'parallel-approval.explanation-awaited',
  title: { zh: '超时待说明', en: 'Explanation awaited' },
  text: {
    zh: '并联办件{number}的分支到期未给意见，请在{until}下班前书面说明。',
    en: 'The branch of joint case {number} is silent; explain it in writing by the close of {until}.',
  },
  data: z.strictObject({ number: z.string(), until: z.string() }),
  clause: CLAUSES.silence,
});

const toRole = { audience: 'ROLE', channels: ['INBOX'], data: z.strictObject({}) } as const;

/** 一(五)6: the director checks a silence. */
export const SILENCE_TO_CHECK = defineMessage({
  ...toRole,
  key: 'parallel-approval.silence-to-check',
  title: { zh: '分支超时待审查', en: 'Silence to be checked' },
  text: {
    zh: '有并联审批分支到期未给意见，请届时审查。',
    en: 'A branch is silent; please check it in time.',
  },
  clause: CLAUSES.silence,
});

/** 一(五)6: a draft waits for whoever signs. */
export const DRAFT_TO_SIGN = defineMessage({
  ...toRole,
  key: 'parallel-approval.draft-to-sign',
  title: { zh: '准予决定书草稿待签发', en: 'A draft to be signed' },
  text: {
    zh: '有一份默认许可的准予决定书草稿待签发，请审核。',
    en: 'The draft of a deemed consent waits for your signature; please examine it.',
  },
  clause: CLAUSES.silence,
});

/** 一(五): branches that stood still while the chapter was off run again. */
export const BRANCHES_FROZEN = defineMessage({
  ...toRole,
  key: 'parallel-approval.thawed',
  title: { zh: '冻结的分支恢复', en: 'Frozen branches run again' },
  text: {
    zh: '并联审批停用期间冻结的分支{numbers}已恢复计时，请关注。',
    en: 'Branches frozen while the chapter was off run again: {numbers}.',
  },
  data: z.strictObject({ numbers: z.string() }),
  clause: CLAUSES.parallel,
});

export const MESSAGES = [
  BRANCH_RECEIVED,
  BRANCH_URGED,
  OPINION_TO_LEAD,
  OPINION_TO_APPLICANT,
  REPORTED_UP,
  SUSPENDED,
  EXPLANATION_AWAITED,
  SILENCE_TO_CHECK,
  DRAFT_TO_SIGN,
  BRANCHES_FROZEN,
];
