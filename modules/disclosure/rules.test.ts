import { describe, expect, test } from 'vitest';
import calendarFile from '../../prisma/seed/calendar-2024-2026.json' with { type: 'json' };
import type { Fee, ItemFields } from '../../core/catalogue/rules.ts';
import type { Verdict } from '../../core/regulation/index.ts';
import { civilDate as d, createCalendar, deadlineAfter, parseHolidayNotices } from '../../core/time/index.ts';
import { addedDemands, addedWithoutBasis } from './catalogue-rules.ts';
import { CRITERIA } from './criteria.ts';
import * as rules from './rules.ts';
import { DisclosureSettings } from './settings.ts';

const calendar = createCalendar(parseHolidayNotices(calendarFile));
const settings = DisclosureSettings.parse({});
const said = (verdict: Verdict) =>
  verdict.allowed ? 'allowed' : `${verdict.refusal.code} ${verdict.refusal.clause?.id}`;

const COMPLETE: ItemFields = {
  name: '残疾人证办理',
  kind: 'PROMISED',
  conditions: '符合条件',
  quantity: '不限',
  materials: [{ name: '申请表', form: '原件', originals: 1, copies: null, total: 1, note: '' }],
  procedure: ['受理', '办结'],
  flow: '受理→办结',
  statutoryDays: null,
  promisedDays: 5,
  fees: [],
  legalBasis: ['《示例规定》'],
  laws: ['《示例法》'],
  sampleForms: ['样表'],
  jointParticipants: [],
};

const LACKING: Record<rules.DisclosedField, Partial<ItemFields>> = {
  name: { name: ' ' },
  legalBasis: { legalBasis: [] },
  conditions: { conditions: null },
  quantity: { quantity: null },
  procedure: { procedure: [] },
  limit: { promisedDays: null },
  flow: { flow: '' },
  materials: { materials: [] },
  sampleForms: { sampleForms: [] },
  laws: { laws: [''] },
};

describe('一(三)2(1): the ten', () => {
  test('一(三)2(1) · item-has-all-ten: there are ten, and a complete item lacks none', () => {
    expect(rules.TEN_FIELDS).toHaveLength(10);
    expect(rules.missingOfTen.decide(COMPLETE)).toEqual([]);
  });

  test.each(rules.TEN_FIELDS)(
    '一(三)2(1) · item-has-all-ten: without %s that is what is missing',
    (field) => {
      expect(rules.missingOfTen.decide({ ...COMPLETE, ...LACKING[field] })).toEqual([field]);
    },
  );

  test('一(三)2(1) · item-has-all-ten: an item done on the spot has its limit', () => {
    expect(rules.missingOfTen.decide({ ...COMPLETE, promisedDays: null, kind: 'IMMEDIATE' })).toEqual([]);
  });

  test('一(三)2(1) · incomplete-is-not-published: no sample form, no publication', () => {
    const verdict = rules.incompleteIsNotPublished.decide(['sampleForms']);
    expect(said(verdict)).toBe('DISCLOSURE_INCOMPLETE 一(三)2(1)');
    expect(verdict).toMatchObject({ refusal: { details: { missing: ['sampleForms'] } } });
    expect(said(rules.incompleteIsNotPublished.decide([]))).toBe('allowed');
  });
});

describe('一(三)2(2): fees', () => {
  const fee = (given: Partial<Fee>): Fee => ({
    text: '10元',
    amountFen: 1000,
    basis: '《示例收费办法》',
    legalBasis: '《示例条例》',
    approvalDocNo: '示价字〔2020〕1号',
    ...given,
  });

  test.each([
    ['all four', {}, 'allowed'],
    ['no approval document', { approvalDocNo: '' }, 'FEE_BASIS_INCOMPLETE 一(三)2(2)'],
    ['no legal basis', { legalBasis: ' ' }, 'FEE_BASIS_INCOMPLETE 一(三)2(2)'],
    ['no basis', { basis: '' }, 'FEE_BASIS_INCOMPLETE 一(三)2(2)'],
    ['nothing, being free', { amountFen: 0, basis: '', legalBasis: '', approvalDocNo: '' }, 'allowed'],
  ])('一(三)2(2) · fee-has-its-basis: with %s', (_what, given, expected) => {
    expect(said(rules.feeHasItsBasis.decide([fee(given)]))).toBe(expected);
  });

  test('一(三)2(2) · fee-published-of-an-item: none is free, several add up, an open text is no amount', () => {
    expect(rules.publishedFee.decide([])).toBe(0);
    expect(rules.publishedFee.decide([fee({}), fee({ amountFen: 500 })])).toBe(1500);
    expect(rules.publishedFee.decide([fee({}), fee({ amountFen: null })])).toBeNull();
  });

  test.each([
    [1000, 1000, null, 'allowed'],
    [1000, 1500, null, 'FEE_NOT_AS_PUBLISHED 一(三)2(2)'],
    [1000, 1500, ' ', 'FEE_NOT_AS_PUBLISHED 一(三)2(2)'],
    [1000, 1500, '加急', 'allowed'],
    [1000, 500, null, 'FEE_NOT_AS_PUBLISHED 一(三)2(2)'],
    [null, 800, '按面积计', 'allowed'],
    [null, 800, null, 'FEE_NOT_AS_PUBLISHED 一(三)2(2)'],
  ])(
    '一(三)2(2) · charged-as-published: published %s fen, charged %i, reason %s: %s',
    (publishedFen, totalFen, overrideReason, expected) => {
      expect(said(rules.chargedAsPublished.decide({ publishedFen, totalFen, overrideReason }))).toBe(
        expected,
      );
    },
  );

  test.each([
    [1000, 1000, false],
    [1000, 1500, true],
    [null, 800, false],
  ])(
    '一(三)2(2) · other-than-published-is-told: published %s, charged %i: %s',
    (publishedFen, totalFen, told) => {
      for (const overrideReason of [null, '加急'])
        expect(rules.feeMismatch.decide({ publishedFen, totalFen, overrideReason })).toBe(told);
    },
  );

  test('一(三)2(2) · other-than-published-is-told: IG1 once the file of it is confirmed, of another file nothing', () => {
    const payload = { staffId: 'w', confirmedOn: '2026-10-12' };
    const scored = CRITERIA.find(({ code }) => code === 'IG1');
    const facts = ['IG1', 'IG3'].map((code) => scored?.fact({ ...payload, code } as never, '2026-10-12'));
    expect(scored?.on).toBe('integrity.confirmed');
    expect(facts).toEqual([{ subjectKind: 'STAFF', subjectId: 'w', occurredOn: '2026-10-12' }, null]);
  });
});

test.each([
  ['2026-09-30', true, '2026-09-30', true],
  ['2026-09-30', true, '2026-10-01', false],
  [null, true, '2026-10-01', true],
  [null, false, '2026-09-28', false],
])(
  '一(三)2(3) · gone-when-the-posting-ends: posting ends %s, in service %s, on %s: %s',
  (endsOn, active, today, stands) => {
    expect(rules.standsOnBoard.decide({ endsOn, active }, d(today))).toBe(stands);
  },
);

test('一(三)2(4) · text-in-force: the latest version whose day has come', () => {
  const text = (version: number, effectiveFrom: string) => ({ code: 'discipline', version, effectiveFrom });
  const texts = [text(1, '2022-03-06'), text(3, '2026-10-01'), text(2, '2026-01-01')];
  const on = (day: string) => rules.textsInForce.decide(texts, d(day)).map((t) => t.version);
  expect([on('2022-03-05'), on('2026-09-30'), on('2026-10-01')]).toEqual([[], [2], [3]]);
});

test('一(三)3(1) · channel-shows-the-published-version: item v4 is published, the bulletin still v3', () => {
  const posted = [
    { channel: 'BULLETIN', subject: 'item/a', version: 3 },
    { channel: 'WINDOW_BOARD', subject: 'item/a', version: 3 },
    { channel: 'WINDOW_BOARD', subject: 'item/a', version: 4 },
    { channel: 'BULLETIN', subject: 'item/b', version: 1 },
  ];
  const published = new Map([
    ['item/a', 4],
    ['item/b', 1],
  ]);
  expect(rules.staleChannels.decide(published, posted)).toEqual([
    { channel: 'BULLETIN', subject: 'item/a', version: 3, published: 4 },
  ]);
});

test.each([
  ['张三', '张*'],
  ['张某某', '张*'],
  ['张', '张*'],
])('一(三)3(2) · result-names-nobody: %s is published as %s', (name, masked) => {
  expect(rules.resultIsMasked.decide(name)).toBe(masked);
});

test('一(三)3(3) · on-the-website-within-twenty-days: changed on 2026-09-14, due 2026-10-16 (G8)', () => {
  const { startedOn, budgetDays } = rules.websiteLimit.decide(d('2026-09-14'), settings);
  expect(deadlineAfter({ from: startedOn, workingDays: budgetDays, suspensions: [], calendar }).dueOn).toBe(
    '2026-10-16',
  );
  expect(DisclosureSettings.safeParse({ websiteDays: 21 }).success).toBe(false);
});

test('一(三)3(4) · screen-shows-what-is-published: the latest published version, no draft', () => {
  const row = (itemId: string, version: number, at: Date | null) => ({ itemId, version, publishedAt: at });
  const at = new Date('2026-09-28T01:00:00Z');
  const rows = [row('a', 2, at), row('a', 1, at), row('a', 3, null), row('b', 1, null)];
  expect(rules.shownOnScreen.decide(rows)).toEqual([rows[0]]);
});

describe('一(三)1: true and exact', () => {
  test('一(三)1 · error-is-corrected-in-time: a wrong fee reported on 2026-09-28 is corrected by 2026-10-10', () => {
    const { startedOn, budgetDays } = rules.correctionLimit.decide(d('2026-09-28'), settings);
    expect(deadlineAfter({ from: startedOn, workingDays: budgetDays, suspensions: [], calendar }).dueOn).toBe(
      '2026-10-10',
    );
  });

  test('一(三)1 · correction-says-what: an empty one is refused', () => {
    expect(said(rules.correctionIsSaid.decide(' '))).toBe('CORRECTION_REQUIRED 一(三)1');
    expect(said(rules.correctionIsSaid.decide('收费已改为10元'))).toBe('allowed');
  });

  test.each([
    [29, 'allowed'],
    [30, 'TOO_MANY_REPORTS 一(三)1'],
  ])('一(三)1 · reports-are-bounded: after %i within the hour the next is %s', (inLastHour, expected) => {
    expect(said(rules.reportsAreBounded.decide(inLastHour, settings))).toBe(expected);
  });

  test('一(三)1 · datum-names-its-source: without a source nothing is published', () => {
    expect(said(rules.datumHasSource.decide(''))).toBe('SOURCE_REQUIRED 一(三)1');
    expect(said(rules.datumHasSource.decide('社溪镇人民政府'))).toBe('allowed');
  });
});

describe('一(三)2(1): demands added to an item', () => {
  const material = (name: string) => COMPLETE.materials.map((known) => ({ ...known, name }));
  const more = { ...COMPLETE, materials: [...COMPLETE.materials, ...material('居住证明')] };
  const none = { materials: 0, steps: 0, basisChanged: false };
  const longer = { ...COMPLETE, procedure: ['受理', '初审', '办结'] };

  test.each([
    ['the first version', null, more, none],
    ['a material more', COMPLETE, more, { ...none, materials: 1 }],
    ['a step more', COMPLETE, longer, { ...none, steps: 1 }],
    ['a material less', more, COMPLETE, none],
    [
      'one more, by a new law',
      COMPLETE,
      { ...more, laws: ['《新法》'] },
      { ...none, materials: 1, basisChanged: true },
    ],
  ])('一(三)2(1) · added-demands-need-a-basis: %s', (_case, before, now, expected) => {
    expect(addedDemands.decide(before, now)).toEqual(expected);
  });

  test.each([
    [{ ...none, materials: 1 }, true],
    [{ ...none, steps: 1 }, true],
    [none, false],
    [{ ...none, materials: 1, basisChanged: true }, false],
  ])('一(三)2(1) · added-without-basis-is-scored: %o is CM1c: %s', (added, scored) => {
    expect(addedWithoutBasis.decide(added)).toBe(scored);
    const payload = { added, publishedBy: 'w', day: '2026-09-28' } as never;
    const facts = CRITERIA.filter(({ code }) => code === 'CM1c').map(({ fact }) => fact(payload, ''));
    expect(facts).toEqual([
      scored ? { subjectKind: 'STAFF', subjectId: 'w', occurredOn: '2026-09-28' } : null,
    ]);
  });
});
