import { randomUUID } from 'node:crypto';
import type { Act } from '../../../core/acts/act.ts';
import { notFound, textMissing } from '../../../core/cases/refusals.ts';
import { readingOf, startClock } from '../../../core/clocks/service.ts';
import { findOpenClocks } from '../../../core/clocks/store.ts';
import { enforce, Refused } from '../../../core/regulation/index.ts';
import { civilDateOf } from '../../../core/time/index.ts';
import { actingStaff } from '../../../core/people/members.ts';
import { CLAUSES } from '../clauses.ts';
import {
  appealDecidedAfresh,
  appealedInTime,
  correctedOnce,
  needsSecond,
  nobodyAboutHimself,
  notAloneAgainstOrFor,
} from '../ledger-rules.ts';
import { APPEAL_LIMIT, appealSubject, findEntry, findStanding, holdAppeal } from '../ledger-store.ts';
import { APPEAL_DUE, APPEAL_FILED } from '../messages.ts';
import { alreadyAppealed } from '../refusals.ts';
import { concernedOf, deciderOf, settingsOn } from '../service.ts';
import { MODULE_ID } from '../store.ts';
import { closeAppeal } from './appeal-closing.ts';
import { takeBack } from './entries.ts';
import { tellGroup } from './telling.ts';

/**
 * 三(一)1: the person concerned, of a window's entry anybody posted to the window, objects to it, once and in time. The group's
 * limit starts. Refusals: TEXT_REQUIRED, NOT_FOUND, ENTRY_NOT_CORRECTABLE, SCORE_APPEAL_TOO_LATE, SCORE_APPEALED_BEFORE.
 */
export async function appealEntry(act: Act, input: { entryId: string; text: string }): Promise<string> {
  const { entryId, text } = input;
  if (!text.trim()) throw new Refused(textMissing({ field: 'text' }, CLAUSES.principles));
  const { townshipId, today } = act;
  const { directory } = act.platform;
  const staffId = actingStaff(act);
  const entry = await findEntry(act.tx, townshipId, entryId);
  const windowId = directory.findStaff(staffId)?.windowId ?? null;
  const isOwn = entry?.staffId === staffId || (windowId !== null && entry?.windowId === windowId);
  if (!entry || !isOwn) throw new Refused(notFound({ type: 'LedgerEntry', id: entryId }));
  const postedOn = civilDateOf(entry.postedAt);
  enforce(
    correctedOnce.decide({ correctsId: entry.correctsId, corrected: entry.correctedBy !== null }),
    appealedInTime.decide({ postedOn, today }, settingsOn(act, postedOn), directory.calendar),
  );
  const id = randomUUID();
  const { count } = await act.tx.scoreAppeal.createMany({
    data: [{ townshipId, id, entryId, staffId, text, filedAt: act.now, state: 'OPEN' }],
    skipDuplicates: true,
  });
  if (count === 0) throw new Refused(alreadyAppealed({}, CLAUSES.principles));
  const { dueOn } = await startClock(act, {
    ...appealSubject(id),
    caseId: null,
    module: MODULE_ID,
    kind: APPEAL_LIMIT,
    clause: CLAUSES.principles.id,
    startedOn: today,
    budgetDays: settingsOn(act, today).appealDays,
    stopsFor: ['MODULE_OFF'],
    endsIn: ['DECIDED'],
  });
  act.audit({ verb: 'appealEntry', subjectType: 'ScoreAppeal', subjectId: id, fields: ['text'] });
  act.emit({
    type: 'ledger.appealed',
    factId: `ledger.appealed/${id}`,
    payload: { appealId: id, entryId },
  });
  await tellGroup(act, APPEAL_FILED, {
    data: { code: entry.code, occurredOn: entry.occurredOn, dueOn },
    dedupeKey: `ledger.appealed/${id}`,
  });
  return id;
}

/**
 * 三(一)3(1): the group answers an appeal; one that is upheld takes the entry back. Refusals: TEXT_REQUIRED, NOT_FOUND,
 * SCORE_APPEALED_BEFORE, CONFLICT_OF_INTEREST_IN_SCORING, SECOND_DECIDER_REQUIRED.
 */
export async function decideScoreAppeal(
  act: Act,
  input: { appealId: string; upheld: boolean; decision: string },
): Promise<string> {
  const { appealId, upheld, decision } = input;
  if (!decision.trim()) throw new Refused(textMissing({ field: 'decision' }, CLAUSES.principles));
  const { townshipId } = act;
  const appeal = await holdAppeal(act.tx, townshipId, appealId);
  if (!appeal) throw new Refused(notFound({ type: 'ScoreAppeal', id: appealId }));
  if (appeal.state !== 'OPEN') throw new Refused(alreadyAppealed({}, CLAUSES.principles));
  const standing = await findStanding(act.tx, townshipId, { entryId: appeal.entryId });
  const [who, concerned] = [deciderOf(act), concernedOf(act, appeal.entry, ...standing)];
  enforce(
    nobodyAboutHimself.decide(who, concerned),
    appealDecidedAfresh.decide(who.staffId, {
      ...appeal.entry,
      concerned: [...concerned.staffIds, appeal.staffId],
    }),
    notAloneAgainstOrFor.decide(needsSecond.decide(who, concerned)),
  );
  await closeAppeal(act, appeal, { upheld, decision, decidedById: who.staffId });
  if (upheld)
    await takeBack(act, standing, {
      byId: who.staffId,
      eventId: null,
      evidence: decision,
      reason: decision,
    });
  return appeal.id;
}

/** The job: reminds the group on the day before an appeal comes due, and on the day itself. */
export async function remindOfAppeals(act: Act): Promise<void> {
  for (const clock of await findOpenClocks(act.tx, act.townshipId, MODULE_ID)) {
    const { dueOn, remainingDays } = readingOf(act, clock);
    if (clock.kind !== APPEAL_LIMIT || remainingDays > 1) continue;
    await tellGroup(act, APPEAL_DUE, {
      data: { dueOn },
      dedupeKey: `ledger.appealDue/${clock.subjectId}/${dueOn}/${remainingDays > 0 ? 'eve' : 'day'}`,
    });
  }
}
