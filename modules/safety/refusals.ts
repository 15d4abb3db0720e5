import { refusalKind } from '../../core/regulation/index.ts';

// A code, what it means (for the catalogue), and the sentence for the details at hand.

export const letterNotOpen = refusalKind('SAFETY_LETTER_NOT_OPEN', {
  zh: '没有待您签订的安全责任书',
  en: 'no letter waits for your signature',
});

export const notClosingYet = refusalKind('NOT_CLOSING_YET', {
  zh: '下班检查须在窗口下班后进行',
  en: 'a window is checked after closing',
});

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
  zh: '印章由保管人使用和移交',
  en: 'a seal is used and handed over by whoever holds it',
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
  { zh: '值班检查表不能填写以后的日子', en: 'a list is of no later day' },
  ({ day }) => ({ zh: `${day}还没有到`, en: `${day} is still to come` }),
);

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
  sealUseUnexplained,
  sealToAnother,
  dutyListThere,
  dutyDay,
  hazardClosed,
  incidentDecided,
  nobodyResponsible,
];
