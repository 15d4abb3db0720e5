import { createHash } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { Worker } from 'node:worker_threads';

interface Page {
  readonly gzip: Buffer;
  readonly etag: string;
}

let page: Promise<Page> | null = null;

/** Renders the page once, in a worker: its 9 MB of inlined scripts leave the server's memory again. */
function renderPage(): Promise<Page> {
  page ??= render().catch((error: unknown) => {
    page = null;
    throw error;
  });
  return page;
}

async function render(): Promise<Page> {
  const worker = new Worker(new URL('./render-worker.ts', import.meta.url));
  const [bytes] = (await once(worker, 'message')) as [Uint8Array];
  await worker.terminate();
  const gzip = Buffer.from(bytes);
  return { gzip, etag: `"${createHash('sha256').update(gzip).digest('base64url').slice(0, 27)}"` };
}

/** Whether a browser asks for the page and not for an answer. */
export function wantsPage(req: IncomingMessage): boolean {
  const isRead = req.method === 'GET' || req.method === 'HEAD';
  return isRead && (req.headers.accept ?? '').includes('text/html') && !(req.url ?? '').includes('query=');
}

/** Sends GraphiQL: compressed, cached by its tag, from this server alone. */
export async function sendPage(req: IncomingMessage, res: ServerResponse): Promise<void> {
  try {
    const { gzip, etag } = await renderPage();
    const headers = { etag, 'cache-control': 'no-cache', vary: 'accept, accept-encoding' };
    if (req.headers['if-none-match'] === etag) return void res.writeHead(304, headers).end();
    const compressed = /\bgzip\b/.test(String(req.headers['accept-encoding'] ?? ''));
    const body = compressed ? gzip : gunzipSync(gzip);
    res.writeHead(200, {
      ...headers,
      'content-type': 'text/html; charset=utf-8',
      'content-length': body.length,
      ...(compressed ? { 'content-encoding': 'gzip' } : {}),
    });
    res.end(req.method === 'HEAD' ? undefined : body);
  } catch {
    if (!res.headersSent) res.writeHead(500);
    res.end();
  }
}
