import type { Measure } from '../../core/county/tally.ts';
import './events.ts';
import { countInquiries, countViolations } from './store.ts';

/** Visits registered and how they were disposed of (一(一)1, 一(一)2); keys like `registered`, `disposed.HANDLED`. */
export const INQUIRIES: Measure = {
  id: 'firstInquiries',
  title: { zh: '首问登记和处置', en: 'First inquiries and their dispositions' },
  count: {
    'firstInquiry.registered': () => [{ key: 'registered', delta: 1 }],
    'firstInquiry.disposed': ({ disposition }) => [{ key: `disposed.${disposition}`, delta: 1 }],
  },
  recount: countInquiries,
};

/** Confirmed violations by ground (一(一)4). */
export const VIOLATIONS: Measure = {
  id: 'conductViolations',
  title: { zh: '查实的首问责任情节', en: 'Confirmed violations of first inquiry' },
  count: {
    'conduct.violationConfirmed': ({ ground }) => [{ key: ground, delta: 1 }],
    'conduct.violationWithdrawn': ({ ground }) => [{ key: ground, delta: -1 }],
  },
  recount: countViolations,
};
