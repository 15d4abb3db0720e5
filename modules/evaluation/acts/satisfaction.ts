import { randomUUID } from 'node:crypto';
import type { Act } from '../../../core/acts/act.ts';
import { notFound, textMissing } from '../../../core/cases/refusals.ts';
import { enforce, Refused } from '../../../core/regulation/index.ts';
import { lastDayOfMonth } from '../../../core/time/index.ts';
import { actingStaff } from '../../../core/people/members.ts';
import { CLAUSES } from '../clauses.ts';
import type { Subject } from '../counting-rules.ts';
import { monthFrozen, pointsOutOfRange, satisfactionDecided } from '../period-refusals.ts';
import { periodOf } from '../period-rules.ts';
import { settingsOn } from '../service.ts';
import { groupDecidesTheFew } from '../survey-rules.ts';
import { asEntered, reckonMonth } from './reckoning.ts';
import { monthIsFrozen, readMonth, satisfactionIn, subjectKey } from '../survey-store.ts';

export interface SatisfactionInput {
  /** YYYY-MM */
  readonly month: string;
  /** Null: all that the month has too few answers for and nothing decided yet, but the decider himself. */
  readonly subjects: readonly Subject[] | null;
  /** hundredths of a point */
  readonly points: number;
  readonly reason: string;
}

/**
 * 三(一)4A(4): the leaders of the group decide the points of the survey where the month has too few answers; returns the ids.
 * Refusals: TEXT_REQUIRED, POINTS_OUT_OF_RANGE, MONTH_FROZEN, NOT_FOUND, SURVEY_STILL_OPEN, CONFLICT_OF_INTEREST_IN_SCORING,
 * ENOUGH_ANSWERS, SATISFACTION_DECIDED.
 */
export async function decideSatisfaction(act: Act, input: SatisfactionInput): Promise<string[]> {
  const { townshipId, tx } = act;
  const { month, points } = input;
  const reason = input.reason.trim();
  if (!reason) throw new Refused(textMissing({ field: 'reason' }, CLAUSES.satisfaction));
  const settings = settingsOn(act, lastDayOfMonth(month));
  const full = settings.fullMarks.SAT;
  if (points < 0 || points > full * 100) throw new Refused(pointsOutOfRange({ full }, CLAUSES.satisfaction));
  if (await monthIsFrozen(tx, townshipId, month)) throw new Refused(monthFrozen({ month }, CLAUSES.periods));
  const decidedById = actingStaff(act);
  const { surveyOpen, satisfaction } = await readMonth(tx, townshipId, month);
  const verdictOn = (subject: Subject) => {
    const { answers, decided } = satisfactionIn(satisfaction, subject);
    const given = { subject, answers, decided: decided !== null, surveyOpen };
    return groupDecidesTheFew.decide(given, decidedById, settings);
  };
  if (input.subjects) enforce(...input.subjects.map(verdictOn));
  const subjects =
    input.subjects === null
      ? (await assessedIn(act, month)).filter((subject) => verdictOn(subject).allowed)
      : requireSubjects(act, input.subjects);
  const ids = subjects.map(() => randomUUID());
  const { count } = await tx.satisfactionDecision.createMany({
    data: subjects.map(({ kind, id }, i) => ({
      townshipId,
      id: ids[i] ?? '',
      month,
      subjectKind: kind,
      subjectId: id,
      points,
      reason,
      decidedById,
      decidedAt: act.now,
    })),
    skipDuplicates: true,
  });
  // Fewer: nobody waits for it, or another decided meanwhile.
  if (count === 0 || count < ids.length) throw new Refused(satisfactionDecided({}, CLAUSES.satisfaction));
  for (const id of ids)
    act.audit({
      verb: 'decideSatisfaction',
      subjectType: 'SatisfactionDecision',
      subjectId: id,
      fields: ['points', 'reason'],
    });
  return ids;
}

/** Who is assessed in a month, and which windows. */
async function assessedIn(act: Act, month: string): Promise<Subject[]> {
  const period = periodOf(month);
  if (!period) return [];
  const { sheets } = await reckonMonth(act, period, asEntered(act));
  return sheets.map(({ subject }) => subject);
}

/** The subjects named, each once; NOT_FOUND for what the township does not have. Those who left their window may be meant. */
function requireSubjects(act: Act, named: readonly Subject[]): Subject[] {
  const { townshipId, platform } = act;
  const subjects = [...new Map(named.map((subject) => [subjectKey(subject), subject])).values()];
  for (const { kind, id } of subjects) {
    const known =
      kind === 'WINDOW'
        ? platform.directory.findWindow(townshipId, id)
        : platform.directory.findStaff(id)?.townshipId === townshipId;
    if (!known)
      throw new Refused(notFound({ type: kind === 'WINDOW' ? 'Window' : 'Staff', id }, CLAUSES.satisfaction));
  }
  return subjects;
}
