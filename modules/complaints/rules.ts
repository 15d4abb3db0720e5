import { allow, refuse, rule, type Verdict } from '../../core/regulation/index.ts';
import {
  deadlineAfter,
  workingDaysIn,
  type Calendar,
  type CivilDate,
  type ClockReading,
  type ExplainedDelay,
} from '../../core/time/index.ts';
import { CLAUSES } from './clauses.ts';
import { FILE_RULES } from './file-rules.ts';
import {
  appealNotPossible,
  complaintIncomplete,
  delayExplainedTooLate,
  expectedDateInvalid,
  measuresMissing,
  notInvestigated,
  reviewStepWrong,
  slipsExceedCount,
  windowClosed,
  witnessesMustDiffer,
} from './refusals.ts';
import type { ComplaintSettings } from './settings.ts';

export const investigatedFirst = rule({
  id: 'investigated-before-dealt-with',
  clause: CLAUSES.letters,
  says: {
    zh: '调查核实后作出处理，当场答复的除外',
    en: 'investigated before it is dealt with, unless answered at once',
  },
  decide: (facts: { notes: number; answeredAtOnce: boolean }): Verdict =>
    facts.notes > 0 || facts.answeredAtOnce ? allow() : refuse(notInvestigated({}, CLAUSES.letters)),
});

export const boxHasTwoWitnesses = rule({
  id: 'box-opened-by-two',
  clause: CLAUSES.box,
  says: { zh: '意见箱由两人开启并清点', en: 'the box is opened by two, who count the slips' },
  decide: (opening: { witnessAId: string; witnessBId: string }): Verdict =>
    opening.witnessAId === opening.witnessBId ? refuse(witnessesMustDiffer({}, CLAUSES.box)) : allow(),
});

export const slipsWithinCount = rule({
  id: 'every-slip-registered-once',
  clause: CLAUSES.box,
  says: { zh: '登记数不超过清点数', en: 'no more slips are registered than were counted' },
  decide: (opening: { count: number; registered: number }): Verdict =>
    opening.registered < opening.count
      ? allow()
      : refuse(slipsExceedCount({ count: opening.count }, CLAUSES.box)),
});

export const slipNamesItsOpening = rule({
  id: 'slip-names-its-opening',
  clause: CLAUSES.box,
  says: { zh: '意见箱的投诉注明开箱记录', en: 'a slip of the box names its opening' },
  decide: (filed: { channel: string; boxOpeningId: string | null }): Verdict =>
    (filed.channel === 'BOX') === (filed.boxOpeningId !== null)
      ? allow()
      : refuse(complaintIncomplete({ field: 'boxOpeningId' }, CLAUSES.box)),
});

export const recordIsComplete = rule({
  id: 'record-is-complete',
  clause: CLAUSES.record,
  says: {
    zh: '记录投诉内容、被投诉人或站所、投诉人姓名和电话，匿名除外',
    en: 'content, respondent or station, complainant and phone are recorded, unless anonymous',
  },
  decide: (record: {
    content: string;
    respondentId: string | null;
    stationId: string | null;
    anonymous: boolean;
    name: string | null;
    phone: string | null;
  }): Verdict => {
    const { anonymous, content, name, phone } = record;
    const lacks = {
      content: !content.trim(),
      respondentId: !record.respondentId && !record.stationId,
      name: !anonymous && !name?.trim(),
      phone: !anonymous && !phone?.trim(),
    };
    const [field] = Object.entries(lacks).find(([, missing]) => missing) ?? [];
    return field ? refuse(complaintIncomplete({ field }, CLAUSES.record)) : allow();
  },
});

export const absenceNamesItsDay = rule({
  id: 'absence-names-its-day',
  clause: CLAUSES.absence,
  says: { zh: '缺岗、溜岗须写明日期以便核对', en: 'an absence names its day, so that it can be checked' },
  decide: (category: string, occurredOn: string | null): Verdict =>
    category === 'ABSENCE' && !occurredOn
      ? refuse(complaintIncomplete({ field: 'occurredOn' }, CLAUSES.absence))
      : allow(),
});

export const delayCarriesTheClock = rule({
  id: 'delay-carries-the-clock',
  clause: CLAUSES.delay,
  says: { zh: '拖延类投诉以办件时限为证据', en: 'the case clock is evidence of a delay' },
  decide: (category: string, clocks: readonly ClockReading[]): number | null =>
    category === 'DELAY' && clocks.length > 0 ? Math.max(...clocks.map((c) => c.overdueDays)) : null,
});

export const answeredWithinFiveDays = rule({
  id: 'answered-within-five-days',
  clause: CLAUSES.answer,
  says: {
    zh: '自受理之日起五个工作日内答复；匿名的不计',
    en: 'answered within five working days of acceptance; no clock when anonymous',
  },
  decide: (
    complaint: { anonymous: boolean; acceptedOn: CivilDate },
    settings: Pick<ComplaintSettings, 'replyDays'>,
  ): { startedOn: CivilDate; budgetDays: number } | null =>
    complaint.anonymous ? null : { startedOn: complaint.acceptedOn, budgetDays: settings.replyDays },
});

export const replyReminders = rule({
  id: 'reminded-before-due',
  clause: CLAUSES.answer,
  says: {
    zh: '到期前提醒受理人员；已说明延期的，在须再次说明前提醒',
    en: 'the officer is reminded before the reply is due, and before an explanation holds no longer',
  },
  /** Working days that are left, where this is a day of a reminder. */
  decide: (
    { phase, heldThrough }: Pick<ClockReading, 'phase' | 'heldThrough'>,
    today: CivilDate,
    { remindDaysBefore }: Pick<ComplaintSettings, 'remindDaysBefore'>,
    calendar: Calendar,
  ): number | null => {
    const left = workingDaysIn(today, heldThrough, calendar);
    return phase === 'RUNNING' && remindDaysBefore.includes(left) ? left : null;
  },
});

export const explanationHolds = rule({
  id: 'explanation-holds-five-days',
  clause: CLAUSES.extension,
  says: {
    zh: '延期说明后每五个工作日须再次说明',
    en: 'an explained delay is explained anew every five working days',
  },
  decide: (explainedOn: CivilDate, settings: Pick<ComplaintSettings, 'reexplainDays'>): ExplainedDelay => ({
    explainedOn,
    holdsDays: settings.reexplainDays,
  }),
});

export const replyStatus = rule({
  id: 'extended-is-not-overdue',
  clause: CLAUSES.extension,
  says: {
    zh: '已说明的为延期，未说明的为超期',
    en: 'an explained delay is EXTENDED, an unexplained one OVERDUE',
  },
  decide: (reply: Pick<ClockReading, 'phase' | 'extended'> | null): 'ACCEPTED' | 'EXTENDED' | 'OVERDUE' =>
    reply?.phase === 'OVERDUE' ? 'OVERDUE' : reply?.extended ? 'EXTENDED' : 'ACCEPTED',
});

export const longDelayIsSeen = rule({
  id: 'long-delay-is-seen-by-the-county',
  clause: CLAUSES.extension,
  says: {
    zh: '一再说明延期、受理后超过规定工作日的，县级可见',
    en: 'a delay that is explained again and again beyond a number of working days is seen by the county',
  },
  decide: (
    { phase, extended, consumedDays }: Pick<ClockReading, 'phase' | 'extended' | 'consumedDays'>,
    { countyAfterDays }: Pick<ComplaintSettings, 'countyAfterDays'>,
  ): boolean => phase === 'RUNNING' && extended && consumedDays > countyAfterDays,
});

export const delayExplainedInTime = rule({
  id: 'delay-explained-before-due',
  clause: CLAUSES.extension,
  says: {
    zh: '期限届满前说明情况和预计日期',
    en: 'explained before the limit passes, with an expected date',
  },
  decide: (facts: { held: CivilDate; expectedOn: CivilDate }, today: CivilDate): Verdict => {
    if (today > facts.held) return refuse(delayExplainedTooLate({ dueOn: facts.held }, CLAUSES.extension));
    return facts.expectedOn > today ? allow() : refuse(expectedDateInvalid({}, CLAUSES.extension));
  },
});

export const majorIsReported = rule({
  id: 'bribery-is-always-major',
  clause: CLAUSES.major,
  says: { zh: '索拿卡要一律按重大投诉立即报告', en: 'bribery is always major and reported at once' },
  decide: (category: string, asked: string): 'MAJOR' | 'ORDINARY' =>
    category === 'BRIBERY' || asked === 'MAJOR' ? 'MAJOR' : 'ORDINARY',
});

export const unacknowledgedGoesToHead = rule({
  id: 'unacknowledged-goes-to-the-head',
  clause: CLAUSES.major,
  says: {
    zh: '一个工作小时未阅处的报主要领导',
    en: 'unacknowledged for one working hour, it goes to the head',
  },
  decide: (
    facts: { major: boolean; acknowledged: boolean; openMinutes: number },
    settings: Pick<ComplaintSettings, 'escalateAfterMinutes'>,
  ): boolean => facts.major && !facts.acknowledged && facts.openMinutes >= settings.escalateAfterMinutes,
});

/** Facts of a finding as it is scored. */
export interface FindingFacts {
  readonly category: string;
  readonly finding: string;
  readonly anonymous: boolean;
  /** Something besides the complaint itself supports it. */
  readonly evidence: boolean;
}

export const faultIsScored = rule({
  id: 'only-fault-is-scored',
  clause: CLAUSES.responsibility,
  says: {
    zh: '仅工作人员有过错的计分，匿名投诉须另有证据',
    en: 'only fault of staff is scored; an anonymous complaint needs other evidence',
  },
  decide: (f: FindingFacts): boolean => f.finding === 'STAFF_FAULT' && (!f.anonymous || f.evidence),
});

export const refusalIsCandidate = rule({
  id: 'wrongful-refusal-is-a-candidate',
  clause: CLAUSES.refusal,
  says: { zh: '不受理、退件属实的为考评候选', en: 'an upheld wrongful refusal is a scoring candidate' },
  decide: (f: FindingFacts): boolean => f.category === 'REFUSAL' && faultIsScored.decide(f),
});

export const attitudeIsOneFact = rule({
  id: 'attitude-is-one-fact',
  clause: CLAUSES.attitude,
  says: { zh: '同一投诉只作一个事实', en: 'one complaint is one fact, however many rules it meets' },
  decide: (complaintId: string): string => `complaint/${complaintId}`,
});

export const faultHasMeasures = rule({
  id: 'fault-has-measures',
  clause: CLAUSES.responsibility,
  says: { zh: '有过错的按情节追责', en: 'fault is answered with measures by its gravity' },
  decide: (finding: string, measures: readonly string[]): Verdict =>
    finding === 'STAFF_FAULT' && !measures.some((m) => m.trim())
      ? refuse(measuresMissing({}, CLAUSES.responsibility))
      : allow(),
});

export const appealOnce = rule({
  id: 'respondent-appeals-once',
  clause: CLAUSES.responsibility,
  says: {
    zh: '被投诉人对每次有过错的认定可申诉一次',
    en: 'the respondent may appeal once against each finding of fault',
  },
  /** `appeals` against the finding that stands. */
  decide: (facts: { finding: string | null; appeals: number }): Verdict =>
    facts.finding === 'STAFF_FAULT' && facts.appeals === 0
      ? allow()
      : refuse(appealNotPossible({}, CLAUSES.responsibility)),
});

export const withinWindow = rule({
  id: 'rated-and-reopened-once-in-time',
  clause: CLAUSES.after,
  says: { zh: '评价、差评、重新处理各限期一次', en: 'rated, reviewed, reopened once each, in time' },
  decide: (
    facts: { from: CivilDate; days: number; doneBefore: boolean },
    calendar: Calendar,
    today: CivilDate,
  ): Verdict => {
    const until = deadlineAfter({ from: facts.from, workingDays: facts.days, calendar }).dueOn;
    return !facts.doneBefore && today <= until ? allow() : refuse(windowClosed({ until }, CLAUSES.after));
  },
});

const REVIEW_STEPS: Readonly<Record<string, readonly string[]>> = {
  OPEN: ['VERIFIED', 'INVALID'],
  VERIFIED: ['RECTIFIED'],
  RECTIFIED: ['REVISITED'],
};

export const badReviewInOrder = rule({
  id: 'bad-review-in-order',
  clause: CLAUSES.after,
  says: { zh: '差评先核实，再整改，后回访', en: 'a bad review is verified, rectified, revisited' },
  decide: (state: string, next: string): Verdict =>
    REVIEW_STEPS[state]?.includes(next) ? allow() : refuse(reviewStepWrong({ state }, CLAUSES.after)),
});

export const RULES = [
  ...FILE_RULES,
  investigatedFirst,
  boxHasTwoWitnesses,
  slipNamesItsOpening,
  slipsWithinCount,
  refusalIsCandidate,
  delayCarriesTheClock,
  attitudeIsOneFact,
  absenceNamesItsDay,
  recordIsComplete,
  answeredWithinFiveDays,
  replyReminders,
  explanationHolds,
  replyStatus,
  longDelayIsSeen,
  delayExplainedInTime,
  majorIsReported,
  unacknowledgedGoesToHead,
  faultIsScored,
  faultHasMeasures,
  appealOnce,
  withinWindow,
  badReviewInOrder,
];
