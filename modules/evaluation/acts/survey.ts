import { createHash, randomUUID } from 'node:crypto';
import type { Act } from '../../../core/acts/act.ts';
import { newQueryCode } from '../../../core/cases/query-code.ts';
import { notFound, textMissing } from '../../../core/cases/refusals.ts';
import { enforce, Refused } from '../../../core/regulation/index.ts';
import type { CivilDate } from '../../../core/time/index.ts';
import { actingStaff } from '../../../core/people/members.ts';
import { CLAUSES } from '../clauses.ts';
import type { Subject } from '../counting-rules.ts';
import '../events.ts';
import {
  monthFrozen,
  surveyDayPast,
  surveyExists,
  surveyPublished,
  surveyStillOpen,
  surveyTokenInvalid,
} from '../period-refusals.ts';
import { settingsOn } from '../service.ts';
import {
  ballotFits,
  peersHaveAWindow,
  peersJudgeOthers,
  publishedGroups,
  takesAnswers,
  type Answer,
  type BallotAnswer,
  type Channel,
} from '../survey-rules.ts';
import { addAnswers, countsOf, lockSurvey, monthIsFrozen, takeToken } from '../survey-store.ts';

/** Letters of a token: 31 of them, 26 places, so 128 bits. */
const TOKEN_LENGTH = 26;

/** Opens the survey of a month. Refusals: TEXT_REQUIRED, SURVEY_DAY_PAST, MONTH_FROZEN, SURVEY_EXISTS. */
export async function openSurvey(
  act: Act,
  input: { month: string; title: string; closesOn: CivilDate },
): Promise<string> {
  const { townshipId, tx } = act;
  const { month, closesOn } = input;
  const title = input.title.trim();
  if (!title) throw new Refused(textMissing({ field: 'title' }, CLAUSES.survey));
  if (closesOn < act.today) throw new Refused(surveyDayPast({}, CLAUSES.survey));
  if (await monthIsFrozen(tx, townshipId, month)) throw new Refused(monthFrozen({ month }, CLAUSES.periods));
  const decided = await tx.satisfactionDecision.count({ where: { townshipId, month } });
  const id = randomUUID();
  const row = { townshipId, id, month, title, closesOn, state: 'OPEN' } as const;
  const { count } = await tx.survey.createMany({
    data: decided > 0 ? [] : [{ ...row, openedAt: act.now, openedById: actingStaff(act) }],
    skipDuplicates: true,
  });
  if (count === 0) throw new Refused(surveyExists({ month }, CLAUSES.survey));
  act.audit({
    verb: 'openSurvey',
    subjectType: 'Survey',
    subjectId: id,
    fields: ['month', 'title', 'closesOn'],
  });
  return id;
}

/**
 * Makes one-time tokens and returns them; afterwards nobody can read them anywhere, for only their hashes are kept.
 * Refusals: NOT_FOUND, SURVEY_CLOSED, PEER_WINDOW_REQUIRED.
 */
export async function issueSurveyTokens(
  act: Act,
  input: { surveyId: string; channel: Channel; count: number; excludesWindowId: string | null },
): Promise<string[]> {
  const { townshipId } = act;
  const { surveyId, channel, count, excludesWindowId } = input;
  enforce(takesAnswers.decide(await requireSurvey(act, surveyId), act.today));
  enforce(peersHaveAWindow.decide(channel, excludesWindowId));
  if (excludesWindowId !== null) windowOfSubject(act, { kind: 'WINDOW', id: excludesWindowId });
  const tokens = Array.from({ length: count }, () => newQueryCode(TOKEN_LENGTH));
  await act.tx.surveyToken.createMany({
    data: tokens.map((token) => ({ townshipId, hash: hashOf(token), surveyId, channel, excludesWindowId })),
  });
  act.audit({ verb: 'issueSurveyTokens', subjectType: 'Survey', subjectId: surveyId, fields: ['channel'] });
  return tokens;
}

/**
 * Uses a token: it is deleted, and one is added to each sum. Of the ballot nothing else is written, neither who nor when;
 * the audit says that somebody answered. An act of the public, whoever is signed in.
 * Refusals: SURVEY_TOKEN_INVALID, SURVEY_CLOSED, SURVEY_ANSWERS_INVALID, OWN_WINDOW_JUDGED, NOT_FOUND.
 */
export async function answerSurvey(
  act: Act,
  token: string,
  answers: readonly { subject: Subject; answer: Answer }[],
): Promise<string> {
  const { townshipId, tx } = act;
  const right = await takeToken(tx, townshipId, hashOf(token));
  if (!right) throw new Refused(surveyTokenInvalid({}, CLAUSES.survey));
  // Ballots of a survey are entered one after another: none can deadlock with another, nor come after the closing.
  const survey = await lockSurvey(tx, townshipId, right.surveyId);
  enforce(takesAnswers.decide(survey, act.today));
  const ballot = answers.map((given): BallotAnswer => ({
    ...given,
    windowId: windowOfSubject(act, given.subject),
  }));
  enforce(ballotFits.decide(ballot), peersJudgeOthers.decide(right.excludesWindowId, ballot));
  await addAnswers(tx, { townshipId, surveyId: right.surveyId, channel: right.channel }, ballot);
  act.audit({ verb: 'answerSurvey', subjectType: 'Survey', subjectId: right.surveyId });
  return right.surveyId;
}

/** Closes a survey before its day. Refusals: NOT_FOUND, SURVEY_CLOSED. */
export async function closeSurvey(act: Act, surveyId: string): Promise<string> {
  const { state, closesOn } = await requireSurvey(act, surveyId);
  enforce(takesAnswers.decide({ state, closesOn }, closesOn));
  await close(act, surveyId);
  return surveyId;
}

/** Closes the surveys whose last day is over. */
export async function closeDueSurveys(act: Act): Promise<void> {
  const due = await act.tx.survey.findMany({
    where: { townshipId: act.townshipId, state: 'OPEN', closesOn: { lt: act.today } },
    select: { id: true },
  });
  for (const { id } of due) await close(act, id);
}

async function close(act: Act, id: string): Promise<void> {
  const { townshipId, tx } = act;
  await lockSurvey(tx, townshipId, id);
  await tx.survey.updateMany({
    where: { townshipId, id, state: 'OPEN' },
    data: { state: 'CLOSED', closedAt: act.now },
  });
  act.audit({ verb: 'closeSurvey', subjectType: 'Survey', subjectId: id, fields: ['state'] });
}

/** Publishes the results, and forgets the tokens that nobody used. Refusals: NOT_FOUND, SURVEY_STILL_OPEN, SURVEY_PUBLISHED. */
export async function publishSurvey(act: Act, surveyId: string): Promise<string> {
  const { townshipId, tx } = act;
  const { state, month } = await requireSurvey(act, surveyId);
  if (state === 'OPEN') throw new Refused(surveyStillOpen({}, CLAUSES.survey));
  const { count } = await tx.survey.updateMany({
    where: { townshipId, id: surveyId, state: 'CLOSED' },
    data: { state: 'PUBLISHED', publishedAt: act.now },
  });
  if (count === 0) throw new Refused(surveyPublished({}, CLAUSES.survey));
  await tx.surveyToken.deleteMany({ where: { townshipId, surveyId } });
  const counts = await countsOf(tx, { townshipId, surveyId });
  const shown = publishedGroups.decide(counts, settingsOn(act, act.today));
  act.audit({ verb: 'publishSurvey', subjectType: 'Survey', subjectId: surveyId, fields: ['state'] });
  act.emit({
    type: 'survey.published',
    factId: `survey.published/${surveyId}`,
    payload: {
      surveyId,
      month,
      answers: shown.reduce((sum, { answers }) => sum + answers, 0),
      satisfied: shown.reduce((sum, { satisfied }) => sum + satisfied, 0),
    },
  });
  return surveyId;
}

async function requireSurvey(act: Act, id: string) {
  const survey = await act.tx.survey.findUnique({
    where: { townshipId_id: { townshipId: act.townshipId, id } },
  });
  if (!survey) throw new Refused(notFound({ type: 'Survey', id }, CLAUSES.survey));
  return survey;
}

/**
 * What is looked for is the hash, as it comes from the token and not letter by letter, so that the time of an answer tells
 * nothing of any token. Case and spaces do not matter.
 */
function hashOf(token: string): string {
  return createHash('sha256').update(token.replace(/\s/g, '').toUpperCase()).digest('hex');
}

/** The window where a subject is or works; NOT_FOUND for what the township does not have, or has at no window. */
function windowOfSubject({ platform, townshipId }: Act, { kind, id }: Subject): string {
  const { directory } = platform;
  const staff = kind === 'STAFF' ? directory.findStaff(id) : null;
  const own = staff?.active && staff.townshipId === townshipId ? staff.windowId : null;
  const windowId = kind === 'WINDOW' ? (directory.findWindow(townshipId, id)?.id ?? null) : own;
  if (windowId === null)
    throw new Refused(notFound({ type: kind === 'WINDOW' ? 'Window' : 'Staff', id }, CLAUSES.survey));
  return windowId;
}
