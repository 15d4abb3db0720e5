import type { Act } from '../../../core/acts/act.ts';
import { notFound } from '../../../core/cases/refusals.ts';
import { onSince } from '../../../core/modules/on-since.ts';
import { enforce, Refused } from '../../../core/regulation/index.ts';
import { civilDateOf } from '../../../core/time/index.ts';
import { actingStaff } from '../../../core/people/members.ts';
import { CLAUSES } from '../clauses.ts';
import '../events.ts';
import { handOverTakenUp } from '../refusals.ts';
import { handOverMissed, takenUpByTarget } from '../rules.ts';
import { dueOf, moveInquiry, raiseCandidate, requireInquiry } from '../service.ts';
import { findUnreported, MODULE_ID } from '../store.ts';

/**
 * 一(一)4(1): takes up what was handed over; the inquiry is then in the hands of whoever took it up.
 * Refusals: NOT_FOUND, NOT_FOR_THIS_WINDOW, HAND_OVER_TAKEN_UP.
 */
export async function takeUpHandOver(act: Act, handOverId: string): Promise<string> {
  const where = { townshipId: act.townshipId, id: handOverId };
  const row = await act.tx.inquiryHandOver.findUnique({ where: { townshipId_id: where } });
  if (!row) throw new Refused(notFound({ type: 'InquiryHandOver', id: handOverId }));
  const staffId = actingStaff(act);
  const { windowId = null, stationId = null } = act.platform.directory.findStaff(staffId) ?? {};
  enforce(takenUpByTarget.decide(row, { windowId, stationId, roles: act.actor.roles }));
  return takeUp(act, row, staffId);
}

/** Notes who took a hand-over up, once, and puts the inquiry into his hands. */
export async function takeUp(act: Act, row: HandOverRow, staffId: string): Promise<string> {
  const { count } = await act.tx.inquiryHandOver.updateMany({
    where: { townshipId: act.townshipId, id: row.id, takenUpAt: null },
    data: { takenUpAt: act.now, takenUpById: staffId },
  });
  if (count === 0) throw new Refused(handOverTakenUp({}, CLAUSES.noHandOver));
  const inquiry = await requireInquiry(act, row.inquiryId);
  // Too late is too late, also when the job has not come round yet.
  await reportIfMissed(act, { ...row, inquiry });
  await moveInquiry(act, inquiry, { state: 'IN_HAND', holderId: staffId }, CLAUSES.noHandOver);
  act.audit({
    verb: 'takeUpHandOver',
    subjectType: 'InquiryHandOver',
    subjectId: row.id,
    fields: ['takenUpById'],
  });
  act.emit({
    type: 'firstInquiry.handOverTakenUp',
    factId: `inquiryHandOver/${row.id}/takenUp`,
    payload: { inquiryId: inquiry.id, handOverId: row.id, staffId },
  });
  return row.id;
}

/** The job: a hand-over that nobody took up by closing becomes a candidate, once. */
export async function reportMissed(act: Act): Promise<void> {
  for (const row of await findUnreported(act.tx, act.townshipId)) await reportIfMissed(act, row);
}

interface HandOverRow {
  readonly id: string;
  readonly inquiryId: string;
  readonly fromId: string;
  readonly handedAt: Date;
  readonly dueAt: Date;
}

async function reportIfMissed(
  act: Act,
  row: HandOverRow & { readonly inquiry: { readonly itemId: string | null } },
): Promise<void> {
  const since = onSince(act, MODULE_ID);
  const { dueAt } = row.handedAt < since ? dueOf(act, since) : row;
  if (!handOverMissed.decide(dueAt, act.now)) return;
  const { count } = await act.tx.inquiryHandOver.updateMany({
    where: { townshipId: act.townshipId, id: row.id, reportedAt: null },
    data: { reportedAt: act.now },
  });
  if (count === 0) return;
  await raiseCandidate(act, {
    factId: `inquiryHandOver/${row.id}`,
    ground: 'NO_HANDOVER',
    source: 'HAND_OVER',
    staffId: row.fromId,
    windowId: act.platform.directory.findStaff(row.fromId)?.windowId ?? null,
    inquiryId: row.inquiryId,
    complaintId: null,
    itemId: row.inquiry.itemId,
    account: null,
    occurredOn: civilDateOf(dueAt),
  });
}
