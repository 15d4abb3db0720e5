import { z } from 'zod';
import { defineMessage, type MessageTemplate } from './message.ts';

const Step = z.strictObject({ item: z.string(), number: z.string(), day: z.string() });
const shared = {
  audience: 'APPLICANT',
  channels: ['SMS', 'CALL', 'EMAIL'],
  data: Step,
  clause: null,
} as const;

/** Messages on the steps of a case that no chapter speaks of; each is sent where the county or township decided so. */
export const KERNEL_MESSAGES: readonly MessageTemplate<typeof Step>[] = [
  defineMessage({
    ...shared,
    key: 'case.accepted',
    title: { zh: '受理告知', en: 'Accepted' },
    text: {
      zh: '您申请的“{item}”（{number}）已于{day}受理，可凭查询码查询进度。',
      en: 'Your application for "{item}" ({number}) was accepted on {day}. Follow it with your query code.',
    },
    optional: true,
  }),
  defineMessage({
    ...shared,
    key: 'case.supplement-requested',
    title: { zh: '补正告知', en: 'Supplement asked for' },
    text: {
      zh: '您申请的“{item}”（{number}）材料需要补正，{day}已一次性告知全部内容，请查看告知书。',
      en: 'Your application for "{item}" ({number}) needs more material; all of it was told on {day}, see the notice.',
    },
    optional: true,
  }),
  defineMessage({
    ...shared,
    key: 'case.refused',
    title: { zh: '不予受理告知', en: 'Not accepted' },
    text: {
      zh: '您申请的“{item}”（{number}）于{day}决定不予受理，理由和救济途径见通知书。',
      en: 'Your application for "{item}" ({number}) was not accepted on {day}; for reason and remedies see the notice.',
    },
    optional: true,
  }),
  defineMessage({
    ...shared,
    key: 'case.delivered',
    title: { zh: '送达告知', en: 'Delivered' },
    text: {
      zh: '您申请的“{item}”（{number}）的办理结果已于{day}送达。',
      en: 'The result of your application for "{item}" ({number}) was delivered on {day}.',
    },
    optional: true,
  }),
];

/** The kernel's message for a step of a case, by the event that tells of the step. */
export const MESSAGE_OF_STEP: Readonly<Record<string, MessageTemplate<typeof Step> | undefined>> = {
  'case.accepted': KERNEL_MESSAGES[0],
  'case.supplementRequested': KERNEL_MESSAGES[1],
  'case.refused': KERNEL_MESSAGES[2],
  'case.delivered': KERNEL_MESSAGES[3],
};
