import { randomUUID } from 'node:crypto';
import type { Act } from '../../../core/acts/act.ts';
import { notFound, textMissing } from '../../../core/cases/refusals.ts';
import { factsOf, type ClockRow } from '../../../core/clocks/clock-row.ts';
import { endClocks, readingOf, startClock } from '../../../core/clocks/service.ts';
import { findClock, findOpenClocks } from '../../../core/clocks/store.ts';
import { enforce, Refused } from '../../../core/regulation/index.ts';
import type { CivilDate } from '../../../core/time/index.ts';
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
    // What the limit is stays on record: it can be explained, and moves with the calendar and the module's switch.
    const { dueOn } = await startClock(act, {
      ...consultationSubject(row.id),
      ...replyLimit.decide(act.today, settingsOf(act)),
      caseId: null,
      module: MODULE_ID,
      kind: REPLY,
      clause: CLAUSES.consultation.id,
      stopsFor: ['MODULE_OFF'],
      endsIn: ['ANSWERED'],
    });
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
  const subject = consultationSubject(row.id);
  const clock = await findClock(act.tx, act.townshipId, subject, REPLY);
  await endClocks(act, subject, 'ANSWERED');
  const after = { ...row, answeredBy: act.actor.id };
  const { standing, dueOn } = standingOf(act, clock);
  tell(act, 'consultation.answered', after, dueOn);
  // What was reported as unanswered is not counted a second time as late; the job may not have run yet.
  if (row.reportedOn === null && standing === 'LATE') tell(act, 'consultation.late', after, dueOn);
  if (row.reportedOn === null && standing === 'UNANSWERED') await report(act, row, dueOn);
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
  row: { id: string; stationId: string | null; takenBy: string | null },
  dueOn: CivilDate | null,
): Promise<void> {
  const { count } = await act.tx.consultation.updateMany({
    where: { townshipId: act.townshipId, id: row.id, reportedOn: null },
    data: { reportedOn: act.today },
  });
  if (count === 1) tell(act, 'consultation.unanswered', { ...row, answeredBy: null }, dueOn);
}

/** How a reply stands on the day of the act, and when it was due. */
function standingOf(act: Act, clock: ClockRow | null) {
  if (!clock) return { standing: 'IN_TIME', dueOn: null } as const;
  const { calendar } = act.platform.directory;
  const standing = replyStanding.decide(factsOf(clock), act.today, settingsOf(act), calendar);
  return { standing, dueOn: readingOf(act, clock).dueOn };
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
