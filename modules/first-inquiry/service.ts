import { randomUUID } from 'node:crypto';
import type { Act } from '../../core/acts/act.ts';
import { notFound } from '../../core/cases/refusals.ts';
import { tellEach } from '../../core/notifications/queue.ts';
import { Refused, type Clause } from '../../core/regulation/index.ts';
import type { ConductPayload } from './events.ts';
import { HANDED_OVER, VIOLATION_RAISED, type Note } from './messages.ts';
import { inquiryNotInHand } from './refusals.ts';
import { handOverDue, type Ground } from './rules.ts';
import { FirstInquirySettings } from './settings.ts';
import { findInquiry, isJoint, MODULE_ID, type InquiryRow } from './store.ts';

/** The settings in force in the act's township. */
export function settingsOf(act: Act): FirstInquirySettings {
  return act.platform.switches.settingsOf(act.townshipId, { id: MODULE_ID, settings: FirstInquirySettings });
}

/** The inquiry of an id; NOT_FOUND otherwise. */
export async function requireInquiry(act: Act, id: string): Promise<InquiryRow> {
  const row = await findInquiry(act.tx, act.townshipId, id);
  if (!row) throw new Refused(notFound({ type: 'FirstInquiry', id }));
  return row;
}

/**
 * Moves an inquiry on from the state and holder that were read; the row's lock decides between two who do so at once.
 * INQUIRY_NOT_IN_HAND when somebody else was first.
 */
export async function moveInquiry(
  act: Act,
  seen: { id: string; state: string; holderId: string },
  after: { state: string; holderId?: string },
  clause: Clause,
): Promise<void> {
  const { count } = await act.tx.firstInquiry.updateMany({
    where: { townshipId: act.townshipId, id: seen.id, state: seen.state, holderId: seen.holderId },
    data: { ...after, closedAt: after.state === 'CLOSED' ? act.now : null },
  });
  if (count === 1) return;
  const { state } = await requireInquiry(act, seen.id);
  throw new Refused(inquiryNotInHand({ state }, clause));
}

/** When a hand-over made at an instant must have been taken up. */
export function dueOf(act: Act, handedAt: Date): { dueAt: Date; provisional: boolean } {
  const { calendar } = act.platform.directory;
  const hours = act.platform.directory.openingHoursOf(act.townshipId);
  return handOverDue.decide(handedAt, settingsOf(act), hours, calendar);
}

/** Adds a hand-over to an inquiry that the act has just moved; its window's staff are told. */
export async function addHandOver(
  act: Act,
  inquiry: { id: string },
  target: { fromId: string; stationId: string; windowId: string | null },
): Promise<void> {
  const { townshipId, tx } = act;
  const id = randomUUID();
  const seq = (await tx.inquiryHandOver.count({ where: { townshipId, inquiryId: inquiry.id } })) + 1;
  const due = dueOf(act, act.now);
  await tx.inquiryHandOver.create({
    data: { ...target, ...due, townshipId, id, inquiryId: inquiry.id, seq, handedAt: act.now },
  });
  act.audit({ verb: 'handOver', subjectType: 'InquiryHandOver', subjectId: id, fields: ['windowId'] });
  const { stationId, windowId } = target;
  const there = await tx.staff.findMany({
    where: { townshipId, stationId, active: true, ...(windowId ? { windowId } : {}) },
    select: { id: true },
  });
  await tell(
    act,
    HANDED_OVER,
    there.map((staff) => staff.id),
    `inquiry.handOver/${id}`,
  );
}

/** A message to members of staff, or to a role, that each alone reads; it tells nothing of the matter. */
export async function tell(
  act: Act,
  template: Note,
  whom: readonly string[],
  dedupeKey: string,
): Promise<void> {
  await tellEach(act, template, whom, { data: {}, dedupeKey });
}

/** A ground of 一(一)4 as it is raised. */
export interface Candidate {
  readonly factId: string;
  readonly ground: Ground;
  readonly source: 'HAND_OVER' | 'REPORT' | 'COMPLAINT';
  readonly staffId: string;
  readonly windowId: string | null;
  readonly inquiryId: string | null;
  readonly complaintId: string | null;
  readonly itemId: string | null;
  readonly account: string | null;
  readonly occurredOn: string;
}

/** Opens a candidate and tells who decides it; null when this ground of the fact is there already. */
export async function raiseCandidate(act: Act, candidate: Candidate): Promise<string | null> {
  const { itemId, ...draft } = candidate;
  const id = randomUUID();
  const joint = await isJoint(act.tx, act.townshipId, itemId);
  const row = { ...draft, townshipId: act.townshipId, id, joint, state: 'CANDIDATE', raisedAt: act.now };
  const raisedById = act.actor.kind === 'STAFF' ? act.actor.id : null;
  const { count } = await act.tx.conductViolation.createMany({
    data: [{ ...row, raisedById }],
    skipDuplicates: true,
  });
  if (count === 0) return null;
  act.audit({
    verb: 'raiseViolation',
    subjectType: 'ConductViolation',
    subjectId: id,
    fields: ['ground', 'staffId'],
  });
  act.emit({ type: 'conduct.violationRaised', factId: draft.factId, payload: conductPayload(row) });
  const { directory } = act.platform;
  const about = directory.findStaff(draft.staffId)?.roles ?? [];
  const role = about.includes('CENTRE_DIRECTOR') ? 'UNIT_DEPUTY' : 'CENTRE_DIRECTOR';
  await tell(act, VIOLATION_RAISED, [role], `violation/${id}`);
  return id;
}

/** What the events of a violation carry. */
export function conductPayload(row: {
  id: string;
  ground: string;
  staffId: string;
  windowId: string | null;
  joint: boolean;
  occurredOn: string;
}): ConductPayload {
  const { id: violationId, ground, staffId, windowId, joint, occurredOn } = row;
  return { violationId, ground, staffId, windowId, joint, occurredOn };
}
