import { randomUUID } from 'node:crypto';
import type { Act } from '../../../core/acts/act.ts';
import { notFound } from '../../../core/cases/refusals.ts';
import type { Tx } from '../../../core/db/client.ts';
import { factsWithoutCase, officeName, windowName } from '../../../core/documents/facts.ts';
import { issueDocument } from '../../../core/documents/service.ts';
import { enforce, Refused } from '../../../core/regulation/index.ts';
import { actingStaff } from '../../../core/people/members.ts';
import {
  awardsOfQuarterOrYear,
  grantGoesByScore,
  placesOf,
  type AwardKind,
  type Candidate,
  type Placed,
} from '../award-rules.ts';
import { lockPeriod, totalsOf } from '../award-store.ts';
import { CLAUSES } from '../clauses.ts';
import { AWARD_NOTICE } from '../documents.ts';
import '../events.ts';
import type { Period } from '../period-rules.ts';
import { awardsGranted, periodState } from '../period-refusals.ts';
import { settingsOn } from '../service.ts';
import { readDisqualifications } from '../sheet-store.ts';

export interface GrantInput {
  readonly period: Period;
  readonly kind: AwardKind;
  /** Uuids of windows or of persons, by the kind; at least one. */
  readonly chosen: readonly string[];
  readonly reason: string | null;
}

/**
 * 三(一)4B(2): the leaders of the group grant a kind of award for a frozen quarter or year, once; the notice is issued with
 * it. Returns the id of the notice. Refusals: AWARD_NOT_OF_MONTHS, PERIOD_STATE, AWARDS_GRANTED, NOT_FOUND,
 * CONFLICT_OF_INTEREST_IN_SCORING, AWARDS_TOO_MANY, AWARD_DISQUALIFIED, AWARD_OUT_OF_ORDER, AWARD_TIE_NEEDS_REASON.
 */
export async function grantAwards(act: Act, input: GrantInput): Promise<string> {
  const { townshipId, tx } = act;
  const { period, kind } = input;
  enforce(awardsOfQuarterOrYear.decide(period.kind));
  const frozen = await lockPeriod(tx, townshipId, period);
  if (!frozen || frozen.state === 'OPEN')
    throw new Refused(periodState({ period: period.key, state: 'OPEN' }, CLAUSES.awards));
  if ((await tx.award.count({ where: { townshipId, periodId: frozen.id, kind } })) > 0)
    throw new Refused(awardsGranted({ period: period.key }, CLAUSES.awards));
  const candidates = await candidatesOf(tx, townshipId, period, kind);
  const chosen = chosenOf(candidates, input);
  const reason = input.reason?.trim() || null;
  const settings = settingsOn(act, period.through);
  enforce(
    grantGoesByScore.decide({
      candidates,
      chosen: chosen.map(({ id }) => id),
      awards: kind === 'FLAG_WINDOW' ? settings.flagWindows : settings.modelWorkers,
      deciderId: actingStaff(act),
      reason,
    }),
  );
  const { id: documentId } = await issueNotice(act, input, chosen);
  for (const subject of chosen) await grant(act, input, subject, { periodId: frozen.id, documentId, reason });
  return documentId;
}

/**
 * The subjects of a period's frozen sheets that a kind of award is for, with the disqualifications that were confirmed in
 * it and stand today; none before the period is frozen. Two statements.
 */
export async function candidatesOf(
  tx: Pick<Tx, 'scoreSheet' | '$queryRaw'>,
  townshipId: string,
  period: Period,
  kind: AwardKind,
): Promise<Candidate[]> {
  const totals = await totalsOf(tx, townshipId, period, kind);
  const codes = new Map<string, Set<string>>();
  for (const { subjectId, code, takenBack } of await readDisqualifications(tx, townshipId, period))
    if (!takenBack) codes.set(subjectId, (codes.get(subjectId) ?? new Set()).add(code));
  return totals.map((one) => ({ ...one, disqualified: [...(codes.get(one.id) ?? [])] }));
}

/** The chosen with their places among all, the highest first; NOT_FOUND for who has no sheet of the period. */
function chosenOf(candidates: readonly Candidate[], { kind, chosen }: GrantInput): Placed[] {
  const unknown = chosen.find((id) => !candidates.some((candidate) => candidate.id === id));
  if (unknown !== undefined)
    throw new Refused(
      notFound({ type: kind === 'FLAG_WINDOW' ? 'Window' : 'Staff', id: unknown }, CLAUSES.awards),
    );
  return placesOf(candidates).filter(({ id }) => chosen.includes(id));
}

async function grant(
  act: Act,
  { kind, period }: GrantInput,
  { id: subjectId, rank, total }: Placed,
  decision: { periodId: string; documentId: string; reason: string | null },
): Promise<void> {
  const id = randomUUID();
  const subject = {
    staffId: kind === 'MODEL_WORKER' ? subjectId : null,
    windowId: kind === 'FLAG_WINDOW' ? subjectId : null,
  };
  await act.tx.award.create({
    data: {
      ...decision,
      ...subject,
      townshipId: act.townshipId,
      id,
      kind,
      rank,
      total,
      decidedById: actingStaff(act),
      grantedAt: act.now,
    },
  });
  act.audit({ verb: 'grantAwards', subjectType: 'Award', subjectId: id, fields: ['rank', 'reason'] });
  act.emit({
    type: 'award.granted',
    factId: `award.granted/${id}`,
    payload: { awardId: id, kind, period: period.key, ...subject },
  });
}

function issueNotice(act: Act, { kind, period }: GrantInput, chosen: readonly Placed[]) {
  const { directory } = act.platform;
  const { townshipId } = act;
  const nameOf = (id: string) =>
    kind === 'FLAG_WINDOW' ? windowName(directory.findWindow(townshipId, id)) : directory.findStaff(id)?.name;
  const unit = officeName(directory.county, directory.findTownship(townshipId) ?? { name: '' });
  const facts = factsWithoutCase({ unit });
  return issueDocument(
    act,
    AWARD_NOTICE,
    { facts },
    {
      period: periodName(period),
      award: AWARD_NAMES[kind][period.kind === 'YEAR' ? 'year' : 'quarter'],
      awarded: chosen.map(({ id }, i) => ({ order: i + 1, name: nameOf(id) ?? '' })),
    },
  );
}

const AWARD_NAMES = {
  FLAG_WINDOW: { quarter: '流动红旗窗口', year: '年度红旗窗口' },
  MODEL_WORKER: { quarter: '工作标兵', year: '先进工作者' },
} as const satisfies Record<AwardKind, unknown>;

function periodName({ kind, key }: Period): string {
  const [year, quarter] = key.split('-Q');
  return kind === 'YEAR' ? `${year}年度` : `${year}年第${'一二三四'[Number(quarter) - 1]}季度`;
}
