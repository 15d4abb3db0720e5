import { z } from 'zod';
import { defineMessage } from '../../core/notifications/message.ts';
import { CLAUSES } from './clauses.ts';

// Messages are read by the whole township: they hold no part of a file.
const toRole = { audience: 'ROLE', channels: ['INBOX'] } as const;

/** 三(二)3(3): a major complaint goes to the deputy at once. */
export const MAJOR = defineMessage({
  ...toRole,
  key: 'complaints.major',
  title: { zh: '重大投诉报告', en: 'Major complaint' },
  text: {
    zh: '有一件重大投诉举报，请立即阅处。',
    en: 'A major complaint was filed; please attend to it at once.',
  },
  data: z.strictObject({}),
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
  data: z.strictObject({}),
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

export const MESSAGES = [MAJOR, ESCALATED, REPLY_DUE];
