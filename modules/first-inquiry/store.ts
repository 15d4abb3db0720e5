import type { Tx } from '../../core/db/client.ts';
import type { OpenWork } from '../../core/modules/manifest.ts';
import { phraseKey } from './settings.ts';

export const MODULE_ID = 'first-inquiry';

export type InquiryChannel = 'WALK_IN' | 'PHONE' | 'ONLINE' | 'CONSULTATION';
export type InquiryState = 'IN_HAND' | 'HANDED_OVER' | 'COORDINATING' | 'CLOSED';
export type ViolationState = 'CANDIDATE' | 'CONFIRMED' | 'DISMISSED' | 'WITHDRAWN';
export type SanctionKind = 'ORAL_CRITICISM' | 'NOTICE_OF_CRITICISM';

/** The module whose notices an explanation is linked to; where it is off, a written reply will do. */
export const NOTICES = 'one-time-notice';

/** An inquiry by id in the act's township, or null. */
export function findInquiry(tx: Tx, townshipId: string, id: string) {
  return tx.firstInquiry.findUnique({ where: { townshipId_id: { townshipId, id } } });
}

export type InquiryRow = NonNullable<Awaited<ReturnType<typeof findInquiry>>>;

/** An inquiry by its number, for whoever holds the query code. */
export function findByNumber(tx: Tx, townshipId: string, number: string) {
  return tx.firstInquiry.findUnique({
    where: { townshipId_number: { townshipId, number } },
    select: { id: true, queryCode: true },
  });
}

/** Who is responsible for a visit, or null when nobody registered it yet. */
export async function findVisit(tx: Tx, townshipId: string, day: string, visitNo: string) {
  const row = await tx.firstInquiry.findUnique({
    where: { townshipId_day_visitNo: { townshipId, day, visitNo } },
    select: { number: true, responsible: { select: { staffNo: true } } },
  });
  return row && { visitNo, number: row.number, staffNo: row.responsible.staffNo };
}

/** The inquiry that goes back to a consultation, or null. */
export function findByConsultation(tx: Tx, townshipId: string, consultationId: string) {
  return tx.firstInquiry.findUnique({
    where: { townshipId_consultationId: { townshipId, consultationId } },
  });
}

/** Whether a document is a one-time notice: it rests on chapter 一(二). */
export async function isNotice(tx: Tx, townshipId: string, id: string): Promise<boolean> {
  const row = await tx.document.findUnique({ where: { townshipId_id: { townshipId, id } } });
  return row?.clause?.startsWith('一(二)') ?? false;
}

export async function hasStation(tx: Tx, townshipId: string, id: string): Promise<boolean> {
  return (await tx.station.count({ where: { townshipId, id } })) > 0;
}

export async function hasCase(tx: Tx, townshipId: string, id: string): Promise<boolean> {
  return (await tx.case.count({ where: { townshipId, id } })) > 0;
}

/** The hand-over of an inquiry that waits to be taken up, or null; there is at most one. */
export function findOpenHandOver(tx: Tx, townshipId: string, inquiryId: string) {
  return tx.inquiryHandOver.findFirst({ where: { townshipId, inquiryId, takenUpAt: null } });
}

/** Hand-overs that nobody took up and that were not reported yet. */
export function findUnreported(tx: Tx, townshipId: string) {
  return tx.inquiryHandOver.findMany({
    where: { townshipId, takenUpAt: null, reportedAt: null },
    include: { inquiry: { select: { windowId: true, itemId: true } } },
    orderBy: { dueAt: 'asc' },
  });
}

/** A forbidden phrase as the township has it. */
export interface Phrase {
  readonly text: string;
  readonly forbidden: boolean;
  /** Whether the standard list has it. */
  readonly standard: boolean;
}

/** The phrases in force: the standard list and the township's own changes. */
export async function findPhrases(
  tx: Tx,
  townshipId: string,
  standard: readonly string[],
): Promise<Phrase[]> {
  const changes = await tx.forbiddenPhrase.findMany({
    where: { townshipId },
    orderBy: [{ changedAt: 'asc' }, { key: 'asc' }],
  });
  const changed = new Set(changes.map((row) => row.key));
  const isStandard = new Set(standard.map(phraseKey));
  return [
    ...standard
      .filter((text) => !changed.has(phraseKey(text)))
      .map((text) => ({ text, forbidden: true, standard: true })),
    ...changes
      .filter((row) => row.forbidden)
      .map((row) => ({ text: row.text, forbidden: true, standard: isStandard.has(row.key) })),
  ];
}

/** Whether the item’s current version is one of several stations (联办). */
export async function isJoint(tx: Tx, townshipId: string, itemId: string | null): Promise<boolean> {
  if (itemId === null) return false;
  const item = await tx.serviceItem.findUnique({
    where: { townshipId_id: { townshipId, id: itemId } },
    select: { currentVersion: true },
  });
  const version = await tx.serviceItemVersion.findFirst({
    where: { townshipId, itemId, version: item?.currentVersion ?? 0 },
    select: { jointParticipants: true },
  });
  return (version?.jointParticipants.length ?? 0) > 0;
}

/** What the county sees as unfinished: inquiries that are not closed and candidates that wait for the director. */
export async function findOpenWork(tx: Tx, townshipId: string): Promise<OpenWork[]> {
  const inquiries = await tx.firstInquiry.findMany({
    where: { townshipId, state: { not: 'CLOSED' } },
    orderBy: { receivedAt: 'asc' },
  });
  const candidates = await tx.conductViolation.findMany({
    where: { townshipId, state: 'CANDIDATE' },
    orderBy: { raisedAt: 'asc' },
  });
  return [
    ...inquiries.map((row) => ({ kind: 'FIRST_INQUIRY', id: row.id, label: row.number })),
    ...candidates.map((row) => ({
      kind: 'VIOLATION_CANDIDATE',
      id: row.id,
      label: `待核实情节，${row.occurredOn}`,
    })),
  ];
}

/** Recounts visits and dispositions, for the county's figures. */
export async function countInquiries(tx: Tx, townshipId: string): Promise<{ key: string; value: number }[]> {
  const registered = await tx.firstInquiry.count({ where: { townshipId } });
  const rows = await tx.inquiryDisposition.groupBy({
    by: ['kind'],
    where: { townshipId },
    _count: true,
  });
  return [
    ...(registered > 0 ? [{ key: 'registered', value: registered }] : []),
    ...rows.map((row) => ({ key: `disposed.${row.kind}`, value: row._count })),
  ];
}

/** Recounts confirmed violations by ground. */
export async function countViolations(tx: Tx, townshipId: string): Promise<{ key: string; value: number }[]> {
  const rows = await tx.conductViolation.groupBy({
    by: ['ground'],
    where: { townshipId, state: 'CONFIRMED' },
    _count: true,
  });
  return rows.map((row) => ({ key: row.ground, value: row._count }));
}
