import type { Measure } from '../../core/county/tally.ts';
import './events.ts';
import { countNotices } from './store.ts';

/** Guides, notices by kind, and applications accepted because nobody answered in time (一(二)). */
export const NOTICES: Measure = {
  id: 'notices',
  title: { zh: '一次性告知和逾期未告知视为受理', en: 'Notices, guides and acceptances by silence' },
  count: {
    'notice.guideIssued': () => [{ key: 'GUIDE', delta: 1 }],
    'notice.issued': ({ kind }) => [{ key: kind, delta: 1 }],
    'case.deemedAccepted': () => [{ key: 'DEEMED_ACCEPTED', delta: 1 }],
  },
  recount: countNotices,
};
