import { describe, expect, test } from 'vitest';
import calendarFile from '../../prisma/seed/calendar-2024-2026.json' with { type: 'json' };
import type { ItemFields } from '../../core/catalogue/rules.ts';
import type { Verdict } from '../../core/regulation/index.ts';
import { civilDate, createCalendar, parseHolidayNotices, readClock } from '../../core/time/index.ts';
import * as guideRules from './guide-rules.ts';
import * as rules from './rules.ts';
import { OneTimeNoticeSettings } from './settings.ts';

const calendar = createCalendar(parseHolidayNotices(calendarFile));
const settings = OneTimeNoticeSettings.parse({});
const d = civilDate;

/** The code of a refusal with the clause it cites, or `allowed`. */
function said(verdict: Verdict): string {
  return verdict.allowed ? 'allowed' : `${verdict.refusal.code} ${verdict.refusal.clause?.id}`;
}

const material = (name: string) => ({ name, form: '', originals: null, copies: null, total: null, note: '' });
const demand = (text: string, more: Partial<rules.NoticeItem> = {}): rules.NoticeItem => ({
  text,
  material: null,
  lawChange: null,
  newFact: null,
  ...more,
});
const five = ['材料1', '材料2', '材料3', '材料4', '材料5'];

describe('一(二)1', () => {
  const item: ItemFields = {
    name: '残疾人证办理',
    kind: 'PROMISED',
    conditions: '符合条件',
    quantity: null,
    materials: five.map(material),
    procedure: ['受理', '办结'],
    flow: null,
    statutoryDays: 20,
    promisedDays: 5,
    fees: [{ text: '不收费', amountFen: 0, basis: '', legalBasis: '', approvalDocNo: '' }],
    legalBasis: ['《示例规定》'],
    laws: [],
    sampleForms: ['申请表样表'],
    jointParticipants: [],
  };

  test('一(二)1 · forms-are-free: whatever the form, it costs 0 fen', () => {
    expect(guideRules.formsAreFree.decide(['申请表', '样表'])).toEqual([
      { name: '申请表', priceFen: 0 },
      { name: '样表', priceFen: 0 },
    ]);
  });

  test('一(二)1 · guide-tells-all: materials, procedure, limits, fees and free forms, at once', () => {
    const guide = guideRules.guideTellsAll.decide(item);
    expect(guide.materials.map(({ name }) => name)).toEqual(five);
    expect(guide).toMatchObject({ procedure: ['受理', '办结'], promisedDays: 5, statutoryDays: 20 });
    expect(guide.fees).toHaveLength(1);
    expect(guide.forms).toEqual([{ name: '申请表样表', priceFen: 0 }]);
  });

  test.each([
    ['2026-09-21', '2026-09-28', true],
    ['2026-09-21', '2026-12-20', true],
    ['2026-09-21', '2026-12-21', false],
  ])('一(二)1 · guide-holds-for-a-time: given %s, on %s it holds: %s', (given, today, holds) => {
    expect(guideRules.guideStillHolds.decide(d(given), d(today), settings)).toBe(holds);
  });

  test.each([
    ['材料6', null, five, 'GUIDE_HOLDS 一(二)1'],
    ['材料6', ' ', five, 'GUIDE_HOLDS 一(二)1'],
    ['材料6', '《示例规定》2026年修正', five, 'allowed'],
    ['材料5', null, five, 'allowed'],
    ['材料6', null, null, 'allowed'],
    [null, null, five, 'allowed'],
  ])(
    '一(二)1 · guide-binds-the-window: asking for %s, law change %s, guide of %s: %s',
    (name, lawChange, guide, expected) => {
      const items = [demand('补交', { material: name, lawChange })];
      expect(said(guideRules.guideBindsTheWindow.decide({ guide, items }))).toBe(expected);
    },
  );
});

describe('一(二)2 (即办)', () => {
  test.each([
    ['材料不齐', ['身份证'], 'allowed'],
    ['材料不齐', [], 'NOTICE_NOT_REASONED 一(二)2 (即办)'],
    ['材料不齐', ['身份证', ' '], 'NOTICE_NOT_REASONED 一(二)2 (即办)'],
    [' ', ['身份证'], 'NOTICE_NOT_REASONED 一(二)2 (即办)'],
  ])(
    '一(二)2 (即办) · not-accepted-now-is-reasoned: "%s" with %j is %s',
    (reason, requirements, expected) => {
      expect(said(rules.onSpotIsReasoned.decide({ reason, requirements }))).toBe(expected);
    },
  );

  test.each([
    ['IMMEDIATE', 'allowed'],
    ['PROMISED', 'NOTICE_MUST_BE_WRITTEN 一(二)2 (承诺)'],
    [null, 'NOTICE_MUST_BE_WRITTEN 一(二)2 (承诺)'],
  ])('一(二)2 (即办) · oral-for-immediate-items-only: an item that is %s is %s', (kind, expected) => {
    expect(said(rules.oralForImmediateOnly.decide({ kind }))).toBe(expected);
  });
});

describe('一(二)2 (承诺)', () => {
  const named = (items: rules.NoticeItem[], reason = '材料不齐') =>
    said(rules.noticeNamesEverything.decide({ reason, items }, [{ name: '材料1' }]));

  test('一(二)2 (承诺) · notice-names-every-defect: reason, items, and no material but the listed', () => {
    expect(named([demand('补交', { material: '材料1' }), demand('照片')])).toBe('allowed');
    expect(named([])).toBe('NOTICE_NOT_REASONED 一(二)2 (承诺)');
    expect(named([demand(' ')])).toBe('NOTICE_NOT_REASONED 一(二)2 (承诺)');
    expect(named([demand('照片')], '')).toBe('NOTICE_NOT_REASONED 一(二)2 (承诺)');
    expect(named([demand('补交', { material: '材料9' })])).toBe('NOTICE_MATERIAL_UNKNOWN 一(二)2 (承诺)');
  });

  test.each([
    ['SUPPLEMENT', ['APPLICANT', 'WINDOW_FILE']],
    ['RETURN', ['APPLICANT', 'WINDOW_FILE']],
    ['ON_SPOT', []],
  ] as const)('一(二)2 (承诺) · written-notice-has-two-copies: %s has %j', (kind, copies) => {
    expect(rules.copiesOfNotice.decide(kind)).toEqual(copies);
  });

  test.each([
    ['APPLICANT', 'SIGNATURE', null, false, 'allowed'],
    ['APPLICANT', 'SMS_LINK', null, true, 'allowed'],
    ['APPLICANT', 'REFUSAL_NOTE', '当场拒签，两人在场', false, 'allowed'],
    ['WINDOW_FILE', 'SIGNATURE', null, false, 'allowed'],
    ['APPLICANT', 'REFUSAL_NOTE', ' ', false, 'refused'],
    ['APPLICANT', 'SMS_LINK', null, false, 'refused'],
    ['APPLICANT', 'SIGNATURE', null, true, 'refused'],
    ['WINDOW_FILE', 'SMS_LINK', null, true, 'refused'],
    ['WINDOW_FILE', 'REFUSAL_NOTE', '拒签', false, 'refused'],
  ] as const)(
    '一(二)2 (承诺) · copy-is-acknowledged-in-a-fit-way: %s by %s with %s, by the applicant %s: %s',
    (copy, method, note, byApplicant, expected) => {
      const verdict = said(rules.acknowledgmentFits.decide({ copy, method, note, byApplicant }));
      expect(verdict).toBe(
        expected === 'allowed' ? 'allowed' : 'NOTICE_ACKNOWLEDGMENT_INVALID 一(二)2 (承诺)',
      );
    },
  );

  test.each([
    ['2026-09-28', '2026-09-28', 0, []],
    ['2026-09-28', '2026-09-29', 0, ['APPLICANT']],
    ['2026-09-28', '2026-09-29', 1, []],
    // The next working day after the 30th is the 8th of October.
    ['2026-09-30', '2026-10-08', 1, []],
    ['2026-09-30', '2026-10-09', 1, ['APPLICANT']],
  ])(
    '一(二)2 (承诺) · missing-acknowledgment-is-a-candidate: given %s, on %s with %i days: %j',
    (issued, today, acknowledgeWithinDays, open) => {
      const notice = { issuedOn: d(issued), open: ['APPLICANT'] };
      const given = { ...settings, acknowledgeWithinDays };
      expect(rules.copiesOutstanding.decide(notice, given, calendar, d(today))).toEqual(open);
    },
  );

  test('一(二)2 (承诺) · clock-stands-until-complete: every material of the notice, not a part', () => {
    const asked = [
      demand('补交', { material: '材料1' }),
      demand('补交', { material: '材料2' }),
      demand('签字'),
    ];
    const complete = (...given: string[]) => said(rules.supplementIsComplete.decide(asked, given));
    expect(complete('材料1', '材料2')).toBe('allowed');
    expect(complete('材料1')).toBe('SUPPLEMENT_INCOMPLETE 一(二)2 (承诺)');
    expect(said(rules.supplementIsComplete.decide([demand('签字')], ['签字页']))).toBe('allowed');
  });
});

describe('一(二)2 (once)', () => {
  test.each([
    [0, ['WINDOW_STAFF'], '缺件', 'allowed'],
    [1, ['WINDOW_STAFF'], '缺件', 'SECOND_NOTICE_NEEDS_SUPERVISOR 一(二)2 (once)'],
    [1, ['STATION_HEAD'], '复核发现', 'allowed'],
    [2, ['STATION_HEAD'], ' ', 'SECOND_NOTICE_NEEDS_SUPERVISOR 一(二)2 (once)'],
  ])(
    '一(二)2 (once) · second-notice-has-a-supervisor: after %i, by %j with "%s": %s',
    (earlier, roles, reason, expected) => {
      expect(said(rules.secondNoticeHasSupervisor.decide({ earlier, roles, reason }, settings))).toBe(
        expected,
      );
    },
  );

  test('一(二)2 (once) · later-demand-was-left-out: absent from every earlier notice, and not of a new fact', () => {
    const first = [demand('身份证复印件'), demand('补交', { material: '材料1' })];
    const left = (items: rules.NoticeItem[], ...earlier: rules.NoticeItem[][]) =>
      rules.leftOutBefore.decide(items, earlier).map(({ text }) => text);
    expect(left([demand('照片')])).toEqual([]);
    expect(left([demand('照片')], first)).toEqual(['照片']);
    expect(left([demand('身份证 复印件'), demand('材料1有误', { material: '材料1' })], first)).toEqual([]);
    expect(left([demand('照片', { newFact: '照片遗失' })], first)).toEqual([]);
    expect(left([demand('照片', { lawChange: '《示例规定》修正' })], first)).toEqual([]);
    expect(left([demand('照片')], first, [demand('照片')])).toEqual([]);
  });

  test.each([
    [1, false],
    [2, true],
    [3, true],
  ])('一(二)2 (once) · extra-trips-are-a-candidate: %i extra trips are one: %s', (trips, breach) => {
    expect(rules.tripsAreBreach.decide(trips, settings)).toBe(breach);
  });
});

describe('一(二)3', () => {
  const codes = { number: 'shexi-2026-000001', queryCode: 'ABCDEFGHJK' };
  const complete: rules.NoticeContents = {
    unit: '民政所',
    handler: '窗口人员甲',
    appliedOn: '2026-09-28',
    matter: '残疾人证办理',
    procedure: ['受理', '办结'],
    materials: ['材料1'],
    toSupplement: ['照片'],
    promisedLimit: '受理之日起5个工作日',
    queryMethod: `凭${codes.number}和${codes.queryCode}查询`,
  };
  const missing = (less: Partial<rules.NoticeContents>) => {
    const verdict = rules.noticeHasItsFields.decide({ ...complete, ...less }, codes);
    return verdict.allowed ? [] : verdict.refusal.details['fields'];
  };

  test.each([
    [{}, []],
    [{ queryMethod: '' }, ['queryMethod']],
    [{ queryMethod: `凭${codes.number}查询` }, ['queryMethod']],
    [{ unit: '', handler: ' ' }, ['unit', 'handler']],
    [{ appliedOn: '', matter: '', promisedLimit: '' }, ['appliedOn', 'matter', 'promisedLimit']],
    [{ toSupplement: [], procedure: [], materials: [] }, ['procedure', 'materials']],
    [{ procedure: [], materials: [] }, []],
  ])('一(二)3 · notice-has-its-contents: with %j it lacks %j', (less, fields) => {
    expect(missing(less)).toEqual(fields);
  });
});

describe('Art. 32', () => {
  test('(correction) · correctable-is-corrected-on-the-spot: only what cannot be corrected at once goes into a notice', () => {
    const item = (correctableOnSpot: boolean) => ({ text: '日期写错', correctableOnSpot });
    expect(said(rules.correctedOnTheSpot.decide([item(false)]))).toBe('allowed');
    expect(said(rules.correctedOnTheSpot.decide([item(false), item(true)]))).toBe(
      'CORRECTABLE_ON_SPOT (correction)',
    );
  });

  test('(notice limit) · notice-within-five-days: five working days, and no township may take more', () => {
    expect(rules.noticeLimit.decide(settings)).toBe(5);
    expect(OneTimeNoticeSettings.safeParse({ noticeDays: 6 }).success).toBe(false);
  });

  const reading = (from: string, today: string) =>
    readClock(
      { startedOn: d(from), budgetDays: 5, extensionDays: 0, suspensions: [], endedOn: null },
      calendar,
      d(today),
    );

  test.each([
    ['SUBMITTED', '2026-09-28', '2026-10-10', false],
    ['SUBMITTED', '2026-09-28', '2026-10-11', true],
    ['AWAITING_SUPPLEMENT', '2026-09-28', '2026-10-11', false],
    // A date that the next holiday notice may still move is no ground.
    ['SUBMITTED', '2026-12-25', '2027-01-11', false],
  ])('(notice limit) · silence-is-acceptance: %s, received %s, on %s: %s', (state, from, today, accepted) => {
    expect(rules.acceptedBySilence.decide({ state, reading: reading(from, today) })).toBe(accepted);
  });

  test.each([
    ['2026-10-08', []],
    ['2026-10-09', [1]],
    ['2026-10-10', [1, 0]],
    ['2026-10-11', []],
  ])('(notice limit) · reminders-of-the-notice-limit: received 2026-09-28, on %s: %j', (today, marks) => {
    expect(rules.noticeReminders.decide(reading('2026-09-28', today), settings)).toEqual(marks);
  });
});
