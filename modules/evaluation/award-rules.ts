import { rule } from '../../core/regulation/index.ts';
import { CLAUSES } from './clauses.ts';

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

export const ranksTheEligible = rule({
  id: 'awards-by-score-without-the-disqualified',
  clause: CLAUSES.awards,
  says: {
    zh: '按得分高低，取消资格的不递补名额以外人员充数；末位同分的报考评组决定',
    en: 'by score; the disqualified are passed over and never filled in; a tie at the last place goes to the group',
  },
  decide: (candidates: readonly Candidate[], awards: number): AwardList => {
    const placed = candidates
      .toSorted((a, b) => b.total - a.total || (a.id < b.id ? -1 : 1))
      .map((c, _i, all): Placed => ({ ...c, rank: all.findIndex(({ total }) => total === c.total) + 1 }));
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

export const AWARD_RULES = [ranksTheEligible];
