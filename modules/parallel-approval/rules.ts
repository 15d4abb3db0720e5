import { allow, refuse, rule, type Verdict } from '../../core/regulation/index.ts';
import {
  civilDateOf,
  closesAt,
  deadlineAfter,
  workingDaysIn,
  type Calendar,
  type CivilDate,
  type ClockReading,
  type OpeningHours,
} from '../../core/time/index.ts';
import { CLAUSES } from './clauses.ts';
import {
  branchesOpen,
  branchObjects,
  branchOfAnother,
  branchOverdue,
  branchStateWrong,
  checkTooEarly,
  leadStationOnly,
  opinionIncomplete,
  sealHolderOnly,
  suspensionUnfounded,
} from './refusals.ts';
import type { ParallelSettings } from './settings.ts';

/** What a branch can be; the order is that of its life. */
export const BRANCH_STATES = [
  'OPEN',
  'SUSPENDED',
  'SILENCE_PENDING',
  'SILENT',
  'WAITING_SEAL',
  'RECTIFY',
  'RECTIFIED',
  'APPROVED',
  'REJECTED',
  'DEEMED_CONSENT',
  'CANCELLED',
] as const;
export type BranchState = (typeof BRANCH_STATES)[number];

/** States in which a branch owes something: an opinion, or a seal. */
export const OPEN_STATES: readonly BranchState[] = [
  'OPEN',
  'SUSPENDED',
  'SILENCE_PENDING',
  'SILENT',
  'WAITING_SEAL',
];

/** Steps of a branch: from which states. */
const FROM = {
  opinion: ['OPEN', 'SILENCE_PENDING', 'SILENT'],
  report: ['OPEN'],
  suspend: ['OPEN'],
  resume: ['SUSPENDED'],
  second: ['RECTIFY'],
  explain: ['SILENCE_PENDING'],
  check: ['SILENCE_PENDING'],
  sign: ['WAITING_SEAL'],
  log: OPEN_STATES,
} as const satisfies Record<string, readonly BranchState[]>;
export type BranchStep = keyof typeof FROM;

export type Opinion = 'APPROVE' | 'REJECT' | 'RECTIFY';
export type AccountabilityGround = 'NO_RESULT' | 'SHIRKING' | 'DERELICTION' | 'ATTITUDE';
export type SessionKind = 'VISIT' | 'MEETING';

export const leadLeads = rule({
  id: 'lead-accepts-urges-and-answers',
  clause: CLAUSES.duties,
  says: {
    zh: '受理、抄告、催办、汇总、答复由牵头站所',
    en: 'the lead accepts, notifies, urges, collects and answers',
  },
  decide: (actorStationId: string | null, leadStationId: string): Verdict =>
    actorStationId === leadStationId ? allow() : refuse(leadStationOnly({}, CLAUSES.duties)),
});

export const ownBranchOnly = rule({
  id: 'station-handles-its-own-branch',
  clause: CLAUSES.duties,
  says: { zh: '协办站所办理自己的分支', en: 'a station handles its own branch and no other' },
  decide: (actorStationId: string | null, branch: { stationId: string }): Verdict =>
    actorStationId === branch.stationId ? allow() : refuse(branchOfAnother({}, CLAUSES.duties)),
});

/** A branch as the closing of its case looks at it. */
export interface Standing {
  readonly state: string;
  readonly station: string;
}

export const caseWaitsForBranches = rule({
  id: 'case-closes-after-its-branches',
  clause: CLAUSES.duties,
  says: {
    zh: '全部分支有意见后才能答复；不同意或待整改的不能准予',
    en: 'the answer waits for every branch, and no branch may object to an approval',
  },
  decide: (branches: readonly Standing[], outcome: string): Verdict => {
    const open = branches.filter((b) => (OPEN_STATES as readonly string[]).includes(b.state));
    if (open.length > 0) return refuse(branchesOpen({ open: open.map((b) => b.station) }, CLAUSES.duties));
    const objecting = branches.filter((b) => b.state === 'REJECTED' || b.state === 'RECTIFY');
    return outcome === 'APPROVED' && objecting.length > 0
      ? refuse(branchObjects({ stations: objecting.map((b) => b.station) }, CLAUSES.duties))
      : allow();
  },
});

export const opinionIsDefinite = rule({
  id: 'opinion-is-definite',
  clause: CLAUSES.review,
  says: {
    zh: '意见具体明确；整改须提出要求',
    en: 'an opinion is definite; rectification says what to rectify',
  },
  decide: (given: { opinion: Opinion; text: string; requirements: readonly string[] }): Verdict => {
    if (given.text.trim() === '') return refuse(opinionIncomplete({ field: 'text' }, CLAUSES.review));
    const blank = given.requirements.length === 0 || given.requirements.some((r) => r.trim() === '');
    return given.opinion === 'RECTIFY' && blank
      ? refuse(opinionIncomplete({ field: 'requirements' }, CLAUSES.review))
      : allow();
  },
});

export const stepFits = rule({
  id: 'branch-state-allows-the-step',
  clause: CLAUSES.limit,
  says: { zh: '分支按其状态办理，一次只有一个意见', en: 'a branch goes its way; it is concluded once' },
  decide: (state: string, step: BranchStep): Verdict =>
    (FROM[step] as readonly string[]).includes(state)
      ? allow()
      : refuse(branchStateWrong({ state }, CLAUSES.limit)),
});

export const reportWithinLimit = rule({
  id: 'report-up-within-the-limit',
  clause: CLAUSES.limit,
  says: { zh: '在规定的期限内上报', en: 'what goes to a superior body goes within the limit' },
  decide: (reading: Pick<ClockReading, 'phase' | 'dueOn'>): Verdict =>
    reading.phase === 'OVERDUE' ? refuse(branchOverdue({ dueOn: reading.dueOn }, CLAUSES.limit)) : allow(),
});

export const secondRoundBudget = rule({
  id: 'second-application-within-joint',
  clause: CLAUSES.limit,
  says: {
    zh: '二次申请另计时限，以联办剩余时限为限，至少一个工作日',
    en: 'a second application has its own limit, within what is left of the joint one, one day at least',
  },
  decide: (days: number, jointRemaining: number): number => Math.min(days, Math.max(1, jointRemaining)),
});

export const suspensionIsFounded = rule({
  id: 'suspension-before-due-with-evidence',
  clause: CLAUSES.suspension,
  says: {
    zh: '仅限服务对象原因、未超时、有理由和证据',
    en: 'for the applicant’s delay only, before it is overdue, with reason and evidence',
  },
  decide: (
    input: { applicantCause: boolean; reason: string; evidence: string },
    reading: Pick<ClockReading, 'phase' | 'dueOn'>,
  ): Verdict => {
    if (reading.phase === 'OVERDUE')
      return refuse(branchOverdue({ dueOn: reading.dueOn }, CLAUSES.suspension));
    return input.applicantCause && input.reason.trim() !== '' && input.evidence.trim() !== ''
      ? allow()
      : refuse(suspensionUnfounded({}, CLAUSES.suspension));
  },
});

export const suspensionReminder = rule({
  id: 'suspension-is-reminded-of',
  clause: CLAUSES.suspension,
  says: { zh: '挂起后每隔五个工作日提醒', en: 'a suspension is reminded of every five working days' },
  decide: (since: CivilDate, today: CivilDate, calendar: Calendar, settings: ParallelSettings): boolean =>
    workingDaysIn(since, today, calendar) >= settings.suspensionReminderDays,
});

export const silenceGrounds = rule({
  id: 'silence-at-due',
  clause: CLAUSES.silence,
  says: {
    zh: '到期无意见的待说明，同一期限只问一次；缺席踏勘、会议的并列为依据',
    en: 'no opinion at due: an explanation is awaited, once for a due date; absences count with it',
  },
  decide: (facts: {
    state: string;
    reading: Pick<ClockReading, 'phase' | 'provisional' | 'dueOn'>;
    absentFrom: readonly string[];
    /** Until when an earlier silence could be explained; null when there was none. */
    explainBy: Date | null;
  }): readonly string[] => {
    const { state, reading, explainBy } = facts;
    // What was explained reasonably stays explained, unless the branch got a later date since.
    const isAsked = explainBy !== null && civilDateOf(explainBy) > reading.dueOn;
    return state === 'OPEN' && reading.phase === 'OVERDUE' && !reading.provisional && !isAsked
      ? ['LIMIT', ...new Set(facts.absentFrom)]
      : [];
  },
});

export const explainUntil = rule({
  id: 'explanation-until-close',
  clause: CLAUSES.silence,
  says: {
    zh: '到期后一个工作日下班前可书面说明',
    en: 'it may be explained in writing until the close of the next working day',
  },
  decide: (dueOn: CivilDate, settings: ParallelSettings, hours: OpeningHours, calendar: Calendar): Date =>
    closesAt(deadlineAfter({ from: dueOn, workingDays: settings.explanationDays, calendar }).dueOn, hours),
});

export const checkAfterExplanation = rule({
  id: 'check-waits-for-the-explanation',
  clause: CLAUSES.silence,
  says: {
    zh: '有书面说明或期限已过方可审查',
    en: 'the director checks an explanation, or when its time is over',
  },
  decide: (facts: { explained: boolean; explainBy: Date; now: Date }): Verdict =>
    facts.explained || facts.now >= facts.explainBy
      ? allow()
      : refuse(checkTooEarly({ until: facts.explainBy.toISOString() }, CLAUSES.silence)),
});

export const silenceBecomes = rule({
  id: 'silence-is-deemed-consent',
  clause: CLAUSES.silence,
  says: {
    zh: '说明合理的继续办理；否则事项许可的，起草决定待签发，不许可的记为沉默',
    en: 'explained reasonably: it goes on; else, where the item allows it, consent is deemed and waits for the seal',
  },
  decide: (facts: {
    reasonable: boolean;
    explained: boolean;
    allowed: boolean;
  }): 'OPEN' | 'SILENT' | 'WAITING_SEAL' => {
    if (facts.explained && facts.reasonable) return 'OPEN';
    return facts.allowed ? 'WAITING_SEAL' : 'SILENT';
  },
});

export const sealIsHuman = rule({
  id: 'seal-holder-signs',
  clause: CLAUSES.silence,
  says: { zh: '由印章保管人签发，从不自动', en: 'a seal holder signs; it never happens by itself' },
  decide: (actor: { kind: string; roles: readonly string[] }, settings: ParallelSettings): Verdict =>
    actor.kind === 'STAFF' && settings.sealRoles.some((role) => actor.roles.includes(role))
      ? allow()
      : refuse(sealHolderOnly({ roles: settings.sealRoles }, CLAUSES.silence)),
});

export const windowBearsOverdue = rule({
  id: 'branch-window-bears-overdue',
  clause: CLAUSES.jointSilence,
  says: {
    zh: '分支超时由其窗口承担，按工作日计',
    en: 'the branch’s window bears each working day beyond its limit',
  },
  decide: (breach: { subjectType: string; module: string }, module: string): boolean =>
    breach.subjectType === 'Branch' && breach.module === module,
});

export const leadsDelayIsTheCases = rule({
  id: 'leads-delay-is-the-cases',
  clause: CLAUSES.jointSilence,
  says: {
    zh: '牵头站所自己分支的超时与办件超时是同一事实，其他站所各为一事实',
    en: 'a delay of the lead’s own branch is one fact with that of the case; each other station’s is its own',
  },
  decide: (stationId: string, leadStationId: string): boolean => stationId === leadStationId,
});

export const overdueOpensAccountability = rule({
  id: 'long-silence-opens-accountability',
  clause: CLAUSES.accountability,
  says: { zh: '超时五个工作日启动责任追究', en: 'five working days overdue open an accountability case' },
  decide: (overdueDays: number, settings: ParallelSettings): boolean =>
    overdueDays >= settings.accountabilityAfterDays,
});

export const blockingIsScored = rule({
  id: 'blocking-is-scored',
  clause: CLAUSES.accountability,
  says: { zh: '推诿扯皮查实的计入考评', en: 'shirking that was upheld is a scored fact' },
  decide: (decided: { upheld: boolean; ground: string }): boolean =>
    decided.upheld && (decided.ground === 'SHIRKING' || decided.ground === 'DERELICTION'),
});

export const absenceIsScored = rule({
  id: 'absence-from-meeting-is-scored',
  clause: CLAUSES.silence,
  says: { zh: '无故缺席协调会议的计入考评', en: 'absence from the joint meeting without a reason is scored' },
  decide: (absence: { reasoned: boolean }): boolean => !absence.reasoned,
});

export const RULES = [
  windowBearsOverdue,
  leadsDelayIsTheCases,
  leadLeads,
  ownBranchOnly,
  caseWaitsForBranches,
  opinionIsDefinite,
  stepFits,
  reportWithinLimit,
  secondRoundBudget,
  suspensionIsFounded,
  suspensionReminder,
  silenceGrounds,
  explainUntil,
  checkAfterExplanation,
  silenceBecomes,
  sealIsHuman,
  overdueOpensAccountability,
  blockingIsScored,
  absenceIsScored,
];
