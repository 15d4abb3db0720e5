import { civilDate, type CivilDate, type ClockFacts, type Suspension } from '../time/index.ts';

/** What a clock limits: an object by its type in the API and its uuid. */
export interface ClockSubject {
  readonly subjectType: string;
  readonly subjectId: string;
}

/** Type of a case as a subject. */
export const CASE = 'Case';

/** A case as the subject of its clocks. */
export function caseSubject(caseId: string): ClockSubject {
  return { subjectType: CASE, subjectId: caseId };
}

/** The fact that a subject's limit of a kind was passed on a day; whoever speaks of that delay names it so. */
export function overdueFact({ subjectId }: ClockSubject, kind: string, day: string): string {
  return `overdue/${subjectId}/${kind}/${day}`;
}

/** Whether a clock limits a case itself, not something that belongs to it. */
export function isOfCase({ subjectType }: ClockSubject): boolean {
  return subjectType === CASE;
}

/** A clock as the database keeps it. */
export interface ClockRow extends ClockSubject {
  readonly townshipId: string;
  readonly id: string;
  /** The case it belongs to, if any. */
  readonly caseId: string | null;
  readonly module: string;
  readonly kind: string;
  readonly clause: string;
  readonly startedOn: string;
  readonly budgetDays: number;
  readonly extensionDays: number;
  readonly stopsFor: readonly string[];
  readonly endsIn: readonly string[];
  readonly endedOn: string | null;
  readonly delayExplainedOn: string | null;
  /** working days */
  readonly delayHoldsDays: number | null;
  readonly dueOn: string;
  readonly provisional: boolean;
  readonly suspensions: readonly SuspensionRow[];
}

export interface SuspensionRow {
  readonly fromDay: string;
  readonly toDay: string | null;
  readonly cause: string;
  readonly reason: string;
}

/** The facts of a row for the pure rules of `core/time`. */
export function factsOf(row: Omit<ClockRow, 'stopsFor' | 'endsIn'>): ClockFacts {
  return {
    startedOn: civilDate(row.startedOn),
    budgetDays: row.budgetDays,
    extensionDays: row.extensionDays,
    suspensions: row.suspensions.map(suspensionOf),
    endedOn: row.endedOn === null ? null : civilDate(row.endedOn),
    delay:
      row.delayExplainedOn === null || row.delayHoldsDays === null
        ? null
        : { explainedOn: civilDate(row.delayExplainedOn), holdsDays: row.delayHoldsDays },
  };
}

function suspensionOf(row: SuspensionRow): Suspension {
  return {
    from: civilDate(row.fromDay),
    to: row.toDay === null ? null : civilDate(row.toDay),
    cause: row.cause,
  };
}

/** Why a clock stands still. */
export const STOP_CAUSES = ['APPLICANT_DELAY', 'STATUTORY_PROCEDURE', 'MODULE_OFF'] as const;
export type StopCause = (typeof STOP_CAUSES)[number];

/** What a module states when it starts a clock. */
export interface ClockStart extends ClockSubject {
  /** The case it belongs to, if any. */
  readonly caseId: string | null;
  readonly module: string;
  /** Unique per subject, e.g. PROMISE. */
  readonly kind: string;
  readonly clause: string;
  /** Trigger day; it is not counted. */
  readonly startedOn: CivilDate;
  /** working days; 0 = due the same day */
  readonly budgetDays: number;
  readonly stopsFor: readonly StopCause[];
  /** States of its subject in which it ends. */
  readonly endsIn: readonly string[];
}
