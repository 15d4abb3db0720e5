import { randomUUID } from 'node:crypto';
import type { Act } from '../../../core/acts/act.ts';
import { notFound, textMissing } from '../../../core/cases/refusals.ts';
import { queueMessages } from '../../../core/notifications/queue.ts';
import { enforce, Refused } from '../../../core/regulation/index.ts';
import { civilDate, civilDateOf } from '../../../core/time/index.ts';
import { actingStaff } from '../../../core/people/members.ts';
import { CLAUSES } from '../clauses.ts';
import { pointsOfTheDay } from '../counting-rules.ts';
import type { PostedPayload } from '../events.ts';
import {
  correctedOnce,
  enteredForHandler,
  hasEvidence,
  needsSecond,
  nobodyAboutHimself,
  notAloneAgainstOrFor,
} from '../ledger-rules.ts';
import {
  findEntry,
  findStanding,
  isFrozen,
  lockMonth,
  type EntryRow,
  type ProposalRow,
} from '../ledger-store.ts';
import { CORRECTED, POSTED } from '../messages.ts';
import { notCorrectable } from '../refusals.ts';
import type { SubjectKind } from '../scoring-catalogue.ts';
import { concernedOf, deciderOf, monthOf, settingsOn } from '../service.ts';
import { closeMootAppeals } from './appeal-closing.ts';
import { draftsFor, pointsText } from './telling.ts';

/** Who confirmed what is posted; nobody where a rule is posted without confirmation. */
export interface Confirmation {
  readonly confirmedById: string | null;
  readonly secondById: string | null;
}

/**
 * 三(一)1: enters a proposal: one entry, and of a window's another for the accountable handler.
 * Refusals: EVIDENCE_REQUIRED.
 */
export async function postEntries(
  act: Act,
  proposal: ProposalRow,
  confirmation: Confirmation,
): Promise<void> {
  const evidence = evidenceOf(proposal);
  enforce(hasEvidence.decide(evidence));
  const settings = settingsOn(act, civilDate(proposal.occurredOn));
  const { code, units, occurredOn, factId, eventId, recordedById, staffId, windowId } = proposal;
  const subjectKind = proposal.subjectKind as SubjectKind;
  const own = {
    ...confirmation,
    townshipId: act.townshipId,
    id: randomUUID(),
    proposalId: proposal.id,
    correctsId: null,
    derivedFromId: null as string | null,
    code,
    subjectKind,
    staffId,
    windowId,
    units,
    points: pointsOfTheDay.decide(code, units, settings),
    occurredOn,
    month: await monthOfPosting(act),
    factId,
    eventId,
    evidence: evidence ?? '',
    recordedById,
    postedAt: act.now,
    reason: null,
  };
  const rows = [own];
  if (enteredForHandler.decide({ subjectKind, handlerId: proposal.handlerId }, settings))
    rows.push({
      ...own,
      id: randomUUID(),
      derivedFromId: own.id,
      subjectKind: 'STAFF',
      staffId: proposal.handlerId,
      windowId: null,
    });
  await act.tx.ledgerEntry.createMany({ data: rows });
  for (const row of rows) {
    act.audit({
      verb: 'postEntry',
      subjectType: 'LedgerEntry',
      subjectId: row.id,
      fields: ['code', 'points'],
    });
    act.emit({ type: 'ledger.posted', factId: `ledger.posted/${row.id}`, payload: payloadOf(row) });
  }
  await queueMessages(
    act,
    rows.flatMap((row) =>
      draftsFor(act, row, POSTED, {
        data: { code, occurredOn, points: pointsText(row.points) },
        dedupeKey: `ledger.posted/${row.id}`,
      }),
    ),
  );
}

/** What an entry rests on: the words of whoever recorded it, or the event that stated it; nothing of another chapter's text. */
function evidenceOf({ evidence, eventType, clauseId, occurredOn }: ProposalRow): string | null {
  return evidence ?? (eventType && `${eventType}，${clauseId}，${occurredOn}`);
}

/** The month of the posting. Where it was frozen meanwhile, because the act began before midnight, the one that came then. */
async function monthOfPosting(act: Act): Promise<string> {
  const month = monthOf(act.today);
  await lockMonth(act.tx, act.townshipId, month, 'POST');
  if (!(await isFrozen(act.tx, act.townshipId, month))) return month;
  const next = monthOf(civilDateOf(act.platform.now()));
  await lockMonth(act.tx, act.townshipId, next, 'POST');
  return next;
}

/** Why entries are taken back, and by whom. */
export interface TakingBack {
  /** The member of the group; null when the source itself took the fact back. */
  readonly byId: string | null;
  readonly eventId: string | null;
  readonly evidence: string;
  readonly reason: string;
}

/** Takes standing entries back, each with an entry that names it; those that another act took back meanwhile are left. */
export async function takeBack(act: Act, entries: readonly EntryRow[], by: TakingBack): Promise<number> {
  if (entries.length === 0) return 0;
  const month = await monthOfPosting(act);
  const written = await act.tx.ledgerEntry.createManyAndReturn({
    data: entries.map(({ id, postedAt: _at, month: _month, points, ...entry }) => ({
      ...entry,
      id: randomUUID(),
      correctsId: id,
      derivedFromId: null,
      points: 0 - points,
      month,
      eventId: by.eventId,
      evidence: by.evidence,
      recordedById: by.byId,
      confirmedById: by.byId,
      secondById: null,
      postedAt: act.now,
      reason: by.reason,
    })),
    skipDuplicates: true,
  });
  const corrections = written.flatMap(({ correctsId, ...row }) =>
    correctsId ? [{ ...row, correctsId }] : [],
  );
  for (const row of corrections) {
    act.audit({
      verb: 'correctEntry',
      subjectType: 'LedgerEntry',
      subjectId: row.id,
      fields: ['correctsId'],
    });
    act.emit({
      type: 'ledger.corrected',
      factId: `ledger.corrected/${row.id}`,
      payload: { ...payloadOf(row), correctsId: row.correctsId },
    });
  }
  await queueMessages(
    act,
    corrections.flatMap((row) =>
      draftsFor(act, row, CORRECTED, {
        data: { code: row.code, occurredOn: row.occurredOn, points: pointsText(0 - row.points) },
        dedupeKey: `ledger.corrected/${row.id}`,
      }),
    ),
  );
  await closeMootAppeals(
    act,
    corrections.map(({ correctsId }) => correctsId),
    by,
  );
  return corrections.length;
}

function payloadOf(row: Omit<PostedPayload, 'entryId'> & { id: string }): PostedPayload {
  const { id: entryId, code, subjectKind, staffId, windowId, points, month, occurredOn } = row;
  return { entryId, code, subjectKind, staffId, windowId, points, month, occurredOn };
}

/**
 * 三(一)3(1): a member of the group takes an entry back, with what was derived from it; the id of the entry taken back.
 * Refusals: TEXT_REQUIRED, NOT_FOUND, ENTRY_NOT_CORRECTABLE, CONFLICT_OF_INTEREST_IN_SCORING, SECOND_DECIDER_REQUIRED.
 */
export async function correctEntry(act: Act, input: { entryId: string; reason: string }): Promise<string> {
  const { entryId, reason } = input;
  if (!reason.trim()) throw new Refused(textMissing({ field: 'reason' }, CLAUSES.principles));
  const entry = await findEntry(act.tx, act.townshipId, entryId);
  if (!entry) throw new Refused(notFound({ type: 'LedgerEntry', id: entryId }));
  enforce(correctedOnce.decide({ correctsId: entry.correctsId, corrected: entry.correctedBy !== null }));
  const standing = await findStanding(act.tx, act.townshipId, { entryId });
  const [who, concerned] = [deciderOf(act), concernedOf(act, ...standing)];
  enforce(
    nobodyAboutHimself.decide(who, concerned),
    notAloneAgainstOrFor.decide(needsSecond.decide(who, concerned)),
  );
  const taken = await takeBack(act, standing, {
    byId: actingStaff(act),
    eventId: null,
    evidence: reason,
    reason,
  });
  if (taken === 0) throw new Refused(notCorrectable({}, CLAUSES.principles));
  return entry.id;
}
