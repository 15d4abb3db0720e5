import type { Tx } from '../../../core/db/client.ts';
import type { Platform } from '../../../core/platform.ts';
import { workingDaysOf } from '../../../core/time/index.ts';
import { pointsOfTheDay, type Subject } from '../counting-rules.ts';
import { periodOf, sheetsOfMeans, sheetsOfMonth, type MonthFacts, type Period } from '../period-rules.ts';
import { rosterOfMonth, type Roster } from '../roster-rules.ts';
import { EvaluationSettings } from '../settings.ts';
import type { Sheet } from '../sheet-rules.ts';
import {
  findPeriods,
  readDisqualifications,
  readEntries,
  type DisqualificationRow,
  type ReadEntry,
} from '../sheet-store.ts';
import { MODULE_ID } from '../store.ts';
import { readMonth, satisfactionIn } from '../survey-store.ts';

/** In which township, and through what, a reckoning reads; it writes nothing. */
export interface Reckoner {
  readonly platform: Platform;
  readonly townshipId: string;
  readonly tx: Tx;
}

/** By which settings a reckoning goes. */
export interface Basis {
  /** What an entry is worth, in hundredths of a point. */
  readonly weigh: (entry: ReadEntry) => number;
  /** The settings by which a month is reckoned. */
  readonly ofMonth: (month: Period) => EvaluationSettings;
}

/** As a freeze reckons: what was entered, by the settings of the month's last day. */
export function asEntered(reckoner: Reckoner): Basis {
  const settings = settingsOfDays(reckoner);
  return { weigh: ({ points }) => points, ofMonth: ({ through }) => settings(through, null) };
}

/** The same from the facts: every entry is weighed anew by the settings that were in force when it was posted. */
export function fromFacts(reckoner: Reckoner): Basis {
  const settings = settingsOfDays(reckoner);
  return {
    weigh: ({ code, units, occurredOn, postedAt }) =>
      pointsOfTheDay.decide(code, units, settings(occurredOn, postedAt)),
    ofMonth: ({ through }) => settings(through, null),
  };
}

/** As other settings would have it, whatever the day. */
export function bySettings(settings: EvaluationSettings): Basis {
  return {
    weigh: ({ code, units }) => pointsOfTheDay.decide(code, units, settings),
    ofMonth: () => settings,
  };
}

/** The settings of a day, as far as they were decided until an instant; null = all that is decided by now. */
function settingsOfDays({ platform, townshipId }: Reckoner) {
  const parsed = new Map<string, EvaluationSettings>();
  return (day: string, until: Date | null): EvaluationSettings => {
    const decision = platform.directory
      .decisionsOf(townshipId, MODULE_ID)
      .findLast((d) => d.effectiveFrom <= day && (until === null || d.setAt <= until));
    const key = decision?.id ?? '';
    const known = parsed.get(key) ?? EvaluationSettings.parse(decision?.settings ?? {});
    parsed.set(key, known);
    return known;
  };
}

/** Whether evaluation was on on a day of the period. */
export function wasOnIn({ platform, townshipId }: Reckoner, { from, through }: Period): boolean {
  const changes = platform.directory
    .decisionsOf(townshipId, MODULE_ID)
    .map((decision) => decision.effectiveFrom)
    .filter((day) => from < day && day <= through);
  return [from, ...changes].some(
    (day) => platform.switches.decisionOn(townshipId, MODULE_ID, day)?.enabled ?? false,
  );
}

/** A reckoned month with what it was reckoned from. */
export interface ReckonedMonth {
  readonly roster: Roster;
  readonly surveyOpen: boolean;
  readonly sheets: readonly Sheet[];
}

/** The sheets of a month; by the roster it was frozen with, or by who served in it. Two statements for all. */
export async function reckonMonth(reckoner: Reckoner, month: Period, basis: Basis): Promise<ReckonedMonth> {
  const { tx, townshipId } = reckoner;
  const entries = await readEntries(tx, townshipId, month.key);
  const { roster: frozen, postings, surveyOpen, satisfaction } = await readMonth(tx, townshipId, month.key);
  // Nothing is told of a survey that still takes answers.
  const answers = surveyOpen ? new Map<string, never>() : satisfaction;
  const roster =
    frozen ??
    rosterOfMonth.decide({
      days: workingDaysOf(month.key, reckoner.platform.directory.calendar),
      postings,
      entered: entries.filter((entry) => entry.month === month.key).map(({ subject }) => subject),
    });
  const weighed = entries.map((entry) => ({ ...entry, points: basis.weigh(entry) }));
  const facts: MonthFacts = {
    month: month.key,
    roster,
    entries: weighed,
    satisfaction: (subject) => satisfactionIn(answers, subject),
  };
  return { roster, surveyOpen, sheets: sheetsOfMonth(facts, basis.ofMonth(month)) };
}

/** The sheets of a quarter or year as means of given sheets of its parts; `standing` are the disqualifications that count. */
export function reckonMeans(
  reckoner: Reckoner,
  period: Period,
  sheets: readonly Sheet[],
  standing: readonly DisqualificationRow[],
): Sheet[] {
  const of = Map.groupBy(standing, ({ subjectId }) => subjectId);
  return sheetsOfMeans({
    period,
    sheets,
    disqualified: new Map([...of].map(([id, rows]) => [id, [...new Set(rows.map(({ code }) => code))]])),
    parts: partsOf(period).filter((part) => wasOnIn(reckoner, part)).length,
  });
}

/** The months of a quarter, or the quarters of a year. */
export function partsOf({ parts }: Period): Period[] {
  return parts.flatMap((key) => periodOf(key) ?? []);
}

/** The sheets of any period, down to its months, by whatever settings. */
export async function reckon(reckoner: Reckoner, period: Period, basis: Basis): Promise<readonly Sheet[]> {
  if (period.kind === 'MONTH') return (await reckonMonth(reckoner, period, basis)).sheets;
  const { tx, townshipId } = reckoner;
  const periods = await findPeriods(tx, townshipId, [period.key, ...period.parts]);
  const sheets: Sheet[] = [];
  for (const part of partsOf(period))
    if ((periods.get(part.key)?.state ?? 'OPEN') !== 'OPEN')
      sheets.push(...(await reckon(reckoner, part, basis)));
  const rows = await readDisqualifications(tx, townshipId, period);
  const kept = standingIn(periods.get(period.key)?.roster);
  return reckonMeans(
    reckoner,
    period,
    sheets,
    rows.filter(({ id, takenBack }) => (kept ? kept.includes(id) : !takenBack)),
  );
}

/** The disqualifications that stood when a quarter or year was frozen; null before that. */
function standingIn(roster: unknown): string[] | null {
  return (roster as { disqualifications?: string[] } | null | undefined)?.disqualifications ?? null;
}

/** The sheet of one subject in a month that is not over; null for who is not assessed. */
export async function currentSheetOf(
  reckoner: Reckoner,
  month: Period,
  { kind, id }: Subject,
): Promise<Sheet | null> {
  const { sheets } = await reckonMonth(reckoner, month, asEntered(reckoner));
  return sheets.find(({ subject }) => subject.kind === kind && subject.id === id) ?? null;
}
