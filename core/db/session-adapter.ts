import { AsyncLocalStorage } from 'node:async_hooks';
import { PrismaPg } from '@prisma/adapter-pg';
import type {
  SqlDriverAdapter,
  SqlDriverAdapterFactory,
  SqlQueryable,
  Transaction,
} from '@prisma/driver-adapter-utils';
import pg from 'pg';

/** Whoever owns the connection on which a transaction of Prisma's runs. */
export interface Sender {
  send<T>(ask: (connection: pg.PoolClient) => Promise<T>): Promise<T>;
}

const senders = new AsyncLocalStorage<Sender>();

/** Runs `begin`, which starts one transaction of Prisma's; its statements go through `sender`. */
export function adoptedBy<T>(sender: Sender, begin: () => Promise<T>): Promise<T> {
  return senders.run(sender, begin);
}

/**
 * Prisma's adapter, except that a transaction is not begun and ended by Prisma but belongs to a session of ours.
 * Prisma knows which statement is of which transaction, so two sessions cannot be mixed up.
 */
export class SessionAdapter implements SqlDriverAdapterFactory {
  readonly provider = 'postgres';
  readonly adapterName = 'bianmin';
  readonly #pool: pg.Pool;
  readonly #names = boundedNames(500);
  readonly #askers = new WeakMap<pg.PoolClient, Promise<SqlQueryable>>();

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  async connect(): Promise<SqlDriverAdapter> {
    const plain = await this.#over(this.#pool);
    return {
      provider: this.provider,
      adapterName: this.adapterName,
      queryRaw: (query) => plain.queryRaw(query),
      executeRaw: (query) => plain.executeRaw(query),
      executeScript: (script) => plain.executeScript(script),
      getConnectionInfo: () => ({ supportsRelationJoins: true }),
      startTransaction: () => this.#adopted(),
      dispose: () => plain.dispose(),
    };
  }

  #adopted(): Promise<Transaction> {
    const sender = senders.getStore();
    if (!sender) return Promise.reject(new Error('a transaction needs a session: use inScope or asSystem'));
    const nothing = () => Promise.resolve();
    return Promise.resolve({
      provider: this.provider,
      adapterName: this.adapterName,
      options: { usePhantomQuery: true },
      queryRaw: (query) =>
        sender.send(async (connection) => (await this.#askerOn(connection)).queryRaw(query)),
      executeRaw: (query) =>
        sender.send(async (connection) => (await this.#askerOn(connection)).executeRaw(query)),
      commit: nothing,
      rollback: nothing,
    });
  }

  #askerOn(connection: pg.PoolClient): Promise<SqlQueryable> {
    let asker = this.#askers.get(connection);
    if (!asker) this.#askers.set(connection, (asker = this.#over(new PoolOfOne(connection))));
    return asker;
  }

  #over(pool: pg.Pool): Promise<SqlDriverAdapter> {
    return new PrismaPg(pool, { statementNameGenerator: ({ sql }) => this.#names(sql) }).connect();
  }
}

/** The connection of a session, in the shape that Prisma's adapter asks. */
class PoolOfOne extends pg.Pool {
  constructor(connection: pg.PoolClient) {
    super();
    this.query = connection.query.bind(connection) as pg.Pool['query'];
  }
}

/** Names the first `limit` distinct statements; later ones stay unnamed, so the server's memory is bounded. */
function boundedNames(limit: number): (sql: string) => string {
  const names = new Map<string, string>();
  return (sql) => {
    let name = names.get(sql);
    if (name === undefined) {
      if (names.size >= limit) return '';
      name = `s${names.size}`;
      names.set(sql, name);
    }
    return name;
  };
}
