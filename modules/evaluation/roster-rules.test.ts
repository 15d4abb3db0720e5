import { describe, expect, test } from 'vitest';
import { civilDate } from '../../core/time/index.ts';
import { rosterOfMonth, windowOfTheMonth, type Posting } from './roster-rules.ts';

/** October 2026: the 8th to the 10th, the 12th to the 16th, the 19th to the 23rd and the 26th to the 30th. */
const DAYS = [8, 9, 10, 12, 13, 14, 15, 16, 19, 20, 21, 22, 23, 26, 27, 28, 29, 30].map((day) =>
  civilDate(`2026-10-${String(day).padStart(2, '0')}`),
);
const from = (since: string, windowId: string | null, staffId = 'a'): Posting => ({
  staffId,
  windowId,
  since: since === 'ever' ? '0001-01-01' : `2026-${since}`,
});
const roster = (postings: Posting[], entered: { kind: 'STAFF' | 'WINDOW'; id: string }[] = []) =>
  rosterOfMonth.decide({ days: DAYS, postings, entered });

describe('三(一)2: who is assessed in a month', () => {
  test.each([
    ['all the month at one window', [from('ever', 'A')], ['A', false]],
    ['joined on the 19th', [from('10-19', 'A')], ['A', true]],
    ['left on the 19th', [from('ever', 'A'), from('10-19', null)], ['A', true]],
    ['joined on the 12th, left on the 14th', [from('10-12', 'A'), from('10-14', null)], ['A', true]],
    ['joined in the holidays, before the first working day', [from('10-05', 'A')], ['A', false]],
    ['from A to B after 8 of 18 days', [from('ever', 'A'), from('10-19', 'B')], ['B', false]],
    ['from A to B after 13 of 18 days', [from('ever', 'A'), from('10-26', 'B')], ['A', false]],
    ['9 days at each', [from('ever', 'A'), from('10-20', 'B')], ['B', false]],
    ['A, B and A again', [from('ever', 'A'), from('10-12', 'B'), from('10-26', 'A')], ['B', false]],
    [
      'A, B and A again, 9 days each',
      [from('ever', 'A'), from('10-10', 'B'), from('10-22', 'A')],
      ['A', false],
    ],
    ['moved in the month after', [from('ever', 'A')], ['A', false]],
  ] as const)(
    '三(一)2 · sheet-stands-where-most-days-were-served: %s',
    (_case, postings, [windowId, partial]) => {
      expect(roster([...postings]).staff).toEqual([{ id: 'a', windowId, partial }]);
    },
  );

  test('三(一)2 · sheet-stands-where-most-days-were-served: of equal windows the later, whoever came first', () => {
    expect(windowOfTheMonth.decide(['A', 'B', 'B', 'A'])).toBe('A');
    expect(windowOfTheMonth.decide(['B', 'A', 'A', 'B', 'A'])).toBe('A');
    expect(windowOfTheMonth.decide([])).toBeNull();
  });

  test.each([
    ['who never sat at a window', [], []],
    ['who came on the last Saturday', [from('10-31', 'A')], []],
    ['who came and left on holidays', [from('10-02', 'A'), from('10-06', null)], []],
    ['who left the month before', [from('ever', 'A'), from('09-20', null)], []],
  ] as const)('三(一)2 · staff-of-windows-are-assessed: %s has no sheet', (_case, postings, staff) => {
    expect(roster([...postings]).staff).toEqual(staff);
  });

  test('三(一)2 · staff-of-windows-are-assessed: who left before has one where the month has an entry, at the last window', () => {
    const left = [from('ever', 'A'), from('08-03', 'B'), from('09-20', null)];
    const entered = [{ kind: 'STAFF' as const, id: 'a' }];
    expect(roster(left, entered).staff).toEqual([{ id: 'a', windowId: 'B', partial: true }]);
    expect(roster([from('09-20', null)], entered).staff).toEqual([]);
  });

  test('三(一)2 · staff-of-windows-are-assessed: a window that somebody served at has a sheet, marked where it was empty', () => {
    const { windows } = roster(
      [from('ever', 'A'), from('10-26', 'B'), from('ever', 'C', 'b'), from('10-12', 'A', 'c')],
      [{ kind: 'WINDOW', id: 'D' }],
    );
    expect(windows).toEqual([
      { id: 'A', partial: false },
      { id: 'B', partial: true },
      { id: 'C', partial: false },
      { id: 'D', partial: true },
    ]);
  });
});
