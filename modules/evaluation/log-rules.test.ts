import { describe, expect, test } from 'vitest';
import calendarFile from '../../prisma/seed/calendar-2024-2026.json' with { type: 'json' };
import type { Verdict } from '../../core/regulation/index.ts';
import { civilDate as d, createCalendar, instantAt, parseHolidayNotices } from '../../core/time/index.ts';
import * as rules from './log-rules.ts';
import { CATALOGUE, criterionOf } from './scoring-catalogue.ts';
import { EvaluationSettings } from './settings.ts';

const calendar = createCalendar(parseHolidayNotices(calendarFile));
const at = (text: string) => instantAt(d(text.slice(0, 10)), text.slice(11));
const row = (code: string) => criterionOf(code) ?? expect.fail(`no criterion ${code}`);
const officer = { staffId: 'officer', roles: ['DUTY_OFFICER'] };
const clerk = { staffId: 'clerk', roles: ['WINDOW_STAFF'] };

/** The code of a refusal with the clause it cites, or `allowed`. */
function said(verdict: Verdict): string {
  return verdict.allowed ? 'allowed' : `${verdict.refusal.code} ${verdict.refusal.clause?.id}`;
}

describe('三(一)4B(3): the daily log', () => {
  test.each([
    ['2026-10-10', '2026-10-10', false],
    ['2026-10-10', '2026-10-12', true],
  ])('三(一)4B(3) · log-is-kept-the-same-day: that of %s on %s is late: %s', (day, today, late) => {
    expect(rules.lateEntry.decide(d(day), d(today))).toBe(late);
  });

  test('三(一)4B(3) · log-is-not-kept-ahead: not of tomorrow', () => {
    expect(said(rules.dayHasCome.decide(d('2026-10-10'), d('2026-10-10')))).toBe('allowed');
    expect(said(rules.dayHasCome.decide(d('2026-10-12'), d('2026-10-10')))).toBe('DAY_NOT_YET 三(一)4B(3)');
  });

  test.each([
    ['the officer, no roster known', officer, [], 'allowed'],
    ['a clerk, no roster known', clerk, [], 'DUTY_OF_ANOTHER 三(一)4B(3)'],
    ['a clerk who is on the roster', clerk, [clerk], 'allowed'],
    ['the officer, a clerk is on the roster', officer, [clerk], 'DUTY_OF_ANOTHER 三(一)4B(3)'],
  ])('三(一)4B(3) · log-is-kept-by-the-duty-officer: %s', (_who, keeper, rostered, expected) => {
    expect(said(rules.keptByTheOfficer.decide(keeper, rostered))).toBe(expected);
  });

  test('三(一)4B(3) · log-is-kept-by-the-duty-officer: the refusal names by role who is on duty', () => {
    const verdict = rules.keptByTheOfficer.decide(officer, [clerk]);
    expect(verdict).toMatchObject({ refusal: { message: { zh: '当日台账由当日值日的窗口人员记录' } } });
    expect(rules.keptByTheOfficer.decide(clerk, [])).toMatchObject({
      refusal: { message: { zh: '当日台账由当日值日的值日人员记录' } },
    });
  });

  test.each([
    ['its officer', 'officer', false, 'allowed'],
    ['another', 'clerk', false, 'DUTY_OF_ANOTHER 三(一)4B(3)'],
    ['its officer, when it is closed', 'officer', true, 'DAILY_LOG_CLOSED 三(一)4B(3)'],
  ])('三(一)4B(3) · only-its-officer-writes-in-a-log: %s', (_who, writer, closed, expected) => {
    expect(said(rules.onlyItsOfficerWrites.decide({ officer, closed }, writer))).toBe(expected);
  });

  test.each([
    ['2026-10-10 10:30', 'allowed'],
    ['2026-10-10 17:01', 'OBSERVATION_OFF_DAY 三(一)4B(3)'],
    ['2026-10-09 10:30', 'OBSERVATION_OFF_DAY 三(一)4B(3)'],
  ])('三(一)4B(3) · observation-is-of-its-day: at %s, recorded 2026-10-10 17:00', (when, expected) => {
    expect(said(rules.seenOnTheDay.decide(at(when), d('2026-10-10'), at('2026-10-10 17:00')))).toBe(expected);
  });

  test('三(一)4B(3) · every-working-day-has-a-log: October 2026, 18 working days, 17 logs: missing 2026-10-10', () => {
    const october = rules.everyWorkingDay;
    const all = october.decide('2026-10', [], () => true, d('2026-11-01'), calendar).missing;
    expect(all).toHaveLength(18);
    const kept = all.filter((day) => day !== '2026-10-10');
    expect(october.decide('2026-10', kept, () => true, d('2026-11-01'), calendar)).toEqual({
      workingDays: 18,
      found: 17,
      missing: ['2026-10-10'],
    });
    // On the day itself nothing is missing yet, and nothing of the days on which the chapter was off.
    const day = d('2026-10-10');
    expect(october.decide('2026-10', kept, () => true, day, calendar).missing).toEqual([]);
    expect(october.decide('2026-10', kept, (each) => each > day, d('2026-11-01'), calendar).missing).toEqual(
      [],
    );
  });

  test.each([
    ['not told', null, 'WARN_FIRST 三(一)4B(3)'],
    ['told and put right', { corrected: true }, 'WARN_FIRST 三(一)4B(3)'],
    ['told and not put right', { corrected: false }, 'allowed'],
  ])('三(一)4B(3) · untidy-is-told-before-it-costs: %s', (_state, warning, expected) => {
    expect(said(rules.toldFirst.decide('WD4', warning))).toBe(expected);
    expect(said(rules.toldFirst.decide('WD3', warning))).toBe('allowed');
  });
});

describe('by hand, where no chapter reports it', () => {
  const source = [{ zh: '考勤', en: 'Attendance' }];
  const log = (code: string, on: boolean) => said(rules.logTakes.decide(row(code), on ? source : []));
  const group = (code: string, on: boolean) => said(rules.groupTakes.decide(row(code), on ? source : []));

  test.each(['WD1a', 'WD1c', 'WD4', 'WD5', 'WD6', 'WD7', 'SQ2', 'SQ3a', 'CM2a', 'CM3b', 'CM4', 'CM5', 'OL1'])(
    '三(一)4B(3) · log-takes-what-no-chapter-reports: %s only where its chapter is off',
    (code) => {
      expect(log(code, true)).toBe('SOURCE_IS_ON 三(一)4B(3)');
      expect(log(code, false)).toBe('allowed');
      expect(group(code, false)).toBe('FOR_THE_DAILY_LOG 三(一)3(1)');
    },
  );

  test('三(一)4B(3) · log-takes-what-no-chapter-reports: the refusal names the chapter', () => {
    expect(rules.logTakes.decide(row('WD1a'), source)).toMatchObject({
      refusal: { message: { zh: 'WD1a由启用的“考勤”自动记录，不得手工重复记录' } },
    });
  });

  test.each(rules.SEEN_IN_THE_HALL)(
    '三(一)4B(3) · log-takes-what-no-chapter-reports: %s, which the officer sees, always',
    (code) => {
      expect([log(code, true), log(code, false)]).toEqual(['allowed', 'allowed']);
    },
  );

  test.each(rules.FOUND_BY_THE_GROUP)('三(一)3(1) · group-takes-papers-and-its-own-findings: %s', (code) => {
    expect([group(code, true), group(code, false)]).toEqual(['allowed', 'allowed']);
    expect(log(code, true)).toMatch(/^(FOR_THE_GROUP|SOURCE_IS_ON)/);
  });

  test('三(一)3(1) · group-takes-papers-and-its-own-findings: DQ1 and DQ3 only where their chapters are off', () => {
    for (const code of ['DQ1', 'DQ3']) {
      expect(group(code, true)).toBe('SOURCE_IS_ON 三(一)3(1)');
      expect(group(code, false)).toBe('allowed');
      expect(log(code, false)).toBe('FOR_THE_GROUP 三(一)4B(3)');
    }
  });

  test('every rule has a way in by hand while the chapters are off', () => {
    const none = CATALOGUE.filter(
      ({ code }) => log(code, false) !== 'allowed' && group(code, false) !== 'allowed',
    );
    expect(none).toEqual([]);
  });

  test.each([
    ['WD3', 'clerk', null, 'STAFF', 'allowed'],
    ['WD3', null, 'window', 'WINDOW', 'allowed'],
    ['WD2', null, 'window', 'WINDOW', 'SUBJECT_NOT_OF_CRITERION 三(一)2'],
    ['WD3', 'clerk', 'window', 'WINDOW', 'SUBJECT_NOT_OF_CRITERION 三(一)2'],
    ['WD3', null, null, 'STAFF', 'SUBJECT_NOT_OF_CRITERION 三(一)2'],
  ])(
    '三(一)2 · subject-fits-the-criterion: %s of person %s and window %s',
    (code, staffId, windowId, kind, expected) => {
      const decided = rules.subjectFits.decide(row(code), { staffId, windowId });
      expect([decided.kind, said(decided.verdict)]).toEqual([kind, expected]);
    },
  );

  test.each([
    [1, 100, 'allowed'],
    [0.5, 50, 'allowed'],
    [0, 0, 'UNITS_INVALID 三(一)4A'],
    [0.3, 30, 'UNITS_INVALID 三(一)4A'],
    [-1, -100, 'UNITS_INVALID 三(一)4A'],
    [100.5, 10050, 'UNITS_INVALID 三(一)4A'],
  ])('三(一)4A · units-are-whole-or-half: %d', (units, hundredths, expected) => {
    const decided = rules.unitsAreWhole.decide(units);
    expect([decided.hundredths, said(decided.verdict)]).toEqual([hundredths, expected]);
  });

  test.each(rules.WITH_DOCUMENT)('三(一)1 · papers-are-attached: %s without its paper is refused', (code) => {
    expect(said(rules.papersAreThere.decide(code, false))).toBe('DOCUMENT_REQUIRED 三(一)1');
    expect(said(rules.papersAreThere.decide(code, true))).toBe('allowed');
    expect(said(rules.papersAreThere.decide('BN1', false))).toBe('allowed');
  });

  test('三(一)4A(5)③ · one-matter-is-one-fact: the county’s praise in March and the province’s in May are one fact of the person', () => {
    const fact = rules.oneMatterOnce;
    const march = fact.decide('clerk', 'm1', null);
    expect(march).toBe('scoreMatter/m1/clerk');
    expect(fact.decide('clerk', 'm2', { factId: march, subjectId: 'clerk' })).toBe(march);
    // Of somebody else in the same matter it is his own fact, whoever of them is named.
    const other = fact.decide('other', 'm3', { factId: march, subjectId: 'clerk' });
    expect(other).toBe('scoreMatter/m1/other');
    expect(fact.decide('other', 'm4', { factId: other, subjectId: 'other' })).toBe(other);
    expect(fact.decide('clerk', 'm5', null)).not.toBe(march);
    // What a chapter reported of the same person is the same fact.
    const reported = { factId: 'complaint/c1', subjectId: 'clerk' };
    expect(fact.decide('clerk', 'm6', reported)).toBe('complaint/c1');
    expect(fact.decide('other', 'm6', reported)).toBe('scoreMatter/m6/other');
  });
});

describe('settings', () => {
  const problems = (points: object) =>
    EvaluationSettings.safeParse({ points }).error?.issues.map(({ path, message }) => [
      path.join('.'),
      message,
    ]);

  test('三(一)4A: points are of known rules and keep their sign', () => {
    expect(problems({ WD1a: -2, SQ5: 3, WD2: 0, DQ1: 0 })).toBeUndefined();
    expect(problems({ WD1a: 2 })).toEqual([
      ['points.WD1a', 'WD1a为扣分，不得为正 / WD1a is a deduction: not above 0'],
    ]);
    expect(problems({ SQ5: -1 })).toEqual([
      ['points.SQ5', 'SQ5为加分，不得为负 / SQ5 is a bonus: not below 0'],
    ]);
    expect(problems({ DQ1: -1 })).toEqual([['points.DQ1', 'DQ1不计分值 / DQ1 costs no points']]);
    expect(problems({ WD9: -1 })?.[0]).toEqual(['points.WD9', expect.stringContaining('没有计分项“WD9”')]);
  });

  test('三(一)1: rules posted without confirmation and those counted beside others are known ones', () => {
    expect(EvaluationSettings.safeParse({ autoConfirm: ['CM4'] }).success).toBe(true);
    expect(EvaluationSettings.safeParse({ autoConfirm: ['CM9'] }).success).toBe(false);
    expect(EvaluationSettings.safeParse({ countedSeparately: ['SQ3z'] }).success).toBe(false);
  });
});
