import { itemNotAcceptable } from '../cases/refusals.ts';
import type { WindowInfo } from '../county/directory.ts';
import type { Platform } from '../platform.ts';
import type { Refusal } from '../regulation/index.ts';
import { kernelDemands, type ItemDemand, type ItemFacts } from './rules.ts';

/** The open windows that serve an item: those of its station. */
export function openWindows(
  platform: Platform,
  townshipId: string,
  item: Pick<ItemFacts, 'stationId'>,
): readonly WindowInfo[] {
  return [...platform.directory.windowsOf(townshipId)].filter(
    (w) => w.open && (item.stationId === null || w.stationId === item.stationId),
  );
}

/** What an item still lacks before it may take cases: the kernel's demands and those of the township's enabled modules. */
export function missingIn(platform: Platform, item: ItemFacts): ItemDemand[] {
  const demands = platform.registry.modules
    .filter((m) => m.case?.itemDemands && platform.switches.isEnabled(item.townshipId, m.id))
    .flatMap((m) => m.case?.itemDemands?.(item) ?? []);
  return [...kernelDemands(item), ...demands];
}

/** Why an item takes no cases yet, by the first clause that demands more of it; null when it does. */
export function whyNotAcceptable(platform: Platform, item: ItemFacts): Refusal | null {
  const missing = missingIn(platform, item);
  if (missing.length === 0) return null;
  const [broken] = missing.flatMap(({ refusal }) => refusal ?? []);
  if (broken && missing.every(({ refusal }) => refusal)) return broken;
  const clause = missing.find((m) => m.clause)?.clause;
  const cited = platform.registry.clauses.find((c) => c.clause.id === clause)?.clause ?? null;
  return itemNotAcceptable({ missing: [...new Set(missing.map((m) => m.field))] }, cited);
}
