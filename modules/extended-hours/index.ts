import { defineModule } from '../../core/modules/manifest.ts';
import { CLAUSES } from './clauses.ts';
import { CRITERIA } from './criteria.ts';
import { onDecide, onLeave } from './effects.ts';
import './events.ts';
import { JOBS } from './jobs.ts';
import { SERVICES } from './measures.ts';
import { REFUSALS } from './refusals.ts';
import { RULES } from './rules.ts';
import { registerExtendedHours } from './schema.ts';
import { ExtendedHoursSettings } from './settings.ts';
import { MODULE_ID, REPLY, findOpenWork } from './store.ts';

/** 一(六) 错时延时制度. The manifest is all that the core knows of a module: each line is one thing it may bring. */
export const extendedHours = defineModule({
  id: MODULE_ID,
  title: { zh: '错时延时', en: 'Extended hours' },
  chapter: '一(六)',
  description: {
    zh: '工作日延时自动记录、节假日受理和约定、午休预约、站所负责人指定服务、延时服务期间的咨询及其答复时限。停用后：办件照常办理，但不记延时、不能预约。',
    en: 'Weekday overrun recorded by itself, holiday requests and appointments, lunch slots, assigned service, consultations with a reply limit. Off: cases run as before; no overrun is recorded and nothing can be booked.',
  },
  // It reads the kernel's case and item only, so it works whatever other modules are on.
  requires: [],
  settings: ExtendedHoursSettings,
  clauses: CLAUSES,
  rules: RULES,
  refusals: REFUSALS,
  register: registerExtendedHours,
  case: { effects: { decideCase: onDecide, suspendCase: onLeave, withdrawCase: onLeave } },
  emits: [
    'extended.recorded',
    'appointment.created',
    'consultation.handedOver',
    'consultation.answered',
    'consultation.late',
    'consultation.unanswered',
  ],
  jobs: JOBS,
  clockActs: { [REPLY]: '答复' },
  criteria: CRITERIA,
  measures: [SERVICES],
  openWork: findOpenWork,
});
