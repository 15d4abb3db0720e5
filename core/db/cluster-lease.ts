import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { reasonOf } from './database-error.ts';

/** Application name of the one connection by which a process counts as a user of the embedded cluster. */
export const LEASE_NAME = 'bianmin-lease';

/** Set just before a lease ends, so that a process leaving next does not count a connection that is on its way out. */
const LEAVING_NAME = 'bianmin-leaving';

/** How long connections that were just closed may take to vanish, in milliseconds. */
const GRACE_MS = 1_000;

/**
 * Keeps a process counted among the users of the cluster from open to close. If the server dies meanwhile, the lease
 * is taken again, which starts the server again: `reopen` does that, and gives the lease its connection before anybody
 * else may join or leave.
 */
export class Lease {
  #client: pg.Client | undefined;
  #released = false;
  readonly #progress: (line: string) => void;
  readonly #reopen: (lease: Lease) => Promise<void>;

  constructor(client: pg.Client, progress: (line: string) => void, reopen: (lease: Lease) => Promise<void>) {
    this.#progress = progress;
    this.#reopen = reopen;
    this.hold(client);
  }

  /** Whether the process still uses the cluster. */
  get isWanted(): boolean {
    return !this.#released;
  }

  /** Ends the keeping; returns the connection, still open, or undefined if the server is down. */
  release(): pg.Client | undefined {
    this.#released = true;
    return this.#client;
  }

  /** Counts the process as a user for as long as this connection lasts. */
  hold(client: pg.Client): void {
    this.#client = client;
    client.once('end', () => {
      this.#client = undefined;
      if (!this.#released) void this.#takeAgain();
    });
  }

  async #takeAgain(): Promise<void> {
    this.#progress('内置数据库中断，正在重新启动 / The embedded database broke off; starting it again');
    for (let pause = 200; !this.#released; pause = Math.min(pause * 2, 5_000)) {
      try {
        return await this.#reopen(this);
      } catch (error) {
        this.#progress(reasonOf(error));
        await sleep(pause);
      }
    }
  }
}

/**
 * Whether nobody else uses the server: no other lease and, after a moment of grace, no other client connection.
 * Marks the lease as leaving if it is not the last.
 */
export async function isLastClient(lease: pg.Client): Promise<boolean> {
  const deadline = Date.now() + GRACE_MS;
  for (;;) {
    const { rows } = await lease.query<{ leases: number; clients: number }>(
      `select count(*) filter (where application_name = $1)::int as leases,
              count(*) filter (where application_name <> $2)::int as clients
         from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`,
      [LEASE_NAME, LEAVING_NAME],
    );
    const others = rows[0];
    if (others?.clients === 0) return true;
    if (others === undefined || others.leases > 0 || Date.now() > deadline) {
      await lease.query(`set application_name = '${LEAVING_NAME}'`);
      return false;
    }
    await sleep(50);
  }
}
