import { refusalKind } from '../../core/regulation/index.ts';

export const complaintIncomplete = refusalKind<{ field: string }>(
  'COMPLAINT_INCOMPLETE',
  { zh: '投诉登记事项不全', en: 'the record of the complaint is incomplete' },
  ({ field }) =>
    field === 'respondentId'
      ? {
          zh: '请写明被投诉人或被投诉站所，其一即可',
          en: 'name the respondent (respondentId) or the station (stationId); one of them is enough',
        }
      : { zh: `投诉登记缺少“${field}”`, en: `the record of the complaint lacks "${field}"` },
);

export const witnessesMustDiffer = refusalKind('BOX_NEEDS_TWO_WITNESSES', {
  zh: '开启意见箱须有两名不同的人员在场',
  en: 'the suggestion box is opened before two different witnesses',
});

export const slipsExceedCount = refusalKind<{ count: number }>('BOX_SLIPS_EXCEED_COUNT', {
  zh: '登记的意见超过开箱清点数',
  en: 'more slips than were counted at the opening',
});

export const notInvestigated = refusalKind('COMPLAINT_NOT_INVESTIGATED', {
  zh: '尚无调查记录，不能作出处理',
  en: 'there is no investigation note yet; it cannot be dealt with',
});

/** States of a complaint as a sentence names them. */
const STATE_NAMES: Readonly<Record<string, string>> = {
  FILED: '已登记，待受理',
  ACCEPTED: '已受理',
  ANSWERED: '已答复',
  CONCLUDED: '已作出认定',
};

export const complaintStateWrong = refusalKind<{ state: string }>(
  'COMPLAINT_STATE_NOT_ALLOWED',
  {
    zh: '投诉在当前状态下不能这样办理',
    en: 'the complaint cannot take this step in its present state',
  },
  ({ state }) => ({
    zh: `投诉现为“${STATE_NAMES[state] ?? state}”，不能这样办理`,
    en: `the complaint is ${state} and cannot take this step`,
  }),
);

export const delayExplainedTooLate = refusalKind<{ dueOn: string }>(
  'DELAY_EXPLAINED_TOO_LATE',
  { zh: '期限已过，不能再以说明延期', en: 'the limit has passed; the delay can no longer be explained' },
  ({ dueOn }) => ({ zh: `应于${dueOn}前说明，期限已过`, en: `it was to be explained by ${dueOn}` }),
);

export const expectedDateInvalid = refusalKind('EXPECTED_DATE_INVALID', {
  zh: '预计答复日须晚于今日',
  en: 'the expected date must lie after today',
});

export const measuresMissing = refusalKind('MEASURES_MISSING', {
  zh: '认定工作人员有过错的须写明追责措施',
  en: 'a finding of fault names the measures taken',
});

export const appealNotPossible = refusalKind('APPEAL_NOT_POSSIBLE', {
  zh: '只能对有过错的认定申诉一次',
  en: 'a finding of fault may be appealed once',
});

export const windowClosed = refusalKind<{ until: string | null }>('COMPLAINT_WINDOW_CLOSED', {
  zh: '已过期限，或已经办理过一次',
  en: 'the period is over, or it was done once already',
});

export const codeWrong = refusalKind('COMPLAINT_CODE_WRONG', {
  zh: '投诉编号或查询码不符',
  en: 'the number or the query code is wrong',
});

export const reviewStepWrong = refusalKind<{ state: string }>('BAD_REVIEW_STEP_WRONG', {
  zh: '差评工单须依次核实、整改、回访',
  en: 'a bad review is verified, rectified and revisited in this order',
});

export const REFUSALS = [
  complaintIncomplete,
  witnessesMustDiffer,
  slipsExceedCount,
  notInvestigated,
  complaintStateWrong,
  delayExplainedTooLate,
  expectedDateInvalid,
  measuresMissing,
  appealNotPossible,
  windowClosed,
  codeWrong,
  reviewStepWrong,
];
