import { describe, expect, test } from 'vitest';
import { type HolidayNotice, createCalendar, dayKindOf } from './calendar.ts';
import { civilDate } from './civil-date.ts';
import { DEFAULT_OPENING_HOURS, closesAt, isOpenAt } from './opening-hours.ts';
import { deadlineAfter, lastWorkingDayOfMonth, nextWorkingDay, workingDaysIn } from './working-days.ts';

const d = civilDate;

function notice(year: number, name: string, off: string[], makeup: string[] = []): HolidayNotice {
  const holidays = [{ name, offDates: off.map(d), makeupWorkdays: makeup.map(d) }];
  return { year, noticeTitle: '', noticeNumber: '', noticeDate: '', holidays };
}

const nationalDay = notice(
  2026,
  '国庆节',
  ['2026-10-01', '2026-10-02', '2026-10-03', '2026-10-04', '2026-10-05', '2026-10-06', '2026-10-07'],
  ['2026-09-20', '2026-10-10'],
);
const calendar = createCalendar([nationalDay]);

describe('a calendar', () => {
  test('tells why a day is not worked, the holiday before the weekend', () => {
    expect(calendar.whyNotWorking(d('2026-09-26'))).toEqual({ code: 'WEEKEND', zh: '周六', en: 'Saturday' });
    expect(calendar.whyNotWorking(d('2026-09-27'))).toEqual({ code: 'WEEKEND', zh: '周日', en: 'Sunday' });
    const holiday = { code: 'HOLIDAY', zh: '国庆节', en: 'National Day' };
    expect(calendar.whyNotWorking(d('2026-10-01'))).toEqual(holiday);
    expect(calendar.whyNotWorking(d('2026-10-03'))).toEqual(holiday);
    expect(calendar.whyNotWorking(d('2026-10-10'))).toBeNull();
    expect(calendar.whyNotWorking(d('2026-10-09'))).toBeNull();
  });

  test('tells what kind of day any day is', () => {
    expect(dayKindOf(d('2026-10-09'), calendar)).toEqual({
      working: true,
      reason: { code: 'WEEKDAY', zh: '周五', en: 'Friday' },
    });
    expect(dayKindOf(d('2026-10-10'), calendar)).toEqual({
      working: true,
      reason: { code: 'MAKEUP_WORKDAY', zh: '周六，调休上班', en: 'Saturday, make-up working day' },
    });
    expect(dayKindOf(d('2026-10-11'), calendar).working).toBe(false);
  });

  test('names holidays taken together in both languages, and keeps a name it does not know', () => {
    const both = createCalendar([notice(2025, '国庆节、中秋节', ['2025-10-06'])]);
    expect(both.whyNotWorking(d('2025-10-06'))?.en).toBe('National Day and Mid-Autumn Festival');
    const local = createCalendar([notice(2026, '县庆', ['2026-11-02'])]);
    expect(local.whyNotWorking(d('2026-11-02'))).toMatchObject({ zh: '县庆', en: '县庆' });
  });

  test('covers the unbroken years that end at the last loaded one', () => {
    const years = [2026, 2022, 2025, 2023].map((year) => notice(year, '元旦', [`${year}-01-01`]));
    const covered = createCalendar(years);
    expect([covered.coversFrom, covered.coversThrough]).toEqual(['2025-01-01', '2026-12-31']);
    expect(covered.isFirm(d('2025-01-01'))).toBe(true);
    expect(covered.isFirm(d('2024-12-31'))).toBe(false);
    expect(covered.isFirm(d('2023-06-01'))).toBe(false);
    expect(covered.isFirm(d('2027-01-01'))).toBe(false);
  });

  test('without notices works Monday to Friday and makes every counted date provisional', () => {
    const empty = createCalendar([]);
    expect(empty.isFirm(d('2026-09-28'))).toBe(false);
    expect(empty.coversFrom > empty.coversThrough).toBe(true);
    const plain = deadlineAfter({ from: d('2026-09-28'), workingDays: 5, calendar: empty });
    expect(plain).toMatchObject({ dueOn: '2026-10-05', provisional: true });
  });

  test('takes days of the neighbouring year from a notice', () => {
    const turn = createCalendar([
      notice(2018, '国庆节', ['2018-10-01']),
      notice(2019, '元旦', ['2018-12-30', '2018-12-31', '2019-01-01'], ['2018-12-29']),
    ]);
    expect(turn.isWorkingDay(d('2018-12-29'))).toBe(true);
    expect(turn.isWorkingDay(d('2018-12-31'))).toBe(false);
    expect(deadlineAfter({ from: d('2018-12-28'), workingDays: 2, calendar: turn })).toMatchObject({
      dueOn: '2019-01-02',
      provisional: false,
    });
  });

  test('refuses two notices for one year, and a day both off and worked', () => {
    expect(() => createCalendar([nationalDay, nationalDay])).toThrow(RangeError);
    const contrary = notice(2027, '元旦', ['2026-10-10']);
    expect(() => createCalendar([nationalDay, contrary])).toThrow(/2026-10-10/);
  });
});

describe('working days', () => {
  test('a deadline tells every day it counted and passed over', () => {
    const deadline = deadlineAfter({ from: d('2026-09-30'), workingDays: 3, calendar });
    expect(deadline.counted).toEqual(['2026-10-08', '2026-10-09', '2026-10-10']);
    expect(deadline.skipped).toHaveLength(7);
    expect(deadline.skipped.every(({ reason }) => reason === '国庆节')).toBe(true);
  });

  test('a day neither worked nor running is told once, as not worked', () => {
    const suspensions = [{ from: d('2026-10-09'), to: d('2026-10-13') }];
    const period = { from: d('2026-10-08'), workingDays: 1, suspensions, calendar };
    expect(deadlineAfter(period)).toEqual({
      dueOn: '2026-10-13',
      provisional: false,
      counted: ['2026-10-13'],
      skipped: [
        { date: '2026-10-09', reason: '中止（挂起）' },
        { date: '2026-10-10', reason: '中止（挂起）' },
        { date: '2026-10-11', reason: '周日' },
        { date: '2026-10-12', reason: '中止（挂起）' },
      ],
    });
    expect(deadlineAfter({ ...period, locale: 'en' }).skipped.map(({ reason }) => reason)).toEqual([
      'suspended',
      'suspended',
      'Sunday',
      'suspended',
    ]);
  });

  test('no days are due on the day itself, whatever kind of day it is', () => {
    const nothing = deadlineAfter({ from: d('2026-10-03'), workingDays: 0, calendar });
    expect(nothing).toEqual({ dueOn: '2026-10-03', provisional: false, counted: [], skipped: [] });
  });

  test('what cannot be counted is refused', () => {
    const from = d('2026-09-28');
    const open = [{ from: d('2026-12-01'), to: null }];
    expect(() => deadlineAfter({ from, workingDays: -1, calendar })).toThrow(RangeError);
    expect(() => deadlineAfter({ from, workingDays: 1.5, calendar })).toThrow(RangeError);
    expect(() => deadlineAfter({ from, workingDays: Infinity, calendar })).toThrow(RangeError);
    expect(() => deadlineAfter({ from, workingDays: 1, suspensions: open, calendar })).toThrow(RangeError);
  });

  test('a suspension to the end of the calendar is refused, not counted for ever', () => {
    const suspensions = [{ from: d('9990-01-01'), to: d('9999-12-31') }];
    const endless = { from: d('9990-01-01'), workingDays: 20, suspensions, calendar };
    expect(() => deadlineAfter(endless)).toThrow(RangeError);
  });

  test('the period is provisional when it begins before the coverage, too', () => {
    const early = deadlineAfter({ from: d('2025-12-30'), workingDays: 2, calendar });
    expect(early).toMatchObject({ dueOn: '2026-01-01', provisional: true });
    const within = deadlineAfter({ from: d('2025-12-31'), workingDays: 2, calendar });
    expect(within.provisional).toBe(false);
  });

  test('counts after one day through another', () => {
    expect(workingDaysIn(d('2026-09-30'), d('2026-10-10'), calendar)).toBe(3);
    expect(workingDaysIn(d('2026-10-10'), d('2026-10-10'), calendar)).toBe(0);
    expect(workingDaysIn(d('2026-10-10'), d('2026-09-30'), calendar)).toBe(0);
  });

  test('the next working day is never the day itself', () => {
    expect(nextWorkingDay(d('2026-09-30'), calendar)).toBe('2026-10-08');
    expect(nextWorkingDay(d('2026-10-09'), calendar)).toBe('2026-10-10');
  });

  test('the last working day of a month', () => {
    expect(lastWorkingDayOfMonth(2026, 10, calendar)).toBe('2026-10-30');
    expect(lastWorkingDayOfMonth(2026, 12, calendar)).toBe('2026-12-31');
    expect(lastWorkingDayOfMonth(2026, 2, calendar)).toBe('2026-02-27');
    expect(() => lastWorkingDayOfMonth(2026, 13, calendar)).toThrow(RangeError);
    expect(() => lastWorkingDayOfMonth(2026, 0, calendar)).toThrow(RangeError);
  });
});

describe('opening hours', () => {
  const at = (local: string) => isOpenAt(new Date(`${local}+08:00`), DEFAULT_OPENING_HOURS, calendar);

  test('a day closes with its afternoon', () => {
    const close = closesAt(d('2026-10-10'), DEFAULT_OPENING_HOURS);
    expect(close.toISOString()).toBe('2026-10-10T09:30:00.000Z');
  });

  test.each([
    ['2026-09-28T08:29:59', false],
    ['2026-09-28T08:30:00', true],
    ['2026-09-28T11:59:59', true],
    ['2026-09-28T12:00:00', false],
    ['2026-09-28T14:30:00', true],
    ['2026-09-28T17:30:00', false],
    ['2026-10-10T09:00:00', true],
    ['2026-10-11T09:00:00', false],
    ['2026-10-01T09:00:00', false],
  ])('at %s the windows are open: %s', (local, open) => expect(at(local)).toBe(open));
});
