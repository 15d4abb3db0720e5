import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ExecutionResult } from 'graphql';
import { processRegularResult } from 'graphql-yoga';
import type { App, Transport } from '../app.ts';
import { receiveUpload, UploadFailed } from '../files/receive.ts';
import { codedResult } from './errors.ts';
import type { FailureCode } from './failure.ts';

const JSON_TYPE = 'application/json';

/** Accepted answers for which JSON with the status of the classical media type is what Yoga would choose. */
const PLAIN_ACCEPT: readonly (string | undefined)[] = [undefined, '*/*', JSON_TYPE];

/**
 * Whether a request is the plain case: JSON posted by a program, JSON wanted. Yoga's own HTTP layer builds a web request,
 * a web response and their streams for each; here the same operation runs without them. All else goes through Yoga.
 */
export function isPlain(req: IncomingMessage): boolean {
  const { accept, origin, 'content-type': type } = req.headers;
  const isJson = (type ?? '').split(';')[0]?.trim().toLowerCase() === JSON_TYPE;
  return req.method === 'POST' && isJson && origin === undefined && PLAIN_ACCEPT.includes(accept);
}

/** Answers a plain request. What its body is worth beyond JSON is judged by Yoga, as are parsing, validation and execution. */
export async function answerPlain(
  app: App,
  req: IncomingMessage,
  res: ServerResponse,
  transport: Transport,
): Promise<void> {
  const body = await bodyOf(req);
  const params = paramsIn(body);
  if (!params || !(await answerParams(app, req, res, transport, params)))
    await send(res, await askYoga(app, req, body, transport));
}

/** Answers an operation that was read already; false when nothing has run: a township that is unknown. */
async function answerParams(
  app: App,
  req: IncomingMessage,
  res: ServerResponse,
  transport: Transport,
  params: object,
): Promise<boolean> {
  const headers = { get: (name: string) => headerOf(req, name) };
  const request = { method: 'POST', url: req.url, headers } as unknown as Request;
  const context = { ...transport, request } as never;
  const result = (await resultOf(() =>
    app.getResultForParams({ params, request }, context),
  )) as ExecutionResult | null;
  if (!result) return false;
  if (result.errors) {
    const coded = codedResult(result, headers.get('accept-language'));
    await send(res, processRegularResult(coded, app.fetchAPI, JSON_TYPE));
    return true;
  }
  // As a text, so that head and body leave in one write.
  const text = JSON.stringify(result);
  res.writeHead(200, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
  });
  res.end(text);
  return true;
}

/**
 * Answers an upload: its files are streamed to the store first, then its operation runs as any other. Returns the code of a
 * failure that is still to be told.
 */
export async function answerUpload(
  app: App,
  incoming: string,
  req: IncomingMessage,
  res: ServerResponse,
  transport: Transport,
): Promise<FailureCode | null> {
  const upload = await receiveUpload(req, incoming).catch((error: unknown) => {
    if (error instanceof UploadFailed) return error.code;
    throw error;
  });
  if (typeof upload === 'string') return upload;
  try {
    return (await answerParams(app, req, res, transport, upload.params)) ? null : 'TOWNSHIP_UNKNOWN';
  } finally {
    await upload.discard();
  }
}

async function resultOf(ask: () => unknown): Promise<unknown> {
  try {
    return await ask();
  } catch {
    return null;
  }
}

function headerOf(req: IncomingMessage, name: string): string | null {
  const value = req.headers[name];
  return Array.isArray(value) ? value.join(', ') : (value ?? null);
}

async function bodyOf(req: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of req) parts.push(part as Buffer);
  return parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts);
}

/** The parameters of one operation; null for what is no JSON object. */
function paramsIn(body: Buffer): object | null {
  try {
    const params: unknown = JSON.parse(body.toString('utf8'));
    return typeof params === 'object' && params !== null && !Array.isArray(params) ? params : null;
  } catch {
    return null;
  }
}

function askYoga(app: App, req: IncomingMessage, body: Buffer, transport: Transport): Promise<Response> {
  const init = { method: 'POST', headers: req.headers as Record<string, string>, body: new Uint8Array(body) };
  return Promise.resolve(app.fetch(`http://localhost${req.url ?? '/'}`, init, transport));
}

async function send(res: ServerResponse, response: Response): Promise<void> {
  const text = Buffer.from(await response.arrayBuffer());
  res.writeHead(response.status, {
    ...Object.fromEntries(response.headers),
    'content-length': text.byteLength,
  });
  res.end(text);
}
