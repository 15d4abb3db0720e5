import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { App, Transport } from './app.ts';
import { readToken } from './auth/token.ts';
import { documentFile, type DocumentFile, type DocumentFiles } from './documents/files.ts';
import { MAX_UPLOAD_BODY } from './files/limits.ts';
import { linkedPath, sendLinked } from './files/sending.ts';
import { answerPlain, answerUpload, isPlain } from './graphql/direct.ts';
import { sendPage, wantsPage } from './graphiql/page.ts';
import type { Platform } from './platform.ts';
import { Failure, FAILURES, RETRYABLE, type FailureCode } from './graphql/failure.ts';

/** Largest body of a request, in bytes. */
const MAX_BODY = 1024 * 1024;

/** Of a refused request's body so much is read and dropped, so that a client that is still sending gets the answer. */
const MAX_DROPPED = 32 * 1024 * 1024;

/** Longest a client may take to send a request, in milliseconds. */
const REQUEST_TIMEOUT_MS = 20_000;

/** An HTTP server that answers 503 until `serve` gives it an application. */
export interface HttpServer {
  readonly server: Server;
  /** From now on requests go to the application, its documents and its files; `healthy` says whether the database answers. */
  serve(app: App, documents: DocumentFiles, healthy: () => Promise<boolean>, platform: Platform): void;
  /** Refuses new requests, lets those in flight finish, then closes. */
  stop(): Promise<void>;
}

/** Creates the server; it does not listen yet. */
export function createHttpServer(): HttpServer {
  let app: App | null = null;
  let documents: DocumentFiles | null = null;
  let platform: Platform | null = null;
  let healthy: () => Promise<boolean> = () => Promise.resolve(false);
  let stopping = false;
  const server = createServer((req, res) => {
    const path = (req.url ?? '/').split('?')[0] ?? '/';
    if (path === '/health') return void answerHealth(res, app !== null && !stopping ? healthy : null);
    if (stopping) res.setHeader('connection', 'close');
    if (app === null || platform === null || stopping) return fail(req, res, 'SERVICE_UNAVAILABLE');
    const file = documentFile(path);
    if (file && documents) return void sendDocument(documents, req, res, file);
    const linked = linkedPath(path);
    if (linked) return void tellFailure(req, res, sendLinked(platform, req, res, linked));
    const route = routeOf(path);
    if (!route) return path === '/' ? redirect(res, '/graphql') : fail(req, res, 'PATH_UNKNOWN');
    if (wantsPage(req)) return void sendPage(req, res);
    const transport = { pathTownship: route.township };
    if (isUpload(req)) return void tellFailure(req, res, takeUpload(app, platform, req, res, transport));
    const refusal = refusedBody(req);
    if (refusal) return fail(req, res, refusal);
    const answered = isPlain(req) ? answerPlain(app, req, res, transport) : app(req, res, transport);
    void Promise.resolve(answered).catch(() => {
      if (!res.headersSent) fail(req, res, 'INTERNAL_SERVER_ERROR');
    });
  });
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  return {
    server,
    serve: (readyApp, files, check, open) => {
      app = readyApp;
      platform = open;
      documents = files;
      healthy = check;
    },
    stop: async () => {
      stopping = true;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      const forced = setTimeout(() => server.closeAllConnections(), 10_000);
      await closed;
      clearTimeout(forced);
      await documents?.close();
    },
  };
}

async function sendDocument(
  documents: DocumentFiles,
  req: IncomingMessage,
  res: ServerResponse,
  file: DocumentFile,
): Promise<void> {
  const refused = await documents.send(req, res, file).catch((): FailureCode => 'INTERNAL_SERVER_ERROR');
  if (refused && !res.headersSent) fail(req, res, refused);
}

/** `/graphql` is the county's endpoint, `/t/{township}/graphql` a township's. */
function routeOf(path: string): { township: string | null } | null {
  if (path === '/graphql') return { township: null };
  const code = /^\/t\/([a-z0-9-]+)\/graphql$/.exec(path)?.[1];
  return code === undefined ? null : { township: code };
}

/** Tells a failure that is still to be told; what broke off while it was sent is cut off. */
async function tellFailure(
  req: IncomingMessage,
  res: ServerResponse,
  answered: Promise<FailureCode | null>,
): Promise<void> {
  const refused = await answered.catch((error: unknown): FailureCode => codeOf(error));
  if (refused === null) return;
  if (res.headersSent) res.destroy();
  else fail(req, res, refused);
}

function codeOf(error: unknown): FailureCode {
  return error instanceof Failure ? (error.extensions['code'] as FailureCode) : 'INTERNAL_SERVER_ERROR';
}

function isUpload(req: IncomingMessage): boolean {
  return req.method === 'POST' && mediaTypeOf(req) === 'multipart/form-data';
}

/**
 * An upload: only with a header that a page of another site cannot send unasked, with its length, and by somebody signed
 * in, since its files are written before the operation is looked at.
 */
async function takeUpload(
  app: App,
  platform: Platform,
  req: IncomingMessage,
  res: ServerResponse,
  transport: Transport,
): Promise<FailureCode | null> {
  if (req.headers['graphql-require-preflight'] === undefined) return 'PREFLIGHT_REQUIRED';
  const length = req.headers['content-length'];
  if (length === undefined) return 'LENGTH_REQUIRED';
  if (Number(length) > MAX_UPLOAD_BODY) return 'FILE_TOO_LARGE';
  const token = /^Bearer\s+(\S+)$/i.exec(req.headers.authorization ?? '')?.[1];
  if (!token || !(await readToken(platform, token))) return 'UNAUTHENTICATED';
  return answerUpload(app, platform.files.incoming, req, res, transport);
}

/** Bodies come with their length, as JSON: simple form posts of other sites cannot act for a signed-in browser. */
function refusedBody(req: IncomingMessage): FailureCode | null {
  if (req.method !== 'POST') return null;
  const length = req.headers['content-length'];
  if (length === undefined) return 'LENGTH_REQUIRED';
  if (Number(length) > MAX_BODY) return 'BODY_TOO_LARGE';
  const type = mediaTypeOf(req);
  return type === 'application/json' || type === 'application/graphql' ? null : 'UNSUPPORTED_MEDIA_TYPE';
}

function mediaTypeOf(req: IncomingMessage): string | undefined {
  return (req.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
}

function fail(req: IncomingMessage, res: ServerResponse, code: FailureCode): void {
  const { zh, en, status } = FAILURES[code];
  const isShort = req.method === 'GET' || Number(req.headers['content-length']) <= MAX_DROPPED;
  if (!isShort) res.setHeader('connection', 'close');
  res.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  res.end(
    JSON.stringify({ errors: [{ message: zh, extensions: { code, english: en, ...RETRYABLE[code] } }] }),
  );
}

async function answerHealth(res: ServerResponse, check: (() => Promise<boolean>) | null): Promise<void> {
  const ok = check !== null && (await check().catch(() => false));
  res.writeHead(ok ? 200 : 503, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  res.end(JSON.stringify({ status: ok ? 'ok' : 'unavailable' }));
}

function redirect(res: ServerResponse, to: string): void {
  res.writeHead(302, { location: to });
  res.end();
}
