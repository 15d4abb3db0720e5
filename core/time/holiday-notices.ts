import { z } from 'zod';
import type { HolidayNotice } from './calendar.ts';
import { type CivilDate, civilDate, isCivilDate, weekdayOf } from './civil-date.ts';

/** A file of holiday notices that cannot be taken. `problems` holds one line each: place, Chinese, English. */
export class HolidayNoticeError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`节假日安排文件有误 (holiday notice file not accepted):\n${problems.join('\n')}`);
    this.name = 'HolidayNoticeError';
    this.problems = problems;
  }
}

const dateText = z
  .string()
  .refine(isCivilDate, '无此日期，应为YYYY-MM-DD (no such date)')
  .transform((text): CivilDate => civilDate(text));

const makeupDay = dateText.refine(
  (day) => weekdayOf(day) >= 6,
  '调休上班日应为周六或周日 (a make-up working day falls on a weekend)',
);

const holiday = z
  .object({
    name: z.string().trim().min(1, '缺少节日名称 (holiday name missing)'),
    off_dates: z.array(dateText).min(1, '缺少放假日期 (no days off)'),
    makeup_workdays: z.array(makeupDay),
  })
  .transform(({ name, off_dates, makeup_workdays }) => ({
    name,
    offDates: off_dates,
    makeupWorkdays: makeup_workdays,
  }));

const notice = z
  .object({
    year: z.int().min(1949).max(9998),
    notice_title: z.string().default(''),
    notice_number: z.string().default(''),
    notice_date: z.union([z.literal(''), dateText], '无此日期，应为YYYY-MM-DD (no such date)').default(''),
    holidays: z.array(holiday).min(1, '缺少节假日 (no holidays)'),
  })
  .transform((file): HolidayNotice => ({
    year: file.year,
    noticeTitle: file.notice_title,
    noticeNumber: file.notice_number,
    noticeDate: file.notice_date,
    holidays: file.holidays,
  }))
  .superRefine((read, context) => {
    for (const message of contradictionsOf(read)) context.addIssue({ code: 'custom', message });
  });

const severalYears = z.object({
  years: z
    .array(notice)
    .min(1, '没有任何年度 (no year)')
    .refine(
      (years) => new Set(years.map((each) => each.year)).size === years.length,
      '同一年度出现两次 (a year comes twice)',
    ),
});

/**
 * Reads a file of holiday notices, parsed from JSON: `{ years: [notice, …] }`, or one notice alone,
 * `{ year, notice_title?, notice_number?, notice_date?, holidays: [{ name, off_dates, makeup_workdays }] }`.
 * What else the file holds (sources, notes, checks) is left aside. Answers in the order of the years.
 * HolidayNoticeError, with every problem found, for anything else.
 */
export function parseHolidayNotices(json: unknown): HolidayNotice[] {
  const isSeveral = typeof json === 'object' && json !== null && 'years' in json;
  const schema = isSeveral ? severalYears.transform(({ years }) => years) : notice.transform((one) => [one]);
  const read = schema.safeParse(json, { error: inBothLanguages });
  if (!read.success) throw new HolidayNoticeError(read.error.issues.map(problemLine));
  return read.data.toSorted((a, b) => a.year - b.year);
}

const chinese = z.locales.zhCN().localeError;
const english = z.locales.en().localeError;

/** What zod itself finds wrong with the shape, as '无效输入：… (Invalid input: …)'. */
function inBothLanguages(issue: Parameters<z.core.$ZodErrorMap>[0]): string {
  return `${textOf(chinese(issue))} (${textOf(english(issue))})`;
}

function textOf(message: ReturnType<z.core.$ZodErrorMap>): string {
  return typeof message === 'string' ? message : (message?.message ?? '');
}

/** What makes a well-formed notice wrong: dates of another year, and days both off and worked. */
function contradictionsOf({ year, holidays }: HolidayNotice): string[] {
  const off = new Set(holidays.flatMap(({ offDates }) => offDates));
  const makeup = holidays.flatMap(({ makeupWorkdays }) => makeupWorkdays);
  const strangers = [...off, ...makeup].filter(
    (day) => day < `${year - 1}-12-01` || day > `${year + 1}-01-31`,
  );
  return [
    ...strangers.map((day) => `${day}不属于${year}年的安排 (does not belong to the notice of ${year})`),
    ...makeup
      .filter((day) => off.has(day))
      .map((day) => `${day}既放假又调休上班 (both a day off and a make-up working day)`),
  ];
}

function problemLine({ path, message }: z.core.$ZodIssue): string {
  const place = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  return place === '' ? message : `${place.replace(/^\./, '')}: ${message}`;
}
