import { expect } from 'vitest';
import { perform, SYSTEM } from '../../core/acts/act.ts';
import { verifyAudit } from '../../core/audit/sealing.ts';
import { recount } from '../../core/county/roll-up.ts';
import { withConnection } from '../../core/db/connection.ts';
import { inScope } from '../../core/db/scope.ts';
import { sealAll } from '../../core/jobs/runner.ts';
import { untilHolds } from './load.ts';
import type { World } from './world.ts';

/** Rows of the whole database, past row-level security. */
export async function rowsBehind<T extends object>(
  world: World,
  sql: string,
  values: unknown[] = [],
): Promise<T[]> {
  return withConnection(world.database.ownerUrl, async (client) => (await client.query<T>(sql, values)).rows);
}

/** Waits until no event waits any more; the milliseconds it took. */
export function untilDrained(world: World, patience: number): Promise<number> {
  return untilHolds('the outbox is empty', patience, async () => {
    const rows = await rowsBehind(world, 'select 1 from "OutboxEvent" where "deliveredAt" is null limit 1');
    return rows.length === 0;
  });
}

/** Every case has the rows that belong to each of its steps, and none has one of them twice. */
export async function expectWholeCases(world: World): Promise<number> {
  const cases = await rowsBehind<Record<'version' | 'timeline' | 'audit' | 'events' | 'doubled', number>>(
    world,
    `select c."version",
       (select count(*)::int from "TimelineEntry" t where t."townshipId" = c."townshipId" and t."caseId" = c."id") as timeline,
       (select count(*)::int from "AuditEntry" a where a."townshipId" = c."townshipId" and a."subjectId" = c."id"::text
          and a."verb" <> 'retried') as audit,
       (select count(*)::int from "OutboxEvent" e where e."townshipId" = c."townshipId" and e."caseId" = c."id"
          and e."type" like 'case.%') as events,
       (select count(*)::int - count(distinct e."factId")::int from "OutboxEvent" e
          where e."townshipId" = c."townshipId" and e."caseId" = c."id" and e."type" like 'case.%') as doubled
     from "Case" c`,
  );
  for (const found of cases) {
    const steps = found.version;
    expect(found).toEqual({ version: steps, timeline: steps, audit: steps, events: steps, doubled: 0 });
  }
  return cases.length;
}

/** Seals all audit entries and walks the chains: nothing is missing, changed or left out. */
export async function expectSealedAudit(world: World): Promise<void> {
  await sealAll(world.platform);
  for (const { id } of Object.values(world.towns)) {
    const report = await inScope(world.platform.prisma, { kind: 'township', townshipId: id }, (tx) =>
      verifyAudit(tx, id),
    );
    expect(report).toEqual({ sealed: expect.any(Number), unsealed: 0, firstBroken: null });
    expect(report.sealed).toBeGreaterThan(0);
  }
}

/** The county's rows say what a count of the facts says. */
export async function expectRollUpsEqual(world: World): Promise<void> {
  const { platform } = world;
  for (const { id: townshipId } of Object.values(world.towns))
    await perform(platform, { townshipId, actor: SYSTEM, mayBeSilent: true }, async (act) => {
      const rows = await act.tx.tally.findMany({ where: { townshipId, value: { not: 0 } } });
      const counted = await recount(platform, act.tx, townshipId);
      const text = (list: readonly { measure: string; key: string; value: number }[]) =>
        list.map((f) => `${f.measure}/${f.key}=${f.value}`).toSorted();
      expect(text(rows)).toEqual(text(counted));
      expect(rows.length).toBeGreaterThan(0);
    });
}

/** No handler had an event twice, and every delivered event was handed to the county. */
export async function expectDeliveredOnce(world: World): Promise<void> {
  const wrong = await rowsBehind(
    world,
    `select e."id" from "OutboxEvent" e left join "EventDelivery" d
       on d."townshipId" = e."townshipId" and d."eventId" = e."id" and d."handler" = 'county'
     where e."deliveredAt" is null or d."eventId" is null`,
  );
  expect(wrong).toEqual([]);
}
