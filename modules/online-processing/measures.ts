import type { Measure } from '../../core/county/tally.ts';
import './events.ts';
import { countEntries, countFindings } from './store.ts';

/** Counter applications by how promptly they were entered (一(七)2). */
export const ENTRIES: Measure = {
  id: 'counterEntries',
  title: { zh: '窗口申请录入情况', en: 'Counter applications by promptness of entry' },
  count: { 'entry.recorded': ({ standing }) => [{ key: standing, delta: 1 }] },
  recount: countEntries,
};

/** Findings of device inspections by kind (一(七)5 to 一(七)7). */
export const FINDINGS: Measure = {
  id: 'deviceFindings',
  title: { zh: '设备检查发现的问题', en: 'Findings of device inspections' },
  count: {
    'inspection.finding': ({ inspectionId, item }) =>
      inspectionId === null || item === null ? [] : [{ key: item, delta: 1 }],
  },
  recount: countFindings,
};
