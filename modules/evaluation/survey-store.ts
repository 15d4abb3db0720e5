import type { Tx } from '../../core/db/client.ts';
import { lastDayOfMonth } from '../../core/time/index.ts';
import type { SubjectKind } from './scoring-catalogue.ts';
import type { Subject } from './counting-rules.ts';
import type { Posting, Roster } from './roster-rules.ts';
import type { Satisfaction } from './sheet-rules.ts';
import { isSatisfied, type Answer, type ChannelCount, type Channel } from './survey-rules.ts';

/** How a subject is named in maps of many: its kind and uuid. */
export function subjectKey({ kind, id }: Subject): string {
  return `${kind}/${id}`;
}

const UNASKED: Satisfaction = { satisfied: 0, answers: 0, decided: null };

/** How far a month is: who was where, the roster it was frozen with, and what its survey and the group say. */
export interface MonthStanding {
  /** Of a frozen month; null before that. */
  readonly roster: Roster | null;
  /** Postings to windows until its end, each person's in the order of their days. */
  readonly postings: readonly Posting[];
  /** Whether its survey still takes answers; the month cannot be reckoned yet. */
  readonly surveyOpen: boolean;
  /** Of every subject that anything is said of, all channels together; `satisfactionIn` knows the others. Final once the survey is closed. */
  readonly satisfaction: ReadonlyMap<string, Satisfaction>;
}

/** Reads how far a month, YYYY-MM, is, whatever the number of its subjects in one statement. */
export async function readMonth(
  tx: Pick<Tx, '$queryRaw'>,
  townshipId: string,
  month: string,
): Promise<MonthStanding> {
  const [row] = await tx.$queryRaw<[MonthRow]>`
    select
      (select "roster" from "AssessmentPeriod"
        where "townshipId" = ${townshipId}::uuid and "key" = ${month} and "state" <> 'OPEN') as "roster",
      (select coalesce(json_agg(json_build_object('staffId', "staffId", 'since', "since", 'windowId', "windowId") order by "since"), '[]')
        from "WindowPosting" where "townshipId" = ${townshipId}::uuid and "since" <= ${lastDayOfMonth(month)}) as "postings",
      exists (select from "Survey" where "townshipId" = ${townshipId}::uuid and "month" = ${month} and "state" = 'OPEN')
        as "surveyOpen",
      (select coalesce(json_agg(json_build_object('kind', c."subjectKind", 'id', c."subjectId", 'answer', c."answer", 'value', c."value")), '[]')
        from "SurveyCount" c join "Survey" s on s."townshipId" = c."townshipId" and s."id" = c."surveyId"
        where c."townshipId" = ${townshipId}::uuid and s."month" = ${month}) as "answers",
      (select coalesce(json_agg(json_build_object('kind', "subjectKind", 'id', "subjectId", 'points', "points")), '[]')
        from "SatisfactionDecision" where "townshipId" = ${townshipId}::uuid and "month" = ${month}) as "decisions"`;
  const satisfaction = new Map<string, Satisfaction>();
  const change = (subject: Subject, by: (now: Satisfaction) => Partial<Satisfaction>) => {
    const now = satisfactionIn(satisfaction, subject);
    satisfaction.set(subjectKey(subject), { ...now, ...by(now) });
  };
  for (const { answer, value, ...subject } of row.answers)
    change(subject, ({ satisfied, answers }) => ({
      satisfied: satisfied + (isSatisfied.decide(answer) ? value : 0),
      answers: answers + value,
    }));
  for (const { points, ...subject } of row.decisions) change(subject, () => ({ decided: points }));
  return {
    roster: row.roster,
    postings: row.postings,
    surveyOpen: row.surveyOpen,
    satisfaction,
  };
}

interface MonthRow {
  readonly roster: Roster | null;
  readonly postings: readonly Posting[];
  readonly surveyOpen: boolean;
  readonly answers: readonly (Subject & { readonly answer: Answer; readonly value: number })[];
  readonly decisions: readonly (Subject & { readonly points: number })[];
}

/** The satisfaction of one subject in what `readMonth` found. */
export function satisfactionIn(found: ReadonlyMap<string, Satisfaction>, subject: Subject): Satisfaction {
  return found.get(subjectKey(subject)) ?? UNASKED;
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
