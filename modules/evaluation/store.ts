import type { Tx } from '../../core/db/client.ts';
import type { OpenWork } from '../../core/modules/manifest.ts';

export const MODULE_ID = 'evaluation';

export type ProposalSource = 'EVENT' | 'DAILY_LOG' | 'GROUP';
export type ProposalState = 'PROPOSED' | 'AWAITING_SECOND' | 'CONFIRMED' | 'REJECTED' | 'WITHDRAWN';
export type AppealState = 'OPEN' | 'UPHELD' | 'REJECTED';
export type SurveyState = 'OPEN' | 'CLOSED' | 'PUBLISHED';
export type PeriodState = 'OPEN' | 'FROZEN' | 'PUBLISHED';

/** What is left when the chapter is switched off: proposals and appeals that wait, and surveys that are open. */
export async function findOpenWork(tx: Tx, townshipId: string): Promise<OpenWork[]> {
  const proposals = await tx.scoreProposal.findMany({
    where: { townshipId, state: { in: ['PROPOSED', 'AWAITING_SECOND'] } },
    select: { id: true, code: true, occurredOn: true },
    orderBy: [{ occurredOn: 'asc' }, { id: 'asc' }],
  });
  const appeals = await tx.scoreAppeal.findMany({
    where: { townshipId, state: 'OPEN' },
    select: { id: true, entry: { select: { code: true, occurredOn: true } } },
    orderBy: [{ filedAt: 'asc' }, { id: 'asc' }],
  });
  const surveys = await tx.survey.findMany({
    where: { townshipId, state: 'OPEN' },
    select: { id: true, month: true },
  });
  return [
    ...proposals.map(({ id, code, occurredOn }) => ({
      kind: 'ScoreProposal',
      id,
      label: `${code} ${occurredOn}`,
    })),
    ...appeals.map(({ id, entry }) => ({
      kind: 'ScoreAppeal',
      id,
      label: `${entry.code} ${entry.occurredOn}`,
    })),
    ...surveys.map(({ id, month }) => ({ kind: 'Survey', id, label: month })),
  ];
}

/** Who was on the duty roster of a day, as attendance reported it. */
export async function findOnDuty(tx: Tx, townshipId: string, day: string): Promise<string[]> {
  const rows = await tx.dutyDay.findMany({
    where: { townshipId, day, onDuty: true },
    select: { staffId: true },
    orderBy: { staffId: 'asc' },
  });
  return rows.map(({ staffId }) => staffId);
}

export function findLog(tx: Tx, townshipId: string, id: string) {
  return tx.dailyLog.findUnique({ where: { townshipId_id: { townshipId, id } } });
}

export function findWarning(tx: Tx, townshipId: string, id: string) {
  return tx.dailyWarning.findUnique({ where: { townshipId_id: { townshipId, id } } });
}

/** The days from one through another that have a log. */
export async function findLogDays(
  tx: Pick<Tx, 'dailyLog'>,
  townshipId: string,
  from: string,
  through: string,
): Promise<string[]> {
  const rows = await tx.dailyLog.findMany({
    where: { townshipId, day: { gte: from, lte: through } },
    select: { day: true },
    orderBy: { day: 'asc' },
  });
  return rows.map(({ day }) => day);
}

/** What the logs of a month hold of one scoring rule. */
export interface ObservationCount {
  readonly code: string;
  /** How often it was observed. */
  readonly count: number;
  /** hundredths of a unit */
  readonly units: number;
  readonly confirmed: number;
  readonly rejected: number;
}

/** Observations of a month by scoring rule, in the order of the codes. */
export async function countObservations(
  tx: Pick<Tx, 'scoreProposal'>,
  townshipId: string,
  month: string,
): Promise<ObservationCount[]> {
  const rows = await tx.scoreProposal.groupBy({
    by: ['code', 'state'],
    where: { townshipId, source: 'DAILY_LOG', occurredOn: { gte: `${month}-01`, lte: `${month}-31` } },
    _count: true,
    _sum: { units: true },
  });
  const of = (code: string, state: string) =>
    rows.find((row) => row.code === code && row.state === state)?._count ?? 0;
  return [...new Set(rows.map(({ code }) => code))].toSorted().map((code) => {
    const own = rows.filter((row) => row.code === code);
    return {
      code,
      count: own.reduce((sum, row) => sum + row._count, 0),
      units: own.reduce((sum, row) => sum + (row._sum.units ?? 0), 0),
      confirmed: of(code, 'CONFIRMED'),
      rejected: of(code, 'REJECTED'),
    };
  });
}
