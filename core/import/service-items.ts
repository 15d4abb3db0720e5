import { randomUUID } from 'node:crypto';
import { canonicalJson, digestOf, type Act } from '../acts/act.ts';
import type { Prisma } from '../db/client.ts';
import type { ImportOptions, ImportReport } from './report.ts';
import type { ItemContent, ParsedRow } from './service-item-row.ts';
import { keepInvented } from './invented.ts';
import { stationsByName } from './stations.ts';
import { openImport } from './township-rows.ts';

/** The latest version is the current one. */
const CURRENT = {
  versions: { orderBy: { version: 'desc' }, take: 1 },
} as const satisfies Prisma.ServiceItemInclude;

type ExistingItem = Prisma.ServiceItemGetPayload<{ include: typeof CURRENT }>;

/** One item that has to be written. */
interface ItemChange {
  readonly id: string;
  readonly code: string;
  readonly stationId: string | null;
  /** Number of the version that holds the content. */
  readonly version: number;
  /** Content of a new version; null when only the station changes. */
  readonly content: ItemContent | null;
  /** Names of what changes, for the audit. */
  readonly fields: readonly string[];
}

/**
 * Creates and updates items of the act's township by the list's id. Changed content becomes a new version, in force
 * from the act's time; earlier versions stay, for the cases that rest on them. Where a list says nothing, a value that was
 * marked as invented stays. A station that the township does not have
 * is created; a row without one leaves the item where it is. One audit entry for each item and station written.
 */
export async function importServiceItems(
  act: Act,
  rows: readonly ParsedRow[],
  options: ImportOptions,
): Promise<ImportReport> {
  const township = await openImport(act, options);
  const stationNames = new Set(rows.flatMap((row) => row.station ?? []));
  const stations = await stationsByName(act, stationNames, options);
  const existing = await act.tx.serviceItem.findMany({
    where: { townshipId: act.townshipId, code: { in: rows.map((row) => row.code) } },
    include: CURRENT,
  });
  const byCode = new Map(existing.map((item) => [item.code, item]));
  const created: ItemChange[] = [];
  const changed: ItemChange[] = [];
  for (const row of rows) {
    const item = byCode.get(row.code);
    const stationId = row.station === null ? null : (stations.get(row.station) ?? null);
    if (!item) created.push(newItem(row, stationId));
    else changed.push(...changeOf(item, row, stationId));
  }
  if (!options.dryRun) {
    await writeItems(act, created, changed);
    for (const { id, fields, content } of [...created, ...changed])
      act.audit({ verb: 'importServiceItem', subjectType: 'ServiceItem', subjectId: id, fields, content });
    if (created.length + changed.length > 0) act.announce('reference');
  }
  return {
    kind: 'items',
    township,
    created: created.length,
    updated: changed.length,
    unchanged: rows.length - created.length - changed.length,
    rejected: [],
    dryRun: options.dryRun,
  };
}

function newItem(row: ParsedRow, stationId: string | null): ItemChange {
  const { code, content } = row;
  const fields = ['code', 'station', ...Object.keys(content)];
  return { id: randomUUID(), code, stationId, version: 1, content, fields };
}

/** What a row changes in an item: nothing or one change. */
function changeOf(item: ExistingItem, row: ParsedRow, stationId: string | null): ItemChange[] {
  const current = item.versions[0];
  const content = current ? keepInvented(row.content, current) : row.content;
  const moves = stationId !== null && stationId !== item.stationId;
  const differs = (name: keyof ItemContent) =>
    canonicalJson(current?.[name]) !== canonicalJson(content[name]);
  const names = (Object.keys(content) as (keyof ItemContent)[]).filter(differs);
  // Compared field by field and not by digest: a field that the catalogue has learnt since then changes no old item.
  const sameContent = current !== undefined && names.length === 0;
  if (sameContent && !moves) return [];
  return [
    {
      id: item.id,
      code: item.code,
      stationId: stationId ?? item.stationId,
      version: (current?.version ?? 0) + (sameContent ? 0 : 1),
      content: sameContent ? null : content,
      fields: [...(moves ? ['station'] : []), ...names],
    },
  ];
}

async function writeItems(
  act: Act,
  created: readonly ItemChange[],
  changed: readonly ItemChange[],
): Promise<void> {
  const { townshipId, tx } = act;
  if (created.length > 0)
    await tx.serviceItem.createMany({
      data: created.map(({ id, code, stationId, version }) => ({
        townshipId,
        id,
        code,
        stationId,
        currentVersion: version,
      })),
    });
  const versions = [...created, ...changed].flatMap(({ id, version, content }) =>
    content === null ? [] : [versionRow(act, id, version, content)],
  );
  if (versions.length > 0) await tx.serviceItemVersion.createMany({ data: versions });
  // One statement however long the list is.
  if (changed.length > 0)
    await tx.$executeRaw`
      update "ServiceItem" i set "currentVersion" = c.version, "stationId" = c.station
        from unnest(${changed.map((c) => c.id)}::uuid[], ${changed.map((c) => c.version)}::int[],
                    ${changed.map((c) => c.stationId)}::uuid[]) as c (id, version, station)
       where i."townshipId" = ${townshipId}::uuid and i."id" = c.id`;
}

function versionRow(
  act: Act,
  itemId: string,
  version: number,
  content: ItemContent,
): Prisma.ServiceItemVersionCreateManyInput {
  return {
    ...content,
    townshipId: act.townshipId,
    itemId,
    version,
    materials: content.materials as unknown as Prisma.InputJsonArray,
    procedure: [...content.procedure],
    fees: content.fees as unknown as Prisma.InputJsonArray,
    legalBasis: [...content.legalBasis],
    laws: [...content.laws],
    sampleForms: [...content.sampleForms],
    jointParticipants: [...content.jointParticipants],
    source: content.source as unknown as Prisma.InputJsonObject,
    digest: digestOf(content),
    effectiveFrom: act.now,
  };
}
