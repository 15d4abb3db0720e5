import type { ClockRow, ClockSubject } from '../../core/clocks/clock-row.ts';
import { findClock } from '../../core/clocks/store.ts';
import type { Tx } from '../../core/db/client.ts';
import type { OpenWork } from '../../core/modules/manifest.ts';
import { OPEN_STATES } from './rules.ts';

export const MODULE_ID = 'parallel-approval';

/** Clock kinds of this chapter: a branch's own limit, and the case's joint one. */
export const BRANCH = 'BRANCH';
export const JOINT = 'JOINT';

/** The case's promise of 按时办结, as `deadline.breached` names its limit. */
export const PROMISE = 'PROMISE';

/** A branch as the subject of its clock and of the files forked to it. */
export function branchSubject(id: string): ClockSubject {
  return { subjectType: 'Branch', subjectId: id };
}

/** The catalogue entry in force for an item: its last version; null when it is no joint item. */
export function findCatalogue(tx: Tx, townshipId: string, itemId: string) {
  return tx.jointCatalogue.findFirst({
    where: { townshipId, itemId },
    orderBy: { version: 'desc' },
    include: { participants: { orderBy: { position: 'asc' } }, lead: { select: { name: true } } },
  });
}
export type CatalogueRow = NonNullable<Awaited<ReturnType<typeof findCatalogue>>>;

/** What the chapter keeps of a case; null when it was not forked. */
export function findJoint(tx: Tx, townshipId: string, caseId: string) {
  return tx.jointCase.findUnique({
    where: { townshipId_caseId: { townshipId, caseId } },
    include: { catalogue: { select: { leadStationId: true, deemedConsentAllowed: true } } },
  });
}

const WITH_CASE = {
  case: {
    select: {
      id: true,
      number: true,
      state: true,
      version: true,
      applicantId: true,
      handlerId: true,
      windowId: true,
    },
  },
  station: { select: { name: true } },
} as const;

/** A branch with the case that it belongs to, or null. */
export function findBranch(tx: Tx, townshipId: string, id: string) {
  return tx.branch.findUnique({ where: { townshipId_id: { townshipId, id } }, include: WITH_CASE });
}
export type BranchRow = NonNullable<Awaited<ReturnType<typeof findBranch>>>;

/** The branches of a case in the order of the catalogue, earlier rounds first. */
export function findBranches(tx: Tx, townshipId: string, caseId: string) {
  return tx.branch.findMany({
    where: { townshipId, caseId },
    orderBy: [{ position: 'asc' }, { round: 'asc' }],
    include: WITH_CASE,
  });
}

/** Branches in a state, the earliest first. */
export function findBranchesIn(tx: Tx, townshipId: string, states: readonly string[]) {
  return tx.branch.findMany({
    where: { townshipId, state: { in: [...states] } },
    orderBy: [{ receivedAt: 'asc' }, { id: 'asc' }],
    include: WITH_CASE,
  });
}

/** The materials of a case that were uploaded, the earliest first. */
export function findCaseFiles(tx: Tx, townshipId: string, caseId: string) {
  return tx.caseFile.findMany({
    where: { townshipId, caseId },
    select: { id: true, fileId: true, material: true },
    orderBy: [{ addedAt: 'asc' }, { id: 'asc' }],
  });
}
export type CaseFileRow = Awaited<ReturnType<typeof findCaseFiles>>[number];

/** The limit of a branch. */
export async function branchClock(tx: Tx, townshipId: string, id: string): Promise<ClockRow> {
  const clock = await findClock(tx, townshipId, branchSubject(id), BRANCH);
  if (!clock) throw new Error('a branch must have its clock');
  return clock;
}

/** Locks a case until the commit, so that two branches of it do not move at once. */
export async function lockCase(tx: Tx, townshipId: string, caseId: string): Promise<void> {
  await tx.$queryRaw`
    select 1 as locked from "Case" where "townshipId" = ${townshipId}::uuid and "id" = ${caseId}::uuid for update`;
}

/** Sessions of a case from which a branch was absent, by kind. */
export async function absencesOf(tx: Tx, townshipId: string, branchId: string): Promise<string[]> {
  const rows = await tx.sessionAttendance.findMany({
    where: { townshipId, branchId, present: false },
    select: { session: { select: { kind: true } } },
  });
  return rows.map((row) => row.session.kind);
}

/** States of a case that ended, perhaps while the chapter was off. */
const ENDED: readonly string[] = ['DECIDED', 'DELIVERED', 'WITHDRAWN', 'REFUSED'];

/** Branches that are not concluded, apart: those of cases in work without an opinion or a seal, and those whose case ended. */
export async function findUnfinished(tx: Tx, townshipId: string) {
  const rows = await findBranchesIn(tx, townshipId, [...OPEN_STATES, 'RECTIFY']);
  const isLeft = (row: BranchRow) => ENDED.includes(row.case.state);
  return {
    open: rows.filter((row) => !isLeft(row) && row.state !== 'RECTIFY'),
    left: rows.filter(isLeft),
  };
}

/** Branches without an opinion or a seal. */
export async function findOpenWork(tx: Tx, townshipId: string): Promise<OpenWork[]> {
  const { open } = await findUnfinished(tx, townshipId);
  return open.map((row) => ({
    kind: 'BRANCH',
    id: row.id,
    label: `${row.case.number}，${row.station.name}`,
  }));
}

/** Recounts branches received and how they ended, for the county's figures. */
export async function countBranches(tx: Tx, townshipId: string): Promise<{ key: string; value: number }[]> {
  const received = await tx.branch.count({ where: { townshipId } });
  const rows = await tx.$queryRaw<{ key: string; value: number }[]>`
    select 'opinion.' || ("payload"->>'opinion') as key, count(*)::int as value from "OutboxEvent"
    where "townshipId" = ${townshipId}::uuid and "type" = 'branch.opinion' group by 1
    union all select 'deemedConsent', count(*)::int from "OutboxEvent"
    where "townshipId" = ${townshipId}::uuid and "type" = 'branch.deemedConsent' having count(*) > 0`;
  return [...(received > 0 ? [{ key: 'received', value: received }] : []), ...rows];
}

/** Suspensions of a period (days included), for the statistics by window. */
export function findSuspensions(
  tx: Pick<Tx, 'branchSuspension'>,
  townshipId: string,
  from: string,
  through: string,
) {
  return tx.branchSuspension.findMany({
    where: { townshipId, fromDay: { lte: through }, OR: [{ toDay: null }, { toDay: { gte: from } }] },
    select: { windowId: true, fromDay: true, toDay: true },
    orderBy: [{ fromDay: 'asc' }, { id: 'asc' }],
  });
}
