import { createHash } from 'node:crypto';
import jsQR from 'jsqr';
import { describe, expect, test } from 'vitest';
import { PAPER } from '../../test/support/document-scene.ts';
import { HTML_POLICY, renderHtml, renderMessage } from './html.ts';
import { qrPath } from './qr.ts';

describe('a document as a page', () => {
  test('escapes everything that comes from outside', async () => {
    const nasty = `<script>alert("1")</script>&'`;
    const html = await renderHtml({
      ...PAPER,
      office: nasty,
      title: nasty,
      number: nasty,
      paragraphs: [nasty],
      unit: nasty,
      handler: nasty,
      copies: [nasty],
      verification: { code: nasty, link: nasty },
    });
    expect(html).not.toContain('<script');
    expect(html).not.toContain(nasty);
    expect(html.split('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&#39;').length).toBeGreaterThan(
      8,
    );
  });

  test('needs nothing but its own style, and the policy allows just that', async () => {
    const html = await renderHtml(PAPER);
    const style = /<style>([^]*)<\/style>/.exec(html)?.[1] ?? '';
    expect(HTML_POLICY).toContain(`'sha256-${createHash('sha256').update(style).digest('base64')}'`);
    expect(HTML_POLICY).toContain(`default-src 'none'`);
    expect(html).not.toMatch(/\s(style|on\w+|src|href)=/);
    expect(renderMessage('没有', 'nothing')).toContain(`<style>${style}</style>`);
  });

  test('has a language, a title, a heading and a named picture for who hears it', async () => {
    const html = await renderHtml(PAPER);
    for (const part of [
      '<html lang="zh-CN">',
      '<title>受理通知书 社溪镇受理通知书〔2026〕1号</title>',
      '<h1>受理通知书</h1>',
      'role="img" aria-label="核验二维码"',
      '2345 6789 ABCD EFGH',
      '<p class="address">申请人甲：</p>',
    ])
      expect(html).toContain(part);
    expect(html).not.toContain('签收');
  });

  test('prints each copy with its label and its acknowledgement', async () => {
    const html = await renderHtml({ ...PAPER, copies: ['存根', '交申请人'], receipt: true });
    expect(html.match(/<article/g)).toHaveLength(2);
    expect(html.match(/<section class="receipt">/g)).toHaveLength(2);
    for (const label of ['存根', '交申请人'])
      expect(html).toContain(`<article aria-label="${label}"><header><p class="label">（${label}）</p>`);
  });

  test('without a code it asks nobody to verify it', async () => {
    expect(await renderHtml({ ...PAPER, verification: null })).not.toMatch(/核验|<svg/);
  });
});

test('the QR code holds the link', async () => {
  const link = PAPER.verification?.link ?? '';
  const { size, path } = await qrPath(link);
  const scale = 4;
  const side = (size + 8) * scale;
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
  for (const [, x = '', y = '', run = ''] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g))
    for (let dx = 0; dx < Number(run) * scale; dx++)
      for (let dy = 0; dy < scale; dy++) {
        const at = (((Number(y) + 4) * scale + dy) * side + (Number(x) + 4) * scale + dx) * 4;
        pixels.fill(0, at, at + 3);
      }
  // The package is CommonJS: its types speak of a default export that Node gives as the module itself.
  const decode = jsQR as unknown as typeof jsQR.default;
  expect(decode(pixels, side, side)?.data).toBe(link);
});
