import { request, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApp } from '../../core/app.ts';
import { DocumentFiles } from '../../core/documents/files.ts';
import { createHttpServer } from '../../core/server.ts';
import type { World } from './world.ts';

/** What came back over the wire. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  // oxlint-disable-next-line typescript/no-explicit-any -- tests read into answers freely
  readonly body: any;
  /** Code of the first error, if there is one. */
  readonly code: string | undefined;
}

export interface Call {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Record<string, string>;
  /** Sent as it is, without a Content-Length unless `headers` has one. */
  readonly raw?: string | Buffer;
  readonly query?: string;
  readonly variables?: object;
}

/** The program's HTTP server over a world, on a free port. */
export class Served {
  readonly #http = createHttpServer();
  #port = 0;

  static async over(world: World, origins: readonly string[] = []): Promise<Served> {
    const served = new Served();
    await new Promise<void>((resolve) => served.#http.server.listen(0, '127.0.0.1', resolve));
    served.#port = (served.#http.server.address() as AddressInfo).port;
    const files = new DocumentFiles(world.platform);
    served.#http.serve(
      createApp(world.platform, { origins }),
      files,
      () => world.open.healthy(),
      world.platform,
    );
    return served;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Sends one request; a `query` goes as JSON by POST. */
  send({ method = 'POST', path = '/graphql', headers = {}, raw, query, variables }: Call): Promise<Answer> {
    const json = query === undefined ? undefined : JSON.stringify({ query, variables });
    const body = json ?? raw;
    const own = json && {
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(json)),
    };
    return new Promise((resolve, reject) => {
      const options = { port: this.#port, host: '127.0.0.1', method, path, headers: { ...own, ...headers } };
      const req = request(options, (res) => {
        const parts: Buffer[] = [];
        res.on('data', (part: Buffer) => parts.push(part));
        res.on('error', reject);
        res.on('end', () =>
          resolve(answerOf(res.statusCode ?? 0, res.headers, Buffer.concat(parts).toString())),
        );
      });
      req.on('error', reject);
      req.end(body);
    });
  }

  stop(): Promise<void> {
    return this.#http.stop();
  }
}

function answerOf(status: number, headers: IncomingHttpHeaders, text: string): Answer {
  const isJson = /json/.test(headers['content-type'] ?? '');
  const body = isJson ? (JSON.parse(text) as { errors?: { extensions: { code: string } }[] }) : undefined;
  return { status, headers, text, body, code: body?.errors?.[0]?.extensions.code };
}
