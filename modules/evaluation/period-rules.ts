import { allow, refuse, rule, type Verdict } from '../../core/regulation/index.ts';
import { civilDate, isCivilDate, lastDayOfMonth, type CivilDate } from '../../core/time/index.ts';
import { CLAUSES } from './clauses.ts';
import type { Subject, WeighedEntry } from './counting-rules.ts';
import { periodNotOver, partsNotFrozen, satisfactionWaits, surveyStillOpen } from './period-refusals.ts';
import type { PostedWindow, Roster } from './roster-rules.ts';
import type { SubjectKind } from './scoring-catalogue.ts';
import type { EvaluationSettings } from './settings.ts';
import { meanOfPeriods, monthSheet, type Satisfaction, type Sheet } from './sheet-rules.ts';

export type PeriodKind = 'MONTH' | 'QUARTER' | 'YEAR';

/** A month, quarter or year with its days and what it is the mean of. */
export interface Period {
  readonly kind: PeriodKind;
  /** 2026-10, 2026-Q4 or 2026 */
  readonly key: string;
  readonly from: CivilDate;
  readonly through: CivilDate;
  /** Of a quarter its months, of a year its quarters. */
  readonly parts: readonly string[];
}

const TWO = (n: number) => String(n).padStart(2, '0');

/** The period that a key names; null when it names none. */
export function periodOf(key: string): Period | null {
  const [, year = '', quarter, month] = /^([1-9]\d{3})(?:-Q([1-4])|-(\d{2}))?$/.exec(key) ?? [];
  if (year === '') return null;
  const months = (first: number, count: number) =>
    Array.from({ length: count }, (_, i) => `${year}-${TWO(first + i)}`);
  if (month !== undefined) {
    const first = `${key}-01`;
    if (!isCivilDate(first)) return null;
    return { kind: 'MONTH', key, from: first, through: lastDayOfMonth(key), parts: [] };
  }
  const kind = quarter === undefined ? 'YEAR' : 'QUARTER';
  const own = quarter === undefined ? months(1, 12) : months(3 * Number(quarter) - 2, 3);
  const from = civilDate(`${own[0]}-01`);
  const through = lastDayOfMonth(own.at(-1) ?? '');
  const parts = kind === 'YEAR' ? [1, 2, 3, 4].map((n) => `${year}-Q${n}`) : own;
  return { kind, key, from, through, parts };
}

/** The months of a period; of a month itself. */
export function monthsOf(period: Period): string[] {
  if (period.kind === 'MONTH') return [period.key];
  return period.parts.flatMap((key) => {
    const part = periodOf(key);
    return part ? monthsOf(part) : [];
  });
}

export const onlyOverIsFrozen = rule({
  id: 'period-is-frozen-when-over',
  clause: CLAUSES.periods,
  says: { zh: '月、季、年结束后方可封账', en: 'a month, quarter or year is frozen when it is over' },
  decide: ({ key, through }: Period, today: CivilDate): Verdict =>
    today > through ? allow() : refuse(periodNotOver({ period: key, through }, CLAUSES.periods)),
});

export const satisfactionIsIn = rule({
  id: 'satisfaction-of-all-is-in',
  clause: CLAUSES.satisfaction,
  says: {
    zh: '评议结束且人人有分，方可封账；答卷不足的由考评组说明理由后定分',
    en: 'a month is frozen when its survey is closed and everybody has points of it; with too few answers the group decides',
  },
  decide: ({ month, surveyOpen, waiting }: SurveyStanding): Verdict => {
    if (surveyOpen) return refuse(surveyStillOpen({}, CLAUSES.satisfaction));
    return waiting === 0
      ? allow()
      : refuse(satisfactionWaits({ month, count: waiting }, CLAUSES.satisfaction));
  },
});

/** How far the survey of a month is. */
export interface SurveyStanding {
  readonly month: string;
  readonly surveyOpen: boolean;
  /** Subjects for whom the group has to decide. */
  readonly waiting: number;
}

export const partsAreFrozen = rule({
  id: 'parts-are-frozen-first',
  clause: CLAUSES.periods,
  says: {
    zh: '季度、年度在其各月、各季封账后方可封账；未启用考评的不计',
    en: 'a quarter or year follows its months or quarters; those without evaluation are left out',
  },
  decide: (period: Period, parts: readonly PartStanding[]): Verdict => {
    const missing = parts.filter(({ on, frozen }) => on && !frozen).map(({ key }) => key);
    const none = parts.every(({ frozen }) => !frozen);
    return missing.length > 0 || none
      ? refuse(partsNotFrozen({ period: period.key, missing }, CLAUSES.periods))
      : allow();
  },
});

/** A part of a quarter or year. */
export interface PartStanding {
  readonly key: string;
  /** Whether evaluation was on on one of its days. */
  readonly on: boolean;
  readonly frozen: boolean;
}

/** All that the sheets of a month start from. */
export interface MonthFacts {
  readonly month: string;
  readonly roster: Roster;
  /** Of everybody, of this month and of the same facts before it. */
  readonly entries: readonly WeighedEntry[];
  readonly satisfaction: (subject: Subject) => Satisfaction;
}

/** The sheets of a month, persons before windows, each in the order of the ids. */
export function sheetsOfMonth(facts: MonthFacts, settings: EvaluationSettings): Sheet[] {
  const { month, roster } = facts;
  // A uuid names one subject, of whichever kind.
  const entriesOf = Map.groupBy(facts.entries, ({ subject }) => subject.id);
  const own = (id: string) => entriesOf.get(id) ?? [];
  const at = Map.groupBy(roster.staff, ({ windowId }) => windowId);
  const sheet = (kind: SubjectKind, { id, partial }: PostedWindow, staff: WeighedEntry[][]) =>
    monthSheet.decide(
      {
        subject: { kind, id },
        month,
        partial,
        entries: own(id),
        staff,
        satisfaction: facts.satisfaction({ kind, id }),
      },
      settings,
    );
  return [
    ...roster.staff.map((person) => sheet('STAFF', person, [])),
    ...roster.windows.map((window) =>
      sheet(
        'WINDOW',
        window,
        (at.get(window.id) ?? []).map((person) => own(person.id)),
      ),
    ),
  ];
}

/** What the sheets of a quarter or year start from. */
export interface MeanFacts {
  readonly period: Period;
  /** Sheets of its parts. */
  readonly sheets: readonly Sheet[];
  /** Standing disqualifications of its months: codes by the subject's id. */
  readonly disqualified: ReadonlyMap<string, readonly string[]>;
  /** Parts in which evaluation was on. */
  readonly parts: number;
}

/** The sheets of a quarter or year: the means of those parts in which the subject was assessed; `partial` where one is missing. */
export function sheetsOfMeans({ period, sheets, disqualified, parts }: MeanFacts): Sheet[] {
  const groups = Map.groupBy(sheets, ({ subject }) => subject.id);
  return [...groups.entries()]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([key, own]): Sheet[] => {
      const [first] = own;
      if (!first) return [];
      const mean = (of: (sheet: Sheet) => number | null) => {
        const values = own.map(of);
        return values.some((v) => v === null) ? null : meanOfPeriods.decide(values.map(Number));
      };
      return [
        {
          subject: first.subject,
          period: period.key,
          partial: own.length < parts || own.some(({ partial }) => partial),
          blocks: first.blocks.map(({ block }, i) => ({
            block,
            full: mean((sheet) => sheet.blocks[i]?.full ?? 0) ?? 0,
            sum: mean((sheet) => sheet.blocks[i]?.sum ?? null),
            score: mean((sheet) => sheet.blocks[i]?.score ?? null),
          })),
          bonus: mean(({ bonus }) => bonus) ?? 0,
          total: mean(({ total }) => total),
          disqualified: disqualified.get(key) ?? [],
          satisfaction: null,
          lines: [],
          parts: own
            .map((sheet) => ({ period: sheet.period, total: sheet.total ?? 0 }))
            .toSorted((a, b) => (a.period < b.period ? -1 : 1)),
        },
      ];
    });
}

/** The keys of a sheet's text and of all in it, in their order. */
const SHEET_KEYS = [
  'subject',
  'kind',
  'id',
  'period',
  'partial',
  'blocks',
  'block',
  'full',
  'sum',
  'score',
  'bonus',
  'total',
  'disqualified',
  'satisfaction',
  'satisfied',
  'answers',
  'decided',
  'lines',
  'entryId',
  'code',
  'factId',
  'occurredOn',
  'month',
  'units',
  'points',
  'counted',
  'insteadId',
  'takenBack',
  'derived',
  'parts',
];

/** A sheet as the text that is kept of it: the same sheet always has the same text. */
export function sheetText(sheet: Sheet): string {
  return JSON.stringify(sheet, SHEET_KEYS);
}

/** The sheet that a text holds. */
export function sheetIn(text: string): Sheet {
  return JSON.parse(text) as Sheet;
}

export const PERIOD_RULES = [onlyOverIsFrozen, satisfactionIsIn, partsAreFrozen];
