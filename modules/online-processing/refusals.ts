import { refusalKind } from '../../core/regulation/index.ts';

// A code, what it means (for the catalogue), and the sentence for the details at hand.

export const channelNeedsSystem = refusalKind('CHANNEL_NEEDS_SYSTEM', {
  zh: '使用自有系统的事项须写明系统名称，其他事项不写',
  en: 'an EXTERNAL item names its system, others name none',
});

export const itemNotExternal = refusalKind<{ channel: string }>(
  'ITEM_NOT_EXTERNAL',
  { zh: '该事项不是自有系统办理的事项', en: 'the item is not handled in a system of its own' },
  ({ channel }) => ({
    zh: `该事项的渠道为${channel}，不接收自有系统的数据`,
    en: `the item's channel is ${channel}; events from outside are not taken`,
  }),
);

export const cursorInvalid = refusalKind<{ from: number; to: number }>(
  'MONITORING_CURSOR_INVALID',
  { zh: '确认位置不能后退，也不能超过已有数据', en: 'a consumer goes neither back nor beyond the feed' },
  ({ from, to }) => ({
    zh: `确认位置须在${from}至${to}之间`,
    en: `the position must be from ${from} to ${to}`,
  }),
);

export const backEntryForbidden = refusalKind<{ receivedOn: string; completedOn: string; enteredOn: string }>(
  'BACK_ENTRY_FORBIDDEN',
  { zh: '不得在办结后补录', en: 'nothing is entered after it was completed' },
  ({ receivedOn, completedOn, enteredOn }) => ({
    zh: `${receivedOn}收到、${completedOn}办结的申请不得在${enteredOn}补录；确需补录的须说明理由，并列为未及时登记`,
    en: `received ${receivedOn}, completed ${completedOn}: it may not be entered on ${enteredOn}; give overrideReason to do so on record`,
  }),
);

export const entryTimesInvalid = refusalKind('ENTRY_TIMES_INVALID', {
  zh: '收到时间不晚于录入时间，办结时间不早于收到时间、不晚于录入时间',
  en: 'received at most now; completed between then and now',
});

export const notOwnWindow = refusalKind('NOT_OWN_WINDOW', {
  zh: '工作人员只在本窗口使用自己的帐号',
  en: 'staff use their own account at their own window',
});

export const windowNotTaken = refusalKind('WINDOW_NOT_TAKEN', {
  zh: '请先在本窗口登记（useWindow），再办理办件',
  en: 'take your own window first (useWindow), then the step',
});

export const alertDecided = refusalKind('ACCOUNT_ALERT_DECIDED', {
  zh: '该提醒已有结论',
  en: 'the alert has been decided already',
});

export const alertAboutOneself = refusalKind('ACCOUNT_ALERT_ABOUT_ONESELF', {
  zh: '不得处理与本人帐号有关的提醒',
  en: 'nobody decides about his own account',
});

export const ticketAnswered = refusalKind('IT_TICKET_ANSWERED', {
  zh: '该求助已答复',
  en: 'the ticket has been answered already',
});

export const consentMissing = refusalKind<{ state: string }>(
  'INSTALL_NEEDS_CONSENT',
  {
    zh: '安装业务软件须先经监管办同意，再由信息业务股安装',
    en: 'software is installed by county IT after county supervision consented',
  },
  ({ state }) => ({
    zh: `该申请现为${state}，须先经县行政审批局监管办同意`,
    en: `the request is ${state}; county supervision must consent first`,
  }),
);

export const installDecided = refusalKind('INSTALL_REQUEST_DECIDED', {
  zh: '该安装申请已有结论',
  en: 'the request has been decided already',
});

export const inspectionInFuture = refusalKind('INSPECTION_IN_FUTURE', {
  zh: '检查时间不能在将来',
  en: 'an inspection lies not in the future',
});

export const questionAnswered = refusalKind('ONLINE_CONSULTATION_ANSWERED', {
  zh: '该咨询已答复',
  en: 'the question has been answered already',
});

export const questionNotMarkable = refusalKind('ONLINE_CONSULTATION_NOT_MARKABLE', {
  zh: '咨询答复后由咨询人评一次是否清楚',
  en: 'the asker marks an answer once, after it was given',
});

export const REFUSALS = [
  channelNeedsSystem,
  itemNotExternal,
  cursorInvalid,
  backEntryForbidden,
  entryTimesInvalid,
  notOwnWindow,
  windowNotTaken,
  alertDecided,
  alertAboutOneself,
  ticketAnswered,
  consentMissing,
  installDecided,
  inspectionInFuture,
  questionAnswered,
  questionNotMarkable,
];
