import pg from 'pg';

/** How long a connection attempt may take, in milliseconds. */
export const CONNECT_TIMEOUT_MS = 10_000;

/**
 * Opens one connection. A connection that breaks later makes its next query fail; without the handler set here it
 * would end the process. Rejects with the driver's error.
 */
export async function connect(
  url: string,
  applicationName = 'bianmin',
  timeoutMs = CONNECT_TIMEOUT_MS,
): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    application_name: applicationName,
    connectionTimeoutMillis: timeoutMs,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    client.end().catch(() => undefined);
    throw error;
  }
  return client;
}

/** Opens a connection, runs `work` on it and closes it whatever happens. */
export async function withConnection<T>(
  url: string,
  work: (client: pg.Client) => Promise<T>,
  timeoutMs = CONNECT_TIMEOUT_MS,
): Promise<T> {
  const client = await connect(url, 'bianmin', timeoutMs);
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Runs `work` in a transaction of `client`, rolled back if it throws. */
export async function inTransaction<T>(client: pg.ClientBase, work: () => Promise<T>): Promise<T> {
  await client.query('begin');
  try {
    const result = await work();
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}

/** The same server and database as `url`, with other credentials. */
export function withCredentials(url: string, user: string, password: string): string {
  const target = new URL(url);
  // An address without a host (unix socket) cannot carry a user before the host; the driver reads both places.
  if (target.host === '' || target.searchParams.has('user') || target.searchParams.has('password')) {
    target.searchParams.set('user', user);
    target.searchParams.set('password', password);
  } else {
    target.username = user;
    target.password = password;
  }
  return target.href;
}

/** The same server and credentials as `url`, another database. */
export function withDatabase(url: string, database: string): string {
  const target = new URL(url);
  target.pathname = `/${encodeURIComponent(database)}`;
  return target.href;
}

/** `host:port/database` for messages; no credentials. */
export function describeAddress(url: string): string {
  const { host, pathname, searchParams } = new URL(url);
  return `${host || searchParams.get('host') || 'localhost'}${pathname}`;
}
