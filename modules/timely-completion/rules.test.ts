import { describe, expect, test } from 'vitest';
import calendarFile from '../../prisma/seed/calendar-2024-2026.json' with { type: 'json' };
import type { Verdict } from '../../core/regulation/index.ts';
import {
  civilDate,
  createCalendar,
  deadlineAfter,
  parseHolidayNotices,
  readClock,
  type ClockFacts,
} from '../../core/time/index.ts';
import * as rules from './rules.ts';
import { TimelySettings } from './settings.ts';

const calendar = createCalendar(parseHolidayNotices(calendarFile));
const settings = TimelySettings.parse({});
const d = civilDate;

/** The code of a refusal with the clause it cites, or `allowed`. */
function said(verdict: Verdict): string {
  return verdict.allowed ? 'allowed' : `${verdict.refusal.code} ${verdict.refusal.clause?.id}`;
}

function detailsOf(verdict: Verdict): unknown {
  return verdict.allowed ? null : verdict.refusal.details;
}

function clock(startedOn: string, budgetDays: number, more: Partial<ClockFacts> = {}): ClockFacts {
  return {
    startedOn: d(startedOn),
    budgetDays,
    extensionDays: 0,
    suspensions: [],
    endedOn: null,
    ...more,
  };
}

const item = (kind: string | null, promisedDays: number | null, statutoryDays: number | null) => ({
  kind,
  promisedDays,
  statutoryDays,
});

describe('一(四)1', () => {
  test('一(四)1 · post-has-a-and-b: two people are demanded, and nobody stands in for himself', () => {
    const decide = (post: { staffAId: string; staffBId: string } | null) =>
      said(rules.postHasAandB.decide(post));
    expect(decide({ staffAId: '甲', staffBId: '乙' })).toBe('allowed');
    expect(decide({ staffAId: '甲', staffBId: '甲' })).toBe('POST_NEEDS_A_AND_B 一(四)1');
    expect(decide(null)).toBe('POST_NEEDS_A_AND_B 一(四)1');
  });

  test('一(四)1 · each-absence-holds: the first comes first, those that meet or overlap are one', () => {
    const span = (from: string, through: string) => ({ from: d(from), through: d(through) });
    expect(rules.awaySpan.decide([])).toBeNull();
    const later = span('2026-10-12', '2026-10-13');
    expect(rules.awaySpan.decide([later, span('2026-09-29', '2026-09-29')])).toEqual(
      span('2026-09-29', '2026-09-29'),
    );
    expect(
      rules.awaySpan.decide([later, span('2026-10-08', '2026-10-12'), span('2026-10-14', '2026-10-14')]),
    ).toEqual(span('2026-10-08', '2026-10-14'));
    expect(rules.awaySpan.decide([span('2026-10-08', '2026-10-20'), later])).toEqual(
      span('2026-10-08', '2026-10-20'),
    );
  });

  test.each([
    [{ a: false, b: false }, 'A'],
    [{ a: false, b: true }, 'A'],
    [{ a: true, b: false }, 'B'],
    [{ a: true, b: true }, 'A'],
  ] as const)('一(四)1 · b-stands-in-for-a: away %j is served by %s', (absent, serves) => {
    expect(rules.whoServes.decide(absent)).toBe(serves);
  });
});

describe('一(四)2 (class)', () => {
  test.each([
    ['IMMEDIATE', true],
    ['PROMISED', true],
    [null, false],
    ['', false],
    ['JOINT', false],
  ])('一(四)2 (class) · kind-is-marked: %j is %s', (kind, marked) => {
    expect(rules.kindIsMarked.decide(item(kind, 5, 20))).toBe(marked);
  });
});

describe('一(四)2 (即办)', () => {
  test('一(四)2 (即办) · immediate-is-due-the-same-day: no working day is left to it, whatever else it promises', () => {
    expect(rules.immediateIsDueToday.decide(item('IMMEDIATE', 1, 20))).toBe(0);
    expect(rules.immediateIsDueToday.decide(item('PROMISED', 1, 20))).toBeNull();
    const onMonday = clock('2026-09-28', 0);
    expect(readClock(onMonday, calendar, d('2026-09-28'))).toMatchObject({
      dueOn: '2026-09-28',
      phase: 'RUNNING',
    });
    expect(readClock(onMonday, calendar, d('2026-09-29'))).toMatchObject({
      phase: 'OVERDUE',
      overdueDays: 1,
    });
  });
});

describe('一(四)2 (承诺)', () => {
  test.each([
    [item('PROMISED', 5, 20), { promise: 5, statutory: 20 }],
    [item('PROMISED', 5, null), { promise: 5, statutory: null }],
    [item('PROMISED', null, 20), { promise: 20, statutory: 20 }],
    [item('IMMEDIATE', 5, 20), { promise: 0, statutory: 20 }],
    [item('PROMISED', null, null), { promise: null, statutory: null }],
  ])('一(四)2 (承诺) · acceptance-starts-both-clocks: %j gives %j', (facts, budgets) => {
    expect(rules.budgetsOfAcceptance.decide(facts)).toEqual(budgets);
  });

  test('一(四)2 (承诺) · acceptance-starts-both-clocks: accepted Mon 2026-09-28 with 5 and 20 is due 2026-10-10 and 2026-10-30', () => {
    const { promise, statutory } = rules.budgetsOfAcceptance.decide(item('PROMISED', 5, 20));
    const due = (days: number | null) =>
      days && deadlineAfter({ from: d('2026-09-28'), workingDays: days, calendar }).dueOn;
    expect([due(promise), due(statutory)]).toEqual(['2026-10-10', '2026-10-30']);
  });
});

describe('一(四)3 (accept)', () => {
  test('一(四)3 (accept) · upheld-refusal-report-is-a-candidate: only an upheld report is one', () => {
    expect(rules.upheldReportIsCandidate.decide({ upheld: true })).toBe(true);
    expect(rules.upheldReportIsCandidate.decide({ upheld: false })).toBe(false);
  });
});

describe('一(四)3 (limits)', () => {
  test('一(四)3 (limits) · promise-within-statutory: statute 20 with promise 25 is refused, up to 20 it is not', () => {
    const verdict = rules.promiseWithinStatutory.decide(item('PROMISED', 25, 20));
    expect(said(verdict)).toBe('PROMISE_EXCEEDS_STATUTORY 一(四)3 (limits)');
    expect(detailsOf(verdict)).toEqual({ promisedDays: 25, statutoryDays: 20 });
    expect(said(rules.promiseWithinStatutory.decide(item('PROMISED', 20, 20)))).toBe('allowed');
    expect(said(rules.promiseWithinStatutory.decide(item('PROMISED', 25, null)))).toBe('allowed');
    expect(said(rules.promiseWithinStatutory.decide(item('PROMISED', null, 20)))).toBe('allowed');
  });

  test.each([
    [item('PROMISED', 5, null), true],
    [item('PROMISED', null, 20), true],
    [item('IMMEDIATE', null, null), true],
    [item('PROMISED', null, null), false],
    [item(null, null, null), false],
  ])('一(四)3 (limits) · some-limit-is-set: %j is %s', (facts, set) => {
    expect(rules.someLimitIsSet.decide(facts)).toBe(set);
  });
});

describe('一(四)3 (extension)', () => {
  const promise = clock('2026-09-28', 5);
  const extend = (
    newDueOn: string,
    { today = '2026-10-09', statutoryDueOn = '2026-10-30' as string | null, facts = promise } = {},
  ) =>
    rules.extensionWithinStatutory.decide(
      {
        promise: facts,
        reading: readClock(facts, calendar, d(today)),
        statutoryDueOn: statutoryDueOn === null ? null : d(statutoryDueOn),
        newDueOn: d(newDueOn),
      },
      settings,
      calendar,
      d(today),
    );

  test('一(四)3 (extension) · extension-within-statutory: to Fri 2026-10-16 is allowed, and to the last day of the statute', () => {
    expect(said(extend('2026-10-16'))).toBe('allowed');
    expect(said(extend('2026-10-30'))).toBe('allowed');
  });

  test('一(四)3 (extension) · extension-within-statutory: to Mon 2026-11-02 is refused with max 2026-10-30', () => {
    const verdict = extend('2026-11-02');
    expect(said(verdict)).toBe('EXTENSION_EXCEEDS_STATUTORY 一(四)3 (extension)');
    expect(detailsOf(verdict)).toEqual({ max: '2026-10-30', asked: '2026-11-02' });
  });

  test('一(四)3 (extension) · extension-within-statutory: possible on the due day, Sat 2026-10-10, and no later', () => {
    expect(said(extend('2026-10-16', { today: '2026-10-10' }))).toBe('allowed');
    const late = extend('2026-10-16', { today: '2026-10-11' });
    expect(said(late)).toBe('EXTENSION_TOO_LATE 一(四)3 (extension)');
    expect(detailsOf(late)).toEqual({ dueOn: '2026-10-10' });
  });

  test.each([
    ['2026-10-18', 'a Sunday'],
    ['2026-10-10', 'the present due date'],
    ['2026-10-08', 'before it'],
  ])('一(四)3 (extension) · extension-within-statutory: to %s, %s, is no date', (day) => {
    expect(said(extend(day))).toBe('EXTENSION_DATE_INVALID 一(四)3 (extension)');
  });

  test('一(四)3 (extension) · extension-within-statutory: without a statute the setting caps it, at 20 working days', () => {
    expect(said(extend('2026-10-30', { statutoryDueOn: null }))).toBe('allowed');
    expect(detailsOf(extend('2026-11-02', { statutoryDueOn: null }))).toMatchObject({ max: '2026-10-30' });
    const long = clock('2026-09-28', 30);
    expect(detailsOf(extend('2026-12-01', { statutoryDueOn: null, facts: long }))).toMatchObject({
      max: '2026-11-13',
    });
  });

  test('一(四)3 (extension) · extension-has-an-approver: the township names who may, others may not', () => {
    const only = TimelySettings.parse({ extensionApprovers: ['UNIT_HEAD'] });
    expect(said(rules.extensionHasApprover.decide(['STATION_HEAD'], settings))).toBe('allowed');
    expect(said(rules.extensionHasApprover.decide(['WINDOW_STAFF', 'UNIT_HEAD'], only))).toBe('allowed');
    const verdict = rules.extensionHasApprover.decide(['STATION_HEAD'], only);
    expect(said(verdict)).toBe('EXTENSION_NEEDS_APPROVER 一(四)3 (extension)');
    expect(detailsOf(verdict)).toEqual({ approvers: ['UNIT_HEAD'] });
  });

  test('一(四)3 (extension) · extension-is-reasoned: the applicant is told why, so there is a reason', () => {
    expect(said(rules.extensionIsReasoned.decide({ reason: '需实地核查' }))).toBe('allowed');
    expect(said(rules.extensionIsReasoned.decide({ reason: ' \n' }))).toBe(
      'TEXT_REQUIRED 一(四)3 (extension)',
    );
  });
});

describe('一(四)3 (refusal)', () => {
  test.each([
    [{ basis: '《示例规定》第三条', reason: '不属本镇管辖' }, null],
    [{ basis: '', reason: '不属本镇管辖' }, 'basis'],
    [{ basis: '  ', reason: '不属本镇管辖' }, 'basis'],
    [{ basis: '《示例规定》第三条', reason: ' ' }, 'reason'],
  ])('一(四)3 (refusal) · refusal-has-basis-and-reason: %j lacks %s', (input, field) => {
    const verdict = rules.refusalHasBasis.decide(input);
    expect(detailsOf(verdict)).toEqual(field && { field });
    expect(said(verdict)).toBe(field ? 'REFUSAL_WITHOUT_BASIS 一(四)3 (refusal)' : 'allowed');
  });
});

describe('一(四)4', () => {
  test('一(四)4 · green-channel-is-reasoned: it names the rule or the project', () => {
    expect(said(rules.greenChannelIsReasoned.decide({ reason: '县重大产业项目' }))).toBe('allowed');
    expect(said(rules.greenChannelIsReasoned.decide({ reason: '' }))).toBe(
      'GREEN_CHANNEL_NEEDS_REASON 一(四)4',
    );
  });

  test.each([
    [10, false, null],
    [45, false, null],
    [46, false, 45],
    [60, false, 45],
    [60, true, null],
    [61, true, 60],
  ])('一(四)4 · meeting-limit-within-cap: %i days, approved %s, exceed %s', (workingDays, approved, max) => {
    const verdict = rules.meetingLimitWithinCap.decide(
      { workingDays, extensionApproved: approved, roles: ['UNIT_HEAD'] },
      settings,
    );
    expect(detailsOf(verdict)).toEqual(max && { asked: workingDays, max });
    expect(said(verdict)).toBe(max ? 'MEETING_LIMIT_EXCEEDS_CAP 一(四)4' : 'allowed');
  });

  test('一(四)4 · meeting-limit-within-cap: the 15 more are approved by the head of the government, not by the director', () => {
    const by = (role: string) =>
      said(
        rules.meetingLimitWithinCap.decide(
          { workingDays: 60, extensionApproved: true, roles: [role] },
          settings,
        ),
      );
    expect(by('CENTRE_DIRECTOR')).toBe('EXTENSION_NEEDS_APPROVER 一(四)4');
    expect(by('UNIT_HEAD')).toBe('allowed');
  });
});

describe('一(四)5', () => {
  test.each([
    [{ phone: '199-0000-0001', failedChannel: null }, 'SMS'],
    [{ phone: null, failedChannel: null }, 'NO_NUMBER'],
    [{ phone: '199-0000-0001', failedChannel: 'SMS' }, 'CALL'],
    [{ phone: '199-0000-0001', failedChannel: 'CALL' }, 'NONE'],
  ])('一(四)5 · completion-is-told: %j is told by %s', (facts, how) => {
    expect(rules.howToTell.decide(facts)).toBe(how);
  });

  const marksOn = (facts: ClockFacts, day: string, given: object = {}) =>
    rules.remindersNow.decide(readClock(facts, calendar, d(day)), TimelySettings.parse(given));

  test.each([
    ['2026-09-29', []],
    ['2026-09-30', []],
    ['2026-10-08', ['HALF']],
    ['2026-10-09', ['HALF', '1']],
    ['2026-10-10', ['HALF', '1', '0']],
    ['2026-10-11', []],
  ])('一(四)5 · reminders-before-due: promise of 5 from 2026-09-28 has on %s the marks %j', (day, marks) => {
    expect(marksOn(clock('2026-09-28', 5), day)).toEqual(marks);
  });

  test('一(四)5 · reminders-before-due: an immediate item is reminded of once, a stopped clock never', () => {
    expect(marksOn(clock('2026-09-28', 0), '2026-09-28')).toEqual(['0']);
    const stopped = clock('2026-09-28', 5, { suspensions: [{ from: d('2026-10-09'), to: null }] });
    expect(marksOn(stopped, '2026-10-09')).toEqual([]);
    expect(
      marksOn(clock('2026-09-28', 5), '2026-10-10', { remindAtHalf: false, remindDaysBefore: [] }),
    ).toEqual([]);
  });
});

describe('(delivery)', () => {
  test('(delivery) · delivery-within-ten-days: an approval of 2026-09-28 is delivered by 2026-10-16; a denial has no such limit', () => {
    const days = rules.deliveryLimit.decide('APPROVED', settings) ?? 0;
    expect(deadlineAfter({ from: d('2026-09-28'), workingDays: days, calendar }).dueOn).toBe('2026-10-16');
    expect(rules.deliveryLimit.decide('DENIED', settings)).toBeNull();
    expect(rules.deliveryLimit.decide('APPROVED', TimelySettings.parse({ deliveryDays: 0 }))).toBeNull();
  });
});
