import { rule } from '../../core/regulation/index.ts';
import { CLAUSES } from './clauses.ts';
import type { EvaluationSettings } from './settings.ts';

/** The answers of the survey, the best first. */
export const ANSWERS = [
  'VERY_SATISFIED',
  'SATISFIED',
  'FAIRLY_SATISFIED',
  'DISSATISFIED',
  'VERY_DISSATISFIED',
] as const;
export type Answer = (typeof ANSWERS)[number];

export const isSatisfied = rule({
  id: 'satisfied-answers',
  clause: CLAUSES.survey,
  says: {
    zh: '非常满意、满意、基本满意计为满意',
    en: 'very satisfied, satisfied and fairly satisfied count as satisfied',
  },
  decide: (answer: Answer): boolean => answer !== 'DISSATISFIED' && answer !== 'VERY_DISSATISFIED',
});

export const groupIsShown = rule({
  id: 'small-groups-are-not-published',
  clause: CLAUSES.survey,
  says: { zh: '答卷过少的不公布，以免推知个人', en: 'groups of too few answers are not published' },
  decide: (answers: number, { suppressBelow }: Pick<EvaluationSettings, 'suppressBelow'>): boolean =>
    answers >= suppressBelow,
});

export const SURVEY_RULES = [isSatisfied, groupIsShown];
