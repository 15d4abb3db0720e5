import { defineModule } from '../../core/modules/manifest.ts';
import { CLAUSES } from './clauses.ts';
import { CRITERIA } from './criteria.ts';
import { DOCUMENTS } from './documents.ts';
import './events.ts';
import { FILE_RULES } from './file-rules.ts';
import { HANDLERS } from './handlers.ts';
import { JOBS } from './jobs.ts';
import { INTEGRITY } from './measures.ts';
import { MESSAGES } from './messages.ts';
import { REFUSALS } from './refusals.ts';
import { RULES } from './rules.ts';
import { registerIntegrity } from './schema.ts';
import { IntegritySettings } from './settings.ts';
import { DECLARATION, findOpenWork, MODULE_ID } from './store.ts';

/** 四(三) 廉政建设制度. */
export const integrity = defineModule({
  id: MODULE_ID,
  title: { zh: '廉政', en: 'Integrity' },
  chapter: '四(三)',
  description: {
    zh: '收费异常和标准变更留痕、票据核对、礼品申报、举报、受限的廉政线索及移送、每季度廉政承诺。停用后：不记录、不核对、不受理举报；已有线索保留，只计数量。',
    en: 'Charges and fee changes on record, receipts reconciled, gifts declared, reports, restricted files and their hand-over, quarterly declarations. Off: nothing is kept, reconciled or reported; files stay, and are only counted.',
  },
  // Charges, publications and complaints reach it by event, where those chapters are on.
  requires: [],
  settings: IntegritySettings,
  clauses: CLAUSES,
  rules: [...RULES, ...FILE_RULES],
  refusals: REFUSALS,
  register: registerIntegrity,
  emits: [
    'integrity.fileOpened',
    'integrity.confirmed',
    'integrity.revoked',
    'integrity.declarationsUnsigned',
  ],
  on: HANDLERS,
  // Prices and charges that later ones are held against, and what became of its files; no file is opened of the time off.
  catchesUp: ['fee.charged', 'item.published', 'complaint.concluded', 'complaint.findingWithdrawn'],
  jobs: JOBS,
  clockActs: { [DECLARATION]: '签署' },
  documents: DOCUMENTS,
  criteria: CRITERIA,
  supervision: [{ verb: 'reportIntegrity', title: { zh: '廉政举报', en: 'report a breach of integrity' } }],
  measures: [INTEGRITY],
  messages: MESSAGES,
  openWork: findOpenWork,
});
