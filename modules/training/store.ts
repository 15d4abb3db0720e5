import type { ClockSubject } from '../../core/clocks/clock-row.ts';
import type { Tx } from '../../core/db/client.ts';
import type { OpenWork } from '../../core/modules/manifest.ts';

export const MODULE_ID = 'training';

/** The chapter whose approved leave excuses an absence; where it is off, a reason does. */
export const ATTENDANCE = 'attendance';

export type SessionState = 'SCHEDULED' | 'CLOSED' | 'UNCHECKED' | 'CANCELLED';
export type AttendanceState = 'EXPECTED' | 'PRESENT' | 'ABSENT' | 'EXCUSED';

/** Clock kind of this chapter. */
export const RETAKE_LIMIT = 'RETAKE';

/** A retake as the subject of its clock. */
export function retakeSubject(id: string): ClockSubject {
  return { subjectType: 'TrainingRetake', subjectId: id };
}

/** The session, or null. */
export function findSession(tx: Tx, townshipId: string, id: string) {
  return tx.trainingSession.findUnique({ where: { townshipId_id: { townshipId, id } } });
}

export type SessionRow = NonNullable<Awaited<ReturnType<typeof findSession>>>;

/** Who of a session's expected it is, or null. */
export function findAttendance(tx: Tx, townshipId: string, sessionId: string, staffId: string) {
  return tx.trainingAttendance.findUnique({
    where: { townshipId_sessionId_staffId: { townshipId, sessionId, staffId } },
  });
}

/** Sessions that are over and were not closed yet, with who was expected. */
export function findEnded(tx: Tx, townshipId: string, now: Date) {
  return tx.trainingSession.findMany({
    where: { townshipId, state: 'SCHEDULED', endsAt: { lte: now } },
    include: { attendances: { orderBy: { id: 'asc' } } },
    orderBy: { endsAt: 'asc' },
  });
}

/** Lets acts on leave and on who was absent wait for each other, so that the last one sees all of them. */
export async function lockLeave(tx: Tx, townshipId: string): Promise<void> {
  await tx.$queryRaw`select pg_advisory_xact_lock(hashtext('training'), hashtext(${townshipId}))::text`;
}

/** Approved leave of members of staff that was not taken back. */
export function findLeaves(tx: Tx, townshipId: string, staffIds: readonly string[]) {
  return tx.trainingLeave.findMany({
    where: { townshipId, staffId: { in: [...staffIds] }, withdrawn: false },
    orderBy: { id: 'asc' },
  });
}

/** Absences of somebody that leave decides on: those that stand, and those that leave excused. */
export function findSettled(tx: Tx, townshipId: string, staffId: string) {
  return tx.trainingAttendance.findMany({
    where: {
      townshipId,
      staffId,
      OR: [{ state: 'ABSENT' }, { state: 'EXCUSED', leaveId: { not: null } }],
    },
    include: { session: true },
    orderBy: { id: 'asc' },
  });
}

/** Collective sessions of a month (YYYY-MM) that somebody attended. */
export function countCollective(tx: Tx, townshipId: string, month: string): Promise<number> {
  return tx.trainingSession.count({
    where: {
      townshipId,
      day: { startsWith: `${month}-` },
      modes: { has: 'COLLECTIVE' },
      state: { not: 'CANCELLED' },
      attendances: { some: { state: 'PRESENT' } },
    },
  });
}

/** What the county sees as unfinished: sessions to come and retakes. */
export async function findOpenWork(tx: Tx, townshipId: string): Promise<OpenWork[]> {
  const sessions = await tx.trainingSession.findMany({
    where: { townshipId, state: 'SCHEDULED' },
    orderBy: { startsAt: 'asc' },
  });
  const retakes = await tx.trainingRetake.findMany({
    where: { townshipId, state: 'OPEN' },
    include: { session: true },
    orderBy: { openedAt: 'asc' },
  });
  return [
    ...sessions.map((row) => ({ kind: 'TRAINING_SESSION', id: row.id, label: `学习培训，${row.day}` })),
    ...retakes.map((row) => ({ kind: 'TRAINING_RETAKE', id: row.id, label: `补考，${row.session.day}` })),
  ];
}

/** Recounts sessions, standing absences and missed months, for the county's figures. */
export async function recountTraining(tx: Tx, townshipId: string): Promise<{ key: string; value: number }[]> {
  const sessions = await tx.trainingSession.count({ where: { townshipId, state: 'CLOSED' } });
  const absent = await tx.trainingAttendance.count({ where: { townshipId, state: 'ABSENT' } });
  const monthsMissed = await tx.trainingMonthCheck.count({ where: { townshipId, sessions: 0 } });
  return Object.entries({ sessions, absent, monthsMissed })
    .filter(([, value]) => value > 0)
    .map(([key, value]) => ({ key, value }));
}
