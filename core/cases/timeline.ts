import { randomUUID } from 'node:crypto';
import type { Act } from '../acts/act.ts';
import type { CaseEventPayload, EndedClock, EventType } from '../events/event.ts';
import type { CaseFacts, CaseStep } from './contribution.ts';

/** A step of a case as it is recorded. */
export interface RecordedStep {
  readonly verb: CaseStep;
  readonly before: CaseFacts | null;
  readonly after: CaseFacts;
  readonly note: string | null;
  readonly ended?: readonly EndedClock[];
  /** Further payload of the step's event. */
  readonly extra?: Record<string, unknown>;
}

const EVENT_OF = {
  submitCase: 'case.submitted',
  requestSupplement: 'case.supplementRequested',
  supplementCase: 'case.supplemented',
  acceptCase: 'case.accepted',
  refuseCase: 'case.refused',
  suspendCase: 'case.suspended',
  resumeCase: 'case.resumed',
  decideCase: 'case.completed',
  deliverCase: 'case.delivered',
  withdrawCase: 'case.withdrawn',
} as const satisfies Record<CaseStep, EventType>;

/** Writes a step's timeline entry, audit entry and event in the act's transaction. */
export function recordStep(act: Act, step: RecordedStep): void {
  const { verb, before, after } = step;
  writeTimeline(act, {
    caseId: after.id,
    seq: after.version,
    verb,
    fromState: before?.state ?? null,
    toState: after.state,
    note: step.note,
  });
  act.audit({
    verb,
    subjectType: 'Case',
    subjectId: after.id,
    fields: before ? changedFields(before, after) : ['number', 'itemId', 'windowId', 'state'],
    content: after,
  });
  const payload: CaseEventPayload = {
    caseId: after.id,
    number: after.number,
    itemId: after.itemId,
    windowId: after.windowId,
    handlerId: after.handlerId,
    fromState: before?.state ?? null,
    toState: after.state,
  };
  act.emit({
    type: EVENT_OF[verb],
    caseId: after.id,
    factId: `${EVENT_OF[verb]}/${after.id}/${after.version}`,
    payload: { ...payload, ...(step.ended ? { clocks: step.ended } : {}), ...step.extra } as never,
  });
}

/** One line of a case's timeline. */
export interface TimelineNote {
  readonly caseId: string;
  /** Unique per case; the case's version after the step. */
  readonly seq: number;
  readonly verb: string;
  readonly fromState: string | null;
  readonly toState: string;
  readonly note: string | null;
  readonly clause?: string | null;
}

/** Appends a line to a case's timeline. */
export function writeTimeline(act: Act, line: TimelineNote): void {
  act.insert('TimelineEntry', {
    townshipId: act.townshipId,
    id: randomUUID(),
    caseId: line.caseId,
    seq: line.seq,
    at: act.now,
    verb: line.verb,
    fromState: line.fromState,
    toState: line.toState,
    actorKind: act.actor.kind,
    actorId: act.actor.kind === 'STAFF' ? act.actor.id : null,
    clause: line.clause ?? null,
    note: line.note,
  });
}

function changedFields(before: CaseFacts, after: CaseFacts): string[] {
  return (Object.keys(after) as (keyof CaseFacts)[]).filter(
    (key) => String(before[key]) !== String(after[key]),
  );
}
