import pg from 'pg';
import { inTransaction } from './connection.ts';
import { DatabaseError } from './database-error.ts';
import { type Roles, readRoles } from './roles.ts';
import { type Grant, type Policy, type Relation, readRelations } from './secure-catalogue.ts';

/** The column that makes a table township-owned. */
const TOWNSHIP = 'townshipId';

// Plain forms, no sub-select: cheaper, and a sharded cluster carries them to its nodes.
// A setting that was once set is '' after the transaction, not null: hence nullif.
const OWN_TOWNSHIP = `"${TOWNSHIP}" = nullif(current_setting('app.township_id', true), '')::uuid`;
const WHOLE_COUNTY = `current_setting('app.scope', true) = 'county'`;

/** The two policies of a township-owned table as the catalogue of PostgreSQL 15 to 18 prints them. */
const policies: Record<string, { create: string; shown: Policy }> = {
  township: {
    create: `for all using (${OWN_TOWNSHIP}) with check (${OWN_TOWNSHIP})`,
    shown: {
      name: 'township',
      command: '*',
      permissive: true,
      everyone: true,
      using: `("${TOWNSHIP}" = (NULLIF(current_setting('app.township_id'::text, true), ''::text))::uuid)`,
      check: `("${TOWNSHIP}" = (NULLIF(current_setting('app.township_id'::text, true), ''::text))::uuid)`,
    },
  },
  county_read: {
    create: `for select using (${WHOLE_COUNTY})`,
    shown: {
      name: 'county_read',
      command: 'r',
      permissive: true,
      everyone: true,
      using: `(current_setting('app.scope'::text, true) = 'county'::text)`,
      check: null,
    },
  },
};

/**
 * Makes row-level security and the grants of schema public what they must be, derived from the catalogue, so that a
 * new table cannot forget them; changes only what differs and returns the statements it ran.
 *
 * - A table with a column `townshipId` is forced under row-level security: rows of the township in `app.township_id`;
 *   reading, also of all townships while `app.scope` is `county`.
 * - The application role may select, insert and update. A table whose comment says `append-only` allows no update,
 *   `append-only except (a, b)` only of these columns; only one whose comment says `deletable` allows delete.
 *   Views are readable if they are `security_invoker`. `_prisma_migrations` is closed.
 * - Nobody else (PUBLIC, the jobs role) has a right on anything.
 *
 * Throws DatabaseError if a comment names a column the table does not have.
 */
export async function secure(owner: pg.ClientBase): Promise<string[]> {
  const roles = await readRoles(owner);
  const relations = await readRelations(owner, [roles.app.name, roles.jobs.name]);
  const statements = [
    ...(await schemaStatements(owner, roles)),
    ...relations.flatMap((relation) => [
      ...rowSecurityStatements(relation),
      ...grantStatements(relation, roles.app.name),
    ]),
  ];
  if (statements.length > 0) {
    await inTransaction(owner, async () => {
      for (const statement of statements) await owner.query(statement);
    });
  }
  return statements;
}

async function schemaStatements(owner: pg.ClientBase, roles: Roles): Promise<string[]> {
  const { rows } = await owner.query<{ usage: boolean; anyone: boolean; app: boolean; jobs: boolean }>(
    `select has_schema_privilege($1::name, 'public', 'usage') as usage,
            has_schema_privilege('public', 'public', 'create') as anyone,
            has_schema_privilege($1::name, 'public', 'create') as app,
            has_schema_privilege($2::name, 'public', 'create') as jobs`,
    [roles.app.name, roles.jobs.name],
  );
  const state = rows[0];
  const app = pg.escapeIdentifier(roles.app.name);
  return [
    ...(state?.usage ? [] : [`grant usage on schema public to ${app}`]),
    ...(state?.anyone ? ['revoke create on schema public from public'] : []),
    ...(state?.app && !state.anyone ? [`revoke create on schema public from ${app}`] : []),
    ...(state?.jobs && !state.anyone
      ? [`revoke create on schema public from ${pg.escapeIdentifier(roles.jobs.name)}`]
      : []),
  ];
}

function rowSecurityStatements(relation: Relation): string[] {
  if (relation.kind !== 'table' || !relation.columns.includes(TOWNSHIP)) return [];
  const table = quoted(relation);
  const wrong = relation.policies.filter((policy) => policy.permissive && !isExpected(policy));
  const missing = Object.keys(policies).filter((name) => {
    const present = relation.policies.find((policy) => policy.name === name);
    return present === undefined || !isExpected(present);
  });
  const inTheWay = relation.policies.filter(
    (policy) => missing.includes(policy.name) && !wrong.includes(policy),
  );
  return [
    ...(relation.rowSecurity ? [] : [`alter table ${table} enable row level security`]),
    ...(relation.forced ? [] : [`alter table ${table} force row level security`]),
    // A permissive policy of another name would widen what may be seen; restrictive ones only narrow it.
    ...[...wrong, ...inTheWay].map(({ name }) => `drop policy ${pg.escapeIdentifier(name)} on ${table}`),
    ...missing.map((name) => `create policy ${name} on ${table} ${policies[name]?.create}`),
  ];
}

function isExpected(policy: Policy): boolean {
  const shown = policies[policy.name]?.shown;
  return (
    shown !== undefined &&
    (Object.keys(shown) as (keyof Policy)[]).every((property) => shown[property] === policy[property])
  );
}

function grantStatements(relation: Relation, app: string): string[] {
  const expected = expectedGrants(relation, app);
  const surplus = relation.grants.filter((grant) => !expected.some((wanted) => isSame(grant, wanted)));
  // Revoking a right on the table takes it from its columns too, so those are granted anew.
  const shaken = (grant: Grant) =>
    grant.column !== null &&
    surplus.some((gone) => gone.column === null && gone.role === grant.role && gone.right === grant.right);
  const absent = expected.filter(
    (wanted) => shaken(wanted) || !relation.grants.some((grant) => isSame(grant, wanted)),
  );
  return [
    ...surplus.map((grant) => `revoke ${what(grant)} on ${target(relation)} from ${whom(grant)}`),
    ...absent.map((grant) => `grant ${what(grant)} on ${target(relation)} to ${whom(grant)}`),
  ];
}

/** What the application role is to have on a relation; nobody else has anything. */
function expectedGrants(relation: Relation, app: string): Grant[] {
  const on = (right: string, column: string | null = null): Grant => ({ role: app, right, column });
  if (relation.name === '_prisma_migrations') return [];
  if (relation.kind === 'sequence') return [on('USAGE')];
  if (relation.kind === 'view') return relation.securityInvoker ? [on('SELECT')] : [];
  if (relation.kind === 'other') return [];
  const rights = [on('SELECT'), on('INSERT')];
  const appendOnly = /\bappend-only\b(?:\s+except\s*\(([^)]*)\))?/.exec(relation.comment);
  if (appendOnly === null) rights.push(on('UPDATE'));
  for (const column of (appendOnly?.[1] ?? '').split(',').map((name) => name.trim().replaceAll('"', ''))) {
    if (column === '') continue;
    if (!relation.columns.includes(column)) {
      throw new DatabaseError(
        `数据表 ${relation.name} 的注释提到不存在的列 ${column} / ` +
          `The comment of the table ${relation.name} names a column ${column} that does not exist`,
      );
    }
    rights.push(on('UPDATE', column));
  }
  if (/\bdeletable\b/.test(relation.comment)) rights.push(on('DELETE'));
  return rights;
}

function isSame(one: Grant, other: Grant): boolean {
  return one.role === other.role && one.right === other.right && one.column === other.column;
}

function what({ right, column }: Grant): string {
  return column === null ? right : `${right} (${pg.escapeIdentifier(column)})`;
}

function whom({ role }: Grant): string {
  return role === null ? 'public' : pg.escapeIdentifier(role);
}

function target(relation: Relation): string {
  return relation.kind === 'sequence' ? `sequence ${quoted(relation)}` : quoted(relation);
}

function quoted(relation: Relation): string {
  return `public.${pg.escapeIdentifier(relation.name)}`;
}
