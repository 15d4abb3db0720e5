import type { Clause } from '../regulation/index.ts';
import type { EventPayloads, EventType } from './event.ts';

/** A fact that may cost or earn points; evaluation counts each `factId` of its event once. */
export interface ScoredFact {
  /** STAFF: the person; WINDOW: the window. */
  readonly subjectKind: 'STAFF' | 'WINDOW';
  /** Null when nobody was responsible yet; evaluation then asks a person. */
  readonly subjectId: string | null;
  /** Day the fact belongs to, YYYY-MM-DD; evaluation also keeps the day of confirmation. */
  readonly occurredOn: string;
}

/** A scoring rule that a module's events feed. The points belong to evaluation; the module only says what happened. */
export interface Criterion<T extends EventType = EventType> {
  /** Code of the scoring rule, e.g. CM4. */
  readonly code: string;
  /** Clause of the module that the fact is measured by. */
  readonly clause: Clause;
  readonly on: T;
  /** The scored fact in an event; null when the event is none. */
  readonly fact: (payload: EventPayloads[T], occurredOn: string) => ScoredFact | null;
}

/** Declares a criterion with the payload type of its event. */
export function criterion<T extends EventType>(declaration: Criterion<T>): Criterion {
  return declaration as unknown as Criterion;
}
