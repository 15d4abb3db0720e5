import { describe, expect, test } from 'vitest';
import calendarFile from '../../prisma/seed/calendar-2024-2026.json' with { type: 'json' };
import type { Verdict } from '../../core/regulation/index.ts';
import {
  civilDate,
  createCalendar,
  deadlineAfter,
  DEFAULT_OPENING_HOURS,
  instantAt,
  parseHolidayNotices,
} from '../../core/time/index.ts';
import { CRITERIA } from './criteria.ts';
import * as rules from './rules.ts';
import { SafetySettings } from './settings.ts';

const calendar = createCalendar(parseHolidayNotices(calendarFile));
const settings = SafetySettings.parse({});
const hours = DEFAULT_OPENING_HOURS;
const d = civilDate;
const at = (text: string) => instantAt(d(text.slice(0, 10)), text.slice(11));

/** The code of a refusal with the clause it cites, or `allowed`. */
function said(verdict: Verdict): string {
  return verdict.allowed ? 'allowed' : `${verdict.refusal.code} ${verdict.refusal.clause?.id}`;
}

describe('四(四)1', () => {
  test.each([
    ['2026-01-29 17:30', '2024-01-01 00:00', 1, '2026-01-30', false],
    ['2026-01-30 08:30', '2024-01-01 00:00', 1, '2026-01-30', true],
    ['2026-01-30 10:00', '2026-01-30 09:00', 1, '2026-01-30', false],
    ['2026-02-10 09:00', '2024-01-01 00:00', 2, '2026-02-28', false],
  ])(
    '四(四)1 · letters-signed-by-the-last-working-day: at %s, the chapter on since %s, of month %i, it is %s and due: %s',
    (now, since, letterMonth, dueOn, due) => {
      const own = SafetySettings.parse({ letterMonth });
      expect(rules.lettersDue.decide(at(now), at(since), own, hours, calendar)).toEqual({ dueOn, due });
    },
  );
});

describe('四(四)2', () => {
  test.each([
    ['2026-09-28 17:29', 'NOT_CLOSING_YET 四(四)2'],
    ['2026-09-28 17:30', 'allowed'],
  ])('四(四)2 · checked-at-closing: at %s it is %s', (now, says) => {
    expect(said(rules.checkedAtClosing.decide(at(now), hours))).toBe(says);
  });

  test('三(一)4A(1)⑤ · each-item-left-on-counts: PC and printer are two, named twice still two', () => {
    expect(rules.eachItemCounts.decide(['PRINTER', 'COMPUTER', 'PRINTER'])).toEqual(['COMPUTER', 'PRINTER']);
    expect(rules.eachItemCounts.decide([])).toEqual([]);
    const payload = {
      findingId: 'f',
      code: 'WD5',
      staffId: 's',
      windowId: 'w',
      item: 'PRINTER',
      occurredOn: 'd',
    };
    const scored = CRITERIA.filter((c) => c.fact(payload as never, 'd') !== null).map((c) => c.code);
    expect(scored).toEqual(['WD5']);
  });

  test.each([
    ['TOLD', false],
    ['CORRECTED', false],
    ['UNCORRECTED', true],
  ])('三(一)4A(1)④ · told-before-it-counts: %s counts: %s', (state, counts) => {
    expect(rules.toldBeforeItCounts.decide(state)).toBe(counts);
  });
});

describe('四(四)3', () => {
  test.each([
    ['a', 'allowed'],
    ['b', 'NOT_SEAL_HOLDER 四(四)3'],
    [null, 'NOT_SEAL_HOLDER 四(四)3'],
  ])('四(四)3 · holder-uses-the-seal: held by a, used by %s, is %s', (actor, says) => {
    expect(said(rules.holderUsesSeal.decide({ holderId: 'a' }, actor))).toBe(says);
  });

  test.each([
    ['a', true, [], 'allowed'],
    ['b', true, ['SEAL_HOLDER'], 'NOT_SEAL_HOLDER 四(四)3'],
    ['b', false, ['SEAL_HOLDER'], 'NOT_SEAL_HOLDER 四(四)3'],
    ['b', true, ['CENTRE_DIRECTOR'], 'SEAL_HOLDER_IN_SERVICE 四(四)3'],
    ['b', false, ['CENTRE_DIRECTOR'], 'allowed'],
  ])(
    '四(四)3 · holder-hands-over-the-seal: held by a, handed over by %s while a is in service: %s, with the roles %j, is %s',
    (id, active, roles, says) => {
      expect(said(rules.holderHandsOver.decide({ id: 'a', active }, { id, roles }))).toBe(says);
    },
  );

  test.each([
    ['c', null, 'allowed', false],
    [null, '年度报表', 'allowed', true],
    [null, ' ', 'SEAL_USE_UNEXPLAINED 四(四)3', true],
    [null, null, 'SEAL_USE_UNEXPLAINED 四(四)3', true],
  ])(
    '四(四)3 · seal-use-has-a-case-or-an-explanation: case %s, explanation %j is %s',
    (caseId, explanation, says, reported) => {
      expect(said(rules.useIsTied.decide({ caseId, explanation }))).toBe(says);
      expect(rules.useIsReported.decide({ caseId })).toBe(reported);
    },
  );

  test('四(四)3 · seal-use-without-a-case-is-reported: with a case it is not', () => {
    expect(rules.useIsReported.decide({ caseId: null })).toBe(true);
    expect(rules.useIsReported.decide({ caseId: 'c' })).toBe(false);
  });

  test.each([
    [{ id: 'b', active: true }, 'allowed'],
    [{ id: 'b', active: false }, 'SEAL_TO_ANOTHER 四(四)3'],
    [{ id: 'a', active: true }, 'SEAL_TO_ANOTHER 四(四)3'],
    [null, 'SEAL_TO_ANOTHER 四(四)3'],
  ])('四(四)3 · seal-goes-to-another-in-service: from a to %j is %s', (to, says) => {
    expect(said(rules.sealGoesToAnother.decide('a', to))).toBe(says);
  });

  test('四(四)3 · no-valuables-in-the-hall: what is found is described', () => {
    expect(said(rules.valuablesAreDescribed.decide('抽屉内现金300元'))).toBe('allowed');
    expect(said(rules.valuablesAreDescribed.decide(' '))).toBe('TEXT_REQUIRED 四(四)3');
  });
});

describe('四(四)4', () => {
  test.each([
    [[...rules.DUTY_ITEMS], null, '2026-09-30', 'allowed'],
    [['FIRE'], null, '2026-09-30', 'DUTY_REMARK_REQUIRED 四(四)4'],
    [['FIRE'], '二楼窗户未锁', '2026-09-30', 'allowed'],
    [[...rules.DUTY_ITEMS], null, '2026-10-01', 'DUTY_DAY 四(四)4'],
  ])('四(四)4 · duty-list-of-a-day: %j with remark %j of %s is %s', (done, remark, day, says) => {
    expect(said(rules.dutyListOfDay.decide({ day: d(day), done, remark }, d('2026-09-30')))).toBe(says);
  });

  test.each([
    ['2026-09-30', '2026-09-30 18:00', '2024-01-01 00:00', false],
    ['2026-09-30', '2026-10-08 08:29', '2024-01-01 00:00', false],
    ['2026-09-30', '2026-10-08 08:30', '2024-01-01 00:00', true],
    ['2026-09-30', '2026-10-08 08:30', '2026-10-01 09:00', false],
    ['2026-10-01', '2026-10-08 08:30', '2024-01-01 00:00', false],
    ['2026-10-09', '2026-10-10 08:30', '2024-01-01 00:00', true],
  ])(
    '四(四)4 · missing-duty-list-is-reported: of %s at %s, the chapter on since %s: %s',
    (day, now, since, reported) => {
      expect(rules.missingListReported.decide(d(day), at(now), at(since), hours, calendar)).toBe(reported);
    },
  );

  test('四(四)4 · hazard-has-a-limit: 3 working days from 2026-09-29 are 2026-10-09', () => {
    const { startedOn, budgetDays } = rules.hazardLimit.decide(d('2026-09-29'), settings);
    expect(deadlineAfter({ from: startedOn, workingDays: budgetDays, calendar }).dueOn).toBe('2026-10-09');
  });

  test.each([
    ['RUNNING', false],
    ['SUSPENDED', false],
    ['OVERDUE', true],
  ])('四(四)4 · hazard-overdue-is-reported: %s: %s', (phase, reported) => {
    expect(rules.hazardOverdue.decide({ phase })).toBe(reported);
  });
});

describe('四(四)5', () => {
  test.each([
    [[{ staffId: 'a', measure: '通报批评' }], 'allowed'],
    [[], 'NOBODY_RESPONSIBLE 四(四)5'],
    [[{ staffId: 'a', measure: ' ' }], 'NOBODY_RESPONSIBLE 四(四)5'],
    [[{ staffId: 'head', measure: '通报批评' }], 'NOBODY_RESPONSIBLE 四(四)5'],
  ])('四(四)5 · responsible-are-named: %j, decided by the head, is %s', (held, says) => {
    expect(said(rules.responsibleAreNamed.decide(held, 'head'))).toBe(says);
  });

  test('四(四)5 · serious-incident-disqualifies: serious it is DQ4 of the person, otherwise no fact', () => {
    const dq4 = CRITERIA.find((c) => c.code === 'DQ4');
    const payload = {
      incidentId: 'i',
      staffId: 's',
      serious: true,
      occurredOn: '2026-09-28',
      decidedOn: 'd',
    };
    expect(dq4?.fact(payload as never, 'd')).toEqual({
      subjectKind: 'STAFF',
      subjectId: 's',
      occurredOn: '2026-09-28',
    });
    expect(dq4?.fact({ ...payload, serious: false } as never, 'd')).toBeNull();
  });
});
