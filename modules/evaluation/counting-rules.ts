import { rule } from '../../core/regulation/index.ts';
import { criterionOf, type Block, type SubjectKind } from './scoring-catalogue.ts';
import { CLAUSES } from './clauses.ts';
import type { EvaluationSettings } from './settings.ts';

// Points are whole hundredths throughout, so that sums and means are exact; only the API shows points.

/** Whose points they are. */
export interface Subject {
  readonly kind: SubjectKind;
  readonly id: string;
}

/** What the ledger holds of one entry, as far as it counts. An entry that takes another back has `correctsId` and counts nothing itself. */
export interface CountableEntry {
  readonly id: string;
  readonly code: string;
  readonly subject: Subject;
  readonly factId: string;
  /** Units of the rule, in hundredths: 50 is half a day. */
  readonly units: number;
  /** YYYY-MM-DD */
  readonly occurredOn: string;
  /** Month of confirmation, YYYY-MM. */
  readonly month: string;
  /** Derived for a person from an entry of a window. */
  readonly derived: boolean;
  readonly correctsId: string | null;
}

/** An entry with what it is worth by the settings that the reckoning uses. */
export interface WeighedEntry extends CountableEntry {
  /** hundredths of a point */
  readonly points: number;
}

/** What an entry does to the sheet of one month. */
export interface CountedEntry {
  readonly entry: WeighedEntry;
  /** Block that the change stands in. */
  readonly block: Block;
  /** hundredths of a point; 0 where another entry of the same fact counts instead. */
  readonly counted: number;
  /** The entry of the same fact that counts instead. */
  readonly insteadId: string | null;
  /** Taken back by a correction of the same month or earlier. */
  readonly takenBack: boolean;
}

export const pointsOfTheDay = rule({
  id: 'points-of-the-day-of-the-fact',
  clause: CLAUSES.principles,
  says: {
    zh: '分值以事实发生之日有效的设置为准，半个单位按半数计',
    en: 'a fact costs what was in force on its day; half a unit is half the points',
  },
  /** Whole hundredths of a point of `units` hundredths of a unit. */
  decide: (code: string, units: number, settings: Pick<EvaluationSettings, 'points'>): number => {
    const points = settings.points[code] ?? criterionOf(code)?.points ?? 0;
    // Whole hundredths, rounded half up; never the -0 of a rule without points.
    return Math.round((Math.round(points * 100) * units) / 100) || 0;
  },
});

/** Entries of one month and what each of them changes, in the order of the ids; the order of arrival plays no part. */
export const oneFactOnce = rule({
  id: 'one-fact-counts-once',
  clause: CLAUSES.publicPraise,
  says: {
    zh: '同一事实只计最高一项；以后月份确认的只补差额；“分别”计算的各计',
    en: 'one fact counts once, the highest; a later month only adds the difference; what counts separately does so',
  },
  decide: (
    entries: readonly WeighedEntry[],
    month: string,
    settings: Pick<EvaluationSettings, 'sameFact' | 'countedSeparately'>,
  ): CountedEntry[] => {
    const groups = new Map<string, WeighedEntry[]>();
    for (const entry of entries) {
      if (entry.month > month || entry.correctsId !== null) continue;
      const key = groupOf(entry, settings);
      groups.set(key, [...(groups.get(key) ?? []), entry]);
    }
    const takenBackIn = correctionsOf(entries);
    return [...groups.values()]
      .flatMap((group) => countGroup(group, month, takenBackIn))
      .toSorted((a, b) => compare(a.entry.id, b.entry.id));
  },
});

/** Entries that can stand for each other: one subject, one fact, one direction. */
function groupOf(
  entry: WeighedEntry,
  { sameFact, countedSeparately }: Pick<EvaluationSettings, 'sameFact' | 'countedSeparately'>,
): string {
  const { kind, id } = entry.subject;
  if (sameFact === 'SUM') return entry.id;
  const alone = countedSeparately.includes(entry.code) || criterionOf(entry.code)?.block === 'DQ';
  return JSON.stringify([kind, id, entry.factId, entry.points > 0, alone ? entry.code : null]);
}

/** The month in which each corrected entry was taken back. */
function correctionsOf(entries: readonly CountableEntry[]): Map<string, string> {
  const months = new Map<string, string>();
  for (const { correctsId, month } of entries) {
    if (correctsId === null) continue;
    const known = months.get(correctsId);
    if (known === undefined || month < known) months.set(correctsId, month);
  }
  return months;
}

function countGroup(
  group: readonly WeighedEntry[],
  month: string,
  takenBackIn: ReadonlyMap<string, string>,
): CountedEntry[] {
  const standing = (until: (m: string) => boolean) =>
    highest(group.filter((e) => until(e.month) && !until(takenBackIn.get(e.id) ?? '9999-12')));
  const before = standing((m) => m < month);
  const now = standing((m) => m <= month);
  const change = (now?.points ?? 0) - (before?.points ?? 0);
  // The change stands with the entry that counts now; where none is left, with the one that was taken back.
  const carrier = now ?? before;
  return group
    .filter((e) => e.month === month || takenBackIn.get(e.id) === month || (e === carrier && change !== 0))
    .map((entry) => ({
      entry,
      block: criterionOf(entry.code)?.block ?? 'DQ',
      counted: entry === carrier ? change : 0,
      insteadId: carrier && entry !== carrier ? carrier.id : null,
      takenBack: (takenBackIn.get(entry.id) ?? '9999-12') <= month,
    }));
}

/** The entry that counts: most points in size, then the earliest in the regulation, then by id. */
function highest(group: readonly WeighedEntry[]): WeighedEntry | null {
  return (
    group.toSorted(
      (a, b) =>
        Math.abs(b.points) - Math.abs(a.points) ||
        compare(blockOrder(a), blockOrder(b)) ||
        compare(a.id, b.id),
    )[0] ?? null
  );
}

function blockOrder({ code }: WeighedEntry): string {
  const block = criterionOf(code)?.block ?? 'DQ';
  return `${['WD', 'SQ', 'CM', 'OL', 'SAT', 'BN', 'DQ'].indexOf(block)}${code}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export const COUNTING_RULES = [pointsOfTheDay, oneFactOnce];
