import { setImmediate as lookOnce, setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { breakConnection } from './breakable-pool.ts';

/** Its name among the server's connections. */
const NAME = 'bianmin-listen';

/** Pause between two signs of life, in milliseconds. */
const BEAT_MS = 1_000;

/** Longest a sign of life, or a new connection, may take, in milliseconds. */
const PATIENCE_MS = 3_000;

/** Pause before the next attempt to connect, in milliseconds. */
const RETRY_MS = 500;

export interface LifelineOptions {
  readonly url: string;
  readonly channel: string;
  /** Reads anew what a notification names; null after every new connection: all that the channel speaks of. */
  readonly refresh: (payload: string | null) => Promise<void>;
  /**
   * The database does not answer any more, though no connection was closed. Returns the server's process ids of this
   * role's connections that were given up: they are ended there too, or they would keep their locks.
   */
  readonly onSilence: () => readonly number[];
  readonly warn: (error: unknown, message: string) => void;
}

/**
 * One dedicated connection that listens on a channel. It asks for a sign of life every second, because a listening
 * connection whose packets are lost looks like one on which nothing is said; a lost one is replaced until it is stopped.
 */
export class Lifeline {
  readonly #options: LifelineOptions;
  readonly #stop = new AbortController();
  #client: pg.Client | null = null;
  #givenUp: readonly number[] = [];

  constructor(options: LifelineOptions) {
    this.#options = options;
  }

  /** Connects for the first time; rejects when that fails. */
  async start(): Promise<void> {
    const first = await this.#connect();
    void this.#keep(first);
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#client?.end().catch(() => undefined);
  }

  async #keep(first: pg.Client): Promise<void> {
    for (let client: pg.Client | null = first; !this.#stop.signal.aborted;) {
      if (client) await this.#watch(client);
      else await this.#pause(RETRY_MS);
      if (this.#stop.signal.aborted) return;
      client = await this.#connect().catch(() => null);
    }
  }

  /** Resolves when the connection is lost or the line is stopped. */
  async #watch(client: pg.Client): Promise<void> {
    const over = new AbortController();
    client.once('end', () => over.abort());
    // It may have ended before the handler was set.
    while (!this.#stop.signal.aborted && !over.signal.aborted) {
      await this.#pause(BEAT_MS, over.signal);
      if (this.#stop.signal.aborted || over.signal.aborted) break;
      const sign = await isAnswered(client);
      if (sign === 'ended') break;
      if (sign === 'yes') continue;
      this.#options.warn(null, 'the database is silent; all connections are opened anew');
      this.#givenUp = [...this.#givenUp, ...this.#options.onSilence()];
      break;
    }
    if (!this.#stop.signal.aborted) breakConnection(client);
  }

  async #connect(): Promise<pg.Client> {
    const client = new pg.Client({
      connectionString: this.#options.url,
      application_name: NAME,
      connectionTimeoutMillis: PATIENCE_MS,
      query_timeout: 2 * PATIENCE_MS,
    });
    client.on('error', () => undefined);
    client.on('notification', ({ payload }) => {
      this.#options.refresh(payload ?? null).catch((error: unknown) => {
        this.#options.warn(error, 'reload failed');
        // With the new connection comes the next attempt.
        breakConnection(client);
      });
    });
    this.#client = client;
    try {
      await client.connect();
      await client.query(`listen ${client.escapeIdentifier(this.#options.channel)}`);
      await this.#endGivenUp(client);
      // What changed while nobody listened.
      await this.#options.refresh(null);
      return client;
    } catch (error) {
      breakConnection(client);
      throw error;
    }
  }

  async #endGivenUp(client: pg.Client): Promise<void> {
    if (this.#givenUp.length === 0) return;
    await client.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
        where pid = any($1) and usename = current_user and application_name <> $2`,
      [this.#givenUp, NAME],
    );
    this.#givenUp = [];
  }

  async #pause(ms: number, over?: AbortSignal): Promise<void> {
    const signal = over ? AbortSignal.any([this.#stop.signal, over]) : this.#stop.signal;
    await sleep(ms, undefined, { signal }).catch(() => undefined);
  }
}

/** Whether the server answers in time. */
async function isAnswered(client: pg.Client): Promise<'yes' | 'no' | 'ended'> {
  const over = new AbortController();
  const answer = client.query('select 1').then(
    () => 'yes' as const,
    () => 'ended' as const,
  );
  const silence = sleep(PATIENCE_MS, undefined, { signal: over.signal })
    // An answer may lie in the socket of a process that was too busy to read it: look once more.
    .then(() => lookOnce())
    .then(
      () => 'no' as const,
      () => answer,
    );
  try {
    return await Promise.race([answer, silence]);
  } finally {
    over.abort();
  }
}
