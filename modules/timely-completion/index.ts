import { defineModule } from '../../core/modules/manifest.ts';
import { CLAUSES } from './clauses.ts';
import { CRITERIA } from './criteria.ts';
import { onAccept, onDecide, onRefuse, onSubmit } from './effects.ts';
import { DOCUMENTS } from './documents.ts';
import './events.ts';
import { HANDLERS } from './handlers.ts';
import { itemDemands } from './item-demands.ts';
import { JOBS } from './jobs.ts';
import { COMPLETIONS } from './measures.ts';
import { MESSAGES } from './messages.ts';
import { REFUSALS } from './refusals.ts';
import { refusalHasBasis, RULES } from './rules.ts';
import { registerTimely } from './schema.ts';
import { TimelySettings } from './settings.ts';
import { DELIVERY, MODULE_ID, findOpenWork } from './store.ts';

/** 一(四) 按时办结制度. */
export const timelyCompletion = defineModule({
  id: MODULE_ID,
  title: { zh: '按时办结', en: 'Timely completion' },
  chapter: '一(四)',
  description: {
    zh: '两个时限（承诺、法定）、受理通知、延期、不予受理文书、绿色通道、办结告知、送达时限、AB岗顶岗。停用后：办件照常办理，但没有日期、提醒和超时。',
    en: 'Promise and statutory clocks, acceptance notice, extension, refusal notice, green channel, completion message, delivery limit, A/B posts. Off: cases still run, without dates, reminders or overdue marks.',
  },
  requires: [],
  settings: TimelySettings,
  clauses: CLAUSES,
  rules: RULES,
  refusals: REFUSALS,
  register: registerTimely,
  case: {
    itemDemands,
    guards: { refuseCase: (_act, { input }) => refusalHasBasis.decide(input) },
    effects: { submitCase: onSubmit, acceptCase: onAccept, refuseCase: onRefuse, decideCase: onDecide },
  },
  emits: [
    'case.extended',
    'case.meetingLimitSet',
    'case.greenChannel',
    'post.substituted',
    'refusalReport.upheld',
  ],
  on: HANDLERS,
  // Leave may last, or be taken back, until it is on again.
  catchesUp: ['leave.approved', 'leave.withdrawn'],
  jobs: JOBS,
  clockActs: { [DELIVERY]: '送达' },
  documents: DOCUMENTS,
  criteria: CRITERIA,
  measures: [COMPLETIONS],
  messages: MESSAGES,
  openWork: findOpenWork,
});
