import { Temporal } from 'temporal-polyfill';

/**
 * A day of the civil calendar in China, `YYYY-MM-DD`, years 1000 to 9999.
 * Text order is date order, so `<`, `<=` and `===` compare civil dates.
 */
export type CivilDate = string & { readonly __civilDate: unique symbol };

const ZONE = 'Asia/Shanghai';
const DAY_IN_MS = 86_400_000;
const HOUR_IN_MS = 3_600_000;
const DATE_SHAPE = /^[1-9]\d{3}-\d{2}-\d{2}$/;
const TIME_SHAPE = /^([01]\d|2[0-3]):[0-5]\d$/;

/** The civil date `text` names. RangeError when there is no such date (2026-02-30, 2026-9-1). */
export function civilDate(text: string): CivilDate {
  if (!isCivilDate(text)) throw new RangeError(`无此日期 (no such date, YYYY-MM-DD expected): ${text}`);
  return text;
}

/** Whether `text` is an existing date written `YYYY-MM-DD`. */
export function isCivilDate(text: string): text is CivilDate {
  return DATE_SHAPE.test(text) && textOf(epochDayOf(text)) === text;
}

/** The date `n` days after `d`; before it when `n` is negative. RangeError when `n` is no whole number. */
export function addDays(d: CivilDate, n: number): CivilDate {
  return civilDateAt(epochDayOf(d) + n);
}

/** Days from `from` to `to`; negative when `to` is the earlier one. */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return epochDayOf(to) - epochDayOf(from);
}

/** Day of the week, 1 = Monday to 7 = Sunday. */
export function weekdayOf(d: CivilDate): number {
  const sinceMonday = (epochDayOf(d) + 3) % 7; // 1970-01-01 was a Thursday
  return (sinceMonday < 0 ? sinceMonday + 7 : sinceMonday) + 1;
}

/** The year of `d`. */
export function yearOf(d: CivilDate): number {
  return Number(d.slice(0, 4));
}

/** The civil date in China at `instant`. RangeError for an invalid Date. */
export function civilDateOf(instant: Date): CivilDate {
  const at = instant.getTime();
  const hour = Math.floor(at / HOUR_IN_MS);
  if (hour === last.hour) return last.date;
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(ZONE);
  const date = civilDate(local.toPlainDate().toString());
  if (at >= 0) last = { hour, date };
  return date;
}

/** The instant an hour before another. */
export function anHourBefore(instant: Date): Date {
  return new Date(instant.getTime() - HOUR_IN_MS);
}

/** What was asked last: nearly all questions are of now. Since 1970 the day has changed on the hour only. */
let last = { hour: NaN, date: '' as CivilDate };

/** The instant at which it is `time` (`HH:MM`, 00:00 to 23:59) in China on `d`. RangeError for another time. */
export function instantAt(d: CivilDate, time: string): Date {
  if (!TIME_SHAPE.test(time)) throw new RangeError(`无此时刻 (no such time, HH:MM expected): ${time}`);
  const local = Temporal.PlainDate.from(d).toZonedDateTime({ timeZone: ZONE, plainTime: time });
  return new Date(local.epochMilliseconds);
}

function epochDayOf(text: string): number {
  return (
    Date.UTC(Number(text.slice(0, 4)), Number(text.slice(5, 7)) - 1, Number(text.slice(8, 10))) / DAY_IN_MS
  );
}

const FIRST_EPOCH_DAY = epochDayOf('1000-01-01');
const LAST_EPOCH_DAY = epochDayOf('9999-12-31');

function civilDateAt(epochDay: number): CivilDate {
  const exists = Number.isInteger(epochDay) && epochDay >= FIRST_EPOCH_DAY && epochDay <= LAST_EPOCH_DAY;
  if (!exists) throw new RangeError(`日期超出范围 (date out of range): 1970-01-01 + ${epochDay}`);
  return textOf(epochDay) as CivilDate;
}

// By hand, because it runs once per day of every deadline: toISOString takes four times as long.
function textOf(epochDay: number): string {
  const utc = new Date(epochDay * DAY_IN_MS);
  return `${utc.getUTCFullYear()}-${twoDigits(utc.getUTCMonth() + 1)}-${twoDigits(utc.getUTCDate())}`;
}

function twoDigits(n: number): string {
  return n < 10 ? `0${n}` : `${n}`;
}
