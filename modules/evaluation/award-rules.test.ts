import { describe, expect, test } from 'vitest';
import {
  awardsOfQuarterOrYear,
  grantGoesByScore,
  ranksTheEligible,
  type Candidate,
  type Grant,
} from './award-rules.ts';

const one = (id: string, total: number, disqualified: string[] = []): Candidate => ({
  id,
  total: total * 100,
  disqualified,
});
/** Ranks 1 and 2 eligible, 3 disqualified, 4 eligible. */
const FOUR = [one('a', 98), one('b', 96), one('c', 95, ['DQ1']), one('d', 94), one('e', 90)];

describe('who may be awarded', () => {
  test('三(一)4B(2) · awards-by-score-without-the-disqualified: ranks 1-2 eligible, 3 disqualified, 4 eligible: 1, 2 and 4', () => {
    const { eligible, tied, excluded } = ranksTheEligible.decide(FOUR, 3);
    expect(eligible.map(({ id, rank }) => [id, rank])).toEqual([
      ['a', 1],
      ['b', 2],
      ['d', 4],
    ]);
    expect(tied).toEqual([]);
    expect(excluded).toMatchObject([{ id: 'c', rank: 3, disqualified: ['DQ1'] }]);
  });

  test('fewer eligible than awards: nobody fills the place of the disqualified', () => {
    const few = [one('a', 98), one('b', 99, ['DQ3'])];
    expect(ranksTheEligible.decide(few, 3).eligible.map(({ id }) => id)).toEqual(['a']);
  });

  test('equal scores at the last award are left to the group; elsewhere they share a place', () => {
    const list = ranksTheEligible.decide([one('a', 98), one('b', 98), one('c', 90), one('d', 90)], 3);
    expect(list.eligible.map(({ id, rank }) => [id, rank])).toEqual([
      ['a', 1],
      ['b', 1],
    ]);
    expect(list.tied.map(({ id, rank }) => [id, rank])).toEqual([
      ['c', 3],
      ['d', 3],
    ]);
  });

  test('property: the order of the candidates plays no part, no award is given twice, none beyond their number', () => {
    let seed = 7;
    const next = (n: number) => (seed = (seed * 16807) % 2147483647) % n;
    for (let round = 0; round < 300; round += 1) {
      const many = Array.from({ length: next(9) }, (_, i) =>
        one(`s${i}`, 90 + next(4), next(4) === 0 ? ['DQ1'] : []),
      );
      const awards = next(4);
      const list = ranksTheEligible.decide(many, awards);
      expect(
        ranksTheEligible.decide(
          many.toSorted(() => next(3) - 1),
          awards,
        ),
      ).toEqual(list);
      const free = many.filter((c) => c.disqualified.length === 0);
      expect(list.eligible.length).toBeLessThanOrEqual(awards);
      expect(list.eligible.length + list.tied.length).toBeGreaterThanOrEqual(Math.min(awards, free.length));
      expect([...list.eligible, ...list.tied].filter((c) => c.disqualified.length > 0)).toEqual([]);
      const ids = [...list.eligible, ...list.tied, ...list.excluded].map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });
});

test('三(一)4B(2) · awards-of-a-quarter-or-a-year: a month is scored and not awarded', () => {
  expect(awardsOfQuarterOrYear.decide('QUARTER').allowed).toBe(true);
  expect(awardsOfQuarterOrYear.decide('YEAR').allowed).toBe(true);
  expect(awardsOfQuarterOrYear.decide('MONTH')).toMatchObject({ refusal: { code: 'AWARD_NOT_OF_MONTHS' } });
});

describe('what the group grants', () => {
  const TIED = [one('a', 98), one('b', 90), one('c', 90)];
  const base: Grant = { candidates: FOUR, chosen: [], awards: 3, deciderId: 'leader', reason: null };
  const CASES: [string, Partial<Grant>, string | null][] = [
    ['1, 2 and 4', { chosen: ['a', 'b', 'd'] }, null],
    ['fewer are allowed', { chosen: ['a'] }, null],
    ['never the disqualified', { chosen: ['a', 'b', 'c'] }, 'AWARD_DISQUALIFIED'],
    ['never more than there are awards', { chosen: ['a', 'b', 'd', 'e'] }, 'AWARDS_TOO_MANY'],
    ['nobody is passed over', { chosen: ['a', 'd'] }, 'AWARD_OUT_OF_ORDER'],
    ['nobody for himself', { chosen: ['a'], deciderId: 'a' }, 'CONFLICT_OF_INTEREST_IN_SCORING'],
    [
      'a tie is parted with a reason only',
      { candidates: TIED, chosen: ['a', 'b'], awards: 2 },
      'AWARD_TIE_NEEDS_REASON',
    ],
    [
      'a blank reason is none',
      { candidates: TIED, chosen: ['a', 'c'], awards: 2, reason: ' ' },
      'AWARD_TIE_NEEDS_REASON',
    ],
    ['with its reason', { candidates: TIED, chosen: ['a', 'c'], awards: 2, reason: '办件量较大' }, null],
    ['all that are equal', { candidates: TIED, chosen: ['a', 'b', 'c'] }, null],
  ];
  test.each(CASES)('三(一)4B(2) · the-group-grants-by-score: %s', (_name, given, expected) => {
    const verdict = grantGoesByScore.decide({ ...base, ...given });
    expect(verdict.allowed ? null : verdict.refusal.code).toBe(expected);
  });
});
