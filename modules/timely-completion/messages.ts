import { z } from 'zod';
import { defineMessage } from '../../core/notifications/message.ts';
import { CLAUSES } from './clauses.ts';
import { howToTell } from './rules.ts';

/** 一(四)5: what the applicant is told when his case is decided. */
export const COMPLETED = defineMessage({
  key: 'timely-completion.completed',
  title: { zh: '办结告知', en: 'Completed' },
  audience: 'APPLICANT',
  channels: ['SMS', 'CALL', 'EMAIL'],
  text: {
    zh: '您申请的“{item}”（{number}）已于{day}办结，请凭查询码查询结果。',
    en: 'Your application for "{item}" ({number}) was completed on {day}. See the result with your query code.',
  },
  data: z.strictObject({ item: z.string(), number: z.string(), day: z.string() }),
  clause: CLAUSES.tellApplicant,
  how: howToTell.decide,
});

const Extension = z.strictObject({ number: z.string(), newDueOn: z.string(), notice: z.string() });

/** 一(四)3: the new date, to the applicant. */
export const EXTENDED = defineMessage({
  key: 'timely-completion.extended',
  title: { zh: '延期告知', en: 'Extended' },
  audience: 'APPLICANT',
  channels: ['SMS', 'CALL', 'EMAIL'],
  text: {
    zh: '办件{number}延期至{newDueOn}，见{notice}。',
    en: 'Case {number} was extended to {newDueOn}, see {notice}.',
  },
  data: Extension,
  clause: CLAUSES.extension,
  how: howToTell.decide,
});

/** 一(四)3: the copy to the centre and the county. */
export const EXTENSION_COPY = defineMessage({
  key: 'timely-completion.extension-copy',
  title: { zh: '延期抄送', en: 'Copy of an extension' },
  audience: 'ROLE',
  channels: ['INBOX'],
  text: {
    zh: '抄送：办件{number}延期至{newDueOn}，见{notice}。',
    en: 'Copy: case {number} was extended to {newDueOn}, see {notice}.',
  },
  data: Extension,
  clause: CLAUSES.extension,
});

/** 一(四)5: the handler is reminded of a promise. */
export const REMINDER = defineMessage({
  key: 'timely-completion.reminder',
  title: { zh: '到期提醒', en: 'Due soon' },
  audience: 'STAFF',
  channels: ['INBOX'],
  text: {
    zh: '办件{number}应于{dueOn}办结，还有{remainingDays}个工作日。',
    en: 'Case {number} is due on {dueOn}, in {remainingDays} working days.',
  },
  data: z.strictObject({ number: z.string(), dueOn: z.string(), remainingDays: z.number() }),
  clause: CLAUSES.tellApplicant,
});

export const MESSAGES = [COMPLETED, EXTENDED, EXTENSION_COPY, REMINDER];
