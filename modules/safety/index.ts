import { defineModule } from '../../core/modules/manifest.ts';
import { CLAUSES } from './clauses.ts';
import { CRITERIA } from './criteria.ts';
import './events.ts';
import { HANDLERS } from './handlers.ts';
import { JOBS } from './jobs.ts';
import { SAFETY } from './measures.ts';
import { MESSAGES } from './messages.ts';
import { REFUSALS } from './refusals.ts';
import { RULES } from './rules.ts';
import { registerSafety } from './schema.ts';
import { SafetySettings } from './settings.ts';
import { findOpenWork, MODULE_ID } from './store.ts';

/** 四(四) 安全保卫制度. */
export const safety = defineModule({
  id: MODULE_ID,
  title: { zh: '安全保卫', en: 'Safety' },
  chapter: '四(四)',
  description: {
    zh: '安全责任书、下班检查、印章登记、现金检查、值班检查表、隐患、事故追责。停用后：不检查、不登记、不报告；已有记录保留。',
    en: 'Responsibility letters, checks at closing, the seal register, valuables, duty lists, hazards, accidents. Off: nothing is checked, registered or reported; records stay.',
  },
  // What is sealed in joint approval reaches it by event, where that chapter is on.
  requires: [],
  settings: SafetySettings,
  clauses: CLAUSES,
  rules: RULES,
  refusals: REFUSALS,
  register: registerSafety,
  emits: [
    'inspection.finding',
    'safety.lettersUnsigned',
    'safety.sealUsed',
    'safety.valuablesFound',
    'safety.dutyMissing',
    'hazard.overdue',
    'safety.incident',
  ],
  on: HANDLERS,
  jobs: JOBS,
  criteria: CRITERIA,
  measures: [SAFETY],
  messages: MESSAGES,
  openWork: findOpenWork,
});
