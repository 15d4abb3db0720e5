import { z } from 'zod';
import { defineMessage } from '../../core/notifications/message.ts';
import { CLAUSES } from './clauses.ts';

// To whom it concerns alone; the words of the record itself are read in the ledger.
const toStaff = { audience: 'STAFF', channels: ['INBOX'] } as const;
const toRole = { audience: 'ROLE', channels: ['INBOX'] } as const;

const Scored = z.strictObject({ code: z.string(), occurredOn: z.string() });
const WithPoints = Scored.extend({ points: z.string() });

/** 三(一)1: points were entered. */
export const POSTED = defineMessage({
  ...toStaff,
  key: 'evaluation.posted',
  title: { zh: '考核台账记分', en: 'Entered in the ledger' },
  text: {
    zh: '考核台账记入{code}（{occurredOn}）{points}分。依据可在台账查看（myLedger），有异议可申诉（appealEntry）。',
    en: '{code} of {occurredOn} was entered in the ledger with {points} points. See its evidence (myLedger); you may appeal (appealEntry).',
  },
  data: WithPoints,
  clause: CLAUSES.principles,
});

/** 三(一)1: an entry was taken back. */
export const CORRECTED = defineMessage({
  ...toStaff,
  key: 'evaluation.corrected',
  title: { zh: '考核台账更正', en: 'Ledger corrected' },
  text: {
    zh: '考核台账{code}（{occurredOn}）的{points}分已更正，不再计算。',
    en: 'The {points} points of {code} of {occurredOn} were taken back; they count no more.',
  },
  data: WithPoints,
  clause: CLAUSES.principles,
});

/** 三(一)1: what was proposed is not entered. */
export const NOT_ENTERED = defineMessage({
  ...toStaff,
  key: 'evaluation.not-entered',
  title: { zh: '不予记分', en: 'Not entered' },
  text: {
    zh: '关于{code}（{occurredOn}）的计分建议未予确认，不记分。',
    en: 'What was proposed as {code} of {occurredOn} was not confirmed; nothing is entered.',
  },
  data: Scored,
  clause: CLAUSES.principles,
});

/** 三(一)1: an appeal waits for the group. */
export const APPEAL_FILED = defineMessage({
  ...toRole,
  key: 'evaluation.appeal-filed',
  title: { zh: '计分申诉', en: 'Appeal against an entry' },
  text: {
    zh: '有一件对{code}（{occurredOn}）的申诉，应于{dueOn}前答复。',
    en: 'An appeal against {code} of {occurredOn} must be answered by {dueOn}.',
  },
  data: Scored.extend({ dueOn: z.string() }),
  clause: CLAUSES.principles,
});

/** 三(一)1: it comes due. */
export const APPEAL_DUE = defineMessage({
  ...toRole,
  key: 'evaluation.appeal-due',
  title: { zh: '申诉到期提醒', en: 'Appeal due' },
  text: {
    zh: '有一件计分申诉应于{dueOn}前答复。',
    en: 'An appeal against an entry must be answered by {dueOn}.',
  },
  data: z.strictObject({ dueOn: z.string() }),
  clause: CLAUSES.principles,
});

/** 三(一)1: the appeal was upheld. */
export const APPEAL_UPHELD = defineMessage({
  ...toStaff,
  key: 'evaluation.appeal-upheld',
  title: { zh: '申诉成立', en: 'Appeal upheld' },
  text: {
    zh: '您对{code}（{occurredOn}）的申诉成立，该笔计分已更正。',
    en: 'Your appeal against {code} of {occurredOn} was upheld; the entry is taken back.',
  },
  data: Scored,
  clause: CLAUSES.principles,
});

/** 三(一)1: the appeal failed. */
export const APPEAL_REJECTED = defineMessage({
  ...toStaff,
  key: 'evaluation.appeal-rejected',
  title: { zh: '申诉不成立', en: 'Appeal rejected' },
  text: {
    zh: '您对{code}（{occurredOn}）的申诉不成立，理由可在申诉中查看。',
    en: 'Your appeal against {code} of {occurredOn} was rejected; read the reasons with the appeal.',
  },
  data: Scored,
  clause: CLAUSES.principles,
});

export const LEDGER_MESSAGES = [
  POSTED,
  CORRECTED,
  NOT_ENTERED,
  APPEAL_FILED,
  APPEAL_DUE,
  APPEAL_UPHELD,
  APPEAL_REJECTED,
];

/** 三(一)4B(3): a working day passed without its log. */
export const LOG_MISSING = defineMessage({
  audience: 'ROLE',
  channels: ['INBOX'],
  key: 'evaluation.log-missing',
  title: { zh: '缺日常考核台账', en: 'Daily log missing' },
  text: {
    zh: '{day}没有日常考核台账，请查明并补记。',
    en: 'There is no daily log of {day}; please find out why and have it entered.',
  },
  data: z.strictObject({ day: z.string() }),
  clause: CLAUSES.dailyLog,
});

/** 三(一)4B(3): the log is counted once a month. */
export const LOG_MONTH = defineMessage({
  audience: 'ROLE',
  channels: ['INBOX'],
  key: 'evaluation.log-month',
  title: { zh: '日常考核台账月统计', en: 'The month’s daily logs' },
  text: {
    zh: '{month}日常考核台账应有{expected}册，实有{found}册，缺：{missing}；共记录{observations}项。',
    en: '{month}: {expected} daily logs expected, {found} found, missing: {missing}; {observations} observations.',
  },
  data: z.strictObject({
    month: z.string(),
    expected: z.string(),
    found: z.string(),
    missing: z.string(),
    observations: z.string(),
  }),
  clause: CLAUSES.dailyLog,
});

const LOG_MESSAGES = [LOG_MISSING, LOG_MONTH];

export const MESSAGES = [...LEDGER_MESSAGES, ...LOG_MESSAGES];
