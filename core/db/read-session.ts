import type { PrismaClient, Tx } from './client.ts';
import { isUuid, setScope, type Scope } from './scope.ts';

/** `open`: a caller of no township (public, at the county's endpoint); each read then names its township. */
export type ReadScope = Scope | { readonly kind: 'open' };

/**
 * The reads of one GraphQL operation: one transaction on one connection, begun with the first read.
 * `client` looks like a Prisma client, so that Pothos can plan on it. In a fixed scope the database is told the
 * township of the caller, whatever a query asks for; in the open scope the township is taken from the query's `where`.
 */
export class ReadSession {
  readonly client: PrismaClient;
  readonly #prisma: PrismaClient;
  readonly #scope: ReadScope;
  #opened: Promise<Tx> | null = null;
  #finish: (() => void) | null = null;
  #closed: Promise<unknown> = Promise.resolve();
  #chain: Promise<unknown> = Promise.resolve();
  #township: string | null = null;
  #used = false;

  constructor(prisma: PrismaClient, scope: ReadScope) {
    this.#prisma = prisma;
    this.#scope = scope;
    this.client = lazyClient((args, run) => this.#read(townshipOf(args), run));
  }

  /** Whether anything was read in this operation so far. */
  get wasUsed(): boolean {
    return this.#used;
  }

  /** Ends the transaction; the next read begins a new one and sees what was committed meanwhile. */
  async end(): Promise<void> {
    this.#finish?.();
    this.#finish = null;
    this.#opened = null;
    this.#township = null;
    await this.#closed;
  }

  #open(): Promise<Tx> {
    this.#opened ??= new Promise<Tx>((resolve, reject) => {
      const finished = new Promise<void>((done) => {
        this.#finish = done;
      });
      this.#closed = this.#prisma
        .$transaction(
          async (tx) => {
            if (this.#scope.kind !== 'open') await setScope(tx, this.#scope);
            resolve(tx);
            await finished;
          },
          { maxWait: 5_000, timeout: 20_000, isolationLevel: 'RepeatableRead' },
        )
        .catch(reject);
    });
    return this.#opened;
  }

  async #read<T>(township: string | null, run: (tx: Tx) => Promise<T>): Promise<T> {
    this.#used = true;
    const tx = await this.#open();
    if (this.#scope.kind !== 'open') return run(tx);
    const turn = this.#chain.then(async () => {
      if (township !== null && township !== this.#township) {
        await setScope(tx, { kind: 'township', townshipId: township });
        this.#township = township;
      }
      return run(tx);
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

type Runner = <T>(args: unknown, run: (tx: Tx) => Promise<T>) => Promise<T>;

/** A stand-in for a Prisma client whose model methods run inside the session's transaction. */
function lazyClient(read: Runner): PrismaClient {
  const models = new Map<string, object>();
  const modelProxy = (model: string) =>
    new Proxy(
      {},
      {
        get: (_target, method: string) => (args?: unknown) =>
          read(args, (tx) => {
            const delegate = (
              tx as unknown as Record<string, Record<string, (a: unknown) => Promise<unknown>>>
            )[model];
            const run = delegate?.[method];
            if (!run) throw new Error(`no such read: ${model}.${method}`);
            return run.call(delegate, args);
          }),
      },
    );
  return new Proxy({} as PrismaClient, {
    // Pothos asks whether there is a delegate before it uses one.
    has: () => true,
    get: (_target, name) => {
      if (typeof name !== 'string' || name === 'then') return undefined;
      if (name === '$connect') return () => Promise.resolve();
      let model = models.get(name);
      if (!model) models.set(name, (model = modelProxy(name)));
      return model;
    },
  });
}
