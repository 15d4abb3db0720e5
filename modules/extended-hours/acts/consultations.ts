import { randomUUID } from 'node:crypto';
import type { Act } from '../../../core/acts/act.ts';
import { notFound, textMissing } from '../../../core/cases/refusals.ts';
import { enforce, Refused } from '../../../core/regulation/index.ts';
import { civilDate } from '../../../core/time/index.ts';
import { CLAUSES } from '../clauses.ts';
import '../events.ts';
import type { ConsultationPayload } from '../events.ts';
import { consultationAnswered } from '../refusals.ts';
import { answeredOrPassedOn, replyLimit, replyStanding } from '../rules.ts';
import { settingsOf } from '../service.ts';
import { findUnreported } from '../store.ts';

export interface ConsultationInput {
  readonly question: string;
  /** How the asker can be reached; personal data, shown to the township's staff only. */
  readonly contact: string | null;
  readonly answer: string | null;
  /** The station that is to answer, when nobody can at once. */
  readonly stationId: string | null;
}

/** 一(六)4: keeps a question with its answer, or hands it over with a reply limit. Refusals: CONSULTATION_NEEDS_STATION, NOT_FOUND. */
export async function registerConsultation(act: Act, input: ConsultationInput): Promise<string> {
  if (!input.question.trim()) throw new Refused(textMissing({ field: 'question' }, CLAUSES.consultation));
  const answer = input.answer?.trim() || null;
  enforce(answeredOrPassedOn.decide(input));
  if (input.stationId) await requireStation(act, input.stationId);
  const limit = replyLimit.decide(act.today, settingsOf(act), act.platform.directory.calendar);
  const row = {
    id: randomUUID(),
    stationId: input.stationId,
    dueOn: answer === null ? limit.dueOn : act.today,
    answeredBy: answer === null ? null : act.actor.id,
  };
  await act.tx.consultation.create({
    data: {
      ...row,
      townshipId: act.townshipId,
      question: input.question,
      contact: input.contact,
      askedAt: act.now,
      provisional: answer === null && limit.provisional,
      takenBy: act.actor.id,
      answer,
      answeredAt: answer === null ? null : act.now,
    },
  });
  audit(act, 'registerConsultation', row.id, ['question', 'stationId']);
  tell(act, answer === null ? 'consultation.handedOver' : 'consultation.answered', row);
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
  const after = { ...row, answeredBy: act.actor.id };
  tell(act, 'consultation.answered', after);
  // What was reported as unanswered is not counted a second time as late; the job may not have run yet.
  if (row.reportedOn === null && standingOf(act, row) === 'LATE') tell(act, 'consultation.late', after);
  if (row.reportedOn === null && standingOf(act, row) === 'UNANSWERED') await report(act, row);
  return row.id;
}

/** The job: a question that stays unanswered too long is reported once. */
export async function reportUnanswered(act: Act): Promise<void> {
  for (const row of await findUnreported(act.tx, act.townshipId, act.today))
    if (standingOf(act, row) === 'UNANSWERED') await report(act, row);
}

async function report(act: Act, row: { id: string; stationId: string | null; dueOn: string }): Promise<void> {
  const { count } = await act.tx.consultation.updateMany({
    where: { townshipId: act.townshipId, id: row.id, reportedOn: null },
    data: { reportedOn: act.today },
  });
  if (count === 1) tell(act, 'consultation.unanswered', { ...row, answeredBy: null });
}

function standingOf(act: Act, row: { dueOn: string }) {
  return replyStanding.decide(
    civilDate(row.dueOn),
    act.today,
    settingsOf(act),
    act.platform.directory.calendar,
  );
}

type ConsultationEvent =
  'consultation.handedOver' | 'consultation.answered' | 'consultation.late' | 'consultation.unanswered';

function tell(
  act: Act,
  type: ConsultationEvent,
  row: { id: string; stationId: string | null; dueOn: string; answeredBy: string | null },
): void {
  const payload: ConsultationPayload = {
    consultationId: row.id,
    stationId: row.stationId,
    staffId: row.answeredBy,
    day: act.today,
    dueOn: row.dueOn,
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
