import type pg from 'pg';
import { DatabaseError } from './database-error.ts';

/**
 * Refuses a role to which row-level security would not apply: a superuser, one with BYPASSRLS, the owner of a table,
 * or a member of any of these. Throws DatabaseError.
 */
export async function assertServingRole(client: pg.ClientBase | pg.Pool): Promise<void> {
  const { rows } = await client.query<{ name: string; above: boolean; owner: boolean }>(`
    select current_user as name,
           exists (select from pg_roles
                    where (rolsuper or rolbypassrls) and pg_has_role(current_user, oid, 'member')) as above,
           exists (select from pg_class
                    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
                      and pg_has_role(current_user, relowner, 'member')) as owner`);
  const role = rows[0];
  if (role && !role.above && !role.owner) return;
  const [zh, en] = role?.above
    ? ['能越过行级安全', 'passes over row-level security']
    : ['是数据表的所有者', 'owns tables'];
  throw new DatabaseError(
    `拒绝以数据库角色 ${role?.name} 提供服务：它${zh}，各乡镇的数据将不再隔离 / ` +
      `Refusing to serve as the database role ${role?.name}: it ${en}, which would void the isolation of the townships`,
  );
}
