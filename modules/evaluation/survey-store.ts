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

/** Whether a month is frozen or published, so that nothing of it can change. */
export async function monthIsFrozen(tx: Tx, townshipId: string, month: string): Promise<boolean> {
  const where = { townshipId, kind: 'MONTH', key: month, state: { not: 'OPEN' } };
  return (await tx.assessmentPeriod.count({ where })) > 0;
}

/** Takes a token away and says what it was for; null for none. Of two who come with the same one gets it. */
export async function takeToken(
  tx: Tx,
  townshipId: string,
  hash: string,
): Promise<{ surveyId: string; channel: Channel; excludesWindowId: string | null } | null> {
  const [taken] = await tx.$queryRaw<
    { surveyId: string; channel: Channel; excludesWindowId: string | null }[]
  >`
    delete from "SurveyToken" where "townshipId" = ${townshipId}::uuid and "hash" = ${hash}
    returning "surveyId", "channel", "excludesWindowId"`;
  return taken ?? null;
}

/** The survey, locked to the end of the act. */
export async function lockSurvey(
  tx: Tx,
  townshipId: string,
  id: string,
): Promise<{ state: string; closesOn: string }> {
  const [survey] = await tx.$queryRaw<{ state: string; closesOn: string }[]>`
    select "state", "closesOn" from "Survey" where "townshipId" = ${townshipId}::uuid and "id" = ${id}::uuid for update`;
  if (!survey) throw new Error('a token belongs to a survey');
  return survey;
}

/**
 * Adds one to the sum of each answer of a ballot. All sums of the survey are written anew with it, also those that stay as
 * they are, for a row of the database keeps by which transaction it was written: so none tells which sums one ballot moved.
 * The survey is locked (`lockSurvey`).
 */
export async function addAnswers(
  tx: Tx,
  { townshipId, surveyId, channel }: { townshipId: string; surveyId: string; channel: Channel },
  ballot: readonly { subject: Subject; answer: Answer }[],
): Promise<void> {
  await tx.surveyCount.createMany({
    data: ballot.map(({ subject, answer }) => ({
      townshipId,
      surveyId,
      channel,
      subjectKind: subject.kind,
      subjectId: subject.id,
      answer,
      value: 0,
    })),
    skipDuplicates: true,
  });
  const given = ballot.map(({ subject, answer }) => `${subjectKey(subject)}/${answer}`);
  await tx.$executeRaw`
    update "SurveyCount" set "value" = "value" +
      case when "channel" = ${channel} and "subjectKind" || '/' || "subjectId" || '/' || "answer" = any(${given}) then 1 else 0 end
    where "townshipId" = ${townshipId}::uuid and "surveyId" = ${surveyId}::uuid`;
}
