import { roleNames } from '../../core/auth/roles.ts';
import { refusalKind } from '../../core/regulation/index.ts';

export const extensionExceedsStatutory = refusalKind<{ max: string; asked: string }>(
  'EXTENSION_EXCEEDS_STATUTORY',
  { zh: '延期后超过法定最高期限', en: 'the extension exceeds the statutory limit' },
  ({ max, asked }) => ({
    zh: `延期至${asked}超过法定最高期限，最迟可延至${max}`,
    en: `an extension to ${asked} exceeds the statutory limit; the latest possible date is ${max}`,
  }),
);

export const extensionTooLate = refusalKind<{ dueOn: string }>(
  'EXTENSION_TOO_LATE',
  { zh: '已过办结时限，不能再延期', en: 'the limit has passed; it can no longer be extended' },
  ({ dueOn }) => ({
    zh: `应于${dueOn}办结，期限已过，不能再延期`,
    en: `the case was due on ${dueOn}; after that day it can no longer be extended`,
  }),
);

export const extensionDateInvalid = refusalKind<{ asked: string; dueOn: string }>(
  'EXTENSION_DATE_INVALID',
  { zh: '延期日期须是晚于现时限的工作日', en: 'the new date must be a working day after the present limit' },
  ({ asked, dueOn }) => ({
    zh: `${asked}不是晚于现时限${dueOn}的工作日`,
    en: `${asked} is not a working day after the present limit ${dueOn}`,
  }),
);

export const extensionNeedsApprover = refusalKind<{ approvers: readonly string[] }>(
  'EXTENSION_NEEDS_APPROVER',
  { zh: '延期须由有批准权的人批准', en: 'an extension needs an approver' },
  ({ approvers }) => ({
    zh: `本镇规定延期须由以下角色批准：${roleNames(approvers, 'zh')}`,
    en: `in this township an extension is approved by: ${roleNames(approvers, 'en')}`,
  }),
);

export const noPromiseRunning = refusalKind('NO_PROMISE_RUNNING', {
  zh: '该办件没有正在计算的承诺时限',
  en: 'no promise clock is running on this case',
});

export const refusalWithoutBasis = refusalKind<{ field: string }>('REFUSAL_WITHOUT_BASIS', {
  zh: '不予受理必须书面写明依据和理由',
  en: 'a refusal must state its legal basis and its reason in writing',
});

export const promiseExceedsStatutory = refusalKind<{ promisedDays: number; statutoryDays: number }>(
  'PROMISE_EXCEEDS_STATUTORY',
  { zh: '承诺时限超过法定时限', en: 'the promise exceeds the statutory limit' },
  ({ promisedDays, statutoryDays }) => ({
    zh: `承诺${promisedDays}个工作日超过法定${statutoryDays}个工作日`,
    en: `a promise of ${promisedDays} working days exceeds the statutory ${statutoryDays}`,
  }),
);

export const meetingExceedsCap = refusalKind<{ asked: number; max: number }>(
  'MEETING_LIMIT_EXCEEDS_CAP',
  { zh: '联席会议确定的时限超过上限', en: 'the joint meeting’s limit exceeds the cap' },
  ({ asked, max }) => ({
    zh: `联席会议时限${asked}个工作日超过上限${max}个工作日`,
    en: `${asked} working days exceed the cap of ${max}`,
  }),
);

export const greenChannelNeedsReason = refusalKind('GREEN_CHANNEL_NEEDS_REASON', {
  zh: '进入绿色通道须写明依据的规定或项目',
  en: 'the green channel needs the rule or project it rests on',
});

export const reportDecided = refusalKind('REFUSAL_REPORT_DECIDED', {
  zh: '该反映已经核定',
  en: 'this report has been decided already',
});

export const sameStaffOnPost = refusalKind('POST_NEEDS_A_AND_B', {
  zh: 'AB岗须由两名不同的工作人员担任',
  en: 'posts A and B must be two different members of staff',
});

export const REFUSALS = [
  extensionExceedsStatutory,
  extensionTooLate,
  extensionDateInvalid,
  extensionNeedsApprover,
  noPromiseRunning,
  refusalWithoutBasis,
  promiseExceedsStatutory,
  meetingExceedsCap,
  greenChannelNeedsReason,
  reportDecided,
  sameStaffOnPost,
];
