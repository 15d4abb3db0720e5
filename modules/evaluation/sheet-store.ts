import type { Tx } from '../../core/db/client.ts';
import type { PublishedPayload } from './events.ts';
import type { Subject, WeighedEntry } from './counting-rules.ts';
import { sheetIn, type Period, type PeriodKind } from './period-rules.ts';
import type { SubjectKind } from './scoring-catalogue.ts';
import type { Sheet } from './sheet-rules.ts';
import type { PeriodState } from './store.ts';

/** An entry as it is read for a reckoning. */
export interface ReadEntry extends WeighedEntry {
  readonly postedAt: Date;
}

interface EntryRow extends Omit<ReadEntry, 'subject'> {
  readonly subjectKind: SubjectKind;
  readonly subjectId: string;
}

/** Entries of a month, and those of earlier months about the same facts; one statement. */
export async function readEntries(
  tx: Pick<Tx, '$queryRaw'>,
  townshipId: string,
  month: string,
): Promise<ReadEntry[]> {
  const rows = await tx.$queryRaw<EntryRow[]>`
    select e."id", e."code", e."subjectKind", coalesce(e."staffId", e."windowId") as "subjectId", e."factId", e."units",
      e."occurredOn", e."month", e."points", e."derivedFromId" is not null as "derived", e."correctsId", e."postedAt"
    from "LedgerEntry" e
    where e."townshipId" = ${townshipId}::uuid and e."month" <= ${month}
      and e."factId" in (select "factId" from "LedgerEntry" where "townshipId" = ${townshipId}::uuid and "month" = ${month})
    order by e."id"`;
  return rows.map(({ subjectKind, subjectId, ...entry }) => ({
    ...entry,
    subject: { kind: subjectKind, id: subjectId },
  }));
}

/** The disqualifications that were entered in the months of a period, with whether one takes them back by now. */
export function readDisqualifications(
  tx: Pick<Tx, '$queryRaw'>,
  townshipId: string,
  { from, through }: Period,
): Promise<DisqualificationRow[]> {
  return tx.$queryRaw<DisqualificationRow[]>`
    select e."id", e."code", e."subjectKind" as "kind", coalesce(e."staffId", e."windowId") as "subjectId",
      exists (select 1 from "LedgerEntry" c where c."townshipId" = e."townshipId" and c."correctsId" = e."id") as "takenBack"
    from "LedgerEntry" e
    where e."townshipId" = ${townshipId}::uuid and e."code" like 'DQ%' and e."correctsId" is null
      and e."month" between ${from.slice(0, 7)} and ${through.slice(0, 7)}
    order by e."code", e."id"`;
}

export interface DisqualificationRow {
  readonly id: string;
  readonly code: string;
  readonly kind: SubjectKind;
  readonly subjectId: string;
  readonly takenBack: boolean;
}

/** A period as far as a reckoning needs it. */
export interface KnownPeriod {
  readonly id: string;
  readonly kind: PeriodKind;
  readonly key: string;
  readonly state: PeriodState;
  readonly roster: unknown;
}

/** Periods by their keys. */
export async function findPeriods(
  tx: Pick<Tx, 'assessmentPeriod'>,
  townshipId: string,
  keys: readonly string[],
): Promise<Map<string, KnownPeriod>> {
  const rows = await tx.assessmentPeriod.findMany({
    where: { townshipId, key: { in: [...keys] } },
    select: { id: true, kind: true, key: true, state: true, roster: true },
  });
  return new Map(
    rows.map((row) => [row.key, { ...row, kind: row.kind as PeriodKind, state: row.state as PeriodState }]),
  );
}

/** The sheets of frozen periods, as they were frozen. */
export async function readSheets(
  tx: Pick<Tx, 'scoreSheet'>,
  townshipId: string,
  periodIds: readonly string[],
): Promise<Sheet[]> {
  const rows = await tx.scoreSheet.findMany({
    where: { townshipId, periodId: { in: [...periodIds] } },
    select: { text: true },
    orderBy: { id: 'asc' },
  });
  return rows.map(({ text }) => sheetIn(text));
}

/** The texts of a period's sheets by the subject's id. */
export async function findSheetTexts(
  tx: Pick<Tx, 'scoreSheet'>,
  townshipId: string,
  periodId: string,
): Promise<Map<string, { subject: Subject; text: string }>> {
  const rows = await tx.scoreSheet.findMany({
    where: { townshipId, periodId },
    select: { staffId: true, windowId: true, text: true },
  });
  return new Map(
    rows.map(({ staffId, windowId, text }) => {
      const id = staffId ?? windowId ?? '';
      return [id, { subject: { kind: staffId === null ? 'WINDOW' : 'STAFF', id }, text }];
    }),
  );
}

/** A frozen sheet with its place by score, equal for equal scores. */
export type RankedSheet = Awaited<ReturnType<typeof readRanking>>[number];

/** The sheets of a period by score, the highest first; one statement. */
export async function readRanking(
  tx: Pick<Tx, 'scoreSheet'>,
  townshipId: string,
  key: string,
  subjectKind: SubjectKind,
) {
  const rows = await tx.scoreSheet.findMany({
    where: { townshipId, period: { townshipId, key }, subjectKind },
    orderBy: [{ total: 'desc' }, { id: 'asc' }],
  });
  let rank = 0;
  return rows.map((row, i) => {
    if (row.total !== rows[i - 1]?.total) rank = i + 1;
    return { ...row, rank };
  });
}

/** What the sheets of a period say in its publication. */
export function publishedOf(
  { id: periodId, kind, key }: { id: string; kind: string; key: string },
  sheets: readonly Sheet[],
): PublishedPayload {
  const windows = sheets.filter(({ subject }) => subject.kind === 'WINDOW');
  const sums = new Map<string, number>();
  for (const { code, counted, derived } of sheets.flatMap(({ lines }) => lines))
    if (!derived && counted !== 0) sums.set(code, (sums.get(code) ?? 0) + counted);
  return {
    periodId,
    kind,
    key,
    scores: windows
      .map(({ subject, total }) => ({ windowId: subject.id, total: total ?? 0 }))
      .toSorted((a, b) => (a.windowId < b.windowId ? -1 : 1)),
    staff: sheets.length - windows.length,
    points: [...sums].map(([code, sum]) => ({ code, sum })).toSorted((a, b) => (a.code < b.code ? -1 : 1)),
  };
}

/** The publications of a township, from its sheets. */
export async function readPublished(
  tx: Pick<Tx, 'assessmentPeriod' | 'scoreSheet'>,
  townshipId: string,
): Promise<PublishedPayload[]> {
  const periods = await tx.assessmentPeriod.findMany({
    where: { townshipId, state: 'PUBLISHED' },
    select: { id: true, kind: true, key: true },
    orderBy: { key: 'asc' },
  });
  const found: PublishedPayload[] = [];
  for (const period of periods)
    found.push(publishedOf(period, await readSheets(tx, townshipId, [period.id])));
  return found;
}
