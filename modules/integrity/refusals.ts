import { refusalKind } from '../../core/regulation/index.ts';

// A code, what it means (for the catalogue), and the sentence for the details at hand.

const STATE_NAMES: Readonly<Record<string, string>> = {
  OPEN: '待处理',
  HANDED_OVER: '已移送',
  CONFIRMED: '属实',
  UNFOUNDED: '不属实',
  REVOKED: '认定已撤销',
};

/** What may be done with a file as it stands. */
const NEXT: Readonly<Record<string, { zh: string; en: string }>> = {
  OPEN: { zh: '可以移送或办结', en: 'it may be handed over or concluded' },
  HANDED_OVER: {
    zh: '登记对方回执后可以办结，回执只登记一次',
    en: 'with the receipt, recorded once, it may be concluded',
  },
  CONFIRMED: { zh: '认定只能经复核撤销', en: 'what was confirmed may be revoked after a review only' },
  UNFOUNDED: { zh: '有新情况的请另行举报', en: 'what comes up later is reported anew' },
  REVOKED: { zh: '有新情况的请另行举报', en: 'what comes up later is reported anew' },
};

export const fileStateWrong = refusalKind<{ state: string }>(
  'INTEGRITY_FILE_STATE',
  { zh: '廉政线索的状态不允许这一步', en: 'the state of the file does not allow this step' },
  ({ state }) => ({
    zh: `廉政线索现为“${STATE_NAMES[state] ?? state}”，不能进行这一步；${NEXT[state]?.zh ?? ''}`,
    en: `the file is ${state}; this step is not possible; ${NEXT[state]?.en ?? ''}`,
  }),
);

export const subjectUnknown = refusalKind('INTEGRITY_SUBJECT_UNKNOWN', {
  zh: '还没有写明涉及人员，请先写明再认定属实',
  en: 'it is not said yet whom the file is about; name him before it is confirmed',
});

export const subjectIsSelf = refusalKind('INTEGRITY_SUBJECT_SELF', {
  zh: '不能把自己写为涉及人员，请由他人办理',
  en: 'nobody names himself on a file that he keeps; another has to',
});

export const lossNotChosen = refusalKind('INTEGRITY_LOSS_UNCHOSEN', {
  zh: '谋取私利的，须写明后果：吃拿卡要（DQ3）或其他严重违规（DQ4）',
  en: 'for private gain it is to be said which loss of honours it comes to',
});

export const reviewerConfirmed = refusalKind('INTEGRITY_REVIEWER_CONFIRMED', {
  zh: '认定是您作出的，复核撤销须由名单上的另一位领导办理',
  en: 'you confirmed it; another leader on the list has to review and revoke it',
});

export const reportsTooMany = refusalKind<{ perHour: number }>('INTEGRITY_REPORTS_TOO_MANY', {
  zh: '本镇一小时内受理的举报已满，请稍后再试，或直接向纪检监察机关反映（电话12388）',
  en: 'the township takes no more reports this hour; try later, or tell the discipline body (telephone 12388)',
});

export const accessNotPossible = refusalKind('INTEGRITY_ACCESS_NOT_POSSIBLE', {
  zh: '只能授权给本镇在岗、与该线索无关的人员',
  en: 'access is given to staff in service whom the file is not about',
});

export const giftDays = refusalKind('GIFT_DAYS', {
  zh: '收到、退还或上交的日期须依次，且不晚于今天',
  en: 'received first, then returned or handed in, and not later than today',
});

export const receiptNumberTaken = refusalKind<{ number: string }>(
  'RECEIPT_NUMBER_TAKEN',
  { zh: '该票据号已登记', en: 'a receipt of this number is on record' },
  ({ number }) => ({ zh: `票据号${number}已登记`, en: `receipt ${number} is on record already` }),
);

export const declarationNotOpen = refusalKind('INTEGRITY_DECLARATION_NOT_OPEN', {
  zh: '没有待您签署的廉政承诺',
  en: 'no declaration waits for your signature',
});

export const REFUSALS = [
  fileStateWrong,
  subjectUnknown,
  subjectIsSelf,
  lossNotChosen,
  reviewerConfirmed,
  reportsTooMany,
  accessNotPossible,
  giftDays,
  receiptNumberTaken,
  declarationNotOpen,
];
