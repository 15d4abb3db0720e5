import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { withConnection } from '../db/connection.ts';
import { fillTownship, submit, take } from '../../test/support/story.ts';
import { createWorld, type World } from '../../test/support/world.ts';
import { inScope } from '../db/scope.ts';
import { deliverEvents } from '../events/delivery.ts';
import { sealAudit, verifyAudit, type AuditReport } from './sealing.ts';

let world: World;
let township: string;
beforeAll(async () => {
  world = await createWorld();
  township = world.town('shexi').id;
  await fillTownship(world, 'shexi');
});
afterAll(() => world.close());
beforeEach(async () => {
  await asOwner('truncate "AuditSeal"');
});

const verify = (): Promise<AuditReport> =>
  inScope(world.platform.prisma, { kind: 'township', townshipId: township }, (tx) =>
    verifyAudit(tx, township),
  );

/** As somebody who may do everything to the tables: append-only grants do not hold him. */
function asOwner(sql: string, values: unknown[] = []): Promise<Record<string, string>[]> {
  return withConnection(world.database.ownerUrl, async (client) => {
    await client.query('set session_replication_role = replica');
    return (await client.query<Record<string, string>>(sql, values)).rows;
  });
}
const entryAt = async (position: number): Promise<string> =>
  (
    await asOwner('select "entryId" from "AuditSeal" where "townshipId" = $1 and position = $2', [
      township,
      position,
    ])
  )[0]?.['entryId'] ?? '';

describe('the audit chain', () => {
  test('takes in every entry once, and is whole', async () => {
    const { unsealed } = await verify();
    expect(unsealed).toBeGreaterThan(12);
    expect(await sealAudit(world.platform, township)).toBe(unsealed);
    expect(await sealAudit(world.platform, township)).toBe(0);
    expect(await verify()).toEqual({ sealed: unsealed, unsealed: 0, firstBroken: null });
  });

  test('is one chain also when several processes seal at once', async () => {
    const { unsealed } = await verify();
    const counts = await Promise.all([1, 2, 3, 4].map(() => sealAudit(world.platform, township)));
    expect(counts.toSorted((a, b) => a - b)).toEqual([0, 0, 0, unsealed]);
    expect((await verify()).firstBroken).toBeNull();
  });

  test('reports the tail that is not sealed yet, and takes it in with the next sealing', async () => {
    await sealAudit(world.platform, township);
    const { sealed } = await verify();
    await submit(world, 'shexi');
    expect(await verify()).toEqual({ sealed, unsealed: 1, firstBroken: null });
    await sealAudit(world.platform, township);
    expect(await verify()).toEqual({ sealed: sealed + 1, unsealed: 0, firstBroken: null });
  });

  const TAMPERING: [string, string][] = [
    ['its actor', `update "AuditEntry" set "actorId" = 'another' where id = $1`],
    ['its role', `update "AuditEntry" set role = 'UNIT_HEAD' where id = $1`],
    ['its time', `update "AuditEntry" set at = at + interval '1 ms' where id = $1`],
    ['its fields', `update "AuditEntry" set fields = fields || '{more}' where id = $1`],
    ['its content’s digest', `update "AuditEntry" set digest = repeat('0', 64) where id = $1`],
    ['the request it came with', `update "AuditEntry" set "requestId" = 'x' where id = $1`],
    ['the whole entry, deleted', `delete from "AuditEntry" where id = $1`],
  ];
  test.each(TAMPERING)('names the first broken link when an owner changes %s', async (_what, sql) => {
    await sealAudit(world.platform, township);
    const [entryId, later] = [await entryAt(7), await entryAt(11)];
    const [before] = await asOwner('select to_jsonb(t)::text as row from "AuditEntry" t where id = $1', [
      entryId,
    ]);
    await asOwner(`update "AuditEntry" set digest = 'x' || substr(digest, 2) where id = $1`, [later]);
    await asOwner(sql, [entryId]);
    expect((await verify()).firstBroken).toEqual({ position: 7, entryId });
    await asOwner('delete from "AuditEntry" where id = $1', [entryId]);
    await asOwner('insert into "AuditEntry" select (jsonb_populate_record(null::"AuditEntry", $1)).*', [
      before?.['row'],
    ]);
  });

  test('names the place where a link was taken out, and a seal that was written by hand', async () => {
    await sealAudit(world.platform, township);
    const eighth = await entryAt(8);
    await asOwner('delete from "AuditSeal" where "townshipId" = $1 and position = 7', [township]);
    expect((await verify()).firstBroken).toEqual({ position: 7, entryId: eighth });
    await asOwner('truncate "AuditSeal"');
    await sealAudit(world.platform, township);
    await asOwner(`update "AuditSeal" set hash = repeat('0', 64) where "townshipId" = $1 and position = 3`, [
      township,
    ]);
    expect((await verify()).firstBroken).toMatchObject({ position: 3 });
  });

  test('is read by the county’s bureau and supervision, in words of the API', async () => {
    await sealAudit(world.platform, township);
    const { sealed } = await verify();
    const ask = (as: 'COUNTY_SUPERVISION' | 'COUNTY_IT' | 'UNIT_HEAD') =>
      world.ask(
        '{ auditReport(township: "shexi") { sealed unsealed firstBrokenPosition firstBrokenEntry } }',
        { as },
      );
    const whole = { sealed, unsealed: 0, firstBrokenPosition: null, firstBrokenEntry: null };
    expect((await ask('COUNTY_SUPERVISION')).data.auditReport).toEqual(whole);
    for (const as of ['COUNTY_IT', 'UNIT_HEAD'] as const)
      expect((await ask(as)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });
});

test('a whole life of a case leaves no name, number or text of a person in audit, events or deliveries', async () => {
  const secrets = [
    '示例姓名甲',
    '19900000042',
    '360700199001010042',
    '备注里的私事',
    '理由里的私事',
    '送达说明里的私事',
  ];
  const [name, phone, idNumber, remark, reason, note] = secrets;
  const answer = await world.ask(
    `mutation ($i: SubmitCaseInput!) { submitCase(input: $i) { ... on Case { id queryCode } } }`,
    {
      as: 'FRONTEND',
      at: 'shexi',
      variables: {
        i: { itemId: world.town('shexi').itemId('PROMISE-5'), applicant: { name, phone, idNumber }, remark },
      },
    },
  );
  const { id, queryCode } = answer.data.submitCase;
  await take(world, 'shexi', 'requestSupplement', id, `, items: ["${reason}"], reason: "${reason}"`);
  await take(world, 'shexi', 'supplementCase', id, `, materials: ["${note}"], remark: "${remark}"`);
  await take(world, 'shexi', 'acceptCase', id, `, note: "${note}"`);
  await take(world, 'shexi', 'suspendCase', id, `, cause: APPLICANT_DELAY, reason: "${reason}"`);
  await take(world, 'shexi', 'resumeCase', id, `, note: "${note}"`);
  await take(
    world,
    'shexi',
    'decideCase',
    id,
    `, outcome: DENIED, result: "${reason}", basis: "${reason}", remedies: "${note}"`,
  );
  await take(world, 'shexi', 'deliverCase', id, `, method: "${note}", note: "${note}"`);
  await deliverEvents(world.platform, township);
  const row = Buffer.from(id, 'base64').toString('utf8').split('.')[1];
  const events = await asOwner('select type from "OutboxEvent" where "caseId" = $1', [row]);
  expect(events.length).toBeGreaterThanOrEqual(8);
  const holding = (table: string, secret: string | undefined) =>
    asOwner(`select t::text from "${table}" t where position($1 in t::text) > 0`, [secret]);
  expect([
    (await holding('Applicant', name)).length,
    (await holding('TimelineEntry', reason)).length > 0,
  ]).toEqual([1, true]);
  for (const table of ['AuditEntry', 'OutboxEvent', 'EventDelivery', 'IdempotencyKey', 'Tally'])
    for (const secret of [...secrets, queryCode, '工作人员'])
      expect({ table, secret, rows: await holding(table, secret) }).toEqual({ table, secret, rows: [] });
});
