import type { Act } from '../../../core/acts/act.ts';
import { notFound } from '../../../core/cases/refusals.ts';
import { onSince } from '../../../core/modules/on-since.ts';
import { tellEach } from '../../../core/notifications/queue.ts';
import { enforce, Refused } from '../../../core/regulation/index.ts';
import { actingStaff } from '../../../core/people/members.ts';
import { CLAUSES } from '../clauses.ts';
import { ABSENT } from '../messages.ts';
import { notAbsent, notExpected, sessionOver } from '../refusals.ts';
import { absenceStands, excusedByHand, leaveCovers, signsInInTime, type Leave } from '../rules.ts';
import { absenceFact, requireSession, settingsOf } from '../service.ts';
import {
  ATTENDANCE,
  findAttendance,
  findEnded,
  findLeaves,
  findSettled,
  lockLeave,
  MODULE_ID,
} from '../store.ts';

/**
 * 四(二)3: signs in at a session; an organiser records somebody else who was there, until the session is closed.
 * Refusals: NOT_FOUND, NOT_EXPECTED, NOT_SIGN_IN_TIME, TRAINING_SESSION_OVER.
 */
export async function signIn(
  act: Act,
  input: { sessionId: string; staffId: string | null },
): Promise<string> {
  const session = await requireSession(act, input.sessionId);
  const me = actingStaff(act);
  const staffId = input.staffId ?? me;
  const row = await findAttendance(act.tx, act.townshipId, session.id, staffId);
  if (!row) throw new Refused(notExpected({}, CLAUSES.modes));
  if (session.state !== 'SCHEDULED') throw new Refused(sessionOver({ state: session.state }, CLAUSES.modes));
  if (staffId === me) enforce(signsInInTime.decide(session, act.now, settingsOf(act)));
  else if (act.now < session.startsAt)
    throw new Refused(sessionOver({ state: session.state }, CLAUSES.modes));
  const { count } = await act.tx.trainingAttendance.updateMany({
    where: { townshipId: act.townshipId, id: row.id, state: { in: ['EXPECTED', 'PRESENT'] } },
    data: { state: 'PRESENT', signedInAt: act.now, signedInById: staffId === me ? null : me },
  });
  // The session was closed meanwhile.
  if (count === 0) throw new Refused(sessionOver({ state: 'CLOSED' }, CLAUSES.modes));
  act.audit({
    verb: 'signInTraining',
    subjectType: 'TrainingAttendance',
    subjectId: row.id,
    fields: ['signedInAt'],
  });
  return row.id;
}

/** The job: closes what is over and finds who was absent; of a session while the chapter was off, nobody is. */
export async function closeEnded(act: Act): Promise<void> {
  const { townshipId, tx } = act;
  const since = onSince(act, MODULE_ID);
  await lockLeave(tx, townshipId);
  for (const session of await findEnded(tx, townshipId, act.now)) {
    const checked = session.startsAt >= since;
    const { count } = await tx.trainingSession.updateMany({
      where: { townshipId, id: session.id, state: 'SCHEDULED' },
      data: { state: checked ? 'CLOSED' : 'UNCHECKED', closedAt: act.now },
    });
    if (count === 0) continue;
    act.audit({
      verb: 'closeTraining',
      subjectType: 'TrainingSession',
      subjectId: session.id,
      fields: ['state'],
    });
    if (!checked) continue;
    // Who left the service meanwhile is expected no more.
    const missing = session.attendances.filter(
      ({ state, staffId }) => state === 'EXPECTED' && act.platform.directory.findStaff(staffId)?.active,
    );
    const leaves = await findLeaves(
      tx,
      townshipId,
      missing.map((row) => row.staffId),
    );
    const absent: string[] = [];
    for (const row of missing)
      if (await settleAbsence(act, { ...row, session }, leaves)) absent.push(row.staffId);
    act.emit({
      type: 'training.closed',
      factId: `trainingSession/${session.id}/closed`,
      payload: {
        sessionId: session.id,
        category: session.category,
        day: session.day,
        present: session.attendances.filter((row) => row.state === 'PRESENT').length,
        absent: absent.length,
      },
    });
    const dedupeKey = `training.absent/${session.id}`;
    await tellEach(act, ABSENT, absent, { data: { day: session.day }, dedupeKey });
  }
}

/**
 * 三(一)4A(1)⑥: where attendance is off, a leader accepts a reason for an absence.
 * Refusals: NOT_FOUND, LEAVE_EXCUSES, EXCUSE_OF_ONESELF, TEXT_REQUIRED, NOT_ABSENT.
 */
export async function excuseAbsence(
  act: Act,
  input: { attendanceId: string; reason: string },
): Promise<string> {
  const where = { townshipId: act.townshipId, id: input.attendanceId };
  const row = await act.tx.trainingAttendance.findUnique({
    where: { townshipId_id: where },
    include: { session: true },
  });
  if (!row) throw new Refused(notFound({ type: 'TrainingAttendance', id: input.attendanceId }));
  enforce(
    excusedByHand.decide({
      attendanceOn: act.platform.switches.isEnabled(act.townshipId, ATTENDANCE),
      own: row.staffId === act.actor.id,
      reason: input.reason,
    }),
  );
  const by = { leaveId: null, excuseReason: input.reason, excusedById: act.actor.id };
  if (!(await excuse(act, row, by))) throw new Refused(notAbsent({}, CLAUSES.absence));
  return row.id;
}

/** 三(一)4A(1)⑥: approved leave excuses what it covers, whether the session is still to come or was already counted. */
export async function excuseByLeave(act: Act, leave: LeaveOf): Promise<void> {
  const { leaveId, ...columns } = leave;
  await lockLeave(act.tx, act.townshipId);
  await act.tx.trainingLeave.createMany({
    data: [{ ...columns, townshipId: act.townshipId, id: leaveId }],
    skipDuplicates: true,
  });
  await settleAnew(act, leave);
}

/** 三(一)4A(1)⑥: leave that was taken back excuses no more; an absence that rested on it alone counts from now on. */
export async function withdrawExcuse(act: Act, leave: LeaveOf): Promise<void> {
  const { leaveId, ...columns } = leave;
  await lockLeave(act.tx, act.townshipId);
  // Its approval may be delivered later, and then changes nothing.
  await act.tx.trainingLeave.upsert({
    where: { townshipId_id: { townshipId: act.townshipId, id: leaveId } },
    create: { ...columns, townshipId: act.townshipId, id: leaveId, withdrawn: true },
    update: { withdrawn: true },
  });
  await settleAnew(act, leave);
}

/** Leave of a member of staff, with the id that attendance gave it. */
type LeaveOf = Leave & { leaveId: string; staffId: string };

/** Settles what a leave covers by all leave that is known of the person now. */
async function settleAnew(act: Act, leave: LeaveOf): Promise<void> {
  const leaves = await findLeaves(act.tx, act.townshipId, [leave.staffId]);
  for (const row of await findSettled(act.tx, act.townshipId, leave.staffId))
    if (leaveCovers.decide(leave, row.session)) await settleAbsence(act, row, leaves);
}

interface AbsenceRow {
  readonly id: string;
  readonly staffId: string;
  readonly state: string;
  readonly leaveId: string | null;
  readonly session: {
    readonly id: string;
    readonly day: string;
    readonly startsAt: Date;
    readonly modes: string[];
  };
}

/** Whether somebody who was not there has leave; tells what changed. True when the absence counts from now on. */
async function settleAbsence(
  act: Act,
  row: AbsenceRow,
  leaves: Awaited<ReturnType<typeof findLeaves>>,
): Promise<boolean> {
  const leave = leaves.find((one) => one.staffId === row.staffId && leaveCovers.decide(one, row.session));
  if (leave && row.state === 'ABSENT') {
    await excuse(act, row, { leaveId: leave.id, excuseReason: null, excusedById: null });
    return false;
  }
  const facts = { modes: row.session.modes, signedIn: false, onLeave: leave !== undefined };
  const state = absenceStands.decide(facts) ? 'ABSENT' : leave ? 'EXCUSED' : 'EXPECTED';
  const leaveId = leave?.id ?? null;
  if (state === row.state && leaveId === row.leaveId) return false;
  const { count } = await act.tx.trainingAttendance.updateMany({
    where: { townshipId: act.townshipId, id: row.id, state: row.state },
    data: { state, leaveId, excusedAt: leave ? act.now : null },
  });
  // Somebody may have signed in meanwhile.
  if (count === 0 || state !== 'ABSENT') return false;
  auditAbsence(act, 'countAbsence', row.id);
  act.emit({ type: 'training.absent', factId: absenceFact(row.id), payload: absenceOf(row) });
  return true;
}

function auditAbsence(act: Act, verb: string, id: string): void {
  act.audit({ verb, subjectType: 'TrainingAttendance', subjectId: id, fields: ['state'] });
}

function absenceOf(row: { id: string; staffId: string; session: { id: string; day: string } }) {
  return {
    attendanceId: row.id,
    sessionId: row.session.id,
    staffId: row.staffId,
    occurredOn: row.session.day,
  };
}

/** Excuses an absence that stands and takes its fact back; false when there is none. */
async function excuse(
  act: Act,
  row: { id: string; staffId: string; session: { id: string; day: string } },
  by: { leaveId: string | null; excuseReason: string | null; excusedById: string | null },
): Promise<boolean> {
  const { count } = await act.tx.trainingAttendance.updateMany({
    where: { townshipId: act.townshipId, id: row.id, state: 'ABSENT' },
    data: { ...by, state: 'EXCUSED', excusedAt: act.now },
  });
  if (count === 0) return false;
  auditAbsence(act, 'excuseAbsence', row.id);
  act.emit({
    type: 'training.absenceExcused',
    factId: absenceFact(row.id),
    payload: { ...absenceOf(row), leaveId: by.leaveId },
  });
  return true;
}
