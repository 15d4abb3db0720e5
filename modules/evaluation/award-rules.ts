import { allow, refuse, rule, type Verdict } from '../../core/regulation/index.ts';
import { CLAUSES } from './clauses.ts';
import type { PeriodKind } from './period-rules.ts';
import {
  awardDisqualified,
  awardNotOfMonths,
  awardOutOfOrder,
  awardsTooMany,
  awardTieReason,
} from './period-refusals.ts';
import { conflictOfInterest } from './refusals.ts';

/** 流动红旗窗口 and 工作标兵 of a quarter; 年度红旗窗口 and 先进工作者 of a year. */
export const AWARD_KINDS = ['FLAG_WINDOW', 'MODEL_WORKER'] as const;
export type AwardKind = (typeof AWARD_KINDS)[number];

/** A subject as it stands for an award. */
export interface Candidate {
  readonly id: string;
  /** hundredths of a point */
  readonly total: number;
  readonly disqualified: readonly string[];
}

/** A candidate with its place among all, disqualified or not. */
export interface Placed extends Candidate {
  /** Place by score, equal for equal scores. */
  readonly rank: number;
}

/** What the group is told before it decides. */
export interface AwardList {
  /** Who would be awarded, never more than there are awards. */
  readonly eligible: readonly Placed[];
  /** Equal scores at the last award: the group decides among these. */
  readonly tied: readonly Placed[];
  readonly excluded: readonly Placed[];
}

/** All in the order of their scores, equal scores in one place. */
export function placesOf(candidates: readonly Candidate[]): Placed[] {
  return candidates
    .toSorted((a, b) => b.total - a.total || (a.id < b.id ? -1 : 1))
    .map((c, _i, all) => ({ ...c, rank: all.findIndex(({ total }) => total === c.total) + 1 }));
}

export const ranksTheEligible = rule({
  id: 'awards-by-score-without-the-disqualified',
  clause: CLAUSES.awards,
  says: {
    zh: '按得分高低，跳过取消资格的，不以其充数；末位同分的报考评组决定',
    en: 'by score; the disqualified are passed over and never filled in; a tie at the last place goes to the group',
  },
  decide: (candidates: readonly Candidate[], awards: number): AwardList => {
    const placed = placesOf(candidates);
    const free = placed.filter(({ disqualified }) => disqualified.length === 0);
    const last = free[awards - 1]?.total;
    const ties =
      last === undefined || free[awards]?.total !== last ? [] : free.filter((c) => c.total === last);
    return {
      eligible: free.slice(0, awards).filter((c) => !ties.includes(c)),
      tied: ties,
      excluded: placed.filter(({ disqualified }) => disqualified.length > 0),
    };
  },
});

/** What the leaders of the group decide. */
export interface Grant {
  readonly candidates: readonly Candidate[];
  /** Ids of the candidates that are awarded. */
  readonly chosen: readonly string[];
  /** How many awards there are at most. */
  readonly awards: number;
  readonly deciderId: string;
  readonly reason: string | null;
}

export const awardsOfQuarterOrYear = rule({
  id: 'awards-of-a-quarter-or-a-year',
  clause: CLAUSES.awards,
  says: {
    zh: '季度和年终评先评优，按月只打分',
    en: 'awards are of a quarter or a year; a month is only scored',
  },
  decide: (kind: PeriodKind): Verdict =>
    kind === 'MONTH' ? refuse(awardNotOfMonths({}, CLAUSES.awards)) : allow(),
});

export const grantGoesByScore = rule({
  id: 'the-group-grants-by-score',
  clause: CLAUSES.awards,
  says: {
    zh: '按得分高低依次评定，可以少评；取消资格的不评，末位同分取舍的说明理由，任何人不评自己',
    en: 'in the order of scores, fewer are allowed; never the disqualified, a tie that is parted needs its reason, nobody for himself',
  },
  /** Whether what is chosen of the candidates may be awarded; all chosen are candidates. */
  decide: ({ candidates, chosen, awards, deciderId, reason }: Grant): Verdict => {
    const own = candidates.filter(({ id }) => chosen.includes(id));
    const barred = own.find(({ disqualified }) => disqualified.length > 0);
    if (chosen.includes(deciderId)) return refuse(conflictOfInterest({}, CLAUSES.group));
    if (own.length > awards) return refuse(awardsTooMany({ awards }, CLAUSES.awards));
    if (barred) return refuse(awardDisqualified({ codes: barred.disqualified }, CLAUSES.awards));
    const last = Math.min(...own.map(({ total }) => total));
    const passedOver = candidates.filter((c) => c.disqualified.length === 0 && !chosen.includes(c.id));
    if (passedOver.some(({ total }) => total > last)) return refuse(awardOutOfOrder({}, CLAUSES.awards));
    return passedOver.some(({ total }) => total === last) && !reason?.trim()
      ? refuse(awardTieReason({}, CLAUSES.awards))
      : allow();
  },
});

export const AWARD_RULES = [ranksTheEligible, awardsOfQuarterOrYear, grantGoesByScore];
