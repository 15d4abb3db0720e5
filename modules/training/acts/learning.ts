import { randomUUID } from 'node:crypto';
import type { Act } from '../../../core/acts/act.ts';
import { endClocks, startClock } from '../../../core/clocks/service.ts';
import { draftOf, queueMessages } from '../../../core/notifications/queue.ts';
import { enforce, Refused } from '../../../core/regulation/index.ts';
import type { CivilDate } from '../../../core/time/index.ts';
import { actingStaff } from '../../../core/people/members.ts';
import { CLAUSES } from '../clauses.ts';
import { RETAKE } from '../messages.ts';
import { noTest, notExpected, sessionOver } from '../refusals.ts';
import { hasCategory, retakeNeeded, scoreIsPossible, studyIsLogged } from '../rules.ts';
import { requireSession, settingsOf } from '../service.ts';
import { findAttendance, MODULE_ID, RETAKE_LIMIT, retakeSubject } from '../store.ts';

/**
 * 四(二)3: records the score of a test; below the pass it is to be taken again, within a limit that is a clock.
 * Refusals: NOT_FOUND, NO_TEST, TEST_SCORE_RANGE, NOT_EXPECTED, TRAINING_SESSION_OVER.
 */
export async function recordScore(
  act: Act,
  input: { sessionId: string; staffId: string; score: number },
): Promise<string> {
  const { sessionId, staffId, score } = input;
  const { townshipId, tx } = act;
  const session = await requireSession(act, sessionId);
  enforce(scoreIsPossible.decide(session, score));
  if (session.state === 'CANCELLED' || act.now < session.startsAt)
    throw new Refused(sessionOver({ state: session.state }, CLAUSES.modes));
  if (!(await findAttendance(tx, townshipId, sessionId, staffId)))
    throw new Refused(notExpected({}, CLAUSES.modes));
  const before = await tx.trainingScore.count({ where: { townshipId, sessionId, staffId } });
  const retake = await tx.trainingRetake.findUnique({
    where: { townshipId_sessionId_staffId: { townshipId, sessionId, staffId } },
  });
  if (before > 0 && retake?.state !== 'OPEN') throw new Refused(noTest({}, CLAUSES.modes));
  const settings = settingsOf(act);
  const id = randomUUID();
  await tx.trainingScore.create({
    data: {
      ...input,
      townshipId,
      id,
      attempt: before + 1,
      pass: settings.passScore,
      takenOn: act.today,
      recordedById: act.actor.id,
    },
  });
  act.audit({ verb: 'recordTestScore', subjectType: 'TrainingScore', subjectId: id, fields: ['score'] });
  const failed = retakeNeeded.decide(score, settings);
  if (failed && !retake) await openRetake(act, sessionId, staffId);
  if (!failed && retake) await passRetake(act, retake.id);
  return id;
}

async function openRetake(act: Act, sessionId: string, staffId: string): Promise<void> {
  const id = randomUUID();
  const { townshipId } = act;
  await act.tx.trainingRetake.create({
    data: { townshipId, id, sessionId, staffId, state: 'OPEN', openedAt: act.now },
  });
  const { dueOn } = await startClock(act, {
    ...retakeSubject(id),
    caseId: null,
    module: MODULE_ID,
    kind: RETAKE_LIMIT,
    clause: CLAUSES.modes.id,
    startedOn: act.today,
    budgetDays: settingsOf(act).retakeDays,
    stopsFor: ['MODULE_OFF'],
    endsIn: ['PASSED'],
  });
  const whom = { caseId: null, recipient: staffId, readBy: staffId };
  await queueMessages(act, [
    draftOf(RETAKE, { ...whom, data: { dueOn }, dedupeKey: `training.retake/${id}` }),
  ]);
}

async function passRetake(act: Act, id: string): Promise<void> {
  await act.tx.trainingRetake.updateMany({
    where: { townshipId: act.townshipId, id, state: 'OPEN' },
    data: { state: 'PASSED', passedAt: act.now },
  });
  await endClocks(act, retakeSubject(id), 'PASSED');
}

export interface StudyInput {
  readonly day: CivilDate | null;
  readonly category: string;
  readonly topic: string;
  readonly minutes: number;
  readonly notes: string | null;
}

/** 四(二)3: an entry of one's own log of self-study. Refusals: TRAINING_CATEGORY_REQUIRED, TEXT_REQUIRED, STUDY_MINUTES_RANGE. */
export async function logSelfStudy(act: Act, input: StudyInput): Promise<string> {
  const entry = { ...input, day: input.day ?? act.today };
  enforce(hasCategory.decide(input.category, settingsOf(act)), studyIsLogged.decide(entry, act.today));
  const id = randomUUID();
  await act.tx.selfStudy.create({
    data: { ...entry, townshipId: act.townshipId, id, staffId: actingStaff(act), loggedAt: act.now },
  });
  act.audit({ verb: 'logSelfStudy', subjectType: 'SelfStudy', subjectId: id, fields: ['minutes'] });
  return id;
}
