import { afterAll, describe, expect, test } from 'vitest';
import { PAPER, pdfPages } from '../../test/support/document-scene.ts';
import { drawPdf } from './pdf.ts';
import { PdfPress } from './pdf-press.ts';

const press = new PdfPress(50);
afterAll(() => press.close());

describe('a document as PDF', () => {
  test('holds all of its text, and a font of its own', async () => {
    const bytes = await drawPdf(PAPER);
    const [page, ...others] = await pdfPages(bytes);
    expect(others).toEqual([]);
    for (const part of [PAPER.office, PAPER.title, PAPER.number, ...PAPER.paragraphs, PAPER.unit, PAPER.day])
      expect(page).toContain(part.replaceAll(' ', ''));
    expect(page).toContain('23456789ABCDEFGH');
    expect(page).toContain('第1页，共1页');
    expect(bytes.toString('latin1')).toMatch(/\/FontName \/[A-Z]{6}\+NotoSansSC/);
    expect(bytes.length).toBeLessThan(100_000);
  });

  test('is the same, byte for byte, whenever it is drawn', async () => {
    const [one, other] = [await drawPdf(PAPER), await press.print(PAPER)];
    expect(one.equals(other)).toBe(true);
    expect(one.equals(await drawPdf({ ...PAPER, unit: '另一所' }))).toBe(false);
  });

  test('has a page for each copy, with its label and its acknowledgement', async () => {
    const pages = await pdfPages(await drawPdf({ ...PAPER, copies: ['存根', '交申请人'], receipt: true }));
    expect(pages).toHaveLength(2);
    ['（存根）', '（交申请人）'].forEach((label, i) => {
      expect(pages[i]).toContain(label);
      expect(pages[i]).toContain('签收人（签名）');
      expect(pages[i]).toContain('法定办结时限：2026-10-30');
    });
  });

  test('is set smaller where that keeps a copy and its acknowledgement on one page', async () => {
    const paragraphs = Array.from(
      { length: 9 },
      (_, i) => `第${i + 1}项：${'需补充的材料和手续，'.repeat(5)}`,
    );
    const copies = ['存根', '交申请人'];
    const pages = await pdfPages(await drawPdf({ ...PAPER, paragraphs, copies, receipt: true }));
    expect(pages).toHaveLength(2);
    for (const page of pages) for (const text of ['第9项', '签收人（签名）']) expect(page).toContain(text);
  });

  test('goes on to another page when the text is long, and cuts no block in two', async () => {
    const paragraphs = Array.from(
      { length: 40 },
      (_, i) => `第${i + 1}项：${'需要补正的材料说明，'.repeat(4)}`,
    );
    const pages = await pdfPages(await drawPdf({ ...PAPER, paragraphs, receipt: true }));
    expect(pages.length).toBeGreaterThan(2);
    const holding = (text: string) => pages.findIndex((page) => page.includes(text));
    expect(holding('第40项')).toBeGreaterThan(0);
    expect(holding('承办单位（盖章）')).toBe(holding('2026年9月28日'));
    expect(holding('签收人（签名）')).toBe(holding('未签收的情况说明'));
    pages.forEach((page, i) => expect(page).toContain(`第${i + 1}页，共${pages.length}页`));
  });
});

describe('the press', () => {
  test('prints what is asked at once one after another, and gives its worker back when nobody asks', async () => {
    const units = ['一所', '二所', '三所', '四所'];
    const printed = await Promise.all(units.map((unit) => press.print({ ...PAPER, unit })));
    expect(press.isWarm).toBe(true);
    for (const [i, bytes] of printed.entries()) expect((await pdfPages(bytes))[0]).toContain(units[i]);
    await expect.poll(() => press.isWarm, { timeout: 3_000 }).toBe(false);
    expect((await press.print(PAPER)).length).toBeGreaterThan(1_000);
  });

  test('tells of what cannot be drawn, and prints the next', async () => {
    await expect(press.print({ ...PAPER, issuedAt: Number.NaN })).rejects.toThrow(/./);
    expect((await press.print(PAPER)).length).toBeGreaterThan(1_000);
  });
});
