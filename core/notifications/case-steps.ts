import type { Act } from '../acts/act.ts';
import type { DeliveredEvent } from '../events/event.ts';
import type { Platform } from '../platform.ts';
import { civilDateOf } from '../time/index.ts';
import { MESSAGE_OF_STEP } from './kernel-messages.ts';
import { draftOf, queueMessages } from './queue.ts';
import { messageInForce } from './texts.ts';

/** Whether the county or the township decided that applicants are told of such a step. */
export function isStepTold(platform: Platform, event: DeliveredEvent): boolean {
  const template = MESSAGE_OF_STEP[event.type];
  if (!template) return false;
  return messageInForce(platform, event.townshipId, template, civilDateOf(platform.now())).sent;
}

/** Tells the applicant of a step of his case. */
export async function tellStep(act: Act, event: DeliveredEvent): Promise<void> {
  const template = MESSAGE_OF_STEP[event.type];
  if (!template || !event.caseId) return;
  const facts = await act.tx.case.findUnique({
    where: { townshipId_id: { townshipId: act.townshipId, id: event.caseId } },
    select: {
      number: true,
      itemVersionRow: { select: { name: true } },
      applicant: { select: { id: true, phone: true, email: true } },
    },
  });
  if (!facts) return;
  const { applicant, number, itemVersionRow } = facts;
  await queueMessages(act, [
    draftOf(template, {
      caseId: event.caseId,
      recipient: applicant.id,
      phone: applicant.phone,
      email: applicant.email,
      data: { item: itemVersionRow.name, number, day: civilDateOf(event.occurredAt) },
      dedupeKey: `${template.key}/${event.id}`,
    }),
  ]);
}
