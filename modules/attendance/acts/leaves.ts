import { randomUUID } from 'node:crypto';
import type { Act } from '../../../core/acts/act.ts';
import { notFound, textMissing } from '../../../core/cases/refusals.ts';
import { enforce, Refused } from '../../../core/regulation/index.ts';
import { civilDate } from '../../../core/time/index.ts';
import { actingStaff } from '../../../core/people/members.ts';
import { CLAUSES } from '../clauses.ts';
import type { Half } from '../day-rules.ts';
import '../events.ts';
import { LEAVE_DECIDED, LEAVE_TO_APPROVE } from '../messages.ts';
import { leaveDecided, leaveOverlaps } from '../refusals.ts';
import {
  approvalSteps,
  approvedInOrder,
  coverCanStandIn,
  filedInTime,
  halfDaysOf,
  leaveHasWork,
  leaveIsRevoked,
  leaveIsTakenBack,
  secondPerson,
  type HalfDay,
} from '../rules.ts';
import { atMinute, deriveAnew, filedBy, scheduleFor, tell } from '../service.ts';
import { findLeave, hasLeaveIn, type LeaveState, type LeaveType } from '../store.ts';

export interface LeaveInput {
  readonly type: LeaveType;
  readonly reason: string;
  readonly from: HalfDay;
  readonly through: HalfDay;
  /** Undefined: the B post of the directory, if there is one; null: nobody. */
  readonly coverId: string | null | undefined;
}

/**
 * 四(一)3: a written request for one's own leave. What has begun is filed afterwards, within the limit of 四(一)4.
 * Refusals: LEAVE_WITHOUT_WORKING_TIME, TEXT_REQUIRED, BACKFILL_TOO_LATE, LEAVE_OVERLAPS, COVER_NOT_POSSIBLE.
 */
export async function requestLeave(act: Act, input: LeaveInput): Promise<string> {
  const { townshipId } = act;
  const staffId = actingStaff(act);
  const { calendar } = act.platform.directory;
  const halves = halfDaysOf(input.from, input.through, calendar);
  enforce(leaveHasWork.decide(halves.length));
  if (!input.reason.trim()) throw new Refused(textMissing({ field: 'reason' }, CLAUSES.halfDay));
  enforce(filedInTime.decide(filedBy(act, input.through.day), act.today));
  const span = {
    fromDay: input.from.day,
    fromHalf: input.from.half,
    throughDay: input.through.day,
    throughHalf: input.through.half,
  };
  if (await hasLeaveIn(act.tx, townshipId, staffId, span, ['REQUESTED', 'REVIEWED', 'APPROVED']))
    throw new Refused(leaveOverlaps({}, CLAUSES.halfDay));
  const coverId = input.coverId === undefined ? await postB(act, staffId, span) : input.coverId;
  if (input.coverId) await requireCover(act, input.coverId, staffId, span);
  const id = randomUUID();
  await act.tx.leaveRequest.create({
    data: {
      ...span,
      townshipId,
      id,
      staffId,
      coverId,
      type: input.type,
      reason: input.reason,
      halfDays: halves.length,
      state: 'REQUESTED',
      requestedAt: act.now,
    },
  });
  audit(act, 'requestLeave', id, ['fromDay', 'throughDay', 'coverId']);
  const [approver = 'UNIT_HEAD'] = approvalSteps.decide(halves.length, act.actor.roles);
  await tell(act, LEAVE_TO_APPROVE, approver, `leave.approve/${id}/${approver}`);
  return id;
}

type Span = Parameters<typeof hasLeaveIn>[3];

/** The first B post of somebody who can stand in, or null. */
async function postB(act: Act, staffId: string, span: Span): Promise<string | null> {
  const posts = await act.tx.post.findMany({
    where: { townshipId: act.townshipId, staffAId: staffId },
    orderBy: { id: 'asc' },
  });
  for (const id of new Set(posts.map((post) => post.staffBId)))
    if (coverCanStandIn.decide(await coverFacts(act, id, span), staffId).allowed) return id;
  return null;
}

async function coverFacts(act: Act, id: string, span: Span) {
  const staff = act.platform.directory.findStaff(id);
  if (staff?.townshipId !== act.townshipId) throw new Refused(notFound({ type: 'Staff', id }));
  return {
    id,
    active: staff.active,
    onLeave: await hasLeaveIn(act.tx, act.townshipId, id, span, ['APPROVED']),
  };
}

async function requireCover(act: Act, id: string, staffId: string, span: Span): Promise<void> {
  enforce(coverCanStandIn.decide(await coverFacts(act, id, span), staffId));
}

/**
 * 四(一)3: the next step of a leave: the deputy reviews or approves, the head approves.
 * Refusals: NOT_FOUND, LEAVE_DECIDED, CONFLICT_OF_INTEREST, APPROVAL_ORDER.
 */
export async function approveLeave(act: Act, leaveId: string): Promise<string> {
  const leave = await requireStep(act, leaveId);
  const steps = stepsOf(act, leave);
  const reviewed = leave.state === 'REQUESTED' && steps.length > 1;
  await move(act, leave, reviewed ? 'REVIEWED' : 'APPROVED');
  audit(act, 'approveLeave', leave.id, ['state']);
  if (reviewed) {
    await tell(act, LEAVE_TO_APPROVE, 'UNIT_HEAD', `leave.approve/${leave.id}/UNIT_HEAD`);
    return leave.id;
  }
  await tell(act, LEAVE_DECIDED, leave.staffId, `leave.decided/${leave.id}`);
  await announce(act, 'leave.approved', leave);
  return leave.id;
}

/** Tells what became of an approved leave, and derives its days anew. */
async function announce(
  act: Act,
  type: 'leave.approved' | 'leave.withdrawn' | 'leave.coverChanged',
  leave: LeaveRow,
): Promise<void> {
  const { id: leaveId, staffId, coverId, fromDay, fromHalf, throughDay, throughHalf, halfDays } = leave;
  act.emit({
    type,
    factId: `leave/${leaveId}`,
    payload: { leaveId, staffId, coverId, fromDay, fromHalf, throughDay, throughHalf, halfDays },
  });
  await deriveAnew(act, [staffId], civilDate(fromDay), civilDate(throughDay));
}

/** 四(一)3: rejects a leave at the step that is the approver's, with a reason. Refusals as for `approveLeave`, TEXT_REQUIRED. */
export async function rejectLeave(act: Act, input: { leaveId: string; reason: string }): Promise<string> {
  const leave = await requireStep(act, input.leaveId);
  if (!input.reason.trim()) throw new Refused(textMissing({ field: 'reason' }, CLAUSES.fullDay));
  await move(act, leave, 'REJECTED', input.reason);
  audit(act, 'rejectLeave', leave.id, ['state']);
  await tell(act, LEAVE_DECIDED, leave.staffId, `leave.decided/${leave.id}`);
  return leave.id;
}

/**
 * 四(一)3: takes one's own leave back, approved or not, before it begins. Refusals: NOT_FOUND, LEAVE_DECIDED, LEAVE_BEGUN.
 */
export async function withdrawLeave(act: Act, leaveId: string): Promise<string> {
  const leave = await requireLeave(act, leaveId);
  if (leave.staffId !== act.actor.id) throw new Refused(notFound({ type: 'LeaveRequest', id: leaveId }));
  const day = civilDate(leave.fromDay);
  const beginsAt = atMinute(day, scheduleFor(act, day)[leave.fromHalf as Half].from);
  enforce(leaveIsTakenBack.decide({ ...leave, beginsAt }, act.now));
  return takeBack(act, 'withdrawLeave', leave, null);
}

/**
 * 四(一)5: an approved leave that was not taken is revoked by a second person, also once it has begun.
 * Refusals: NOT_FOUND, CONFLICT_OF_INTEREST, LEAVE_DECIDED, TEXT_REQUIRED.
 */
export async function revokeLeave(act: Act, input: { leaveId: string; reason: string }): Promise<string> {
  const leave = await requireLeave(act, input.leaveId);
  enforce(leaveIsRevoked.decide(leave, act.actor.id, input.reason));
  await tell(act, LEAVE_DECIDED, leave.staffId, `leave.revoked/${leave.id}`);
  return takeBack(act, 'revokeLeave', leave, input.reason);
}

async function takeBack(act: Act, verb: string, leave: LeaveRow, reason: string | null): Promise<string> {
  await move(act, leave, 'WITHDRAWN', reason);
  audit(act, verb, leave.id, ['state']);
  if (leave.state === 'APPROVED') await announce(act, 'leave.withdrawn', leave);
  return leave.id;
}

/**
 * 四(一)3, 四(一)5: corrects who stands in, also afterwards; the days of the leave are derived anew.
 * Refusals: NOT_FOUND, CONFLICT_OF_INTEREST, TEXT_REQUIRED, LEAVE_DECIDED, COVER_NOT_POSSIBLE.
 */
export async function setLeaveCover(
  act: Act,
  input: { leaveId: string; coverId: string | null; reason: string },
): Promise<string> {
  const leave = await requireLeave(act, input.leaveId);
  enforce(secondPerson.decide(act.actor.id, leave.staffId));
  if (!input.reason.trim()) throw new Refused(textMissing({ field: 'reason' }, CLAUSES.cover));
  if (leave.state === 'REJECTED' || leave.state === 'WITHDRAWN')
    throw new Refused(leaveDecided({ state: leave.state }, CLAUSES.cover));
  if (input.coverId) await requireCover(act, input.coverId, leave.staffId, leave);
  const { count } = await act.tx.leaveRequest.updateMany({
    where: { townshipId: act.townshipId, id: leave.id, state: leave.state },
    data: { coverId: input.coverId, note: input.reason },
  });
  // It was decided meanwhile.
  if (count === 0) throw new Refused(leaveDecided({ state: leave.state }, CLAUSES.cover));
  audit(act, 'setLeaveCover', leave.id, ['coverId']);
  if (leave.state === 'APPROVED')
    await announce(act, 'leave.coverChanged', { ...leave, coverId: input.coverId });
  return leave.id;
}

type LeaveRow = NonNullable<Awaited<ReturnType<typeof findLeave>>>;

function stepsOf(act: Act, leave: LeaveRow) {
  const requester = act.platform.directory.findStaff(leave.staffId)?.roles ?? [];
  return approvalSteps.decide(leave.halfDays, requester);
}

async function requireLeave(act: Act, id: string): Promise<LeaveRow> {
  const leave = await findLeave(act.tx, act.townshipId, id);
  if (!leave) throw new Refused(notFound({ type: 'LeaveRequest', id }));
  return leave;
}

/** The leave, if the step that it waits for is the actor's. */
async function requireStep(act: Act, leaveId: string): Promise<LeaveRow> {
  const leave = await requireLeave(act, leaveId);
  enforce(approvedInOrder.decide(leave, stepsOf(act, leave), act.actor));
  return leave;
}

/** Moves a leave on from the state that was read; LEAVE_DECIDED when somebody else was first. */
async function move(act: Act, leave: LeaveRow, state: LeaveState, note: string | null = null): Promise<void> {
  const by =
    state === 'REVIEWED'
      ? { reviewedById: act.actor.id, reviewedAt: act.now }
      : { decidedById: act.actor.id, decidedAt: act.now };
  const { count } = await act.tx.leaveRequest.updateMany({
    where: { townshipId: act.townshipId, id: leave.id, state: leave.state },
    data: { ...by, state, ...(note === null ? {} : { note }) },
  });
  if (count === 0) throw new Refused(leaveDecided({ state: leave.state }, CLAUSES.fullDay));
}

function audit(act: Act, verb: string, id: string, fields: string[]): void {
  act.audit({ verb, subjectType: 'LeaveRequest', subjectId: id, fields });
}
