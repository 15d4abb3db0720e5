import type { Measure } from '../../core/county/tally.ts';
import { countCompletions, PROMISE } from './store.ts';

/** Decisions within and beyond the promise (一(四)2). */
export const COMPLETIONS: Measure = {
  id: 'completions',
  title: { zh: '承诺时限内办结', en: 'Completions by promise' },
  count: {
    'case.completed': ({ clocks }) => {
      const promise = clocks.find((c) => c.kind === PROMISE);
      return promise ? [{ key: promise.overdueDays > 0 ? 'late' : 'onTime', delta: 1 }] : [];
    },
  },
  recount: countCompletions,
};
