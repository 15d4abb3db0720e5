import { databaseOf, type Database, type PrismaClient, type Tx } from './client.ts';
import { lazyClient } from './lazy-client.ts';
import { isUuid, type Scope } from './scope-sql.ts';
import { Session, SessionOver, type Statement } from './session.ts';

/** `open`: a caller of no township (public, at the county's endpoint); each read then names its township. */
export type ReadScope = Scope | { readonly kind: 'open' };

/** Longest the reads of one operation may go on, in milliseconds. */
const TIMEOUT_MS = 20_000;

/**
 * The reads of one GraphQL operation: one transaction on one connection, begun with the first read.
 * `client` looks like a Prisma client, so that Pothos can plan on it. In a fixed scope the database is told the
 * township of the caller, whatever a query asks for; in the open scope the township is taken from what is asked.
 */
export class ReadSession {
  readonly client: PrismaClient;
  readonly #database: Database;
  readonly #scope: ReadScope;
  #session: Session | null = null;
  #chain: Promise<unknown> = Promise.resolve();
  #township: string | null = null;
  #used = false;
  #closed = false;

  constructor(prisma: PrismaClient, scope: ReadScope) {
    this.#database = databaseOf(prisma);
    this.#scope = scope;
    this.client = lazyClient((args, run) => this.#read(townshipOf(args), ({ client }) => run(client as Tx)));
  }

  /** Whether anything was read in this operation so far. */
  get wasUsed(): boolean {
    return this.#used;
  }

  /** Asks a prepared statement about a township; null = about the county or what belongs to no township. */
  query<Row extends object>(
    statement: Statement,
    values: readonly unknown[],
    townshipId: string | null,
  ): Promise<Row[]> {
    return this.#read(townshipId, (session) => session.query<Row>(statement, values));
  }

  /** Ends the transaction; the next read begins a new one and sees what was committed meanwhile. */
  async end(): Promise<void> {
    const session = this.#session;
    this.#session = null;
    this.#township = null;
    await session?.end();
  }

  /**
   * Ends the operation's reads for good. What is still under way, as beside a field that failed, reads nothing any more: a
   * transaction that it began now would have nobody to end it.
   */
  async close(): Promise<void> {
    this.#closed = true;
    await this.end();
  }

  #read<T>(township: string | null, run: (session: Session) => Promise<T>): Promise<T> {
    if (this.#closed) return Promise.reject(new SessionOver('the operation is over'));
    this.#used = true;
    this.#session ??= new Session(this.#database, {
      mode: 'read',
      scope: this.#scope.kind === 'open' ? null : this.#scope,
      timeoutMs: TIMEOUT_MS,
    });
    return this.#scope.kind === 'open' ? this.#inTurn(township, run) : run(this.#session);
  }

  /** One read after another: a statement must find the township set that it asks about. */
  #inTurn<T>(township: string | null, run: (session: Session) => Promise<T>): Promise<T> {
    const session = this.#session as Session;
    const turn = this.#chain.then(async () => {
      if (township !== null && township !== this.#township) {
        await session.enter({ kind: 'township', townshipId: township });
        this.#township = township;
      }
      return run(session);
    });
    this.#chain = turn.catch(() => undefined);
    return turn;
  }
}

/** The township a Prisma query names in its `where`, flat or in a compound key. */
function townshipOf(args: unknown): string | null {
  const where = (args as { where?: Record<string, unknown> } | undefined)?.where;
  if (!where) return null;
  for (const value of [where, ...Object.values(where)]) {
    const id = (value as { townshipId?: unknown } | null)?.townshipId;
    if (typeof id === 'string' && isUuid(id)) return id;
  }
  return null;
}
