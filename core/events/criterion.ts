import type { Clause } from '../regulation/index.ts';
import { civilDateOf } from '../time/index.ts';
import type { DeliveredEvent, EventPayloads, EventType } from './event.ts';

/** A fact that may cost or earn points; evaluation counts each `factId` of its event once. */
export interface ScoredFact {
  /** STAFF: the person; WINDOW: the window. */
  readonly subjectKind: 'STAFF' | 'WINDOW';
  /** Null when nobody was responsible yet; evaluation then asks a person. */
  readonly subjectId: string | null;
  /** Day the fact belongs to, YYYY-MM-DD; evaluation also keeps the day of confirmation. */
  readonly occurredOn: string;
  /** Units of the rule that it is worth, e.g. 0.5 of a day; 1 when left out. */
  readonly units?: number;
  /** Who is accountable within a window; evaluation derives his entry from the window's. */
  readonly handlerId?: string | null;
}

/** A scoring rule that a module's events feed. The points belong to evaluation; the module only says what happened. */
export interface Criterion<T extends EventType = EventType> {
  /** Code of the scoring rule, e.g. CM4. */
  readonly code: string;
  /** Clause of the module that the fact is measured by. */
  readonly clause: Clause;
  readonly on: T;
  /** Event that takes the fact of the same `factId` back, e.g. an appeal that was upheld. */
  readonly withdrawnBy?: EventType;
  /** The scored fact in an event; null when the event is none. */
  readonly fact: (payload: EventPayloads[T], occurredOn: string) => ScoredFact | null;
}

/** A scored fact with where it came from. */
export interface StandingFact extends ScoredFact {
  readonly code: string;
  readonly townshipId: string;
  /** Event that it rests on. */
  readonly eventId: string;
  readonly factId: string;
}

/** What an event says of one scoring rule: the fact that it states, or null when it states none or takes one back. */
export interface ScoreStatement {
  readonly code: string;
  readonly clause: Clause;
  readonly fact: ScoredFact | null;
}

/** What one event says by the criteria given, one statement for each code: the first fact that a criterion of it sees. */
export function statementsOf(
  criteria: readonly Criterion[],
  event: Pick<DeliveredEvent, 'type' | 'payload' | 'occurredAt'>,
): ScoreStatement[] {
  const statements = new Map<string, ScoreStatement>();
  for (const { code, clause, on, withdrawnBy, fact } of criteria) {
    if (event.type !== on && event.type !== withdrawnBy) continue;
    if (statements.get(code)?.fact) continue;
    const stated = event.type === on ? fact(event.payload, civilDateOf(event.occurredAt)) : null;
    statements.set(code, { code, clause, fact: stated });
  }
  return [...statements.values()];
}

/**
 * The facts that stand after a series of events, in the order of writing: one for each code and `factId`, the latest word
 * of an event on it; a withdrawn one is gone until another event states it anew.
 */
export function standingFacts(
  criteria: readonly Criterion[],
  events: readonly DeliveredEvent[],
): StandingFact[] {
  const standing = new Map<string, StandingFact>();
  for (const event of events)
    for (const { code, fact } of statementsOf(criteria, event)) {
      const { townshipId, id: eventId, factId } = event;
      const key = JSON.stringify([townshipId, code, factId]);
      if (fact) standing.set(key, { ...fact, code, townshipId, eventId, factId });
      else standing.delete(key);
    }
  return [...standing.values()];
}

/** Declares a criterion with the payload type of its event. */
export function criterion<T extends EventType>(declaration: Criterion<T>): Criterion {
  return declaration as unknown as Criterion;
}
