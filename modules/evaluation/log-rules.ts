import { allow, refuse, rule, type Bilingual, type Verdict } from '../../core/regulation/index.ts';
import { civilDateOf, workingDaysOf, type Calendar, type CivilDate } from '../../core/time/index.ts';
import { CLAUSES } from './clauses.ts';
import {
  dailyLogClosed,
  dayNotYet,
  documentMissing,
  dutyOfAnother,
  forTheDailyLog,
  forTheGroup,
  observationOffDay,
  sourceIsOn,
  subjectMismatch,
  unitsInvalid,
  warnFirst,
} from './refusals.ts';
import { type CriterionRow, type SubjectKind } from './scoring-catalogue.ts';

/** What the duty officer sees with his own eyes, whatever chapter reports it besides (section 5, source "daily log"). */
export const SEEN_IN_THE_HALL: readonly string[] = ['WD1b', 'WD2', 'WD3', 'SQ1'];
/** What the group finds itself: in papers, an audit sample, or by its own decision. */
export const FOUND_BY_THE_GROUP: readonly string[] = [
  'SQ4',
  'SQ5',
  'CM1a',
  'CM1b',
  'CM1c',
  'BN1',
  'BN2',
  'BN3a',
  'BN3b',
  'BN3c',
  'DQ2',
  'DQ4',
];
/** Of these, what rests on a paper from outside. */
export const WITH_DOCUMENT: readonly string[] = ['SQ4', 'SQ5', 'BN2', 'BN3a', 'BN3b', 'BN3c'];
/** Counts only when it was told before and not put right. */
export const TOLD_FIRST = 'WD4';

/** Who keeps a log, or is on the roster of its day. */
export interface Keeper {
  readonly staffId: string;
  readonly roles: readonly string[];
}

export const lateEntry = rule({
  id: 'log-is-kept-the-same-day',
  clause: CLAUSES.dailyLog,
  says: { zh: '当日记录；以后补记的标明', en: 'kept on the day; what is entered later is marked' },
  decide: (day: CivilDate, today: CivilDate): boolean => today > day,
});

export const dayHasCome = rule({
  id: 'log-is-not-kept-ahead',
  clause: CLAUSES.dailyLog,
  says: { zh: '不得预记以后的日子', en: 'no log is kept of a day to come' },
  decide: (day: CivilDate, today: CivilDate): Verdict =>
    day > today ? refuse(dayNotYet({ day }, CLAUSES.dailyLog)) : allow(),
});

export const keptByTheOfficer = rule({
  id: 'log-is-kept-by-the-duty-officer',
  clause: CLAUSES.dailyLog,
  says: {
    zh: '台账由当日排班的值日人员记录；没有排班的，由值日人员一人记录',
    en: 'whoever is on the roster of the day keeps its log; without a roster, one duty officer does',
  },
  decide: (keeper: Keeper, rostered: readonly Keeper[]): Verdict => {
    const keeps =
      rostered.length > 0
        ? rostered.some(({ staffId }) => staffId === keeper.staffId)
        : keeper.roles.includes('DUTY_OFFICER');
    return keeps
      ? allow()
      : refuse(dutyOfAnother({ roles: rostered.flatMap(({ roles }) => roles) }, CLAUSES.dailyLog));
  },
});

export const onlyItsOfficerWrites = rule({
  id: 'only-its-officer-writes-in-a-log',
  clause: CLAUSES.dailyLog,
  says: {
    zh: '一天一册，只由记录的值日人员填写，结束后不再填写',
    en: 'one log a day; only its officer writes in it, and nobody when it is closed',
  },
  decide: (log: { officer: Keeper; closed: boolean }, writerId: string): Verdict => {
    if (log.officer.staffId !== writerId)
      return refuse(dutyOfAnother({ roles: log.officer.roles }, CLAUSES.dailyLog));
    return log.closed ? refuse(dailyLogClosed({}, CLAUSES.dailyLog)) : allow();
  },
});

export const seenOnTheDay = rule({
  id: 'observation-is-of-its-day',
  clause: CLAUSES.dailyLog,
  says: { zh: '记录的时间须在当日，且已到', en: 'what is recorded was seen on that day, and not ahead' },
  decide: (at: Date, day: CivilDate, now: Date): Verdict =>
    civilDateOf(at) === day && at <= now ? allow() : refuse(observationOffDay({ day }, CLAUSES.dailyLog)),
});

export const logTakes = rule({
  id: 'log-takes-what-no-chapter-reports',
  clause: CLAUSES.dailyLog,
  says: {
    zh: '由启用的制度自动记录的不重复记入台账；评先、奖励和凭文件的由考评组提出',
    en: 'what a chapter that is on reports is not logged again; honours and what rests on papers is for the group',
  },
  /** `sources` are the titles of the chapters that were on that day and report the code. */
  decide: ({ code, block }: Pick<CriterionRow, 'code' | 'block'>, sources: readonly Bilingual[]): Verdict => {
    if (SEEN_IN_THE_HALL.includes(code)) return allow();
    if (block === 'DQ' || block === 'BN' || (FOUND_BY_THE_GROUP.includes(code) && code !== 'CM1a'))
      return refuse(forTheGroup({ code }, CLAUSES.dailyLog));
    return sources.length > 0 ? refuse(sourceIsOn({ code, sources }, CLAUSES.dailyLog)) : allow();
  },
});

export const groupTakes = rule({
  id: 'group-takes-papers-and-its-own-findings',
  clause: CLAUSES.group,
  says: {
    zh: '凭文件、抽查和评议的由考评组提出；其余由制度或台账记录',
    en: 'what rests on papers, samples or its judgement is for the group; the rest for chapters or the log',
  },
  decide: ({ code, block }: Pick<CriterionRow, 'code' | 'block'>, sources: readonly Bilingual[]): Verdict => {
    if (FOUND_BY_THE_GROUP.includes(code)) return allow();
    if (block !== 'DQ') return refuse(forTheDailyLog({ code }, CLAUSES.group));
    return sources.length > 0 ? refuse(sourceIsOn({ code, sources }, CLAUSES.group)) : allow();
  },
});

export const toldFirst = rule({
  id: 'untidy-is-told-before-it-costs',
  clause: CLAUSES.dailyLog,
  says: {
    zh: '脏乱差先指出，复查未纠正的才记',
    en: 'disorder is told first; only what is not put right is entered',
  },
  decide: (code: string, warning: { corrected: boolean } | null): Verdict =>
    code !== TOLD_FIRST || warning?.corrected === false ? allow() : refuse(warnFirst({}, CLAUSES.dailyLog)),
});

export const subjectFits = rule({
  id: 'subject-fits-the-criterion',
  clause: CLAUSES.scope,
  says: {
    zh: '一项只记一人或一个窗口，按计分项',
    en: 'one person or one window, as the scoring rule has it',
  },
  /** The kind of subject; a refusal where none, both or the wrong one is named. */
  decide: (
    { code, subjects }: Pick<CriterionRow, 'code' | 'subjects'>,
    { staffId, windowId }: { staffId: string | null; windowId: string | null },
  ): { kind: SubjectKind; verdict: Verdict } => {
    const kind = windowId === null ? 'STAFF' : 'WINDOW';
    const one = (staffId === null) !== (windowId === null);
    return {
      kind,
      verdict:
        one && subjects.includes(kind) ? allow() : refuse(subjectMismatch({ code, subjects }, CLAUSES.scope)),
    };
  },
});

export const unitsAreWhole = rule({
  id: 'units-are-whole-or-half',
  clause: CLAUSES.sheet,
  says: { zh: '数量为半个或整个单位', en: 'units are whole or half' },
  /** Hundredths of a unit. */
  decide: (units: number): { hundredths: number; verdict: Verdict } => ({
    hundredths: Math.round(units * 100),
    verdict:
      units > 0 && units <= 100 && Number.isInteger(units * 2)
        ? allow()
        : refuse(unitsInvalid({ units }, CLAUSES.sheet)),
  }),
});

export const papersAreThere = rule({
  id: 'papers-are-attached',
  clause: CLAUSES.principles,
  says: { zh: '曝光、表扬和荣誉须附文件或扫描件', en: 'exposure, praise and honours come with their paper' },
  decide: (code: string, hasFile: boolean): Verdict =>
    hasFile || !WITH_DOCUMENT.includes(code)
      ? allow()
      : refuse(documentMissing({ code }, CLAUSES.principles)),
});

/** First part of the fact that is written by hand; then the matter and whose it is. */
const MATTER = /^scoreMatter\/[^/]+/;

export const oneMatterOnce = rule({
  id: 'one-matter-is-one-fact',
  clause: CLAUSES.publicPraise,
  says: {
    zh: '同一件事对同一人或窗口是同一事实，不重复奖励',
    en: 'one matter is one fact of each person or window, and not rewarded twice',
  },
  /** `matterId` stands where no earlier proposal is named as of the same matter. */
  decide: (
    subjectId: string,
    matterId: string,
    same: { factId: string; subjectId: string | null } | null,
  ): string => {
    if (same && same.subjectId === subjectId) return same.factId;
    const matter = MATTER.exec(same?.factId ?? '')?.[0] ?? `scoreMatter/${matterId}`;
    return `${matter}/${subjectId}`;
  },
});

export const everyWorkingDay = rule({
  id: 'every-working-day-has-a-log',
  clause: CLAUSES.dailyLog,
  says: {
    zh: '每个工作日一册；当日过后没有的为缺',
    en: 'every working day has its log; without one it is missing when the day is over',
  },
  /** Of the working days of a month on which the chapter was on: which are over, and which of these have no log. */
  decide: (
    month: string,
    kept: readonly string[],
    wasOn: (day: CivilDate) => boolean,
    today: CivilDate,
    calendar: Calendar,
  ): { workingDays: number; found: number; missing: CivilDate[] } => {
    const days = workingDaysOf(month, calendar);
    const expected = days.filter((day) => day < today && wasOn(day));
    const missing = expected.filter((day) => !kept.includes(day));
    return { workingDays: days.length, found: expected.length - missing.length, missing };
  },
});

export const LOG_RULES = [
  lateEntry,
  dayHasCome,
  keptByTheOfficer,
  onlyItsOfficerWrites,
  seenOnTheDay,
  logTakes,
  groupTakes,
  toldFirst,
  subjectFits,
  unitsAreWhole,
  papersAreThere,
  oneMatterOnce,
  everyWorkingDay,
];
