import { expect, test } from 'vitest';
import { homestead } from './stories/homestead.ts';
import type { Answer } from './stories/story.ts';
import { toldOnce } from './stories/told.ts';

const story = toldOnce('2026-09-27 12:00', homestead);

test('三个站所同时收件 / all branches are due on the same day, and the joint date is not before it', () => {
  const { case: found } = story().shownOf('三个站所同时收件');
  const dues = found.branches.edges.map((edge: Answer) => edge.node.dueOn);
  expect(dues).toEqual(['2026-10-10', '2026-10-10', '2026-10-10']);
  expect(found.jointDate >= '2026-10-10').toBe(true);
});

test('林业站缺席、沉默 / its silence is a draft first and a decision only when signed', () => {
  expect(story().shownOf('视为默认许可').checkSilence).toMatchObject({
    draft: { title: '准予决定书（草稿）' },
    decision: null,
  });
  expect(story().shownOf('印章保管人签发').signDeemedConsent.decision.title).toBe('准予决定书（默认许可）');
  expect(story().shownOf('牵头站所答复').decideCase).toEqual({ state: 'DECIDED', outcome: 'APPROVED' });
});
