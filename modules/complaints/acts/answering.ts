import { randomUUID } from 'node:crypto';
import type { Act } from '../../../core/acts/act.ts';
import { notFound, textMissing } from '../../../core/cases/refusals.ts';
import { enforce, Refused } from '../../../core/regulation/index.ts';
import { readClock, type CivilDate } from '../../../core/time/index.ts';
import { CLAUSES } from '../clauses.ts';
import { complaintStateWrong } from '../refusals.ts';
import { answeredWithinFiveDays, delayExplainedInTime, heldThrough, investigatedFirst } from '../rules.ts';
import { changeComplaint, note, openFile, settingsOf } from '../service.ts';
import { replyFactsOf } from '../store.ts';

/** 三(二)3(2): acceptance is a recorded act of an officer, on a holiday too; it starts the reply clock. */
export async function acceptComplaint(act: Act, id: string): Promise<string> {
  const row = await openFile(act, id, 'FILED');
  const clock = answeredWithinFiveDays.decide(
    { anonymous: row.anonymous, acceptedOn: act.today },
    settingsOf(act),
  );
  await changeComplaint(act, id, 'acceptComplaint', {
    state: 'ACCEPTED',
    acceptedAt: act.now,
    acceptedBy: act.actor.id,
    startedOn: clock?.startedOn ?? null,
    budgetDays: clock?.budgetDays ?? null,
    endedOn: null,
  });
  const facts = replyFactsOf({
    ...row,
    startedOn: clock?.startedOn ?? null,
    budgetDays: clock?.budgetDays ?? null,
  });
  const { calendar } = act.platform.directory;
  act.emit({
    type: 'complaint.accepted',
    factId: `complaint.accepted/${id}/${act.now.toISOString()}`,
    payload: {
      complaintId: id,
      dueOn: facts.clock ? readClock(facts.clock, calendar, act.today).dueOn : null,
    },
  });
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
  const held = heldThrough.decide(replyFactsOf(row), settingsOf(act), act.platform.directory.calendar);
  if (held === null) throw new Refused(complaintStateWrong({ state: row.state }, CLAUSES.extension));
  enforce(delayExplainedInTime.decide({ held, expectedOn: input.expectedOn }, act.today));
  const id = randomUUID();
  await act.tx.complaintExplanation.create({
    data: { ...input, townshipId: act.townshipId, id, at: act.now, explainedOn: act.today },
  });
  note(act, 'explainDelay', row.id, ['explanations']);
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
  enforce(investigatedFirst.decide({ notes, answeredAtOnce: row.startedOn === act.today }));
  await changeComplaint(act, row.id, 'answerComplaint', {
    state: 'ANSWERED',
    answer: input.answer,
    answeredAt: act.now,
    endedOn: act.today,
  });
  const { clock } = replyFactsOf(row);
  const late = clock && readClock(clock, act.platform.directory.calendar, act.today).overdueDays > 0;
  act.emit({
    type: 'complaint.answered',
    factId: `complaint.answered/${row.id}/${act.now.toISOString()}`,
    payload: { complaintId: row.id, result: clock ? (late ? 'late' : 'onTime') : 'noClock' },
  });
  return row.id;
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
