import { roleNames } from '../../core/auth/roles.ts';
import { refusalKind, type Bilingual } from '../../core/regulation/index.ts';
import { PERIOD_REFUSALS } from './period-refusals.ts';

// A code, what it means (for the catalogue), and the sentence for the details at hand.

export const conflictOfInterest = refusalKind('CONFLICT_OF_INTEREST_IN_SCORING', {
  zh: '不得决定涉及本人的计分，记录人也不得确认自己的记录',
  en: 'nobody decides about himself, nor confirms what he recorded himself',
});

export const secondDecider = refusalKind('SECOND_DECIDER_REQUIRED', {
  zh: '站所负责人不得单独决定本站所人员的计分，须由考评组另一成员再次确认',
  en: 'a station head does not decide alone about his own staff; another member of the group confirms too',
});

export const evidenceMissing = refusalKind('EVIDENCE_REQUIRED', {
  zh: '计分须有依据：写明事实和出处',
  en: 'points need evidence: say what happened and how it is known',
});

export const criterionUnknown = refusalKind<{ code: string; didYouMean: string | null }>(
  'CRITERION_UNKNOWN',
  { zh: '没有这一计分项', en: 'there is no such scoring rule' },
  ({ code, didYouMean }) => ({
    zh: `没有计分项“${code}”${didYouMean ? `，是否为“${didYouMean}”` : ''}`,
    en: `there is no scoring rule "${code}"${didYouMean ? `; did you mean "${didYouMean}"?` : ''}`,
  }),
);

export const subjectMismatch = refusalKind<{ code: string; subjects: readonly string[] }>(
  'SUBJECT_NOT_OF_CRITERION',
  { zh: '该计分项不适用于此类对象', en: 'the scoring rule does not apply to such a subject' },
  ({ code, subjects }) => ({
    zh: `${code}适用于：${subjects.join('、')}`,
    en: `${code} applies to: ${subjects.join(', ')}`,
  }),
);

export const dutyOfAnother = refusalKind<{ roles: readonly string[] }>(
  'DUTY_OF_ANOTHER',
  { zh: '当日台账由当日值日人员记录', en: 'the log of a day is kept by its duty officer' },
  ({ roles }) => {
    const of = roles.length > 0 ? roles : ['DUTY_OFFICER'];
    return {
      zh: `当日台账由当日值日的${roleNames(of, 'zh')}记录`,
      en: `the log of that day is kept by who was on duty: ${roleNames(of, 'en')}`,
    };
  },
);

export const dailyLogThere = refusalKind<{ day: string }>(
  'DAILY_LOG_THERE',
  { zh: '当日已有台账', en: 'the day has its log already' },
  ({ day }) => ({ zh: `${day}已有台账，一天一册`, en: `there is a log of ${day} already, one a day` }),
);

export const dailyLogClosed = refusalKind('DAILY_LOG_CLOSED', {
  zh: '当日台账已结束，不再填写',
  en: 'the log of the day is closed',
});

export const dayNotYet = refusalKind<{ day: string }>(
  'DAY_NOT_YET',
  { zh: '还没有到这一天', en: 'the day has not come' },
  ({ day }) => ({ zh: `还没有到${day}`, en: `${day} has not come yet` }),
);

export const notAssessedThen = refusalKind<{ day: string }>(
  'NOT_ASSESSED_THEN',
  { zh: '当日没有启用考评', en: 'evaluation was off on that day' },
  ({ day }) => ({ zh: `${day}没有启用考评，不计分`, en: `evaluation was off on ${day}; nothing is scored` }),
);

export const observationOffDay = refusalKind<{ day: string }>(
  'OBSERVATION_OFF_DAY',
  { zh: '记录的时间不在台账当日，或还没有到', en: 'the time is not of the day of the log, or ahead' },
  ({ day }) => ({ zh: `记录的时间须在${day}之内，且已到`, en: `the time must be of ${day}, and past` }),
);

export const sourceIsOn = refusalKind<{ code: string; sources: readonly Bilingual[] }>(
  'SOURCE_IS_ON',
  {
    zh: '该计分项由启用的制度自动记录，不得手工重复记录',
    en: 'a chapter that is on reports it by itself; it is not entered by hand too',
  },
  ({ code, sources }) => ({
    zh: `${code}由启用的“${sources.map(({ zh }) => zh).join('、')}”自动记录，不得手工重复记录`,
    en: `${code} is reported by ${sources.map(({ en }) => en).join(', ')}, which is on; it is not entered by hand too`,
  }),
);

export const forTheGroup = refusalKind<{ code: string }>(
  'FOR_THE_GROUP',
  { zh: '该计分项由考评组凭文件提出，不记入日常台账', en: 'the group brings it forward, not the daily log' },
  ({ code }) => ({
    zh: `${code}由考评组提出（proposeScore），不记入日常台账`,
    en: `${code} is brought forward by the group (proposeScore), not by the daily log`,
  }),
);

export const forTheDailyLog = refusalKind<{ code: string }>(
  'FOR_THE_DAILY_LOG',
  { zh: '该计分项由制度或日常台账记录', en: 'a chapter or the daily log records it' },
  ({ code }) => ({
    zh: `${code}由启用的制度或日常台账记录，考评组不另行提出`,
    en: `${code} is recorded by its chapter or in the daily log, not brought forward by the group`,
  }),
);

export const warnFirst = refusalKind('WARN_FIRST', {
  zh: '脏乱差须先指出，复查未纠正的才记',
  en: 'disorder is told first, and entered only when it is not put right',
});

export const warningRechecked = refusalKind('WARNING_RECHECKED', {
  zh: '该提醒已复查',
  en: 'the warning was rechecked already',
});

export const unitsInvalid = refusalKind<{ units: number }>('UNITS_INVALID', {
  zh: '数量须为正的半个或整个单位，不超过100',
  en: 'units are whole or half, above nothing and at most 100',
});

export const documentMissing = refusalKind<{ code: string }>(
  'DOCUMENT_REQUIRED',
  { zh: '该计分项须附文件或扫描件', en: 'the scoring rule needs its paper or scan' },
  ({ code }) => ({ zh: `${code}须附文件或扫描件`, en: `${code} needs its paper or scan` }),
);

export const factThere = refusalKind<{ code: string }>(
  'FACT_ALREADY_PROPOSED',
  { zh: '同一事实已按该计分项记录', en: 'the same fact stands under that scoring rule already' },
  ({ code }) => ({
    zh: `同一事实已按${code}记录，不得重复`,
    en: `the same fact stands under ${code} already`,
  }),
);

/** Of the daily log, and of what is written by hand. */
const LOG_REFUSALS = [
  dutyOfAnother,
  dailyLogThere,
  dailyLogClosed,
  dayNotYet,
  notAssessedThen,
  observationOffDay,
  sourceIsOn,
  forTheGroup,
  forTheDailyLog,
  warnFirst,
  warningRechecked,
  unitsInvalid,
  documentMissing,
  factThere,
];

export const proposalDecided = refusalKind<{ state: string }>(
  'PROPOSAL_NOT_OPEN',
  { zh: '该计分建议已有决定或已撤回', en: 'the proposal was decided or withdrawn already' },
  ({ state }) => ({
    zh: `该计分建议现为${state}，不能再决定`,
    en: `the proposal is ${state}; there is nothing to decide`,
  }),
);

export const subjectRequired = refusalKind('SCORE_SUBJECT_REQUIRED', {
  zh: '来源没有说明涉及何人或何窗口，请指明',
  en: 'the source does not say whom it concerns; name the person or window',
});

export const subjectKnown = refusalKind('SCORE_SUBJECT_KNOWN', {
  zh: '该计分的对象已经明确，不能另指',
  en: 'it is known whom this concerns; nobody else can be named',
});

export const notCorrectable = refusalKind('ENTRY_NOT_CORRECTABLE', {
  zh: '该笔计分已被更正，或本身就是更正',
  en: 'the entry was corrected already, or is a correction itself',
});

export const appealTooLate = refusalKind<{ dueOn: string }>(
  'SCORE_APPEAL_TOO_LATE',
  { zh: '已超过申诉期限', en: 'the limit for an appeal has passed' },
  ({ dueOn }) => ({ zh: `申诉期限到${dueOn}为止`, en: `one could appeal until ${dueOn}` }),
);

export const alreadyAppealed = refusalKind('SCORE_APPEALED_BEFORE', {
  zh: '该笔计分已申诉过，或该申诉已有决定',
  en: 'the entry was appealed against before, or the appeal was decided already',
});

// Of the survey.

export const REFUSALS = [
  conflictOfInterest,
  secondDecider,
  evidenceMissing,
  criterionUnknown,
  subjectMismatch,
  ...LOG_REFUSALS,
  proposalDecided,
  subjectRequired,
  subjectKnown,
  notCorrectable,
  appealTooLate,
  alreadyAppealed,
  ...PERIOD_REFUSALS,
];
