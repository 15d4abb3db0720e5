import { z } from 'zod';
import { defineMessage } from '../../core/notifications/message.ts';
import { CLAUSES } from './clauses.ts';

// Closed to all but who is told; they say that something waits and nothing of the matter.
const inbox = { channels: ['INBOX'], data: z.strictObject({}) } as const;

/** 一(一)2: the window's staff take up what was handed over. */
export const HANDED_OVER = defineMessage({
  ...inbox,
  key: 'first-inquiry.handed-over',
  audience: 'STAFF',
  title: { zh: '移交接手提醒', en: 'Handed over' },
  text: {
    zh: '有一件首问事项移交到您的窗口，请及时接手。',
    en: 'An inquiry was handed over to your window; please take it up in time.',
  },
  clause: CLAUSES.noHandOver,
});

/** 一(一)3: a leader is asked to coordinate. */
export const LEADER_ASKED = defineMessage({
  ...inbox,
  key: 'first-inquiry.leader-asked',
  audience: 'STAFF',
  title: { zh: '请示协调提醒', en: 'Coordination asked for' },
  text: {
    zh: '有一件首问事项请您协调，请及时处理。',
    en: 'You are asked to coordinate an inquiry; please see to it in time.',
  },
  clause: CLAUSES.outOfScope,
});

/** 一(一)4: whoever decides hears of a candidate. */
export const VIOLATION_RAISED = defineMessage({
  ...inbox,
  key: 'first-inquiry.violation-raised',
  audience: 'ROLE',
  title: { zh: '情节待核实', en: 'Violation to be examined' },
  text: {
    zh: '有一项首问责任情节待核实，请处理。',
    en: 'A possible violation of first-inquiry responsibility is to be examined; please deal with it.',
  },
  clause: CLAUSES.breaches,
});

/** 一(一)4: whom it concerns hears that it was confirmed. */
export const VIOLATION_CONFIRMED = defineMessage({
  ...inbox,
  key: 'first-inquiry.violation-confirmed',
  audience: 'STAFF',
  title: { zh: '情节查实', en: 'Violation confirmed' },
  text: {
    zh: '有一项首问责任情节经查实，已记录处理，请查看。',
    en: 'A violation of first-inquiry responsibility was confirmed and a sanction recorded; please see it.',
  },
  clause: CLAUSES.breaches,
});

/** 一(一)4: whom it concerned hears that there was none. */
export const VIOLATION_DISMISSED = defineMessage({
  ...inbox,
  key: 'first-inquiry.violation-dismissed',
  audience: 'STAFF',
  title: { zh: '情节不成立', en: 'Violation dismissed' },
  text: {
    zh: '有一项首问责任情节经核实不成立，请查看。',
    en: 'A possible violation of first-inquiry responsibility was examined and dismissed; please see it.',
  },
  clause: CLAUSES.breaches,
});

/** A message of this chapter: it has no data, so it cannot tell of the matter. */
export type Note = typeof HANDED_OVER;

export const MESSAGES = [
  HANDED_OVER,
  LEADER_ASKED,
  VIOLATION_RAISED,
  VIOLATION_CONFIRMED,
  VIOLATION_DISMISSED,
];
