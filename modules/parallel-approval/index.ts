import { defineModule } from '../../core/modules/manifest.ts';
import { CLAUSES } from './clauses.ts';
import { CRITERIA } from './criteria.ts';
import { DOCUMENTS } from './documents.ts';
import { beforeAccept, beforeDecide, beforeSubmit, onAccept, onEnd, onGo, onStop } from './effects.ts';
import './events.ts';
import { CATALOGUE_RULES } from './catalogue-rules.ts';
import { HANDLERS } from './handlers.ts';
import { JOBS } from './jobs.ts';
import { BRANCHES } from './measures.ts';
import { MESSAGES } from './messages.ts';
import { REFUSALS } from './refusals.ts';
import { RULES } from './rules.ts';
import { registerParallel } from './schema.ts';
import { ParallelSettings } from './settings.ts';
import { BRANCH, findOpenWork, MODULE_ID } from './store.ts';

/** 一(五) 并联审批制度. */
export const parallelApproval = defineModule({
  id: MODULE_ID,
  title: { zh: '并联审批', en: 'Parallel approval' },
  chapter: '一(五)',
  description: {
    zh: '并联目录和流程图、同步抄告、分支时限和意见、催办、挂起、踏勘和会议、超时默认和责任追究。停用后：办件只由受理站所办理，没有分支；在办的分支冻结。',
    en: 'Joint catalogue and flow chart, branches forked at once with their own limits and opinions, urging, suspension, visits and meetings, deemed consent, accountability. Off: a case is its own station’s alone; branches in work stand still.',
  },
  requires: [],
  settings: ParallelSettings,
  clauses: CLAUSES,
  rules: [...RULES, ...CATALOGUE_RULES],
  refusals: REFUSALS,
  register: registerParallel,
  case: {
    guards: { submitCase: beforeSubmit, acceptCase: beforeAccept, decideCase: beforeDecide },
    effects: {
      acceptCase: onAccept,
      decideCase: onEnd,
      withdrawCase: onEnd,
      suspendCase: onStop,
      requestSupplement: onStop,
      resumeCase: onGo,
      supplementCase: onGo,
    },
  },
  emits: [
    'joint.forked',
    'branch.received',
    'branch.urged',
    'branch.opinion',
    'branch.reportedUp',
    'branch.suspended',
    'branch.resumed',
    'branch.silent',
    'branch.silenceChecked',
    'branch.deemedConsent',
    'branch.sealed',
    'branch.cancelled',
    'branch.overdue',
    'siteVisit.absent',
    'jointMeeting.absent',
    'jointMeeting.ruleBroken',
    'accountability.opened',
    'accountability.decided',
  ],
  on: HANDLERS,
  catchesUp: ['case.meetingLimitSet', 'case.extended'],
  jobs: JOBS,
  documents: DOCUMENTS,
  criteria: CRITERIA,
  measures: [BRANCHES],
  messages: MESSAGES,
  clockActs: { [BRANCH]: '给出意见' },
  openWork: findOpenWork,
});
