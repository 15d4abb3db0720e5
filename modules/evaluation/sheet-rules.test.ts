import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { oneFactOnce, pointsOfTheDay, type WeighedEntry } from './counting-rules.ts';
import { EvaluationSettings } from './settings.ts';
import {
  meanOfPeriods,
  monthSheet,
  satisfactionPoints,
  summedThenClamped,
  virtueView,
  windowSum,
  type Satisfaction,
  type Sheet,
} from './sheet-rules.ts';
import { CATALOGUE } from './scoring-catalogue.ts';

const DEFAULTS = EvaluationSettings.parse({});
const LI = { kind: 'STAFF', id: 'li' } as const;
const WINDOW = { kind: 'WINDOW', id: 'w1' } as const;
const FULL: Satisfaction = { satisfied: 10, answers: 10, decided: null };
let next = 0;

/** An entry of Li's in 2026-10, worth what the regulation says. */
function entry(
  code: string,
  more: Partial<WeighedEntry> & { settings?: EvaluationSettings } = {},
): WeighedEntry {
  const { settings = DEFAULTS, ...given } = more;
  const id = `e${String((next += 1)).padStart(4, '0')}`;
  const units = given.units ?? 100;
  return {
    id,
    code,
    subject: LI,
    factId: `fact/${id}`,
    units,
    occurredOn: '2026-10-09',
    month: '2026-10',
    derived: false,
    correctsId: null,
    points: pointsOfTheDay.decide(code, units, settings),
    ...given,
  };
}

function sheetOf(
  entries: readonly WeighedEntry[],
  { satisfaction = FULL, settings = DEFAULTS, month = '2026-10' } = {},
): Sheet {
  return monthSheet.decide(
    { subject: LI, month, entries, staff: [], satisfaction, partial: false },
    settings,
  );
}

const blocksOf = (sheet: Sheet) =>
  Object.fromEntries(sheet.blocks.map(({ block, score }) => [block, score === null ? null : score / 100]));

/** Li's month: three times late, a day of leave without cover, a verified complaint, two praises, two cases overdue. */
const workedMonth = () => [
  ...[1, 2, 3].map(() => entry('WD1a')),
  entry('WD7'),
  entry('SQ2', { factId: 'complaint/1' }),
  entry('SQ5'),
  entry('SQ5'),
  entry('CM4', { units: 100 }),
  entry('CM4', { units: 300 }),
  entry('BN3b'),
  entry('DQ1', { factId: 'complaint/1' }),
];

describe('the sheet of a month', () => {
  test('三(一)4A · sheet-of-a-month: the worked sheet: WD 25, SQ 20, CM 12, OL 20, SAT 9, BN 3: 89, and DQ1', () => {
    const sheet = sheetOf(workedMonth(), { satisfaction: { satisfied: 46, answers: 50, decided: null } });
    expect(blocksOf(sheet)).toEqual({ WD: 25, SQ: 20, CM: 12, OL: 20, SAT: 9 });
    expect(sheet).toMatchObject({ bonus: 300, total: 8900, disqualified: ['DQ1'] });
    expect(sheet.blocks.find(({ block }) => block === 'SQ')).toMatchObject({ sum: 500 });
  });

  test('三(一)4A · sheet-of-a-month: an empty ledger and everybody satisfied: 100', () => {
    expect(sheetOf([])).toMatchObject({ total: 10_000, bonus: 0, disqualified: [], lines: [] });
  });

  test('三(一)4A · sheet-of-a-month: without a survey the total waits, and is not taken for nought', () => {
    const sheet = sheetOf([], { satisfaction: { satisfied: 0, answers: 0, decided: null } });
    expect(sheet).toMatchObject({ total: null });
    expect(blocksOf(sheet)).toMatchObject({ SAT: null, WD: 30 });
    expect(sheetOf([], { satisfaction: { satisfied: 0, answers: 0, decided: 0 } }).total).toBe(9_000);
  });

  test('三(一)4A · sheet-of-a-month: bonus points stand beside the hundred, capped only where the township says so', () => {
    const praises = [entry('BN1'), entry('BN2'), entry('BN3c')];
    expect(sheetOf(praises)).toMatchObject({ bonus: 900, total: 10_900 });
    const capped = EvaluationSettings.parse({ bonusCap: 5 });
    expect(sheetOf(praises, { settings: capped })).toMatchObject({ bonus: 500, total: 10_500 });
    const late = { ...entry('BN1'), correctsId: null };
    const back = entry('BN1', { correctsId: late.id, factId: late.factId, points: -200 });
    expect(sheetOf([late, back])).toMatchObject({ bonus: 0 });
  });
});

describe('a sub-item is summed and clamped once', () => {
  test('三(一)4A(4)末句 · summed-then-clamped-once: −5 and +5+5 are 20; 13 overdue days leave 0, not −6', () => {
    expect(summedThenClamped.decide(2000, -500 + 500 + 500)).toBe(2000);
    expect(summedThenClamped.decide(2000, -2600)).toBe(0);
    const sheet = sheetOf([entry('CM4', { units: 1300 })]);
    expect(sheet.blocks.find(({ block }) => block === 'CM')).toMatchObject({ sum: -2600, score: 0 });
    // Praises first would end at 15 if every step were clamped.
    expect(blocksOf(sheetOf([entry('SQ5'), entry('SQ5'), entry('SQ2')])).SQ).toBe(20);
  });
});

describe('the survey', () => {
  const points = (
    satisfied: number,
    answers: number,
    more: Partial<Satisfaction> = {},
    settings = DEFAULTS,
  ) => satisfactionPoints.decide({ satisfied, answers, decided: null, ...more }, settings);

  test('三(一)4A(4) · satisfaction-by-bands: 46/50 is 9, 899/1000 is 7 and never the rounded 90 %', () => {
    expect([points(46, 50), points(899, 1000), points(900, 1000)]).toEqual([900, 700, 900]);
    expect([points(10, 10), points(999, 1000), points(8, 10), points(799, 1000), points(0, 3)]).toEqual([
      1000, 900, 700, 500, 500,
    ]);
  });

  test('三(一)4A(4) · satisfaction-by-bands: too few answers wait for the group, whose points then count', () => {
    expect(points(0, 0)).toBeNull();
    expect(points(0, 0, { decided: 900 })).toBe(900);
    const five = EvaluationSettings.parse({ minimumAnswers: 5 });
    expect([points(4, 4, {}, five), points(5, 5, {}, five)]).toEqual([null, 1000]);
  });
});

describe('a window', () => {
  test('三(一)4A · window-sum-with-mean-of-staff: full marks, its own points and the mean of its staff’s', () => {
    expect(windowSum.decide(-600, [-400, -100])).toBe(-850);
    expect(windowSum.decide(-600, [])).toBe(-600);
    // Half a hundredth is rounded up.
    expect([windowSum.decide(0, [-100, -101, 0]), windowSum.decide(0, [-1, 0])]).toEqual([-67, 0]);
  });

  test('三(一)4A · window-sum-with-mean-of-staff: what was derived from the window counts once', () => {
    const own = entry('CM3b', { subject: WINDOW, units: 300, factId: 'branch/1' });
    const derived = entry('CM3b', { units: 300, factId: 'branch/1', derived: true });
    const other = entry('CM4', { subject: { kind: 'STAFF', id: 'wang' }, units: 100 });
    const sheet = monthSheet.decide(
      {
        subject: WINDOW,
        month: '2026-10',
        entries: [own],
        staff: [[derived], [other]],
        satisfaction: FULL,
        partial: false,
      },
      DEFAULTS,
    );
    // −6 of its own, and (0 − 2) / 2 of its staff.
    expect(sheet.blocks.find(({ block }) => block === 'CM')).toMatchObject({ sum: -700, score: 1300 });
    expect(sheetOf([derived]).blocks.find(({ block }) => block === 'CM')).toMatchObject({ score: 1400 });
  });
});

describe('means', () => {
  test('三(一)4B(1) · quarter-and-year-are-means: 92, 88 and 90 are 90.0; a third is rounded half up', () => {
    expect(meanOfPeriods.decide([9200, 8800, 9000])).toBe(9000);
    expect(meanOfPeriods.decide([9200, 8800, 8801])).toBe(8934);
    expect(meanOfPeriods.decide([9000, 9001])).toBe(9001);
    expect(meanOfPeriods.decide([])).toBeNull();
  });
});

describe('the five virtues', () => {
  test('三(一)4B(2) · virtues-are-a-view: of the worked sheet 德 20, 能 and 绩 32, 勤 25, 廉 clean', () => {
    const sheet = sheetOf(workedMonth());
    const of = (virtue: Parameters<typeof virtueView.decide>[1]) => virtueView.decide(sheet, virtue);
    expect([of('MORALITY').score, of('ABILITY').score, of('RESULTS').score, of('DILIGENCE').score]).toEqual([
      2000, 3200, 3200, 2500,
    ]);
    expect(of('INTEGRITY')).toEqual({ full: 0, score: null, clean: true });
    expect(virtueView.decide(sheetOf([entry('DQ3')]), 'INTEGRITY').clean).toBe(false);
  });
});

describe('what a fact costs', () => {
  test('三(一)1 · points-of-the-day-of-the-fact: half a day of leave without cover is −1', () => {
    expect(pointsOfTheDay.decide('WD7', 50, DEFAULTS)).toBe(-100);
    expect(pointsOfTheDay.decide('WD7', 200, DEFAULTS)).toBe(-400);
    const dear = EvaluationSettings.parse({ points: { WD7: -2.25 } });
    expect(pointsOfTheDay.decide('WD7', 50, dear)).toBe(-112);
    expect(Object.is(pointsOfTheDay.decide('DQ1', 100, DEFAULTS), 0)).toBe(true);
  });

  const counted = (entries: WeighedEntry[], month: string, settings = DEFAULTS) =>
    Object.fromEntries(
      oneFactOnce.decide(entries, month, settings).map((line) => [line.entry.code, line.counted]),
    );

  test('三(一)4A(5)③ · one-fact-counts-once: the county’s praise in March +2, the province’s of the matter in May +3', () => {
    const matter = [
      entry('BN3a', { factId: 'praise/1', month: '2026-03' }),
      entry('BN3c', { factId: 'praise/1', month: '2026-05' }),
    ];
    expect(counted(matter, '2026-03')).toEqual({ BN3a: 200 });
    expect(counted(matter, '2026-04')).toEqual({});
    expect(counted(matter, '2026-05')).toEqual({ BN3c: 300 });
    // A lower one that comes later changes nothing.
    expect(counted([...matter, entry('BN3b', { factId: 'praise/1', month: '2026-06' })], '2026-06')).toEqual({
      BN3b: 0,
    });
  });

  test('三(一)4A(5)③ · one-fact-counts-once: rude and complained of is one fact: −5; late and unclear are two: −4', () => {
    const rude = [entry('CM1a', { factId: 'c/1' }), entry('SQ2', { factId: 'c/1' })];
    expect(counted(rude, '2026-10')).toEqual({ CM1a: 0, SQ2: -500 });
    expect(counted(rude, '2026-10', EvaluationSettings.parse({ sameFact: 'SUM' }))).toEqual({
      CM1a: -200,
      SQ2: -500,
    });
    const reply = [entry('SQ3b', { factId: 'q/1' }), entry('SQ3c', { factId: 'q/1' })];
    expect(counted(reply, '2026-10')).toEqual({ SQ3b: -200, SQ3c: -200 });
  });

  test('三(一)4A(5)③ · one-fact-counts-once: a correction gives back in its own month what the entry had taken', () => {
    const late = entry('SQ2', { factId: 'c/2', month: '2026-09' });
    const lesser = entry('CM1a', { factId: 'c/2', month: '2026-09' });
    const back = entry('SQ2', { factId: 'c/2', correctsId: late.id, points: 500 });
    expect(counted([late, back], '2026-09')).toEqual({ SQ2: -500 });
    expect(counted([late, back], '2026-10')).toEqual({ SQ2: 500 });
    // The lesser rule of the same fact counts then: 3 of the 5 come back.
    expect(counted([late, lesser, back], '2026-10')).toEqual({ SQ2: 0, CM1a: 300 });
    expect(sheetOf([late, lesser, back]).blocks.find(({ block }) => block === 'CM')).toMatchObject({
      sum: 300,
    });
  });
});

describe('properties', () => {
  const codes = CATALOGUE.map(({ code }) => code);
  const months = ['2026-08', '2026-09', '2026-10'];
  const ledger = fc
    .array(
      fc.record({
        code: fc.constantFrom(...codes),
        fact: fc.integer({ min: 0, max: 6 }),
        units: fc.integer({ min: 1, max: 40 }).map((n) => n * 50),
        month: fc.constantFrom(...months),
        back: fc.option(fc.constantFrom(...months), { nil: null, freq: 4 }),
      }),
      { maxLength: 25 },
    )
    .map((facts) =>
      facts.flatMap(({ code, fact, units, month, back }) => {
        const own = entry(code, { factId: `f/${fact}`, units, month });
        if (back === null || back < month) return [own];
        return [own, entry(code, { factId: own.factId, units, month: back, correctsId: own.id })];
      }),
    );

  test('三(一)4A · sheet-of-a-month: the order of entries plays no part', () => {
    fc.assert(
      fc.property(
        ledger.chain((entries) =>
          fc.tuple(
            fc.constant(entries),
            fc.shuffledSubarray(entries, { minLength: entries.length, maxLength: entries.length }),
          ),
        ),
        ([entries, shuffled]) => {
          expect(sheetOf(shuffled)).toEqual(sheetOf(entries));
        },
      ),
    );
  });

  test('三(一)4A(4)末句 · summed-then-clamped-once: no block leaves [0, full], no bonus falls below 0', () => {
    fc.assert(
      fc.property(ledger, (entries) => {
        const sheet = sheetOf(entries);
        for (const { score, full } of sheet.blocks) {
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(full);
        }
        expect(sheet.bonus).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test('三(一)4A(5)③ · one-fact-counts-once: over the months a fact comes to its highest that stands, in either direction', () => {
    fc.assert(
      fc.property(ledger, (entries) => {
        const total = months
          .flatMap((month) => oneFactOnce.decide(entries, month, DEFAULTS))
          .reduce((sum, { counted }) => sum + counted, 0);
        const corrected = new Set(entries.map(({ correctsId }) => correctsId));
        const standing = entries.filter((e) => e.correctsId === null && !corrected.has(e.id));
        const alone = (e: WeighedEntry) =>
          DEFAULTS.countedSeparately.includes(e.code) || e.code.startsWith('DQ');
        const groups = Map.groupBy(standing, (e) => `${e.factId}/${e.points > 0}/${alone(e) ? e.code : ''}`);
        const highest = [...groups.values()].map((group) =>
          group.reduce((best, { points }) => (Math.abs(points) > Math.abs(best) ? points : best), 0),
        );
        expect(total).toBe(highest.reduce((sum, points) => sum + points, 0));
      }),
    );
  });

  test('三(一)4A(5)③ · one-fact-counts-once: facts that the month does not touch change nothing of it', () => {
    fc.assert(
      fc.property(ledger, (entries) => {
        const touched = new Set(entries.filter((e) => e.month === '2026-10').map(({ factId }) => factId));
        expect(sheetOf(entries.filter(({ factId }) => touched.has(factId)))).toEqual(sheetOf(entries));
      }),
    );
  });
});
