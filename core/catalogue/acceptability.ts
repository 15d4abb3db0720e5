import type { Platform } from '../platform.ts';
import { kernelDemands, type ItemDemand, type ItemFacts } from './rules.ts';

/** What an item still lacks before it may take cases: the kernel's demands and those of the township's enabled modules. */
export function missingIn(platform: Platform, item: ItemFacts): ItemDemand[] {
  const demands = platform.registry.modules
    .filter((m) => m.case?.itemDemands && platform.switches.isEnabled(item.townshipId, m.id))
    .flatMap((m) => m.case?.itemDemands?.(item) ?? []);
  return [...kernelDemands(item), ...demands];
}
