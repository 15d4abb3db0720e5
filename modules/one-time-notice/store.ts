import type { Tx } from '../../core/db/client.ts';
import type { OpenWork } from '../../core/modules/manifest.ts';
import type { GuideContent } from './guide-rules.ts';
import type { NoticeItem } from './rules.ts';

export const MODULE_ID = 'one-time-notice';

/** The clock of this chapter: days from receipt within which a notice is given. */
export const SUPPLEMENT_NOTICE = 'SUPPLEMENT_NOTICE';

/** What a notice must be loaded with so that access to it can be judged. */
export const NOTICE_INCLUDE = {
  case: { select: { townshipId: true, id: true, applicantId: true } },
} as const;

/** What is unfinished: running limits of notices, copies not acknowledged, questions not answered. */
export async function findOpenWork(tx: Tx, townshipId: string): Promise<OpenWork[]> {
  const limits = await tx.clock.findMany({
    where: { townshipId, module: MODULE_ID, endedOn: null },
    select: { id: true, kind: true, case: { select: { number: true } } },
    orderBy: { dueOn: 'asc' },
  });
  const notices = await tx.notice.findMany({
    where: { townshipId, copies: { some: { acknowledgedAt: null } } },
    select: { id: true, document: { select: { number: true } } },
    orderBy: { issuedAt: 'asc' },
  });
  const questions = await tx.guideQuestion.findMany({
    where: { townshipId, answeredAt: null },
    select: { id: true, guide: { select: { number: true } } },
    orderBy: { askedAt: 'asc' },
  });
  return [
    ...limits.map((c) => ({ kind: c.kind, id: c.id, label: c.case?.number ?? c.id })),
    ...notices.map((n) => ({ kind: 'NOTICE', id: n.id, label: n.document?.number ?? n.id })),
    ...questions.map((q) => ({ kind: 'GUIDE_QUESTION', id: q.id, label: q.guide.number })),
  ];
}

/** The guide of a number, or null. */
export function findGuideByNumber(tx: Tx, townshipId: string, number: string) {
  return tx.guideNotice.findUnique({ where: { townshipId_number: { townshipId, number } } });
}

/**
 * Lets a new case rest on the latest guide of its item that its applicant got and that still holds, if there is one: township, case,
 * moment, item, first day of issue that holds, the applicant's phone and sign-in subject (either may be null).
 */
export const CITE_GUIDE = {
  name: 'one-time-notice-cite-guide',
  text: `insert into "CaseGuide" ("townshipId", "caseId", "guideId", "citedAt")
    select "townshipId", $2::uuid, "id", $3::timestamptz from "GuideNotice"
      where "townshipId" = $1 and "itemId" = $4 and "issuedOn" >= $5 and ("inquirerPhone" = $6 or "subject" = $7)
      order by "issuedAt" desc limit 1`,
};

/** Names of the materials that the guide of a case asked for; null when it rests on none. */
export async function findGuideMaterials(
  tx: Tx,
  townshipId: string,
  caseId: string,
): Promise<string[] | null> {
  const cited = await tx.caseGuide.findUnique({
    where: { townshipId_caseId: { townshipId, caseId } },
    select: { guide: { select: { content: true } } },
  });
  return cited && (cited.guide.content as unknown as GuideContent).materials.map(({ name }) => name);
}

/** A notice as rules compare it. */
export interface EarlierNotice {
  readonly id: string;
  readonly issuedBy: string | null;
  readonly extraTrip: boolean;
  readonly caseVersion: number | null;
  readonly items: readonly NoticeItem[];
}

/** The notices on a case, the first one first. */
export async function findNoticesOf(tx: Tx, townshipId: string, caseId: string): Promise<EarlierNotice[]> {
  const rows = await tx.notice.findMany({
    where: { townshipId, caseId },
    select: { id: true, issuedBy: true, extraTrip: true, caseVersion: true, items: true },
    orderBy: { ordinal: 'asc' },
  });
  return rows.map((row) => ({ ...row, items: row.items as unknown as NoticeItem[] }));
}

/** Written notices of earlier days with copies that nobody acknowledged and that are no candidates yet. */
export function findUnacknowledged(tx: Tx, townshipId: string, today: string) {
  return tx.notice.findMany({
    where: {
      townshipId,
      issuedOn: { lt: today },
      copies: { some: { acknowledgedAt: null } },
      breaches: { none: { ground: 'COPY_UNACKNOWLEDGED' } },
    },
    select: {
      id: true,
      caseId: true,
      issuedOn: true,
      issuedBy: true,
      copies: { where: { acknowledgedAt: null }, select: { copy: true } },
    },
  });
}

/** Open limits of notices with the cases that they are about. */
export async function findOpenLimits(tx: Tx, townshipId: string, dueThrough?: string) {
  const rows = await tx.clock.findMany({
    where: {
      townshipId,
      module: MODULE_ID,
      kind: SUPPLEMENT_NOTICE,
      endedOn: null,
      ...(dueThrough ? { dueOn: { lte: dueThrough } } : {}),
    },
    include: {
      suspensions: { orderBy: { fromDay: 'asc' } },
      case: {
        select: {
          id: true,
          number: true,
          state: true,
          handlerId: true,
          submittedAt: true,
          applicantId: true,
        },
      },
    },
    orderBy: { id: 'asc' },
  });
  return rows.flatMap((row) => (row.case ? [{ ...row, case: row.case }] : []));
}

/** Recounts guides, notices by kind and acceptances by silence, for the county's figures. */
export async function countNotices(tx: Tx, townshipId: string): Promise<{ key: string; value: number }[]> {
  const kinds = await tx.notice.groupBy({ by: ['kind'], where: { townshipId }, _count: true });
  const guides = await tx.guideNotice.count({ where: { townshipId } });
  const silent = await tx.outboxEvent.count({ where: { townshipId, type: 'case.deemedAccepted' } });
  return [
    ...kinds.map((row) => ({ key: row.kind, value: row._count })),
    { key: 'GUIDE', value: guides },
    { key: 'DEEMED_ACCEPTED', value: silent },
  ].filter(({ value }) => value > 0);
}
