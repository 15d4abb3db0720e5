import type { Act } from '../../../core/acts/act.ts';
import { queueNotification, type NotificationDraft } from '../../../core/notifications/service.ts';
import { MODULE_ID } from '../store.ts';

/** What decides who is told of a complaint. */
interface ToldOf {
  readonly id: string;
  readonly number: string;
  readonly category: string;
  readonly anonymous: boolean;
  readonly respondentId: string | null;
}

type Message = Pick<NotificationDraft, 'text' | 'dedupeKey'>;

/** Tells a role that something waits. Messages are read by the whole township: they hold no part of a file. */
export async function tellRole(act: Act, role: string, message: Message): Promise<void> {
  await queueNotification(act, {
    ...message,
    module: MODULE_ID,
    caseId: null,
    channel: 'INBOX',
    recipientKind: 'ROLE',
    recipient: role,
  });
}

/** 三(二)3(2): a text message to the complainant; only whoever keeps the file reads and settles it. */
export async function tellComplainant(act: Act, complaint: ToldOf, message: Message): Promise<void> {
  if (complaint.anonymous) return;
  await queueNotification(act, {
    ...message,
    text: `您的投诉（${complaint.number}）${message.text}`,
    module: MODULE_ID,
    caseId: null,
    channel: 'SMS',
    recipientKind: 'CORRESPONDENT',
    recipient: complaint.id,
    readBy: keeperOf(act, complaint),
  });
}

/** 三(二)3(4): a message to the respondent alone: the number, what it means for him, nothing of the file. */
export async function tellRespondent(act: Act, complaint: ToldOf, message: Message): Promise<void> {
  if (complaint.respondentId === null) return;
  await queueNotification(act, {
    ...message,
    module: MODULE_ID,
    caseId: null,
    channel: 'INBOX',
    recipientKind: 'STAFF',
    recipient: complaint.respondentId,
    readBy: complaint.respondentId,
  });
}

/** The role that keeps a complaint's file; it passes to the next where the respondent holds it himself. */
export function keeperOf(act: Act, complaint: Pick<ToldOf, 'category' | 'respondentId'>): string {
  const desk = complaint.category === 'BRIBERY' ? [] : ['COMPLAINT_OFFICER'];
  return firstNotHisOwn(act, complaint, [...desk, 'CENTRE_DIRECTOR', 'UNIT_DEPUTY']);
}

/** 三(二)3(3): the leader to whom a major one is reported. */
export function leaderFor(act: Act, complaint: Pick<ToldOf, 'respondentId'>): string {
  return firstNotHisOwn(act, complaint, ['UNIT_DEPUTY', 'UNIT_HEAD']);
}

function firstNotHisOwn(
  act: Act,
  { respondentId }: Pick<ToldOf, 'respondentId'>,
  roles: readonly string[],
): string {
  const held = respondentId ? act.platform.directory.findStaff(respondentId)?.roles : undefined;
  return roles.find((role) => !held?.includes(role)) ?? roles.at(-1) ?? '';
}
