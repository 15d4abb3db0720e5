import { refusalKind } from '../../core/regulation/index.ts';

// What surveys, periods and awards refuse: a code, what it means, and the sentence for the details at hand.

export const surveyExists = refusalKind<{ month: string }>(
  'SURVEY_EXISTS',
  { zh: '该月已有民主评议，或已由考评组定分', en: 'the month has its survey, or the group has decided' },
  ({ month }) => ({
    zh: `${month}已有民主评议，或已由考评组定分`,
    en: `${month} has its survey already, or the group has decided its points`,
  }),
);

export const surveyClosed = refusalKind<{ closesOn: string }>(
  'SURVEY_CLOSED',
  { zh: '评议已经截止', en: 'the survey is closed' },
  ({ closesOn }) => ({ zh: `评议已于${closesOn}截止`, en: `the survey closed on ${closesOn}` }),
);

export const surveyDayPast = refusalKind('SURVEY_DAY_PAST', {
  zh: '截止日期不能早于今天',
  en: 'a survey cannot close before today',
});

export const surveyStillOpen = refusalKind('SURVEY_STILL_OPEN', {
  zh: '评议尚未截止',
  en: 'the survey still takes answers',
});

export const surveyPublished = refusalKind('SURVEY_PUBLISHED', {
  zh: '评议结果已经公布',
  en: 'the results are published',
});

export const surveyTokenInvalid = refusalKind('SURVEY_TOKEN_INVALID', {
  zh: '答卷码无效或已经用过',
  en: 'the token is not valid or was used',
});

export const surveyAnswersInvalid = refusalKind<{ most: number }>(
  'SURVEY_ANSWERS_INVALID',
  { zh: '答卷对每个对象只能评一次，至少评一个', en: 'a ballot judges each subject once, and at least one' },
  ({ most }) => ({
    zh: `答卷至少评一个、至多评${most}个窗口或人员，每个只评一次`,
    en: `a ballot judges at least one and at most ${most} windows or persons, each once`,
  }),
);

export const ownWindowJudged = refusalKind('OWN_WINDOW_JUDGED', {
  zh: '窗口互评不评本窗口及其人员',
  en: 'windows do not rate themselves or their own staff',
});

export const peerWindowRequired = refusalKind('PEER_WINDOW_REQUIRED', {
  zh: '窗口互评须指明窗口，其他渠道不得指明',
  en: 'windows that rate each other are named, and in no other channel',
});

export const enoughAnswers = refusalKind<{ minimumAnswers: number }>(
  'ENOUGH_ANSWERS',
  { zh: '答卷足数，按满意率计分', en: 'there are enough answers; the rate decides' },
  ({ minimumAnswers }) => ({
    zh: `答卷已达${minimumAnswers}份，按满意率计分`,
    en: `there are at least ${minimumAnswers} answers; the rate decides`,
  }),
);

export const satisfactionDecided = refusalKind('SATISFACTION_DECIDED', {
  zh: '没有待定的分，或已经定分',
  en: 'nothing waits for a decision, or it is decided',
});

export const monthFrozen = refusalKind<{ month: string }>(
  'MONTH_FROZEN',
  { zh: '该月考评已经封账', en: 'the month is frozen' },
  ({ month }) => ({ zh: `${month}考评已经封账`, en: `${month} is frozen` }),
);

export const pointsOutOfRange = refusalKind<{ full: number }>(
  'POINTS_OUT_OF_RANGE',
  { zh: '分值须在零分与满分之间', en: 'points lie between nothing and full marks' },
  ({ full }) => ({ zh: `分值须在0至${full}分之间`, en: `points lie between 0 and ${full}` }),
);

// Of periods and their sheets.

export const periodNotOver = refusalKind<{ period: string; through: string }>(
  'PERIOD_NOT_OVER',
  { zh: '考评期尚未结束，不能封账', en: 'the period is not over; it cannot be frozen' },
  ({ period, through }) => ({
    zh: `${period}至${through}结束，次日起方可封账`,
    en: `${period} ends on ${through}; it can be frozen from the next day`,
  }),
);

export const periodWithoutEvaluation = refusalKind<{ period: string }>(
  'PERIOD_WITHOUT_EVALUATION',
  { zh: '该考评期内没有启用考评', en: 'evaluation was not on in this period' },
  ({ period }) => ({ zh: `${period}没有启用考评`, en: `evaluation was not on in ${period}` }),
);

export const periodState = refusalKind<{ period: string; state: string }>(
  'PERIOD_STATE',
  { zh: '考评期的状态不允许这样做', en: 'the period is in another state' },
  ({ period, state }) => ({
    zh: `${period}${{ OPEN: '尚未封账', FROZEN: '已封账' }[state] ?? '已公布'}`,
    en: `${period} is ${state}`,
  }),
);

export const partsNotFrozen = refusalKind<{ period: string; missing: readonly string[] }>(
  'PERIOD_PARTS_NOT_FROZEN',
  { zh: '所含各月或各季尚未封账', en: 'the months or quarters of the period are not frozen yet' },
  ({ period, missing }) => ({
    zh: `${period}须先封账：${missing.join('、') || '至少一个月'}`,
    en: `${period} waits for: ${missing.join(', ') || 'one month at least'}`,
  }),
);

export const satisfactionWaits = refusalKind<{ month: string; count: number }>(
  'SATISFACTION_UNDECIDED',
  { zh: '答卷不足，待考评组定分', en: 'too few answers; the group has to decide' },
  ({ month, count }) => ({
    zh: `${month}有${count}个对象的评议分待考评组说明理由后确定`,
    en: `${month}: the group has to decide the survey points of ${count} subjects`,
  }),
);

// Of awards.

export const awardNotOfMonths = refusalKind('AWARD_NOT_OF_MONTHS', {
  zh: '按季度和年度评先评优，不按月',
  en: 'awards are of a quarter or a year, not of a month',
});

export const awardsTooMany = refusalKind<{ awards: number }>(
  'AWARDS_TOO_MANY',
  { zh: '超过评选名额', en: 'more than there are awards' },
  ({ awards }) => ({ zh: `至多评选${awards}个`, en: `there are ${awards} awards at most` }),
);

export const awardDisqualified = refusalKind<{ codes: readonly string[] }>(
  'AWARD_DISQUALIFIED',
  { zh: '所选对象已取消评先评优资格', en: 'a subject that was chosen is disqualified' },
  ({ codes }) => ({
    zh: `所选对象因${codes.join('、')}取消评先评优资格`,
    en: `a subject that was chosen is disqualified: ${codes.join(', ')}`,
  }),
);

export const awardOutOfOrder = refusalKind('AWARD_OUT_OF_ORDER', {
  zh: '须按得分高低依次评定，不得越过得分更高的',
  en: 'awards go by score; a higher one was passed over',
});

export const awardTieReason = refusalKind('AWARD_TIE_NEEDS_REASON', {
  zh: '末位同分，取舍须说明理由',
  en: 'scores are equal at the last place; say why this one',
});

export const awardsGranted = refusalKind<{ period: string }>(
  'AWARDS_GRANTED',
  { zh: '该考评期已经评定', en: 'the awards of the period are granted' },
  ({ period }) => ({ zh: `${period}已经评定`, en: `the awards of ${period} are granted` }),
);

export const PERIOD_REFUSALS = [
  surveyExists,
  surveyClosed,
  surveyDayPast,
  surveyStillOpen,
  surveyPublished,
  surveyTokenInvalid,
  surveyAnswersInvalid,
  ownWindowJudged,
  peerWindowRequired,
  enoughAnswers,
  satisfactionDecided,
  monthFrozen,
  pointsOutOfRange,
  periodNotOver,
  periodWithoutEvaluation,
  periodState,
  partsNotFrozen,
  satisfactionWaits,
  awardNotOfMonths,
  awardsTooMany,
  awardDisqualified,
  awardOutOfOrder,
  awardTieReason,
  awardsGranted,
];
