import { defineModule } from '../../core/modules/manifest.ts';
import { SCORE_WORKBOOK } from './acts/export.ts';
import { takeScored } from './acts/facts.ts';
import { CLAUSES } from './clauses.ts';
import { DOCUMENTS } from './documents.ts';
import './events.ts';
import { HANDLERS } from './handlers.ts';
import { JOBS } from './jobs.ts';
import { APPEAL_LIMIT } from './ledger-store.ts';
import { CRITERION_POINTS, WINDOW_SCORES } from './measures.ts';
import { MESSAGES } from './messages.ts';
import { REFUSALS } from './refusals.ts';
import { RULES } from './rules.ts';
import { registerEvaluation } from './schema.ts';
import { EvaluationSettings } from './settings.ts';
import { findOpenWork, MODULE_ID } from './store.ts';

/** 三(一) 服务窗口及其工作人员考评办法. */
export const evaluation = defineModule({
  id: MODULE_ID,
  title: { zh: '考评', en: 'Evaluation' },
  chapter: '三(一)',
  description: {
    zh: '考核台账、日常记录、民主评议、月季年考评表、评先评优、申诉、重算与试算。停用后：不记分、不评议、不评比；已有台账和考评表保留。',
    en: 'Ledger of points, daily log, survey, sheets of months, quarters and years, awards, appeals, replay and preview. Off: nothing is scored, asked or awarded; ledger and sheets stay.',
  },
  // Facts reach it by the criteria of the chapters that are on; what is off is written into the daily log.
  requires: [],
  settings: EvaluationSettings,
  clauses: CLAUSES,
  rules: RULES,
  refusals: REFUSALS,
  register: registerEvaluation,
  emits: [
    'ledger.posted',
    'ledger.corrected',
    'ledger.appealed',
    'ledger.appealDecided',
    'dailyLog.missing',
    'survey.published',
    'period.frozen',
    'period.published',
    'award.granted',
  ],
  on: HANDLERS,
  // The roster of days to come; what the chapters say of points is always caught up.
  catchesUp: ['duty.rostered', 'duty.withdrawn'],
  onScored: takeScored,
  jobs: JOBS,
  clockActs: { [APPEAL_LIMIT]: '答复' },
  messages: MESSAGES,
  documents: DOCUMENTS,
  downloads: [SCORE_WORKBOOK],
  measures: [WINDOW_SCORES, CRITERION_POINTS],
  openWork: findOpenWork,
});
