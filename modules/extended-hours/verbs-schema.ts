import { doc } from '../../core/graphql/doc.ts';
import { Failure } from '../../core/graphql/failure.ts';
import type { ModuleSchema } from '../../core/graphql/module-schema.ts';
import { shownAnswer } from '../../core/graphql/verb.ts';
import { civilDate } from '../../core/time/index.ts';
import { bookLunchSlot, closeAppointment, holidayRequest, openLunchSlot } from './acts/appointments.ts';
import { assignExtendedService, finishExtendedService } from './acts/assignments.ts';
import { CLAUSES } from './clauses.ts';
import { answerConsultation, registerConsultation } from './acts/consultations.ts';
import { STEP_ROLES } from './roles.ts';

/** The mutations of 错时延时, named with the verbs of the chapter. */
export function addVerbs(schema: ModuleSchema): void {
  addServiceVerbs(schema);
  addAppointmentVerbs(schema);
  addConsultationVerbs(schema);
}

const SERVICE_ANSWER = shownAnswer('ExtendedService', (db, where) =>
  db.extendedService.findUniqueOrThrow({ where }),
);
const APPOINTMENT_ANSWER = shownAnswer('Appointment', (db, where) =>
  db.appointment.findUniqueOrThrow({ where }),
);
const CONSULTATION_ANSWER = shownAnswer('Consultation', (db, where) =>
  db.consultation.findUniqueOrThrow({ where }),
);

function addServiceVerbs({ verb }: ModuleSchema): void {
  verb('assignExtendedService', {
    description: doc('站所负责人指定人员延时服务', 'assigns somebody to serve', CLAUSES.assignment),
    input: (t) => ({
      staffId: t.id({ required: true, description: doc('工作人员', 'who serves') }),
      type: t.field({
        type: 'ExtendedServiceType',
        required: true,
        defaultValue: 'OTHER',
        description: doc('种类', 'kind'),
      }),
      day: t.field({ type: 'Date', required: true, description: doc('日期', 'day') }),
      from: t.string({ required: true, description: doc('开始，HH:MM', 'from, HH:MM') }),
      to: t.string({ required: true, description: doc('结束，HH:MM', 'to, HH:MM') }),
      reason: t.string({ required: true, description: doc('事由', 'reason') }),
    }),
    roles: STEP_ROLES.assignExtendedService,
    answer: SERVICE_ANSWER,
    act: async (act, input, ids) => {
      // First the ids: what belongs to another township is NOT_FOUND, whatever else is wrong with the input.
      const staffId = ids('Staff', input.staffId);
      for (const field of ['from', 'to'] as const)
        if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(input[field]))
          throw new Failure('BAD_INPUT', undefined, { field });
      const day = civilDate(input.day);
      return { id: await assignExtendedService(act, { ...input, staffId, day }) };
    },
  });
  verb('finishExtendedService', {
    description: doc('结束延时服务', 'ends an extended service now', CLAUSES.preface),
    input: (t) => ({ serviceId: t.id({ required: true, description: doc('延时服务', 'the service') }) }),
    roles: STEP_ROLES.finishExtendedService,
    answer: SERVICE_ANSWER,
    act: async (act, input, ids) => ({
      id: await finishExtendedService(act, ids('ExtendedService', input.serviceId)),
    }),
  });
}

function addAppointmentVerbs({ verb }: ModuleSchema): void {
  verb('holidayRequest', {
    description: doc('登记节假日申请及答复', 'registers a request on a day off', CLAUSES.holiday),
    input: (t) => ({
      caseId: t.id({ description: doc('办件', 'the case') }),
      matter: t.string({ required: true, description: doc('事项', 'what is asked') }),
      answer: t.field({
        type: 'HolidayAnswer',
        required: true,
        description: doc('答复', 'the answer'),
      }),
      appointmentOn: t.field({ type: 'Date', description: doc('约定日期', 'appointed day') }),
      dutyOfficerId: t.id({
        description: doc('值班人员，约定在非工作日时必填', 'duty officer; needed for a day off'),
      }),
      minutes: t.int({
        required: true,
        description: doc('今日服务分钟，1至1440', 'minutes served today, 1 to 1440'),
      }),
    }),
    roles: STEP_ROLES.holidayRequest,
    answer: shownAnswer('HolidayRequest', (db, where) => db.holidayRequest.findUniqueOrThrow({ where })),
    act: async (act, input, ids) => {
      const caseId = input.caseId ? ids('Case', input.caseId) : null;
      const dutyOfficerId = input.dutyOfficerId ? ids('Staff', input.dutyOfficerId) : null;
      if (input.minutes < 1 || input.minutes > 1440)
        throw new Failure('BAD_INPUT', undefined, { field: 'minutes' });
      const appointmentOn = input.appointmentOn ? civilDate(input.appointmentOn) : null;
      const { matter, minutes, answer } = input;
      return {
        id: await holidayRequest(act, { caseId, dutyOfficerId, matter, minutes, answer, appointmentOn }),
      };
    },
  });
  verb('openLunchSlot', {
    description: doc('开放本站所的午休时段', 'opens the station’s lunch break', CLAUSES.lunch),
    input: (t) => ({
      day: t.field({ type: 'Date', required: true, description: doc('日期', 'day') }),
      capacity: t.int({
        description: doc('名额，1至100，默认按设置', 'places, 1 to 100; by default the setting'),
      }),
    }),
    roles: STEP_ROLES.openLunchSlot,
    answer: shownAnswer('LunchSlot', (db, where) => db.lunchSlot.findUniqueOrThrow({ where })),
    act: async (act, { day, capacity }) => {
      if (capacity != null && (capacity < 1 || capacity > 100))
        throw new Failure('BAD_INPUT', undefined, { field: 'capacity' });
      return { id: await openLunchSlot(act, { day: civilDate(day), capacity: capacity ?? null }) };
    },
  });
  verb('bookLunchSlot', {
    description: doc('预约午休时段', 'takes a place of a lunch slot', CLAUSES.lunch),
    input: (t) => ({
      slotId: t.id({ required: true, description: doc('时段', 'the slot') }),
      contact: t.string({ description: doc('联系方式', 'how to reach the applicant') }),
    }),
    roles: STEP_ROLES.bookLunchSlot,
    answer: APPOINTMENT_ANSWER,
    act: async (act, input, ids) => ({
      id: await bookLunchSlot(act, {
        slotId: ids('LunchSlot', input.slotId),
        contact: input.contact ?? null,
      }),
    }),
  });
  verb('closeAppointment', {
    description: doc('登记预约结果', 'records whether an appointment was kept', CLAUSES.holiday),
    input: (t) => ({
      appointmentId: t.id({ required: true, description: doc('预约', 'the appointment') }),
      kept: t.boolean({ required: true, description: doc('是否如约', 'whether it was kept') }),
    }),
    roles: STEP_ROLES.closeAppointment,
    answer: APPOINTMENT_ANSWER,
    act: async (act, input, ids) => ({
      id: await closeAppointment(act, {
        appointmentId: ids('Appointment', input.appointmentId),
        kept: input.kept,
      }),
    }),
  });
}

function addConsultationVerbs({ verb }: ModuleSchema): void {
  verb('registerConsultation', {
    description: doc('登记咨询：当场答复或转站所', 'answers or hands over a question', CLAUSES.consultation),
    input: (t) => ({
      question: t.string({ required: true, description: doc('问题', 'question') }),
      contact: t.string({ description: doc('联系方式', 'how to reach the asker') }),
      answer: t.string({ description: doc('当场答复', 'answer given at once') }),
      stationId: t.id({ description: doc('转办站所', 'station to answer') }),
    }),
    roles: STEP_ROLES.registerConsultation,
    answer: CONSULTATION_ANSWER,
    act: async (act, { question, contact, answer, stationId }, ids) => ({
      id: await registerConsultation(act, {
        question,
        contact: contact ?? null,
        answer: answer ?? null,
        stationId: stationId ? ids('Station', stationId) : null,
      }),
    }),
  });
  verb('answerConsultation', {
    description: doc('答复转办的咨询', 'answers a question handed over', CLAUSES.consultation),
    input: (t) => ({
      consultationId: t.id({ required: true, description: doc('咨询', 'the question') }),
      answer: t.string({ required: true, description: doc('答复', 'answer') }),
    }),
    roles: STEP_ROLES.answerConsultation,
    answer: CONSULTATION_ANSWER,
    act: async (act, input, ids) => ({
      id: await answerConsultation(act, {
        consultationId: ids('Consultation', input.consultationId),
        answer: input.answer,
      }),
    }),
  });
}
