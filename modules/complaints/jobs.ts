import type { Act } from '../../core/acts/act.ts';
import { DEFAULT_OPENING_HOURS, openMinutes, readClock } from '../../core/time/index.ts';
import { ESCALATED, REPLY_DUE } from './messages.ts';
import { heldThrough, replyReminders, replyStatus, unacknowledgedGoesToHead } from './rules.ts';
import { changeComplaint, settingsOf, tellRole } from './service.ts';
import { findAccepted, findUnacknowledged, replyFactsOf } from './store.ts';

/** Reminds before a reply is due, and reports a complaint overdue once for each day to which it was held. */
export async function watchReplies(act: Act): Promise<void> {
  const settings = settingsOf(act);
  const { calendar } = act.platform.directory;
  for (const row of await findAccepted(act.tx, act.townshipId)) {
    const facts = replyFactsOf(row);
    const held = heldThrough.decide(facts, settings, calendar);
    if (!facts.clock || held === null) continue;
    const reading = readClock(facts.clock, calendar, act.today);
    const mark = replyReminders.decide(reading, settings);
    if (mark !== null) {
      const key = `complaint.reminder/${row.id}/${reading.dueOn}/${mark}`;
      const role = row.category === 'BRIBERY' ? 'CENTRE_DIRECTOR' : 'COMPLAINT_OFFICER';
      await tellRole(act, REPLY_DUE, { role, data: { dueOn: reading.dueOn }, dedupeKey: key });
    }
    if (replyStatus.decide(facts, settings, calendar, act.today) !== 'OVERDUE' || row.reportedDueOn === held)
      continue;
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
    const { calendar } = act.platform.directory;
    const minutes = openMinutes(row.filedAt, act.now, DEFAULT_OPENING_HOURS, calendar);
    const facts = { major: true, acknowledged: false, openMinutes: minutes };
    if (!unacknowledgedGoesToHead.decide(facts, settingsOf(act))) continue;
    await changeComplaint(act, row.id, 'escalateComplaint', { escalatedAt: act.now });
    await tellRole(act, ESCALATED, {
      role: 'UNIT_HEAD',
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
