import { randomUUID } from 'node:crypto';
import type { Act } from '../../../core/acts/act.ts';
import { notFound, textMissing } from '../../../core/cases/refusals.ts';
import { enforce, Refused } from '../../../core/regulation/index.ts';
import { civilDateOf } from '../../../core/time/index.ts';
import { CLAUSES } from '../clauses.ts';
import { planExists, sessionOver } from '../refusals.ts';
import { hasCategory, modesAreNamed, planHasTwelveMonths, sessionIsOfOneDay, type Mode } from '../rules.ts';
import { requireSession, settingsOf } from '../service.ts';

/** 四(二)2: adopts the plan of a year. Refusals: TRAINING_PLAN_INCOMPLETE, TRAINING_CATEGORY_REQUIRED, TRAINING_PLAN_EXISTS. */
export async function adoptPlan(
  act: Act,
  input: { year: number; categories: readonly string[]; topics: readonly string[] },
): Promise<string> {
  const { year, categories, topics } = input;
  enforce(
    planHasTwelveMonths.decide(topics),
    ...topics.map((_topic, i) => hasCategory.decide(categories[i] ?? null, settingsOf(act))),
  );
  const id = randomUUID();
  const { count } = await act.tx.trainingPlan.createMany({
    data: [
      {
        townshipId: act.townshipId,
        id,
        year,
        categories: categories.slice(0, 12),
        topics: [...topics],
        adoptedAt: act.now,
        adoptedById: act.actor.id,
      },
    ],
    skipDuplicates: true,
  });
  if (count === 0) throw new Refused(planExists({ year }, CLAUSES.monthly));
  act.audit({ verb: 'adoptTrainingPlan', subjectType: 'TrainingPlan', subjectId: id, fields: ['topics'] });
  return id;
}

export interface SessionInput {
  readonly title: string;
  readonly category: string | null;
  readonly modes: readonly Mode[];
  readonly materials: readonly string[];
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** Who is expected; null: everybody in service. */
  readonly staffIds: readonly string[] | null;
}

/**
 * 四(二)1, 四(二)3: arranges a session and says who is expected.
 * Refusals: TEXT_REQUIRED, TRAINING_CATEGORY_REQUIRED, TRAINING_MODE_REQUIRED, TRAINING_TIMES, NOT_FOUND.
 */
export async function scheduleSession(act: Act, input: SessionInput): Promise<string> {
  if (!input.title.trim()) throw new Refused(textMissing({ field: 'title' }, CLAUSES.contents));
  enforce(
    hasCategory.decide(input.category, settingsOf(act)),
    modesAreNamed.decide(input.modes),
    sessionIsOfOneDay.decide(input, act.now),
  );
  const { townshipId, tx } = act;
  const staff = await tx.staff.findMany({
    where: { townshipId, active: true, ...(input.staffIds ? { id: { in: [...input.staffIds] } } : {}) },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  const known = new Set(staff.map(({ id }) => id));
  const unknown = input.staffIds?.find((id) => !known.has(id));
  if (unknown !== undefined) throw new Refused(notFound({ type: 'Staff', id: unknown }));
  const id = randomUUID();
  await tx.trainingSession.create({
    data: {
      townshipId,
      id,
      title: input.title,
      category: input.category ?? '',
      modes: [...new Set(input.modes)],
      materials: [...input.materials],
      day: civilDateOf(input.startsAt),
      startsAt: input.startsAt,
      endsAt: input.endsAt,
      state: 'SCHEDULED',
      createdById: act.actor.id,
    },
  });
  await tx.trainingAttendance.createMany({
    data: staff.map((one) => ({
      townshipId,
      id: randomUUID(),
      sessionId: id,
      staffId: one.id,
      state: 'EXPECTED',
    })),
  });
  act.audit({
    verb: 'scheduleTraining',
    subjectType: 'TrainingSession',
    subjectId: id,
    fields: ['startsAt'],
  });
  return id;
}

/** Calls a session off that has not begun. Refusals: NOT_FOUND, TRAINING_SESSION_OVER. */
export async function cancelSession(act: Act, sessionId: string): Promise<string> {
  const row = await requireSession(act, sessionId);
  const { count } = await act.tx.trainingSession.updateMany({
    where: { townshipId: act.townshipId, id: sessionId, state: 'SCHEDULED', startsAt: { gt: act.now } },
    data: { state: 'CANCELLED' },
  });
  if (count === 0) throw new Refused(sessionOver({ state: row.state }, CLAUSES.monthly));
  act.audit({
    verb: 'cancelTraining',
    subjectType: 'TrainingSession',
    subjectId: sessionId,
    fields: ['state'],
  });
  return sessionId;
}
