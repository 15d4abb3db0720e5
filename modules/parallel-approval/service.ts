import { randomUUID } from 'node:crypto';
import type { Act } from '../../core/acts/act.ts';
import { nextVersion } from '../../core/cases/next-version.ts';
import { notFound, wrongState } from '../../core/cases/refusals.ts';
import { findCase } from '../../core/cases/store.ts';
import { caseSubject } from '../../core/clocks/clock-row.ts';
import {
  endClocks,
  extendClock,
  readingOf,
  resumeClocks,
  startClock,
  stopClocks,
} from '../../core/clocks/service.ts';
import { factsOf } from '../../core/clocks/clock-row.ts';
import { findClock } from '../../core/clocks/store.ts';
import { grantFiles } from '../../core/files/service.ts';
import { draftOf, queueMessages } from '../../core/notifications/queue.ts';
import { enforce, permit, Refused, type Clause } from '../../core/regulation/index.ts';
import { civilDate, extensionTo, type ClockReading } from '../../core/time/index.ts';
import { CLAUSES } from './clauses.ts';
import type { BranchPayload } from './events.ts';
import { BRANCH_RECEIVED } from './messages.ts';
import { leadLeads, stepFits, type BranchState, type BranchStep } from './rules.ts';
import { ParallelSettings } from './settings.ts';
import {
  BRANCH,
  branchClock,
  branchSubject,
  findBranch,
  findJoint,
  JOINT,
  lockCase,
  MODULE_ID,
  type BranchRow,
} from './store.ts';

/** The settings in force in the act's township. */
export function settingsOf(act: Act): ParallelSettings {
  return act.platform.switches.settingsOf(act.townshipId, { id: MODULE_ID, settings: ParallelSettings });
}

/** The station of the member of staff who acts; null for everybody else. */
export function stationOfActor({ actor, platform }: Act): string | null {
  return actor.kind === 'STAFF' && actor.id !== null
    ? (platform.directory.findStaff(actor.id)?.stationId ?? null)
    : null;
}

/** The member of staff who acts; null for the program itself. */
export function actingStaff({ actor }: Act): string | null {
  return actor.kind === 'STAFF' ? actor.id : null;
}

/**
 * A branch of a case that is being handled, for a step that its state allows. The case is locked first, so that the
 * branches of one case move one after the other. Refusals: NOT_FOUND, STATE_NOT_ALLOWED, BRANCH_STATE_NOT_ALLOWED.
 */
export async function branchFor(act: Act, id: string, step: BranchStep): Promise<BranchRow> {
  const seen = await findBranch(act.tx, act.townshipId, id);
  if (!seen) throw new Refused(notFound({ type: 'Branch', id }));
  await lockCase(act.tx, act.townshipId, seen.caseId);
  const row = await findBranch(act.tx, act.townshipId, id);
  if (!row) throw new Error('a branch is never deleted');
  if (row.case.state !== 'ACCEPTED')
    throw new Refused(wrongState({ verb: step, state: row.case.state, allowedIn: ['ACCEPTED'] }));
  enforce(stepFits.decide(row.state, step));
  return row;
}

/** 一(五)3: FORBIDDEN to everybody but the lead station of a joint case. */
export async function permitLead(act: Act, caseId: string): Promise<void> {
  const joint = await findJoint(act.tx, act.townshipId, caseId);
  if (!joint) throw new Error('a branch belongs to a joint case');
  permit(leadLeads.decide(stationOfActor(act), joint.catalogue.leadStationId));
}

/** How the limit of a branch stands today. */
export async function branchReading(act: Act, id: string): Promise<ClockReading> {
  return readingOf(act, await branchClock(act.tx, act.townshipId, id));
}

type BranchChange = NonNullable<Parameters<Act['tx']['branch']['updateMany']>[0]['data']>;

/** Writes a step of a branch with its audit entry, and a line in the timeline of its case. */
export async function moveBranch(
  act: Act,
  row: BranchRow,
  step: { verb: string; note: string; clause: Clause; data?: BranchChange & { state?: BranchState } },
): Promise<void> {
  if (step.data)
    await act.tx.branch.updateMany({ where: { townshipId: act.townshipId, id: row.id }, data: step.data });
  await noteOnCase(act, row.caseId, step.verb, `${row.station.name}：${step.note}`, step.clause);
  act.audit({
    verb: step.verb,
    subjectType: 'Branch',
    subjectId: row.id,
    fields: Object.keys(step.data ?? {}),
    content: step.note,
  });
}

/** A line in the timeline of a case. */
export async function noteOnCase(
  act: Act,
  caseId: string,
  verb: string,
  note: string,
  clause: Clause,
): Promise<void> {
  const facts = await findCase(act.tx, act.townshipId, caseId);
  if (facts) await nextVersion(act, facts, verb, note, clause);
}

/** What every event of a branch carries today. */
export function payloadOf(
  act: Act,
  row: Omit<BranchPayload, 'branchId' | 'day'> & { id: string },
): BranchPayload {
  const { id: branchId, caseId, stationId, windowId, handlerId } = row;
  return { branchId, caseId, stationId, windowId, handlerId, day: act.today };
}

/** Ends the limit of a branch that is concluded. */
export async function endBranch(act: Act, id: string): Promise<void> {
  await endClocks(act, branchSubject(id), 'CONCLUDED');
}

/** A branch as it begins. */
export interface BranchDraft {
  readonly caseId: string;
  readonly position: number;
  readonly round: number;
  readonly firstId: string | null;
  readonly stationId: string;
  readonly windowId: string | null;
  readonly handlerId: string | null;
  readonly days: number;
  /** Names of the materials forked to it, and uuids of the files that are materials. */
  readonly materials: readonly string[];
  readonly fileIds: readonly string[];
}

/** Begins a branch today: row, files, limit, copy to its window (抄告). */
export async function openBranch(
  act: Act,
  { fileIds, ...draft }: BranchDraft,
  number: string,
): Promise<string> {
  const id = randomUUID();
  const { townshipId } = act;
  await act.tx.branch.create({
    data: { ...draft, materials: [...draft.materials], townshipId, id, receivedAt: act.now, state: 'OPEN' },
  });
  if (fileIds.length > 0)
    await grantFiles(act, { ...branchSubject(id), stationId: draft.stationId }, fileIds);
  const clock = await startClock(act, {
    ...branchSubject(id),
    caseId: draft.caseId,
    module: MODULE_ID,
    kind: BRANCH,
    clause: CLAUSES.limit.id,
    startedOn: act.today,
    budgetDays: draft.days,
    stopsFor: ['APPLICANT_DELAY', 'STATUTORY_PROCEDURE', 'MODULE_OFF'],
    endsIn: ['CONCLUDED'],
  });
  await jointCovers(act, draft.caseId, clock.dueOn);
  act.audit({ verb: 'openBranch', subjectType: 'Branch', subjectId: id, fields: ['materials', 'days'] });
  act.emit({
    type: 'branch.received',
    caseId: draft.caseId,
    factId: `branch.received/${id}`,
    payload: { ...payloadOf(act, { ...draft, id }), firstId: draft.firstId, dueOn: clock.dueOn },
  });
  const there = await act.tx.staff.findMany({
    where: {
      townshipId,
      stationId: draft.stationId,
      active: true,
      windowId: draft.windowId ?? { not: null },
    },
    select: { id: true },
  });
  await queueMessages(
    act,
    there.map((staff) =>
      draftOf(BRANCH_RECEIVED, {
        caseId: draft.caseId,
        recipient: staff.id,
        data: { number, dueOn: clock.dueOn },
        dedupeKey: `branch.received/${id}/${staff.id}`,
      }),
    ),
  );
  return id;
}

/** The joint date never precedes that of a branch: where it would, it moves with it. */
export async function jointCovers(act: Act, caseId: string, dueOn: string): Promise<void> {
  const joint = await findClock(act.tx, act.townshipId, caseSubject(caseId), JOINT);
  if (!joint || joint.endedOn !== null || readingOf(act, joint).dueOn >= dueOn) return;
  const days = extensionTo(civilDate(dueOn), factsOf(joint), act.platform.directory.calendar, act.today);
  if (days !== null) await extendClock(act, joint, days, '二次申请 / second application');
}

/** The applicant's turn: what limits the case itself stands while a branch waits for him. */
export function stopCase(act: Act, caseId: string, reason: string): Promise<void> {
  return stopClocks(act, caseSubject(caseId), 'APPLICANT_DELAY', reason);
}

/** The case runs again when no branch waits for the applicant any more. */
export async function resumeCase(act: Act, caseId: string, reason: string): Promise<void> {
  const waiting = await act.tx.branch.count({
    where: { townshipId: act.townshipId, caseId, state: { in: ['SUSPENDED', 'RECTIFY'] } },
  });
  if (waiting === 0) await resumeClocks(act, caseSubject(caseId), ['APPLICANT_DELAY'], reason);
}

/** A message to one member of staff about a case, when there is one. */
export function toStaff<Data extends Parameters<typeof draftOf>[0]>(
  template: Data,
  staffId: string | null,
  caseId: string,
  data: object,
  dedupeKey: string,
) {
  return staffId === null
    ? []
    : [draftOf(template, { caseId, recipient: staffId, data, dedupeKey: `${dedupeKey}/${staffId}` })];
}
