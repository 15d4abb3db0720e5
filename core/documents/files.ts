import type { IncomingMessage, ServerResponse } from 'node:http';
import { isUuid } from '../db/scope.ts';
import { FAILURES, type FailureCode } from '../graphql/failure.ts';
import type { Platform } from '../platform.ts';
import type { Document } from '../../prisma/generated/client/client.ts';
import { contentOf } from './content.ts';
import { HTML_POLICY, renderHtml, renderMessage } from './html.ts';
import { DOCUMENT_FORMATS, paperOf, type DocumentFormat } from './paper.ts';
import { PdfPress } from './pdf-press.ts';
import { verifyById } from './verify.ts';

/** A document in one form, as a path names it. */
export interface DocumentFile {
  readonly township: string;
  readonly id: string;
  readonly format: DocumentFormat;
}

/** Grows when papers are drawn otherwise, so that nobody keeps an old drawing. */
const DRAWING = 1;

/** Codes stand in the address: it goes to no other site, into no index and no shared cache. */
const HEADERS = {
  'cache-control': 'private, no-cache',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex, nofollow',
  'cross-origin-resource-policy': 'same-origin',
};

const MEDIA: Readonly<Record<DocumentFormat, string>> = {
  pdf: 'application/pdf',
  html: 'text/html; charset=utf-8',
  json: 'application/json; charset=utf-8',
};

/** Reads `/t/{township}/documents/{id}.{format}`; null when a path is no such thing. */
export function documentFile(path: string): DocumentFile | null {
  const [, township = '', id = '', ending = ''] =
    /^\/t\/([a-z0-9-]+)\/documents\/([0-9a-f-]{36})\.([a-z]+)$/.exec(path) ?? [];
  const format = DOCUMENT_FORMATS.find((known) => known === ending);
  return format && isUuid(id) ? { township, id, format } : null;
}

/** Serves documents to whoever has their code: `GET /t/{township}/documents/{id}.{pdf|html|json}?code=…`. */
export class DocumentFiles {
  readonly #platform: Platform;
  readonly #press = new PdfPress();

  constructor(platform: Platform) {
    this.#platform = platform;
  }

  /** Answers; null, or the code of a failure that is still to be told. */
  async send(req: IncomingMessage, res: ServerResponse, file: DocumentFile): Promise<FailureCode | null> {
    if (req.method !== 'GET' && req.method !== 'HEAD') return 'PATH_UNKNOWN';
    const code = new URLSearchParams((req.url ?? '').split('?')[1]).get('code') ?? '';
    const verified = await verifyById(this.#platform, file, code);
    if (verified.kind === 'LOCKED') return refuse(res, file, 'CODE_LOCKED');
    if (verified.kind === 'UNKNOWN') return refuse(res, file, 'DOCUMENT_UNKNOWN');
    if (verified.kind === 'ALTERED') return refuse(res, file, 'DOCUMENT_ALTERED');
    const { row } = verified;
    const etag = `W/"${row.digest.slice(0, 32)}-${file.format}-${DRAWING}"`;
    const headers = { ...HEADERS, etag };
    if (tagsIn(req).includes(etag)) {
      res.writeHead(304, headers).end();
      return null;
    }
    const body = await this.#draw(row, file);
    res.writeHead(200, {
      ...headers,
      'content-type': MEDIA[file.format],
      'content-length': body.length,
      'content-disposition': `inline; filename="document.${file.format}"; filename*=UTF-8''${encodeURIComponent(row.number)}.${file.format}`,
      'content-security-policy':
        file.format === 'html' ? HTML_POLICY : "default-src 'none'; frame-ancestors 'none'",
    });
    res.end(req.method === 'HEAD' ? undefined : body);
    return null;
  }

  /** Gives back what drawing holds. */
  close(): Promise<void> {
    return this.#press.close();
  }

  async #draw(row: Document, { township, format }: DocumentFile): Promise<Buffer> {
    if (format === 'json') return Buffer.from(JSON.stringify(contentOf(row, township)));
    const paper = paperOf(row, township, this.#platform.publicUrl);
    return format === 'html' ? Buffer.from(await renderHtml(paper)) : this.#press.print(paper);
  }
}

/** A person who followed the QR code is told on a page; others get the code. */
function refuse(res: ServerResponse, { format }: DocumentFile, code: FailureCode): FailureCode | null {
  for (const [name, value] of Object.entries(HEADERS)) res.setHeader(name, value);
  if (format !== 'html') return code;
  const { zh, en, status } = FAILURES[code];
  const body = Buffer.from(renderMessage(zh, en));
  res.writeHead(status, {
    'content-type': MEDIA.html,
    'content-length': body.length,
    'content-security-policy': HTML_POLICY,
  });
  res.end(body);
  return null;
}

function tagsIn(req: IncomingMessage): string[] {
  return (req.headers['if-none-match'] ?? '').split(',').map((tag) => tag.trim());
}
