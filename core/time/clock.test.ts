import { describe, expect, test } from 'vitest';
import { calendar, d, promise, read, statutory, suspendedSince } from '../../test/support/clock-facts.ts';
import { explainClock, extensionTo } from './index.ts';

describe('a running clock', () => {
  test('shows nothing consumed on the day it started', () => {
    expect(read(promise, '2026-09-28')).toMatchObject({
      phase: 'RUNNING',
      extended: false,
      dueOn: '2026-10-10',
      heldThrough: '2026-10-10',
      provisional: false,
      budgetDays: 5,
      consumedDays: 0,
      remainingDays: 5,
      overdueDays: 0,
    });
  });

  test('the statutory clock of the same case is due on 2026-10-30', () => {
    expect(read(statutory, '2026-09-28').dueOn).toBe('2026-10-30');
  });

  test('consumes working days only', () => {
    expect(read(promise, '2026-09-30')).toMatchObject({ consumedDays: 2, remainingDays: 3 });
    expect(read(promise, '2026-10-07')).toMatchObject({ consumedDays: 2, remainingDays: 3 });
    expect(read(promise, '2026-10-08')).toMatchObject({ consumedDays: 3, remainingDays: 2 });
  });

  test('still runs on the due day, and is overdue from the next', () => {
    expect(read(promise, '2026-10-10')).toMatchObject({ phase: 'RUNNING', remainingDays: 0, overdueDays: 0 });
    // Sunday: late, though no working day has gone by.
    expect(read(promise, '2026-10-11')).toMatchObject({ phase: 'OVERDUE', overdueDays: 0 });
    expect(read(promise, '2026-10-13')).toMatchObject({
      phase: 'OVERDUE',
      consumedDays: 7,
      remainingDays: 0,
      overdueDays: 2,
    });
  });

  test('is provisional where no notice reaches', () => {
    const acrossTheYear = { ...promise, startedOn: d('2026-12-25') };
    expect(read(acrossTheYear, '2026-12-25')).toMatchObject({ dueOn: '2027-01-01', provisional: true });
  });
});

describe('an explained delay', () => {
  const explained = { ...promise, delay: { explainedOn: d('2026-10-10'), holdsDays: 5 } };

  test('leaves the due date, and the clock is overdue only when the explanation holds no longer', () => {
    expect(read(explained, '2026-10-16')).toMatchObject({
      phase: 'RUNNING',
      extended: true,
      dueOn: '2026-10-10',
      heldThrough: '2026-10-16',
      overdueDays: 5,
    });
    expect(read(explained, '2026-10-17').phase).toBe('OVERDUE');
  });

  test('that ends before the due date holds nothing back', () => {
    const early = { ...promise, delay: { explainedOn: d('2026-09-28'), holdsDays: 1 } };
    expect(read(early, '2026-10-10')).toMatchObject({ phase: 'RUNNING', heldThrough: '2026-10-10' });
    expect(read(early, '2026-10-11').phase).toBe('OVERDUE');
  });

  test('is given back the days on which the clock stood still', () => {
    const stopped = { ...explained, suspensions: [{ from: d('2026-10-12'), to: d('2026-10-14') }] };
    expect(read(stopped, '2026-10-14').heldThrough).toBe('2026-10-20');
  });

  test('stands in the explanation', () => {
    expect(explainClock(explained, calendar, d('2026-10-12')).sentence).toMatch(
      /已说明延期，最迟于10-16办结或再次说明。$/,
    );
    expect(explainClock(explained, calendar, d('2026-10-12'), 'en').sentence).toMatch(
      /the delay was explained: to be finished or explained again by 10-16\.$/,
    );
  });
});

describe('an ended clock', () => {
  test('stands still on the day it ended', () => {
    const ended = { ...promise, endedOn: d('2026-10-09') };
    expect(read(ended, '2026-10-09')).toMatchObject({ phase: 'ENDED', consumedDays: 4, remainingDays: 1 });
    expect(read(ended, '2026-12-31')).toEqual(read(ended, '2026-10-09'));
  });

  test('keeps by how much it was late: due on 10-10, ended on 10-13', () => {
    const late = { ...promise, endedOn: d('2026-10-13') };
    expect(read(late, '2026-11-30')).toMatchObject({ phase: 'ENDED', overdueDays: 2, remainingDays: 0 });
  });

  test('leaves suspended days out of the delay', () => {
    const suspensions = [{ from: d('2026-10-12'), to: d('2026-10-14') }];
    const late = { ...promise, suspensions, endedOn: d('2026-10-14') };
    expect(read(late, '2026-10-14')).toMatchObject({ dueOn: '2026-10-10', overdueDays: 1 });
  });

  test('that ended while suspended does not move any more', () => {
    const withdrawn = { ...suspendedSince(null), endedOn: d('2026-10-09') };
    expect(read(withdrawn, '2026-12-31')).toMatchObject({
      phase: 'ENDED',
      dueOn: '2026-10-16',
      consumedDays: 3,
      overdueDays: 0,
    });
  });

  test('read for an earlier day has not ended yet', () => {
    const ended = { ...promise, endedOn: d('2026-10-09') };
    expect(read(ended, '2026-09-30')).toEqual(read(promise, '2026-09-30'));
  });
});

describe('a suspended clock', () => {
  test('G11 resumed on 10-09 is due on 10-16', () => {
    expect(read(suspendedSince('2026-10-09'), '2026-10-09')).toMatchObject({
      phase: 'RUNNING',
      dueOn: '2026-10-16',
      consumedDays: 4,
    });
  });

  test('while open is read as if it resumed today', () => {
    const open = suspendedSince(null);
    const onTheDay = read(open, '2026-09-28');
    expect(onTheDay).toMatchObject({ phase: 'SUSPENDED', dueOn: '2026-10-12', consumedDays: 3 });
    const later = read(open, '2026-10-09');
    expect(later).toMatchObject({
      phase: 'SUSPENDED',
      dueOn: '2026-10-16',
      consumedDays: 3,
      remainingDays: 7,
    });
  });

  test('is not overdue, however long it lasts', () => {
    expect(read(suspendedSince(null), '2026-12-01')).toMatchObject({ phase: 'SUSPENDED', overdueDays: 0 });
  });

  test('that was late before keeps its delay without adding to it', () => {
    const suspensions = [{ from: d('2026-10-13'), to: null }];
    const late = { ...promise, suspensions };
    const reading = { phase: 'SUSPENDED', dueOn: '2026-10-10', overdueDays: 1 };
    expect(read(late, '2026-10-13')).toMatchObject(reading);
    expect(read(late, '2026-11-13')).toMatchObject(reading);
  });

  test('before the suspension begins, and after it ends, runs', () => {
    expect(read(suspendedSince('2026-10-09'), '2026-09-27').phase).toBe('RUNNING');
    expect(read(suspendedSince('2026-10-09'), '2026-10-08').phase).toBe('SUSPENDED');
    expect(read(suspendedSince(null), '2026-09-27').phase).toBe('RUNNING');
  });

  test('suspended and resumed on one day loses nothing', () => {
    expect(read(suspendedSince('2026-09-28'), '2026-09-28')).toMatchObject({
      phase: 'RUNNING',
      dueOn: '2026-10-12',
    });
  });
});

describe('an item finished on the spot (即办件)', () => {
  const immediate = { ...promise, budgetDays: 0 };

  test('is due the same day and overdue from the next', () => {
    expect(read(immediate, '2026-09-28')).toMatchObject({ phase: 'RUNNING', dueOn: '2026-09-28' });
    expect(read(immediate, '2026-09-29')).toMatchObject({ phase: 'OVERDUE', overdueDays: 1 });
  });

  test('is due the same day on a holiday, too', () => {
    const onHoliday = { ...immediate, startedOn: d('2026-10-01') };
    expect(read(onHoliday, '2026-10-01')).toMatchObject({ phase: 'RUNNING', dueOn: '2026-10-01' });
    expect(explainClock(onHoliday, calendar, d('2026-10-01')).sentence).toBe(
      '即办件，应于2026-10-01（国庆节）当日下班前办结。',
    );
  });

  test('suspended on its day is due on the day it resumes', () => {
    const suspensions = [{ from: d('2026-09-28'), to: d('2026-10-09') }];
    const resumed = read({ ...immediate, suspensions }, '2026-10-09');
    expect(resumed).toMatchObject({
      phase: 'RUNNING',
      dueOn: '2026-10-09',
      remainingDays: 0,
      overdueDays: 0,
    });
  });
});

describe('extension', () => {
  const today = d('2026-09-30');

  test('counts the working days to the new due date', () => {
    expect(extensionTo(d('2026-10-16'), promise, calendar, today)).toBe(5);
    const extended = { ...promise, extensionDays: 5 };
    expect(read(extended, '2026-09-30')).toMatchObject({
      dueOn: '2026-10-16',
      extended: true,
      budgetDays: 10,
      remainingDays: 8,
    });
    expect(extensionTo(d('2026-10-19'), extended, calendar, today)).toBe(1);
  });

  test.each([
    ['2026-10-11', 'a Sunday'],
    ['2026-10-10', 'the present due date'],
    ['2026-10-09', 'an earlier working day'],
  ])('there is none to %s, %s', (newDueOn) => {
    expect(extensionTo(d(newDueOn), promise, calendar, today)).toBeNull();
  });

  test('is counted from the date a suspended clock shows', () => {
    const open = suspendedSince(null);
    expect(extensionTo(d('2026-10-16'), open, calendar, d('2026-10-09'))).toBeNull();
    expect(extensionTo(d('2026-10-19'), open, calendar, d('2026-10-09'))).toBe(1);
  });

  test('there is none to a day that is suspended', () => {
    const suspensions = [{ from: d('2026-10-13'), to: d('2026-10-15') }];
    const planned = { ...promise, suspensions };
    expect(extensionTo(d('2026-10-14'), planned, calendar, today)).toBeNull();
    expect(extensionTo(d('2026-10-15'), planned, calendar, today)).toBe(2);
  });

  test('gives an item finished on the spot its first days', () => {
    const immediate = { ...promise, budgetDays: 0 };
    expect(extensionTo(d('2026-10-08'), immediate, calendar, d('2026-09-28'))).toBe(3);
    expect(read({ ...immediate, extensionDays: 3 }, '2026-09-28').dueOn).toBe('2026-10-08');
  });
});
