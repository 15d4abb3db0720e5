import { randomUUID } from 'node:crypto';
import type { Act } from '../../../core/acts/act.ts';
import { caseNumber, nextNumber } from '../../../core/cases/number-series.ts';
import { newQueryCode } from '../../../core/cases/query-code.ts';
import { notFound } from '../../../core/cases/refusals.ts';
import { trackByNumber, type Tracked } from '../../../core/cases/track.ts';
import {
  endReply,
  reportUnanswered as reportReplies,
  startReply,
  type Question,
  type Replies,
} from '../../../core/clocks/replies.ts';
import type { Platform } from '../../../core/platform.ts';
import { enforce, Refused } from '../../../core/regulation/index.ts';
import { yearOf } from '../../../core/time/index.ts';
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

/** A question as its events speak of it. */
interface QuestionRow extends Question {
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
  const dueOn = await startReply(act, replies, id, replyLimit.decide(act.today, settingsOf(act)));
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
  await endReply(act, replies, row);
  return row.id;
}

/** Finds a question by its number and query code; wrong codes are counted and lock the number. */
export function trackQuestion(platform: Platform, number: string, queryCode: string): Promise<Tracked> {
  return trackByNumber(platform, { number, queryCode, prefix: 'ZX-', find: findByNumber });
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

/** The reply limits of questions asked online. */
const replies: Replies<QuestionRow> = {
  module: MODULE_ID,
  kind: REPLY,
  clause: CLAUSES.entry.id,
  subject: consultationSubject,
  standing: (act, clock) =>
    replyStanding.decide(clock, act.today, settingsOf(act), act.platform.directory.calendar),
  findUnreported,
  markReported: async (act, id) => {
    const { count } = await act.tx.onlineConsultation.updateMany({
      where: { townshipId: act.townshipId, id, reportedOn: null },
      data: { reportedOn: act.today },
    });
    return count === 1;
  },
  tell: (act, what, row, { answeredBy, dueOn }) => tell(act, what, { ...row, answeredBy }, dueOn),
};

/** The job: a question that stays unanswered too long is reported once. */
export function reportUnanswered(act: Act): Promise<void> {
  return reportReplies(act, replies);
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
