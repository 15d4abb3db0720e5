import type { Tx } from '../../core/db/client.ts';
import type { OpenWork } from '../../core/modules/manifest.ts';
import { civilDate, type CivilDate } from '../../core/time/index.ts';
import type { ReplyFacts } from './rules.ts';

export const MODULE_ID = 'complaints';

const INCLUDE = { explanations: { orderBy: { at: 'asc' } } } as const;

/** A complaint with the explanations of its delay, or null. */
export function findComplaint(tx: Tx, townshipId: string, id: string) {
  return tx.complaint.findUnique({ where: { townshipId_id: { townshipId, id } }, include: INCLUDE });
}

/** The complaint of a number, or null. */
export function findByNumber(tx: Tx, townshipId: string, number: string) {
  return tx.complaint.findUnique({ where: { townshipId_number: { townshipId, number } }, include: INCLUDE });
}

/** A complaint as the services read it. */
export type ComplaintRow = NonNullable<Awaited<ReturnType<typeof findComplaint>>>;

/** Complaints that wait for an answer. */
export function findAccepted(tx: Tx, townshipId: string) {
  return tx.complaint.findMany({ where: { townshipId, state: 'ACCEPTED' }, include: INCLUDE });
}

/** Major complaints that nobody acknowledged or escalated yet. */
export function findUnacknowledged(tx: Tx, townshipId: string) {
  return tx.complaint.findMany({
    where: {
      townshipId,
      severity: 'MAJOR',
      acknowledgedAt: null,
      escalatedAt: null,
      state: { not: 'CONCLUDED' },
    },
  });
}

/** The reply clock as facts for `core/time`. */
export function replyFactsOf(row: {
  startedOn: string | null;
  budgetDays: number | null;
  endedOn: string | null;
  explanations: readonly { explainedOn: string }[];
}): ReplyFacts {
  const day = (text: string): CivilDate => civilDate(text);
  return {
    clock:
      row.startedOn === null || row.budgetDays === null
        ? null
        : {
            startedOn: day(row.startedOn),
            budgetDays: row.budgetDays,
            extensionDays: 0,
            suspensions: [],
            endedOn: row.endedOn === null ? null : day(row.endedOn),
          },
    // Those before a reopening belong to the clock of then.
    explainedOn: row.explanations
      .map((e) => day(e.explainedOn))
      .filter((explained) => row.startedOn === null || explained >= row.startedOn),
  };
}

/** Complaints that are not concluded. */
export async function findOpenWork(tx: Tx, townshipId: string): Promise<OpenWork[]> {
  const rows = await tx.complaint.findMany({
    where: { townshipId, state: { not: 'CONCLUDED' } },
    orderBy: { filedAt: 'asc' },
  });
  return rows.map((row) => ({ kind: 'COMPLAINT', id: row.id, label: row.number }));
}

/** Recounts complaints filed and answers given, for the county's figures, from the outbox of this chapter's events. */
export async function recountComplaints(
  tx: Tx,
  townshipId: string,
): Promise<{ key: string; value: number }[]> {
  const filed = await tx.complaint.count({ where: { townshipId } });
  const rows = await tx.$queryRaw<{ key: string; value: number }[]>`
    select "payload"->>'result' as key, count(*)::int as value from "OutboxEvent"
    where "townshipId" = ${townshipId}::uuid and "type" = 'complaint.answered' and "payload"->>'result' <> 'noClock'
    group by 1`;
  return [...(filed ? [{ key: 'filed', value: filed }] : []), ...rows];
}
