import { defineModule } from '../../core/modules/manifest.ts';
import { CATALOGUE_RULES } from './catalogue-rules.ts';
import { CLAUSES } from './clauses.ts';
import { CRITERIA } from './criteria.ts';
import './events.ts';
import { HANDLERS } from './handlers.ts';
import { itemDemands } from './item-demands.ts';
import { JOBS } from './jobs.ts';
import { DISCLOSURES } from './measures.ts';
import { MESSAGES } from './messages.ts';
import { REFUSALS } from './refusals.ts';
import { RULES } from './rules.ts';
import { registerDisclosure } from './schema.ts';
import { DisclosureSettings } from './settings.ts';
import { CORRECTION, MODULE_ID, WEBSITE, findOpenWork } from './store.ts';

/** 一(三) 办事公开制度. */
export const disclosure = defineModule({
  id: MODULE_ID,
  title: { zh: '办事公开', en: 'Disclosure' },
  chapter: '一(三)',
  description: {
    zh: '十项齐全才能公布和收件、按公布标准收费、人员公示栏、制度和纪律公开、各渠道公布记录、网站二十个工作日、结果公开、报错更正、大厅显示屏。停用后：事项照常受理，但不查十项、不记公布和收费。',
    en: 'Ten fields before an item is published or takes cases, fees as published, staff board, rules and discipline, channels, twenty days to the website, masked results, corrections, the hall screen. Off: cases run; nothing is checked, published or charged on record.',
  },
  requires: [],
  settings: DisclosureSettings,
  clauses: CLAUSES,
  rules: [...RULES, ...CATALOGUE_RULES],
  refusals: REFUSALS,
  register: registerDisclosure,
  case: { itemDemands },
  emits: [
    'item.published',
    'disclosure.errorReported',
    'disclosure.errorResolved',
    'fee.charged',
    'integrity.feeMismatch',
  ],
  on: HANDLERS,
  // What is decided and awarded is public, if late; its own limits stand still meanwhile.
  catchesUp: ['award.granted', 'case.completed'],
  jobs: JOBS,
  clockActs: { [WEBSITE]: '公布', [CORRECTION]: '处理' },
  criteria: CRITERIA,
  measures: [DISCLOSURES],
  messages: MESSAGES,
  openWork: findOpenWork,
});
