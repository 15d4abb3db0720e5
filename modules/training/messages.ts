import { z } from 'zod';
import { defineMessage } from '../../core/notifications/message.ts';
import { CLAUSES } from './clauses.ts';

const toStaff = { audience: 'STAFF', channels: ['INBOX'] } as const;

/** 四(二)2: the month passed without a collective session. */
export const MONTH_MISSED = defineMessage({
  key: 'training.month-missed',
  audience: 'ROLE',
  channels: ['INBOX'],
  title: { zh: '当月未集中学习', en: 'No session this month' },
  text: {
    zh: '{month}没有开展集中学习培训，请安排并说明。',
    en: 'No collective session was held in {month}; please arrange one and explain.',
  },
  data: z.strictObject({ month: z.string() }),
  clause: CLAUSES.monthly,
});

/** 三(一)4A(1)⑥: to whom it concerns alone. */
export const ABSENT = defineMessage({
  ...toStaff,
  key: 'training.absence',
  title: { zh: '学习培训缺席', en: 'Absent from training' },
  text: {
    zh: '您未参加{day}的学习培训，没有批准的请假；如有请假，请补办。',
    en: 'You were absent from the training of {day} without approved leave; if you were on leave, have it approved.',
  },
  data: z.strictObject({ day: z.string() }),
  clause: CLAUSES.absence,
});

/** 四(二)3: a test is to be taken again. */
export const RETAKE = defineMessage({
  ...toStaff,
  key: 'training.retake',
  title: { zh: '补考通知', en: 'Test to be taken again' },
  text: {
    zh: '您的测试未合格，请于{dueOn}前补考。',
    en: 'You did not pass the test; please take it again by {dueOn}.',
  },
  data: z.strictObject({ dueOn: z.string() }),
  clause: CLAUSES.modes,
});

export const MESSAGES = [MONTH_MISSED, ABSENT, RETAKE];
