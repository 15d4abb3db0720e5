import { describe, expect, test } from 'vitest';
import calendarFile from '../../prisma/seed/calendar-2024-2026.json' with { type: 'json' };
import {
  type CivilDate,
  type HolidayNotice,
  addDays,
  civilDate,
  createCalendar,
  deadlineAfter,
  overdueDays,
  parseHolidayNotices,
  workingDaysIn,
  workingDaysOfMonth,
} from './index.ts';

const notices = parseHolidayNotices(calendarFile);
const calendar = createCalendar(notices);

const d = civilDate;
const due = (from: string, workingDays: number, on = calendar) =>
  deadlineAfter({ from: d(from), workingDays, calendar: on });
const firm = (dueOn: string) => ({ dueOn, provisional: false });

describe('golden dates of the notices for 2026', () => {
  test.each([
    ['G1', 'begun on the Mid-Autumn holiday itself', '2026-09-25', 5, '2026-10-09'],
    ['G2', 'the day before the holiday ends on the same day as G1', '2026-09-24', 5, '2026-10-09'],
    ['G3', 'ends on a working Saturday', '2026-09-28', 5, '2026-10-10'],
    ['G4', 'a working Sunday makes it earlier than Monday to Friday would', '2026-09-18', 5, '2026-09-24'],
    ['G5', 'National Day, the working Saturday and a plain Sunday', '2026-09-29', 5, '2026-10-12'],
    ['G6', 'one day, to a working Saturday', '2026-05-08', 1, '2026-05-09'],
    ['G7', 'Spring Festival and a working Saturday', '2026-02-12', 5, '2026-02-26'],
    ['G8', 'statutory limit of 20', '2026-09-14', 20, '2026-10-16'],
    ['G8', 'statutory limit of 20 with 10 more', '2026-09-14', 30, '2026-10-30'],
    ['G8', 'joint limit of 45', '2026-09-14', 45, '2026-11-20'],
    ['G8', 'joint limit of 45 with 15 more', '2026-09-14', 60, '2026-12-11'],
    ['G9', 'statutory limit of 20 across National Day', '2026-09-28', 20, '2026-10-30'],
    ['G10', 'delivery within 10', '2026-09-28', 10, '2026-10-16'],
  ])('%s %s: %s + %i working days is due on %s', (_number, _why, from, workingDays, dueOn) => {
    expect(due(from, workingDays)).toMatchObject(firm(dueOn));
  });

  test('G11 suspended on 09-28, resumed on 10-09: due on 10-16 instead of 10-12', () => {
    const from = d('2026-09-21');
    const suspensions = [{ from: d('2026-09-28'), to: d('2026-10-09') }];

    expect(due(from, 10)).toMatchObject(firm('2026-10-12'));
    const suspended = deadlineAfter({ from, workingDays: 10, suspensions, calendar });

    expect(suspended).toMatchObject(firm('2026-10-16'));
    const givenBack = suspended.skipped.filter(({ reason }) => reason === '中止（挂起）');
    expect(givenBack.map(({ date }) => date)).toEqual([
      '2026-09-28',
      '2026-09-29',
      '2026-09-30',
      '2026-10-08',
    ]);
  });

  test('G12 due on 10-09 and done on 10-13 is 3 days late, the working Saturday among them', () => {
    expect(overdueDays(d('2026-10-09'), d('2026-10-13'), calendar)).toBe(3);
    expect(overdueDays(d('2026-10-09'), d('2026-10-09'), calendar)).toBe(0);
    expect(overdueDays(d('2026-10-09'), d('2026-09-28'), calendar)).toBe(0);
  });

  test('G13 across the end of the coverage: provisional, and firm once the next notice is loaded', () => {
    expect(due('2026-12-25', 5)).toMatchObject({ dueOn: '2027-01-01', provisional: true });

    const invented: HolidayNotice = {
      year: 2027,
      noticeTitle: '2027年安排（虚构，仅供测试）',
      noticeNumber: '',
      noticeDate: '',
      holidays: [{ name: '元旦', offDates: [d('2027-01-01')], makeupWorkdays: [d('2027-01-03')] }],
    };
    const loaded = createCalendar([...notices, invented]);

    expect(due('2026-12-25', 5, loaded)).toMatchObject(firm('2027-01-03'));
  });

  test('G13 up to the last covered day everything is firm', () => {
    expect(due('2026-12-25', 4)).toMatchObject(firm('2026-12-31'));
  });

  test('G14 October 2026 has 18 working days, September 22', () => {
    expect(workingDaysOfMonth(2026, 10, calendar)).toBe(18);
    expect(workingDaysOfMonth(2026, 9, calendar)).toBe(22);
  });
});

describe('the calendar file', () => {
  test.each(calendarFile.years.map((year) => [year.year, year.workdays_total]))(
    '%i has %i working days, as counted from its notice',
    (year, total) => {
      const months = Array.from({ length: 12 }, (_, i) => workingDaysOfMonth(year, i + 1, calendar));
      expect(months.reduce((sum, days) => sum + days)).toBe(total);
      expect(workingDaysIn(d(`${year - 1}-12-31`), d(`${year}-12-31`), calendar)).toBe(total);
    },
  );

  test('every day of its years is worked or not as its lists say', () => {
    const off = new Set(calendarFile.years.flatMap((year) => year.off_dates_all));
    const makeup = new Set(calendarFile.years.flatMap((year) => year.makeup_workdays_all));
    const wrong: CivilDate[] = [];
    for (let day = calendar.coversFrom; day <= calendar.coversThrough; day = addDays(day, 1)) {
      const weekend = [0, 6].includes(new Date(day).getUTCDay());
      const working = makeup.has(day) || (!weekend && !off.has(day));
      if (calendar.isWorkingDay(day) !== working) wrong.push(day);
    }
    expect(wrong).toEqual([]);
  });
});
