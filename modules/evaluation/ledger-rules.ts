import { allow, refuse, rule, type Verdict } from '../../core/regulation/index.ts';
import { deadlineAfter, type Calendar, type CivilDate } from '../../core/time/index.ts';
import { CLAUSES } from './clauses.ts';
import {
  appealTooLate,
  conflictOfInterest,
  evidenceMissing,
  notCorrectable,
  secondDecider,
  subjectKnown,
  subjectRequired,
} from './refusals.ts';
import { LEDGER_READERS } from './roles.ts';
import type { SubjectKind } from './scoring-catalogue.ts';
import type { EvaluationSettings } from './settings.ts';

/** Who decides, as far as it matters for conflicts of interest. */
export interface Decider {
  readonly staffId: string;
  readonly stationId: string | null;
  readonly roles: readonly string[];
}

/** Whom a decision concerns. */
export interface Concerned {
  /** Persons whose points they are: the subject, or a window's accountable handler. */
  readonly staffIds: readonly string[];
  /** Stations that these persons or the window belong to. */
  readonly stationIds: readonly string[];
  /** Who recorded the fact by hand; null = a rule or another chapter did. */
  readonly recordedById: string | null;
}

export const nobodyAboutHimself = rule({
  id: 'nobody-decides-about-himself',
  clause: CLAUSES.group,
  says: {
    zh: '不得确认、撤销涉及本人的计分，记录人不得自行确认',
    en: 'nobody confirms or reverses what concerns himself, nor what he recorded',
  },
  decide: ({ staffId }: Decider, { staffIds, recordedById }: Concerned): Verdict =>
    staffIds.includes(staffId) || recordedById === staffId
      ? refuse(conflictOfInterest({}, CLAUSES.group))
      : allow(),
});

export const needsSecond = rule({
  id: 'station-head-not-alone',
  clause: CLAUSES.group,
  says: {
    zh: '站所负责人对本站所人员的计分须由另一成员再次确认',
    en: 'what a station head decides about his own staff needs another member',
  },
  /** Leaders of the township decide alone, whatever station they are listed at. */
  decide: ({ stationId, roles }: Decider, { stationIds }: Concerned): boolean =>
    roles.includes('STATION_HEAD') &&
    !roles.some((role) => role === 'UNIT_DEPUTY' || role === 'CENTRE_DIRECTOR') &&
    stationId !== null &&
    stationIds.includes(stationId),
});

export const hasEvidence = rule({
  id: 'points-need-evidence',
  clause: CLAUSES.principles,
  says: { zh: '没有依据不得计分', en: 'without evidence nothing is entered' },
  decide: (evidence: string | null): Verdict =>
    evidence !== null && evidence.trim().length > 0
      ? allow()
      : refuse(evidenceMissing({}, CLAUSES.principles)),
});

/** A fact as its source states it, or as a proposal holds it. */
export interface Stated {
  /** Null until it is known whom it concerns. */
  readonly subjectId: string | null;
  readonly handlerId: string | null;
  /** hundredths of a unit */
  readonly units: number;
  readonly occurredOn: string;
}

export const offTimeIsNotScored = rule({
  id: 'off-time-is-not-scored',
  clause: CLAUSES.principles,
  says: {
    zh: '停用之日的事实不记分，恢复后也不补记；已知事实以来源最后的说法为准，何时说的不论',
    en: 'a fact of a day on which evaluation was off is not scored, also not when it is on again; of a known one the latest word counts, whenever it was said',
  },
  /** `known`: the ledger has heard of the fact; `onThen`: evaluation was on as the fact's day ended. */
  decide: ({ known, onThen }: { known: boolean; onThen: boolean }): boolean => known || onThen,
});

export const laterStatementCounts = rule({
  id: 'the-later-statement-counts',
  clause: CLAUSES.principles,
  says: {
    zh: '来源更正事实的以后者为准，重新确认；没有变化的不再处理',
    en: 'of a fact stated again the later word counts and is confirmed anew; one that says the same changes nothing',
  },
  /** Whether the proposal opens anew. Whom the group named stays named while the source knows nobody. */
  decide: (former: Stated & { readonly state: string }, stated: Stated): boolean =>
    former.state === 'WITHDRAWN' ||
    former.units !== stated.units ||
    former.occurredOn !== stated.occurredOn ||
    (stated.subjectId !== null && former.subjectId !== stated.subjectId) ||
    (stated.handlerId !== null && former.handlerId !== stated.handlerId),
});

export const postedWithoutConfirmation = rule({
  id: 'posted-without-confirmation',
  clause: CLAUSES.principles,
  says: {
    zh: '本镇规定无需确认的项目，对象明确的直接记入',
    en: 'what the township posts without confirmation is entered at once, if it is known whom it concerns',
  },
  decide: (
    code: string,
    subjectId: string | null,
    { autoConfirm }: Pick<EvaluationSettings, 'autoConfirm'>,
  ): boolean => subjectId !== null && autoConfirm.includes(code),
});

export const namedWhereUnknown = rule({
  id: 'subject-named-where-unknown',
  clause: CLAUSES.principles,
  says: {
    zh: '对象不明的由考评组指明，已明确的不得另指',
    en: 'the group names whom it concerns where nobody knows, and names nobody else where it is known',
  },
  decide: ({ known, named }: { known: string | null; named: string | null }): Verdict => {
    if (known === null) return named === null ? refuse(subjectRequired({}, CLAUSES.principles)) : allow();
    return named === null || named === known ? allow() : refuse(subjectKnown({}, CLAUSES.principles));
  },
});

export const secondIsAnother = rule({
  id: 'second-is-another-member',
  clause: CLAUSES.group,
  says: {
    zh: '再次确认的须是另一成员，且不是该人员的站所负责人',
    en: 'who confirms a second time is another member, and no head of the same station',
  },
  /** `bound`: he needs a second himself. */
  decide: (given: { staffId: string; firstById: string | null; bound: boolean }): Verdict =>
    given.firstById !== null && (given.bound || given.firstById === given.staffId)
      ? refuse(secondDecider({}, CLAUSES.group))
      : allow(),
});

export const notAloneAgainstOrFor = rule({
  id: 'station-head-reverses-nothing-alone',
  clause: CLAUSES.group,
  says: {
    zh: '不予记分、更正和申诉的决定由与该站所无关的成员作出',
    en: 'a rejection, a correction and the answer to an appeal are for a member who does not head that station',
  },
  decide: (bound: boolean): Verdict => (bound ? refuse(secondDecider({}, CLAUSES.group)) : allow()),
});

export const enteredForHandler = rule({
  id: 'window-points-for-the-handler',
  clause: CLAUSES.cases,
  says: {
    zh: '责任窗口扣分的，同时记入经办人，窗口均分中不重复计算',
    en: 'points of the accountable window are entered for its handler too, and count once in the window’s mean',
  },
  decide: (
    { subjectKind, handlerId }: { subjectKind: SubjectKind; handlerId: string | null },
    { deriveToHandler }: Pick<EvaluationSettings, 'deriveToHandler'>,
  ): boolean => deriveToHandler && subjectKind === 'WINDOW' && handlerId !== null,
});

export const correctedOnce = rule({
  id: 'corrected-once-by-an-entry',
  clause: CLAUSES.principles,
  says: {
    zh: '台账不改不删，更正另记一笔，每笔只更正一次',
    en: 'nothing in the ledger is edited: a correction is an entry, and takes another back once',
  },
  decide: (entry: { correctsId: string | null; corrected: boolean }): Verdict =>
    entry.correctsId !== null || entry.corrected ? refuse(notCorrectable({}, CLAUSES.principles)) : allow(),
});

export const everybodySeesHisOwn = rule({
  id: 'everybody-sees-his-own-entries',
  clause: CLAUSES.principles,
  says: {
    zh: '本人、本窗口的计分本人可查，考评组和主要领导可查全部',
    en: 'everybody sees his own entries and his window’s; the group and the head see all',
  },
  decide: (
    viewer: { id: string | null; windowId: string | null; roles: readonly string[] },
    entry: { staffId: string | null; windowId: string | null },
  ): boolean =>
    (viewer.id !== null && viewer.id === entry.staffId) ||
    (viewer.windowId !== null && viewer.windowId === entry.windowId) ||
    LEDGER_READERS.some((role) => viewer.roles.includes(role)),
});

export const appealedInTime = rule({
  id: 'appealed-in-time',
  clause: CLAUSES.principles,
  says: {
    zh: '对计分有异议的，在期限内申诉一次',
    en: 'whoever objects to an entry appeals once, within the limit',
  },
  decide: (
    { postedOn, today }: { postedOn: CivilDate; today: CivilDate },
    { appealWithinDays }: Pick<EvaluationSettings, 'appealWithinDays'>,
    calendar: Calendar,
  ): Verdict => {
    const { dueOn } = deadlineAfter({ from: postedOn, workingDays: appealWithinDays, calendar });
    return today <= dueOn ? allow() : refuse(appealTooLate({ dueOn }, CLAUSES.principles));
  },
});

export const appealDecidedAfresh = rule({
  id: 'appeal-decided-afresh',
  clause: CLAUSES.group,
  says: {
    zh: '申诉由未参与该计分、与之无关的成员决定',
    en: 'an appeal is decided by a member who neither confirmed the entry nor is concerned',
  },
  decide: (
    staffId: string,
    entry: { confirmedById: string | null; secondById: string | null; concerned: readonly string[] },
  ): Verdict =>
    [entry.confirmedById, entry.secondById, ...entry.concerned].includes(staffId)
      ? refuse(conflictOfInterest({}, CLAUSES.group))
      : allow(),
});

export const LEDGER_RULES = [
  nobodyAboutHimself,
  needsSecond,
  hasEvidence,
  offTimeIsNotScored,
  laterStatementCounts,
  postedWithoutConfirmation,
  namedWhereUnknown,
  secondIsAnother,
  notAloneAgainstOrFor,
  enteredForHandler,
  correctedOnce,
  everybodySeesHisOwn,
  appealedInTime,
  appealDecidedAfresh,
];
