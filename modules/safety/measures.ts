import type { Measure } from '../../core/county/tally.ts';
import './events.ts';
import { recountSafety } from './store.ts';

/** Findings at closing, missing duty lists, hazards overdue and accidents decided. */
export const SAFETY: Measure = {
  id: 'safety',
  title: { zh: '安全保卫', en: 'Safety' },
  count: {
    'inspection.finding': ({ code }) => (code === 'WD5' ? [{ key: 'leftOn', delta: 1 }] : []),
    'safety.dutyMissing': () => [{ key: 'dutyMissing', delta: 1 }],
    'safety.incident': () => [{ key: 'heldResponsible', delta: 1 }],
  },
  recount: recountSafety,
};
