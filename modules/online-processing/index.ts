import { defineModule } from '../../core/modules/manifest.ts';
import { WINDOW_GUARDS } from './acts/accounts.ts';
import { FEED_STEPS, isClassified } from './acts/feed.ts';
import { CLAUSES } from './clauses.ts';
import { CRITERIA } from './criteria.ts';
import './events.ts';
import { HANDLERS } from './handlers.ts';
import { JOBS } from './jobs.ts';
import { ENTRIES, FINDINGS } from './measures.ts';
import { REFUSALS } from './refusals.ts';
import { RULES } from './rules.ts';
import { registerOnlineProcessing } from './schema.ts';
import { OnlineProcessingSettings } from './settings.ts';
import { findOpenWork, MODULE_ID, REPLY } from './store.ts';

/** 一(七) 网上办理制度. */
export const onlineProcessing = defineModule({
  id: MODULE_ID,
  title: { zh: '网上办理', en: 'Online processing' },
  chapter: '一(七)',
  description: {
    zh: '事项渠道和电子监察数据、窗口申请录入、帐号与窗口、作废、设备求助、软件安装、设备检查、网上咨询。停用后：办件照常办理，但不报监察数据、不记录入时限和设备检查；已有记录保留。',
    en: 'Channels of items and the monitoring feed, entry of counter applications, accounts and windows, voids, IT help, software, device inspections, online consultations. Off: cases run as before; nothing is fed, no entry or inspection is recorded; records stay.',
  },
  requires: [],
  settings: OnlineProcessingSettings,
  clauses: CLAUSES,
  clockActs: { [REPLY]: '答复' },
  case: { guards: WINDOW_GUARDS, isClassified },
  rules: RULES,
  refusals: REFUSALS,
  register: registerOnlineProcessing,
  emits: [
    'monitoring.exported',
    'monitoring.gap',
    'entry.recorded',
    'entry.voided',
    'account.concurrentUse',
    'account.sharingConfirmed',
    'inspection.finding',
    'onlineConsultation.asked',
    'onlineConsultation.answered',
    'onlineConsultation.late',
    'onlineConsultation.unanswered',
    'onlineConsultation.unclear',
  ],
  on: HANDLERS,
  catchesUp: FEED_STEPS,
  jobs: JOBS,
  criteria: CRITERIA,
  measures: [ENTRIES, FINDINGS],
  openWork: findOpenWork,
});
