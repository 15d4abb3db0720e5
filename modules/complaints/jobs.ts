import type { Act } from '../../core/acts/act.ts';
import { readingOf } from '../../core/clocks/service.ts';
import { findOpenClocks } from '../../core/clocks/store.ts';
import { openMinutes } from '../../core/time/index.ts';
import { keeperOf, tellRole } from './acts/telling.ts';
import { replyReminders, replyStatus, unacknowledgedGoesToHead } from './rules.ts';
import { changeComplaint, settingsOf } from './service.ts';
import { findComplaints, findUnacknowledged, MODULE_ID } from './store.ts';

/** Reminds before a reply is due, and reports a complaint overdue once for each day to which it was held. */
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
    const mark = replyReminders.decide(reading, settingsOf(act));
    if (mark !== null) {
      await tellRole(act, keeperOf(act, row), {
        text: `有一件投诉应于${reading.dueOn}前答复。`,
        dedupeKey: `complaint.reminder/${row.id}/${reading.dueOn}/${mark}`,
      });
    }
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

/** 三(二)3(3): what the deputy did not acknowledge within a working hour goes to the head. */
export async function escalateMajor(act: Act): Promise<void> {
  for (const row of await findUnacknowledged(act.tx, act.townshipId)) {
    const { directory } = act.platform;
    const hours = directory.openingHoursOf(act.townshipId);
    const minutes = openMinutes(row.filedAt, act.now, hours, directory.calendar);
    const facts = { major: true, acknowledged: false, openMinutes: minutes };
    if (!unacknowledgedGoesToHead.decide(facts, settingsOf(act))) continue;
    await changeComplaint(act, row.id, 'escalateComplaint', { escalatedAt: act.now });
    await tellRole(act, 'UNIT_HEAD', {
      text: '有一件重大投诉举报逾时未阅处，请督促。',
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
