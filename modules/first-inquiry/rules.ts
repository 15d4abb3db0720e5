import { textMissing, windowNotOpen } from '../../core/cases/refusals.ts';
import {
  allow,
  refuse,
  rule,
  type Bilingual,
  type Clause,
  type Verdict,
} from '../../core/regulation/index.ts';
import {
  civilDateOf,
  closesAt,
  deadlineAfter,
  type Calendar,
  type CivilDate,
  type Deadline,
  type OpeningHours,
} from '../../core/time/index.ts';
import { CLAUSES } from './clauses.ts';
import {
  firstResponsibleAlreadySet,
  forbiddenPhrase,
  inquiryNotInHand,
  notALeader,
  noticeRequired,
  notForThisWindow,
  notTheHolder,
  phraseNeedsReason,
  phraseTooShort,
  violationAboutOneself,
  violationNotYours,
  windowMustBeNamed,
} from './refusals.ts';
import { LEADERS } from './roles.ts';
import { phraseKey, type FirstInquirySettings } from './settings.ts';

// A rule is pure: facts, settings, calendar and time come in as arguments; a verdict or another value goes out.

/** What can be done with an inquiry: three ways of 一(一)2, three of 一(一)3. */
export type DispositionKind =
  'HANDLED' | 'TO_WINDOW' | 'EXPLAINED' | 'REFERRED' | 'COORDINATED' | 'CANNOT_HANDLE';

/** What 一(一)4 lists. */
export type Ground = 'NO_HANDOVER' | 'COLD_OR_UNCLEAR' | 'SHIRKING' | 'RUDE';

export const firstReceiver = rule({
  id: 'first-receiver-is-responsible',
  clause: CLAUSES.responsible,
  says: {
    zh: '第一位登记来访的为首问责任人，不再改变',
    en: 'whoever registers a visit first stays responsible',
  },
  decide: (existing: { visitNo: string; staffNo: string; number: string } | null): Verdict =>
    existing ? refuse(firstResponsibleAlreadySet(existing, CLAUSES.responsible)) : allow(),
});

export const holderDisposes = rule({
  id: 'holder-disposes',
  clause: CLAUSES.responsible,
  says: { zh: '由经手人处置；移交只增不替', en: 'the holder disposes; a hand-over replaces nobody' },
  decide: (row: { state: string; holderId: string }, actorId: string | null): Verdict => {
    if (row.state !== 'IN_HAND') return refuse(inquiryNotInHand({ state: row.state }, CLAUSES.responsible));
    return row.holderId === actorId ? allow() : refuse(notTheHolder({}, CLAUSES.responsible));
  },
});

export const windowIsOpen = rule({
  id: 'sent-to-an-open-window',
  clause: CLAUSES.inScope,
  says: { zh: '只能告知到开放的窗口', en: 'a visitor is sent to an open window only' },
  decide: (window: { id: string; open: boolean } | null): Verdict => {
    if (!window) return refuse(textMissing({ field: 'windowId' }, CLAUSES.inScope));
    return window.open ? allow() : refuse(windowNotOpen({ windowId: window.id }, CLAUSES.inScope));
  },
});

export const explainedInFull = rule({
  id: 'explained-as-a-one-time-notice',
  clause: CLAUSES.inScope,
  says: { zh: '解释须附一次性告知，该制度停用时写明内容', en: 'explained by a notice, or written out' },
  decide: (given: { noticesOn: boolean; hasNotice: boolean; reply: string | null }): Verdict => {
    if (given.hasNotice) return allow();
    if (given.noticesOn) return refuse(noticeRequired({}, CLAUSES.inScope));
    return given.reply?.trim() ? allow() : refuse(textMissing({ field: 'reply' }, CLAUSES.inScope));
  },
});

export const promisedDue = rule({
  id: 'promise-of-the-item',
  clause: CLAUSES.inScope,
  says: {
    zh: '向服务对象承诺事项的办结时限：承诺时限，没有的按法定时限，即办件为当日',
    en: 'the visitor is promised the item’s limit: its promise, else the statutory one; the same day if immediate',
  },
  decide: (
    item: { kind: string | null; promisedDays: number | null; statutoryDays: number | null } | null,
    today: CivilDate,
    calendar: Calendar,
  ): Deadline | null => {
    if (!item) return null;
    const days = item.promisedDays ?? (item.kind === 'IMMEDIATE' ? 0 : item.statutoryDays);
    return days === null ? null : deadlineAfter({ from: today, workingDays: days, calendar });
  },
});

/** Dispositions that send the person away from here. */
const TURNS_AWAY: readonly string[] = ['TO_WINDOW', 'REFERRED', 'CANNOT_HANDLE'];

export const phrasesIn = rule({
  id: 'forbidden-phrases-found',
  clause: CLAUSES.outOfScope,
  says: { zh: '忌语不论全半角、空格、标点', en: 'found whatever its width, spaces, punctuation' },
  decide: (texts: readonly (string | null)[], phrases: readonly string[]): string[] => {
    const keys = texts.map((text) => phraseKey(text ?? ''));
    return phrases.filter((phrase) => keys.some((key) => key.includes(phraseKey(phrase))));
  },
});

export const noForbiddenPhrase = rule({
  id: 'no-rebuff-with-a-forbidden-phrase',
  clause: CLAUSES.outOfScope,
  says: { zh: '回绝不得用忌语；其他情形须说明理由', en: 'no rebuff with one; elsewhere it needs a reason' },
  decide: (given: { disposition: string; found: readonly string[]; reason: string | null }): Verdict => {
    const phrases = given.found;
    if (phrases.length === 0) return allow();
    if (TURNS_AWAY.includes(given.disposition))
      return refuse(forbiddenPhrase({ phrases }, CLAUSES.outOfScope));
    return given.reason?.trim() ? allow() : refuse(phraseNeedsReason({ phrases }, CLAUSES.outOfScope));
  },
});

/** Characters of a phrase besides punctuation: one alone would forbid half of the language. */
const PHRASE_LENGTH = { atLeast: 2, atMost: 30 } as const;

export const phraseHasLength = rule({
  id: 'phrase-long-enough',
  clause: CLAUSES.outOfScope,
  says: { zh: '忌语须有二至三十个字', en: 'a phrase has two to thirty characters' },
  decide: (text: string): Verdict => {
    const { length } = [...phraseKey(text)];
    return length >= PHRASE_LENGTH.atLeast && length <= PHRASE_LENGTH.atMost
      ? allow()
      : refuse(phraseTooShort({ ...PHRASE_LENGTH }, CLAUSES.outOfScope));
  },
});

export const windowIsNamed = rule({
  id: 'referral-names-the-window',
  clause: CLAUSES.outOfScope,
  says: {
    zh: '承办站所进驻中心的，指明其开放的窗口；未进驻的，写明承办单位',
    en: 'a referral names an open window of a station in the centre, or the body outside it',
  },
  decide: (target: {
    /** Windows of the station named: null when none is named. */
    stationWindows: number | null;
    stationId: string | null;
    window: { id: string; stationId: string; open: boolean } | null;
    body: string | null;
  }): Verdict => {
    const { window, stationId } = target;
    if (window) {
      if (stationId !== null && stationId !== window.stationId)
        return refuse(windowMustBeNamed({}, CLAUSES.outOfScope));
      return window.open ? allow() : refuse(windowNotOpen({ windowId: window.id }, CLAUSES.outOfScope));
    }
    const outside = target.stationWindows === null ? target.body?.trim() : target.stationWindows === 0;
    return outside ? allow() : refuse(windowMustBeNamed({}, CLAUSES.outOfScope));
  },
});

export const leaderCoordinates = rule({
  id: 'leader-is-asked',
  clause: CLAUSES.outOfScope,
  says: { zh: '业务不明确的，请示领导', en: 'an unclear matter is put to a leader' },
  decide: (
    leader: { id: string; active: boolean; roles: readonly string[] } | null,
    actorId: string | null,
  ): Verdict =>
    leader?.active && leader.id !== actorId && LEADERS.some((role) => leader.roles.includes(role))
      ? allow()
      : refuse(notALeader({}, CLAUSES.outOfScope)),
});

export const filingHasBasis = rule({
  id: 'negative-filing-has-reason-and-basis',
  clause: CLAUSES.outOfScope,
  says: { zh: '否定报备须有理由和依据', en: 'a negative filing has a reason and a legal basis' },
  decide: (filing: { reason: string | null; legalBasis: string | null }): Verdict => {
    for (const field of ['reason', 'legalBasis'] as const)
      if (!filing[field]?.trim()) return refuse(textMissing({ field }, CLAUSES.outOfScope));
    return allow();
  },
});

export const handOverDue = rule({
  id: 'hand-over-by-closing',
  clause: CLAUSES.noHandOver,
  says: {
    zh: '移交的事项在当个工作日下班前接手；下班后或非工作日移交的，为下一个工作日',
    en: 'a hand-over is taken up by closing of its working day; made after closing or on a day off, of the next',
  },
  decide: (
    handedAt: Date,
    settings: FirstInquirySettings,
    hours: OpeningHours,
    calendar: Calendar,
  ): { dueAt: Date; provisional: boolean } => {
    const day = civilDateOf(handedAt);
    const sameDay = calendar.isWorkingDay(day) && handedAt < closesAt(day, hours);
    const workingDays = settings.handOverDays + (sameDay ? 0 : 1);
    const { dueOn, provisional } = deadlineAfter({ from: day, workingDays, calendar });
    return { dueAt: closesAt(dueOn, hours), provisional: provisional || !calendar.isFirm(day) };
  },
});

export const handOverMissed = rule({
  id: 'hand-over-not-taken-up',
  clause: CLAUSES.noHandOver,
  says: { zh: '到时无人接手的，列为待核实情节', en: 'one that nobody took up by then is a candidate' },
  decide: (dueAt: Date, now: Date): boolean => now >= dueAt,
});

export const takenUpByTarget = rule({
  id: 'taken-up-where-it-was-handed',
  clause: CLAUSES.noHandOver,
  says: { zh: '由所移交的窗口或站所，或中心主任接手', en: 'by the window or station named, or the director' },
  decide: (
    target: { windowId: string | null; stationId: string },
    staff: { windowId: string | null; stationId: string | null; roles: readonly string[] },
  ): Verdict => {
    // Otherwise what was handed to a window that stays closed would lie there.
    if (staff.roles.includes('CENTRE_DIRECTOR')) return allow();
    const fits =
      target.windowId === null || staff.windowId === null
        ? target.stationId === staff.stationId
        : target.windowId === staff.windowId;
    return fits ? allow() : refuse(notForThisWindow({}, CLAUSES.noHandOver));
  },
});

export const directorDecides = rule({
  id: 'director-decides-never-about-himself',
  clause: CLAUSES.breaches,
  says: {
    zh: '经中心主任查实；不得处理本人，主任的由分管领导处理',
    en: 'the centre’s director finds; never about himself, and what concerns a director is the deputy’s',
  },
  decide: (
    decider: { id: string | null; roles: readonly string[] },
    subject: { id: string; roles: readonly string[] },
  ): Verdict => {
    if (decider.id === subject.id) return refuse(violationAboutOneself({}, CLAUSES.breaches));
    if (decider.roles.includes('CENTRE_DIRECTOR')) return allow();
    return subject.roles.includes('CENTRE_DIRECTOR')
      ? allow()
      : refuse(violationNotYours({}, CLAUSES.breaches));
  },
});

/** A ground that evaluation may count as bad attitude (SQ1). */
const attitude = (id: string, clause: Clause, ground: Ground, says: Bilingual) =>
  rule({ id, clause, says, decide: (confirmed: string): boolean => confirmed === ground });

export const coldIsScored = attitude('cold-or-unclear-is-scored', CLAUSES.cold, 'COLD_OR_UNCLEAR', {
  zh: '冷漠或告知不明，经查实列为服务态度扣分事实',
  en: 'cold treatment or an unclear word, once confirmed, is a fact of bad attitude',
});

export const shirkingIsScored = attitude('shirking-is-scored', CLAUSES.shirking, 'SHIRKING', {
  zh: '推诿扯皮，经查实列为服务态度扣分事实',
  en: 'shirking, once confirmed, is a fact of bad attitude',
});

export const shirkingBlocksJointCase = rule({
  id: 'shirking-blocks-a-joint-case',
  clause: CLAUSES.shirking,
  says: { zh: '多个站所的事项推诿，也是窗口的事实', en: 'in a joint matter a fact of the window too' },
  decide: (violation: { ground: string; joint: boolean }): boolean =>
    violation.ground === 'SHIRKING' && violation.joint,
});

export const rudeIsScored = attitude('rudeness-is-scored', CLAUSES.rude, 'RUDE', {
  zh: '态度恶劣或使用忌语，经查实列为服务态度扣分事实',
  en: 'rudeness or forbidden words, once confirmed, are a fact of bad attitude',
});

export const attitudeComplaintIsCandidate = rule({
  id: 'attitude-complaint-is-a-candidate',
  clause: CLAUSES.rude,
  says: {
    zh: '态度类投诉认定有过错的，列为待核实情节，与投诉是同一事实',
    en: 'a complaint about attitude found to be a fault is a candidate, and the same fact as the complaint',
  },
  decide: (
    concluded: { category: string; finding: string; respondentId: string | null },
    settings: FirstInquirySettings,
  ): boolean =>
    settings.attitudeComplaints &&
    concluded.category === 'ATTITUDE' &&
    concluded.finding === 'STAFF_FAULT' &&
    concluded.respondentId !== null,
});

export const RULES = [
  firstReceiver,
  holderDisposes,
  windowIsOpen,
  explainedInFull,
  promisedDue,
  phrasesIn,
  noForbiddenPhrase,
  phraseHasLength,
  windowIsNamed,
  leaderCoordinates,
  filingHasBasis,
  directorDecides,
  handOverDue,
  handOverMissed,
  takenUpByTarget,
  coldIsScored,
  shirkingIsScored,
  shirkingBlocksJointCase,
  rudeIsScored,
  attitudeComplaintIsCandidate,
];
