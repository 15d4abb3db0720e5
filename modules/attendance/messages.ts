import { z } from 'zod';
import { defineMessage } from '../../core/notifications/message.ts';
import { CLAUSES } from './clauses.ts';

// Closed to all but who is told; they say that something waits, and not whose or why.
const inbox = { channels: ['INBOX'], data: z.strictObject({}) } as const;

/** 四(一)3: whoever's step it is hears of a leave. */
export const LEAVE_TO_APPROVE = defineMessage({
  ...inbox,
  key: 'attendance.leave-to-approve',
  audience: 'ROLE',
  title: { zh: '请假待审批', en: 'Leave to approve' },
  text: { zh: '有一件请假待您审批。', en: 'A leave waits for your approval.' },
  clause: CLAUSES.fullDay,
});

/** 四(一)3: the requester hears that his leave is decided. */
export const LEAVE_DECIDED = defineMessage({
  ...inbox,
  key: 'attendance.leave-decided',
  audience: 'STAFF',
  title: { zh: '请假已有结果', en: 'Leave decided' },
  text: { zh: '您的请假已有结果或变动，请查看。', en: 'Your leave was decided or changed; please look.' },
  clause: CLAUSES.fullDay,
});

/** A message of this chapter: it has no data, so it cannot tell of the matter. */
export type Note = typeof LEAVE_TO_APPROVE | typeof LEAVE_DECIDED;

export const MESSAGES = [LEAVE_TO_APPROVE, LEAVE_DECIDED];
