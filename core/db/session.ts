import type pg from 'pg';
import type { Database, Tx } from './client.ts';
import { lazyClient } from './lazy-client.ts';
import { Pending, type InsertableRows } from './pending.ts';
import { scopeSql, type SessionScope } from './scope-sql.ts';

/** How a transaction begins: a read sees one snapshot and can write nothing. */
const BEGIN = { read: 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY', write: 'BEGIN' } as const;

/** A statement that each connection prepares once. The name stands for the text. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

export interface SessionOptions {
  readonly mode: keyof typeof BEGIN;
  /** Null: no township is set until `enter` says which. */
  readonly scope: SessionScope | null;
  /** Longest it may go on sending statements, in milliseconds. */
  readonly timeoutMs: number;
}

/** What a session does not do any more: it is over, or its time is. */
export class SessionOver extends Error {
  override name = 'SessionOver';
  readonly code = 'P2028';
}

/** Under which a client keeps the session that gave it out. */
const SESSION = Symbol('session');

/** The session behind a client that it gave out. */
export function sessionOf(tx: Tx): Session {
  const session = (tx as { [SESSION]?: Session })[SESSION];
  if (!session) throw new Error('not the client of a session');
  return session;
}

/**
 * One transaction on one connection of the pool, for prepared statements and Prisma alike. The connection is taken with
 * the first statement; `BEGIN`, the scope and that statement leave in one write, and nobody waits for the frame.
 */
export class Session {
  /** Prisma within this transaction; costs nothing until it is used. */
  readonly client: Tx;
  readonly #database: Database;
  readonly #begin: string;
  readonly #deadline: number;
  #connection: Promise<pg.PoolClient> | null = null;
  #prisma: Promise<Tx> | null = null;
  #releasePrisma: () => void = () => undefined;
  readonly #waiting = new Pending();
  /** Why the frame or something that was not waited for failed; then no answer counts. */
  #failure: unknown = null;
  #pending = 0;
  #over = false;

  constructor(database: Database, { mode, scope, timeoutMs }: SessionOptions) {
    this.#database = database;
    this.#begin = scope === null ? BEGIN[mode] : `${BEGIN[mode]}; ${scopeSql(scope)}`;
    this.#deadline = Date.now() + timeoutMs;
    this.client = lazyClient((_args, run) => this.#throughPrisma(run), { [SESSION]: this });
  }

  /** Asks a prepared statement. Throws SessionOver, or the error of the database. */
  async query<Row extends object>(statement: Statement, values: readonly unknown[] = []): Promise<Row[]> {
    const { name, text } = statement;
    const { rows } = await this.send((connection) =>
      connection.query<Row>({ name, text, values: values as unknown[] }),
    );
    return rows;
  }

  /**
   * Sends a statement ahead of whatever is asked next, at the latest with the commit. Nobody waits for its answer; when it
   * fails, everything that is asked afterwards throws its error, and so does the commit.
   */
  defer(statement: Statement, values: readonly unknown[]): void {
    this.#waiting.add(statement, values);
  }

  /** Inserts a row in the same way. */
  insert<T extends keyof InsertableRows>(table: T, row: InsertableRows[T]): void {
    this.#waiting.insert(table, row);
  }

  /** From here on the transaction sees this township or county. */
  async enter(scope: SessionScope): Promise<void> {
    const sql = scopeSql(scope);
    const connection = await this.#begun();
    this.#sendWaiting(connection);
    this.#frame(connection, sql);
  }

  /** Sends through the session's connection; the one gate for all statements, Prisma's too. */
  async send<T>(ask: (connection: pg.PoolClient) => Promise<T>): Promise<T> {
    const connection = await this.#begun();
    this.#sendWaiting(connection);
    this.#pending += 1;
    try {
      const answer = await ask(connection);
      if (this.#failure !== null) throw this.#failure;
      return answer;
    } catch (error) {
      // After a failure the database refuses whatever follows; what failed is what counts.
      throw this.#failure ?? error;
    } finally {
      this.#pending -= 1;
    }
  }

  /** Makes what was written last. Throws when the database did not, whatever it answered before. */
  async commit(): Promise<void> {
    if (!this.#waiting.isEmpty && this.#connection === null) await this.#begun();
    const connection = await this.#close();
    if (!connection) return;
    try {
      this.#sendWaiting(connection);
      const { command } = await connection.query('COMMIT');
      if (this.#failure !== null) throw this.#failure;
      if (command !== 'COMMIT') throw new Error('the transaction was rolled back');
    } finally {
      connection.release();
    }
  }

  /** Leaves nothing of what was written. */
  async rollback(): Promise<void> {
    const connection = await this.#close().catch(() => null);
    if (!connection) return;
    // A connection that cannot even do this is closed, and with it the transaction.
    await connection.query('ROLLBACK').then(
      () => connection.release(),
      (error: Error) => connection.release(error),
    );
  }

  /** Ends a transaction that only read. Nobody waits for it: the connection is free for the next at once. */
  async end(): Promise<void> {
    const connection = await this.#close().catch(() => null);
    if (!connection) return;
    const done = this.#farewell(connection).catch(() => undefined);
    // Behind a statement that still runs the next session would wait.
    if (this.#pending > 0) void done.then(() => connection.release());
    else connection.release();
  }

  /** Leaves with the frame of the connection's next session, if one comes in this turn. */
  #farewell(connection: pg.PoolClient): Promise<unknown> {
    const stream = streamOf(connection);
    stream.cork();
    setImmediate(() => stream.uncork());
    return connection.query('COMMIT');
  }

  /** Takes the session out of service; the connection if it had one. */
  async #close(): Promise<pg.PoolClient | null> {
    if (this.#over) return null;
    this.#over = true;
    this.#releasePrisma();
    return this.#connection;
  }

  async #begun(): Promise<pg.PoolClient> {
    if (this.#over) throw new SessionOver('the session is over');
    if (Date.now() > this.#deadline) throw new SessionOver('the session took too long');
    this.#connection ??= this.#connect();
    return this.#connection;
  }

  async #connect(): Promise<pg.PoolClient> {
    const connection = await this.#database.pool.connect();
    this.#frame(connection, this.#begin);
    return connection;
  }

  /** Sends a frame together with what follows it in this turn. */
  #frame(connection: pg.PoolClient, sql: string): void {
    cork(connection);
    this.#follow(connection.query(sql));
  }

  /** Sends what waits together with what follows it in this turn. */
  #sendWaiting(connection: pg.PoolClient): void {
    if (this.#waiting.isEmpty) return;
    cork(connection);
    for (const { name, text, values } of this.#waiting.take())
      this.#follow(connection.query({ name, text, values: values as unknown[] }));
  }

  #follow(answer: Promise<unknown>): void {
    answer.catch((error: unknown) => {
      this.#failure ??= error;
    });
  }

  async #throughPrisma<T>(run: (tx: Tx) => Promise<T>): Promise<T> {
    this.#prisma ??= new Promise<Tx>((resolve, reject) => {
      const released = new Promise<void>((release) => (this.#releasePrisma = release));
      this.#database
        .adopt(this, async (tx) => {
          resolve(tx);
          await released;
        })
        .catch(reject);
    });
    // Taken here, so that what a missing connection says is not wrapped by Prisma.
    await this.#begun();
    return run(await this.#prisma);
  }
}

/** Keeps what is sent in this turn together, so that it leaves in one write. */
function cork(connection: pg.PoolClient): void {
  const stream = streamOf(connection);
  stream.cork();
  process.nextTick(() => stream.uncork());
}

function streamOf(connection: pg.PoolClient): Corked {
  return (connection as unknown as { connection: { stream: Corked } }).connection.stream;
}

interface Corked {
  cork(): void;
  uncork(): void;
}
