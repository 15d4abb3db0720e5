import { randomUUID } from 'node:crypto';
import type { Act } from '../../../core/acts/act.ts';
import { notFound, textMissing } from '../../../core/cases/refusals.ts';
import { endClocks, holdClock, readingOf, startClock } from '../../../core/clocks/service.ts';
import { enforce, Refused } from '../../../core/regulation/index.ts';
import type { CivilDate } from '../../../core/time/index.ts';
import { CLAUSES } from '../clauses.ts';
import { ACCEPTED, ANSWERED, DELAYED } from '../messages.ts';
import { complaintStateWrong } from '../refusals.ts';
import {
  answeredWithinFiveDays,
  delayExplainedInTime,
  explanationHolds,
  investigatedFirst,
} from '../rules.ts';
import { changeComplaint, isAtOnce, note, openFile, settingsOf } from '../service.ts';
import { complaintSubject, findReplyClock, MODULE_ID, replyKind } from '../store.ts';
import { tellComplainant, tellLeader } from './telling.ts';

/** 三(二)3(2): acceptance is a recorded act of an officer, on a holiday too; it starts the reply clock. */
export async function acceptComplaint(act: Act, id: string): Promise<string> {
  const row = await openFile(act, id, 'FILED');
  const limit = answeredWithinFiveDays.decide(
    { anonymous: row.anonymous, acceptedOn: act.today },
    settingsOf(act),
  );
  await changeComplaint(act, id, 'acceptComplaint', {
    state: 'ACCEPTED',
    acceptedAt: act.now,
    acceptedBy: act.actor.id,
  });
  const clock =
    limit &&
    (await startClock(act, {
      ...complaintSubject(id),
      ...limit,
      // A complaint about a case is no part of it: who works on the case learns nothing of the complaint.
      caseId: null,
      module: MODULE_ID,
      kind: replyKind(row),
      clause: CLAUSES.answer.id,
      stopsFor: ['MODULE_OFF'],
      endsIn: ['ANSWERED'],
    }));
  const dueOn = clock?.dueOn ?? null;
  const factId = `complaint.accepted/${id}/${act.now.toISOString()}`;
  if (dueOn !== null)
    await tellComplainant(act, row, ACCEPTED, { data: { number: row.number, dueOn }, dedupeKey: factId });
  act.emit({ type: 'complaint.accepted', factId, payload: { complaintId: id, dueOn } });
  return id;
}

/** 三(二)1(2): a note of the investigation; it is never changed. */
export async function noteInvestigation(
  act: Act,
  input: { complaintId: string; text: string; evidence: boolean },
): Promise<string> {
  await openFile(act, input.complaintId, 'FILED', 'ACCEPTED', 'ANSWERED');
  if (!input.text.trim()) throw new Refused(textMissing({ field: 'text' }, CLAUSES.letters));
  await act.tx.complaintNote.create({
    data: { ...input, townshipId: act.townshipId, id: randomUUID(), at: act.now, authorId: act.actor.id },
  });
  note(act, 'noteInvestigation', input.complaintId, ['notes']);
  return input.complaintId;
}

/** 三(二)3(2): tells the complainant why it takes longer; the limit itself does not move. */
export async function explainDelay(
  act: Act,
  input: { complaintId: string; reason: string; expectedOn: CivilDate },
): Promise<string> {
  const row = await openFile(act, input.complaintId, 'ACCEPTED');
  if (!input.reason.trim()) throw new Refused(textMissing({ field: 'reason' }, CLAUSES.extension));
  const clock = await findReplyClock(act.tx, row);
  if (!clock) throw new Refused(complaintStateWrong({ state: row.state }, CLAUSES.extension));
  const held = readingOf(act, clock).heldThrough;
  enforce(delayExplainedInTime.decide({ held, expectedOn: input.expectedOn }, act.today));
  await holdClock(act, clock, explanationHolds.decide(act.today, settingsOf(act)));
  const id = randomUUID();
  await act.tx.complaintExplanation.create({
    data: { ...input, townshipId: act.townshipId, id, at: act.now, explainedOn: act.today },
  });
  note(act, 'explainDelay', row.id, ['explanations']);
  await tellComplainant(act, row, DELAYED, {
    data: { number: row.number, expectedOn: input.expectedOn },
    dedupeKey: `complaint.extended/${id}`,
  });
  act.emit({
    type: 'complaint.extended',
    factId: `complaint.extended/${id}`,
    payload: { complaintId: row.id, expectedOn: input.expectedOn },
  });
  return row.id;
}

/** 三(二)3(2): the answer to the complainant ends the reply clock. */
export async function answerComplaint(
  act: Act,
  input: { complaintId: string; answer: string },
): Promise<string> {
  const row = await openFile(act, input.complaintId, 'ACCEPTED');
  if (!input.answer.trim()) throw new Refused(textMissing({ field: 'answer' }, CLAUSES.answer));
  const where = { townshipId: act.townshipId, complaintId: row.id };
  const notes = await act.tx.complaintNote.count({ where });
  enforce(investigatedFirst.decide({ notes, answeredAtOnce: isAtOnce(row, act.now) }));
  await changeComplaint(act, row.id, 'answerComplaint', {
    state: 'ANSWERED',
    answer: input.answer,
    answeredAt: act.now,
    ...(row.prolongedOn === null ? {} : { prolongedOn: null }),
  });
  const [reply] = await endClocks(act, complaintSubject(row.id), 'ANSWERED');
  const factId = `complaint.answered/${row.id}/${act.now.toISOString()}`;
  await tellComplainant(act, row, ANSWERED, { data: { number: row.number }, dedupeKey: factId });
  act.emit({
    type: 'complaint.answered',
    factId,
    payload: {
      complaintId: row.id,
      result: reply ? (reply.overdueDays > 0 ? 'late' : 'onTime') : 'noClock',
      prolonged: row.prolongedOn !== null,
    },
  });
  return row.id;
}

/**
 * 三(二)3(3): the desk meets with a complaint that is major though it was not filed as such, and reports it at once.
 * Refusals: NOT_FOUND, COMPLAINT_STATE_NOT_ALLOWED.
 */
export async function reportMajor(act: Act, id: string): Promise<string> {
  const row = await openFile(act, id, 'FILED', 'ACCEPTED', 'ANSWERED');
  if (row.severity === 'MAJOR') return (note(act, 'reportMajor', id, []), id);
  await changeComplaint(act, id, 'reportMajor', { severity: 'MAJOR', majorSince: act.now });
  await tellLeader(act, row);
  return id;
}

/** 三(二)3(3): the leader has read the report of a major complaint. */
export async function acknowledgeComplaint(act: Act, id: string): Promise<string> {
  const row = await openFile(act, id);
  if (row.severity !== 'MAJOR') throw new Refused(notFound({ type: 'Complaint', id }));
  if (row.acknowledgedAt) return (note(act, 'acknowledgeComplaint', id, []), id);
  return changeComplaint(act, id, 'acknowledgeComplaint', {
    acknowledgedAt: act.now,
    acknowledgedBy: act.actor.id,
  });
}
