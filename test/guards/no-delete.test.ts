import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildSchema } from '../../core/graphql/schema-for.ts';
import { createWorld, type World } from '../support/world.ts';

/** 一(七)4: records are not deleted. What may go holds nothing of a case: keys of retries, wrong codes, a list made anew, rights to an anonymous answer. */
const MAY_BE_CLEARED = ['IdempotencyKey', 'OverdueCase', 'SurveyToken', 'TrackAttempt'];

let world: World;
beforeAll(async () => {
  world = await createWorld({ towns: ['shexi'] });
});
afterAll(() => world.close());

/** Tables of the public schema on which the serving role has a right. */
async function tablesWith(right: 'DELETE' | 'TRUNCATE' | 'SELECT'): Promise<string[]> {
  const rows = await world.platform.prisma.$queryRaw<{ name: string }[]>`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p') and has_table_privilege(current_user, c.oid, ${right})
    order by 1`;
  return rows.map((row) => row.name);
}

test('一(七)4 · void-instead-of-delete: no verb of the schema deletes', () => {
  const { registry } = world.platform;
  const schema = buildSchema(
    registry,
    registry.modules.map((m) => m.id),
  );
  const verbs = Object.keys(schema.getMutationType()?.getFields() ?? {});
  expect(verbs).toContain('voidCase');
  expect(verbs.filter((verb) => /delete|remove|erase|purge|drop|destroy/i.test(verb))).toEqual([]);
});

test('一(七)4 · void-instead-of-delete: the serving role can delete from no table that holds records', async () => {
  expect((await tablesWith('SELECT')).length).toBeGreaterThan(60);
  expect(await tablesWith('DELETE')).toEqual(MAY_BE_CLEARED);
  expect(await tablesWith('TRUNCATE')).toEqual([]);
});

test('一(七)4 · void-instead-of-delete: an attempt is refused by the database, in every table of records', async () => {
  const tables = (await tablesWith('SELECT')).filter((name) => !MAY_BE_CLEARED.includes(name));
  expect(tables).toEqual(expect.arrayContaining(['Case', 'CaseFile', 'StoredFile', 'FileGrant', 'Branch']));
  for (const table of tables)
    for (const attempt of [`delete from "${table}"`, `truncate "${table}" cascade`])
      await expect(world.platform.prisma.$executeRawUnsafe(attempt), attempt).rejects.toThrow(
        /permission denied/,
      );
});
