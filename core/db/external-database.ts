import type pg from 'pg';
import { describeAddress, withConnection } from './connection.ts';
import { DatabaseError, codeOf, reasonOf } from './database-error.ts';

/** Oldest supported server, as `server_version_num`. */
const OLDEST_VERSION = 150_000;

/** How long the server may take to answer, in milliseconds. */
const PATIENCE_MS = 2_000;

/** Checks that DATABASE_URL is reached within two seconds and is PostgreSQL 15 or later; throws DatabaseError. */
export async function checkExternalDatabase(url: string, oldestVersion = OLDEST_VERSION): Promise<void> {
  const address = describeAddress(url);
  const version = await withConnection(url, readVersion, PATIENCE_MS).catch((error: unknown) => {
    throw new DatabaseError(unreachable(address, error), { cause: error });
  });
  if (version === undefined || version.number < oldestVersion) {
    throw new DatabaseError(
      `DATABASE_URL 的数据库（${address}）是 PostgreSQL ${version?.text}，需要 ${Math.floor(oldestVersion / 10_000)} 以上 / ` +
        `The database of DATABASE_URL (${address}) is PostgreSQL ${version?.text}, but ${Math.floor(oldestVersion / 10_000)} or later is needed`,
    );
  }
}

async function readVersion(client: pg.Client): Promise<{ number: number; text: string } | undefined> {
  const { rows } = await client.query<{ number: number; text: string }>(
    `select current_setting('server_version_num')::int as number, current_setting('server_version') as text`,
  );
  return rows[0];
}

/** One sentence on why a database cannot be opened. */
function unreachable(address: string, error: unknown): string {
  const code = codeOf(error);
  if (code.startsWith('28')) {
    return (
      `数据库 ${address} 拒绝登录，请检查 DATABASE_URL 的用户名和密码 / ` +
      `The database ${address} refuses the login: check user and password in DATABASE_URL`
    );
  }
  if (code === '3D000') {
    return (
      `服务器上没有数据库 ${address}，请先建立它 / ` +
      `There is no database ${address} on the server: create it first`
    );
  }
  const reason = code || reasonOf(error);
  return (
    `数据库 ${address} 连接不上（${reason}），请检查 DATABASE_URL / ` +
    `The database ${address} cannot be reached (${reason}): check DATABASE_URL`
  );
}
