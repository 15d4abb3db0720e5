import { textMissing } from '../../core/cases/refusals.ts';
import {
  allow,
  refuse,
  rule,
  type Bilingual,
  type Clause,
  type Verdict,
} from '../../core/regulation/index.ts';
import {
  civilDate,
  civilDateOf,
  closesAt,
  lastWorkingDayOfMonth,
  type Calendar,
  type CivilDate,
  type OpeningHours,
} from '../../core/time/index.ts';
import { CLAUSES } from './clauses.ts';
import {
  categoryRequired,
  excuseOfOneself,
  leaveExcuses,
  minutesRange,
  modeRequired,
  noTest,
  notSignInTime,
  planIncomplete,
  scoreRange,
  sessionTimes,
} from './refusals.ts';
import type { TrainingSettings } from './settings.ts';

// A rule is pure: facts, settings, calendar and time come in as arguments; a verdict or another value goes out.

/** The five contents of 四(二)1, in its order. */
export const CATEGORIES = ['POLITICS', 'LAW', 'MEETINGS', 'SKILLS', 'MANNERS'] as const;

/** The ways of 四(二)3. */
export type Mode = 'COLLECTIVE' | 'SELF_STUDY' | 'INVITED' | 'OUTSIDE' | 'LECTURE' | 'MEDIA' | 'TEST';

export const hasCategory = rule({
  id: 'session-has-a-category',
  clause: CLAUSES.contents,
  says: { zh: '须属于五类内容或本镇增加的类别', en: 'one of the five contents, or of the township’s own' },
  decide: (category: string | null, settings: TrainingSettings): Verdict => {
    const known = [...CATEGORIES, ...settings.moreCategories];
    return category !== null && known.includes(category)
      ? allow()
      : refuse(categoryRequired({ given: category, known }, CLAUSES.contents));
  },
});

/** Whether a year's plan has one of the five contents. */
const planned = (id: string, clause: Clause, category: (typeof CATEGORIES)[number], says: Bilingual) => ({
  category,
  rule: rule({
    id,
    clause,
    says,
    decide: (categories: readonly string[]): boolean => categories.includes(category),
  }),
});

/** A content with the rule that looks for it in a plan; a plan names those it lacks. */
export const CONTENTS = [
  planned('politics-is-planned', CLAUSES.politics, 'POLITICS', {
    zh: '计划有无政治理论学习',
    en: 'whether a plan has political theory',
  }),
  planned('law-is-planned', CLAUSES.law, 'LAW', {
    zh: '计划有无法规制度学习',
    en: 'whether it has laws and rules',
  }),
  planned('meetings-are-planned', CLAUSES.meetings, 'MEETINGS', {
    zh: '计划有无县委县政府会议精神',
    en: 'whether it has the spirit of county meetings',
  }),
  planned('skills-are-planned', CLAUSES.skills, 'SKILLS', {
    zh: '计划有无行政许可和计算机培训',
    en: 'whether it has licensing and computers',
  }),
  planned('manners-are-planned', CLAUSES.manners, 'MANNERS', {
    zh: '计划有无文明礼仪培训',
    en: 'whether it has manners',
  }),
] as const;

export const planHasTwelveMonths = rule({
  id: 'plan-has-twelve-months',
  clause: CLAUSES.monthly,
  says: { zh: '年度计划有十二个月，每月有主题', en: 'a year’s plan has twelve months, each with a topic' },
  decide: (topics: readonly string[]): Verdict => {
    const months = topics.filter((topic) => topic.trim()).length;
    return topics.length === 12 && months === 12
      ? allow()
      : refuse(planIncomplete({ months }, CLAUSES.monthly));
  },
});

export const monthToCheck = rule({
  id: 'month-is-checked-on-its-last-working-day',
  clause: CLAUSES.monthly,
  says: {
    zh: '当月最后一个工作日下班时检查；停用期间的月份不检查',
    en: 'at closing of the month’s last working day; a month in which the chapter was off is not',
  },
  decide: (
    month: string,
    now: Date,
    onSince: Date,
    hours: OpeningHours,
    calendar: Calendar,
  ): CivilDate | null => {
    const first = civilDate(`${month}-01`);
    const last = lastWorkingDayOfMonth(Number(month.slice(0, 4)), Number(month.slice(5)), calendar);
    return civilDateOf(onSince) <= first && now >= closesAt(last, hours) ? last : null;
  },
});

export const monthIsMissed = rule({
  id: 'one-collective-session-a-month',
  clause: CLAUSES.monthly,
  says: { zh: '当月没有集中学习的，报告', en: 'a month without a collective session is reported' },
  decide: (collectiveSessions: number): boolean => collectiveSessions === 0,
});

export const modesAreNamed = rule({
  id: 'modes-are-named',
  clause: CLAUSES.modes,
  says: { zh: '指明方式，集中或自学居其一', en: 'the modes are named; either collective or self-study' },
  decide: (modes: readonly Mode[]): Verdict =>
    modes.includes('COLLECTIVE') === modes.includes('SELF_STUDY')
      ? refuse(modeRequired({}, CLAUSES.modes))
      : allow(),
});

export const sessionIsOfOneDay = rule({
  id: 'session-is-of-one-day',
  clause: CLAUSES.modes,
  says: { zh: '在以后的同一天内开始和结束', en: 'it starts and ends on one day, still to come' },
  decide: (session: { startsAt: Date; endsAt: Date }, now: Date): Verdict =>
    session.startsAt < session.endsAt &&
    now <= session.startsAt &&
    civilDateOf(session.startsAt) === civilDateOf(session.endsAt)
      ? allow()
      : refuse(sessionTimes({}, CLAUSES.modes)),
});

export const signsInInTime = rule({
  id: 'signs-in-in-time',
  clause: CLAUSES.modes,
  says: { zh: '在开始前规定时间至结束时签到', en: 'one signs in from shortly before the start to the end' },
  decide: (session: { startsAt: Date; endsAt: Date }, now: Date, settings: TrainingSettings): Verdict =>
    now.getTime() >= session.startsAt.getTime() - settings.signInMinutes * 60_000 && now <= session.endsAt
      ? allow()
      : refuse(notSignInTime({}, CLAUSES.modes)),
});

export const scoreIsPossible = rule({
  id: 'score-of-a-test',
  clause: CLAUSES.modes,
  says: { zh: '有测试的才有成绩，0至100', en: 'only where there is a test, 0 to 100' },
  decide: (session: { modes: readonly string[] }, score: number): Verdict => {
    if (!session.modes.includes('TEST')) return refuse(noTest({}, CLAUSES.modes));
    return score >= 0 && score <= 100 ? allow() : refuse(scoreRange({ score }, CLAUSES.modes));
  },
});

export const retakeNeeded = rule({
  id: 'failed-test-is-retaken',
  clause: CLAUSES.modes,
  says: { zh: '低于合格分的补考', en: 'below the score to pass it is taken again' },
  decide: (score: number, settings: TrainingSettings): boolean =>
    settings.retake && score < settings.passScore,
});

export const studyIsLogged = rule({
  id: 'self-study-is-logged',
  clause: CLAUSES.modes,
  says: { zh: '自学记录有主题、时间', en: 'an entry of self-study has a topic and its minutes' },
  decide: (entry: { topic: string; minutes: number; day: CivilDate }, today: CivilDate): Verdict => {
    if (!entry.topic.trim()) return refuse(textMissing({ field: 'topic' }, CLAUSES.modes));
    const { minutes } = entry;
    return minutes >= 1 && minutes <= 600 && entry.day <= today
      ? allow()
      : refuse(minutesRange({ minutes }, CLAUSES.modes));
  },
});

/** Leave in half-days, both ends included. */
export interface Leave {
  readonly fromDay: string;
  /** AM or PM */
  readonly fromHalf: string;
  readonly throughDay: string;
  readonly throughHalf: string;
}

/** A half-day as a text that sorts by time: AM comes before PM. */
const half = (day: string, part: string) => `${day} ${part}`;

export const leaveCovers = rule({
  id: 'approved-leave-excuses',
  clause: CLAUSES.absence,
  says: { zh: '批准的请假涵盖该半天的，不是无故缺席', en: 'approved leave of that half-day excuses' },
  decide: (leave: Leave, session: { day: string; startsAt: Date }): boolean => {
    // A session belongs to the half-day in which it starts.
    const at = half(session.day, session.startsAt.getTime() < noonOf(session.day) ? 'AM' : 'PM');
    return half(leave.fromDay, leave.fromHalf) <= at && at <= half(leave.throughDay, leave.throughHalf);
  },
});

function noonOf(day: string): number {
  return Date.parse(`${day}T12:00:00+08:00`);
}

export const absenceStands = rule({
  id: 'absent-without-leave',
  clause: CLAUSES.absence,
  says: {
    zh: '集中学习培训应到未到、没有批准的请假，为无故缺席',
    en: 'expected at a collective session, not there, no approved leave: absent without reason',
  },
  decide: (facts: { modes: readonly string[]; signedIn: boolean; onLeave: boolean }): boolean =>
    facts.modes.includes('COLLECTIVE') && !facts.signedIn && !facts.onLeave,
});

export const excusedByHand = rule({
  id: 'excused-by-hand-where-attendance-is-off',
  clause: CLAUSES.absence,
  says: {
    zh: '考勤制度停用的，可说明原因登记；不得登记本人的',
    en: 'where attendance is off an absence is excused with a reason, never one’s own',
  },
  decide: (given: { attendanceOn: boolean; own: boolean; reason: string }): Verdict => {
    if (given.attendanceOn) return refuse(leaveExcuses({}, CLAUSES.absence));
    if (given.own) return refuse(excuseOfOneself({}, CLAUSES.absence));
    return given.reason.trim() ? allow() : refuse(textMissing({ field: 'reason' }, CLAUSES.absence));
  },
});

export const RULES = [
  hasCategory,
  ...CONTENTS.map((content) => content.rule),
  planHasTwelveMonths,
  monthToCheck,
  monthIsMissed,
  modesAreNamed,
  sessionIsOfOneDay,
  signsInInTime,
  scoreIsPossible,
  retakeNeeded,
  studyIsLogged,
  leaveCovers,
  absenceStands,
  excusedByHand,
];
