import { expect, test } from 'vitest';
import { scoresOf } from './stories/assessment.ts';
import type { Answer } from './stories/story.ts';
import { toldOnce } from './stories/told.ts';
import { workedSheet } from './stories/worked-sheet.ts';

const story = toldOnce('2026-10-30 12:00', workedSheet);
const sheet = () => story().shownOf('本人查看考评表').scoreSheet;

test('三(一)4A: the worked sheet comes to 89 points from operational facts alone', () => {
  const { total, content } = sheet();
  expect({ ...scoresOf(content), BN: content.bonus, total }).toEqual({
    WD: 25,
    SQ: 20,
    CM: 12,
    OL: 20,
    SAT: 9,
    BN: 3,
    total: 89,
  });
  expect(content.partial).toBe(false);
});

test('三(一)4A: what is on the sheet, each with its source', () => {
  const { edges } = story().shownOf('当月的计分建议').scoreProposals;
  const told = edges.map(({ node }: Answer) =>
    [node.occurredOn.slice(8), node.criterion.code, node.eventType ?? 'by hand'].join(' '),
  );
  expect(told.toSorted()).toEqual([
    '03 WD1a punch.dayClosed',
    '04 WD1a punch.dayClosed',
    '05 WD1a punch.dayClosed',
    '06 DQ1 complaint.concluded',
    '06 SQ2 complaint.concluded',
    '12 CM4 deadline.breached',
    '12 CM4 deadline.breached',
    '13 CM4 deadline.breached',
    '16 CM4 deadline.breached',
    '17 SQ5 by hand',
    '18 WD7 punch.dayClosed',
    '18 WD7 punch.dayClosed',
    '19 SQ5 by hand',
    '20 BN3b by hand',
  ]);
});

test('三(一)4A(6)①: who was complained of with reason is excluded from awards', () => {
  expect(sheet().content.disqualified).toEqual(['DQ1']);
  expect(story().shownOf('季度评先评优')).toMatchObject([{ disqualified: ['DQ1'] }]);
});
