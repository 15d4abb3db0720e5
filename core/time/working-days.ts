import type { Calendar, Locale } from './calendar.ts';
import { type CivilDate, addDays, civilDate } from './civil-date.ts';

/** A stretch of days that do not count (中止、挂起): every day d with `from` <= d < `to`. */
export interface Suspension {
  from: CivilDate;
  /** Day of resumption, which counts again; null while still open. */
  to: CivilDate | null;
  /** Why, in the words or code of whoever suspended. */
  cause?: string;
}

/** The end of a period of working days, and how it was reached. It runs to the close of `dueOn`. */
export interface Deadline {
  dueOn: CivilDate;
  /** Some day on the way is not covered by a holiday notice: the date may still move. */
  provisional: boolean;
  /** Days passed over, in order, with the reason: '周六', '国庆节', '中止（挂起）'. */
  skipped: { date: CivilDate; reason: string }[];
  /** Days counted, in order; the last one is `dueOn`. */
  counted: CivilDate[];
}

const SUSPENDED = { zh: '中止（挂起）', en: 'suspended' } as const;

/**
 * The day on which the `workingDays`-th working day after `from` falls (行政许可法 第八十二条: working days, without
 * public holidays). `from`, the trigger day, is not counted; zero working days are due on `from` itself. A suspended
 * day that is not worked anyway is told as such. RangeError for a number that is no whole number of days, and for an
 * open suspension, which has no end to count to: project it first.
 */
export function deadlineAfter(input: {
  from: CivilDate;
  /** working days */
  workingDays: number;
  suspensions?: readonly Suspension[];
  calendar: Calendar;
  /** Language of the reasons; Chinese by default. */
  locale?: Locale;
}): Deadline {
  const { from, workingDays, suspensions = [], calendar, locale = 'zh' } = input;
  if (!Number.isSafeInteger(workingDays) || workingDays < 0) {
    throw new RangeError(`工作日数须为非负整数 (working days must be a whole number from 0): ${workingDays}`);
  }
  if (suspensions.some((suspension) => suspension.to === null)) {
    throw new RangeError('中止（挂起）尚未恢复，无法推算期限 (an open suspension has no end to count to)');
  }

  const skipped: Deadline['skipped'] = [];
  const counted: CivilDate[] = [];
  let day = from;
  while (counted.length < workingDays) {
    day = addDays(day, 1);
    const skip = calendar.whyNotWorking(day) ?? (isSuspendedOn(day, suspensions) ? SUSPENDED : null);
    if (skip) skipped.push({ date: day, reason: skip[locale] });
    else counted.push(day);
  }
  return { dueOn: day, provisional: !isFirmBetween(from, day, calendar), skipped, counted };
}

/** Whether `d` lies in one of the suspensions. */
export function isSuspendedOn(d: CivilDate, suspensions: readonly Suspension[]): boolean {
  return suspensions.some(({ from, to }) => from <= d && (to === null || d < to));
}

/** Working days in (`after`, `through`], without the suspended ones; 0 when `through` is not after `after`. */
export function workingDaysIn(
  after: CivilDate,
  through: CivilDate,
  calendar: Calendar,
  suspensions: readonly Suspension[] = [],
): number {
  let count = 0;
  for (let day = after; day < through;) {
    day = addDays(day, 1);
    if (calendar.isWorkingDay(day) && !isSuspendedOn(day, suspensions)) count += 1;
  }
  return count;
}

/** Working days by which something due on `dueOn` and done on `doneOn` is late; 0 when it is in time. */
export function overdueDays(dueOn: CivilDate, doneOn: CivilDate, calendar: Calendar): number {
  return workingDaysIn(dueOn, doneOn, calendar);
}

/** The first working day strictly after `d`. */
export function nextWorkingDay(d: CivilDate, calendar: Calendar): CivilDate {
  return deadlineAfter({ from: d, workingDays: 1, calendar }).dueOn;
}

/** How many working days a month has, `month` from 1 to 12: the denominator of attendance. */
export function workingDaysOfMonth(year: number, month: number, calendar: Calendar): number {
  return workingDaysIn(addDays(firstDayOf(year, month), -1), lastDayOf(year, month), calendar);
}

/** The working days of a month, YYYY-MM, in their order. */
export function workingDaysOf(month: string, calendar: Calendar): CivilDate[] {
  const first = civilDate(`${month}-01`);
  return Array.from({ length: 31 }, (_, i) => addDays(first, i)).filter(
    (day) => day.startsWith(month) && calendar.isWorkingDay(day),
  );
}

/** The last working day of a month, `month` from 1 to 12. */
export function lastWorkingDayOfMonth(year: number, month: number, calendar: Calendar): CivilDate {
  let day = lastDayOf(year, month);
  while (!calendar.isWorkingDay(day)) day = addDays(day, -1);
  return day;
}

/** The last day of a month, given as YYYY-MM. */
export function lastDayOfMonth(month: string): CivilDate {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return lastDayOf(year, number);
}

function isFirmBetween(after: CivilDate, through: CivilDate, calendar: Calendar): boolean {
  return after === through || (calendar.isFirm(addDays(after, 1)) && calendar.isFirm(through));
}

function firstDayOf(year: number, month: number): CivilDate {
  return civilDate(`${year}-${String(month).padStart(2, '0')}-01`);
}

function lastDayOf(year: number, month: number): CivilDate {
  const inNextMonth = addDays(firstDayOf(year, month), 31);
  return addDays(civilDate(`${inNextMonth.slice(0, 7)}-01`), -1);
}
