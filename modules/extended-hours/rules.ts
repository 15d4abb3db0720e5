import { allow, refuse, rule, type Verdict } from '../../core/regulation/index.ts';
import {
  replyStandingOn,
  type Calendar,
  type CivilDate,
  type ClockFacts,
  type ReplyStanding,
} from '../../core/time/index.ts';
import { CLAUSES } from './clauses.ts';
import {
  appointmentDayMissing,
  appointmentDayPast,
  appointmentNeedsDutyOfficer,
  consultationNeedsStation,
  lunchSlotFull,
  lunchSlotNotPossible,
  lunchSlotOver,
  notADayOff,
  notOwnStation,
  serviceTimesInvalid,
} from './refusals.ts';
import type { ExtendedHoursSettings } from './settings.ts';

// A rule is pure: facts, settings, calendar and time come in as arguments; a verdict or another value goes out.

const MINUTE_MS = 60_000;

export const minutesServed = rule({
  id: 'service-is-counted-in-minutes',
  clause: CLAUSES.preface,
  says: { zh: '延时服务按整分钟计', en: 'extended service is counted in whole minutes' },
  decide: (startedAt: Date, endedAt: Date): number =>
    Math.max(0, Math.floor((endedAt.getTime() - startedAt.getTime()) / MINUTE_MS)),
});

/** What decides whether a case has run over. `closing` is the close of the day of `now`. */
export interface OverrunFacts {
  /** IMMEDIATE 即办件 or PROMISED 承诺件. */
  readonly kind: string | null;
  readonly acceptedAt: Date | null;
  readonly acceptedOn: CivilDate | null;
  readonly today: CivilDate;
  readonly closing: Date;
  readonly now: Date;
}

export const overrunOpens = rule({
  id: 'overrun-opens-by-itself',
  clause: CLAUSES.weekday,
  says: {
    zh: '下班前受理、到下班时未办结的即办件，自下班时刻起记延时服务',
    en: 'an immediate case accepted before closing and still open then counts as extended service from closing on',
  },
  decide: (facts: OverrunFacts, calendar: Calendar): boolean =>
    facts.kind === 'IMMEDIATE' &&
    facts.acceptedAt !== null &&
    facts.acceptedOn === facts.today &&
    calendar.isWorkingDay(facts.today) &&
    facts.acceptedAt < facts.closing &&
    facts.now >= facts.closing,
});

export const overrunIsAbandoned = rule({
  id: 'overrun-ends-the-same-day',
  clause: CLAUSES.weekday,
  says: {
    zh: '当日没有办结的，不记延时分钟',
    en: 'an overrun that did not end the same day earns no minutes',
  },
  decide: (session: { day: string }, today: CivilDate): boolean => session.day < today,
});

export const requestOnDayOff = rule({
  id: 'holiday-request-on-a-day-off',
  clause: CLAUSES.holiday,
  says: { zh: '节假日申请登记于非工作日', en: 'a holiday request is made on a day off' },
  decide: (day: CivilDate, calendar: Calendar): Verdict =>
    calendar.isWorkingDay(day) ? refuse(notADayOff({ day }, CLAUSES.holiday)) : allow(),
});

export const answerHasItsAppointment = rule({
  id: 'holiday-answer-has-its-appointment',
  clause: CLAUSES.holiday,
  says: {
    zh: '能办的当场办理，不能办的受理并约定日期；没有“拒绝”',
    en: 'it is handled, or accepted with an appointed day; there is no refusing',
  },
  decide: (request: { answer: HolidayAnswer; appointmentOn: CivilDate | null }): Verdict =>
    (request.answer === 'ACCEPTED_WITH_APPOINTMENT') === (request.appointmentOn !== null)
      ? allow()
      : refuse(appointmentDayMissing({}, CLAUSES.holiday)),
});

/** The only two answers: the clause knows no third. */
export const HOLIDAY_ANSWERS = ['HANDLED', 'ACCEPTED_WITH_APPOINTMENT'] as const;
export type HolidayAnswer = (typeof HOLIDAY_ANSWERS)[number];

export const appointmentDay = rule({
  id: 'appointment-on-a-day-with-staff',
  clause: CLAUSES.holiday,
  says: {
    zh: '约定在工作日；约定在非工作日的须指定值班人员',
    en: 'the appointed day is a working day, or a duty officer is named',
  },
  decide: (
    asked: { day: CivilDate; hasDutyOfficer: boolean },
    today: CivilDate,
    calendar: Calendar,
  ): Verdict => {
    if (asked.day < today) return refuse(appointmentDayPast({ day: asked.day }, CLAUSES.holiday));
    return calendar.isWorkingDay(asked.day) || asked.hasDutyOfficer
      ? allow()
      : refuse(appointmentNeedsDutyOfficer({ day: asked.day }, CLAUSES.holiday));
  },
});

export const lunchSlotPossible = rule({
  id: 'lunch-slot-in-a-coming-break',
  clause: CLAUSES.lunch,
  says: { zh: '午休时段在工作日的午休时间开放', en: 'a lunch slot lies in a coming break of a working day' },
  decide: (slot: { day: CivilDate; endsAt: Date }, calendar: Calendar, now: Date): Verdict =>
    calendar.isWorkingDay(slot.day) && now < slot.endsAt
      ? allow()
      : refuse(lunchSlotNotPossible({ day: slot.day }, CLAUSES.lunch)),
});

export const lunchSlotHasRoom = rule({
  id: 'lunch-slot-has-room',
  clause: CLAUSES.lunch,
  says: { zh: '午休时段开放后可约，约满为止', en: 'an open slot is bookable until its places are taken' },
  decide: (slot: { endsAt: Date; taken: number; capacity: number }, now: Date): Verdict => {
    if (now >= slot.endsAt) return refuse(lunchSlotOver({}, CLAUSES.lunch));
    return slot.taken < slot.capacity
      ? allow()
      : refuse(lunchSlotFull({ capacity: slot.capacity }, CLAUSES.lunch));
  },
});

export const answeredOrPassedOn = rule({
  id: 'consultation-answered-or-passed-on',
  clause: CLAUSES.consultation,
  says: {
    zh: '咨询当场答复，否则登记并转有关站所',
    en: 'a question is answered at once, or registered and handed over to a station',
  },
  decide: (given: { answer: string | null; stationId: string | null }): Verdict =>
    given.answer?.trim() || given.stationId
      ? allow()
      : refuse(consultationNeedsStation({}, CLAUSES.consultation)),
});

/** What the clock of a consultation is started with. */
export interface ReplyLimit {
  /** Not counted. */
  readonly startedOn: CivilDate;
  /** working days */
  readonly budgetDays: number;
}

export const replyLimit = rule({
  id: 'reply-within-the-limit',
  clause: CLAUSES.consultation,
  says: { zh: '转办之日起在时限内答复', en: 'a handed-over question is answered within the limit' },
  decide: (askedOn: CivilDate, settings: ExtendedHoursSettings): ReplyLimit => ({
    startedOn: askedOn,
    budgetDays: settings.replyDays,
  }),
});

export const replyStanding = rule({
  id: 'reply-late-or-missing',
  clause: CLAUSES.consultation,
  says: {
    zh: '逾期答复记迟复，久不答复记未答复，二者只记其一',
    en: 'a reply beyond the limit is late, one that never comes is missing; never both',
  },
  decide: (
    clock: ClockFacts,
    today: CivilDate,
    settings: ExtendedHoursSettings,
    calendar: Calendar,
  ): ReplyStanding => replyStandingOn(clock, today, settings.unansweredAfterDays, calendar),
});

export const headAssignsOwnStaff = rule({
  id: 'station-head-assigns-own-staff',
  clause: CLAUSES.assignment,
  says: { zh: '站所负责人指定本站所人员', en: 'a station head assigns staff of his own station' },
  decide: (stationOfHead: string | null, stationOfStaff: string | null): Verdict =>
    stationOfHead !== null && stationOfHead === stationOfStaff
      ? allow()
      : refuse(notOwnStation({}, CLAUSES.assignment)),
});

export const assignedTimes = rule({
  id: 'assigned-service-has-a-span',
  clause: CLAUSES.assignment,
  says: { zh: '指定的服务有起止时间', en: 'assigned service begins before it ends' },
  decide: (span: { startsAt: Date; endsAt: Date }): Verdict =>
    span.startsAt < span.endsAt ? allow() : refuse(serviceTimesInvalid({}, CLAUSES.assignment)),
});

export const RULES = [
  minutesServed,
  overrunOpens,
  overrunIsAbandoned,
  requestOnDayOff,
  answerHasItsAppointment,
  appointmentDay,
  lunchSlotPossible,
  lunchSlotHasRoom,
  answeredOrPassedOn,
  replyLimit,
  replyStanding,
  headAssignsOwnStaff,
  assignedTimes,
];
