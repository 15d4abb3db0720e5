import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inScope } from '../db/scope.ts';
import { connect } from '../db/connection.ts';
import { issueSlip, ITEMS, WITH_SLIPS } from '../../test/support/document-scene.ts';
import { createWorld, type World } from '../../test/support/world.ts';
import { isGenuine } from './seal.ts';

let world: World;
let owner: pg.Client;
beforeAll(async () => {
  world = await createWorld({ modules: WITH_SLIPS });
  owner = await connect(world.database.ownerUrl);
});
afterAll(async () => {
  await owner.end();
  await world.close();
});

function inTown<T>(code: string, work: Parameters<typeof inScope<T>>[2]): Promise<T> {
  return inScope(world.platform.prisma, { kind: 'township', townshipId: world.town(code).id }, work);
}

const numbersOf = (code: string, year: number) =>
  inTown(code, async (tx) =>
    (await tx.document.findMany({ where: { number: { contains: `〔${year}〕` } } }))
      .map(({ number }) => Number(/〕(\d+)号$/.exec(number)?.[1]))
      .toSorted((a, b) => a - b),
  );

describe('numbers', () => {
  test('many at once, some of them broken off: without gaps and doubles, in each township by itself', async () => {
    const tries = Array.from({ length: 30 }, (_, i) => i);
    const outcomes = await Promise.allSettled(
      tries.map((i) =>
        issueSlip(world, i % 5 === 0 ? 'dongshan' : 'shexi', () => {
          if (i % 3 === 1) throw new Error('broken off');
        }),
      ),
    );
    const kept = (code: string) =>
      tries.filter((i) => (i % 5 === 0 ? 'dongshan' : 'shexi') === code && i % 3 !== 1).length;
    expect(outcomes.filter((o) => o.status === 'rejected')).toHaveLength(10);
    for (const code of ['shexi', 'dongshan']) {
      const numbers = await numbersOf(code, 2026);
      expect(numbers).toEqual(Array.from({ length: kept(code) }, (_, i) => i + 1));
      expect(numbers.length).toBeGreaterThan(3);
    }
  });

  test('begin anew each year, with the township’s name and the title', async () => {
    world.at('2027-01-01');
    expect((await issueSlip(world)).number).toBe('shexi镇示例回执单〔2027〕1号');
    world.at('2026-09-28');
    const before = await numbersOf('shexi', 2026);
    expect((await issueSlip(world)).number).toBe(`shexi镇示例回执单〔2026〕${before.length + 1}号`);
  });
});

describe('an issued document', () => {
  test('says what its template, its matter and its data give, and is sealed', async () => {
    const { id } = await issueSlip(world);
    const row = await inTown('shexi', (tx) => tx.document.findFirstOrThrow({ where: { id } }));
    expect(row.text.split('\n')).toEqual([
      '申请人甲：',
      '您申请的“残疾人证办理”还需补正：',
      '身份证复印件，未提供；',
      '照片<2张>，底色不符；',
      '请于2026-10-10前补齐。',
      '查询：办件编号，查询码2345678923。',
      '依据：《示例制度》九(一)1：“一式两份，由当事人签收。”',
    ]);
    expect(row).toMatchObject({
      kind: 'FIXTURE_SLIP',
      title: '示例回执单',
      caseId: null,
      clause: '九(一)1',
      copies: ['存根', '交申请人'],
      receipt: true,
      templateId: null,
      data: {
        items: ITEMS,
        dueOn: '2026-10-10',
        office: '上犹县shexi镇综合便民服务中心',
        issuedOn: '2026-09-28',
      },
    });
    expect(row.code).toMatch(/^[2-9A-HJKMNP-Z]{16}$/);
    expect(isGenuine(world.platform.documentSecret, row)).toBe(true);
  });

  test('is changed by nobody who serves: the database grants neither update nor delete', async () => {
    const { id } = await issueSlip(world);
    for (const sql of [
      `update "Document" set "text" = 'x' where "id" = '${id}'`,
      `update "Document" set "digest" = 'x' where "id" = '${id}'`,
      `delete from "Document" where "id" = '${id}'`,
      `update "DocumentTemplate" set "text" = 'x'`,
      `delete from "DocumentTemplate"`,
    ])
      await expect(
        inTown('shexi', (tx) => tx.$executeRawUnsafe(sql)),
        sql,
      ).rejects.toThrow(/permission denied/);
  });

  test('is no longer genuine when who owns the database changes anything of it', async () => {
    const { id } = await issueSlip(world);
    const read = () => inTown('shexi', (tx) => tx.document.findFirstOrThrow({ where: { id } }));
    const genuine = async () => isGenuine(world.platform.documentSecret, await read());
    const { rows } = await owner.query<{ column: string; type: string; value: unknown }>(
      `select attname as column, format_type(atttypid, atttypmod) as type, to_jsonb(d) -> attname as value
         from pg_attribute, "Document" d where attrelid = '"Document"'::regclass and attnum > 0 and not attisdropped and d."id" = $1`,
      [id],
    );
    // Another id or township is another document, and the case is a foreign key: the others can be changed in place.
    const changed = rows.filter(({ column }) => !['id', 'townshipId', 'caseId'].includes(column));
    expect(changed.length).toBeGreaterThanOrEqual(14);
    for (const { column, type, value } of changed) {
      const name = pg.escapeIdentifier(column);
      const other = OTHER[type.replace(/\(\d\)/, '')]?.(name);
      expect(await genuine()).toBe(true);
      await owner.query(`update "Document" set ${name} = ${other} where "id" = $1`, [id]);
      expect({ column, genuine: await genuine() }).toEqual({ column, genuine: false });
      const back = `(jsonb_populate_record(null::"Document", jsonb_build_object('${column}', $2::jsonb))).${name}`;
      await owner.query(`update "Document" set ${name} = ${back} where "id" = $1`, [
        id,
        JSON.stringify(value),
      ]);
    }
    expect(await genuine()).toBe(true);
    expect(isGenuine(Buffer.alloc(32, 9), await read())).toBe(false);
  });

  test('leaves no name and no code in audit, events and messages', async () => {
    await issueSlip(world);
    const { rows } = await owner.query<{ found: string }>(
      `select t::text as found from "AuditEntry" t union all select t::text from "OutboxEvent" t union all select t::text from "Notification" t`,
    );
    expect(rows.length).toBeGreaterThan(0);
    for (const { found } of rows) expect(found).not.toMatch(/申请人甲|2345678923/);
  });
});

/** Another value of a column, by its type. */
const OTHER: Record<string, (name: string) => string> = {
  text: (name) => `coalesce(${name}, '') || '1'`,
  'text[]': (name) => `${name} || array['第三联']`,
  jsonb: (name) => `${name} || '{"handler": "另一人"}'`,
  boolean: (name) => `not ${name}`,
  uuid: () => `'${randomUUID()}'`,
  'timestamp with time zone': (name) => `${name} + interval '1 second'`,
};
