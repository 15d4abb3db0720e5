import { refusalKind } from '../../core/regulation/index.ts';

// A code, what it means (for the catalogue), and the sentence for the details at hand.

/** The five contents as the regulation names them; a township's own are named by itself. */
const CATEGORY_NAMES: Readonly<Record<string, string>> = {
  POLITICS: '政治理论',
  LAW: '法规制度',
  MEETINGS: '会议精神',
  SKILLS: '行政许可知识和计算机操作',
  MANNERS: '文明礼仪',
};

export const categoryRequired = refusalKind<{ given: string | null; known: readonly string[] }>(
  'TRAINING_CATEGORY_REQUIRED',
  {
    zh: '学习培训须属于规定的内容类别或本镇增加的类别',
    en: 'a session has one of the contents of the regulation or of the township',
  },
  ({ known }) => ({
    zh: `请指明内容类别：${known.map((category) => CATEGORY_NAMES[category] ?? category).join('、')}`,
    en: `name one of the contents: ${known.join(', ')}`,
  }),
);

export const planIncomplete = refusalKind<{ months: number }>(
  'TRAINING_PLAN_INCOMPLETE',
  { zh: '年度计划须有十二个月', en: 'the plan of a year has twelve months' },
  ({ months }) => ({
    zh: `年度计划须有十二个月，每月有类别和主题；现有${months}个月`,
    en: `the plan of a year has twelve months, each with a content and a topic; there are ${months}`,
  }),
);

export const planExists = refusalKind<{ year: number }>(
  'TRAINING_PLAN_EXISTS',
  { zh: '该年度已有计划', en: 'the year has its plan' },
  ({ year }) => ({ zh: `${year}年已有计划`, en: `${year} has its plan` }),
);

export const modeRequired = refusalKind('TRAINING_MODE_REQUIRED', {
  zh: '请指明学习培训方式；集中学习与分散自学是不同的活动',
  en: 'name the modes; a session is collective or self-study, not both',
});

export const sessionTimes = refusalKind('TRAINING_TIMES', {
  zh: '学习培训须在同一天内开始和结束，且尚未开始',
  en: 'a session starts and ends on one day and has not started yet',
});

export const sessionOver = refusalKind<{ state: string }>(
  'TRAINING_SESSION_OVER',
  { zh: '该次学习培训已结束、已取消或尚不能这样办理', en: 'the session is over, cancelled or not there yet' },
  ({ state }) => ({
    zh: `该次学习培训现为${state}，不能这样办理`,
    en: `the session is ${state}; this is not possible`,
  }),
);

export const notSignInTime = refusalKind('NOT_SIGN_IN_TIME', {
  zh: '只能在开始前规定时间至结束时签到；漏签的由组织人员补记',
  en: 'one signs in shortly before or during a session; an organiser records who forgot',
});

export const notExpected = refusalKind('NOT_EXPECTED', {
  zh: '不在该次学习培训的应到人员之列',
  en: 'not among those expected at the session',
});

export const notAbsent = refusalKind('NOT_ABSENT', {
  zh: '该人员没有缺席，或缺席已说明',
  en: 'there is no absence, or it is excused already',
});

export const leaveExcuses = refusalKind('LEAVE_EXCUSES', {
  zh: '考勤制度启用的，凭批准的请假免于缺席，不另行登记',
  en: 'where attendance is on, approved leave excuses an absence and nothing else does',
});

export const excuseOfOneself = refusalKind('EXCUSE_OF_ONESELF', {
  zh: '不得登记本人的缺席原因',
  en: 'nobody excuses his own absence',
});

export const scoreRange = refusalKind<{ score: number }>(
  'TEST_SCORE_RANGE',
  { zh: '成绩须为0至100', en: 'a score is 0 to 100' },
  ({ score }) => ({ zh: `成绩须为0至100，不是${score}`, en: `a score is 0 to 100, not ${score}` }),
);

export const noTest = refusalKind('NO_TEST', {
  zh: '该次学习培训没有测试，或已合格、不再补考',
  en: 'the session has no test, or it was passed or is not taken again',
});

export const minutesRange = refusalKind<{ minutes: number }>(
  'STUDY_MINUTES_RANGE',
  { zh: '自学时间须为1至600分钟，且不能是以后的日子', en: 'self-study is 1 to 600 minutes, on no later day' },
  ({ minutes }) => ({
    zh: `自学时间须为1至600分钟，且不能是以后的日子（填写的是${minutes}分钟）`,
    en: `self-study is 1 to 600 minutes, on no later day (given: ${minutes})`,
  }),
);

export const REFUSALS = [
  categoryRequired,
  planIncomplete,
  planExists,
  modeRequired,
  sessionTimes,
  sessionOver,
  notSignInTime,
  notExpected,
  notAbsent,
  leaveExcuses,
  excuseOfOneself,
  scoreRange,
  noTest,
  minutesRange,
];
