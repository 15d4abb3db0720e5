import { defineModule } from '../../core/modules/manifest.ts';
import { CLAUSES } from './clauses.ts';
import { CRITERIA } from './criteria.ts';
import { DOCUMENTS } from './documents.ts';
import { beforeSupplement, onRequestSupplement, onSubmit } from './effects.ts';
import './events.ts';
import { MESSAGES } from './messages.ts';
import { GUIDE_RULES } from './guide-rules.ts';
import { JOBS } from './jobs.ts';
import { NOTICES } from './measures.ts';
import { REFUSALS } from './refusals.ts';
import { RULES } from './rules.ts';
import { registerOneTimeNotice } from './schema.ts';
import { OneTimeNoticeSettings } from './settings.ts';
import { MODULE_ID, SUPPLEMENT_NOTICE, findOpenWork } from './store.ts';

/** 一(二) 一次性告知制度. */
export const oneTimeNotice = defineModule({
  id: MODULE_ID,
  title: { zh: '一次性告知', en: 'One-time notice' },
  chapter: '一(二)',
  description: {
    zh: '办事指南和告知单、即办件当场告知、退件补件回执单一式两份及其签收、再次告知的审查、五日内未告知视为受理。停用后：补正照常办理，但不出告知单、不查漏告知、逾期不视为受理。',
    en: 'Guides, on-the-spot notices, written notices in two acknowledged copies, the check on second notices, acceptance by silence after five days. Off: supplements are asked for as before, without notices, without that check, and silence is no acceptance.',
  },
  requires: [],
  settings: OneTimeNoticeSettings,
  clauses: CLAUSES,
  rules: [...GUIDE_RULES, ...RULES],
  refusals: REFUSALS,
  register: registerOneTimeNotice,
  case: {
    guards: { supplementCase: beforeSupplement },
    effects: { submitCase: onSubmit, requestSupplement: onRequestSupplement },
  },
  emits: ['notice.guideIssued', 'notice.issued', 'notice.defective', 'case.deemedAccepted'],
  documents: DOCUMENTS,
  messages: MESSAGES,
  jobs: JOBS,
  clockActs: { [SUPPLEMENT_NOTICE]: '受理或一次性告知' },
  criteria: CRITERIA,
  measures: [NOTICES],
  openWork: findOpenWork,
});
