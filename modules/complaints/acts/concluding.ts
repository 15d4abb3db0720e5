import { randomUUID } from 'node:crypto';
import type { Act } from '../../../core/acts/act.ts';
import { notFound, textMissing } from '../../../core/cases/refusals.ts';
import { enforce, Refused } from '../../../core/regulation/index.ts';
import { CLAUSES } from '../clauses.ts';
import { APPEAL_REJECTED, APPEAL_UPHELD, CONCLUDED, FAULT_FOUND } from '../messages.ts';
import { appealNotPossible, complaintStateWrong } from '../refusals.ts';
import { appealOnce, attitudeIsOneFact, faultHasMeasures, investigatedFirst } from '../rules.ts';
import { changeComplaint, isAtOnce, openFile } from '../service.ts';
import { findByNumber, findComplaint, type ComplaintRow } from '../store.ts';
import { tellComplainant, tellRespondent } from './telling.ts';

/**
 * 三(二)3(4): the finding; fault of staff names its measures and is told to the respondent, who may appeal. A finding after a
 * reopening also answers an appeal against the first one.
 */
export async function concludeComplaint(
  act: Act,
  input: { complaintId: string; finding: string; measures: readonly string[] },
): Promise<string> {
  const row = await openFile(act, input.complaintId, 'ACCEPTED', 'ANSWERED');
  if (row.state === 'ACCEPTED' && !row.anonymous)
    throw new Refused(complaintStateWrong({ state: row.state }, CLAUSES.answer));
  const notes = await act.tx.complaintNote.findMany({
    where: { townshipId: act.townshipId, complaintId: row.id },
    select: { evidence: true },
  });
  enforce(
    investigatedFirst.decide({
      notes: notes.length,
      answeredAtOnce: isAtOnce(row, row.answeredAt),
    }),
    faultHasMeasures.decide(input.finding, input.measures),
  );
  await changeComplaint(act, row.id, 'concludeComplaint', {
    state: 'CONCLUDED',
    finding: input.finding,
    measures: [...input.measures],
    concludedOn: act.today,
  });
  await tellComplainant(act, row, CONCLUDED, {
    data: { number: row.number },
    dedupeKey: `complaint.concluded/${row.id}/${act.now.toISOString()}`,
  });
  if (row.reopenedAt !== null) await answerFormerAppeal(act, row, input.finding);
  if (input.finding === 'STAFF_FAULT')
    await tellRespondent(act, row, FAULT_FOUND, {
      data: { number: row.number },
      dedupeKey: `complaint.finding/${row.id}/${act.now.toISOString()}`,
    });
  const respondent = row.respondentId ? act.platform.directory.findStaff(row.respondentId) : null;
  act.emit({
    type: 'complaint.concluded',
    factId: attitudeIsOneFact.decide(row.id),
    payload: {
      complaintId: row.id,
      category: row.category,
      finding: input.finding,
      formerFinding: row.finding,
      respondentId: row.respondentId,
      windowId: respondent?.windowId ?? null,
      anonymous: row.anonymous,
      evidence: notes.some((n) => n.evidence),
      occurredOn: row.occurredOn,
      concludedOn: act.today,
    },
  });
  return row.id;
}

/** The complaint was dealt with once more, so that an appeal against its first finding needs no decision of its own. */
async function answerFormerAppeal(act: Act, row: ComplaintRow, finding: string): Promise<void> {
  const appeal = await act.tx.complaintAppeal.findFirst({
    where: { townshipId: act.townshipId, complaintId: row.id, reopened: false, upheld: null },
  });
  if (!appeal) return;
  await answerAppeal(act, row, appeal.id, {
    upheld: finding !== 'STAFF_FAULT',
    decision: '投诉已重新处理，以重新作出的认定为准 / dealt with once more: the finding made anew stands',
  });
}

/** 三(二)3(4): the respondent appeals once against each finding; he names the number of the finding, and the file stays closed to him. */
export async function appealFinding(act: Act, input: { number: string; reason: string }): Promise<string> {
  const row = await findByNumber(act.tx, act.townshipId, input.number);
  if (!row || row.respondentId === null || row.respondentId !== act.actor.id || row.state !== 'CONCLUDED')
    throw new Refused(notFound({ type: 'Complaint', id: input.number }));
  if (!input.reason.trim()) throw new Refused(textMissing({ field: 'reason' }, CLAUSES.responsibility));
  const where = { townshipId: act.townshipId, complaintId: row.id, reopened: row.reopenedAt !== null };
  const appeals = await act.tx.complaintAppeal.count({ where });
  enforce(appealOnce.decide({ finding: row.finding, appeals }));
  const id = randomUUID();
  await act.tx.complaintAppeal.create({
    data: { ...where, id, appellantId: row.respondentId, reason: input.reason, filedAt: act.now },
  });
  act.audit({ verb: 'appealFinding', subjectType: 'ComplaintAppeal', subjectId: id, fields: ['reason'] });
  return id;
}

/** 三(二)3(4): the deputy decides the appeal; an upheld one withdraws the finding and its points. */
export async function decideAppeal(
  act: Act,
  input: { appealId: string; upheld: boolean; decision: string },
): Promise<string> {
  const where = { townshipId_id: { townshipId: act.townshipId, id: input.appealId } };
  const appeal = await act.tx.complaintAppeal.findUnique({ where });
  if (!appeal || appeal.appellantId === act.actor.id)
    throw new Refused(notFound({ type: 'ComplaintAppeal', id: input.appealId }));
  if (appeal.upheld !== null) throw new Refused(appealNotPossible({}, CLAUSES.responsibility));
  if (!input.decision.trim()) throw new Refused(textMissing({ field: 'decision' }, CLAUSES.responsibility));
  const row = await findComplaint(act.tx, act.townshipId, appeal.complaintId);
  if (!row) throw new Refused(notFound({ type: 'Complaint', id: appeal.complaintId }));
  await answerAppeal(act, row, appeal.id, input);
  if (input.upheld) {
    await changeComplaint(act, row.id, 'decideAppeal', { finding: 'NO_STAFF_FAULT', measures: [] });
    act.emit({
      type: 'complaint.findingWithdrawn',
      factId: attitudeIsOneFact.decide(row.id),
      payload: { complaintId: row.id, respondentId: row.respondentId },
    });
  }
  return appeal.id;
}

async function answerAppeal(
  act: Act,
  row: ComplaintRow,
  id: string,
  { upheld, decision }: { upheld: boolean; decision: string },
): Promise<void> {
  await act.tx.complaintAppeal.update({
    where: { townshipId_id: { townshipId: act.townshipId, id } },
    data: { upheld, decision, decidedAt: act.now, decidedBy: act.actor.id },
  });
  act.audit({ verb: 'decideAppeal', subjectType: 'ComplaintAppeal', subjectId: id, fields: ['upheld'] });
  await tellRespondent(act, row, upheld ? APPEAL_UPHELD : APPEAL_REJECTED, {
    data: { number: row.number },
    dedupeKey: `complaint.appeal/${id}`,
  });
}
