import { defineModule } from '../../core/modules/manifest.ts';
import { CLAUSES } from './clauses.ts';
import { CRITERIA } from './criteria.ts';
import './events.ts';
import { JOBS } from './jobs.ts';
import { COMPLAINTS, FINDINGS, PROLONGED } from './measures.ts';
import { MESSAGES } from './messages.ts';
import { REFUSALS } from './refusals.ts';
import { RULES } from './rules.ts';
import { registerComplaints } from './schema.ts';
import { ComplaintSettings } from './settings.ts';
import { MODULE_ID, REPLY, REPLY_REOPENED, findOpenWork } from './store.ts';

/** 三(二) 投诉问责制度. */
export const complaints = defineModule({
  id: MODULE_ID,
  title: { zh: '投诉问责', en: 'Complaints' },
  chapter: '三(二)',
  description: {
    zh: '投诉登记、受理、五个工作日答复、延期说明、重大投诉报告、认定与申诉、评价、差评工单。停用后：不能投诉，已有记录保留。',
    en: 'Complaints: registration, acceptance, answer within five working days, explained delay, major reports, findings and appeals, ratings, bad reviews. Off: none can be filed; records stay.',
  },
  requires: [],
  settings: ComplaintSettings,
  clauses: CLAUSES,
  rules: RULES,
  refusals: REFUSALS,
  register: registerComplaints,
  emits: [
    'complaint.filed',
    'complaint.accepted',
    'complaint.extended',
    'complaint.overdue',
    'complaint.prolonged',
    'complaint.escalated',
    'complaint.answered',
    'complaint.concluded',
    'complaint.rated',
    'complaint.findingWithdrawn',
    'integrity.caseOpened',
  ],
  supervision: [{ verb: 'fileComplaint', title: { zh: '投诉举报', en: 'file a complaint' } }],
  jobs: JOBS,
  clockActs: { [REPLY]: '答复', [REPLY_REOPENED]: '答复' },
  criteria: CRITERIA,
  measures: [COMPLAINTS, FINDINGS, PROLONGED],
  messages: MESSAGES,
  openWork: findOpenWork,
});
