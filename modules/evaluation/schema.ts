import type { ModuleSchema } from '../../core/graphql/module-schema.ts';
import { addAwards } from './award-schema.ts';
import { addLedger } from './ledger-schema.ts';
import { addDailyLog } from './log-schema.ts';
import { addSheets } from './sheet-schema.ts';
import { addSurvey } from './survey-schema.ts';

/** Types, lists and verbs of 考评, by what they concern. The API is written there; what happens stands in acts/. */
export function registerEvaluation(schema: ModuleSchema): void {
  addLedger(schema);
  addDailyLog(schema);
  addSurvey(schema);
  addSheets(schema);
  addAwards(schema);
}
