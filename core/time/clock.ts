import type { Calendar, Locale } from './calendar.ts';
import type { CivilDate } from './civil-date.ts';
import { clockSentence } from './clock-sentence.ts';
import {
  type Deadline,
  type Suspension,
  deadlineAfter,
  isSuspendedOn,
  workingDaysIn,
} from './working-days.ts';

/** All that is stored of a running limit. The due date, the phase and every figure are derived from it. */
export interface ClockFacts {
  /** Trigger day, not counted. */
  startedOn: CivilDate;
  /** working days; 0 for an item finished on the spot (即办件), due on the very day it started */
  budgetDays: number;
  /** working days added by extension (延期) */
  extensionDays: number;
  suspensions: readonly Suspension[];
  endedOn: CivilDate | null;
  /** The latest explanation of a delay, if there was one. */
  delay?: ExplainedDelay | null;
}

/** A delay that was explained (说明情况): the due date stays, yet the clock is not overdue while the explanation holds. */
export interface ExplainedDelay {
  /** Day of the explanation, not counted. */
  explainedOn: CivilDate;
  /** working days from that day on */
  holdsDays: number;
}

/** RUNNING 计时中, SUSPENDED 中止（挂起）, OVERDUE 已超期, ENDED 已结束. Extension is no phase: see `extended`. */
export type ClockPhase = 'RUNNING' | 'SUSPENDED' | 'OVERDUE' | 'ENDED';

/** What a clock shows at the close of a day. All figures are working days that are not suspended. */
export interface ClockReading {
  phase: ClockPhase;
  /** By working days, or by the explanation of a delay. */
  extended: boolean;
  /** Due at the close of this day. While suspended: as if resumed on the day of reading, so it is never too early. */
  dueOn: CivilDate;
  /** Not overdue through the close of this day: `dueOn`, or the later day to which an explained delay holds. */
  heldThrough: CivilDate;
  /** A day on the way to `dueOn` is not covered by a holiday notice. */
  provisional: boolean;
  /** working days, extension included */
  budgetDays: number;
  /** working days the clock ran, the day of reading included; beyond the budget when overdue */
  consumedDays: number;
  /** working days, never below 0 */
  remainingDays: number;
  /** working days after `dueOn`, up to the end of the clock */
  overdueDays: number;
}

/** How a due date came about, day by day and in one sentence. */
export interface ClockExplanation {
  startedOn: CivilDate;
  dueOn: CivilDate;
  heldThrough: CivilDate;
  provisional: boolean;
  /** Days counted, numbered from 1. */
  counted: { date: CivilDate; number: number }[];
  skipped: { date: CivilDate; reason: string }[];
  suspensions: {
    from: CivilDate;
    /** Null while open. */
    to: CivilDate | null;
    cause?: string;
    /** Working days by which it moved the due date; a day in two suspensions counts for the first one. */
    workingDaysGivenBack: number;
  }[];
  /** working days */
  extensionDays: number;
  /** For the applicant's notice: 自2026-09-28的次日起算，共5个工作日，…，应于2026-10-10（周六，调休上班）下班前办结。 */
  sentence: string;
}

/**
 * Reads the clock as it stands at the close of `today`. A day is consumed if the clock runs at its end, and a clock
 * that has ended is read on the day it ended. Pure: the same facts and calendar always read the same.
 */
export function readClock(facts: ClockFacts, calendar: Calendar, today: CivilDate): ClockReading {
  const readOn = readingDay(facts, today);
  const { dueOn, provisional } = dueDateOf(facts, calendar, readOn);
  const heldThrough = heldThroughOf(facts, calendar, readOn, dueOn);
  return new Reading(facts, calendar, readOn, {
    phase: phaseOf(facts, today, heldThrough),
    dueOn,
    heldThrough,
    provisional,
  });
}

/** Days are counted one by one, so only for whoever asks. */
class Reading implements ClockReading {
  readonly phase: ClockPhase;
  readonly extended: boolean;
  readonly dueOn: CivilDate;
  readonly heldThrough: CivilDate;
  readonly provisional: boolean;
  readonly budgetDays: number;
  readonly #facts: ClockFacts;
  readonly #calendar: Calendar;
  readonly #readOn: CivilDate;

  constructor(
    facts: ClockFacts,
    calendar: Calendar,
    readOn: CivilDate,
    {
      phase,
      dueOn,
      heldThrough,
      provisional,
    }: Pick<ClockReading, 'phase' | 'dueOn' | 'heldThrough' | 'provisional'>,
  ) {
    this.phase = phase;
    this.extended = facts.extensionDays > 0 || Boolean(facts.delay);
    this.dueOn = dueOn;
    this.heldThrough = heldThrough;
    this.provisional = provisional;
    this.budgetDays = facts.budgetDays + facts.extensionDays;
    this.#facts = facts;
    this.#calendar = calendar;
    this.#readOn = readOn;
  }

  get consumedDays(): number {
    return this.#workingDaysFrom(this.#facts.startedOn);
  }

  get remainingDays(): number {
    return Math.max(0, this.budgetDays - this.consumedDays);
  }

  get overdueDays(): number {
    return this.#workingDaysFrom(this.dueOn);
  }

  #workingDaysFrom(day: CivilDate): number {
    return workingDaysIn(day, this.#readOn, this.#calendar, this.#facts.suspensions);
  }
}

type DueDate = Pick<Deadline, 'dueOn' | 'provisional'>;

/** Due dates of clocks that were never stopped, by calendar: a list of cases asks for the same few again and again. */
const dueDates = new WeakMap<Calendar, Map<string, DueDate>>();
const MOST_DUE_DATES = 20_000;

function dueDateOf(facts: ClockFacts, calendar: Calendar, readOn: CivilDate): DueDate {
  if (facts.suspensions.length > 0) return deadlineOf(facts, calendar, readOn);
  let known = dueDates.get(calendar);
  if (!known || known.size >= MOST_DUE_DATES) dueDates.set(calendar, (known = new Map()));
  const key = `${facts.startedOn}+${facts.budgetDays + facts.extensionDays}`;
  let due = known.get(key);
  if (!due) {
    const { dueOn, provisional } = deadlineOf(facts, calendar, readOn);
    known.set(key, (due = { dueOn, provisional }));
  }
  return due;
}

/**
 * Explains the due date that `readClock` gives for the same facts, calendar and day. `act`: what is to be done by it, as
 * the Chinese sentence says it.
 */
export function explainClock(
  facts: ClockFacts,
  calendar: Calendar,
  today: CivilDate,
  locale: Locale = 'zh',
  act = '办结',
): ClockExplanation {
  const { startedOn, extensionDays } = facts;
  const readOn = readingDay(facts, today);
  const { dueOn, provisional, counted, skipped } = deadlineOf(facts, calendar, readOn, locale);
  const projected = projectedTo(readOn, facts.suspensions);
  const suspensions = facts.suspensions.map(({ from, to, cause }, i) => {
    const earlier = projected.slice(0, i);
    const running = workingDaysIn(startedOn, dueOn, calendar, earlier);
    const runningWithIt = workingDaysIn(startedOn, dueOn, calendar, projected.slice(0, i + 1));
    return { from, to, cause, workingDaysGivenBack: running - runningWithIt };
  });
  const explanation = {
    startedOn,
    dueOn,
    heldThrough: heldThroughOf(facts, calendar, readOn, dueOn),
    provisional,
    counted: counted.map((date, i) => ({ date, number: i + 1 })),
    skipped,
    suspensions,
    extensionDays,
  };
  return { ...explanation, sentence: clockSentence(explanation, calendar, readOn, locale, act) };
}

/**
 * Working days that must be added for the clock to fall due exactly on `newDueOn`. Null when that day does not count
 * (not a working day, or suspended) or is not after the present due date.
 */
export function extensionTo(
  newDueOn: CivilDate,
  facts: ClockFacts,
  calendar: Calendar,
  today: CivilDate,
): number | null {
  const readOn = readingDay(facts, today);
  const suspensions = projectedTo(readOn, facts.suspensions);
  const { dueOn } = deadlineOf(facts, calendar, readOn);
  const counts = calendar.isWorkingDay(newDueOn) && !isSuspendedOn(newDueOn, suspensions);
  if (!counts || newDueOn <= dueOn) return null;
  return (
    workingDaysIn(facts.startedOn, newDueOn, calendar, suspensions) - facts.budgetDays - facts.extensionDays
  );
}

function phaseOf(facts: ClockFacts, today: CivilDate, heldThrough: CivilDate): ClockPhase {
  if (hasEnded(facts, today)) return 'ENDED';
  if (isSuspendedOn(today, facts.suspensions)) return 'SUSPENDED';
  return today > heldThrough ? 'OVERDUE' : 'RUNNING';
}

function heldThroughOf(
  facts: ClockFacts,
  calendar: Calendar,
  readOn: CivilDate,
  dueOn: CivilDate,
): CivilDate {
  if (!facts.delay) return dueOn;
  const { explainedOn: from, holdsDays: workingDays } = facts.delay;
  const suspensions = projectedTo(readOn, facts.suspensions);
  const held = deadlineAfter({ from, workingDays, suspensions, calendar }).dueOn;
  return held > dueOn ? held : dueOn;
}

function deadlineOf(facts: ClockFacts, calendar: Calendar, readOn: CivilDate, locale?: Locale): Deadline {
  const suspensions = projectedTo(readOn, facts.suspensions);
  const budget = facts.budgetDays + facts.extensionDays;
  // Due on the start day itself, unless that day was suspended before its close: then on the next day that counts.
  const workingDays = budget === 0 && isSuspendedOn(facts.startedOn, suspensions) ? 1 : budget;
  return deadlineAfter({ from: facts.startedOn, workingDays, suspensions, calendar, locale });
}

/** Open suspensions as if the clock resumed on `day`; one that begins later than that has no days yet. */
function projectedTo(day: CivilDate, suspensions: readonly Suspension[]): Suspension[] {
  return suspensions.map((suspension) => ({ ...suspension, to: suspension.to ?? day }));
}

function readingDay(facts: ClockFacts, today: CivilDate): CivilDate {
  return facts.endedOn !== null && facts.endedOn < today ? facts.endedOn : today;
}

function hasEnded(facts: ClockFacts, today: CivilDate): boolean {
  return facts.endedOn !== null && facts.endedOn <= today;
}
