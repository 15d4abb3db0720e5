import pg from 'pg';
import { withConnection } from '../../core/db/connection.ts';
import type { World } from './world.ts';

/** Names of all tables with a `townshipId`, from the catalogue. */
export async function townshipTables(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'townshipId'
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and not a.attisdropped order by 1`,
  );
  return rows.map(({ name }) => name);
}

/** One digest per table over its rows (of one township, or of all), read behind row-level security. */
export async function rowsOf(world: World, townshipId?: string): Promise<Record<string, string>> {
  return withConnection(world.database.ownerUrl, (client) => digests(client, townshipId));
}

/** The same over a connection of the owner that is already open, in one statement. */
export async function digests(client: pg.ClientBase, townshipId?: string): Promise<Record<string, string>> {
  const parts = (await townshipTables(client)).map((name) => {
    const where = townshipId ? `where "townshipId" = ${pg.escapeLiteral(townshipId)}` : '';
    const table = pg.escapeIdentifier(name);
    return `select '${name}' as name, count(*) || ':' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as digest
      from ${table} t ${where}`;
  });
  const { rows } = await client.query<{ name: string; digest: string }>(parts.join(' union all '));
  return Object.fromEntries(rows.map(({ name, digest }) => [name, digest]));
}
