import type { Act } from '../../core/acts/act.ts';
import { caseSubject, factsOf, overdueFact } from '../../core/clocks/clock-row.ts';
import { extendClock, readingOf, rebudgetClock } from '../../core/clocks/service.ts';
import { findClock } from '../../core/clocks/store.ts';
import type { DeliveredEvent, EventHandlers } from '../../core/events/event.ts';
import { draftOf, queueMessages } from '../../core/notifications/queue.ts';
import { civilDate, extensionTo } from '../../core/time/index.ts';
import { openCaseAgainst } from './acts/accountability.ts';
import { BRANCHES_FROZEN } from './messages.ts';
import { leadsDelayIsTheCases, overdueOpensAccountability, windowBearsOverdue } from './rules.ts';
import { payloadOf, settingsOf } from './service.ts';
import {
  branchClock,
  findBranch,
  findBranches,
  findJoint,
  findUnfinished,
  JOINT,
  MODULE_ID,
  PROMISE,
} from './store.ts';

/** 一(四)6, 一(五)7: each day beyond a branch's limit is its window's; enough of them open an accountability case. */
async function onBreach(act: Act, { payload, factId }: DeliveredEvent<'deadline.breached'>): Promise<void> {
  if (!windowBearsOverdue.decide(payload, MODULE_ID)) return;
  const row = await findBranch(act.tx, act.townshipId, payload.subjectId);
  const joint = row && (await findJoint(act.tx, act.townshipId, row.caseId));
  if (!joint) return;
  const { day, overdueDays } = payload;
  const { leadStationId } = joint.catalogue;
  act.emit({
    type: 'branch.overdue',
    caseId: row.caseId,
    factId: leadsDelayIsTheCases.decide(row.stationId, leadStationId)
      ? overdueFact(caseSubject(row.caseId), PROMISE, day)
      : factId,
    payload: { ...payloadOf(act, row), day, overdueDays },
  });
  if (overdueOpensAccountability.decide(overdueDays, settingsOf(act)))
    await openCaseAgainst(act, row, 'NO_RESULT', `超时${overdueDays}个工作日`);
}

/** 一(四)4: the meeting's limit becomes the joint one, and no branch lasts longer. */
async function onMeetingLimit(act: Act, { payload }: DeliveredEvent<'case.meetingLimitSet'>): Promise<void> {
  const { caseId, meetingOn, workingDays } = payload;
  const joint = await findClock(act.tx, act.townshipId, caseSubject(caseId), JOINT);
  if (!joint || joint.endedOn !== null) return;
  const budget = { startedOn: civilDate(meetingOn), budgetDays: workingDays };
  const reason = '联席会议确定 / set by the joint meeting';
  const { dueOn } = readingOf(act, await rebudgetClock(act, joint, budget, reason));
  for (const { id } of await findBranches(act.tx, act.townshipId, caseId)) {
    const clock = await branchClock(act.tx, act.townshipId, id);
    if (clock.endedOn === null && readingOf(act, clock).dueOn > dueOn)
      await rebudgetClock(act, clock, budget, reason);
  }
}

/** 一(四)3: an extension of the promise moves the joint date with it. */
async function onExtension(act: Act, { payload }: DeliveredEvent<'case.extended'>): Promise<void> {
  const joint = await findClock(act.tx, act.townshipId, caseSubject(payload.caseId), JOINT);
  if (!joint || joint.endedOn !== null) return;
  const { calendar } = act.platform.directory;
  const days = extensionTo(civilDate(payload.newDueOn), factsOf(joint), calendar, act.today);
  if (days !== null) await extendClock(act, joint, days, '延期 / extended');
}

/** On again: the director hears which branches stood still. */
async function onEnabled(act: Act, { payload, factId }: DeliveredEvent<'module.enabled'>): Promise<void> {
  if (payload.module !== MODULE_ID) return;
  const { open } = await findUnfinished(act.tx, act.townshipId);
  if (open.length === 0) return;
  const numbers = [...new Set(open.map((row) => row.case.number))].join('、');
  await queueMessages(act, [
    draftOf(BRANCHES_FROZEN, {
      caseId: null,
      recipient: 'CENTRE_DIRECTOR',
      readBy: 'CENTRE_DIRECTOR',
      data: { numbers },
      dedupeKey: `branches.thawed/${factId}`,
    }),
  ]);
}

export const HANDLERS: EventHandlers = {
  'deadline.breached': onBreach,
  'case.meetingLimitSet': onMeetingLimit,
  'case.extended': onExtension,
  'module.enabled': onEnabled,
};
