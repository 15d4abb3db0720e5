import type { Measure } from '../../core/county/tally.ts';
import './events.ts';
import { recountTraining } from './store.ts';

/** Sessions, absences without reason as they stand, and months without a session (四(二)2). */
export const TRAINING: Measure = {
  id: 'training',
  title: { zh: '学习培训', en: 'Study and training' },
  count: {
    'training.closed': () => [{ key: 'sessions', delta: 1 }],
    'training.absent': () => [{ key: 'absent', delta: 1 }],
    'training.absenceExcused': () => [{ key: 'absent', delta: -1 }],
    'training.monthMissed': () => [{ key: 'monthsMissed', delta: 1 }],
  },
  recount: recountTraining,
};
