import type { ItemDemand, ItemFacts } from '../../core/catalogue/rules.ts';
import { CLAUSES } from './clauses.ts';
import { kindIsMarked, postHasAandB, promiseWithinStatutory, someLimitIsSet } from './rules.ts';

/** What 一(四) demands of an item before it may take cases: kind, limits in order, an A and a B post. */
export function itemDemands(item: ItemFacts): ItemDemand[] {
  const demands: ItemDemand[] = [];
  if (!kindIsMarked.decide(item)) demands.push({ field: 'kind', clause: CLAUSES.kind.id });
  if (!someLimitIsSet.decide(item)) demands.push({ field: 'promisedDays', clause: CLAUSES.limits.id });
  const order = promiseWithinStatutory.decide(item);
  if (!order.allowed)
    demands.push({
      field: 'promisedDays<=statutoryDays',
      clause: CLAUSES.limits.id,
      refusal: order.refusal,
    });
  if (!postHasAandB.decide(item.post).allowed) demands.push({ field: 'post', clause: CLAUSES.posts.id });
  return demands;
}
