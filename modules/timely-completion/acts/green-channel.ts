import type { Act } from '../../../core/acts/act.ts';
import type { CaseFacts } from '../../../core/cases/contribution.ts';
import { nextVersion } from '../../../core/cases/next-version.ts';
import { rebudgetClock } from '../../../core/clocks/service.ts';
import { enforce } from '../../../core/regulation/index.ts';
import type { CivilDate } from '../../../core/time/index.ts';
import { CLAUSES } from '../clauses.ts';
import { greenChannelIsReasoned, meetingLimitWithinCap } from '../rules.ts';
import { openCase, runningPromise, settingsOf } from '../service.ts';

/** 一(四)4: the green channel puts a case first in the queue, as soon as it is handed in; the grantor and his reason are on record. */
export async function grantGreenChannel(
  act: Act,
  input: { caseId: string; version?: number | null | undefined; reason: string },
): Promise<CaseFacts> {
  const before = await openCase(act, input, 'grantGreenChannel', ['SUBMITTED', 'ACCEPTED']);
  enforce(greenChannelIsReasoned.decide(input));
  const after = await nextVersion(act, before, 'grantGreenChannel', input.reason, CLAUSES.greenChannel, {
    priority: 1,
  });
  const green = { greenChannel: true, greenReason: input.reason, greenBy: act.actor.id };
  await act.tx.timelyCase.upsert({
    where: { townshipId_caseId: { townshipId: act.townshipId, caseId: after.id } },
    create: { townshipId: act.townshipId, caseId: after.id, ...green },
    update: green,
  });
  act.emit({
    type: 'case.greenChannel',
    caseId: after.id,
    factId: `case.greenChannel/${after.id}`,
    payload: { caseId: after.id },
  });
  return after;
}

/**
 * 一(四)4: the joint meeting's limit, counted from the meeting's day, takes the place of the promise. Refusals: those of
 * `openCase` and `runningPromise`, EXTENSION_NEEDS_APPROVER, MEETING_LIMIT_EXCEEDS_CAP.
 */
export async function setMeetingLimit(
  act: Act,
  input: {
    caseId: string;
    version?: number | null | undefined;
    meetingOn: CivilDate;
    workingDays: number;
    extensionApproved: boolean;
  },
): Promise<CaseFacts> {
  const before = await openCase(act, input, 'setMeetingLimit');
  const promise = await runningPromise(act, before, CLAUSES.greenChannel);
  enforce(meetingLimitWithinCap.decide({ ...input, roles: act.actor.roles }, settingsOf(act)));
  const note = `联席会议${input.meetingOn}确定${input.workingDays}个工作日`;
  const after = await nextVersion(act, before, 'setMeetingLimit', note, CLAUSES.greenChannel);
  await rebudgetClock(act, promise, { startedOn: input.meetingOn, budgetDays: input.workingDays }, note);
  const meeting = { meetingDays: input.workingDays, meetingOn: input.meetingOn };
  await act.tx.timelyCase.upsert({
    where: { townshipId_caseId: { townshipId: act.townshipId, caseId: after.id } },
    create: { townshipId: act.townshipId, caseId: after.id, ...meeting },
    update: meeting,
  });
  act.emit({
    type: 'case.meetingLimitSet',
    caseId: after.id,
    factId: `case.meetingLimitSet/${after.id}/${after.version}`,
    payload: { caseId: after.id, meetingOn: input.meetingOn, workingDays: input.workingDays },
  });
  return after;
}
