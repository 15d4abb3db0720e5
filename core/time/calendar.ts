import { type CivilDate, civilDate, weekdayOf } from './civil-date.ts';

/** Language of a text for people. Chinese is the default everywhere. */
export type Locale = 'zh' | 'en';

/** The State Council's notice on the public holidays of one year (部分节假日安排的通知). */
export interface HolidayNotice {
  year: number;
  noticeTitle: string;
  /** 文号; empty when the notice was published without one. */
  noticeNumber: string;
  /** Day of the notice; empty when not known. */
  noticeDate: string;
  holidays: {
    name: string;
    /** Days off, weekends among them included; may reach into the neighbouring year. */
    offDates: CivilDate[];
    /** Weekend days worked in exchange (调休上班). */
    makeupWorkdays: CivilDate[];
  }[];
}

/** What a day is, in both languages: '周一', '周六，调休上班', '周日', '国庆节'. */
export interface DayReason {
  code: 'WEEKDAY' | 'MAKEUP_WORKDAY' | 'WEEKEND' | 'HOLIDAY';
  zh: string;
  en: string;
}

/** Why a day is not worked: '周六', '周日' or the holiday's name. */
export type SkipReason = DayReason & { code: 'WEEKEND' | 'HOLIDAY' };

/** Whether a day is worked, and why. */
export type DayKind = { working: boolean; reason: DayReason };

/**
 * Which days are worked (工作日): Monday to Friday without the days off of the notices, and their make-up days.
 *
 * A day is firm when it lies in the coverage, the unbroken run of years with a notice that ends at the last loaded
 * year. Elsewhere Monday to Friday are taken as working, apart from what a notice says, and what is computed from
 * there is provisional. (The notice of the next year may still move the last days of the covered one, as that of
 * 2019 did with 2018-12-29 and 12-31: loading a notice recomputes every open clock.)
 */
export interface Calendar {
  /** First firm day; after `coversThrough` when no notice is loaded. */
  readonly coversFrom: CivilDate;
  /** Last firm day. */
  readonly coversThrough: CivilDate;
  isWorkingDay(d: CivilDate): boolean;
  /** Null for a working day. A day off on a weekend is told as the holiday. */
  whyNotWorking(d: CivilDate): SkipReason | null;
  /** Whether a notice covers the day. */
  isFirm(d: CivilDate): boolean;
}

const WEEKDAYS = [
  { zh: '周一', en: 'Monday' },
  { zh: '周二', en: 'Tuesday' },
  { zh: '周三', en: 'Wednesday' },
  { zh: '周四', en: 'Thursday' },
  { zh: '周五', en: 'Friday' },
  { zh: '周六', en: 'Saturday' },
  { zh: '周日', en: 'Sunday' },
] as const;

const SATURDAY: SkipReason = { code: 'WEEKEND', ...WEEKDAYS[5] };
const SUNDAY: SkipReason = { code: 'WEEKEND', ...WEEKDAYS[6] };

const HOLIDAYS_IN_ENGLISH: ReadonlyMap<string, string> = new Map([
  ['元旦', "New Year's Day"],
  ['春节', 'Spring Festival'],
  ['清明节', 'Qingming Festival'],
  ['劳动节', 'Labour Day'],
  ['端午节', 'Dragon Boat Festival'],
  ['中秋节', 'Mid-Autumn Festival'],
  ['国庆节', 'National Day'],
]);

/**
 * The calendar the notices make, in whatever order they come; without notices, Monday to Friday, all provisional.
 * RangeError when a year comes twice, or when one notice gives a day off that is to be worked.
 */
export function createCalendar(notices: readonly HolidayNotice[]): Calendar {
  const daysOff = new Map<CivilDate, SkipReason>();
  const makeupDays = new Set<CivilDate>();
  for (const holiday of notices.flatMap((notice) => notice.holidays)) {
    const reason: SkipReason = { code: 'HOLIDAY', zh: holiday.name, en: englishName(holiday.name) };
    for (const day of holiday.offDates) daysOff.set(day, reason);
    for (const day of holiday.makeupWorkdays) makeupDays.add(day);
  }
  for (const day of makeupDays) {
    const off = daysOff.get(day);
    if (off)
      throw new RangeError(`${day}既为${off.zh}放假又为调休上班 (both a day off and a make-up working day)`);
  }
  const { coversFrom, coversThrough } = coverageOf(notices.map((notice) => notice.year));

  function whyNotWorking(d: CivilDate): SkipReason | null {
    const off = daysOff.get(d);
    if (off) return off;
    const weekday = weekdayOf(d);
    if (weekday <= 5 || makeupDays.has(d)) return null;
    return weekday === 6 ? SATURDAY : SUNDAY;
  }

  return {
    coversFrom,
    coversThrough,
    whyNotWorking,
    isWorkingDay: (d) => whyNotWorking(d) === null,
    isFirm: (d) => coversFrom <= d && d <= coversThrough,
  };
}

/** What kind of day `d` is, for a calendar sheet or the end of a sentence. */
export function dayKindOf(d: CivilDate, calendar: Calendar): DayKind {
  const skip = calendar.whyNotWorking(d);
  if (skip) return { working: false, reason: skip };
  const weekday = weekdayOf(d);
  const { zh, en } = WEEKDAYS[weekday - 1] ?? WEEKDAYS[0];
  if (weekday <= 5) return { working: true, reason: { code: 'WEEKDAY', zh, en } };
  const reason = { code: 'MAKEUP_WORKDAY', zh: `${zh}，调休上班`, en: `${en}, make-up working day` } as const;
  return { working: true, reason };
}

function coverageOf(years: readonly number[]): Pick<Calendar, 'coversFrom' | 'coversThrough'> {
  const loaded = new Set(years);
  if (loaded.size < years.length) throw new RangeError('同一年度有两份节假日安排 (two notices for one year)');
  if (loaded.size === 0)
    return { coversFrom: civilDate('9999-12-31'), coversThrough: civilDate('1000-01-01') };
  const last = Math.max(...years);
  let first = last;
  while (loaded.has(first - 1)) first -= 1;
  return { coversFrom: civilDate(`${first}-01-01`), coversThrough: civilDate(`${last}-12-31`) };
}

/** Holidays taken together come as '国庆节、中秋节'; a name not known here stays Chinese. */
function englishName(name: string): string {
  const names = name.split('、').map((part) => HOLIDAYS_IN_ENGLISH.get(part) ?? part);
  return names.join(' and ');
}
