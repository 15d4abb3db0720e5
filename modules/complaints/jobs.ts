import type { Act } from '../../core/acts/act.ts';
import { readingOf } from '../../core/clocks/service.ts';
import { findOpenClocks } from '../../core/clocks/store.ts';
import { openMinutes, type ClockReading } from '../../core/time/index.ts';
import { keeperOf, tellRole } from './acts/telling.ts';
import { ESCALATED, EXPLANATION_ENDS, REPLY_DUE } from './messages.ts';
import { longDelayIsSeen, replyReminders, replyStatus, unacknowledgedGoesToHead } from './rules.ts';
import { changeComplaint, settingsOf } from './service.ts';
import { findComplaints, findUnacknowledged, MODULE_ID, type ComplaintRow } from './store.ts';

/** Reminds before a reply or a further explanation is due, and reports a complaint overdue once for each day to which it was held. */
export async function watchReplies(act: Act): Promise<void> {
  const clocks = await findOpenClocks(act.tx, act.townshipId, MODULE_ID);
  const complaints = await findComplaints(
    act.tx,
    act.townshipId,
    clocks.map((clock) => clock.subjectId),
  );
  for (const clock of clocks) {
    const row = complaints.get(clock.subjectId);
    if (!row) continue;
    const reading = readingOf(act, clock);
    await remind(act, row, reading);
    await showLongDelay(act, row, reading, clock.startedOn);
    const held = reading.heldThrough;
    if (replyStatus.decide(reading) !== 'OVERDUE' || row.reportedDueOn === held) continue;
    await changeComplaint(act, row.id, 'reportOverdue', { reportedDueOn: held });
    act.emit({
      type: 'complaint.overdue',
      factId: `complaint.overdue/${row.id}/${held}`,
      payload: { complaintId: row.id, dueOn: held },
    });
  }
}

async function remind(act: Act, row: ComplaintRow, reading: ClockReading): Promise<void> {
  const { dueOn, heldThrough } = reading;
  const mark = replyReminders.decide(reading, act.today, settingsOf(act), act.platform.directory.calendar);
  if (mark === null) return;
  const keeper = keeperOf(act, row);
  const dedupeKey = `complaint.reminder/${row.id}/${heldThrough}/${mark}`;
  if (heldThrough === dueOn) await tellRole(act, keeper, REPLY_DUE, { data: { dueOn }, dedupeKey });
  else await tellRole(act, keeper, EXPLANATION_ENDS, { data: { heldThrough }, dedupeKey });
}

/** 三(二)3(2): the county sees what is explained again and again, once for each limit. */
async function showLongDelay(
  act: Act,
  row: ComplaintRow,
  reading: ClockReading,
  acceptedOn: string,
): Promise<void> {
  if (row.prolongedOn !== null || !longDelayIsSeen.decide(reading, settingsOf(act))) return;
  await changeComplaint(act, row.id, 'showLongDelay', { prolongedOn: act.today });
  act.emit({
    type: 'complaint.prolonged',
    factId: `complaint.prolonged/${row.id}/${acceptedOn}`,
    payload: { complaintId: row.id, acceptedOn },
  });
}

/** 三(二)3(3): what the deputy did not acknowledge within a working hour goes to the head. */
export async function escalateMajor(act: Act): Promise<void> {
  for (const row of await findUnacknowledged(act.tx, act.townshipId)) {
    const { directory } = act.platform;
    const hours = directory.openingHoursOf(act.townshipId);
    const minutes = openMinutes(row.majorSince ?? row.filedAt, act.now, hours, directory.calendar);
    const facts = { major: true, acknowledged: false, openMinutes: minutes };
    if (!unacknowledgedGoesToHead.decide(facts, settingsOf(act))) continue;
    await changeComplaint(act, row.id, 'escalateComplaint', { escalatedAt: act.now });
    await tellRole(act, 'UNIT_HEAD', ESCALATED, {
      data: {},
      dedupeKey: `complaint.escalated/${row.id}`,
    });
    act.emit({
      type: 'complaint.escalated',
      factId: `complaint.escalated/${row.id}`,
      payload: { complaintId: row.id, to: 'UNIT_HEAD' },
    });
  }
}

export const JOBS = [
  {
    id: 'watch-replies',
    description: '投诉答复提醒和超期 / reminds of replies and reports overdue ones',
    run: watchReplies,
  },
  {
    id: 'escalate-major',
    description: '重大投诉转报 / escalates unacknowledged major complaints',
    run: escalateMajor,
  },
];
