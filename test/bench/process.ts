import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import type { Question, Statements } from './child.ts';
import type { Request, ServerName } from './workloads.ts';

/** A server of the bench in a process of its own. */
export class BenchServer {
  readonly name: ServerName;
  readonly #child: ChildProcess;
  readonly #port: number;

  private constructor(name: ServerName, child: ChildProcess, port: number) {
    this.name = name;
    this.#child = child;
    this.#port = port;
  }

  /** Starts the server; `count` notes its SQL statements, which costs time, so not while anything is timed. */
  static async start(
    name: ServerName,
    appUrl: string,
    options: { count?: boolean; nodeArgs?: readonly string[] } = {},
  ): Promise<BenchServer> {
    const child = fork(join(import.meta.dirname, `server-${name}.ts`), options.count ? ['--count'] : [], {
      env: { ...process.env, BENCH_APP_URL: appUrl, NODE_ENV: 'production', GRAPHILE_ENV: 'production' },
      execArgv: [...(options.nodeArgs ?? [])],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    const failed = once(child, 'exit').then(() => {
      throw new Error(`the server ${name} ended`);
    });
    failed.catch(() => undefined);
    const [message] = (await Promise.race([once(child, 'message'), failed])) as [{ port: number }];
    return new BenchServer(name, child, message.port);
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Seconds of CPU the process has used. */
  async cpuSeconds(): Promise<number> {
    const { cpu } = await this.#ask<{ cpu: NodeJS.CpuUsage }>('cpu');
    return (cpu.user + cpu.system) / 1e6;
  }

  /** The statements sent since the last asking. */
  async statements(): Promise<Statements> {
    return (await this.#ask<{ statements: Statements }>('statements')).statements;
  }

  /** Sends one request and returns its data; throws when the answer has errors. */
  async send({ path, headers, body }: Request): Promise<unknown> {
    const text = await new Promise<string>((resolve, reject) => {
      const req = httpRequest(
        `${this.url}${path}`,
        { method: 'POST', headers: { ...headers, ...contentOf(body) } },
        (res) => {
          let all = '';
          res.setEncoding('utf8');
          res.on('data', (part: string) => (all += part));
          res.on('end', () => resolve(all));
        },
      );
      req.on('error', reject);
      req.end(body);
    });
    const answer = JSON.parse(text) as { data?: unknown; errors?: unknown };
    if (answer.errors || !answer.data) throw new Error(`${this.name}: ${text.slice(0, 2_000)}`);
    return answer.data;
  }

  /** Ends the process. */
  async stop(): Promise<void> {
    const ended = once(this.#child, 'exit');
    this.#child.send('stop' satisfies Question);
    await ended;
  }

  async #ask<T>(question: Question): Promise<T> {
    const answered = once(this.#child, 'message') as Promise<[T]>;
    this.#child.send(question);
    return (await answered)[0];
  }
}

/** Headers of a JSON body. */
export function contentOf(body: string): Record<string, string> {
  return { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) };
}
