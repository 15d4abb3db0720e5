import { describe, expect, test } from 'vitest';
import calendarFile from '../../prisma/seed/calendar-2024-2026.json' with { type: 'json' };
import { createCalendar } from './calendar.ts';
import { HolidayNoticeError, parseHolidayNotices } from './holiday-notices.ts';

const newYear = { name: '元旦', off_dates: ['2027-01-01'], makeup_workdays: ['2027-01-03'] };

function problemsOf(json: unknown): readonly string[] {
  try {
    parseHolidayNotices(json);
  } catch (error) {
    if (error instanceof HolidayNoticeError) return error.problems;
    throw error;
  }
  return [];
}

describe('holiday notice files', () => {
  test('the file of several years is read whole, in order', () => {
    const notices = parseHolidayNotices({ ...calendarFile, years: calendarFile.years.toReversed() });
    expect(notices.map(({ year }) => year)).toEqual([2024, 2025, 2026]);
    expect(notices[0]).toMatchObject({
      noticeTitle: '国务院办公厅关于2024年部分节假日安排的通知',
      noticeNumber: '国办发明电〔2023〕7号',
      noticeDate: '2023-10-25',
    });
    expect(notices[2]?.holidays.at(-1)).toMatchObject({
      name: '国庆节',
      makeupWorkdays: ['2026-09-20', '2026-10-10'],
    });
    const calendar = createCalendar(notices);
    expect([calendar.coversFrom, calendar.coversThrough]).toEqual(['2024-01-01', '2026-12-31']);
  });

  test('one year alone is read, with or without its provenance', () => {
    const holidays = [{ name: '元旦', offDates: ['2027-01-01'], makeupWorkdays: ['2027-01-03'] }];
    expect(parseHolidayNotices({ year: 2027, holidays: [newYear], sources: ['…'] })).toEqual([
      { year: 2027, noticeTitle: '', noticeNumber: '', noticeDate: '', holidays },
    ]);
    const [dated] = parseHolidayNotices({ year: 2027, notice_date: '2026-11-05', holidays: [newYear] });
    expect(dated?.noticeDate).toBe('2026-11-05');
  });

  test.each<[string, unknown, string]>([
    [
      'no such date',
      { year: 2027, holidays: [{ ...newYear, off_dates: ['2027-02-30'] }] },
      'off_dates[0]: 无此日期',
    ],
    [
      'a make-up day that is no weekend',
      { year: 2027, holidays: [{ ...newYear, makeup_workdays: ['2027-01-04'] }] },
      '周六或周日',
    ],
    [
      'a date of another year',
      { year: 2026, holidays: [{ ...newYear, off_dates: ['2025-05-01'] }] },
      '2025-05-01不属于2026年',
    ],
    [
      'a day both off and worked',
      { year: 2027, holidays: [{ ...newYear, off_dates: ['2027-01-03'] }] },
      '2027-01-03既放假又调休',
    ],
    ['no holidays', { year: 2027, holidays: [] }, 'holidays: 缺少节假日'],
    [
      'a holiday without days',
      { year: 2027, holidays: [{ ...newYear, off_dates: [] }] },
      'holidays[0].off_dates: 缺少放假日期',
    ],
    [
      'no make-up list',
      { year: 2027, holidays: [{ name: '元旦', off_dates: ['2027-01-01'] }] },
      'holidays[0].makeup_workdays',
    ],
    [
      'a bad notice date',
      { year: 2027, notice_date: '11月5日', holidays: [newYear] },
      'notice_date: 无此日期',
    ],
    ['a year that is no number', { year: '2027', holidays: [newYear] }, 'year: '],
    [
      'a year twice',
      {
        years: [
          { year: 2027, holidays: [newYear] },
          { year: 2027, holidays: [newYear] },
        ],
      },
      '同一年度出现两次',
    ],
    ['no years', { years: [] }, 'years: 没有任何年度'],
    [
      'a bad year among several',
      { years: [{ year: 2027, holidays: [{ ...newYear, name: ' ' }] }] },
      'years[0].holidays[0].name',
    ],
    ['no object', null, 'null'],
    ['a list', [newYear], '数组'],
  ])('%s is refused at its place', (_what, json, expected) => {
    expect(problemsOf(json).join('\n')).toContain(expected);
    expect(problemsOf(json)).not.toEqual([]);
  });

  test('all problems are told at once', () => {
    const bad = { year: 2027, holidays: [{ name: '', off_dates: ['x'], makeup_workdays: ['2027-01-04'] }] };
    expect(problemsOf(bad)).toHaveLength(3);
  });
});
