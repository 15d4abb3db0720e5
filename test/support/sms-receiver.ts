import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isSignedBy, sign } from '../../core/notifications/signature.ts';
import { SIGNATURE, TIMESTAMP } from '../../core/notifications/sms-webhook.ts';

/** A text message as the receiver got it. */
export interface ReceivedSms {
  readonly id: string;
  readonly to: string;
  readonly text: string;
}

/** How the receiver treats a message; a number is an error page of that status. */
export type Treatment =
  'RECEIPT' | 'REFUSE' | 'UNSIGNED' | 'NONSENSE' | 'HANG' | 'REDIRECT' | 'FLOOD' | number;

/** A county's SMS gateway on this machine: checks signatures, drops doubles, and fails when it is told to. */
export class SmsReceiver {
  readonly secret: string;
  /** Every post with a right signature, doubles included. */
  readonly posts: ReceivedSms[] = [];
  /** Posts that were not signed with the secret. */
  unsigned = 0;
  /** How the next posts are treated, the first first; afterwards each gets its receipt. */
  readonly next: Treatment[] = [];
  readonly #receipts = new Map<string, string>();
  readonly #hanging: ServerResponse[] = [];
  #server: Server | null = null;
  #port = 0;

  constructor(secret = 'a secret of this test only') {
    this.secret = secret;
  }

  /** Listens, on the port of before if there was one. */
  async start(): Promise<void> {
    const server = createServer((req, res) => void this.#answer(req, res));
    await new Promise<void>((resolve) => server.listen(this.#port, '127.0.0.1', resolve));
    this.#port = (server.address() as AddressInfo).port;
    this.#server = server;
  }

  /** Stops; connections are refused until it is started again. */
  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    for (const res of this.#hanging.splice(0)) res.destroy();
    server?.closeAllConnections();
    await new Promise((resolve) => (server ? server.close(resolve) : resolve(null)));
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}/sms`;
  }

  /** Texts that a person would have got: each message once. */
  get delivered(): ReceivedSms[] {
    return [...this.#receipts.keys()].flatMap((id) => this.posts.find((post) => post.id === id) ?? []);
  }

  async #answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of req) parts.push(part as Buffer);
    const body = Buffer.concat(parts).toString('utf8');
    const header = (name: string) => String(req.headers[name] ?? '');
    const given = { timestamp: header(TIMESTAMP), body, signature: header(SIGNATURE) };
    if (!isSignedBy(this.secret, given, new Date())) {
      this.unsigned += 1;
      return void res.writeHead(401).end('unsigned');
    }
    const post = JSON.parse(body) as ReceivedSms;
    if (header('idempotency-key') !== post.id) return void res.writeHead(400).end();
    this.posts.push(post);
    this.#treat(this.next.shift() ?? 'RECEIPT', post, res);
  }

  #treat(treatment: Treatment, { id }: ReceivedSms, res: ServerResponse): void {
    if (typeof treatment === 'number') return void res.writeHead(treatment).end('<h1>error</h1>');
    if (treatment === 'HANG') return void this.#hanging.push(res);
    if (treatment === 'REDIRECT') return void res.writeHead(302, { location: `${this.url}/elsewhere` }).end();
    if (treatment === 'FLOOD') return void res.writeHead(200).end('x'.repeat(1_000_000));
    if (treatment === 'UNSIGNED') return void res.writeHead(200).end('{"receipt":"R-0"}');
    if (treatment === 'REFUSE') return this.#sign(res, 422, id, '{"failure":"NUMBER_UNKNOWN"}');
    if (treatment === 'NONSENSE') return this.#sign(res, 200, id, 'thanks');
    const receipt = this.#receipts.get(id) ?? `R-${this.#receipts.size + 1}`;
    this.#receipts.set(id, receipt);
    this.#sign(res, 200, id, JSON.stringify({ receipt }));
  }

  #sign(res: ServerResponse, status: number, id: string, body: string): void {
    const timestamp = String(Math.floor(Date.now() / 1000));
    const signature = sign(this.secret, timestamp, `${id}.${body}`);
    res.writeHead(status, { [TIMESTAMP]: timestamp, [SIGNATURE]: signature }).end(body);
  }
}
