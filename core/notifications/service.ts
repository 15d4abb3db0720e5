import { randomUUID } from 'node:crypto';
import type { Act } from '../acts/act.ts';
import { Refused, refusalKind } from '../regulation/index.ts';
import { notFound } from '../cases/refusals.ts';

/** SMS 短信, CALL 电话任务, INBOX 站内消息. */
export type NotificationChannel = 'SMS' | 'CALL' | 'INBOX';

/** A message to be sent; the adapter that sends it reports the result with `settleNotification`. */
export interface NotificationDraft {
  /** Module that sends it; nobody sees it while that is off. */
  readonly module: string;
  readonly caseId: string | null;
  readonly channel: NotificationChannel;
  /** CORRESPONDENT: somebody outside whom a module knows by a record of its own. */
  readonly recipientKind: 'APPLICANT' | 'STAFF' | 'ROLE' | 'CORRESPONDENT';
  /** Applicant's, staff member's or record's id, or the role. */
  readonly recipient: string;
  /** Staff member or role who alone reads and settles it; absent: the township's windows do. */
  readonly readBy?: string;
  readonly text: string;
  /** A second message with the same key is not queued. */
  readonly dedupeKey: string;
}

export const alreadySettled = refusalKind<{ state: string }>('NOTIFICATION_SETTLED', {
  zh: '该通知的结果已登记',
  en: 'the result of this notification is already recorded',
});

/** Roles that settle the township's messages. */
const WINDOW_ROLES = ['WINDOW_STAFF', 'STATION_HEAD', 'CENTRE_DIRECTOR'] as const;

/** Roles that read the township's messages; all others read their own only. */
export const TOWNSHIP_READERS = [...WINDOW_ROLES, 'UNIT_DEPUTY', 'UNIT_HEAD'] as const;

/** A message as far as access is judged by it. */
interface Addressed {
  readonly recipient: string;
  readonly readBy: string | null;
}

/** Whether a member of the township's staff may read a message: a closed one only if it is for him. */
export function mayReadMessage(
  reader: { readonly id: string | null; readonly roles: readonly string[] },
  { recipient, readBy }: Addressed,
  roles: readonly string[] = TOWNSHIP_READERS,
): boolean {
  const own = [reader.id, ...reader.roles];
  if (readBy !== null) return own.includes(readBy);
  return own.includes(recipient) || roles.some((role) => own.includes(role));
}

/** Queues a message in the act's transaction; once per key. */
export async function queueNotification(act: Act, draft: NotificationDraft): Promise<void> {
  await act.tx.notification.createMany({
    data: [{ ...draft, townshipId: act.townshipId, id: randomUUID(), state: 'QUEUED', queuedAt: act.now }],
    skipDuplicates: true,
  });
}

/** Keeps a message that could not even be queued, with the reason (e.g. no number on file). */
export async function failNotification(act: Act, draft: NotificationDraft, reason: string): Promise<void> {
  await act.tx.notification.createMany({
    data: [
      {
        ...draft,
        townshipId: act.townshipId,
        id: randomUUID(),
        state: 'FAILED',
        reason,
        queuedAt: act.now,
        settledAt: act.now,
      },
    ],
    skipDuplicates: true,
  });
}

/** Records whether a queued message arrived; a failure needs its reason. */
export async function settleNotification(
  act: Act,
  input: { notificationId: string; delivered: boolean; reason?: string | null },
): Promise<string> {
  const { notificationId: id } = input;
  const row = await act.tx.notification.findUnique({
    where: { townshipId_id: { townshipId: act.townshipId, id } },
  });
  if (!row || !mayReadMessage(act.actor, row, WINDOW_ROLES))
    throw new Refused(notFound({ type: 'Notification', id }));
  if (row.state !== 'QUEUED') throw new Refused(alreadySettled({ state: row.state }));
  const reason = input.delivered ? null : (input.reason ?? '未送达');
  await act.tx.notification.update({
    where: { townshipId_id: { townshipId: act.townshipId, id } },
    data: { state: input.delivered ? 'SENT' : 'FAILED', reason, settledAt: act.now },
  });
  act.audit({ verb: 'settleNotification', subjectType: 'Notification', subjectId: id, fields: ['state'] });
  const payload = { notificationId: id, caseId: row.caseId };
  if (reason === null)
    act.emit({ type: 'notification.sent', caseId: row.caseId, factId: `notification/${id}`, payload });
  else
    act.emit({
      type: 'notification.failed',
      caseId: row.caseId,
      factId: `notification/${id}`,
      payload: { ...payload, reason },
    });
  return id;
}
