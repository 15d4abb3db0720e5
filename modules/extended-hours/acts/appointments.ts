import { randomUUID } from 'node:crypto';
import type { Act } from '../../../core/acts/act.ts';
import { notFound, textMissing, wrongState } from '../../../core/cases/refusals.ts';
import { findCase } from '../../../core/cases/store.ts';
import { enforce, Refused } from '../../../core/regulation/index.ts';
import { civilDate, instantAt, type CivilDate } from '../../../core/time/index.ts';
import { requireStaffInService } from '../../../core/people/members.ts';
import { CLAUSES } from '../clauses.ts';
import '../events.ts';
import { appointmentClosed, lunchSlotExists, lunchSlotFull, notOwnStation } from '../refusals.ts';
import {
  answerHasItsAppointment,
  appointmentDay,
  lunchSlotHasRoom,
  lunchSlotPossible,
  requestOnDayOff,
  type HolidayAnswer,
} from '../rules.ts';
import { endService, openService, settingsOf, stationOfActor } from '../service.ts';
import { takePlace } from '../store.ts';

export interface HolidayRequestInput {
  /** The case it is about; an appointment needs an accepted one where there is one. */
  readonly caseId: string | null;
  readonly matter: string;
  readonly answer: HolidayAnswer;
  readonly appointmentOn: CivilDate | null;
  readonly dutyOfficerId: string | null;
  /** Minutes that the service took today. */
  readonly minutes: number;
}

/**
 * 一(六)2: a request on a day off is handled, or accepted with an appointment; the time spent is extended service.
 * Refusals: NOT_FOUND, NOT_A_DAY_OFF, STATE_NOT_ALLOWED, APPOINTMENT_DAY_REQUIRED, APPOINTMENT_DAY_PAST,
 * APPOINTMENT_NEEDS_DUTY_OFFICER.
 */
export async function holidayRequest(act: Act, input: HolidayRequestInput): Promise<string> {
  const { calendar } = act.platform.directory;
  if (input.caseId) await requireAccepted(act, input.caseId, input.answer);
  const officer = input.dutyOfficerId ? requireStaffInService(act, input.dutyOfficerId) : null;
  if (officer && !officer.roles.includes('DUTY_OFFICER'))
    throw new Refused(notFound({ type: 'Staff', id: officer.id }, CLAUSES.holiday));
  if (!input.matter.trim()) throw new Refused(textMissing({ field: 'matter' }, CLAUSES.holiday));
  enforce(requestOnDayOff.decide(act.today, calendar), answerHasItsAppointment.decide(input));
  if (input.appointmentOn)
    enforce(
      appointmentDay.decide(
        { day: input.appointmentOn, hasDutyOfficer: officer !== null },
        act.today,
        calendar,
      ),
    );
  const id = randomUUID();
  await act.tx.holidayRequest.create({
    data: {
      townshipId: act.townshipId,
      id,
      day: act.today,
      matter: input.matter,
      answer: input.answer,
      caseId: input.caseId,
      staffId: act.actor.id,
      receivedAt: act.now,
    },
  });
  act.audit({ verb: 'holidayRequest', subjectType: 'HolidayRequest', subjectId: id, fields: ['answer'] });
  if (input.appointmentOn)
    await createAppointment(act, {
      kind: 'HOLIDAY',
      day: input.appointmentOn,
      caseId: input.caseId,
      dutyOfficerId: officer?.id ?? null,
      requestId: id,
    });
  const service = {
    type: 'HOLIDAY',
    day: act.today,
    startedAt: new Date(act.now.getTime() - input.minutes * 60_000),
    staffId: act.actor.id,
    caseId: input.caseId,
  } as const;
  const serviceId = await openService(act, { ...service, reason: input.matter });
  await endService(act, { ...service, id: serviceId });
  return id;
}

/** 一(六)3: the station head opens the lunch break of a day for appointments. Refusals: NOT_OWN_STATION, LUNCH_SLOT_NOT_POSSIBLE, LUNCH_SLOT_EXISTS. */
export async function openLunchSlot(
  act: Act,
  input: { day: CivilDate; capacity: number | null },
): Promise<string> {
  const stationId = stationOfActor(act);
  if (!stationId) throw new Refused(notOwnStation({}, CLAUSES.lunch));
  const { morning, afternoon } = act.platform.directory.openingHoursOf(act.townshipId);
  const endsAt = instantAt(input.day, afternoon.opens);
  enforce(lunchSlotPossible.decide({ day: input.day, endsAt }, act.platform.directory.calendar, act.now));
  const id = randomUUID();
  const { count } = await act.tx.lunchSlot.createMany({
    data: [
      {
        townshipId: act.townshipId,
        id,
        stationId,
        day: input.day,
        opens: morning.closes,
        closes: afternoon.opens,
        capacity: input.capacity ?? settingsOf(act).lunchCapacity,
        openedBy: act.actor.id,
        openedAt: act.now,
      },
    ],
    skipDuplicates: true,
  });
  if (count === 0) throw new Refused(lunchSlotExists({ day: input.day }, CLAUSES.lunch));
  act.audit({ verb: 'openLunchSlot', subjectType: 'LunchSlot', subjectId: id, fields: ['day', 'capacity'] });
  return id;
}

/** 一(六)3: takes a place of an open slot. Refusals: NOT_FOUND, LUNCH_SLOT_OVER, LUNCH_SLOT_FULL. */
export async function bookLunchSlot(
  act: Act,
  input: { slotId: string; contact: string | null },
): Promise<string> {
  const slot = await act.tx.lunchSlot.findUnique({
    where: { townshipId_id: { townshipId: act.townshipId, id: input.slotId } },
  });
  if (!slot) throw new Refused(notFound({ type: 'LunchSlot', id: input.slotId }));
  const day = civilDate(slot.day);
  enforce(lunchSlotHasRoom.decide({ ...slot, endsAt: instantAt(day, slot.closes) }, act.now));
  // Others may take the last place between the reading and now: only the statement itself decides.
  if (!(await takePlace(act.tx, act.townshipId, slot.id)))
    throw new Refused(lunchSlotFull({ capacity: slot.capacity }, CLAUSES.lunch));
  return createAppointment(act, { kind: 'LUNCH', day, slotId: slot.id, contact: input.contact });
}

/** Records whether an appointment was kept, so that it is no open work any more. Refusals: NOT_FOUND, APPOINTMENT_CLOSED. */
export async function closeAppointment(
  act: Act,
  input: { appointmentId: string; kept: boolean },
): Promise<string> {
  const where = { townshipId: act.townshipId, id: input.appointmentId };
  const row = await act.tx.appointment.findUnique({ where: { townshipId_id: where } });
  if (!row) throw new Refused(notFound({ type: 'Appointment', id: input.appointmentId }));
  const { count } = await act.tx.appointment.updateMany({
    where: { ...where, outcome: null },
    data: { outcome: input.kept ? 'KEPT' : 'MISSED', closedAt: act.now },
  });
  if (count === 0) throw new Refused(appointmentClosed({}, CLAUSES.holiday));
  act.audit({
    verb: 'closeAppointment',
    subjectType: 'Appointment',
    subjectId: row.id,
    fields: ['outcome'],
  });
  return row.id;
}

interface AppointmentDraft {
  readonly kind: 'HOLIDAY' | 'LUNCH';
  readonly day: CivilDate;
  readonly caseId?: string | null;
  readonly dutyOfficerId?: string | null;
  readonly requestId?: string;
  readonly slotId?: string;
  readonly contact?: string | null;
}

async function createAppointment(act: Act, draft: AppointmentDraft): Promise<string> {
  const id = randomUUID();
  await act.tx.appointment.create({ data: { ...draft, townshipId: act.townshipId, id, madeAt: act.now } });
  act.audit({ verb: 'createAppointment', subjectType: 'Appointment', subjectId: id, fields: ['day'] });
  const { kind, day, caseId = null, dutyOfficerId = null } = draft;
  act.emit({
    type: 'appointment.created',
    caseId,
    factId: `appointment.created/${id}`,
    payload: { appointmentId: id, kind, day, caseId, dutyOfficerId },
  });
  return id;
}

/** An appointment is made after acceptance (受理后与办事人员约定时间办理). */
async function requireAccepted(act: Act, caseId: string, answer: HolidayAnswer): Promise<void> {
  const facts = await findCase(act.tx, act.townshipId, caseId);
  if (!facts) throw new Refused(notFound({ type: 'Case', id: caseId }));
  if (answer === 'ACCEPTED_WITH_APPOINTMENT' && facts.state !== 'ACCEPTED')
    throw new Refused(
      wrongState({ verb: 'holidayRequest', state: facts.state, allowedIn: ['ACCEPTED'] }, CLAUSES.holiday),
    );
}
