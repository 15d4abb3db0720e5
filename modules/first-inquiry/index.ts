import { defineModule } from '../../core/modules/manifest.ts';
import { CLAUSES } from './clauses.ts';
import { CRITERIA } from './criteria.ts';
import './events.ts';
import { HANDLERS } from './handlers.ts';
import { JOBS } from './jobs.ts';
import { INQUIRIES, VIOLATIONS } from './measures.ts';
import { MESSAGES } from './messages.ts';
import { REFUSALS } from './refusals.ts';
import { RULES } from './rules.ts';
import { registerFirstInquirySchema } from './schema.ts';
import { FirstInquirySettings } from './settings.ts';
import { findOpenWork, MODULE_ID } from './store.ts';

/** 一(一) 首问责任制度. */
export const firstInquiry = defineModule({
  id: MODULE_ID,
  title: { zh: '首问责任', en: 'First inquiry' },
  chapter: '一(一)',
  description: {
    zh: '来访登记和首问责任人、处置和承诺、移交和接手、文明忌语、否定报备、情节核实和处理。停用后：来访不登记，移交不督促，不处理情节；已有记录保留。',
    en: 'Visits and who is responsible for them, dispositions and promises, hand-overs, forbidden phrases, negative filings, violations and sanctions. Off: no visit is registered, no hand-over is watched, no violation is dealt with; records stay.',
  },
  // Consultations and complaints reach it by events, where their chapters are on.
  requires: [],
  settings: FirstInquirySettings,
  clauses: CLAUSES,
  rules: RULES,
  refusals: REFUSALS,
  register: registerFirstInquirySchema,
  emits: [
    'firstInquiry.registered',
    'firstInquiry.disposed',
    'firstInquiry.handOverTakenUp',
    'conduct.violationRaised',
    'conduct.violationConfirmed',
    'conduct.violationDismissed',
    'conduct.violationWithdrawn',
  ],
  on: HANDLERS,
  // What was found and answered meanwhile; a question handed over meanwhile stays with who took it.
  catchesUp: ['consultation.answered', 'complaint.concluded', 'complaint.findingWithdrawn'],
  jobs: JOBS,
  criteria: CRITERIA,
  measures: [INQUIRIES, VIOLATIONS],
  messages: MESSAGES,
  openWork: findOpenWork,
});
