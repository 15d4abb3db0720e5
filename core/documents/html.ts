import { createHash } from 'node:crypto';
import { groupedCode, isAddress, PHRASES, type Paper } from './paper.ts';
import { qrPath, type QrPath } from './qr.ts';

const STYLE = `
@page { size: A4; margin: 0 }
* { box-sizing: border-box }
html { background: #eee; color: #111; font: 16px/1.9 "Noto Sans SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif }
body { margin: 0 }
article { background: #fff; max-width: 210mm; min-height: 290mm; margin: 1rem auto; padding: 22mm 24mm; break-after: page; line-break: strict; overflow-wrap: anywhere }
article:last-child { break-after: auto }
header { text-align: center }
h1 { font-size: 1.75rem; letter-spacing: .1em; margin: .4rem 0 }
.label { text-align: right; font-weight: 600; margin: 0 }
.office, .number { margin: 0 }
.body p { margin: .5rem 0; text-indent: 2em; text-align: justify }
.body p.address { text-indent: 0 }
.sign { text-align: right; margin: 2.5rem 0 }
.sign p { margin: 0 }
.verify { display: flex; gap: 1.25rem; align-items: center; border-top: 1px solid #999; padding-top: 1rem; font-size: .875rem }
.verify svg { width: 30mm; height: 30mm; flex: none }
.verify p { margin: 0 }
.code { font-family: ui-monospace, monospace; white-space: nowrap }
.receipt { border: 1px solid #999; padding: .75rem 1rem; margin-top: 1.5rem; font-size: .9375rem }
.receipt h2 { font-size: 1rem; margin: 0 }
.receipt p { margin: .75rem 0 }
.message { max-width: 40rem; margin: 20vh auto; padding: 2rem; background: #fff; text-align: center }
@media print { html { background: #fff } article { margin: 0; max-width: none } }
`;

/** The Content-Security-Policy under which the page works: its own style and nothing else. */
export const HTML_POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** A document as a page of its own: printable, readable aloud, without scripts or anything from elsewhere. */
export async function renderHtml(paper: Paper): Promise<string> {
  const qr = paper.verification && (await qrPath(paper.verification.link));
  return page(
    `${paper.title} ${paper.number}`,
    `<main>${paper.copies.map((label) => copy(paper, label, qr)).join('')}</main>`,
  );
}

/** A page that says one sentence, in both languages. */
export function renderMessage(zh: string, en: string): string {
  return page(zh, `<main class="message"><h1>${escaped(zh)}</h1><p lang="en">${escaped(en)}</p></main>`);
}

function page(title: string, body: string): string {
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>${escaped(title)}</title><style>${STYLE}</style></head><body>${body}</body></html>`;
}

function copy(paper: Paper, label: string, qr: QrPath | null): string {
  const paragraphs = paper.paragraphs.map((text, i) =>
    isAddress(text, i) ? `<p class="address">${escaped(text)}</p>` : `<p>${escaped(text)}</p>`,
  );
  return `<article${label ? ` aria-label="${escaped(label)}"` : ''}><header>${label ? `<p class="label">（${escaped(label)}）</p>` : ''}<p class="office">${escaped(paper.office)}</p><h1>${escaped(paper.title)}</h1><p class="number">${escaped(paper.number)}</p></header><div class="body">${paragraphs.join('')}</div>${signature(paper)}${verification(paper, qr)}${paper.receipt ? receipt() : ''}</article>`;
}

function signature({ unit, handler, day }: Paper): string {
  return `<div class="sign"><p>${PHRASES.unit}：${escaped(unit)}</p>${handler === null ? '' : `<p>${PHRASES.handler}：${escaped(handler)}</p>`}<p>${day}</p></div>`;
}

function verification({ verification: v, number }: Paper, qr: QrPath | null): string {
  if (v === null || qr === null) return '';
  const { size, path } = qr;
  return `<section class="verify" aria-label="${PHRASES.verify}"><svg role="img" aria-label="${PHRASES.qr}" viewBox="-4 -4 ${size + 8} ${size + 8}" shape-rendering="crispEdges"><rect x="-4" y="-4" width="${size + 8}" height="${size + 8}" fill="#fff"/><path d="${path}" fill="#000"/></svg><div><p>${PHRASES.verify}</p><p>${PHRASES.number}：${escaped(number)}</p><p>${PHRASES.code}：<span class="code">${groupedCode(escaped(v.code))}</span></p></div></section>`;
}

function receipt(): string {
  return `<section class="receipt"><h2>${PHRASES.receipt}</h2><p>${PHRASES.receiptSays}</p>${PHRASES.receiptLines.map((line) => `<p>${line}</p>`).join('')}</section>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => ENTITIES[letter] ?? letter);
}
