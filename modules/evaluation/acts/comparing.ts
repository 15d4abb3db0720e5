import type { Platform } from '../../../core/platform.ts';
import type { Period } from '../period-rules.ts';
import { CATALOGUE } from '../scoring-catalogue.ts';
import { MODULE_ID } from '../store.ts';

/** A township's points over what all townships have on. */
export interface Comparison {
  /** Persons assessed, by month. */
  readonly staff: number;
  /** Points a person and month; null before a month is published. */
  readonly perPerson: number | null;
  readonly compared: readonly string[];
  /** Scoring rules whose sources were not on in all townships throughout. */
  readonly leftOut: readonly string[];
}

/** What can be compared of a period; `sumOf` gives a township's sum of a code in hundredths, and of `staff` the persons. */
export function comparedIn(platform: Platform, period: Period, sumOf: (code: string) => number): Comparison {
  const townships = platform.directory.townships
    .map(({ id }) => id)
    .filter((id) => wasOnThroughout(platform, id, MODULE_ID, period));
  const everywhere = (module: string) =>
    townships.every((id) => wasOnThroughout(platform, id, module, period));
  const compared: string[] = [];
  const leftOut: string[] = [];
  for (const { code } of CATALOGUE) {
    const sources = platform.registry.modules.filter((m) => m.criteria?.some((c) => c.code === code));
    (sources.every(({ id }) => everywhere(id)) ? compared : leftOut).push(code);
  }
  const staff = sumOf('staff');
  const sum = compared.reduce((all, code) => all + sumOf(code), 0);
  return { staff, perPerson: staff === 0 ? null : Math.round(sum / staff) / 100, compared, leftOut };
}

/** Whether a module was on on every day of a period. */
function wasOnThroughout(
  { directory, switches }: Platform,
  townshipId: string,
  module: string,
  { from, through }: Period,
): boolean {
  const changes = directory
    .decisionsOf(townshipId, module)
    .map(({ effectiveFrom }) => effectiveFrom)
    .filter((day) => from < day && day <= through);
  return [from, ...changes].every((day) => switches.decisionOn(townshipId, module, day)?.enabled ?? false);
}
