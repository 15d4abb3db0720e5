import { setTimeout as sleep } from 'node:timers/promises';

/** One answer of a server under load. */
export interface Sample {
  /** Milliseconds of the clock when it was asked and when the answer was there. */
  readonly asked: number;
  readonly answered: number;
  /** Code of the first error; `NETWORK` when there was no answer at all; null for a good one. */
  readonly code: string | null;
  readonly retryable: boolean;
  // oxlint-disable-next-line typescript/no-explicit-any -- tests read into answers freely
  readonly data: any;
}

export interface Request {
  readonly url: string;
  readonly query: string;
  readonly variables?: object;
  readonly token?: string;
  readonly key?: string;
}

/** Sends one operation and says what came of it; never rejects. */
export async function sample({ url, query, variables, token, key }: Request): Promise<Sample> {
  const asked = Date.now();
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(key ? { 'idempotency-key': key } : {}),
      },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(30_000),
    });
    const { data, errors } = (await response.json()) as {
      data?: unknown;
      errors?: { extensions: { code: string; retryable?: boolean } }[];
    };
    const error = errors?.[0]?.extensions;
    const code = error?.code ?? null;
    return { asked, answered: Date.now(), code, retryable: error?.retryable ?? false, data };
  } catch {
    return { asked, answered: Date.now(), code: 'NETWORK', retryable: true, data: null };
  }
}

/** Sends an operation to one address after the other until one answers it; what is not retryable is thrown. */
export async function insist(
  request: Omit<Request, 'url'> & { key: string },
  urls: readonly string[],
): Promise<Sample> {
  for (let attempt = 0; attempt < 60; attempt++) {
    const answer = await sample({ ...request, url: urls[attempt % urls.length] ?? '' });
    if (answer.code === null) return answer;
    if (!answer.retryable) throw new Error(`${answer.code} for ${request.key}`);
    await sleep(100);
  }
  throw new Error(`no answer for ${request.key}`);
}

/** Clients that ask one after the other without end. */
export class Load {
  readonly samples: Sample[] = [];
  readonly #over = new AbortController();
  readonly #clients: Promise<void>[];

  constructor(clients: number, ask: (turn: number) => Promise<Sample>) {
    let turn = 0;
    this.#clients = Array.from({ length: clients }, async () => {
      while (!this.#over.signal.aborted) {
        this.samples.push(await ask(turn++));
        await sleep(30);
      }
    });
  }

  /** Answers to what was asked from one moment of the clock to another. */
  between(from: number, to: number): Sample[] {
    return this.samples.filter((s) => s.asked >= from && s.asked < to);
  }

  async stop(): Promise<void> {
    this.#over.abort();
    await Promise.all(this.#clients);
  }
}

/** Asks again and again until `holds`; the milliseconds it took, or an error after `patience` milliseconds. */
export async function untilHolds(
  what: string,
  patience: number,
  holds: () => Promise<boolean>,
): Promise<number> {
  const start = Date.now();
  for (;;) {
    if (await holds().catch(() => false)) return Date.now() - start;
    if (Date.now() - start > patience) throw new Error(`not within ${patience} ms: ${what}`);
    await sleep(100);
  }
}
