import type { z } from 'zod';
import type { Act } from '../../../core/acts/act.ts';
import type { MessageTemplate } from '../../../core/notifications/message.ts';
import { draftOf, queueMessages } from '../../../core/notifications/queue.ts';
import { MAJOR } from '../messages.ts';

/** What decides who is told of a complaint. */
interface ToldOf {
  readonly id: string;
  readonly category: string;
  readonly anonymous: boolean;
  readonly phone: string | null;
  readonly respondentId: string | null;
}

interface Message<Data extends z.ZodType> {
  readonly data: z.input<Data>;
  readonly dedupeKey: string;
}

/** Tells a role that something waits; the whole township reads it. */
export async function tellRole<Data extends z.ZodType>(
  act: Act,
  role: string,
  template: MessageTemplate<Data>,
  message: Message<Data>,
): Promise<void> {
  await queueMessages(act, [draftOf(template, { ...message, caseId: null, recipient: role })]);
}

/** 三(二)3(2): a text message to the complainant; only whoever keeps the file reads and settles it. */
export async function tellComplainant<Data extends z.ZodType>(
  act: Act,
  complaint: ToldOf,
  template: MessageTemplate<Data>,
  message: Message<Data>,
): Promise<void> {
  if (complaint.anonymous) return;
  const { id: recipient, phone } = complaint;
  const readBy = keeperOf(act, complaint);
  await queueMessages(act, [draftOf(template, { ...message, caseId: null, recipient, phone, readBy })]);
}

/** 三(二)3(4): a message to the respondent alone: the number, what it means for him, nothing of the file. */
export async function tellRespondent<Data extends z.ZodType>(
  act: Act,
  { respondentId }: ToldOf,
  template: MessageTemplate<Data>,
  message: Message<Data>,
): Promise<void> {
  if (respondentId === null) return;
  const whom = { caseId: null, recipient: respondentId, readBy: respondentId };
  await queueMessages(act, [draftOf(template, { ...message, ...whom })]);
}

/** The role that keeps a complaint's file; it passes to the next where the respondent holds it himself. */
export function keeperOf(act: Act, complaint: Pick<ToldOf, 'category' | 'respondentId'>): string {
  const desk = complaint.category === 'BRIBERY' ? [] : ['COMPLAINT_OFFICER'];
  return firstNotHisOwn(act, complaint, [...desk, 'CENTRE_DIRECTOR', 'UNIT_DEPUTY']);
}

/** 三(二)3(3): reports a major complaint to the deputy leader, one about him to the head. */
export async function tellLeader(act: Act, complaint: Pick<ToldOf, 'id' | 'respondentId'>): Promise<void> {
  const leader = firstNotHisOwn(act, complaint, ['UNIT_DEPUTY', 'UNIT_HEAD']);
  await tellRole(act, leader, MAJOR, { data: {}, dedupeKey: `complaint.major/${complaint.id}` });
}

function firstNotHisOwn(
  act: Act,
  { respondentId }: Pick<ToldOf, 'respondentId'>,
  roles: readonly string[],
): string {
  const held = respondentId ? act.platform.directory.findStaff(respondentId)?.roles : undefined;
  return roles.find((role) => !held?.includes(role)) ?? roles.at(-1) ?? '';
}
