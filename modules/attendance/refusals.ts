import { refusalKind } from '../../core/regulation/index.ts';

// A code, what it means (for the catalogue), and the sentence for the details at hand.

export const deviceUnknown = refusalKind('PUNCH_DEVICE_UNKNOWN', {
  zh: '考勤机未登记或已停用，或签名不符',
  en: 'the device is not registered, is switched off, or the signature is not its own',
});

export const punchNotTaken = refusalKind<{ staffNo: string; at: string }>(
  'PUNCH_NOT_TAKEN',
  { zh: '打卡的工号不存在，或时间在将来', en: 'no such staff number, or a time to come' },
  ({ staffNo, at }) => ({
    zh: `工号${staffNo}不存在，或打卡时间${at}在将来`,
    en: `there is no staff number ${staffNo}, or ${at} is yet to come`,
  }),
);

export const deviceExists = refusalKind('PUNCH_DEVICE_EXISTS', {
  zh: '该编号的考勤机已登记',
  en: 'a device of this code is registered already',
});

export const conflictOfInterest = refusalKind('CONFLICT_OF_INTEREST', {
  zh: '不得更正、审批本人的考勤，须由他人办理',
  en: 'nobody corrects or approves his own attendance; another person must',
});

export const leaveWithoutWork = refusalKind('LEAVE_WITHOUT_WORKING_TIME', {
  zh: '请假的起止之间没有工作时间，或止早于起',
  en: 'there is no working half-day in the leave, or it ends before it begins',
});

export const leaveOverlaps = refusalKind('LEAVE_OVERLAPS', {
  zh: '该时间已有请假',
  en: 'there is a leave at this time already',
});

export const approvalOrder = refusalKind<{ expected: string }>(
  'APPROVAL_ORDER',
  { zh: '请假按顺序审批', en: 'a leave is approved in order' },
  ({ expected }) => ({
    zh: `此时应由${expected === 'UNIT_HEAD' ? '单位主要领导' : '单位分管领导'}审批`,
    en: `it is for the ${expected === 'UNIT_HEAD' ? 'unit’s head' : 'unit’s deputy leader'} now`,
  }),
);

export const leaveDecided = refusalKind<{ state: string }>('LEAVE_DECIDED', {
  zh: '该请假已有结果',
  en: 'this leave is decided already',
});

export const leaveBegun = refusalKind('LEAVE_BEGUN', {
  zh: '请假已开始，未休的请考勤人员撤销',
  en: 'the leave has begun; if it was not taken, the attendance officer revokes it',
});

export const coverNotPossible = refusalKind('COVER_NOT_POSSIBLE', {
  zh: '顶岗人员须在职，不是本人，且该时间没有请假',
  en: 'whoever stands in is in service, another person, and not on leave at this time',
});

export const backfillTooLate = refusalKind<{ dueOn: string }>(
  'BACKFILL_TOO_LATE',
  { zh: '补办手续已逾期', en: 'it is too late to file this afterwards' },
  ({ dueOn }) => ({ zh: `应于${dueOn}前补办`, en: `it was to be filed by ${dueOn}` }),
);

export const outingTimes = refusalKind('OUTING_TIMES_INVALID', {
  zh: '外出须先登记后外出，返回晚于外出；已外出的请补办',
  en: 'an outing is registered before it begins and ends later; what has begun is filed afterwards',
});

export const outingOver = refusalKind('OUTING_OVER', {
  zh: '该外出已登记返回',
  en: 'the return from this outing is recorded already',
});

export const REFUSALS = [
  deviceUnknown,
  punchNotTaken,
  deviceExists,
  conflictOfInterest,
  leaveWithoutWork,
  leaveOverlaps,
  approvalOrder,
  leaveDecided,
  leaveBegun,
  coverNotPossible,
  backfillTooLate,
  outingTimes,
  outingOver,
];
