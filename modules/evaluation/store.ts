import type { Tx } from '../../core/db/client.ts';
import type { OpenWork } from '../../core/modules/manifest.ts';

export const MODULE_ID = 'evaluation';

export type ProposalSource = 'EVENT' | 'DAILY_LOG' | 'GROUP';
export type ProposalState = 'PROPOSED' | 'AWAITING_SECOND' | 'CONFIRMED' | 'REJECTED' | 'WITHDRAWN';
export type AppealState = 'OPEN' | 'UPHELD' | 'REJECTED';
export type SurveyState = 'OPEN' | 'CLOSED' | 'PUBLISHED';
export type PeriodKind = 'MONTH' | 'QUARTER' | 'YEAR';
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
