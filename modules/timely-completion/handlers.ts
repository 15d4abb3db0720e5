import type { Act } from '../../core/acts/act.ts';
import type { DeliveredEvent, EventHandlers } from '../../core/events/event.ts';
import { queueNotification } from '../../core/notifications/service.ts';
import { howToTell } from './rules.ts';
import { findPhone, MODULE_ID } from './store.ts';

/** 一(四)5: a completion message that did not arrive becomes a telephone task the same day. */
async function retryByCall(act: Act, { payload }: DeliveredEvent<'notification.failed'>): Promise<void> {
  const failed = await act.tx.notification.findUnique({
    where: { townshipId_id: { townshipId: act.townshipId, id: payload.notificationId } },
  });
  if (!failed || failed.recipientKind !== 'APPLICANT' || failed.caseId === null) return;
  const phone = await findPhone(act.tx, act.townshipId, failed.recipient);
  if (howToTell.decide({ phone, failedChannel: failed.channel }) !== 'CALL') return;
  await queueNotification(act, {
    module: MODULE_ID,
    caseId: failed.caseId,
    channel: 'CALL',
    recipientKind: 'APPLICANT',
    recipient: failed.recipient,
    text: failed.text,
    dedupeKey: `call/${failed.dedupeKey}`,
  });
}

export const HANDLERS: EventHandlers = { 'notification.failed': retryByCall };
