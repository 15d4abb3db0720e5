import { rule } from '../../core/regulation/index.ts';
import { addDays, civilDateOf, instantAt, type CivilDate, type OpeningHours } from '../../core/time/index.ts';
import { CLAUSES } from './clauses.ts';
import type { AttendanceSettings } from './settings.ts';

// What a day's records say of one person. Times are whole minutes of the day in China, so 08:30:59 is 08:30; after its midnight
// they go on.

export type Half = 'AM' | 'PM';
export const HALVES: readonly Half[] = ['AM', 'PM'];

export const MARK_KINDS = ['LATE', 'EARLY', 'ABSENT', 'OFF_POST', 'UNCOVERED', 'DUTY_SHORTFALL'] as const;
export type MarkKind = (typeof MARK_KINDS)[number];

/** A stretch of minutes of a day. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** The hours and settings of one day, kept with it, so that it is derived anew by the same. */
export interface Schedule {
  readonly AM: Span;
  readonly PM: Span;
  readonly punchesPerDay: 'FOUR' | 'TWO';
  readonly graceMinutes: number;
  readonly dutyMinutes: number;
  readonly uncoveredUnit: 'HALF_DAY' | 'CEIL';
}

export interface OutingFacts extends Span {
  /** When he was back, if later than agreed: the minutes beyond `to` are not excused. */
  readonly returned: number | null;
}

/** All that is on record of one person on one day, in any order. */
export interface DayFacts {
  readonly punches: readonly number[];
  readonly leaves: readonly { readonly half: Half; readonly coverId: string | null }[];
  readonly outings: readonly OutingFacts[];
  readonly onDuty: boolean;
}

export interface Mark {
  readonly half: Half;
  readonly kind: MarkKind;
  readonly minutes: number | null;
  /** Half-days without cover; 0 for other kinds. */
  readonly halfDays: number;
}

const mark = (half: Half, kind: MarkKind, minutes: number | null): Mark => ({
  half,
  kind,
  minutes,
  halfDays: 0,
});

/** Minutes of the day of a time `HH:MM`. */
export function minuteOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

export const scheduleOf = rule({
  id: 'schedule-of-the-day',
  clause: CLAUSES.hours,
  says: {
    zh: '作息按日期：季节时间或办公时间',
    en: 'hours go by the date: a season’s, else the opening hours',
  },
  decide: (day: CivilDate, settings: AttendanceSettings, hours: OpeningHours): Schedule => {
    const date = day.slice(5);
    const season = settings.seasons.find(({ from, through }) =>
      from <= through ? from <= date && date <= through : date >= from || date <= through,
    );
    const { punchesPerDay, graceMinutes, dutyMinutes, uncoveredUnit } = settings;
    const span = (from: string, to: string): Span => ({ from: minuteOf(from), to: minuteOf(to) });
    return {
      AM: span(season?.morningOpens ?? hours.morning.opens, season?.morningCloses ?? hours.morning.closes),
      PM: span(
        season?.afternoonOpens ?? hours.afternoon.opens,
        season?.afternoonCloses ?? hours.afternoon.closes,
      ),
      punchesPerDay,
      graceMinutes,
      dutyMinutes,
      uncoveredUnit,
    };
  },
});

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;

export const dayOfPunch = rule({
  id: 'punch-after-midnight-is-of-the-day-before',
  clause: CLAUSES.hours,
  says: {
    zh: '延时到午夜以后的打卡属前一日：以下班到上班的中点为界',
    en: 'a punch after midnight is of the day before: the middle between closing and opening parts the days',
  },
  decide: (at: Date, { AM, PM }: Pick<Schedule, 'AM' | 'PM'>): CivilDate => {
    const day = civilDateOf(at);
    const minute = (at.getTime() - instantAt(day, '00:00').getTime()) / MINUTE_MS;
    return minute < (PM.to + AM.from - DAY_MINUTES) / 2 ? addDays(day, -1) : day;
  },
});

/** The punches of a half-day in order; the middle of the lunch break parts them. */
function punchesIn(half: Half, { punches }: DayFacts, schedule: Schedule): number[] {
  const middle = (schedule.AM.to + schedule.PM.from) / 2;
  return punches.filter((at) => at < middle === (half === 'AM')).toSorted((a, b) => a - b);
}

/** What of a half-day somebody must be there for; null when leave or outings excuse all of it. */
function expectedIn(half: Half, facts: DayFacts, schedule: Schedule): Span | null {
  if (facts.leaves.some((leave) => leave.half === half)) return null;
  let { from, to } = schedule[half];
  // Outings that touch each other excuse as one, whatever order they stand in.
  for (let moved = true; moved;) {
    moved = false;
    for (const outing of facts.outings) {
      if (outing.from <= from && outing.to > from) [from, moved] = [outing.to, true];
      if (outing.to >= to && outing.from < to) [to, moved] = [outing.from, true];
      if (from >= to) return null;
    }
  }
  return { from, to };
}

export const absentHalfDay = rule({
  id: 'no-punch-is-half-a-day',
  clause: CLAUSES.hours,
  says: {
    zh: '半天无打卡又未请假、外出的，为旷工半天',
    en: 'no punch, leave or outing in a session is half a day absent',
  },
  decide: (half: Half, facts: DayFacts, schedule: Schedule): boolean =>
    expectedIn(half, facts, schedule) !== null && punchesIn(half, facts, schedule).length === 0,
});

export const lateOrEarly = rule({
  id: 'late-and-early',
  clause: CLAUSES.hours,
  says: {
    zh: '晚于上班时间到为迟到，早于下班时间走为早退，与旷工半天不并计',
    en: 'after opening is late, before closing is early; never with half a day absent',
  },
  decide: (half: Half, facts: DayFacts, schedule: Schedule): Mark[] => {
    const expected = expectedIn(half, facts, schedule);
    const punches = punchesIn(half, facts, schedule);
    const [first, last] = [punches[0], punches.at(-1)];
    if (!expected || first === undefined || last === undefined) return [];
    const other: Half = half === 'AM' ? 'PM' : 'AM';
    const through =
      schedule.punchesPerDay === 'TWO' &&
      expectedIn(other, facts, schedule) !== null &&
      punchesIn(other, facts, schedule).length > 0;
    const { from, to } = schedule[half];
    const comes = expected.from === from && !(through && half === 'PM');
    const goes = expected.to === to && !(through && half === 'AM');
    return [
      ...(comes && first > from + schedule.graceMinutes ? [mark(half, 'LATE', first - from)] : []),
      ...(goes && last < to - schedule.graceMinutes ? [mark(half, 'EARLY', to - last)] : []),
    ];
  },
});

export const offPost = rule({
  id: 'out-longer-than-agreed',
  clause: CLAUSES.outing,
  says: {
    zh: '外出超过约定返回时间的，超出的办公时间为离岗',
    en: 'working minutes out beyond the agreed return are off post',
  },
  decide: (half: Half, facts: DayFacts, schedule: Schedule): Mark[] => {
    const session = schedule[half];
    if (!expectedIn(half, facts, schedule) || punchesIn(half, facts, schedule).length === 0) return [];
    const away = new Set<number>();
    for (const { to, returned } of facts.outings)
      for (let m = Math.max(to, session.from); m < Math.min(returned ?? to, session.to); m += 1)
        if (!facts.outings.some((outing) => outing.from <= m && m < outing.to)) away.add(m);
    return away.size > 0 ? [mark(half, 'OFF_POST', away.size)] : [];
  },
});

export const dutyShortfall = rule({
  id: 'duty-comes-earlier-stays-later',
  clause: CLAUSES.duty,
  says: {
    zh: '值班人员提前到岗、推迟离岗；不足的分钟报告，不扣分',
    en: 'duty staff come earlier and stay later; what is short is reported and costs nothing',
  },
  decide: (half: Half, facts: DayFacts, schedule: Schedule): Mark[] => {
    const expected = expectedIn(half, facts, schedule);
    const punches = punchesIn(half, facts, schedule);
    const [first, last] = [punches[0], punches.at(-1)];
    if (!facts.onDuty || !expected || first === undefined || last === undefined) return [];
    const { from, to } = schedule[half];
    const short =
      half === 'AM'
        ? expected.from === from && first - (from - schedule.dutyMinutes)
        : expected.to === to && to + schedule.dutyMinutes - last;
    return short !== false && short > 0 ? [mark(half, 'DUTY_SHORTFALL', short)] : [];
  },
});

export const coverIsThere = rule({
  id: 'cover-is-there',
  clause: CLAUSES.cover,
  says: {
    zh: '顶岗人员当时在岗且本人没有请假的，为有人顶岗',
    en: 'a leave is covered when whoever stands in is there and not himself on leave',
  },
  decide: (half: Half, cover: DayFacts | null, schedule: Schedule): boolean =>
    cover !== null &&
    expectedIn(half, cover, schedule) !== null &&
    punchesIn(half, cover, schedule).length > 0,
});

export const uncoveredLeave = rule({
  id: 'uncovered-in-half-days',
  clause: CLAUSES.cover,
  says: {
    zh: '无人顶岗按半天计；按设置，不足一天的按一天计',
    en: 'without cover counts in half-days; by a setting a begun day is a whole one',
  },
  decide: (
    facts: DayFacts,
    covered: (half: Half, coverId: string) => boolean,
    schedule: Schedule,
  ): Mark[] => {
    const halves = HALVES.filter((half) =>
      facts.leaves.some(
        (leave) => leave.half === half && (leave.coverId === null || !covered(half, leave.coverId)),
      ),
    );
    const whole = schedule.uncoveredUnit === 'CEIL';
    return (whole ? halves.slice(0, 1) : halves).map((half) => ({
      ...mark(half, 'UNCOVERED', null),
      halfDays: whole ? 2 : 1,
    }));
  },
});

export const marksOfDay = rule({
  id: 'marks-of-a-day',
  clause: CLAUSES.hours,
  says: {
    zh: '当日考勤由全部记录推算，与到达先后无关',
    en: 'a day is derived from all its records, in whatever order they arrived',
  },
  decide: (staffId: string, all: ReadonlyMap<string, DayFacts>, schedule: Schedule): Mark[] => {
    const facts = all.get(staffId);
    if (!facts) return [];
    const covered = (half: Half, coverId: string) =>
      coverIsThere.decide(half, all.get(coverId) ?? null, schedule);
    return [
      ...HALVES.flatMap((half) => [
        ...(absentHalfDay.decide(half, facts, schedule) ? [mark(half, 'ABSENT', null)] : []),
        ...lateOrEarly.decide(half, facts, schedule),
        ...offPost.decide(half, facts, schedule),
        ...dutyShortfall.decide(half, facts, schedule),
      ]),
      ...uncoveredLeave.decide(facts, covered, schedule),
    ];
  },
});

export const DAY_RULES = [
  scheduleOf,
  dayOfPunch,
  absentHalfDay,
  lateOrEarly,
  offPost,
  dutyShortfall,
  coverIsThere,
  uncoveredLeave,
  marksOfDay,
];
