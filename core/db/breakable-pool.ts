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
}

/** Opens a pool; a connection that leaves a query unanswered for `query_timeout` is not used again. */
export function openPool(config: pg.PoolConfig): BreakablePool {
  const open = new Set<pg.Client>();
  class TrackedClient extends pg.Client {
    constructor(own?: string | pg.ClientConfig) {
      super(own);
      open.add(this);
      this.on('error', () => undefined);
      this.once('end', () => open.delete(this));
      const ask = this.query.bind(this) as (...args: unknown[]) => unknown;
      this.query = ((...args: unknown[]) => {
        const answer = ask(...args);
        if (answer instanceof Promise)
          answer.catch((error: unknown) => {
            if ((error as Error | null)?.message === 'Query read timeout') breakConnection(this);
          });
        return answer;
      }) as typeof this.query;
    }
  }
  const pool = new pg.Pool({ ...config, Client: TrackedClient as never });
  pool.on('error', () => undefined);
  pool.on('connect', (client) => void client.on('error', () => undefined));
  return {
    pool,
    breakOff: () => {
      const broken = [...open];
      for (const client of broken) breakConnection(client);
      return broken.flatMap((c) => (c as unknown as { processID: number | null }).processID ?? []);
    },
  };
}

/** Closes the socket of a connection without a farewell, which might never arrive. */
export function breakConnection(client: pg.Client): void {
  (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
}
