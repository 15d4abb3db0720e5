import { randomUUID } from 'node:crypto';
import type { Act } from '../../../core/acts/act.ts';
import { notFound, textMissing } from '../../../core/cases/refusals.ts';
import {
  endReply,
  reportUnanswered as reportReplies,
  startReply,
  type Question,
  type Replies,
} from '../../../core/clocks/replies.ts';
import { enforce, Refused } from '../../../core/regulation/index.ts';
import { CLAUSES } from '../clauses.ts';
import '../events.ts';
import type { ConsultationPayload } from '../events.ts';
import { consultationAnswered } from '../refusals.ts';
import { answeredOrPassedOn, replyLimit, replyStanding } from '../rules.ts';
import { settingsOf } from '../service.ts';
import { consultationSubject, findUnreported, MODULE_ID, REPLY } from '../store.ts';

export interface ConsultationInput {
  readonly question: string;
  /** How the asker can be reached; personal data, shown to the township's staff only. */
  readonly contact: string | null;
  readonly answer: string | null;
  /** The station that is to answer, when nobody can at once. */
  readonly stationId: string | null;
}

/** A question as its events speak of it. */
interface QuestionRow extends Question {
  readonly stationId: string | null;
  readonly takenBy: string | null;
}

/** 一(六)4: keeps a question with its answer, or hands it over with a reply limit. Refusals: CONSULTATION_NEEDS_STATION, NOT_FOUND. */
export async function registerConsultation(act: Act, input: ConsultationInput): Promise<string> {
  if (!input.question.trim()) throw new Refused(textMissing({ field: 'question' }, CLAUSES.consultation));
  const answer = input.answer?.trim() || null;
  enforce(answeredOrPassedOn.decide(input));
  if (input.stationId) await requireStation(act, input.stationId);
  const row = {
    id: randomUUID(),
    stationId: input.stationId,
    takenBy: act.actor.id,
    answeredBy: answer === null ? null : act.actor.id,
  };
  await act.tx.consultation.create({
    data: {
      ...row,
      townshipId: act.townshipId,
      question: input.question,
      contact: input.contact,
      askedAt: act.now,
      answer,
      answeredAt: answer === null ? null : act.now,
    },
  });
  audit(act, 'registerConsultation', row.id, ['question', 'stationId']);
  if (answer === null) {
    const dueOn = await startReply(act, replies, row.id, replyLimit.decide(act.today, settingsOf(act)));
    tell(act, 'consultation.handedOver', row, dueOn);
  } else tell(act, 'consultation.answered', row, null);
  return row.id;
}

/** 一(六)4: answers a question that was handed over; beyond the limit it is late. Refusals: NOT_FOUND, CONSULTATION_ANSWERED. */
export async function answerConsultation(
  act: Act,
  input: { consultationId: string; answer: string },
): Promise<string> {
  const where = { townshipId: act.townshipId, id: input.consultationId };
  const row = await act.tx.consultation.findUnique({ where: { townshipId_id: where } });
  if (!row) throw new Refused(notFound({ type: 'Consultation', id: input.consultationId }));
  if (!input.answer.trim()) throw new Refused(textMissing({ field: 'answer' }, CLAUSES.consultation));
  const { count } = await act.tx.consultation.updateMany({
    where: { ...where, answeredAt: null },
    data: { answer: input.answer, answeredAt: act.now, answeredBy: act.actor.id },
  });
  if (count === 0) throw new Refused(consultationAnswered({}, CLAUSES.consultation));
  audit(act, 'answerConsultation', row.id, ['answer']);
  await endReply(act, replies, row);
  return row.id;
}

/** The reply limits of questions that were handed over. */
const replies: Replies<QuestionRow> = {
  module: MODULE_ID,
  kind: REPLY,
  clause: CLAUSES.consultation.id,
  subject: consultationSubject,
  standing: (act, clock) =>
    replyStanding.decide(clock, act.today, settingsOf(act), act.platform.directory.calendar),
  findUnreported,
  markReported: async (act, id) => {
    const { count } = await act.tx.consultation.updateMany({
      where: { townshipId: act.townshipId, id, reportedOn: null },
      data: { reportedOn: act.today },
    });
    return count === 1;
  },
  tell: (act, what, row, { answeredBy, dueOn }) => tell(act, BECAME[what], { ...row, answeredBy }, dueOn),
};

const BECAME = {
  answered: 'consultation.answered',
  late: 'consultation.late',
  unanswered: 'consultation.unanswered',
} as const;

/** The job: a question that stays unanswered too long is reported once. */
export function reportUnanswered(act: Act): Promise<void> {
  return reportReplies(act, replies);
}

type ConsultationEvent =
  'consultation.handedOver' | 'consultation.answered' | 'consultation.late' | 'consultation.unanswered';

function tell(
  act: Act,
  type: ConsultationEvent,
  row: { id: string; stationId: string | null; takenBy: string | null; answeredBy: string | null },
  dueOn: string | null,
): void {
  const payload: ConsultationPayload = {
    consultationId: row.id,
    stationId: row.stationId,
    takenBy: row.takenBy,
    staffId: row.answeredBy,
    day: act.today,
    dueOn,
  };
  act.emit({ type, factId: `${type}/${row.id}`, payload });
}

function audit(act: Act, verb: string, id: string, fields: string[]): void {
  act.audit({ verb, subjectType: 'Consultation', subjectId: id, fields });
}

async function requireStation(act: Act, id: string): Promise<void> {
  const where = { townshipId_id: { townshipId: act.townshipId, id } };
  if (!(await act.tx.station.findUnique({ where }))) throw new Refused(notFound({ type: 'Station', id }));
}
