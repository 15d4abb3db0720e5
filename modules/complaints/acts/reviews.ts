import { randomUUID } from 'node:crypto';
import type { Act } from '../../../core/acts/act.ts';
import { notFound, textMissing, wrongState } from '../../../core/cases/refusals.ts';
import { trackByNumber, trackCase, type Tracked } from '../../../core/cases/track.ts';
import type { Platform } from '../../../core/platform.ts';
import { enforce, Refused } from '../../../core/regulation/index.ts';
import { civilDate, civilDateOf } from '../../../core/time/index.ts';
import { CLAUSES } from '../clauses.ts';
import { codeWrong, complaintStateWrong } from '../refusals.ts';
import { badReviewInOrder, withinWindow } from '../rules.ts';
import { changeComplaint, settingsOf } from '../service.ts';
import { findByNumber, findComplaint, type ComplaintRow } from '../store.ts';

/** Finds a complaint by number and query code; wrong codes are counted and lock the number, as a case's. */
export function trackComplaint(platform: Platform, number: string, queryCode: string): Promise<Tracked> {
  return trackByNumber(platform, { number, queryCode, prefix: 'TS-', find: findByNumber });
}

/** Number and query code of a complaint or a case. */
export interface WithCode {
  readonly number: string;
  readonly queryCode: string;
}

/** The id behind a number and its code, in the township of the act; the count of wrong codes stays. */
function provenId(act: Act, tracked: Tracked): string {
  if (tracked.kind !== 'found' || tracked.townshipId !== act.townshipId)
    throw new Refused(codeWrong({}, CLAUSES.after));
  return tracked.id;
}

async function own(act: Act, given: WithCode): Promise<ComplaintRow> {
  const id = provenId(act, await trackComplaint(act.platform, given.number, given.queryCode));
  const row = await findComplaint(act.tx, act.townshipId, id);
  if (!row) throw new Refused(notFound({ type: 'Complaint', id }));
  return row;
}

/** (after): the complainant rates the answer once, 1 to 5, within the window. */
export async function rateAnswer(act: Act, input: WithCode & { rating: number }): Promise<string> {
  const row = await own(act, input);
  if (!row.answeredAt) throw new Refused(complaintStateWrong({ state: row.state }, CLAUSES.after));
  const facts = {
    from: civilDateOf(row.answeredAt),
    days: settingsOf(act).ratingDays,
    doneBefore: row.rating !== null,
  };
  enforce(withinWindow.decide(facts, act.platform.directory.calendar, act.today));
  act.emit({
    type: 'complaint.rated',
    factId: `complaint.rated/${row.id}`,
    payload: { complaintId: row.id, rating: input.rating },
  });
  return changeComplaint(act, row.id, 'rateAnswer', { rating: input.rating });
}

/** (after): the complainant has it dealt with once more; it is accepted anew. */
export async function reopenComplaint(act: Act, input: WithCode): Promise<string> {
  const row = await own(act, input);
  if (row.state !== 'CONCLUDED' || !row.concludedOn)
    throw new Refused(complaintStateWrong({ state: row.state }, CLAUSES.after));
  const facts = {
    from: civilDate(row.concludedOn),
    days: settingsOf(act).reopenDays,
    doneBefore: row.reopenedAt !== null,
  };
  enforce(withinWindow.decide(facts, act.platform.directory.calendar, act.today));
  return changeComplaint(act, row.id, 'reopenComplaint', { state: 'FILED', reopenedAt: act.now });
}

/** States of a case that was served. */
const SERVED = ['DECIDED', 'DELIVERED', 'REFUSED', 'WITHDRAWN'] as const;

/** (after): a bad review of a case that was served opens a work order, once and in time; the query code proves whose it is. */
export async function fileBadReview(act: Act, input: WithCode & { text: string }): Promise<string> {
  const caseId = provenId(act, await trackCase(act.platform, input.number, input.queryCode));
  if (!input.text.trim()) throw new Refused(textMissing({ field: 'text' }, CLAUSES.after));
  const { townshipId } = act;
  const served = await act.tx.case.findUnique({
    where: { townshipId_id: { townshipId, id: caseId } },
    select: { state: true, decidedAt: true, closedAt: true },
  });
  const servedAt = served?.decidedAt ?? served?.closedAt;
  if (!served) throw new Refused(notFound({ type: 'Case', id: input.number }));
  if (!servedAt)
    throw new Refused(
      wrongState({ verb: 'fileBadReview', state: served.state, allowedIn: SERVED }, CLAUSES.after),
    );
  const facts = {
    from: civilDateOf(servedAt),
    days: settingsOf(act).ratingDays,
    doneBefore: (await act.tx.badReview.count({ where: { townshipId, caseId } })) > 0,
  };
  enforce(withinWindow.decide(facts, act.platform.directory.calendar, act.today));
  const id = randomUUID();
  await act.tx.badReview.create({
    data: {
      townshipId: act.townshipId,
      id,
      caseId,
      text: input.text,
      state: 'OPEN',
      filedAt: act.now,
    },
  });
  act.audit({ verb: 'fileBadReview', subjectType: 'BadReview', subjectId: id, fields: ['text'] });
  return id;
}

/** (after): verify or reject, rectify, revisit, in this order. */
export async function advanceBadReview(
  act: Act,
  input: { badReviewId: string; next: string; note: string },
): Promise<string> {
  const where = { townshipId_id: { townshipId: act.townshipId, id: input.badReviewId } };
  const row = await act.tx.badReview.findUnique({ where });
  if (!row) throw new Refused(notFound({ type: 'BadReview', id: input.badReviewId }));
  enforce(badReviewInOrder.decide(row.state, input.next));
  await act.tx.badReview.update({ where, data: { state: input.next, note: input.note, changedAt: act.now } });
  act.audit({ verb: 'advanceBadReview', subjectType: 'BadReview', subjectId: row.id, fields: ['state'] });
  return row.id;
}
