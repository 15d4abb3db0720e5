import { rule, type Clause } from '../../core/regulation/index.ts';
import { AWARD_RULES } from './award-rules.ts';
import { CATALOGUE } from './scoring-catalogue.ts';
import { CLAUSES } from './clauses.ts';
import { COUNTING_RULES, pointsOfTheDay } from './counting-rules.ts';
import { LEDGER_RULES } from './ledger-rules.ts';
import { LOG_RULES } from './log-rules.ts';
import { PERIOD_RULES } from './period-rules.ts';
import { ROSTER_RULES } from './roster-rules.ts';
import type { EvaluationSettings } from './settings.ts';
import { SHEET_RULES } from './sheet-rules.ts';
import { SURVEY_RULES } from './survey-rules.ts';

const OWN = new Map(Object.values(CLAUSES).map((clause): [string, Clause] => [clause.id, clause]));

/** One rule for each row of the catalogue whose clause stands in this chapter: what a unit of it costs or earns. */
export const CRITERION_RULES = CATALOGUE.flatMap(({ code, clauseId, title }) => {
  const clause = OWN.get(clauseId);
  return clause
    ? [
        rule({
          id: `points-of-${code.toLowerCase()}`,
          clause,
          says: title,
          /** Hundredths of a point of `units` hundredths of a unit. */
          decide: (units: number, settings: Pick<EvaluationSettings, 'points'>): number =>
            pointsOfTheDay.decide(code, units, settings),
        }),
      ]
    : [];
});

/** All rules of 三(一), in the order of the regulation's demands. */
export const RULES = [
  ...LEDGER_RULES,
  ...SURVEY_RULES,
  ...CRITERION_RULES,
  ...COUNTING_RULES,
  ...SHEET_RULES,
  ...ROSTER_RULES,
  ...PERIOD_RULES,
  ...AWARD_RULES,
  ...LOG_RULES,
];
