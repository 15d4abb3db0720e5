import { describe, expect, test } from 'vitest';
import calendarFile from '../../prisma/seed/calendar-2024-2026.json' with { type: 'json' };
import type { Verdict } from '../../core/regulation/index.ts';
import {
  civilDate,
  createCalendar,
  DEFAULT_OPENING_HOURS,
  instantAt,
  parseHolidayNotices,
} from '../../core/time/index.ts';
import { CRITERIA } from './criteria.ts';
import * as rules from './rules.ts';
import { TrainingSettings } from './settings.ts';

const calendar = createCalendar(parseHolidayNotices(calendarFile));
const settings = TrainingSettings.parse({});
const d = civilDate;
const at = (text: string) => instantAt(d(text.slice(0, 10)), text.slice(11));

/** The code of a refusal with the clause it cites, or `allowed`. */
function said(verdict: Verdict): string {
  return verdict.allowed ? 'allowed' : `${verdict.refusal.code} ${verdict.refusal.clause?.id}`;
}

describe('四(二)1', () => {
  test.each([
    ['LAW', [], 'allowed'],
    [null, [], 'TRAINING_CATEGORY_REQUIRED 四(二)1'],
    ['FIRE_SAFETY', [], 'TRAINING_CATEGORY_REQUIRED 四(二)1'],
    ['FIRE_SAFETY', ['FIRE_SAFETY'], 'allowed'],
  ])('四(二)1 · session-has-a-category: %s, of the township’s own %j, is %s', (category, more, says) => {
    const own = TrainingSettings.parse({ moreCategories: more });
    expect(said(rules.hasCategory.decide(category, own))).toBe(says);
  });

  /** Whether a content is found in a plan of all five, and missed in one of the four others. */
  const found = (category: (typeof rules.CATEGORIES)[number]) => {
    const rule = rules.CONTENTS.find((content) => content.category === category)?.rule;
    const others = rules.CATEGORIES.filter((other) => other !== category);
    return [rule?.decide(rules.CATEGORIES), rule?.decide(others)];
  };

  test('四(二)1(1) · politics-is-planned: found in a plan, and missed in one without it', () => {
    expect(found('POLITICS')).toEqual([true, false]);
  });
  test('四(二)1(2) · law-is-planned: found in a plan, and missed in one without it', () => {
    expect(found('LAW')).toEqual([true, false]);
  });
  test('四(二)1(3) · meetings-are-planned: found in a plan, and missed in one without it', () => {
    expect(found('MEETINGS')).toEqual([true, false]);
  });
  test('四(二)1(4) · skills-are-planned: found in a plan, and missed in one without it', () => {
    expect(found('SKILLS')).toEqual([true, false]);
  });
  test('四(二)1(5) · manners-are-planned: found in a plan, and missed in one without it', () => {
    expect(found('MANNERS')).toEqual([true, false]);
  });
});

describe('四(二)2', () => {
  test.each([
    [Array<string>(12).fill('学习'), 'allowed'],
    [Array<string>(11).fill('学习'), 'TRAINING_PLAN_INCOMPLETE 四(二)2'],
    [Array<string>(13).fill('学习'), 'TRAINING_PLAN_INCOMPLETE 四(二)2'],
    [[...Array<string>(11).fill('学习'), ' '], 'TRAINING_PLAN_INCOMPLETE 四(二)2'],
  ])('四(二)2 · plan-has-twelve-months: %j is %s', (topics, says) => {
    expect(said(rules.planHasTwelveMonths.decide(topics))).toBe(says);
  });

  test.each([
    ['2026-10', '2026-10-30 17:29', '2024-01-01 00:00', null],
    ['2026-10', '2026-10-30 17:30', '2024-01-01 00:00', '2026-10-30'],
    ['2026-10', '2026-11-02 09:00', '2026-10-01 00:00', '2026-10-30'],
    ['2026-10', '2026-11-02 09:00', '2026-10-12 09:00', null],
    ['2026-02', '2026-02-28 17:30', '2024-01-01 00:00', '2026-02-28'],
  ])(
    '四(二)2 · month-is-checked-on-its-last-working-day: %s at %s, the chapter on since %s: %s',
    (month, now, since, day) => {
      expect(rules.monthToCheck.decide(month, at(now), at(since), DEFAULT_OPENING_HOURS, calendar)).toBe(day);
    },
  );

  test.each([
    [0, true],
    [1, false],
    [3, false],
  ])('四(二)2 · one-collective-session-a-month: with %i it is missed: %s', (sessions, missed) => {
    expect(rules.monthIsMissed.decide(sessions)).toBe(missed);
  });
});

describe('四(二)3', () => {
  test.each([
    [['COLLECTIVE', 'LECTURE'], 'allowed'],
    [['SELF_STUDY', 'MEDIA'], 'allowed'],
    [['LECTURE'], 'TRAINING_MODE_REQUIRED 四(二)3'],
    [['COLLECTIVE', 'SELF_STUDY'], 'TRAINING_MODE_REQUIRED 四(二)3'],
    [[], 'TRAINING_MODE_REQUIRED 四(二)3'],
  ] as [rules.Mode[], string][])('四(二)3 · modes-are-named: %j is %s', (modes, says) => {
    expect(said(rules.modesAreNamed.decide(modes))).toBe(says);
  });

  test.each([
    ['2026-10-15 09:00', '2026-10-15 10:00', 'allowed'],
    ['2026-10-15 10:00', '2026-10-15 09:00', 'TRAINING_TIMES 四(二)3'],
    ['2026-10-15 23:00', '2026-10-16 01:00', 'TRAINING_TIMES 四(二)3'],
    ['2026-10-14 08:00', '2026-10-14 09:00', 'TRAINING_TIMES 四(二)3'],
  ])('四(二)3 · session-is-of-one-day: from %s to %s is %s', (from, to, says) => {
    const session = { startsAt: at(from), endsAt: at(to) };
    expect(said(rules.sessionIsOfOneDay.decide(session, at('2026-10-14 09:00')))).toBe(says);
  });

  test.each([
    ['08:29', 'NOT_SIGN_IN_TIME 四(二)3'],
    ['08:30', 'allowed'],
    ['10:00', 'allowed'],
    ['10:01', 'NOT_SIGN_IN_TIME 四(二)3'],
  ])('四(二)3 · signs-in-in-time: at %s to a session of 09:00 to 10:00 is %s', (time, says) => {
    const session = { startsAt: at('2026-10-15 09:00'), endsAt: at('2026-10-15 10:00') };
    expect(said(rules.signsInInTime.decide(session, at(`2026-10-15 ${time}`), settings))).toBe(says);
  });

  test.each([
    [['COLLECTIVE', 'TEST'], 58, 'allowed'],
    [['COLLECTIVE'], 58, 'NO_TEST 四(二)3'],
    [['COLLECTIVE', 'TEST'], 101, 'TEST_SCORE_RANGE 四(二)3'],
    [['COLLECTIVE', 'TEST'], -1, 'TEST_SCORE_RANGE 四(二)3'],
  ])('四(二)3 · score-of-a-test: in %j a score of %i is %s', (modes, score, says) => {
    expect(said(rules.scoreIsPossible.decide({ modes }, score))).toBe(says);
  });

  test.each([
    [58, {}, true],
    [60, {}, false],
    [58, { passScore: 50 }, false],
    [58, { retake: false }, false],
  ])('四(二)3 · failed-test-is-retaken: %i with settings %j: %s', (score, given, retake) => {
    expect(rules.retakeNeeded.decide(score, TrainingSettings.parse(given))).toBe(retake);
  });

  test.each([
    ['学习通讯', 40, '2026-10-15', 'allowed'],
    [' ', 40, '2026-10-15', 'TEXT_REQUIRED 四(二)3'],
    ['学习通讯', 0, '2026-10-15', 'STUDY_MINUTES_RANGE 四(二)3'],
    ['学习通讯', 40, '2026-10-16', 'STUDY_MINUTES_RANGE 四(二)3'],
  ])('四(二)3 · self-study-is-logged: %j for %i minutes on %s is %s', (topic, minutes, day, says) => {
    expect(said(rules.studyIsLogged.decide({ topic, minutes, day: d(day) }, d('2026-10-15')))).toBe(says);
  });
});

describe('三(一)4A(1)⑥', () => {
  const AM = { day: '2026-10-15', startsAt: at('2026-10-15 09:00') };
  const PM = { day: '2026-10-15', startsAt: at('2026-10-15 15:00') };
  test.each([
    ['2026-10-15 AM', '2026-10-15 AM', true, false],
    ['2026-10-15 PM', '2026-10-15 PM', false, true],
    ['2026-10-14 PM', '2026-10-16 AM', true, true],
    ['2026-10-14 AM', '2026-10-14 PM', false, false],
    ['2026-10-15 PM', '2026-10-20 PM', false, true],
  ])(
    '三(一)4A(1)⑥ · approved-leave-excuses: leave of %s to %s covers the morning: %s, the afternoon: %s',
    (from, through, morning, afternoon) => {
      const [fromDay = '', fromHalf = ''] = from.split(' ');
      const [throughDay = '', throughHalf = ''] = through.split(' ');
      const leave = { fromDay, fromHalf, throughDay, throughHalf };
      expect(rules.leaveCovers.decide(leave, AM)).toBe(morning);
      expect(rules.leaveCovers.decide(leave, PM)).toBe(afternoon);
    },
  );

  test.each([
    [['COLLECTIVE'], false, false, true],
    [['COLLECTIVE'], false, true, false],
    [['COLLECTIVE'], true, false, false],
    [['SELF_STUDY'], false, false, false],
  ])(
    '三(一)4A(1)⑥ · absent-without-leave: %j, signed in %s, on leave %s: absent without reason %s',
    (modes, signedIn, onLeave, stands) => {
      expect(rules.absenceStands.decide({ modes, signedIn, onLeave })).toBe(stands);
    },
  );

  test.each([
    [false, false, '家中有事', 'allowed'],
    [true, false, '家中有事', 'LEAVE_EXCUSES 三(一)4A(1)⑥'],
    [false, true, '家中有事', 'EXCUSE_OF_ONESELF 三(一)4A(1)⑥'],
    [false, false, ' ', 'TEXT_REQUIRED 三(一)4A(1)⑥'],
  ])(
    '三(一)4A(1)⑥ · excused-by-hand-where-attendance-is-off: attendance on %s, own %s, reason %j is %s',
    (attendanceOn, own, reason, says) => {
      expect(said(rules.excusedByHand.decide({ attendanceOn, own, reason }))).toBe(says);
    },
  );

  test('三(一)4A(1)⑥ · absent-without-leave: it is WD6 of the person, of the day of the session', () => {
    const [wd6] = CRITERIA;
    const payload = { attendanceId: 'a', sessionId: 's', staffId: 'p', occurredOn: '2026-10-15' };
    expect(wd6).toMatchObject({ code: 'WD6', withdrawnBy: 'training.absenceExcused' });
    expect(wd6?.fact(payload as never, '2026-10-15')).toEqual({
      subjectKind: 'STAFF',
      subjectId: 'p',
      occurredOn: '2026-10-15',
    });
  });
});
