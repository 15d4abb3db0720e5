import { expect, test } from 'vitest';
import { rude } from './stories/rude.ts';
import { toldOnce } from './stories/told.ts';

const story = toldOnce('2026-08-31 12:00', rude);

test('态度生硬 / one verified complaint touches SQ1, SQ2 and DQ1, and costs five points once', () => {
  const { currentSheet: sheet } = story().shownOf('一件事只扣一次');
  expect(sheet.blocks).toContainEqual({ block: 'SQ', full: 20, sum: -5, score: 15 });
});

test('评先评优 / the clerk is excluded from the quarter’s awards, and never filled in', () => {
  const { excluded } = story().shownOf('取消资格的不以其充数');
  expect(excluded).toMatchObject([{ total: 97.33, disqualified: ['DQ1'] }]);
  expect(story().shownOf('把他列入').grantAwards).toMatchObject({
    code: 'AWARD_DISQUALIFIED',
    clause: { id: '三(一)4B(2)' },
  });
});
