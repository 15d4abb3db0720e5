import type pg from 'pg';

/** A row-level security policy as the catalogue shows it. */
export interface Policy {
  name: string;
  /** `*` all, `r` select, `a` insert, `w` update, `d` delete. */
  command: string;
  permissive: boolean;
  /** Applies to every role. */
  everyone: boolean;
  using: string | null;
  check: string | null;
}

/** One right of one role (null: PUBLIC) on a relation, or on one column of it. */
export interface Grant {
  role: string | null;
  /** Upper case, e.g. `SELECT`. */
  right: string;
  column: string | null;
}

/** A relation of schema public with what protects it. */
export interface Relation {
  name: string;
  kind: 'table' | 'view' | 'sequence' | 'other';
  /** Text of COMMENT ON, empty if none. */
  comment: string;
  columns: string[];
  rowSecurity: boolean;
  forced: boolean;
  /** A view that reads with the rights of its caller. */
  securityInvoker: boolean;
  policies: Policy[];
  /** Rights of PUBLIC and of the roles asked for. */
  grants: Grant[];
}

/** All relations of schema public except those of extensions, with the rights of `roles` and PUBLIC, by name. */
export async function readRelations(owner: pg.ClientBase, roles: string[]): Promise<Relation[]> {
  const { rows } = await owner.query<Relation>(
    `with relation as (
       select * from pg_class c
        where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'f', 'S')
          and not exists (select from pg_depend d
                           where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
     ), granted as (
       select relation.oid, null::name as "column", (aclexplode(relacl)).* from relation
       union all
       select a.attrelid, a.attname, (aclexplode(a.attacl)).*
         from pg_attribute a join relation on relation.oid = a.attrelid where not a.attisdropped
     )
     select c.relname as name,
            case when relkind in ('r', 'p') then 'table' when relkind = 'v' then 'view'
                 when relkind = 'S' then 'sequence' else 'other' end as kind,
            coalesce(obj_description(c.oid, 'pg_class'), '') as comment,
            array(select attname::text from pg_attribute
                   where attrelid = c.oid and attnum > 0 and not attisdropped order by attnum) as columns,
            relrowsecurity as "rowSecurity", relforcerowsecurity as forced,
            coalesce((select option_value::boolean from pg_options_to_table(reloptions)
                       where option_name = 'security_invoker'), false) as "securityInvoker",
            coalesce((select jsonb_agg(jsonb_build_object(
                        'name', polname, 'command', polcmd, 'permissive', polpermissive,
                        'everyone', polroles = '{0}', 'using', pg_get_expr(polqual, polrelid),
                        'check', pg_get_expr(polwithcheck, polrelid)))
                        from pg_policy where polrelid = c.oid), '[]') as policies,
            coalesce((select jsonb_agg(jsonb_build_object(
                        'role', rolname, 'right', privilege_type, 'column', g."column"))
                        from granted g left join pg_roles on pg_roles.oid = g.grantee
                       where g.oid = c.oid and (g.grantee = 0 or rolname = any($1::name[]))), '[]') as grants
       from relation c order by c.relname`,
    [roles],
  );
  return rows;
}
