import type { Measure } from '../../core/county/tally.ts';
import './events.ts';
import { recountComplaints } from './store.ts';

/** Complaints filed, answered within the five days and later (三(二)3(2)). */
export const COMPLAINTS: Measure = {
  id: 'complaints',
  title: { zh: '投诉受理与答复', en: 'Complaints and their answers' },
  count: {
    'complaint.filed': () => [{ key: 'filed', delta: 1 }],
    'complaint.answered': ({ result }) => (result === 'noClock' ? [] : [{ key: result, delta: 1 }]),
  },
  recount: recountComplaints,
};
