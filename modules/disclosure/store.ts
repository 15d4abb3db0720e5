import type { ClockSubject } from '../../core/clocks/clock-row.ts';
import { findOpenClocks } from '../../core/clocks/store.ts';
import type { Prisma, Tx } from '../../core/db/client.ts';
import type { OpenWork } from '../../core/modules/manifest.ts';

export const MODULE_ID = 'disclosure';

/** Clock kinds of this chapter: a changed item on the website, a reported error corrected. */
export const WEBSITE = 'WEBSITE';
export const CORRECTION = 'CORRECTION';

/** Where something is put up. */
export const CHANNELS = ['BULLETIN', 'WINDOW_BOARD', 'LEAFLET', 'GOV_SITE', 'SCREEN'] as const;
export type Channel = (typeof CHANNELS)[number];

/** What a published text is. */
export const TEXT_KINDS = ['RULE', 'DISCIPLINE'] as const;
export type TextKind = (typeof TEXT_KINDS)[number];

/** Awards that are made public. */
export type PublicAwardKind = 'FLAG_WINDOW' | 'MODEL_WORKER';

/** A publication as the subject of its website clock. */
export function publicationSubject(id: string): ClockSubject {
  return { subjectType: 'ItemPublication', subjectId: id };
}

/** A reported error as the subject of its clock. */
export function errorSubject(id: string): ClockSubject {
  return { subjectType: 'DisclosureError', subjectId: id };
}

/** What the county sees as unfinished: errors not corrected and changed items not yet on the website. */
export async function findOpenWork(tx: Tx, townshipId: string): Promise<OpenWork[]> {
  const clocks = await findOpenClocks(tx, townshipId, MODULE_ID);
  const errors = await tx.disclosureError.findMany({
    where: { townshipId, resolvedAt: null },
    orderBy: { reportedAt: 'asc' },
  });
  const items = await tx.itemPublication.findMany({
    where: { townshipId, id: { in: clocks.map((clock) => clock.subjectId) } },
    select: { id: true, version: true, itemVersion: { select: { name: true } } },
    orderBy: [{ changedOn: 'asc' }, { id: 'asc' }],
  });
  return [
    ...errors.map((row) => ({ kind: 'DISCLOSURE_ERROR', id: row.id, label: row.number })),
    ...items.map((row) => ({
      kind: 'WEBSITE_PUBLICATION',
      id: row.id,
      label: `${row.itemVersion.name}（第${row.version}版），未在网站公开`,
    })),
  ];
}

/** The publication of an item's version, or null. */
export function findPublication(tx: Tx, townshipId: string, itemId: string, version: number) {
  return tx.itemPublication.findUnique({
    where: { townshipId_itemId_version: { townshipId, itemId, version } },
  });
}

/** The version of an item that was published last before another; null when that is the first. */
export async function findVersionBefore(
  tx: Tx,
  townshipId: string,
  itemId: string,
  version: number,
): Promise<number | null> {
  const row = await tx.itemPublication.findFirst({
    where: { townshipId, itemId, version: { lt: version }, publishedAt: { not: null } },
    orderBy: { version: 'desc' },
    select: { version: true },
  });
  return row?.version ?? null;
}

/** What is looked at of a publication when its channels are compared. */
export const POSTED = {
  publication: { select: { itemId: true, version: true } },
  text: { select: { code: true, version: true } },
} as const satisfies Prisma.PublicationRecordInclude;

/** The error of a number, or null. */
export function findErrorByNumber(tx: Tx, townshipId: string, number: string) {
  return tx.disclosureError.findUnique({ where: { townshipId_number: { townshipId, number } } });
}

/** Items whose current version is later than any that has a row here, though one of them was published. */
export function findChangedItems(tx: Tx, townshipId: string) {
  return tx.$queryRaw<{ itemId: string; version: number; effectiveFrom: Date }[]>`
    select i."id" as "itemId", i."currentVersion" as version, v."effectiveFrom"
      from "ServiceItem" i
      join "ServiceItemVersion" v on v."townshipId" = i."townshipId" and v."itemId" = i."id" and v."version" = i."currentVersion"
     where i."townshipId" = ${townshipId}::uuid
       and exists (select from "ItemPublication" p where p."townshipId" = i."townshipId" and p."itemId" = i."id" and p."publishedAt" is not null)
       and not exists (select from "ItemPublication" p where p."townshipId" = i."townshipId" and p."itemId" = i."id" and p."version" >= i."currentVersion")`;
}

/** Recounts publications and errors, for the county's figures. */
export async function countDisclosures(
  tx: Tx,
  townshipId: string,
): Promise<{ key: string; value: number }[]> {
  const published = await tx.itemPublication.count({ where: { townshipId, publishedAt: { not: null } } });
  const errors = await tx.disclosureError.count({ where: { townshipId } });
  const corrected = await tx.disclosureError.count({ where: { townshipId, resolvedAt: { not: null } } });
  return Object.entries({ published, errors, corrected }).flatMap(([key, value]) =>
    value === 0 ? [] : [{ key, value }],
  );
}

/** What stands on the channels, and the published versions to compare it with; subjects are `item/<id>` and `text/<code>`. */
export async function channelFacts(tx: Tx, townshipId: string, today: string) {
  const items = await tx.itemPublication.findMany({
    where: { townshipId, publishedAt: { not: null } },
    select: { itemId: true, version: true, itemVersion: { select: { name: true } } },
    orderBy: { version: 'asc' },
  });
  const texts = await tx.publicText.findMany({
    where: { townshipId, effectiveFrom: { lte: today } },
    select: { code: true, version: true, title: true },
    orderBy: { version: 'asc' },
  });
  const records = await tx.publicationRecord.findMany({
    where: { townshipId },
    include: POSTED,
    orderBy: [{ postedAt: 'asc' }, { id: 'asc' }],
  });
  const named = [
    ...items.map((row) => ({ ...row, subject: `item/${row.itemId}`, title: row.itemVersion.name })),
    ...texts.map((row) => ({ ...row, subject: `text/${row.code}` })),
  ];
  return {
    published: new Map(named.map(({ subject, version }) => [subject, version])),
    titles: new Map(named.map(({ subject, title }) => [subject, title])),
    posted: records.flatMap(({ channel, publication, text }) => {
      if (publication)
        return [{ channel, subject: `item/${publication.itemId}`, version: publication.version }];
      return text ? [{ channel, subject: `text/${text.code}`, version: text.version }] : [];
    }),
  };
}

/** Where a public datum comes from, and since when it holds. */
export interface Provenance {
  readonly source: string;
  readonly version: number;
  readonly publishedBy: string;
  /** YYYY-MM-DD */
  readonly effectiveFrom: string;
  readonly publishedAt: Date | null;
}

/** What a list of items names as its source: the page that it was taken from, or who keeps it. */
export function sourceOf(source: unknown, publisher: string): string {
  const { sourceUrl, publisher: origin } = source as { sourceUrl?: string | null; publisher?: string | null };
  return sourceUrl ?? origin ?? publisher;
}
