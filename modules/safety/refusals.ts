import { refusalKind } from '../../core/regulation/index.ts';

// A code, what it means (for the catalogue), and the sentence for the details at hand.

export const letterNotOpen = refusalKind('SAFETY_LETTER_NOT_OPEN', {
  zh: '没有待您签订的安全责任书；本年还没有下发的，请主任或分管领导下发',
  en: 'no letter waits for your signature; if none was issued this year, ask the director or the deputy',
});

export const notClosingYet = refusalKind<{ closes: string }>(
  'NOT_CLOSING_YET',
  { zh: '下班检查须在窗口下班后进行', en: 'a window is checked after closing' },
  ({ closes }) => ({
    zh: `窗口${closes}下班，下班检查请在此后进行`,
    en: `the window closes at ${closes}; please check it after that`,
  }),
);

export const windowChecked = refusalKind('WINDOW_CHECKED', {
  zh: '该窗口当天已检查',
  en: 'the window was checked that day',
});

export const warningSettled = refusalKind('WARNING_SETTLED', {
  zh: '该提醒已复查',
  en: 'the warning was followed up already',
});

export const sealExists = refusalKind('SEAL_EXISTS', {
  zh: '已有同名印章',
  en: 'there is a seal of this name',
});

export const notSealHolder = refusalKind('NOT_SEAL_HOLDER', {
  zh: '您不是该印章的保管人；请由保管人使用，或先由其移交给您',
  en: 'you do not hold this seal; let its holder use it, or have it handed over to you first',
});

export const sealHolderInService = refusalKind('SEAL_HOLDER_IN_SERVICE', {
  zh: '保管人仍在岗，请由保管人移交；保管人离岗后才由领导移交',
  en: 'its holder is in service and hands it over himself; a leader does so for one who left',
});

export const sealUseUnexplained = refusalKind('SEAL_USE_UNEXPLAINED', {
  zh: '用印须对应办件，没有办件的须说明用途',
  en: 'a use of a seal is for a case, or has an explanation',
});

export const sealToAnother = refusalKind('SEAL_TO_ANOTHER', {
  zh: '印章须移交给本镇另一在岗人员',
  en: 'a seal is handed to another member of staff in service',
});

export const dutyListThere = refusalKind<{ day: string }>(
  'DUTY_LIST_THERE',
  { zh: '当天的值班检查表已填写', en: 'the list of that day is there' },
  ({ day }) => ({ zh: `${day}的值班检查表已填写`, en: `the list of ${day} is there` }),
);

export const dutyDay = refusalKind<{ day: string }>(
  'DUTY_DAY',
  { zh: '不能填写以后的日子', en: 'no later day may be given' },
  ({ day }) => ({
    zh: `${day}还没有到，请填写今天或以前的日期`,
    en: `${day} is still to come; give today or a day before`,
  }),
);

export const notInOrder = refusalKind('DUTY_REMARK_REQUIRED', {
  zh: '检查表有未完成的项目，请在备注中写明情况',
  en: 'something is not in order; please remark what',
});

export const hazardClosed = refusalKind('HAZARD_CLOSED', {
  zh: '该隐患已消除',
  en: 'the hazard was removed',
});

export const incidentDecided = refusalKind('INCIDENT_DECIDED', {
  zh: '该事故已作出处理',
  en: 'the accident was decided',
});

export const nobodyResponsible = refusalKind('NOBODY_RESPONSIBLE', {
  zh: '事故处理须写明责任人和追究措施，不得处理本人',
  en: 'whoever decides an accident names those responsible and a measure for each, and not himself',
});

export const REFUSALS = [
  letterNotOpen,
  notClosingYet,
  windowChecked,
  warningSettled,
  sealExists,
  notSealHolder,
  sealHolderInService,
  sealUseUnexplained,
  sealToAnother,
  dutyListThere,
  dutyDay,
  notInOrder,
  hazardClosed,
  incidentDecided,
  nobodyResponsible,
];
