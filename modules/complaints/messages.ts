import { z } from 'zod';
import { defineMessage } from '../../core/notifications/message.ts';
import { CLAUSES } from './clauses.ts';

// Messages to roles are read by the whole township: they hold no part of a file.
const toRole = { audience: 'ROLE', channels: ['INBOX'] } as const;
// Closed to all but who keeps the file; a number and what comes next, nothing of the file.
const toComplainant = { audience: 'CITIZEN', channels: ['SMS'] } as const;
const toRespondent = { audience: 'STAFF', channels: ['INBOX'] } as const;

const Nothing = z.strictObject({});
const Numbered = z.strictObject({ number: z.string() });

/** 三(二)3(3): a major complaint goes to the deputy at once. */
export const MAJOR = defineMessage({
  ...toRole,
  key: 'complaints.major',
  title: { zh: '重大投诉报告', en: 'Major complaint' },
  text: {
    zh: '有一件重大投诉举报，请立即阅处。',
    en: 'A major complaint was filed; please attend to it at once.',
  },
  data: Nothing,
  clause: CLAUSES.major,
});

/** 三(二)3(3): the head hears of what the deputy did not acknowledge. */
export const ESCALATED = defineMessage({
  ...toRole,
  key: 'complaints.escalated',
  title: { zh: '重大投诉逾时未阅', en: 'Major complaint not acknowledged' },
  text: {
    zh: '有一件重大投诉举报逾时未阅处，请督促。',
    en: 'A major complaint was not acknowledged in time; please see to it.',
  },
  data: Nothing,
  clause: CLAUSES.major,
});

/** 三(二)3(2): a reply comes due. */
export const REPLY_DUE = defineMessage({
  ...toRole,
  key: 'complaints.reply-due',
  title: { zh: '答复到期提醒', en: 'Reply due' },
  text: { zh: '有一件投诉应于{dueOn}前答复。', en: 'A complaint must be answered by {dueOn}.' },
  data: z.strictObject({ dueOn: z.string() }),
  clause: CLAUSES.answer,
});

/** 三(二)3(2): what was explained is to be answered, or explained anew. */
export const EXPLANATION_ENDS = defineMessage({
  ...toRole,
  key: 'complaints.explanation-ends',
  title: { zh: '延期说明到期提醒', en: 'Explained delay runs out' },
  text: {
    zh: '有一件已说明延期的投诉应于{heldThrough}前答复或再次说明。',
    en: 'A complaint whose delay was explained must be answered or explained anew by {heldThrough}.',
  },
  data: z.strictObject({ heldThrough: z.string() }),
  clause: CLAUSES.extension,
});

/** 三(二)3(2): the complaint was accepted, and by when it is answered. */
export const ACCEPTED = defineMessage({
  ...toComplainant,
  key: 'complaints.accepted',
  title: { zh: '投诉受理告知', en: 'Complaint accepted' },
  text: {
    zh: '您的投诉（{number}）已受理，应于{dueOn}前答复，可凭编号和查询码查询。',
    en: 'Your complaint ({number}) was accepted and is to be answered by {dueOn}. Follow it with its number and query code.',
  },
  data: Numbered.extend({ dueOn: z.string() }),
  clause: CLAUSES.answer,
});

/** 三(二)3(2): why it takes longer is told; the reason itself stays in the file. */
export const DELAYED = defineMessage({
  ...toComplainant,
  key: 'complaints.delayed',
  title: { zh: '投诉延期说明', en: 'Complaint takes longer' },
  text: {
    zh: '您的投诉（{number}）不能如期办结，预计{expectedOn}答复，原因可凭编号和查询码查询。',
    en: 'Your complaint ({number}) takes longer and is expected to be answered on {expectedOn}. See the reason with its number and query code.',
  },
  data: Numbered.extend({ expectedOn: z.string() }),
  clause: CLAUSES.extension,
});

/** 三(二)3(2): there is an answer. */
export const ANSWERED = defineMessage({
  ...toComplainant,
  key: 'complaints.answered',
  title: { zh: '投诉答复告知', en: 'Complaint answered' },
  text: {
    zh: '您的投诉（{number}）已答复，可凭编号和查询码查看和评价。',
    en: 'Your complaint ({number}) was answered. Read and rate the answer with its number and query code.',
  },
  data: Numbered,
  clause: CLAUSES.answer,
});

/** 三(二)3(2): it was dealt with. */
export const CONCLUDED = defineMessage({
  ...toComplainant,
  key: 'complaints.concluded',
  title: { zh: '投诉办结告知', en: 'Complaint concluded' },
  text: {
    zh: '您的投诉（{number}）已办结，处理结果可凭编号和查询码查看。',
    en: 'Your complaint ({number}) was concluded. See what was done with its number and query code.',
  },
  data: Numbered,
  clause: CLAUSES.answer,
});

/** 三(二)3(4): the respondent is told that a fault was found, and how to appeal. */
export const FAULT_FOUND = defineMessage({
  ...toRespondent,
  key: 'complaints.fault-found',
  title: { zh: '过错认定告知', en: 'Finding of a fault' },
  text: {
    zh: '编号{number}的投诉经查实，认定您有过错。如有异议，可凭此编号申诉一次（appealFinding）。',
    en: 'Complaint {number} was found to be your fault. You may appeal once with this number (appealFinding).',
  },
  data: Numbered,
  clause: CLAUSES.responsibility,
});

/** 三(二)3(4): his appeal succeeded. */
export const APPEAL_UPHELD = defineMessage({
  ...toRespondent,
  key: 'complaints.appeal-upheld',
  title: { zh: '申诉成立', en: 'Appeal upheld' },
  text: {
    zh: '您对编号{number}的认定提出的申诉成立，对您的认定已撤销。',
    en: 'Your appeal against the finding on complaint {number} was upheld; the finding is withdrawn.',
  },
  data: Numbered,
  clause: CLAUSES.responsibility,
});

/** 三(二)3(4): his appeal failed. */
export const APPEAL_REJECTED = defineMessage({
  ...toRespondent,
  key: 'complaints.appeal-rejected',
  title: { zh: '申诉不成立', en: 'Appeal rejected' },
  text: {
    zh: '您对编号{number}的认定提出的申诉不成立，维持原认定。',
    en: 'Your appeal against the finding on complaint {number} was rejected; the finding stands.',
  },
  data: Numbered,
  clause: CLAUSES.responsibility,
});

export const MESSAGES = [
  MAJOR,
  ESCALATED,
  REPLY_DUE,
  EXPLANATION_ENDS,
  ACCEPTED,
  DELAYED,
  ANSWERED,
  CONCLUDED,
  FAULT_FOUND,
  APPEAL_UPHELD,
  APPEAL_REJECTED,
];
