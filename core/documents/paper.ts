import type { SealedContent } from './seal.ts';

/** What stands on the paper of a document, whatever it is drawn as; plain values, so that it can be handed to a worker. */
export interface Paper {
  readonly office: string;
  readonly title: string;
  readonly number: string;
  readonly paragraphs: readonly string[];
  readonly unit: string;
  readonly handler: string | null;
  /** 2026年9月28日 */
  readonly day: string;
  /** One entry a copy; an empty label is not printed. */
  readonly copies: readonly string[];
  readonly receipt: boolean;
  readonly verification: { readonly code: string; readonly link: string } | null;
  /** Unix time of the issue, in milliseconds. */
  readonly issuedAt: number;
}

/** Path of a document's file on this server; whoever has it can open the document. */
export function documentPath(
  township: string,
  document: { readonly id: string; readonly code: string },
  format: DocumentFormat,
): string {
  return `/t/${township}/documents/${document.id}.${format}?code=${document.code}`;
}

export const DOCUMENT_FORMATS = ['pdf', 'html', 'json'] as const;
export type DocumentFormat = (typeof DOCUMENT_FORMATS)[number];

/** Lays out a document's row; `base` is the address of the server as seen from outside. */
export function paperOf(row: SealedContent, township: string, base: string): Paper {
  const data = row.data as Readonly<Record<string, unknown>>;
  const said = (name: string) => (typeof data[name] === 'string' ? data[name] : null);
  const { id, code } = row;
  return {
    office: said('office') ?? '',
    title: row.title,
    number: row.number,
    paragraphs: row.text.split('\n'),
    unit: said('unit') ?? '',
    handler: said('handler'),
    day: chineseDay(row.issuedAt),
    copies: row.copies.length === 0 ? [''] : row.copies,
    receipt: row.receipt,
    verification: code === null ? null : { code, link: base + documentPath(township, { id, code }, 'html') },
    issuedAt: row.issuedAt.getTime(),
  };
}

/** A code in groups of four, as people read it. */
export function groupedCode(code: string): string {
  return code.replace(/.{4}(?=.)/g, '$& ');
}

/** The paragraph that names the addressee stands at the margin; the others are indented. */
export function isAddress(paragraph: string, position: number): boolean {
  return position === 0 && paragraph.endsWith('：');
}

/** Sentences that every paper has, in one place for all its forms. */
export const PHRASES = {
  number: '文号',
  unit: '承办单位（盖章）',
  handler: '经办人',
  verify: '扫码或凭文号和核验码核验本文书真伪',
  code: '核验码',
  qr: '核验二维码',
  receipt: '签收',
  receiptSays: '本人已收到本文书，内容已当面说明。',
  receiptLines: ['签收人（签名）：', '签收日期：　　　　年　　月　　日', '未签收的情况说明：'],
} as const;

const DAY = new Intl.DateTimeFormat('zh-CN', { dateStyle: 'long', timeZone: 'Asia/Shanghai' });

function chineseDay(instant: Date): string {
  return DAY.format(instant);
}
