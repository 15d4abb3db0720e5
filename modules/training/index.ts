import { defineModule } from '../../core/modules/manifest.ts';
import { CLAUSES } from './clauses.ts';
import { CRITERIA } from './criteria.ts';
import './events.ts';
import { HANDLERS } from './handlers.ts';
import { JOBS } from './jobs.ts';
import { TRAINING } from './measures.ts';
import { MESSAGES } from './messages.ts';
import { REFUSALS } from './refusals.ts';
import { RULES } from './rules.ts';
import { registerTraining } from './schema.ts';
import { TrainingSettings } from './settings.ts';
import { findOpenWork, MODULE_ID } from './store.ts';

/** 四(二) 学习培训制度. */
export const training = defineModule({
  id: MODULE_ID,
  title: { zh: '学习培训', en: 'Training' },
  chapter: '四(二)',
  description: {
    zh: '年度计划、每月集中学习、签到和缺席、测试和补考、自学记录。停用后：不安排、不签到、不认定缺席；已有记录保留。',
    en: 'Yearly plans, the monthly session, sign-in and absence, tests and retakes, self-study. Off: nothing is arranged, nobody signs in or is found absent; records stay.',
  },
  // Leave reaches it by event, where attendance is on.
  requires: [],
  settings: TrainingSettings,
  clauses: CLAUSES,
  rules: RULES,
  refusals: REFUSALS,
  register: registerTraining,
  emits: ['training.closed', 'training.absent', 'training.absenceExcused', 'training.monthMissed'],
  on: HANDLERS,
  // Leave of the time off may excuse what was counted before it, and what is still to come.
  catchesUp: ['leave.approved', 'leave.withdrawn'],
  jobs: JOBS,
  criteria: CRITERIA,
  measures: [TRAINING],
  messages: MESSAGES,
  openWork: findOpenWork,
});
