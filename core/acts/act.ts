import { createHash, randomUUID } from 'node:crypto';
import type { Prisma, Tx } from '../db/client.ts';
import type { InsertableRows } from '../db/pending.ts';
import { inScope } from '../db/scope.ts';
import { sessionOf, type Statement } from '../db/session.ts';
import type { EventType, NewEvent } from '../events/event.ts';
import type { Platform } from '../platform.ts';
import { civilDateOf, type CivilDate } from '../time/index.ts';

/** Who acts. `SYSTEM` is a job of the program itself. */
export interface Actor {
  readonly kind: 'PUBLIC' | 'APPLICANT' | 'FRONTEND' | 'STAFF' | 'COUNTY' | 'SYSTEM';
  /** Uuid of the staff member, county account or machine client; the applicant's subject; null for the public and the system. */
  readonly id: string | null;
  readonly name: string;
  readonly roles: readonly string[];
}

export const SYSTEM: Actor = { kind: 'SYSTEM', id: null, name: '系统', roles: [] };

/** Which row an audit entry speaks of: ids and names of fields, never values. */
export interface AuditNote {
  readonly verb: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly fields?: readonly string[];
  /** What was written; only its digest is kept. */
  readonly content?: unknown;
}

/** One act of one actor in one township: a transaction with its audit entries and its events. */
export interface Act {
  readonly platform: Platform;
  readonly tx: Tx;
  readonly townshipId: string;
  readonly actor: Actor;
  readonly now: Date;
  readonly today: CivilDate;
  readonly requestId: string | null;
  /**
   * Writes a row in this transaction without waiting for it: it leaves together with whatever is asked next, through `tx`
   * or otherwise, at the latest with the commit. What the database says against it, the act throws then.
   */
  insert<T extends keyof InsertableRows>(table: T, row: InsertableRows[T]): void;
  /** Sends a statement in the same way: a write that the database makes from what it has, of which the act needs no answer. */
  defer(statement: Statement, values: readonly unknown[]): void;
  /** Writes who did what, in this transaction. */
  audit(note: AuditNote): void;
  /** Puts an event into the outbox, in this transaction. */
  emit<T extends EventType>(event: NewEvent<T>): void;
  /** Tells all server processes, on commit, that reference data of this act's tenant changed. */
  announce(change: 'reference'): void;
}

export interface ActInput {
  readonly townshipId: string;
  readonly actor: Actor;
  readonly requestId?: string | null;
  /** An act that only reacts (a handler, a sweep that found nothing) may leave no audit entry. */
  readonly mayBeSilent?: boolean;
  readonly timeoutMs?: number;
}

/** Channel on which server processes hear whose reference data changed: the id of a tenant. */
export const CHANNEL = 'bianmin_reference';

/**
 * Performs one act: all of `work` in one transaction of the township, then its audit entries and events with it.
 * Nothing is written when `work` throws. A mutation that leaves no audit entry is a bug and is rolled back.
 */
export async function perform<T>(
  platform: Platform,
  input: ActInput,
  work: (act: Act) => Promise<T>,
): Promise<T> {
  let announced = false;
  const result = await inScope(
    platform.prisma,
    { kind: 'township', townshipId: input.townshipId },
    async (tx) => {
      const { act, flush } = begin(platform, input, tx);
      const answer = await work(act);
      announced = flush();
      return answer;
    },
    input.timeoutMs === undefined ? {} : { timeoutMs: input.timeoutMs },
  );
  if (announced) await platform.directory.reload(input.townshipId);
  return result;
}

/** An act inside a transaction that is already open; `flush` writes what it recorded and says whether it announced. */
export function begin(platform: Platform, input: ActInput, tx: Tx): { act: Act; flush: () => boolean } {
  const session = sessionOf(tx);
  const now = platform.now();
  const notes: AuditNote[] = [];
  const events: NewEvent[] = [];
  let announced = false;
  const act: Act = {
    platform,
    tx,
    townshipId: input.townshipId,
    actor: input.actor,
    now,
    today: civilDateOf(now),
    requestId: input.requestId ?? null,
    insert: (table, row) => session.insert(table, row),
    defer: (statement, values) => session.defer(statement, values),
    audit: (note) => void notes.push(note),
    emit: (event) => void events.push(event as NewEvent),
    announce: () => void (announced = true),
  };
  const flush = (): boolean => {
    if (notes.length === 0 && !input.mayBeSilent) throw new Error('an act must leave an audit entry');
    for (const note of notes) writeAudit(act, note);
    for (const event of events) writeEvent(act, event);
    if (events.length > 0)
      act.defer(ENQUEUE, [
        'deliver-events',
        JSON.stringify({ townshipId: act.townshipId }),
        `deliver-events:${act.townshipId}`,
      ]);
    if (announced) act.defer(NOTIFY, [CHANNEL, act.townshipId]);
    return announced;
  };
  return { act, flush };
}

const ENQUEUE = { name: 'enqueue', text: 'select bianmin_enqueue($1, $2::json, $3)' };
const NOTIFY = { name: 'notify', text: 'select pg_notify($1, $2)' };

function writeAudit(act: Act, note: AuditNote): void {
  act.insert('AuditEntry', {
    townshipId: act.townshipId,
    id: randomUUID(),
    at: act.now,
    actorKind: act.actor.kind,
    actorId: act.actor.id,
    role: act.actor.roles[0] ?? null,
    verb: note.verb,
    subjectType: note.subjectType,
    subjectId: note.subjectId,
    fields: [...(note.fields ?? [])],
    digest: digestOf(note.content ?? null),
    requestId: act.requestId,
  });
}

function writeEvent(act: Act, event: NewEvent): void {
  act.insert('OutboxEvent', {
    townshipId: act.townshipId,
    id: randomUUID(),
    type: event.type,
    caseId: event.caseId ?? null,
    factId: event.factId,
    payload: event.payload as unknown as Prisma.InputJsonObject,
    occurredAt: act.now,
  });
}

/** SHA-256 of a value's JSON with sorted keys, so that the audit can prove content without holding it. */
export function digestOf(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}

/** JSON with the keys of every object in order. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part) && !(part instanceof Date)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
