import { randomUUID } from 'node:crypto';
import type { Act } from '../acts/act.ts';
import { moduleNotEnabled, notFound } from '../cases/refusals.ts';
import { Refused } from '../regulation/index.ts';
import { inOrder } from './message.ts';
import { enqueue, insertMessages, isSentByGateway } from './queue.ts';
import { alreadySettled, notRetryable } from './refusals.ts';

export type NotificationRow = NonNullable<Awaited<ReturnType<Act['tx']['notification']['findUnique']>>>;

/** How sending a message ended. */
export type Outcome =
  | { readonly state: 'SENT' | 'SENT_IN_TEST'; readonly receipt: string | null }
  | { readonly state: 'FAILED'; readonly failure: string; readonly reason: string | null };

/** Code of a failure that a person reported. */
const REPORTED = 'REPORTED';

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

/** The message if the actor may settle it: those of the windows, and what he alone reads. NOT_FOUND otherwise. */
async function findMessage(act: Act, id: string): Promise<NotificationRow> {
  const row = await act.tx.notification.findUnique({
    where: { townshipId_id: { townshipId: act.townshipId, id } },
  });
  if (!row || !mayReadMessage(act.actor, row, WINDOW_ROLES))
    throw new Refused(notFound({ type: 'Notification', id }));
  return row;
}

/** Records by hand whether a queued message arrived. Refusals: NOT_FOUND, NOTIFICATION_SETTLED. */
export async function settleNotification(
  act: Act,
  input: { notificationId: string; delivered: boolean; reason?: string | null },
): Promise<string> {
  const row = await findMessage(act, input.notificationId);
  if (row.state !== 'QUEUED') throw new Refused(alreadySettled({ state: row.state }));
  await conclude(
    act,
    row,
    input.delivered
      ? { state: 'SENT', receipt: null }
      : { state: 'FAILED', failure: REPORTED, reason: input.reason?.trim() || '未送达' },
  );
  return row.id;
}

/** Writes how a message ended, with its event; one that failed is tried on its next channel in the same transaction. */
export async function conclude(act: Act, row: NotificationRow, outcome: Outcome): Promise<void> {
  const { id, caseId } = row;
  const failed = outcome.state === 'FAILED';
  const { count } = await act.tx.notification.updateMany({
    where: { townshipId: act.townshipId, id, state: row.state, attempts: row.attempts },
    data: {
      ...outcome,
      // A message that arrived after all keeps the code of its last failure.
      ...(failed ? {} : { reason: null }),
      settledAt: act.now,
    },
  });
  if (count === 0) throw new Refused(alreadySettled({ state: 'SETTLED' }));
  act.audit({ verb: 'settleNotification', subjectType: 'Notification', subjectId: id, fields: ['state'] });
  const shared = { caseId, factId: `notification/${id}` };
  const payload = { notificationId: id, caseId };
  if (!failed) return act.emit({ ...shared, type: 'notification.sent', payload });
  act.emit({ ...shared, type: 'notification.failed', payload: { ...payload, code: outcome.failure } });
  await fallBack(act, row);
}

/** A text message that did not arrive becomes a telephone task at once, where its template knows one. */
async function fallBack(act: Act, row: NotificationRow): Promise<void> {
  const template = act.platform.registry.messages.get(row.template)?.template;
  const { townshipId, caseId, module, recipientKind, recipient, readBy, address, text, english } = row;
  if (!template || row.channel === 'EMAIL' || address === null) return;
  if (module !== null && !act.platform.switches.isEnabled(townshipId, module)) return;
  const how = template.how ?? inOrder(template.channels);
  if (how({ phone: address, failedChannel: row.channel }) !== 'CALL') return;
  await insertMessages(act, [
    {
      townshipId,
      caseId,
      template: row.template,
      module,
      recipientKind,
      recipient,
      readBy,
      address,
      text,
      english,
      id: randomUUID(),
      channel: 'CALL',
      state: 'QUEUED',
      dedupeKey: `call/${row.dedupeKey}`,
      queuedAt: act.now,
    },
  ]);
}

/** Sends a message anew. Refusals: NOT_FOUND, MODULE_NOT_ENABLED, NOTIFICATION_NOT_RETRYABLE. */
export async function retryNotification(act: Act, id: string): Promise<string> {
  const row = await findMessage(act, id);
  const { switches, directory } = act.platform;
  if (row.module !== null && !switches.isEnabled(act.townshipId, row.module)) {
    const township = directory.findTownship(act.townshipId)?.code ?? null;
    throw new Refused(moduleNotEnabled({ module: row.module, township }));
  }
  if (!['FAILED', 'WITHHELD', 'QUEUED'].includes(row.state) || row.address === null)
    throw new Refused(notRetryable({ state: row.state, channel: row.channel }));
  await act.tx.notification.update({
    where: { townshipId_id: { townshipId: act.townshipId, id } },
    data: { state: 'QUEUED', attempts: 0, attemptedAt: null, reason: null, settledAt: null },
  });
  if (isSentByGateway(row.channel)) await enqueue(act, [id]);
  act.audit({ verb: 'retryNotification', subjectType: 'Notification', subjectId: id, fields: ['state'] });
  return id;
}

/** Code of a message that waited when its module went off. */
export const MODULE_OFF = 'MODULE_OFF';

/** What says why a message was withheld. */
export function withheld(module: string, now: Date) {
  return {
    state: 'WITHHELD',
    failure: MODULE_OFF,
    reason: `模块“${module}”停用，未发送 / module "${module}" is off, not sent`,
    settledAt: now,
  };
}

/** Withholds what waits of a module that goes off in the act's township, calls included. */
export async function withholdMessages(act: Act, module: string): Promise<void> {
  await act.tx.notification.updateMany({
    where: { townshipId: act.townshipId, module, state: 'QUEUED' },
    data: withheld(module, act.now),
  });
}
