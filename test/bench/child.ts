import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';

/** What the bench asks of a server process. */
export type Question = 'cpu' | 'statements' | 'stop';

/** Statements that only frame a transaction or set its scope. */
const FRAME = /^\s*(begin|commit|rollback|set\s|start transaction|select set_config)/i;

/** What was sent to the database since the last asking, the frames of transactions apart. */
export interface Statements {
  readonly plain: string[];
  readonly frames: string[];
}

/** Notes every statement that this process sends through the driver from now on. */
export function countStatements(): () => Statements {
  let sent: string[] = [];
  const query = pg.Client.prototype.query as (...args: unknown[]) => unknown;
  pg.Client.prototype.query = function counted(this: pg.Client, ...args: unknown[]) {
    const [first] = args as [string | { text?: string }];
    sent.push(typeof first === 'string' ? first : (first.text ?? ''));
    return query.apply(this, args);
  } as never;
  return () => {
    const all = sent;
    sent = [];
    return { plain: all.filter((s) => !FRAME.test(s)), frames: all.filter((s) => FRAME.test(s)) };
  };
}

/** Listens on a free port, tells the bench which, and answers its questions until it says stop. */
export async function serveBench(server: Server, close: () => Promise<void>): Promise<void> {
  const counting = process.argv.includes('--count') ? countStatements() : null;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  process.on('message', (question: Question) => {
    if (question === 'cpu') process.send?.({ cpu: process.cpuUsage() });
    if (question === 'statements') process.send?.({ statements: counting?.() });
    if (question === 'stop') void close().finally(() => process.exit(0));
  });
  // The bench is gone: nothing may outlive it.
  process.on('disconnect', () => process.exit(1));
  process.send?.({ port: (server.address() as AddressInfo).port });
}

/** The address of the application role, given by the bench. */
export function appUrl(): string {
  const url = process.env['BENCH_APP_URL'];
  if (!url) throw new Error('started by the bench only');
  return url;
}
