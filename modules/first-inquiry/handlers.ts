import type { Act } from '../../core/acts/act.ts';
import type { DeliveredEvent, EventHandlers } from '../../core/events/event.ts';
import { withdrawForComplaint } from './acts/conduct.ts';
import { addStep } from './acts/disposing.ts';
import { takeUp } from './acts/hand-overs.ts';
import { nextInquiryNumber, openInquiry } from './acts/registering.ts';
import { CLAUSES } from './clauses.ts';
import { attitudeComplaintIsCandidate } from './rules.ts';
import { addHandOver, moveInquiry, raiseCandidate, requireInquiry, settingsOf } from './service.ts';
import { findByConsultation, findOpenHandOver } from './store.ts';

/** A question handed to a station is an inquiry to take up; whoever took the question is responsible. */
async function openForConsultation(
  act: Act,
  { payload }: DeliveredEvent<'consultation.handedOver'>,
): Promise<void> {
  const { consultationId, stationId, takenBy } = payload;
  if (stationId === null || takenBy === null) return;
  const windowId = act.platform.directory.findStaff(takenBy)?.windowId ?? null;
  const id = await openInquiry(act, await nextInquiryNumber(act), {
    visitNo: null,
    channel: 'CONSULTATION',
    matter: '延时服务期间转来的咨询',
    windowId,
    itemId: null,
    visitorName: null,
    visitorPhone: null,
    responsibleId: takenBy,
    consultationId,
  });
  const inquiry = await requireInquiry(act, id);
  await moveInquiry(act, inquiry, { state: 'HANDED_OVER' }, CLAUSES.responsible);
  await addHandOver(act, inquiry, { fromId: takenBy, stationId, windowId: null });
}

/** The answer of the station takes the inquiry up, if nobody did, and closes it. */
async function closeForConsultation(
  act: Act,
  { payload }: DeliveredEvent<'consultation.answered'>,
): Promise<void> {
  const { consultationId, staffId } = payload;
  const found = await findByConsultation(act.tx, act.townshipId, consultationId);
  if (!found || found.state === 'CLOSED' || staffId === null) return;
  const open = await findOpenHandOver(act.tx, act.townshipId, found.id);
  if (open) await takeUp(act, open, staffId);
  const inquiry = await requireInquiry(act, found.id);
  await moveInquiry(act, inquiry, { state: 'CLOSED' }, CLAUSES.inScope);
  await addStep(act, inquiry, { kind: 'HANDLED', provisional: false }, staffId);
}

/** 一(一)4(4): a complaint about attitude that was found to be a fault; the same fact, so it counts once. */
async function raiseForComplaint(act: Act, event: DeliveredEvent<'complaint.concluded'>): Promise<void> {
  const { complaintId, respondentId, windowId, occurredOn, concludedOn } = event.payload;
  if (respondentId === null || !attitudeComplaintIsCandidate.decide(event.payload, settingsOf(act)))
    return withdrawForComplaint(act, complaintId);
  await raiseCandidate(act, {
    factId: event.factId,
    ground: 'RUDE',
    source: 'COMPLAINT',
    staffId: respondentId,
    windowId,
    inquiryId: null,
    complaintId,
    itemId: null,
    account: null,
    occurredOn: occurredOn ?? concludedOn,
  });
}

export const HANDLERS: EventHandlers = {
  'consultation.handedOver': openForConsultation,
  'consultation.answered': closeForConsultation,
  'complaint.concluded': raiseForComplaint,
  'complaint.findingWithdrawn': (act, { payload }) => withdrawForComplaint(act, payload.complaintId),
};
