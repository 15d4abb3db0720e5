import { randomUUID } from 'node:crypto';
import type { Act } from '../../../core/acts/act.ts';
import { notFound, textMissing } from '../../../core/cases/refusals.ts';
import { enforce, Refused } from '../../../core/regulation/index.ts';
import type { CivilDate } from '../../../core/time/index.ts';
import { CLAUSES } from '../clauses.ts';
import '../events.ts';
import { violationAlreadyRaised, violationDecided } from '../refusals.ts';
import { directorDecides, type Ground } from '../rules.ts';
import { conductPayload, raiseCandidate, requireInquiry, tell } from '../service.ts';

export interface ReportInput {
  readonly staffId: string;
  readonly ground: Ground;
  readonly account: string;
  /** The visit it happened at, if it was registered. */
  readonly inquiryId: string | null;
  /** By default the day of the visit, else today. */
  readonly occurredOn: CivilDate | null;
}

/** 一(一)4: reports a ground about a member of staff. Refusals: NOT_FOUND, TEXT_REQUIRED, VIOLATION_ALREADY_RAISED. */
export async function reportViolation(act: Act, input: ReportInput): Promise<string> {
  const staff = await act.tx.staff.findUnique({
    where: { townshipId_id: { townshipId: act.townshipId, id: input.staffId } },
  });
  if (!staff) throw new Refused(notFound({ type: 'Staff', id: input.staffId }));
  const inquiry = input.inquiryId ? await requireInquiry(act, input.inquiryId) : null;
  if (!input.account.trim()) throw new Refused(textMissing({ field: 'account' }, CLAUSES.breaches));
  const id = await raiseCandidate(act, {
    factId: inquiry ? factOfVisit(inquiry.id, staff.id, input.ground) : `conduct/${randomUUID()}`,
    ground: input.ground,
    source: 'REPORT',
    staffId: staff.id,
    windowId: inquiry?.windowId ?? staff.windowId,
    inquiryId: inquiry?.id ?? null,
    complaintId: null,
    itemId: inquiry?.itemId ?? null,
    account: input.account,
    occurredOn: input.occurredOn ?? inquiry?.day ?? act.today,
  });
  if (id === null) throw new Refused(violationAlreadyRaised({}, CLAUSES.breaches));
  return id;
}

/** Cold treatment and rudeness at one visit are one fact, so the highest deduction counts once; other grounds stand alone. */
function factOfVisit(inquiryId: string, staffId: string, ground: Ground): string {
  const conduct = ground === 'COLD_OR_UNCLEAR' || ground === 'RUDE' ? 'ATTITUDE' : ground;
  return `firstInquiry/${inquiryId}/${staffId}/${conduct}`;
}

export interface ConfirmInput {
  readonly violationId: string;
  /** ORAL_CRITICISM or NOTICE_OF_CRITICISM. */
  readonly sanction: string;
  readonly reason: string;
}

/**
 * 一(一)4: the director confirms a candidate and puts the sanction on record; the regulation gives it no points.
 * Refusals: NOT_FOUND, TEXT_REQUIRED, VIOLATION_ABOUT_ONESELF, VIOLATION_FOR_DIRECTOR, VIOLATION_DECIDED.
 */
export async function confirmViolation(act: Act, input: ConfirmInput): Promise<string> {
  const row = await decide(act, input.violationId, 'CONFIRMED', input.reason);
  const id = randomUUID();
  await act.tx.conductSanction.create({
    data: {
      townshipId: act.townshipId,
      id,
      violationId: row.id,
      staffId: row.staffId,
      kind: input.sanction,
      imposedOn: act.today,
      imposedAt: act.now,
      imposedById: act.actor.id,
    },
  });
  act.audit({ verb: 'confirmViolation', subjectType: 'ConductSanction', subjectId: id, fields: ['kind'] });
  act.emit({
    type: 'conduct.violationConfirmed',
    factId: row.factId,
    payload: { ...conductPayload(row), sanction: input.sanction, confirmedOn: act.today },
  });
  await tell(
    act,
    row.staffId,
    '有一项首问责任情节经查实，已记录处理，请查看。',
    `violation.decided/${row.id}`,
  );
  return row.id;
}

/** 一(一)4: the director finds that there was none. Refusals as for `confirmViolation`. */
export async function dismissViolation(
  act: Act,
  input: { violationId: string; reason: string },
): Promise<string> {
  const row = await decide(act, input.violationId, 'DISMISSED', input.reason);
  act.emit({ type: 'conduct.violationDismissed', factId: row.factId, payload: conductPayload(row) });
  await tell(act, row.staffId, '有一项首问责任情节经核实不成立，请查看。', `violation.decided/${row.id}`);
  return row.id;
}

async function decide(act: Act, id: string, state: 'CONFIRMED' | 'DISMISSED', reason: string) {
  const where = { townshipId: act.townshipId, id };
  const row = await act.tx.conductViolation.findUnique({ where: { townshipId_id: where } });
  if (!row) throw new Refused(notFound({ type: 'ConductViolation', id }));
  const roles = act.platform.directory.findStaff(row.staffId)?.roles ?? [];
  enforce(directorDecides.decide(act.actor, { id: row.staffId, roles }));
  if (!reason.trim()) throw new Refused(textMissing({ field: 'reason' }, CLAUSES.breaches));
  const { count } = await act.tx.conductViolation.updateMany({
    where: { ...where, state: 'CANDIDATE' },
    data: { state, decidedAt: act.now, decidedById: act.actor.id, decisionReason: reason },
  });
  if (count === 0) throw new Refused(violationDecided({}, CLAUSES.breaches));
  act.audit({ verb: 'decideViolation', subjectType: 'ConductViolation', subjectId: id, fields: ['state'] });
  return row;
}

/** A complaint whose finding was withdrawn takes with it what rests on it. */
export async function withdrawForComplaint(act: Act, complaintId: string): Promise<void> {
  const where = { townshipId: act.townshipId, complaintId, state: { in: ['CANDIDATE', 'CONFIRMED'] } };
  for (const row of await act.tx.conductViolation.findMany({ where })) {
    await act.tx.conductViolation.updateMany({
      where: { townshipId: act.townshipId, id: row.id },
      data: { state: 'WITHDRAWN' },
    });
    act.audit({
      verb: 'withdrawViolation',
      subjectType: 'ConductViolation',
      subjectId: row.id,
      fields: ['state'],
    });
    if (row.state === 'CONFIRMED')
      act.emit({ type: 'conduct.violationWithdrawn', factId: row.factId, payload: conductPayload(row) });
    else act.emit({ type: 'conduct.violationDismissed', factId: row.factId, payload: conductPayload(row) });
  }
}
