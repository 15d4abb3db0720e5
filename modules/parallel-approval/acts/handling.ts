import { randomUUID } from 'node:crypto';
import type { Act } from '../../../core/acts/act.ts';
import { notFound, textMissing } from '../../../core/cases/refusals.ts';
import { findCase } from '../../../core/cases/store.ts';
import { applicantOf } from '../../../core/notifications/applicant.ts';
import { draftOf, queueMessages } from '../../../core/notifications/queue.ts';
import { enforce, permit, Refused } from '../../../core/regulation/index.ts';
import { CLAUSES } from '../clauses.ts';
import { BRANCH_URGED, OPINION_TO_APPLICANT, OPINION_TO_LEAD, REPORTED_UP } from '../messages.ts';
import { opinionIsDefinite, ownBranchOnly, reportWithinLimit, type Opinion } from '../rules.ts';
import {
  actingStaff,
  branchFor,
  branchReading,
  endBranch,
  moveBranch,
  payloadOf,
  permitLead,
  stationOfActor,
  stopCase,
  toStaff,
} from '../service.ts';
import type { BranchRow } from '../store.ts';

const STATE_OF = { APPROVE: 'APPROVED', REJECT: 'REJECTED', RECTIFY: 'RECTIFY' } as const;

/**
 * 一(五)4(3), (4): a station's definite opinion; applicant and lead hear of it. What is to be rectified is the applicant's turn.
 * FORBIDDEN to other stations, the lead too. Refusals: those of a branch's step, OPINION_INCOMPLETE.
 */
export async function giveOpinion(
  act: Act,
  input: { branchId: string; opinion: Opinion; text: string; requirements: readonly string[] },
): Promise<string> {
  const row = await branchFor(act, input.branchId, 'opinion');
  permit(ownBranchOnly.decide(stationOfActor(act), row));
  enforce(opinionIsDefinite.decide(input));
  const { opinion, text } = input;
  const handlerId = actingStaff(act);
  const requirements = opinion === 'RECTIFY' ? [...input.requirements] : [];
  await moveBranch(act, row, {
    verb: 'giveOpinion',
    note: `${opinion}：${text}`,
    clause: CLAUSES.limit,
    data: { state: STATE_OF[opinion], opinionText: text, requirements, concludedAt: act.now, handlerId },
  });
  await endBranch(act, row.id);
  if (opinion === 'RECTIFY')
    await stopCase(act, row.caseId, '待申请人整改 / to be rectified by the applicant');
  act.emit({
    type: 'branch.opinion',
    caseId: row.caseId,
    factId: `branch.opinion/${row.id}`,
    payload: { ...payloadOf(act, { ...row, handlerId }), opinion },
  });
  const facts = await findCase(act.tx, act.townshipId, row.caseId);
  if (!facts) throw new Error('a branch belongs to a case');
  const data = { number: row.case.number, station: row.station.name };
  const dedupeKey = `branch.opinion/${row.id}`;
  await queueMessages(act, [
    draftOf(OPINION_TO_APPLICANT, { ...(await applicantOf(act, facts)), data, dedupeKey }),
    ...toStaff(OPINION_TO_LEAD, row.case.handlerId, row.caseId, data, dedupeKey),
  ]);
  return row.id;
}

/** 一(五)3: the lead, or the director, urges a branch; FORBIDDEN to others. Refusals: those of a branch's step, TEXT_REQUIRED. */
export async function urgeBranch(act: Act, input: { branchId: string; text: string }): Promise<string> {
  const row = await branchFor(act, input.branchId, 'log');
  if (!act.actor.roles.includes('CENTRE_DIRECTOR')) await permitLead(act, row.caseId);
  const id = await addEntry(act, row, { kind: 'URGE', text: input.text });
  act.emit({
    type: 'branch.urged',
    caseId: row.caseId,
    factId: `branch.urged/${id}`,
    payload: payloadOf(act, row),
  });
  await queueMessages(
    act,
    toStaff(BRANCH_URGED, row.handlerId, row.caseId, { number: row.case.number }, `branch.urged/${id}`),
  );
  return row.id;
}

/** 一(五)4(3): the window contacted the applicant; FORBIDDEN to other stations. Refusals: those of a branch's step, TEXT_REQUIRED. */
export async function logContact(act: Act, input: { branchId: string; text: string }): Promise<string> {
  const row = await branchFor(act, input.branchId, 'log');
  permit(ownBranchOnly.decide(stationOfActor(act), row));
  await addEntry(act, row, { kind: 'CONTACT', text: input.text });
  return row.id;
}

/**
 * 一(五)4(4): a superior body decides; the lead gets the status and the time needed. The branch's own limit runs on.
 * FORBIDDEN to other stations. Refusals: those of a branch's step, BRANCH_OVERDUE, TEXT_REQUIRED.
 */
export async function reportUpward(
  act: Act,
  input: { branchId: string; to: string; expectedDays: number },
): Promise<string> {
  const row = await branchFor(act, input.branchId, 'report');
  permit(ownBranchOnly.decide(stationOfActor(act), row));
  enforce(reportWithinLimit.decide(await branchReading(act, row.id)));
  const { expectedDays } = input;
  const id = await addEntry(act, row, { kind: 'UPWARD_REPORT', text: input.to, expectedDays });
  act.emit({
    type: 'branch.reportedUp',
    caseId: row.caseId,
    factId: `branch.reportedUp/${id}`,
    payload: { ...payloadOf(act, row), expectedDays },
  });
  const data = { number: row.case.number, days: expectedDays };
  await queueMessages(
    act,
    toStaff(REPORTED_UP, row.case.handlerId, row.caseId, data, `branch.reportedUp/${id}`),
  );
  return row.id;
}

/**
 * 一(五)4(3): within the station the branch goes to another member of staff.
 * FORBIDDEN to other stations. Refusals: NOT_FOUND, those of a branch's step, BRANCH_OF_ANOTHER_STATION for somebody of
 * another station, BRANCH_OVERDUE, TEXT_REQUIRED.
 */
export async function transferBranch(
  act: Act,
  input: { branchId: string; staffId: string; text: string },
): Promise<string> {
  const staff = act.platform.directory.findStaff(input.staffId);
  if (!staff?.active) throw new Refused(notFound({ type: 'Staff', id: input.staffId }));
  const row = await branchFor(act, input.branchId, 'report');
  permit(ownBranchOnly.decide(stationOfActor(act), row));
  enforce(
    ownBranchOnly.decide(staff.stationId, row),
    reportWithinLimit.decide(await branchReading(act, row.id)),
  );
  await addEntry(
    act,
    row,
    { kind: 'INTERNAL_TRANSFER', text: input.text },
    { handlerId: staff.id, windowId: staff.windowId ?? row.windowId },
  );
  return row.id;
}

async function addEntry(
  act: Act,
  row: BranchRow,
  entry: { kind: string; text: string; expectedDays?: number },
  data?: { handlerId: string; windowId: string | null },
): Promise<string> {
  if (!entry.text.trim()) throw new Refused(textMissing({ field: 'text' }, CLAUSES.review));
  const id = randomUUID();
  await act.tx.branchEntry.create({
    data: {
      townshipId: act.townshipId,
      id,
      branchId: row.id,
      kind: entry.kind,
      at: act.now,
      staffId: actingStaff(act),
      text: entry.text,
      expectedDays: entry.expectedDays ?? null,
    },
  });
  await moveBranch(act, row, {
    verb: VERB_OF[entry.kind] ?? entry.kind,
    note: entry.text,
    clause: entry.kind === 'URGE' ? CLAUSES.duties : CLAUSES.review,
    ...(data ? { data } : {}),
  });
  return id;
}

const VERB_OF: Readonly<Record<string, string>> = {
  URGE: 'urgeBranch',
  CONTACT: 'logBranchContact',
  UPWARD_REPORT: 'reportBranchUpward',
  INTERNAL_TRANSFER: 'transferBranch',
};
