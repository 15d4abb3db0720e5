import type { Act } from '../acts/act.ts';
import type { Tx } from '../db/client.ts';
import type { ClockFacts, ReplyStanding } from '../time/index.ts';
import { factsOf, type ClockStart, type ClockSubject } from './clock-row.ts';
import { endClocks, readingOf, startClock } from './service.ts';
import { findClock, findOpenClocks } from './store.ts';

/** The state of a question in which its clock ends. */
const ANSWERED = 'ANSWERED';

/** A question as its reply limit needs it. */
export interface Question {
  readonly id: string;
  /** Day on which it was reported as unanswered. */
  readonly reportedOn: string | null;
}

/** How a chapter keeps the replies to its questions. */
export interface Replies<Row extends Question> {
  readonly module: string;
  /** Kind and clause of the clock. */
  readonly kind: string;
  readonly clause: string;
  subject(id: string): ClockSubject;
  /** The chapter's rule. */
  standing(act: Act, clock: ClockFacts): ReplyStanding;
  /** Of these questions those that were not reported yet, by id. */
  findUnreported(tx: Tx, townshipId: string, ids: readonly string[]): Promise<ReadonlyMap<string, Row>>;
  /** Notes that a question was reported; false when it had been. */
  markReported(act: Act, id: string): Promise<boolean>;
  /** Emits what became of a question; `answeredBy` is null while nobody answered. */
  tell(
    act: Act,
    what: 'answered' | 'late' | 'unanswered',
    row: Row,
    reply: { answeredBy: string | null; dueOn: string | null },
  ): void;
}

/** Starts the limit of a reply and returns its due date. It stays on record: it can be explained, and moves with the calendar and the module's switch. */
export async function startReply<Row extends Question>(
  act: Act,
  replies: Replies<Row>,
  id: string,
  limit: Pick<ClockStart, 'startedOn' | 'budgetDays'>,
): Promise<string> {
  const { module, kind, clause } = replies;
  const { dueOn } = await startClock(act, {
    ...replies.subject(id),
    ...limit,
    caseId: null,
    module,
    kind,
    clause,
    stopsFor: ['MODULE_OFF'],
    endsIn: [ANSWERED],
  });
  return dueOn;
}

/** Ends the limit of a question that the actor answered just now, and tells how the reply stood. */
export async function endReply<Row extends Question>(
  act: Act,
  replies: Replies<Row>,
  row: Row,
): Promise<void> {
  const subject = replies.subject(row.id);
  const clock = await findClock(act.tx, act.townshipId, subject, replies.kind);
  await endClocks(act, subject, ANSWERED);
  const dueOn = clock && readingOf(act, clock).dueOn;
  const reply = { answeredBy: act.actor.id, dueOn };
  replies.tell(act, 'answered', row, reply);
  // What was reported as unanswered is not counted a second time as late; the job may not have run yet.
  if (!clock || row.reportedOn !== null) return;
  const standing = replies.standing(act, factsOf(clock));
  if (standing === 'LATE') replies.tell(act, 'late', row, reply);
  if (standing === 'UNANSWERED') await report(act, replies, row, dueOn);
}

/** A job: a question that stays unanswered too long is reported once. */
export async function reportUnanswered<Row extends Question>(act: Act, replies: Replies<Row>): Promise<void> {
  const open = (await findOpenClocks(act.tx, act.townshipId, replies.module)).filter(
    ({ kind }) => kind === replies.kind,
  );
  const unreported = await replies.findUnreported(
    act.tx,
    act.townshipId,
    open.map(({ subjectId }) => subjectId),
  );
  for (const clock of open) {
    const row = unreported.get(clock.subjectId);
    if (row && replies.standing(act, factsOf(clock)) === 'UNANSWERED')
      await report(act, replies, row, readingOf(act, clock).dueOn);
  }
}

async function report<Row extends Question>(
  act: Act,
  replies: Replies<Row>,
  row: Row,
  dueOn: string | null,
): Promise<void> {
  if (!(await replies.markReported(act, row.id))) return;
  act.audit({
    verb: 'reportUnanswered',
    subjectType: replies.subject(row.id).subjectType,
    subjectId: row.id,
    fields: ['reportedOn'],
  });
  replies.tell(act, 'unanswered', row, { answeredBy: null, dueOn });
}
