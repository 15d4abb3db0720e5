import type { RowReader } from './row-reader.ts';

/** Longest limit in working days that is taken for one: ten years. */
const MOST_DAYS = 3650;

/** Units of a limit of 0 that mean: done while the applicant waits. */
const ON_THE_SPOT = ['即办', '当天', '即时办结'];
const WORKING_DAYS = ['工作日', '个工作日'];

/** The limits of an item as its list publishes them. */
export interface ItemLimits {
  /** working days; null when the list gives none or counts in something else */
  readonly statutoryDays: number | null;
  /** working days; null when the list gives none or counts in something else */
  readonly promisedDays: number | null;
  /** Everything the list says about limits, in its own words. */
  readonly limitText: string | null;
  /** The list says that the matter is done while the applicant waits. */
  readonly onTheSpot: boolean;
}

interface Limit {
  readonly days: number | null;
  readonly text: string;
  readonly onTheSpot: boolean;
}

/**
 * Reads the three groups of limit columns. Only working days count; `1小时` or `3日` stays text, and so does a handling
 * limit, of which the list does not say whether it is statutory or promised.
 */
export function readLimits(cells: RowReader): ItemLimits {
  const statutory = readLimit(cells, 'statutory_limit', '法定时限');
  const promised = readLimit(cells, 'promised_limit', '承诺时限');
  const handling = readLimit(cells, 'handling_limit', '办理时限');
  const all = [statutory, promised, handling];
  return {
    statutoryDays: statutory.days,
    promisedDays: promised.days,
    limitText:
      all
        .map((limit) => limit.text)
        .filter(Boolean)
        .join('；') || null,
    onTheSpot: all.some((limit) => limit.onTheSpot),
  };
}

function readLimit(cells: RowReader, group: string, name: string): Limit {
  const value = cells.count(`${group}_value`, MOST_DAYS);
  const unit = cells.raw(`${group}_unit`);
  const text = cells.raw(`${group}_text`) || (value === null ? '' : `${value}${unit}`);
  return {
    days: WORKING_DAYS.includes(unit) ? value : null,
    text: text && `${name}：${text}`,
    onTheSpot: value === 0 && ON_THE_SPOT.includes(unit),
  };
}
