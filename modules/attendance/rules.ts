import { textMissing } from '../../core/cases/refusals.ts';
import { allow, refuse, rule, type Verdict } from '../../core/regulation/index.ts';
import { addDays, deadlineAfter, type Calendar, type CivilDate } from '../../core/time/index.ts';
import { CLAUSES } from './clauses.ts';
import {
  approvalOrder,
  backfillTooLate,
  conflictOfInterest,
  coverNotPossible,
  leaveBegun,
  leaveDecided,
  leaveWithoutWork,
  outingTimes,
} from './refusals.ts';
import type { AttendanceSettings } from './settings.ts';

// A rule is pure: facts, settings, calendar and time come in as arguments. What a day's records say stands in day-rules.ts.

const MINUTE_MS = 60_000;
const SECOND_MS = 1_000;

export const punchTime = rule({
  id: 'punch-to-the-second',
  clause: CLAUSES.punches,
  says: {
    zh: '打卡计到秒，同机同人同秒只计一次',
    en: 'a punch counts to the second, once a device, person and second',
  },
  decide: (at: Date): Date => new Date(Math.floor(at.getTime() / SECOND_MS) * SECOND_MS),
});

export const punchIsNotToCome = rule({
  id: 'punch-is-not-to-come',
  clause: CLAUSES.punches,
  says: {
    zh: '超出时钟误差、在将来的打卡不收',
    en: 'a punch yet to come, beyond the clock’s skew, is not taken',
  },
  decide: (at: Date, now: Date, settings: Pick<AttendanceSettings, 'skewMinutes'>): boolean =>
    at.getTime() <= now.getTime() + settings.skewMinutes * MINUTE_MS,
});

/** The first or the last half-day of a leave. */
export interface HalfDay {
  readonly day: CivilDate;
  readonly half: 'AM' | 'PM';
}

/** Half-days of a leave, of working days only, in order. */
export function halfDaysOf(from: HalfDay, through: HalfDay, calendar: Calendar): HalfDay[] {
  const found: HalfDay[] = [];
  for (let { day } = from; day <= through.day; day = addDays(day, 1)) {
    if (!calendar.isWorkingDay(day)) continue;
    for (const half of ['AM', 'PM'] as const) {
      const before = day === from.day && half < from.half;
      const after = day === through.day && half > through.half;
      if (!before && !after) found.push({ day, half });
    }
  }
  return found;
}

export const leaveHasWork = rule({
  id: 'leave-in-working-half-days',
  clause: CLAUSES.halfDay,
  says: { zh: '请假以工作日的半天为单位', en: 'leave is counted in half-days of working days' },
  decide: (halfDays: number): Verdict =>
    halfDays > 0 ? allow() : refuse(leaveWithoutWork({}, CLAUSES.halfDay)),
});

type Approver = 'UNIT_DEPUTY' | 'UNIT_HEAD';

export const deputyApproves = rule({
  id: 'half-a-day-by-the-deputy',
  clause: CLAUSES.halfDay,
  says: { zh: '半天以内由单位分管领导审批', en: 'up to half a day the unit’s deputy leader approves' },
  decide: (halfDays: number): boolean => halfDays <= 1,
});

export const approvalSteps = rule({
  id: 'more-than-half-a-day-in-two-steps',
  clause: CLAUSES.fullDay,
  says: {
    zh: '超过半天的，分管领导审核后主要领导审批；分管领导本人的由主要领导审批',
    en: 'above half a day the deputy reviews, then the head approves; a deputy’s own leave is the head’s',
  },
  decide: (halfDays: number, requester: readonly string[]): Approver[] => {
    if (requester.includes('UNIT_DEPUTY')) return ['UNIT_HEAD'];
    return deputyApproves.decide(halfDays) ? ['UNIT_DEPUTY'] : ['UNIT_DEPUTY', 'UNIT_HEAD'];
  },
});

export const approvedInOrder = rule({
  id: 'approved-in-order',
  clause: CLAUSES.fullDay,
  says: {
    zh: '按顺序审批，不得审批本人的，两步由两人',
    en: 'in order, never one’s own, two steps by two persons',
  },
  decide: (
    leave: { staffId: string; state: string; reviewedById: string | null },
    steps: readonly Approver[],
    actor: { id: string | null; roles: readonly string[] },
  ): Verdict => {
    if (leave.state !== 'REQUESTED' && leave.state !== 'REVIEWED')
      return refuse(leaveDecided({ state: leave.state }, CLAUSES.fullDay));
    if (actor.id === leave.staffId || actor.id === leave.reviewedById)
      return refuse(conflictOfInterest({}, CLAUSES.fullDay));
    const expected = (leave.state === 'REQUESTED' ? steps[0] : steps[1]) ?? 'UNIT_HEAD';
    return actor.roles.includes(expected) ? allow() : refuse(approvalOrder({ expected }, CLAUSES.fullDay));
  },
});

export const leaveIsTakenBack = rule({
  id: 'leave-is-taken-back-before-it-begins',
  clause: CLAUSES.halfDay,
  says: {
    zh: '本人在请假开始前可以撤回；已开始的由考勤人员撤销',
    en: 'the requester takes it back before it begins; one that has begun the officer revokes',
  },
  decide: (leave: { state: string; beginsAt: Date }, now: Date): Verdict => {
    if (leave.state === 'REQUESTED' || leave.state === 'REVIEWED') return allow();
    if (leave.state !== 'APPROVED') return refuse(leaveDecided({ state: leave.state }, CLAUSES.halfDay));
    return now < leave.beginsAt ? allow() : refuse(leaveBegun({}, CLAUSES.halfDay));
  },
});

export const leaveIsRevoked = rule({
  id: 'approved-leave-is-revoked-by-another',
  clause: CLAUSES.managed,
  says: {
    zh: '已批准的请假未休的，由考勤人员说明理由撤销，已开始的也可以，不得撤销本人的',
    en: 'an approved leave that was not taken is revoked with a reason, also once begun, never one’s own',
  },
  decide: (leave: { state: string; staffId: string }, actorId: string | null, reason: string): Verdict => {
    const second = secondPerson.decide(actorId, leave.staffId);
    if (!second.allowed) return second;
    if (leave.state !== 'APPROVED') return refuse(leaveDecided({ state: leave.state }, CLAUSES.managed));
    return reason.trim() ? allow() : refuse(textMissing({ field: 'reason' }, CLAUSES.managed));
  },
});

export const coverCanStandIn = rule({
  id: 'cover-can-stand-in',
  clause: CLAUSES.cover,
  says: {
    zh: '顶岗的是在职的他人，且该时间没有请假',
    en: 'another person in service, not on leave at that time',
  },
  decide: (cover: { id: string; active: boolean; onLeave: boolean } | null, staffId: string): Verdict =>
    cover?.active && cover.id !== staffId && !cover.onLeave
      ? allow()
      : refuse(coverNotPossible({}, CLAUSES.cover)),
});

export const backfillDue = rule({
  id: 'filed-by-the-next-working-day',
  clause: CLAUSES.outing,
  says: {
    zh: '来不及请假的，返回后的下一个工作日内补办',
    en: 'what was urgent is filed by the end of the next working day after the return',
  },
  decide: (returnedOn: CivilDate, settings: Pick<AttendanceSettings, 'backfillDays'>, calendar: Calendar) =>
    deadlineAfter({ from: returnedOn, workingDays: settings.backfillDays, calendar }).dueOn,
});

export const filedInTime = rule({
  id: 'belated-filing-is-refused',
  clause: CLAUSES.outing,
  says: { zh: '逾期补办的不予受理，缺勤照计', en: 'filed later it is refused, and the absence stands' },
  decide: (dueOn: CivilDate, today: CivilDate): Verdict =>
    today <= dueOn ? allow() : refuse(backfillTooLate({ dueOn }, CLAUSES.outing)),
});

export const outingIsAskedFirst = rule({
  id: 'outing-is-registered-first',
  clause: CLAUSES.outing,
  says: {
    zh: '外出事先登记；补办的是已发生的',
    en: 'an outing is registered first; one filed afterwards is over',
  },
  decide: (outing: { leftAt: Date; returnAt: Date }, now: Date, afterwards: boolean): Verdict => {
    const { leftAt, returnAt } = outing;
    const ordered = leftAt < returnAt && (afterwards ? returnAt <= now : leftAt >= now);
    return ordered ? allow() : refuse(outingTimes({}, CLAUSES.outing));
  },
});

export const secondPerson = rule({
  id: 'corrected-by-a-second-person',
  clause: CLAUSES.managed,
  says: {
    zh: '考勤由指定人员更正，不得更正本人的',
    en: 'a designated person corrects, and never his own record',
  },
  decide: (actorId: string | null, staffId: string): Verdict =>
    actorId === staffId ? refuse(conflictOfInterest({}, CLAUSES.managed)) : allow(),
});

export const standsSince = rule({
  id: 'absence-stands-after-the-limit',
  clause: CLAUSES.outing,
  says: {
    zh: '补办期限过后，旷工、离岗方才成立',
    en: 'absence and off post stand once the limit for filing is over',
  },
  decide: (pendingUntil: string | null, today: CivilDate): boolean =>
    pendingUntil === null || pendingUntil < today,
});

export const RULES = [
  punchTime,
  punchIsNotToCome,
  leaveHasWork,
  deputyApproves,
  approvalSteps,
  approvedInOrder,
  leaveIsTakenBack,
  leaveIsRevoked,
  coverCanStandIn,
  backfillDue,
  filedInTime,
  standsSince,
  outingIsAskedFirst,
  secondPerson,
];
