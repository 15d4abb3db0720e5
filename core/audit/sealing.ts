import { createHash } from 'node:crypto';
import { canonicalJson } from '../acts/act.ts';
import type { Tx } from '../db/client.ts';
import { inScope } from '../db/scope.ts';
import type { Platform } from '../platform.ts';

/** Entries sealed in one transaction. */
const BATCH = 500;

/** An entry's hash over its predecessor's, so that none can be changed, removed or inserted unseen. */
function hashOf(previous: string, entry: object): string {
  return createHash('sha256').update(previous).update(canonicalJson(entry)).digest('hex');
}

const COLUMNS = {
  id: true,
  at: true,
  actorKind: true,
  actorId: true,
  role: true,
  verb: true,
  subjectType: true,
  subjectId: true,
  fields: true,
  digest: true,
  requestId: true,
} as const;

/** Chains the audit entries of a tenant (a township, or the county itself) that are not chained yet; returns how many. */
export async function sealAudit(platform: Platform, tenantId: string): Promise<number> {
  let sealed = 0;
  for (;;) {
    const count = await inScope(platform.prisma, { kind: 'township', townshipId: tenantId }, (tx) =>
      sealBatch(tx, tenantId, platform.now()),
    );
    sealed += count;
    if (count < BATCH) return sealed;
  }
}

async function sealBatch(tx: Tx, tenantId: string, now: Date): Promise<number> {
  await tx.$queryRaw`select pg_advisory_xact_lock(hashtext('audit'), hashtext(${tenantId}))::text`;
  const unsealed = await tx.$queryRaw<{ id: string }[]>`
    select e."id" from "AuditEntry" e
    where e."townshipId" = ${tenantId}::uuid and not exists (
      select 1 from "AuditSeal" s where s."townshipId" = e."townshipId" and s."entryId" = e."id")
    order by e."at", e."id" limit ${BATCH}`;
  if (unsealed.length === 0) return 0;
  const entries = await tx.auditEntry.findMany({
    where: { townshipId: tenantId, id: { in: unsealed.map((u) => u.id) } },
    select: COLUMNS,
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
  });
  const head = await tx.auditSeal.findFirst({
    where: { townshipId: tenantId },
    orderBy: { position: 'desc' },
  });
  let position = head?.position ?? 0;
  let previous = head?.hash ?? '';
  await tx.auditSeal.createMany({
    data: entries.map((entry) => {
      previous = hashOf(previous, entry);
      position += 1;
      return { townshipId: tenantId, position, entryId: entry.id, hash: previous, sealedAt: now };
    }),
  });
  return entries.length;
}

/** What a walk along a tenant's audit chain found. */
export interface AuditReport {
  readonly sealed: number;
  /** Entries not chained yet. */
  readonly unsealed: number;
  /** Position of the first link that does not fit, and the entry it should hold; null when the chain is whole. */
  readonly firstBroken: { readonly position: number; readonly entryId: string } | null;
}

/** Walks the chain of a tenant from its beginning. */
export async function verifyAudit(tx: Tx, tenantId: string): Promise<AuditReport> {
  let previous = '';
  let position = 0;
  let firstBroken: AuditReport['firstBroken'] = null;
  for (;;) {
    const seals = await tx.auditSeal.findMany({
      where: { townshipId: tenantId, position: { gt: position } },
      orderBy: { position: 'asc' },
      take: 2_000,
    });
    if (seals.length === 0) break;
    const entries = await tx.auditEntry.findMany({
      where: { townshipId: tenantId, id: { in: seals.map((s) => s.entryId) } },
      select: COLUMNS,
    });
    const byId = new Map(entries.map((e) => [e.id, e]));
    for (const seal of seals) {
      const entry = byId.get(seal.entryId);
      const fits = entry && seal.position === position + 1 && hashOf(previous, entry) === seal.hash;
      if (!fits) firstBroken ??= { position: position + 1, entryId: seal.entryId };
      previous = seal.hash;
      position = seal.position;
    }
  }
  const total = await tx.auditEntry.count({ where: { townshipId: tenantId } });
  return { sealed: position, unsealed: Math.max(0, total - position), firstBroken };
}
