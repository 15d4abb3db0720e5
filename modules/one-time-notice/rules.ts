import { allow, refuse, rule, type Verdict } from '../../core/regulation/index.ts';
import { deadlineAfter, type Calendar, type CivilDate, type ClockReading } from '../../core/time/index.ts';
import { CLAUSES } from './clauses.ts';
import {
  acknowledgmentInvalid,
  correctableOnSpot,
  materialUnknown,
  noticeFieldMissing,
  noticeMustBeWritten,
  noticeNotReasoned,
  secondNoticeNeedsSupervisor,
  supplementIncomplete,
} from './refusals.ts';
import type { OneTimeNoticeSettings } from './settings.ts';

/** ON_SPOT 即办件当场告知, SUPPLEMENT 补件, RETURN 退件. */
export type NoticeKind = 'ON_SPOT' | 'SUPPLEMENT' | 'RETURN';

/** The kinds that are given in writing. */
export type WrittenKind = Exclude<NoticeKind, 'ON_SPOT'>;

/** What may be not by the rules, and what becomes of a candidate. */
export type BreachGround = 'COPY_UNACKNOWLEDGED' | 'ITEM_OMITTED' | 'EXTRA_TRIPS';
export type BreachState = 'PROPOSED' | 'CONFIRMED' | 'DISMISSED';

export const COPIES = ['APPLICANT', 'WINDOW_FILE'] as const;
export type CopyKind = (typeof COPIES)[number];

/** SIGNATURE 签字, SMS_LINK 短信链接, REFUSAL_NOTE 拒签记录. */
export type AcknowledgmentMethod = 'SIGNATURE' | 'SMS_LINK' | 'REFUSAL_NOTE';

/** One thing that is asked for in a notice. */
export interface NoticeItem {
  readonly text: string;
  /** Name of a material of the item's list, when it is about one. */
  readonly material: string | null;
  /** The new law that asks for it; null when no law changed. */
  readonly lawChange: string | null;
  /** What happened only after the earlier notice; null when nothing did. */
  readonly newFact: string | null;
}

export const onSpotIsReasoned = rule({
  id: 'not-accepted-now-is-reasoned',
  clause: CLAUSES.onSpot,
  says: {
    zh: '即办件暂不受理的，一次告知全部要求并说明理由',
    en: 'an on-the-spot item that is not accepted now gets all requirements and the reasons at once',
  },
  decide: (input: { reason: string; requirements: readonly string[] }): Verdict => {
    if (isBlank(input.reason)) return refuse(noticeNotReasoned({ field: 'reason' }, CLAUSES.onSpot));
    return input.requirements.length === 0 || input.requirements.some(isBlank)
      ? refuse(noticeNotReasoned({ field: 'requirements' }, CLAUSES.onSpot))
      : allow();
  },
});

export const oralForImmediateOnly = rule({
  id: 'oral-for-immediate-items-only',
  clause: CLAUSES.onSpot,
  says: { zh: '只有即办件可以当场口头告知', en: 'only an on-the-spot item is told orally' },
  decide: (item: { kind: string | null }): Verdict =>
    item.kind === 'IMMEDIATE' ? allow() : refuse(noticeMustBeWritten({}, CLAUSES.written)),
});

export const noticeNamesEverything = rule({
  id: 'notice-names-every-defect',
  clause: CLAUSES.written,
  says: {
    zh: '当场一次告知需补正补全的全部内容，所列材料在材料目录内',
    en: 'a notice names every defect at once, and only materials of the item’s list',
  },
  decide: (
    input: { reason: string; items: readonly NoticeItem[] },
    materials: readonly { name: string }[],
  ): Verdict => {
    if (isBlank(input.reason)) return refuse(noticeNotReasoned({ field: 'reason' }, CLAUSES.written));
    if (input.items.length === 0 || input.items.some(({ text }) => isBlank(text)))
      return refuse(noticeNotReasoned({ field: 'items' }, CLAUSES.written));
    const known = new Set(materials.map(({ name }) => name));
    const unknown = input.items.flatMap(({ material }) =>
      material !== null && !known.has(material) ? [material] : [],
    );
    return unknown.length === 0 ? allow() : refuse(materialUnknown({ materials: unknown }, CLAUSES.written));
  },
});

export const copiesOfNotice = rule({
  id: 'written-notice-has-two-copies',
  clause: CLAUSES.written,
  says: {
    zh: '书面告知一式两份：服务对象和窗口备案',
    en: 'a written notice has two copies: the applicant’s and the window’s',
  },
  decide: (kind: NoticeKind): readonly CopyKind[] => (kind === 'ON_SPOT' ? [] : COPIES),
});

export const acknowledgmentFits = rule({
  id: 'copy-is-acknowledged-in-a-fit-way',
  clause: CLAUSES.written,
  says: {
    zh: '签字、短信链接或拒签记录；拒签须写明情况，窗口留存件由窗口签收',
    en: 'by signature, by link, or by a note that signing was refused; the window signs for its own copy',
  },
  decide: (given: {
    copy: CopyKind;
    method: AcknowledgmentMethod;
    note: string | null;
    byApplicant: boolean;
  }): Verdict => {
    const { copy, method, note, byApplicant } = given;
    const fits =
      method === 'SMS_LINK'
        ? byApplicant && copy === 'APPLICANT'
        : !byApplicant && (method === 'SIGNATURE' || (copy === 'APPLICANT' && !isBlank(note)));
    return fits ? allow() : refuse(acknowledgmentInvalid({ method }, CLAUSES.written));
  },
});

export const copiesOutstanding = rule({
  id: 'missing-acknowledgment-is-a-candidate',
  clause: CLAUSES.written,
  says: {
    zh: '缺一份或缺签收的，列为考评候选',
    en: 'a copy that is missing or not acknowledged is a scoring candidate',
  },
  decide: (
    notice: { issuedOn: CivilDate; open: readonly string[] },
    settings: OneTimeNoticeSettings,
    calendar: Calendar,
    today: CivilDate,
  ): readonly string[] => {
    const { dueOn } = deadlineAfter({
      from: notice.issuedOn,
      workingDays: settings.acknowledgeWithinDays,
      calendar,
    });
    return today > dueOn ? notice.open : [];
  },
});

export const supplementIsComplete = rule({
  id: 'clock-stands-until-complete',
  clause: CLAUSES.written,
  says: {
    zh: '所列材料补齐前时限中止',
    en: 'the clock stands until every material of the notice is handed in',
  },
  decide: (asked: readonly NoticeItem[], given: readonly string[]): Verdict => {
    const missing = asked.flatMap(({ material }) =>
      material !== null && !given.includes(material) ? [material] : [],
    );
    return missing.length === 0 ? allow() : refuse(supplementIncomplete({ missing }, CLAUSES.written));
  },
});

export const secondNoticeHasSupervisor = rule({
  id: 'second-notice-has-a-supervisor',
  clause: CLAUSES.once,
  says: {
    zh: '同一办件再次告知须由负责人说明理由',
    en: 'a second notice on a case is issued by a supervisor, with the reason',
  },
  decide: (
    facts: { earlier: number; roles: readonly string[]; reason: string },
    settings: OneTimeNoticeSettings,
  ): Verdict => {
    if (facts.earlier === 0) return allow();
    const { secondNoticeApprovers: approvers } = settings;
    return approvers.some((role) => facts.roles.includes(role)) && !isBlank(facts.reason)
      ? allow()
      : refuse(secondNoticeNeedsSupervisor({ approvers }, CLAUSES.once));
  },
});

export const leftOutBefore = rule({
  id: 'later-demand-was-left-out',
  clause: CLAUSES.once,
  says: {
    zh: '先前告知没有列出、又不是新情况引起的，视为没有一次性告知',
    en: 'what no earlier notice named and no new fact brought about was left out',
  },
  decide: (
    items: readonly NoticeItem[],
    earlier: readonly (readonly NoticeItem[])[],
  ): readonly NoticeItem[] => {
    if (earlier.length === 0) return [];
    const told = new Set(earlier.flat().map(subjectOf));
    return items.filter(
      (item) => isBlank(item.newFact) && isBlank(item.lawChange) && !told.has(subjectOf(item)),
    );
  },
});

export const tripsAreBreach = rule({
  id: 'extra-trips-are-a-candidate',
  clause: CLAUSES.once,
  says: {
    zh: '因此多跑两次以上（含两次）的，列为考评候选',
    en: 'two or more trips that this cost are a scoring candidate',
  },
  decide: (trips: number, settings: OneTimeNoticeSettings): boolean => trips >= settings.extraTrips,
});

/** The contents of a written notice; a list or text that is empty is missing. */
export interface NoticeContents {
  readonly unit: string;
  readonly handler: string;
  readonly appliedOn: string;
  readonly matter: string;
  readonly procedure: readonly string[];
  readonly materials: readonly string[];
  readonly toSupplement: readonly string[];
  readonly promisedLimit: string;
  readonly queryMethod: string;
}

export const noticeHasItsFields = rule({
  id: 'notice-has-its-contents',
  clause: CLAUSES.contents,
  says: {
    zh: '告知单写明承办单位、经办人员、申报时间、申报事项、程序和材料或需补充的内容、承诺时限和查询方式',
    en: 'a notice states unit, handler, time, matter, procedure and materials or what to supplement, limit and how to query',
  },
  decide: (contents: NoticeContents, codes: { number: string; queryCode: string }): Verdict => {
    const fields: string[] = [];
    for (const field of ['unit', 'handler', 'appliedOn', 'matter', 'promisedLimit'] as const)
      if (isBlank(contents[field])) fields.push(field);
    if (contents.toSupplement.length === 0)
      for (const field of ['procedure', 'materials'] as const)
        if (contents[field].length === 0) fields.push(field);
    const { queryMethod } = contents;
    if (!queryMethod.includes(codes.number) || !queryMethod.includes(codes.queryCode))
      fields.push('queryMethod');
    return fields.length === 0 ? allow() : refuse(noticeFieldMissing({ fields }, CLAUSES.contents));
  },
});

export const correctedOnTheSpot = rule({
  id: 'correctable-is-corrected-on-the-spot',
  clause: CLAUSES.correction,
  says: {
    zh: '可以当场更正的错误当场更正，不出具告知单',
    en: 'an error that can be corrected on the spot is corrected, not sent back',
  },
  decide: (items: readonly { text: string; correctableOnSpot: boolean }[]): Verdict => {
    const correctable = items.filter((item) => item.correctableOnSpot).map(({ text }) => text);
    return correctable.length === 0
      ? allow()
      : refuse(correctableOnSpot({ items: correctable }, CLAUSES.correction));
  },
});

export const noticeLimit = rule({
  id: 'notice-within-five-days',
  clause: CLAUSES.noticeLimit,
  says: { zh: '收件后五日内一次告知', en: 'what is missing is told within five working days of receipt' },
  decide: (settings: OneTimeNoticeSettings): number => settings.noticeDays,
});

export const acceptedBySilence = rule({
  id: 'silence-is-acceptance',
  clause: CLAUSES.noticeLimit,
  says: {
    zh: '逾期不告知的，自收到申请材料之日起即为受理',
    en: 'without a notice in time the application is accepted as of its receipt',
  },
  decide: (facts: { state: string; reading: Pick<ClockReading, 'phase' | 'provisional'> }): boolean =>
    facts.state === 'SUBMITTED' && facts.reading.phase === 'OVERDUE' && !facts.reading.provisional,
});

export const noticeReminders = rule({
  id: 'reminders-of-the-notice-limit',
  clause: CLAUSES.noticeLimit,
  says: {
    zh: '告知期限将到时提醒经办人',
    en: 'the handler is reminded before the limit of a notice ends',
  },
  decide: (
    reading: Pick<ClockReading, 'phase' | 'remainingDays' | 'budgetDays'>,
    settings: OneTimeNoticeSettings,
  ): number[] =>
    reading.phase === 'RUNNING'
      ? settings.remindDaysBefore.filter((days) => reading.remainingDays <= days && days < reading.budgetDays)
      : [],
});

/** What an item is about, so that two notices compare: its material, else its words. */
function subjectOf(item: NoticeItem): string {
  return item.material ?? item.text.replaceAll(/\s/g, '');
}

function isBlank(text: string | null | undefined): boolean {
  return text === null || text === undefined || text.trim() === '';
}

export const RULES = [
  onSpotIsReasoned,
  oralForImmediateOnly,
  noticeNamesEverything,
  copiesOfNotice,
  acknowledgmentFits,
  copiesOutstanding,
  supplementIsComplete,
  secondNoticeHasSupervisor,
  leftOutBefore,
  tripsAreBreach,
  noticeHasItsFields,
  correctedOnTheSpot,
  noticeLimit,
  acceptedBySilence,
  noticeReminders,
];
