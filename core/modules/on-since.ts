import type { Act } from '../acts/act.ts';
import { instantAt } from '../time/index.ts';

/** Since when a module is on in the act's township without a break; what lay before a break is held against nobody. */
export function onSince(act: Act, module: string): Date {
  const { directory } = act.platform;
  const inForce = directory
    .decisionsOf(act.townshipId, module)
    .filter((decision) => decision.effectiveFrom <= act.today);
  const first = inForce[inForce.findLastIndex((decision) => !decision.enabled) + 1];
  if (!first) return act.now;
  const day = instantAt(first.effectiveFrom, '00:00');
  return first.setAt > day ? first.setAt : day;
}
