import type { ItemDemand, ItemFacts } from '../../core/catalogue/rules.ts';
import { CLAUSES } from './clauses.ts';
import { missingOfTen } from './rules.ts';

/** What 一(三)2(1) demands of an item before it may take cases: all ten. */
export function itemDemands(item: ItemFacts): ItemDemand[] {
  return missingOfTen.decide(item).map((field) => ({ field, clause: CLAUSES.items.id }));
}
