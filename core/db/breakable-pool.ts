import pg from 'pg';

/**
 * A connection pool that can be cut off from outside: a connection whose packets are lost without a word is never
 * closed by the system, and every query on it would wait.
 */
export interface BreakablePool {
  readonly pool: pg.Pool;
  /**
   * Closes every socket at once; what waits on them fails, and the next query connects anew. Returns the process ids of
   * the server's ends, which may not hear of it and keep their locks.
   */
  breakOff(): number[];
  close(): Promise<void>;
}

export interface PoolConfig extends pg.PoolConfig {
  /** Longest the database may leave a connection's oldest question without an answer, in milliseconds. */
  readonly answerTimeoutMs: number;
  /** Statements are sent while earlier ones run. */
  readonly pipeline?: boolean;
}

/** Pause between two looks at the connections that wait for an answer, in milliseconds. */
const LOOK_MS = 1_000;

/**
 * Opens a pool; a connection that waits too long for an answer is closed as a whole, because what was sent behind the
 * lost question is lost as well.
 */
export function openPool({ answerTimeoutMs, ...config }: PoolConfig): BreakablePool {
  const open = new Set<WatchedClient>();
  const pool = new pg.Pool({ ...config, Client: WatchedClient as never });
  pool.on('error', () => undefined);
  pool.on('connect', (client) => {
    const watched = client as unknown as WatchedClient;
    watched.on('error', () => undefined);
    open.add(watched);
    watched.once('end', () => open.delete(watched));
  });
  const watch = setInterval(() => {
    const latest = Date.now() - answerTimeoutMs;
    for (const client of open) if (client.waitsSince < latest) breakConnection(client);
  }, LOOK_MS).unref();
  return {
    pool,
    breakOff: () => {
      const broken = [...open];
      for (const client of broken) breakConnection(client);
      return broken.flatMap((c) => (c as unknown as { processID: number | null }).processID ?? []);
    },
    close: async () => {
      clearInterval(watch);
      await pool.end();
    },
  };
}

type Ask = (...args: unknown[]) => unknown;

/** A connection that knows since when it waits. */
class WatchedClient extends pg.Client {
  /** Since when nothing was answered, in milliseconds since 1970; infinite while nothing is asked. */
  waitsSince = Infinity;
  #unanswered = 0;

  override query(...args: never[]): never {
    if (this.#unanswered++ === 0) this.waitsSince = Date.now();
    const callback = args.at(-1) as unknown;
    if (typeof callback === 'function')
      args[args.length - 1] = ((...answer: unknown[]) => {
        this.#answered();
        (callback as Ask)(...answer);
      }) as never;
    const answer = (super.query as unknown as Ask).apply(this, args);
    if (answer instanceof Promise)
      answer.then(
        () => this.#answered(),
        () => this.#answered(),
      );
    return answer as never;
  }

  #answered(): void {
    this.#unanswered -= 1;
    this.waitsSince = this.#unanswered === 0 ? Infinity : Date.now();
  }
}

/** Closes the socket of a connection without a farewell, which might never arrive. */
export function breakConnection(client: pg.Client): void {
  (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
}
