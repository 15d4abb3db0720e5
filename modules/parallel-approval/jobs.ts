import type { Act } from '../../core/acts/act.ts';
import { openSilences } from './acts/silence.ts';
import { remindOfSuspensions } from './acts/suspending.ts';
import { cancelBranch } from './effects.ts';
import { findUnfinished } from './store.ts';

/** Cancels branches whose case ended while the chapter was off. */
export async function cancelEnded(act: Act): Promise<void> {
  const { left } = await findUnfinished(act.tx, act.townshipId);
  for (const row of left) await cancelBranch(act, row);
}

export const JOBS = [
  {
    id: 'cancel-ended-branches',
    description: '办件已结束的分支作废 / cancels branches of cases that ended while the module was off',
    run: cancelEnded,
  },
  {
    id: 'open-silences',
    description: '到期无意见的分支待说明 / branches silent at due wait for an explanation',
    run: openSilences,
  },
  {
    id: 'remind-of-suspensions',
    description: '挂起提醒 / reminds of branches that are suspended',
    run: remindOfSuspensions,
  },
];
