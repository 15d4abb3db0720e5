import type { PrismaClient, Tx } from './client.ts';

/** Runs one call of a Prisma client; `args` are those of a model's method. */
export type Runner = <T>(args: unknown, run: (tx: Tx) => Promise<T>) => Promise<T>;

type Methods = Record<string, (...args: unknown[]) => Promise<unknown>>;

/**
 * A stand-in for a Prisma client that looks for a transaction only when it is asked something. Under symbols it answers
 * with what its maker put `beside` it.
 */
export function lazyClient(runner: Runner, beside: Readonly<Record<symbol, unknown>> = {}): PrismaClient {
  const parts = new Map<string, unknown>();
  const partOf = (name: string): unknown => {
    if (name === '$connect') return () => Promise.resolve();
    if (name.startsWith('$'))
      return (...args: unknown[]) =>
        runner(undefined, (tx) => call(tx as unknown as Methods, name, name, args));
    return new Proxy(
      {},
      {
        get: (_target, method: string) => (args?: unknown) =>
          runner(args, (tx) => {
            const delegate = (tx as unknown as Record<string, Methods | undefined>)[name];
            return call(delegate ?? {}, method, `${name}.${method}`, [args]);
          }),
      },
    );
  };
  return new Proxy({} as PrismaClient, {
    // Pothos asks whether there is a delegate before it uses one.
    has: () => true,
    get: (_target, name) => {
      if (typeof name === 'symbol') return beside[name];
      if (name === 'then') return undefined;
      let part = parts.get(name);
      if (!part) parts.set(name, (part = partOf(name)));
      return part;
    },
  });
}

function call(on: Methods, method: string, name: string, args: unknown[]): Promise<unknown> {
  const run = on[method];
  if (!run) throw new Error(`no such method of a client: ${name}`);
  return run.apply(on, args);
}
