import { randomUUID } from 'node:crypto';
import type { Act } from '../../../core/acts/act.ts';
import { notFound, textMissing } from '../../../core/cases/refusals.ts';
import { Refused } from '../../../core/regulation/index.ts';
import type { CivilDate } from '../../../core/time/index.ts';
import { CLAUSES } from '../clauses.ts';
import { notJoint, sessionNotYet, sessionRecorded } from '../refusals.ts';
import type { SessionKind } from '../rules.ts';
import { actingStaff, noteOnCase, payloadOf } from '../service.ts';
import { findJoint, lockCase } from '../store.ts';

/**
 * 一(五)4(3), 6: the centre organises a site visit or a joint meeting for all, or some, branches of a case.
 * Refusals: NOT_FOUND, NOT_A_JOINT_CASE, TEXT_REQUIRED.
 */
export async function organiseSession(
  act: Act,
  input: { caseId: string; kind: SessionKind; day: CivilDate; place: string; branchIds: readonly string[] },
): Promise<string> {
  const { townshipId, tx } = act;
  await lockCase(tx, townshipId, input.caseId);
  const found = await tx.case.count({ where: { townshipId, id: input.caseId } });
  if (found === 0) throw new Refused(notFound({ type: 'Case', id: input.caseId }));
  if (!(await findJoint(tx, townshipId, input.caseId))) throw new Refused(notJoint({}, CLAUSES.review));
  if (!input.place.trim()) throw new Refused(textMissing({ field: 'place' }, CLAUSES.review));
  const branches = await tx.branch.findMany({
    where: {
      townshipId,
      caseId: input.caseId,
      state: { notIn: ['RECTIFIED', 'CANCELLED'] },
      ...(input.branchIds.length > 0 ? { id: { in: [...input.branchIds] } } : {}),
    },
    select: { id: true },
  });
  const unknown = input.branchIds.find((id) => !branches.some((b) => b.id === id));
  if (unknown) throw new Refused(notFound({ type: 'Branch', id: unknown }));
  const id = randomUUID();
  const { caseId, kind, day, place } = input;
  await tx.jointSession.create({
    data: { townshipId, id, caseId, kind, day, place, organisedBy: actingStaff(act) },
  });
  await tx.sessionAttendance.createMany({
    data: branches.map((b) => ({ townshipId, id: randomUUID(), sessionId: id, branchId: b.id })),
  });
  const note = `${kind === 'VISIT' ? '联合踏勘' : '协调会议'}，${day}，${place}`;
  await noteOnCase(act, caseId, 'organiseJointSession', note, CLAUSES.review);
  act.audit({ verb: 'organiseJointSession', subjectType: 'JointSession', subjectId: id, fields: ['day'] });
  return id;
}

/** Who came, by branch; whoever is left out was absent. */
export interface Attended {
  readonly branchId: string;
  readonly present: boolean;
  /** Why it was absent. */
  readonly reason: string | null;
  /** How it broke the rules of the meeting. */
  readonly rulesBroken: string | null;
}

/** 一(五)6: records who came; absences are facts of the window. Refusals: NOT_FOUND, SESSION_NOT_YET, SESSION_RECORDED. */
export async function recordJointAttendance(
  act: Act,
  input: { sessionId: string; attended: readonly Attended[]; minutes: string | null },
): Promise<string> {
  const { townshipId, tx } = act;
  const where = { townshipId, id: input.sessionId };
  const session = await tx.jointSession.findUnique({
    where: { townshipId_id: where },
    include: { attendances: { include: { branch: true } } },
  });
  if (!session) throw new Refused(notFound({ type: 'JointSession', id: input.sessionId }));
  if (act.today < session.day) throw new Refused(sessionNotYet({ day: session.day }, CLAUSES.review));
  const stranger = input.attended.find((a) => !session.attendances.some((s) => s.branchId === a.branchId));
  if (stranger) throw new Refused(notFound({ type: 'Branch', id: stranger.branchId }));
  const minutes = input.minutes?.trim() || null;
  const { count } = await tx.jointSession.updateMany({
    where: { ...where, heldAt: null },
    data: { heldAt: act.now, minutes },
  });
  if (count === 0) throw new Refused(sessionRecorded({}, CLAUSES.silence));
  for (const { id, branch } of session.attendances) {
    const said = input.attended.find((a) => a.branchId === branch.id);
    const present = said?.present ?? false;
    const reason = present ? null : said?.reason?.trim() || null;
    const rulesBroken = said?.rulesBroken?.trim() || null;
    await tx.sessionAttendance.updateMany({
      where: { townshipId, id },
      data: { present, reason, rulesBroken },
    });
    const event = {
      caseId: session.caseId,
      factId: `session/${session.id}/${branch.id}`,
      payload: {
        ...payloadOf(act, branch),
        day: session.day,
        sessionId: session.id,
        reasoned: reason !== null,
      },
    };
    if (!present)
      act.emit({ ...event, type: session.kind === 'VISIT' ? 'siteVisit.absent' : 'jointMeeting.absent' });
    if (rulesBroken !== null && session.kind === 'MEETING') {
      const { reasoned: _asked, ...payload } = event.payload;
      act.emit({ ...event, type: 'jointMeeting.ruleBroken', payload });
    }
  }
  const absent = session.attendances.length - input.attended.filter((a) => a.present).length;
  await noteOnCase(act, session.caseId, 'recordJointAttendance', `缺席${absent}个站所`, CLAUSES.silence);
  act.audit({
    verb: 'recordJointAttendance',
    subjectType: 'JointSession',
    subjectId: session.id,
    fields: ['heldAt', 'present'],
  });
  return session.id;
}
