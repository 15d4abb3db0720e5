import { civilDate, type CivilDate, type ClockFacts, type Suspension } from '../time/index.ts';

/** A clock as the database keeps it. */
export interface ClockRow {
  readonly townshipId: string;
  readonly id: string;
  readonly caseId: string;
  readonly module: string;
  readonly kind: string;
  readonly clause: string;
  readonly startedOn: string;
  readonly budgetDays: number;
  readonly extensionDays: number;
  readonly stopsFor: readonly string[];
  readonly endsIn: readonly string[];
  readonly endedOn: string | null;
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

/** What a module states when it starts a clock on a case. */
export interface ClockStart {
  readonly caseId: string;
  readonly module: string;
  /** Unique per case, e.g. PROMISE. */
  readonly kind: string;
  readonly clause: string;
  /** Trigger day; it is not counted. */
  readonly startedOn: CivilDate;
  /** working days; 0 = due the same day */
  readonly budgetDays: number;
  readonly stopsFor: readonly StopCause[];
  /** Case states in which it ends. */
  readonly endsIn: readonly string[];
}
