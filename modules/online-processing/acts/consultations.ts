import { randomUUID } from 'node:crypto';
import type { Act } from '../../../core/acts/act.ts';
import { caseNumber, nextNumber, townshipCodeOf } from '../../../core/cases/number-series.ts';
import { newQueryCode } from '../../../core/cases/query-code.ts';
import { notFound } from '../../../core/cases/refusals.ts';
import { trackByCode, type Tracked } from '../../../core/cases/track.ts';
import { factsOf, type ClockRow } from '../../../core/clocks/clock-row.ts';
import { endClocks, readingOf, startClock } from '../../../core/clocks/service.ts';
import { findClock, findOpenClocks } from '../../../core/clocks/store.ts';
import type { Platform } from '../../../core/platform.ts';
import { enforce, Refused } from '../../../core/regulation/index.ts';
import { yearOf, type CivilDate } from '../../../core/time/index.ts';
import { CLAUSES } from '../clauses.ts';
import '../events.ts';
import { questionAnswered } from '../refusals.ts';
import { markedOnce, replyLimit, replyStanding } from '../reply-rules.ts';
import { requireItem, requireText, settingsOf } from '../service.ts';
import { consultationSubject, findByNumber, findUnreported, MODULE_ID, REPLY } from '../store.ts';

export interface QuestionInput {
  readonly question: string;
  /** How the asker can be reached; personal data, shown to the township's staff only. */
  readonly contact: string | null;
  readonly itemId: string | null;
}

/** Takes a question asked online; its reply limit begins. Refusals: TEXT_REQUIRED, NOT_FOUND. */
export async function askOnline(act: Act, input: QuestionInput): Promise<string> {
  const question = requireText(input.question, 'question', CLAUSES.entry);
  if (input.itemId) await requireItem(act, input.itemId);
  const { townshipId } = act;
  const id = randomUUID();
  const year = yearOf(act.today);
  const code = act.platform.directory.findTownship(townshipId)?.code ?? '';
  const sequence = await nextNumber(act.tx, townshipId, 'ONLINE_CONSULTATION', year);
  await act.tx.onlineConsultation.create({
    data: {
      townshipId,
      id,
      number: `ZX-${caseNumber(code, year, sequence)}`,
      queryCode: newQueryCode(),
      question,
      contact: input.contact?.trim() || null,
      itemId: input.itemId,
      askedAt: act.now,
    },
  });
  audit(act, 'askOnline', id, ['question', 'itemId']);
  const { dueOn } = await startClock(act, {
    ...consultationSubject(id),
    ...replyLimit.decide(act.today, settingsOf(act)),
    caseId: null,
    module: MODULE_ID,
    kind: REPLY,
    clause: CLAUSES.entry.id,
    stopsFor: ['MODULE_OFF'],
    endsIn: ['ANSWERED'],
  });
  tell(act, 'asked', { id, itemId: input.itemId, answeredBy: null }, dueOn);
  return id;
}

/** Answers a question; beyond the limit it is late. Refusals: NOT_FOUND, TEXT_REQUIRED, ONLINE_CONSULTATION_ANSWERED. */
export async function answerOnline(
  act: Act,
  input: { consultationId: string; answer: string },
): Promise<string> {
  const row = await requireQuestion(act, input.consultationId);
  const answer = requireText(input.answer, 'answer', CLAUSES.entry);
  const { count } = await act.tx.onlineConsultation.updateMany({
    where: { townshipId: act.townshipId, id: row.id, answeredAt: null },
    data: { answer, answeredAt: act.now, answeredBy: act.actor.id },
  });
  if (count === 0) throw new Refused(questionAnswered({}, CLAUSES.entry));
  audit(act, 'answerOnline', row.id, ['answer']);
  const subject = consultationSubject(row.id);
  const clock = await findClock(act.tx, act.townshipId, subject, REPLY);
  await endClocks(act, subject, 'ANSWERED');
  const after = { ...row, answeredBy: act.actor.id };
  const { standing, dueOn } = standingOf(act, clock);
  tell(act, 'answered', after, dueOn);
  // What was reported as unanswered is not counted a second time as late; the job may not have run yet.
  if (row.reportedOn === null && standing === 'LATE') tell(act, 'late', after, dueOn);
  if (row.reportedOn === null && standing === 'UNANSWERED') await report(act, row, dueOn);
  return row.id;
}

/** Finds a question by its number and query code; wrong codes are counted and lock the number. */
export function trackQuestion(platform: Platform, number: string, queryCode: string): Promise<Tracked> {
  const townshipCode = number.startsWith('ZX-') ? townshipCodeOf(number.slice(3)) : null;
  return trackByCode(platform, { number, queryCode, townshipCode, find: findByNumber });
}

/** The asker says once whether the answer is clear. Refusals: NOT_FOUND (also for a wrong code), ONLINE_CONSULTATION_NOT_MARKABLE. */
export async function markOnlineAnswer(
  act: Act,
  input: { number: string; queryCode: string; clear: boolean },
): Promise<string> {
  const tracked = await trackQuestion(act.platform, input.number, input.queryCode);
  if (tracked.kind !== 'found' || tracked.townshipId !== act.townshipId)
    throw new Refused(notFound({ type: 'OnlineConsultation', id: input.number }));
  const row = await requireQuestion(act, tracked.id);
  enforce(markedOnce.decide(row));
  const { count } = await act.tx.onlineConsultation.updateMany({
    where: { townshipId: act.townshipId, id: row.id, clear: null },
    data: { clear: input.clear, markedAt: act.now },
  });
  if (count === 0) enforce(markedOnce.decide({ ...row, clear: input.clear }));
  audit(act, 'markOnlineAnswer', row.id, ['clear']);
  if (!input.clear) tell(act, 'unclear', row, null);
  return row.id;
}

/** The job: a question that stays unanswered too long is reported once. */
export async function reportUnanswered(act: Act): Promise<void> {
  const open = await findOpenClocks(act.tx, act.townshipId, MODULE_ID);
  const ids = open.map((clock) => clock.subjectId);
  const unreported = await findUnreported(act.tx, act.townshipId, ids);
  for (const clock of open) {
    const row = unreported.get(clock.subjectId);
    const { standing, dueOn } = standingOf(act, clock);
    if (row && standing === 'UNANSWERED') await report(act, row, dueOn);
  }
}

async function report(
  act: Act,
  row: { id: string; itemId: string | null },
  dueOn: CivilDate | null,
): Promise<void> {
  const { count } = await act.tx.onlineConsultation.updateMany({
    where: { townshipId: act.townshipId, id: row.id, reportedOn: null },
    data: { reportedOn: act.today },
  });
  if (count === 0) return;
  audit(act, 'reportUnanswered', row.id, ['reportedOn']);
  tell(act, 'unanswered', { ...row, answeredBy: null }, dueOn);
}

/** How a reply stands on the day of the act, and when it was due. */
function standingOf(act: Act, clock: ClockRow | null) {
  if (!clock) return { standing: 'IN_TIME', dueOn: null } as const;
  const { calendar } = act.platform.directory;
  const standing = replyStanding.decide(factsOf(clock), act.today, settingsOf(act), calendar);
  return { standing, dueOn: readingOf(act, clock).dueOn };
}

function tell(
  act: Act,
  what: 'asked' | 'answered' | 'late' | 'unanswered' | 'unclear',
  row: { id: string; itemId: string | null; answeredBy: string | null },
  dueOn: string | null,
): void {
  act.emit({
    type: `onlineConsultation.${what}`,
    factId: `onlineConsultation.${what}/${row.id}`,
    payload: { consultationId: row.id, itemId: row.itemId, staffId: row.answeredBy, day: act.today, dueOn },
  });
}

function audit(act: Act, verb: string, id: string, fields: string[]): void {
  act.audit({ verb, subjectType: 'OnlineConsultation', subjectId: id, fields });
}

async function requireQuestion(act: Act, id: string) {
  const where = { townshipId_id: { townshipId: act.townshipId, id } };
  const row = await act.tx.onlineConsultation.findUnique({ where });
  if (!row) throw new Refused(notFound({ type: 'OnlineConsultation', id }));
  return row;
}
