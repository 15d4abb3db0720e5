import { describe, expect, test } from 'vitest';
import calendarFile from '../../prisma/seed/calendar-2024-2026.json' with { type: 'json' };
import { calendar, d, promise, suspendedSince } from '../../test/support/clock-facts.ts';
import { type ClockFacts, createCalendar, explainClock, parseHolidayNotices } from './index.ts';

describe('explanation', () => {
  const sentence = (facts: ClockFacts, today: string, locale?: 'zh' | 'en') =>
    explainClock(facts, calendar, d(today), locale).sentence;

  test('lists the days counted and passed over', () => {
    const explained = explainClock(promise, calendar, d('2026-09-28'));
    expect(explained).toMatchObject({
      startedOn: '2026-09-28',
      dueOn: '2026-10-10',
      provisional: false,
      suspensions: [],
      extensionDays: 0,
    });
    expect(explained.counted).toEqual([
      { date: '2026-09-29', number: 1 },
      { date: '2026-09-30', number: 2 },
      { date: '2026-10-08', number: 3 },
      { date: '2026-10-09', number: 4 },
      { date: '2026-10-10', number: 5 },
    ]);
    expect(explained.skipped).toHaveLength(7);
    expect(explained.skipped[0]).toEqual({ date: '2026-10-01', reason: '国庆节' });
  });

  test('says it in one sentence', () => {
    expect(sentence(promise, '2026-09-28')).toBe(
      '自2026-09-28的次日起算，共5个工作日，跳过10-01至10-07国庆节，应于2026-10-10（周六，调休上班）下班前办结。',
    );
    expect(sentence(promise, '2026-09-28', 'en')).toBe(
      '5 working days counted from the day after 2026-09-28; skipping National Day from 10-01 to 10-07; ' +
        'due by close of business on 2026-10-10 (Saturday, make-up working day).',
    );
  });

  test('tells weekends as a number and names every holiday on the way', () => {
    expect(sentence({ ...promise, startedOn: d('2026-09-23'), budgetDays: 20 }, '2026-09-23')).toBe(
      '自2026-09-23的次日起算，共20个工作日，跳过09-25至09-27中秋节、10-01至10-07国庆节、周末5天，' +
        '应于2026-10-28（周三）下班前办结。',
    );
  });

  test('tells the extension', () => {
    expect(sentence({ ...promise, extensionDays: 1 }, '2026-09-28')).toBe(
      '自2026-09-28的次日起算，共6个工作日（含延期1个工作日），跳过10-01至10-07国庆节、周末1天，' +
        '应于2026-10-12（周一）下班前办结。',
    );
  });

  test('G11 tells what the suspension gave back', () => {
    const explained = explainClock(suspendedSince('2026-10-09'), calendar, d('2026-10-09'));
    expect(explained.suspensions).toEqual([
      { from: '2026-09-28', to: '2026-10-09', cause: '申请人原因', workingDaysGivenBack: 4 },
    ]);
    expect(explained.sentence).toBe(
      '自2026-09-21的次日起算，共10个工作日，跳过09-25至09-27中秋节、10-01至10-07国庆节、周末1天，' +
        '09-28起中止（挂起），10-09恢复，顺延4个工作日，应于2026-10-16（周五）下班前办结。',
    );
  });

  test('tells an open suspension as open', () => {
    const explained = explainClock(suspendedSince(null), calendar, d('2026-10-09'));
    expect(explained.dueOn).toBe('2026-10-16');
    expect(explained.suspensions).toEqual([
      { from: '2026-09-28', to: null, cause: '申请人原因', workingDaysGivenBack: 4 },
    ]);
    expect(explained.sentence).toContain('09-28起中止（挂起），未恢复，按10-09恢复推算，顺延4个工作日');
    expect(sentence(suspendedSince(null), '2026-10-09', 'en')).toContain(
      'suspended from 09-28 and not resumed, counted as resumed on 10-09, which gives back 4 working days',
    );
  });

  test('counts a day in two suspensions once, for the first of them', () => {
    const facts = suspendedSince('2026-10-09');
    const suspensions = [...facts.suspensions, { from: d('2026-09-30'), to: d('2026-10-10') }];
    const explained = explainClock({ ...facts, suspensions }, calendar, d('2026-10-10'));
    expect(explained.suspensions.map(({ workingDaysGivenBack }) => workingDaysGivenBack)).toEqual([4, 1]);
  });

  test('tells a holiday of two years as two', () => {
    const newYears = parseHolidayNotices(calendarFile).map((notice) => ({
      ...notice,
      holidays: notice.holidays.filter(({ name }) => name === '元旦'),
    }));
    const long = { ...promise, startedOn: d('2024-12-30'), budgetDays: 265 };
    expect(explainClock(long, createCalendar(newYears), d('2024-12-30')).sentence).toContain(
      '跳过2025-01-01元旦、2026-01-01至2026-01-03元旦、周末',
    );
  });

  test('tells a suspension only if it moved the date or is still open', () => {
    const over = { ...promise, suspensions: [{ from: d('2026-10-01'), to: d('2026-10-08') }] };
    expect(sentence(over, '2026-10-08')).not.toContain('中止');
    expect(sentence(suspendedSince(null), '2026-09-28')).toContain(
      '09-28起中止（挂起），未恢复，按09-28恢复推算，顺延0个工作日',
    );
  });

  test('says when the date is provisional, and writes the year of another year', () => {
    expect(sentence({ ...suspendedSince('2027-01-05'), startedOn: d('2026-12-25') }, '2027-01-05')).toContain(
      '2027-01-05恢复',
    );
    expect(sentence({ ...promise, startedOn: d('2026-12-25') }, '2026-12-25')).toBe(
      '自2026-12-25的次日起算，共5个工作日，跳过周末2天，' +
        '应于2027-01-01（周五）下班前办结（节假日安排未全部覆盖此期间，此日期暂定）。',
    );
  });
});
