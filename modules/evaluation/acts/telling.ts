import type { z } from 'zod';
import type { Act } from '../../../core/acts/act.ts';
import type { MessageTemplate } from '../../../core/notifications/message.ts';
import {
  draftOf,
  draftsToEach,
  queueMessages,
  type MessageDraft,
} from '../../../core/notifications/queue.ts';

/** Whose points they are. */
export interface Owner {
  readonly staffId: string | null;
  readonly windowId: string | null;
}

interface Message<Data extends z.ZodType> {
  readonly data: z.input<Data>;
  readonly dedupeKey: string;
}

/** One message for each whom it concerns, read by him alone: the person, or everybody posted to the window. */
export function draftsFor<Data extends z.ZodType>(
  act: Act,
  { staffId, windowId }: Owner,
  template: MessageTemplate<Data>,
  message: Message<Data>,
): MessageDraft[] {
  const ofWindow = windowId === null ? [] : act.platform.directory.staffAt(act.townshipId, windowId);
  const concerned = staffId === null ? ofWindow.map(({ id }) => id) : [staffId];
  return draftsToEach(template, concerned, message);
}

/** The same, sent. */
export async function tellConcerned<Data extends z.ZodType>(
  act: Act,
  owner: Owner,
  template: MessageTemplate<Data>,
  message: Message<Data>,
): Promise<void> {
  await queueMessages(act, draftsFor(act, owner, template, message));
}

/** Tells who leads the group that something waits. */
export async function tellGroup<Data extends z.ZodType>(
  act: Act,
  template: MessageTemplate<Data>,
  message: Message<Data>,
): Promise<void> {
  await queueMessages(act, [draftOf(template, { ...message, caseId: null, recipient: 'CENTRE_DIRECTOR' })]);
}

/** Hundredths of a point as people read them: -200 is -2, 250 is +2.5. */
export function pointsText(hundredths: number): string {
  return `${hundredths > 0 ? '+' : ''}${hundredths / 100}`;
}
