import type { Tx } from '../../core/db/client.ts';
import type { SubjectKind } from './scoring-catalogue.ts';
import type { Subject } from './counting-rules.ts';
import type { Satisfaction } from './sheet-rules.ts';
import { isSatisfied, type Answer, type ChannelCount, type Channel } from './survey-rules.ts';

/** How a subject is named in maps of many: its kind and uuid. */
export function subjectKey({ kind, id }: Subject): string {
  return `${kind}/${id}`;
}

const UNASKED: Satisfaction = { satisfied: 0, answers: 0, decided: null };

/**
 * The answers of a month's survey for every subject that has any, of all channels together, and what the group decided where
 * there were too few; by `subjectKey`. Who is not in it has no answer at all (`satisfactionIn`). Final once the survey is
 * closed: a month is reckoned only then (`openSurveyOf`).
 */
export async function satisfactionOf(
  tx: Tx,
  townshipId: string,
  month: string,
): Promise<Map<string, Satisfaction>> {
  const found = new Map<string, Satisfaction>();
  const change = (subject: Subject, next: (now: Satisfaction) => Satisfaction) => {
    const key = subjectKey(subject);
    found.set(key, next(found.get(key) ?? UNASKED));
  };
  for (const row of await countsOf(tx, { townshipId, survey: { month } }))
    change(row.subject, (now) => ({
      ...now,
      satisfied: now.satisfied + row.satisfied,
      answers: now.answers + row.answers,
    }));
  const decisions = await tx.satisfactionDecision.findMany({
    where: { townshipId, month },
    select: { subjectKind: true, subjectId: true, points: true },
  });
  for (const { subjectKind, subjectId, points } of decisions)
    change({ kind: subjectKind as SubjectKind, id: subjectId }, (now) => ({ ...now, decided: points }));
  return found;
}

/** The satisfaction of one subject in what `satisfactionOf` found. */
export function satisfactionIn(found: ReadonlyMap<string, Satisfaction>, subject: Subject): Satisfaction {
  return found.get(subjectKey(subject)) ?? UNASKED;
}

/** The survey of a month that still takes answers, or null; its month cannot be reckoned yet. */
export function openSurveyOf(tx: Tx, townshipId: string, month: string) {
  return tx.survey.findFirst({ where: { townshipId, month, state: 'OPEN' }, select: { id: true } });
}

/** The answers of a survey by subject and channel, in the order of their keys. */
export async function countsOf(
  tx: Tx,
  where: { townshipId: string; surveyId: string } | { townshipId: string; survey: { month: string } },
): Promise<ChannelCount[]> {
  const rows = await tx.surveyCount.findMany({
    where,
    orderBy: [{ subjectKind: 'asc' }, { subjectId: 'asc' }, { channel: 'asc' }],
  });
  const counts = new Map<string, ChannelCount>();
  for (const { subjectKind, subjectId, channel, answer, value } of rows) {
    const subject = { kind: subjectKind as SubjectKind, id: subjectId };
    const key = `${subjectKey(subject)}/${channel}`;
    const now = counts.get(key) ?? { subject, channel: channel as Channel, answers: 0, satisfied: 0 };
    const satisfied = isSatisfied.decide(answer as Answer) ? value : 0;
    counts.set(key, { ...now, answers: now.answers + value, satisfied: now.satisfied + satisfied });
  }
  return [...counts.values()];
}
