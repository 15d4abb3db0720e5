import type { Measure } from '../../core/county/tally.ts';
import './events.ts';
import { countBranches } from './store.ts';

/** Branches received, the opinions on them, and deemed consents (一(五)4, 一(五)6). */
export const BRANCHES: Measure = {
  id: 'branches',
  title: { zh: '并联审批分支', en: 'Branches of joint cases' },
  count: {
    'branch.received': () => [{ key: 'received', delta: 1 }],
    'branch.opinion': ({ opinion }) => [{ key: `opinion.${opinion}`, delta: 1 }],
    'branch.deemedConsent': () => [{ key: 'deemedConsent', delta: 1 }],
  },
  recount: countBranches,
};
