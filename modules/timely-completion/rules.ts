import { textMissing } from '../../core/cases/refusals.ts';
import { allow, refuse, rule, type Verdict } from '../../core/regulation/index.ts';
import {
  addDays,
  deadlineAfter,
  extensionTo,
  type Calendar,
  type CivilDate,
  type ClockFacts,
  type ClockReading,
} from '../../core/time/index.ts';
import { CLAUSES } from './clauses.ts';
import {
  extensionDateInvalid,
  extensionExceedsStatutory,
  extensionNeedsApprover,
  extensionTooLate,
  greenChannelNeedsReason,
  meetingExceedsCap,
  promiseExceedsStatutory,
  refusalWithoutBasis,
  sameStaffOnPost,
} from './refusals.ts';
import type { TimelySettings } from './settings.ts';

/** What the rules need to know of an item. Days are working days. */
export interface LimitFacts {
  readonly kind: string | null;
  readonly promisedDays: number | null;
  readonly statutoryDays: number | null;
}

/** Budgets of the two clocks of an accepted case, in working days; null = no such clock. */
export interface Budgets {
  readonly promise: number | null;
  readonly statutory: number | null;
}

export const postHasAandB = rule({
  id: 'post-has-a-and-b',
  clause: CLAUSES.posts,
  says: { zh: '每个事项须设A、B两岗且不为同一人', en: 'an item needs an A and a B post held by two people' },
  decide: (post: { staffAId: string; staffBId: string } | null): Verdict =>
    post && post.staffAId !== post.staffBId ? allow() : refuse(sameStaffOnPost({}, CLAUSES.posts)),
});

export const whoServes = rule({
  id: 'b-stands-in-for-a',
  clause: CLAUSES.posts,
  says: {
    zh: 'A岗不在时由在岗的B岗办理',
    en: 'when A is away, B serves if present; else A remains responsible',
  },
  decide: (absent: { a: boolean; b: boolean }): 'A' | 'B' => (absent.a && !absent.b ? 'B' : 'A'),
});

/** Civil days, both included, on which somebody is away. */
export interface AwaySpan {
  readonly from: CivilDate;
  readonly through: CivilDate;
}

export const awaySpan = rule({
  id: 'each-absence-holds',
  clause: CLAUSES.posts,
  says: {
    zh: '多次请假、外出各自有效，先到的先顶岗，相连的合并',
    en: 'of several absences each holds; the first comes first, those that meet are one',
  },
  decide: (absences: readonly AwaySpan[]): AwaySpan | null => {
    const [first, ...others] = absences.toSorted((a, b) => (a.from < b.from ? -1 : 1));
    if (!first) return null;
    let { through } = first;
    for (const next of others)
      if (next.from <= addDays(through, 1) && next.through > through) ({ through } = next);
    return { from: first.from, through };
  },
});

export const kindIsMarked = rule({
  id: 'kind-is-marked',
  clause: CLAUSES.kind,
  says: { zh: '事项须注明即办件或承诺件', en: 'an item must be marked immediate or promised' },
  decide: (item: LimitFacts): boolean => item.kind === 'IMMEDIATE' || item.kind === 'PROMISED',
});

export const immediateIsDueToday = rule({
  id: 'immediate-is-due-the-same-day',
  clause: CLAUSES.immediate,
  says: { zh: '即办件当日办结', en: 'an immediate item is due the same day' },
  decide: (item: LimitFacts): number | null => (item.kind === 'IMMEDIATE' ? 0 : null),
});

export const budgetsOfAcceptance = rule({
  id: 'acceptance-starts-both-clocks',
  clause: CLAUSES.promised,
  says: { zh: '受理之日起算承诺时限和法定时限', en: 'acceptance starts the promise and the statutory clock' },
  decide: (item: LimitFacts): Budgets => ({
    promise: immediateIsDueToday.decide(item) ?? item.promisedDays ?? item.statutoryDays,
    statutory: item.statutoryDays,
  }),
});

export const upheldReportIsCandidate = rule({
  id: 'upheld-refusal-report-is-a-candidate',
  clause: CLAUSES.mustReceive,
  says: {
    zh: '应收未收经核实的，列为考评候选',
    en: 'a wrongful refusal to receive, once upheld, is a scoring candidate',
  },
  decide: (report: { upheld: boolean }): boolean => report.upheld,
});

export const promiseWithinStatutory = rule({
  id: 'promise-within-statutory',
  clause: CLAUSES.limits,
  says: { zh: '承诺时限不得超过法定时限', en: 'a promise must not exceed the statutory limit' },
  decide: ({ promisedDays, statutoryDays }: LimitFacts): Verdict =>
    promisedDays !== null && statutoryDays !== null && promisedDays > statutoryDays
      ? refuse(promiseExceedsStatutory({ promisedDays, statutoryDays }, CLAUSES.limits))
      : allow(),
});

export const someLimitIsSet = rule({
  id: 'some-limit-is-set',
  clause: CLAUSES.limits,
  says: { zh: '没有法定时限的也须确定并公布时限', en: 'an item without any limit must be given one' },
  decide: (item: LimitFacts): boolean => budgetsOfAcceptance.decide(item).promise !== null,
});

export const extensionIsReasoned = rule({
  id: 'extension-is-reasoned',
  clause: CLAUSES.extension,
  says: { zh: '延期须书面写明理由', en: 'an extension states its reason in writing' },
  decide: (input: { reason: string }): Verdict =>
    input.reason.trim() === '' ? refuse(textMissing({ field: 'reason' }, CLAUSES.extension)) : allow(),
});

export const extensionHasApprover = rule({
  id: 'extension-has-an-approver',
  clause: CLAUSES.extension,
  says: { zh: '延期由本镇规定的角色批准', en: 'an extension is approved by a role that the township names' },
  decide: (roles: readonly string[], settings: TimelySettings): Verdict =>
    settings.extensionApprovers.some((role) => roles.includes(role))
      ? allow()
      : refuse(extensionNeedsApprover({ approvers: settings.extensionApprovers }, CLAUSES.extension)),
});

/** What an extension is judged by. */
export interface ExtensionFacts {
  readonly promise: ClockFacts;
  readonly reading: ClockReading;
  /** Due date of the statutory clock; null where no statute sets a limit. */
  readonly statutoryDueOn: CivilDate | null;
  readonly newDueOn: CivilDate;
}

export const extensionWithinStatutory = rule({
  id: 'extension-within-statutory',
  clause: CLAUSES.extension,
  says: {
    zh: '到期前可延期，总时间不超过法定最高期限',
    en: 'an extension is granted before the due day and within the statute',
  },
  decide: (
    facts: ExtensionFacts,
    settings: TimelySettings,
    calendar: Calendar,
    today: CivilDate,
  ): Verdict => {
    const { promise, reading, newDueOn } = facts;
    if (today > reading.dueOn) return refuse(extensionTooLate({ dueOn: reading.dueOn }, CLAUSES.extension));
    const max = facts.statutoryDueOn ?? capWithoutStatute(promise, settings, calendar, today);
    if (newDueOn > max) return refuse(extensionExceedsStatutory({ max, asked: newDueOn }, CLAUSES.extension));
    return extensionTo(newDueOn, promise, calendar, today) === null
      ? refuse(extensionDateInvalid({ asked: newDueOn, dueOn: reading.dueOn }, CLAUSES.extension))
      : allow();
  },
});

function capWithoutStatute(
  promise: ClockFacts,
  settings: TimelySettings,
  calendar: Calendar,
  today: CivilDate,
): CivilDate {
  return deadlineAfter({
    from: promise.startedOn,
    workingDays: Math.max(settings.limitWithoutStatute, promise.budgetDays),
    suspensions: promise.suspensions.map((s) => ({ ...s, to: s.to ?? today })),
    calendar,
  }).dueOn;
}

export const refusalHasBasis = rule({
  id: 'refusal-has-basis-and-reason',
  clause: CLAUSES.refusal,
  says: {
    zh: '不予受理须登记并书面告知依据和理由',
    en: 'a refusal is registered and states basis and reason in writing',
  },
  decide: (input: { basis: string; reason: string }): Verdict => {
    for (const field of ['basis', 'reason'] as const)
      if (input[field].trim() === '') return refuse(refusalWithoutBasis({ field }, CLAUSES.refusal));
    return allow();
  },
});

export const greenChannelIsReasoned = rule({
  id: 'green-channel-is-reasoned',
  clause: CLAUSES.greenChannel,
  says: { zh: '绿色通道须有依据', en: 'the green channel rests on a stated rule or project' },
  decide: (input: { reason: string }): Verdict =>
    input.reason.trim() === '' ? refuse(greenChannelNeedsReason({}, CLAUSES.greenChannel)) : allow(),
});

export const meetingLimitWithinCap = rule({
  id: 'meeting-limit-within-cap',
  clause: CLAUSES.greenChannel,
  says: {
    zh: '联席会议时限不超过四十五日，经政府负责人批准可加十五日',
    en: 'a joint meeting’s limit is capped at 45 working days, 60 with the approval of the government’s head',
  },
  decide: (
    input: { workingDays: number; extensionApproved: boolean; roles: readonly string[] },
    settings: TimelySettings,
  ): Verdict => {
    const { meetingExtensionApprovers: approvers } = settings;
    if (input.extensionApproved && !approvers.some((role) => input.roles.includes(role)))
      return refuse(extensionNeedsApprover({ approvers }, CLAUSES.greenChannel));
    const max = settings.meetingMaxDays + (input.extensionApproved ? settings.meetingExtensionDays : 0);
    return input.workingDays > max
      ? refuse(meetingExceedsCap({ asked: input.workingDays, max }, CLAUSES.greenChannel))
      : allow();
  },
});

export const howToTell = rule({
  id: 'completion-is-told',
  clause: CLAUSES.tellApplicant,
  says: {
    zh: '办结后以短信或电话告知；发送失败转电话',
    en: 'completion is told by text message, by call when that fails',
  },
  decide: (facts: {
    phone: string | null;
    failedChannel: string | null;
  }): 'SMS' | 'CALL' | 'NO_NUMBER' | 'NONE' => {
    if (facts.failedChannel === 'SMS') return 'CALL';
    if (facts.failedChannel !== null) return 'NONE';
    return facts.phone === null ? 'NO_NUMBER' : 'SMS';
  },
});

/** Marks at which the handler is reminded: HALF, or the number of working days left. */
export const remindersNow = rule({
  id: 'reminders-before-due',
  clause: CLAUSES.tellApplicant,
  says: {
    zh: '过半、到期前一日和到期日提醒经办人',
    en: 'the handler is reminded at half, a day before, and on the due day',
  },
  decide: (reading: ClockReading, settings: TimelySettings): string[] => {
    if (reading.phase !== 'RUNNING') return [];
    const marks: string[] = [];
    if (settings.remindAtHalf && reading.budgetDays > 1 && reading.consumedDays * 2 >= reading.budgetDays)
      marks.push('HALF');
    for (const days of settings.remindDaysBefore)
      if (reading.remainingDays <= days && days <= reading.budgetDays) marks.push(String(days));
    return marks;
  },
});

export const deliveryLimit = rule({
  id: 'delivery-within-ten-days',
  clause: CLAUSES.delivery,
  says: { zh: '准予决定后十日内送达', en: 'an approval is delivered within ten working days' },
  decide: (outcome: string, settings: TimelySettings): number | null =>
    outcome === 'APPROVED' && settings.deliveryDays > 0 ? settings.deliveryDays : null,
});

export const RULES = [
  postHasAandB,
  whoServes,
  awaySpan,
  kindIsMarked,
  immediateIsDueToday,
  budgetsOfAcceptance,
  upheldReportIsCandidate,
  promiseWithinStatutory,
  someLimitIsSet,
  extensionIsReasoned,
  extensionHasApprover,
  extensionWithinStatutory,
  refusalHasBasis,
  greenChannelIsReasoned,
  meetingLimitWithinCap,
  howToTell,
  remindersNow,
  deliveryLimit,
];
