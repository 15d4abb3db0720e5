import type { Act } from '../acts/act.ts';

/**
 * Payloads of all events by type. Modules add theirs by declaration merging in their `events.ts`.
 * Payloads hold ids, codes, dates and numbers; never personal data.
 */
export interface EventPayloads {
  'case.submitted': CaseEventPayload;
  'case.supplementRequested': CaseEventPayload;
  'case.supplemented': CaseEventPayload;
  'case.accepted': CaseEventPayload;
  'case.refused': CaseEventPayload;
  'case.suspended': CaseEventPayload & { cause: string };
  'case.resumed': CaseEventPayload;
  'case.completed': CaseEventPayload & { outcome: string; clocks: EndedClock[] };
  'case.delivered': CaseEventPayload & { clocks: EndedClock[] };
  'case.withdrawn': CaseEventPayload;
  'deadline.breached': {
    clockId: string;
    /** Type of what the clock limits, e.g. Case. */
    subjectType: string;
    subjectId: string;
    /** The case it belongs to; without one its number, item, window and handler are null too. */
    caseId: string | null;
    number: string | null;
    itemName: string | null;
    windowId: string | null;
    handlerId: string | null;
    /** Module that started the clock, and the clause it rests on. */
    module: string;
    clause: string;
    kind: string;
    day: string;
    dueOn: string;
    /** working days */
    overdueDays: number;
  };
  'deadline.changed': {
    clockId: string;
    subjectType: string;
    subjectId: string;
    caseId: string | null;
    oldDueOn: string;
    newDueOn: string;
    reason: string;
  };
  'negativeFiling.created': { filingId: string; caseId: string | null };
  'notification.sent': { notificationId: string; caseId: string | null };
  'notification.failed': { notificationId: string; caseId: string | null; code: string };
  'module.enabled': { module: string; effectiveFrom: string };
  'module.disabled': { module: string; effectiveFrom: string; openWork: string };
}

/** What every event of a case's life carries. */
export interface CaseEventPayload {
  caseId: string;
  number: string;
  itemId: string;
  windowId: string | null;
  handlerId: string | null;
  fromState: string | null;
  toState: string;
}

/** A clock that ended with the event. */
export interface EndedClock {
  kind: string;
  dueOn: string;
  endedOn: string;
  /** working days */
  overdueDays: number;
}

/** What an inspection found, whichever chapter inspects; `code` is that of the scoring rule it may feed, null = on record only. */
export interface InspectionFinding {
  findingId: string;
  /** The inspection of devices that found it; null for other inspections. */
  inspectionId: string | null;
  code: string | null;
  staffId: string | null;
  windowId: string | null;
  /** What it is about, e.g. PRINTER or UNRELATED_SOFTWARE; null where the code says it all. */
  item: string | null;
  occurredOn: string;
}

export type EventType = keyof EventPayloads;

/** Events that the kernel emits; a module lists its own in its manifest. */
export const KERNEL_EVENTS = [
  'case.submitted',
  'case.supplementRequested',
  'case.supplemented',
  'case.accepted',
  'case.refused',
  'case.suspended',
  'case.resumed',
  'case.completed',
  'case.delivered',
  'case.withdrawn',
  'deadline.breached',
  'deadline.changed',
  'negativeFiling.created',
  'notification.sent',
  'notification.failed',
  'module.enabled',
  'module.disabled',
] as const satisfies readonly EventType[];

/** An event as it is emitted within an act. */
export interface NewEvent<T extends EventType = EventType> {
  readonly type: T;
  readonly caseId?: string | null;
  /** The fact behind it, `<name>/<uuid>` and what else tells it apart; two events of one fact are counted once. */
  readonly factId: string;
  readonly payload: EventPayloads[T];
}

/** An event as handlers receive it. */
export interface DeliveredEvent<T extends EventType = EventType> extends NewEvent<T> {
  readonly id: string;
  readonly townshipId: string;
  readonly occurredAt: Date;
}

/** Handlers by event type; each is called once per event, in a transaction of the event's township. */
export type EventHandlers = {
  readonly [T in EventType]?: (act: Act, event: DeliveredEvent<T>) => Promise<void>;
};
