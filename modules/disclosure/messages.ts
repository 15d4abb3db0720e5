import { z } from 'zod';
import { defineMessage } from '../../core/notifications/message.ts';
import { CLAUSES } from './clauses.ts';

// Tasks of one person: a number or an item and a date, nothing of what was reported.
const task = { audience: 'STAFF', channels: ['INBOX'] } as const;
const Numbered = z.strictObject({ number: z.string(), dueOn: z.string() });

/** 一(三)1: something published was reported as wrong. */
export const ERROR_REPORTED = defineMessage({
  ...task,
  key: 'disclosure.error-reported',
  title: { zh: '公开信息报错', en: 'Something published was reported as wrong' },
  text: {
    zh: '公开信息报错{number}，请于{dueOn}前核实更正。',
    en: 'Error report {number}: please check and correct it by {dueOn}.',
  },
  data: Numbered,
  clause: CLAUSES.principle,
});

/** 一(三)1: a reported error was not corrected in time. */
export const ERROR_OVERDUE = defineMessage({
  ...task,
  key: 'disclosure.error-overdue',
  title: { zh: '报错更正逾期', en: 'Correction overdue' },
  text: {
    zh: '公开信息报错{number}应于{dueOn}前更正，现已逾期。',
    en: 'Error report {number} was to be corrected by {dueOn}, and is overdue.',
  },
  data: Numbered,
  clause: CLAUSES.principle,
});

/** 一(三)3(3): a changed item is not on the website in time. */
export const WEBSITE_OVERDUE = defineMessage({
  ...task,
  key: 'disclosure.website-overdue',
  title: { zh: '网站公开逾期', en: 'Publication on the website overdue' },
  text: {
    zh: '事项“{item}”变更后应于{dueOn}前在政府网站公开，现已逾期。',
    en: 'Item "{item}" changed and was to be on the website by {dueOn}; it is overdue.',
  },
  data: z.strictObject({ item: z.string(), dueOn: z.string() }),
  clause: CLAUSES.website,
});

export const MESSAGES = [ERROR_REPORTED, ERROR_OVERDUE, WEBSITE_OVERDUE];
