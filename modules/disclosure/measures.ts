import type { Measure } from '../../core/county/tally.ts';
import './events.ts';
import { countDisclosures } from './store.ts';

/** Publications of items, reported and resolved errors (一(三)1, 一(三)2(1)); keys `published`, `errors`, `corrected`. */
export const DISCLOSURES: Measure = {
  id: 'disclosures',
  title: { zh: '公布事项、报错和更正', en: 'Items published, errors reported and resolved' },
  count: {
    'item.published': () => [{ key: 'published', delta: 1 }],
    'disclosure.errorReported': () => [{ key: 'errors', delta: 1 }],
    'disclosure.errorResolved': () => [{ key: 'corrected', delta: 1 }],
  },
  recount: countDisclosures,
};
