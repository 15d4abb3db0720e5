import { refusalKind } from '../../core/regulation/index.ts';

// A code, what it means (for the catalogue), and the sentence for the details at hand.

export const notADayOff = refusalKind<{ day: string }>(
  'NOT_A_DAY_OFF',
  { zh: '当日为工作日，按正常程序受理', en: 'the day is a working day; the ordinary verbs apply' },
  ({ day }) => ({ zh: `${day}是工作日，请按正常程序受理`, en: `${day} is a working day; serve as usual` }),
);

export const appointmentDayMissing = refusalKind('APPOINTMENT_DAY_REQUIRED', {
  zh: '受理后约定办理的，须写明约定日期；当场办理的不需约定',
  en: 'an accepted request needs the appointed day; one that was handled has none',
});

export const appointmentDayPast = refusalKind<{ day: string }>(
  'APPOINTMENT_DAY_PAST',
  { zh: '约定日期已过', en: 'the appointed day has passed' },
  ({ day }) => ({ zh: `约定日期${day}已过`, en: `the appointed day ${day} has passed` }),
);

export const appointmentNeedsDutyOfficer = refusalKind<{ day: string }>(
  'APPOINTMENT_NEEDS_DUTY_OFFICER',
  { zh: '约定在非工作日的，须指定值班人员', en: 'an appointment on a day off needs a named duty officer' },
  ({ day }) => ({
    zh: `${day}不是工作日，须指定值班人员，或改约工作日`,
    en: `${day} is no working day; name a duty officer or appoint a working day`,
  }),
);

export const appointmentClosed = refusalKind('APPOINTMENT_CLOSED', {
  zh: '该预约的结果已登记',
  en: 'the result of this appointment is already recorded',
});

export const lunchSlotNotPossible = refusalKind<{ day: string }>(
  'LUNCH_SLOT_NOT_POSSIBLE',
  { zh: '该日没有可以开放的午休时段', en: 'there is no lunch break to open on this day' },
  ({ day }) => ({
    zh: `${day}不是工作日，或午休时间已过`,
    en: `${day} is no working day, or its lunch break is over`,
  }),
);

export const lunchSlotExists = refusalKind<{ day: string }>('LUNCH_SLOT_EXISTS', {
  zh: '本站所当日的午休时段已经开放',
  en: 'the station’s lunch slot of this day is open already',
});

export const lunchSlotFull = refusalKind<{ capacity: number }>(
  'LUNCH_SLOT_FULL',
  { zh: '该午休时段已约满', en: 'the lunch slot is full' },
  ({ capacity }) => ({
    zh: `该时段的${capacity}个名额已约满`,
    en: `all ${capacity} places of this slot are taken`,
  }),
);

export const lunchSlotOver = refusalKind('LUNCH_SLOT_OVER', {
  zh: '该午休时段已结束',
  en: 'the lunch slot is over',
});

export const consultationNeedsStation = refusalKind('CONSULTATION_NEEDS_STATION', {
  zh: '暂时不能答复的，须登记并转有关站所',
  en: 'a question that cannot be answered at once is handed over to a station',
});

export const consultationAnswered = refusalKind('CONSULTATION_ANSWERED', {
  zh: '该咨询已经答复',
  en: 'this consultation has been answered already',
});

export const notOwnStation = refusalKind('NOT_OWN_STATION', {
  zh: '站所负责人只能指定本站所人员、开放本站所时段',
  en: 'a station head assigns the staff and opens the slots of his own station only',
});

export const serviceTimesInvalid = refusalKind('SERVICE_TIMES_INVALID', {
  zh: '延时服务的结束时间须晚于开始时间',
  en: 'extended service must end after it begins',
});

export const serviceEnded = refusalKind('SERVICE_ENDED', {
  zh: '该延时服务已经结束',
  en: 'this extended service has ended already',
});

export const REFUSALS = [
  notADayOff,
  appointmentDayMissing,
  appointmentDayPast,
  appointmentNeedsDutyOfficer,
  appointmentClosed,
  lunchSlotNotPossible,
  lunchSlotExists,
  lunchSlotFull,
  lunchSlotOver,
  consultationNeedsStation,
  consultationAnswered,
  notOwnStation,
  serviceTimesInvalid,
  serviceEnded,
];
