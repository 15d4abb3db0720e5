import type { ClockSubject } from '../../core/clocks/clock-row.ts';
import type { Tx } from '../../core/db/client.ts';

/** Clock kind of this chapter: the group's answer to an appeal. */
export const APPEAL_LIMIT = 'SCORE_APPEAL';

/** An appeal as the subject of its clock. */
export function appealSubject(id: string): ClockSubject {
  return { subjectType: 'ScoreAppeal', subjectId: id };
}

/** Proposals of one fact, held until the transaction ends, by their code. */
export async function holdProposalsOf(tx: Tx, townshipId: string, factId: string, codes: readonly string[]) {
  const held = await tx.$queryRaw<{ id: string }[]>`
    select "id" from "ScoreProposal" where "townshipId" = ${townshipId}::uuid and "factId" = ${factId}
      and "code" = any(${[...codes]}) order by "id" for update`;
  if (held.length === 0) return new Map<string, ProposalRow>();
  const rows = await tx.scoreProposal.findMany({
    where: { townshipId, id: { in: held.map(({ id }) => id) } },
  });
  return new Map(rows.map((row) => [row.code, row]));
}

/** A proposal, held until the transaction ends; null when there is none. */
export async function holdProposal(tx: Tx, townshipId: string, id: string) {
  await tx.$queryRaw`
    select 1 from "ScoreProposal" where "townshipId" = ${townshipId}::uuid and "id" = ${id}::uuid for update`;
  return tx.scoreProposal.findUnique({ where: { townshipId_id: { townshipId, id } } });
}

export type ProposalRow = NonNullable<Awaited<ReturnType<typeof holdProposal>>>;

/** An entry with what takes it back, or null. */
export function findEntry(tx: Tx, townshipId: string, id: string) {
  return tx.ledgerEntry.findUnique({
    where: { townshipId_id: { townshipId, id } },
    include: { correctedBy: { select: { id: true } } },
  });
}

/** Entries that nothing takes back, of a proposal, or one with what was derived from it. */
export function findStanding(tx: Tx, townshipId: string, of: { proposalId: string } | { entryId: string }) {
  const which = 'proposalId' in of ? of : { OR: [{ id: of.entryId }, { derivedFromId: of.entryId }] };
  return tx.ledgerEntry.findMany({
    where: { townshipId, correctsId: null, correctedBy: null, ...which },
    // The window's before what was derived from it.
    orderBy: [{ derivedFromId: { sort: 'asc', nulls: 'first' } }, { id: 'asc' }],
  });
}

export type EntryRow = Awaited<ReturnType<typeof findStanding>>[number];

/** An appeal with its entry, held until the transaction ends; null when there is none. */
export async function holdAppeal(tx: Tx, townshipId: string, id: string) {
  await tx.$queryRaw`
    select 1 from "ScoreAppeal" where "townshipId" = ${townshipId}::uuid and "id" = ${id}::uuid for update`;
  return tx.scoreAppeal.findUnique({
    where: { townshipId_id: { townshipId, id } },
    include: { entry: true },
  });
}

/** Open appeals against entries. */
export function findOpenAppeals(tx: Tx, townshipId: string, entryIds: readonly string[]) {
  return tx.scoreAppeal.findMany({
    where: { townshipId, state: 'OPEN', entryId: { in: [...entryIds] } },
    include: { entry: true },
    orderBy: { id: 'asc' },
  });
}

/**
 * Lets postings to a month go on side by side, and its freeze wait for them and hold back those that come later:
 * 'POST' is shared, 'FREEZE' is not.
 */
export async function lockMonth(
  tx: Tx,
  townshipId: string,
  month: string,
  to: 'POST' | 'FREEZE',
): Promise<void> {
  const key = townshipId + month;
  if (to === 'POST')
    await tx.$queryRaw`select pg_advisory_xact_lock_shared(hashtext('ledger'), hashtext(${key}))::text`;
  else await tx.$queryRaw`select pg_advisory_xact_lock(hashtext('ledger'), hashtext(${key}))::text`;
}

/** Whether a month was frozen; asked under its lock. */
export async function isFrozen(tx: Tx, townshipId: string, month: string): Promise<boolean> {
  const where = { townshipId_kind_key: { townshipId, kind: 'MONTH', key: month } };
  const period = await tx.assessmentPeriod.findUnique({ where, select: { state: true } });
  return period !== null && period.state !== 'OPEN';
}
