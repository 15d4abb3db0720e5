import type { Measure } from '../../core/county/tally.ts';
import './events.ts';
import { recountIntegrity } from './store.ts';

/** How many files were opened, are confirmed and were revoked after a review, and how many quarters ended with declarations unsigned. */
export const INTEGRITY: Measure = {
  id: 'integrity',
  title: { zh: '廉政', en: 'Integrity' },
  count: {
    'integrity.fileOpened': () => [{ key: 'opened', delta: 1 }],
    'integrity.confirmed': () => [{ key: 'confirmed', delta: 1 }],
    'integrity.revoked': () => [
      { key: 'confirmed', delta: -1 },
      { key: 'revoked', delta: 1 },
    ],
    'integrity.declarationsUnsigned': () => [{ key: 'quartersUnsigned', delta: 1 }],
  },
  recount: recountIntegrity,
};
