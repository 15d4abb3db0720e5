import { expect, test } from 'vitest';
import { pdfPages } from '../support/document-scene.ts';
import { scoresOf } from './stories/assessment.ts';
import { closing } from './stories/closing.ts';
import { toldOnce } from './stories/told.ts';

const story = toldOnce('2026-09-30 12:00', closing);

test('三(一)1: an appeal that is upheld is a second entry, and the sheet says what was taken back', () => {
  const { total, content } = story().shownOf('申诉人的考评表').scoreSheet;
  expect({ ...scoresOf(content), total }).toEqual({ WD: 30, SQ: 20, CM: 20, OL: 20, SAT: 10, total: 100 });
  expect(content.lines).toMatchObject([{ code: 'WD2', points: -2, counted: 0, takenBack: true }]);
});

test('三(一)4A: the sheet is printed, and the month goes out as a workbook', async () => {
  const [paper, book] = story().result;
  const text = (await pdfPages(paper?.bytes ?? Buffer.alloc(0))).join('');
  for (const part of ['2026-10', '100.00', 'WD2', '已更正撤销']) expect(text).toContain(part);
  expect(book?.title).toMatch(/\.xlsx$/);
});

test('三(一)4A: the colleague’s sheet keeps its point, with the survey decided by the group', () => {
  const { total, content } = story().shownOf('同事的考评表').scoreSheet;
  expect(scoresOf(content)).toMatchObject({ WD: 29, SAT: 9 });
  expect(total).toBe(98);
});

test('三(一)4A: a preview changes only who is concerned: the clerk, and the mean of his window', () => {
  const changed = story().shownOf('试算：');
  expect(changed).toHaveLength(2);
  expect(changed).toContainEqual({
    before: { staff: { id: expect.any(String) }, total: 98 },
    after: { total: 96 },
  });
  expect(changed).toContainEqual({ before: { staff: null, total: 96.5 }, after: { total: 95.5 } });
});
