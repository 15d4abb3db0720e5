import { randomUUID } from 'node:crypto';
import type { Act } from '../../../core/acts/act.ts';
import { resumeClocks, stopClocks } from '../../../core/clocks/service.ts';
import { queueMessages } from '../../../core/notifications/queue.ts';
import { enforce, permit } from '../../../core/regulation/index.ts';
import { civilDate } from '../../../core/time/index.ts';
import { CLAUSES } from '../clauses.ts';
import { SUSPENDED } from '../messages.ts';
import { ownBranchOnly, suspensionIsFounded, suspensionReminder } from '../rules.ts';
import {
  actingStaff,
  branchFor,
  branchReading,
  moveBranch,
  payloadOf,
  resumeCase,
  settingsOf,
  stationOfActor,
  stopCase,
  toStaff,
} from '../service.ts';
import { branchClock, branchSubject, findBranch } from '../store.ts';

/**
 * 一(五)5: suspends a branch for the applicant's own delay; the lead hears of it, the joint limit stands with it.
 * FORBIDDEN to other stations. Refusals: those of a branch's step, BRANCH_OVERDUE, SUSPENSION_UNFOUNDED.
 */
export async function suspendBranch(
  act: Act,
  input: { branchId: string; reason: string; applicantCause: boolean; evidence: string },
): Promise<string> {
  const row = await branchFor(act, input.branchId, 'suspend');
  permit(ownBranchOnly.decide(stationOfActor(act), row));
  enforce(suspensionIsFounded.decide(input, await branchReading(act, row.id)));
  await moveBranch(act, row, {
    verb: 'suspendBranch',
    note: input.reason,
    clause: CLAUSES.suspension,
    data: { state: 'SUSPENDED' },
  });
  await stopClocks(act, branchSubject(row.id), 'APPLICANT_DELAY', input.reason);
  await stopCase(act, row.caseId, input.reason);
  const id = randomUUID();
  await act.tx.branchSuspension.create({
    data: {
      townshipId: act.townshipId,
      id,
      branchId: row.id,
      windowId: row.windowId,
      reason: input.reason,
      evidence: input.evidence,
      fromDay: act.today,
      byId: actingStaff(act),
    },
  });
  act.emit({
    type: 'branch.suspended',
    caseId: row.caseId,
    factId: `branch.suspended/${id}`,
    payload: payloadOf(act, row),
  });
  const data = { number: row.case.number, since: act.today };
  await queueMessages(
    act,
    toStaff(SUSPENDED, row.case.handlerId, row.caseId, data, `branch.suspended/${id}`),
  );
  return row.id;
}

/** 一(五)5: the branch runs again; FORBIDDEN to other stations. Refusals: those of a branch's step. */
export async function resumeBranch(
  act: Act,
  input: { branchId: string; note: string | null },
): Promise<string> {
  const row = await branchFor(act, input.branchId, 'resume');
  permit(ownBranchOnly.decide(stationOfActor(act), row));
  const note = input.note?.trim() || '恢复办理 / resumed';
  await moveBranch(act, row, {
    verb: 'resumeBranch',
    note,
    clause: CLAUSES.suspension,
    data: { state: 'OPEN' },
  });
  await resumeClocks(act, branchSubject(row.id), ['APPLICANT_DELAY'], note);
  await resumeCase(act, row.caseId, note);
  await act.tx.branchSuspension.updateMany({
    where: { townshipId: act.townshipId, branchId: row.id, toDay: null },
    data: { toDay: act.today },
  });
  const { suspensions } = await branchClock(act.tx, act.townshipId, row.id);
  act.emit({
    type: 'branch.resumed',
    caseId: row.caseId,
    factId: `branch.resumed/${row.id}/${suspensions.length}`,
    payload: payloadOf(act, row),
  });
  return row.id;
}

/** 一(五)5: every five working days the lead and the window are reminded of a branch that is still suspended. */
export async function remindOfSuspensions(act: Act): Promise<void> {
  const { calendar } = act.platform.directory;
  const where = { townshipId: act.townshipId, toDay: null };
  for (const suspension of await act.tx.branchSuspension.findMany({ where, orderBy: { id: 'asc' } })) {
    const since = civilDate(suspension.remindedOn ?? suspension.fromDay);
    if (!suspensionReminder.decide(since, act.today, calendar, settingsOf(act))) continue;
    const row = await findBranch(act.tx, act.townshipId, suspension.branchId);
    if (!row) throw new Error('a suspension belongs to a branch');
    await act.tx.branchSuspension.updateMany({
      where: { townshipId: act.townshipId, id: suspension.id },
      data: { remindedOn: act.today },
    });
    act.audit({
      verb: 'remindOfSuspension',
      subjectType: 'BranchSuspension',
      subjectId: suspension.id,
      fields: ['remindedOn'],
    });
    const data = { number: row.case.number, since: suspension.fromDay };
    const key = `branch.suspended/${suspension.id}/${act.today}`;
    const told = new Set([row.case.handlerId, row.handlerId]);
    await queueMessages(
      act,
      [...told].flatMap((staffId) => toStaff(SUSPENDED, staffId, row.caseId, data, key)),
    );
  }
}
