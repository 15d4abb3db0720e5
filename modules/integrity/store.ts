import type { ClockSubject } from '../../core/clocks/clock-row.ts';
import type { Prisma, Tx } from '../../core/db/client.ts';
import type { OpenWork } from '../../core/modules/manifest.ts';
import type { TakenMoney } from './rules.ts';

export const MODULE_ID = 'integrity';

export type FileSource = 'FEE' | 'RECEIPT' | 'GIFT' | 'COMPLAINT' | 'REPORT';
export type FileState = 'OPEN' | 'HANDED_OVER' | 'CONFIRMED' | 'UNFOUNDED' | 'REVOKED';
export type GiftDisposition = 'RETURNED' | 'HANDED_IN';

/** Clock kind of this chapter. */
export const DECLARATION = 'DECLARATION';

/** A campaign as the subject of its clock. */
export function campaignSubject(id: string): ClockSubject {
  return { subjectType: 'DeclarationCampaign', subjectId: id };
}

/** With what a file is loaded to judge who reads it. */
export const WITH_ACCESS = { access: true } as const;

/** A file as access to it is judged. */
export type FileRow = Prisma.IntegrityFileGetPayload<{ include: typeof WITH_ACCESS }>;

/** The file with its list, or null. */
export function findFile(tx: Tx, townshipId: string, id: string): Promise<FileRow | null> {
  return tx.integrityFile.findUnique({ where: { townshipId_id: { townshipId, id } }, include: WITH_ACCESS });
}

/** The file that came of a row of another chapter or register, or null. */
export function findFileOf(tx: Tx, townshipId: string, source: FileSource, sourceId: string) {
  const where = { townshipId_source_sourceId: { townshipId, source, sourceId } };
  return tx.integrityFile.findUnique({ where });
}

/** The files that a member of staff reads: on the list himself or by a role, and not about him; as `fileIsRestricted` has it. */
export function readableBy(staffId: string, roles: readonly string[]): Prisma.IntegrityFileWhereInput {
  const entry = { endedAt: null, OR: [{ staffId }, { role: { in: [...roles] } }] };
  return { access: { some: entry }, OR: [{ subjectId: null }, { subjectId: { not: staffId } }] };
}

/** What was published of an item's fees last, or null. */
export function findLastFee(tx: Tx, townshipId: string, itemId: string, version: number) {
  return tx.publishedFee.findFirst({
    where: { townshipId, itemId, version: { lt: version } },
    orderBy: { version: 'desc' },
  });
}

/** Money taken on cases, with who took it last and when. */
export interface ChargedRow extends TakenMoney {
  readonly staffId: string | null;
  readonly chargedOn: string;
}

/** Cases charged in [from, through] with the sum of their receipts, in the order of the days. */
export function findCharged(
  tx: Pick<Tx, '$queryRaw'>,
  townshipId: string,
  from: string,
  through: string,
): Promise<ChargedRow[]> {
  return tx.$queryRaw<ChargedRow[]>`
    select c."caseId", c."totalFen" as "chargedFen", c."staffId", c."chargedOn", coalesce(sum(r."amountFen"), 0)::int as "receiptedFen"
    from "ChargedCase" c left join "FeeReceipt" r on r."townshipId" = c."townshipId" and r."caseId" = c."caseId"
    where c."townshipId" = ${townshipId}::uuid and c."chargedOn" between ${from} and ${through}
    group by c."townshipId", c."caseId" order by c."chargedOn", c."caseId"`;
}

/** Of some cases those with a file on their receipts. */
export async function findFiledCases(tx: Tx, townshipId: string, caseIds: readonly string[]) {
  const where = { townshipId, source: 'RECEIPT', sourceId: { in: [...caseIds] } };
  const rows = await tx.integrityFile.findMany({ where, select: { sourceId: true } });
  return new Set(rows.map(({ sourceId }) => sourceId));
}

/** Who has not signed in a campaign. */
export async function findUnsigned(tx: Tx, townshipId: string, campaignId: string): Promise<string[]> {
  const where = { townshipId, campaignId, signedAt: null, staff: { active: true } };
  const rows = await tx.integrityDeclaration.findMany({ where, select: { staffId: true } });
  return rows.map(({ staffId }) => staffId);
}

/** What the county sees as unfinished: open files, by number only. */
export async function findOpenWork(tx: Tx, townshipId: string): Promise<OpenWork[]> {
  const rows = await tx.integrityFile.findMany({
    where: { townshipId, state: { in: ['OPEN', 'HANDED_OVER'] } },
    select: { factId: true, number: true },
    orderBy: { number: 'asc' },
  });
  return rows.map(({ factId, number }) => ({ kind: 'INTEGRITY_FILE', id: factId, label: number }));
}

/** How many reports came since, whoever made them. */
export function countReports(tx: Tx, townshipId: string, since: Date): Promise<number> {
  return tx.integrityFile.count({ where: { townshipId, source: 'REPORT', openedAt: { gt: since } } });
}

/** Recounts files, confirmed and revoked ones, and quarters that ended with declarations unsigned, for the county's figures. */
export async function recountIntegrity(
  tx: Tx,
  townshipId: string,
): Promise<{ key: string; value: number }[]> {
  const opened = await tx.integrityFile.count({ where: { townshipId } });
  const confirmed = await tx.integrityOutcome.count({ where: { townshipId, revokedOn: null } });
  const revoked = await tx.integrityOutcome.count({ where: { townshipId, revokedOn: { not: null } } });
  const where = { townshipId, reportedDueOn: { not: null } };
  const quartersUnsigned = await tx.declarationCampaign.count({ where });
  return Object.entries({ opened, confirmed, revoked, quartersUnsigned })
    .filter(([, value]) => value > 0)
    .map(([key, value]) => ({ key, value }));
}
