import { describe, expect, test } from 'vitest';
import {
  addDays,
  civilDate,
  civilDateOf,
  daysBetween,
  instantAt,
  isCivilDate,
  weekdayOf,
  yearOf,
} from './civil-date.ts';

const d = civilDate;

describe('civil dates', () => {
  test.each(['2024-02-29', '2026-12-31', '1000-01-01', '9999-12-31', '1900-02-28'])('%s exists', (text) => {
    expect(isCivilDate(text)).toBe(true);
    expect(civilDate(text)).toBe(text);
  });

  test.each(['2026-02-29', '1900-02-29', '2026-13-01', '2026-00-10', '2026-04-31', '2026-04-00'])(
    'there is no %s',
    (text) => {
      expect(isCivilDate(text)).toBe(false);
      expect(() => civilDate(text)).toThrow(RangeError);
    },
  );

  test.each(['', '2026-9-1', '20260901', '2026-09-01T00:00', ' 2026-09-01', '2026-09-01\n', '0099-01-01'])(
    '%j is not written as a date',
    (text) => expect(() => civilDate(text)).toThrow(RangeError),
  );

  test('days are added across months, years and leap days', () => {
    expect(addDays(d('2026-12-31'), 1)).toBe('2027-01-01');
    expect(addDays(d('2024-02-28'), 2)).toBe('2024-03-01');
    expect(addDays(d('2026-03-01'), -1)).toBe('2026-02-28');
    expect(daysBetween(d('2024-02-28'), d('2024-03-01'))).toBe(2);
    expect(daysBetween(d('2024-03-01'), d('2024-02-28'))).toBe(-2);
  });

  test('there are no part days, and no days beyond the year 9999', () => {
    expect(() => addDays(d('2026-01-01'), 0.5)).toThrow(RangeError);
    expect(() => addDays(d('2026-01-01'), NaN)).toThrow(RangeError);
    expect(() => addDays(d('9999-12-31'), 1)).toThrow(RangeError);
    expect(() => addDays(d('1000-01-01'), -1)).toThrow(RangeError);
  });

  test.each([
    ['2026-09-28', 1],
    ['2026-10-10', 6],
    ['2026-10-11', 7],
    ['1970-01-01', 4],
    ['1969-12-28', 7],
    ['1949-10-01', 6],
  ])('%s is day %i of its week', (text, weekday) => {
    expect(weekdayOf(d(text))).toBe(weekday);
  });

  test('the year is the one in the text', () => expect(yearOf(d('2026-12-31'))).toBe(2026));
});

describe('instants', () => {
  test('the civil day in China begins at 16:00 UTC of the day before', () => {
    expect(civilDateOf(new Date('2026-09-27T15:59:59.999Z'))).toBe('2026-09-27');
    expect(civilDateOf(new Date('2026-09-27T16:00:00Z'))).toBe('2026-09-28');
    expect(() => civilDateOf(new Date(NaN))).toThrow(RangeError);
  });

  test('a time of day is a time in China', () => {
    expect(instantAt(d('2026-09-28'), '17:30').toISOString()).toBe('2026-09-28T09:30:00.000Z');
    expect(instantAt(d('2026-09-28'), '00:00').toISOString()).toBe('2026-09-27T16:00:00.000Z');
  });

  test('the summer time of 1986 to 1991 is known', () => {
    expect(instantAt(d('1990-07-01'), '08:30').toISOString()).toBe('1990-06-30T23:30:00.000Z');
    expect(civilDateOf(new Date('1990-06-30T15:00:00Z'))).toBe('1990-07-01');
  });

  test.each(['24:00', '8:30', '08:60', '08:30:00', ''])('%j is no time', (time) => {
    expect(() => instantAt(d('2026-09-28'), time)).toThrow(RangeError);
  });
});
