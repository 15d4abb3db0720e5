import { z } from 'zod';
import { defineMessage } from '../../core/notifications/message.ts';
import { CLAUSES } from './clauses.ts';

const toApplicant = { audience: 'APPLICANT', channels: ['SMS', 'CALL', 'EMAIL'] } as const;

/** 一(二)2: a notice was issued; what it asks for stands in its document. */
export const NOTICE_ISSUED = defineMessage({
  ...toApplicant,
  key: 'one-time-notice.issued',
  title: { zh: '一次性告知', en: 'Notice issued' },
  text: {
    zh: '就您申请的“{item}”（{number}）已出具{notice}，请签收，并按告知一次办齐。',
    en: 'On your application for "{item}" ({number}) the notice {notice} was given. Please acknowledge it and bring everything at once.',
  },
  data: z.strictObject({ item: z.string(), number: z.string(), notice: z.string() }),
  clause: CLAUSES.written,
});

const Deemed = z.strictObject({ number: z.string(), receivedOn: z.string() });

/** Art. 32(4): what got no notice in time is accepted as of its receipt; to the applicant. */
export const DEEMED_ACCEPTED = defineMessage({
  ...toApplicant,
  key: 'one-time-notice.deemed-accepted',
  title: { zh: '逾期未告知即为受理', en: 'Accepted by silence' },
  text: {
    zh: '您的申请（{number}）自{receivedOn}起即为受理。',
    en: 'Your application ({number}) counts as accepted from {receivedOn}.',
  },
  data: Deemed,
  clause: CLAUSES.noticeLimit,
});

// To the handler of the case, or, where it has none, to the heads of the stations.
const deemed = {
  channels: ['INBOX'],
  title: { zh: '逾期未告知即为受理（经办）', en: 'Accepted by silence, to the handler' },
  text: {
    zh: '办件{number}逾期未告知，自收件之日{receivedOn}起即为受理，时限自该日起算。',
    en: 'Case {number} got no notice in time: it counts as accepted from its receipt on {receivedOn}, and its limits run from that day.',
  },
  data: Deemed,
  clause: CLAUSES.noticeLimit,
} as const;

export const DEEMED_TO_HANDLER = defineMessage({
  ...deemed,
  key: 'one-time-notice.deemed-to-handler',
  audience: 'STAFF',
});
export const DEEMED_TO_HEADS = defineMessage({
  ...deemed,
  key: 'one-time-notice.deemed-to-heads',
  audience: 'ROLE',
});

const limit = {
  channels: ['INBOX'],
  title: { zh: '告知期限提醒', en: 'Limit of a notice' },
  text: {
    zh: '办件{number}须在{dueOn}前受理或一次性告知，还有{remainingDays}个工作日；逾期即为受理。',
    en: 'Case {number} must be accepted or given its one notice by {dueOn}, in {remainingDays} working days; after that it counts as accepted.',
  },
  data: z.strictObject({ number: z.string(), dueOn: z.string(), remainingDays: z.number() }),
  clause: CLAUSES.noticeLimit,
} as const;

export const LIMIT_TO_HANDLER = defineMessage({
  ...limit,
  key: 'one-time-notice.limit-to-handler',
  audience: 'STAFF',
});
export const LIMIT_TO_HEADS = defineMessage({
  ...limit,
  key: 'one-time-notice.limit-to-heads',
  audience: 'ROLE',
});

export const MESSAGES = [
  NOTICE_ISSUED,
  DEEMED_ACCEPTED,
  DEEMED_TO_HANDLER,
  DEEMED_TO_HEADS,
  LIMIT_TO_HANDLER,
  LIMIT_TO_HEADS,
];
