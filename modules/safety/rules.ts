import { textMissing } from '../../core/cases/refusals.ts';
import { allow, refuse, rule, type Verdict } from '../../core/regulation/index.ts';
import {
  civilDateOf,
  closesAt,
  instantAt,
  lastWorkingDayOfMonth,
  nextWorkingDay,
  type Calendar,
  type CivilDate,
  type OpeningHours,
} from '../../core/time/index.ts';
import { CLAUSES } from './clauses.ts';
import {
  dutyDay,
  nobodyResponsible,
  notClosingYet,
  notInOrder,
  notSealHolder,
  sealHolderInService,
  sealToAnother,
  sealUseUnexplained,
} from './refusals.ts';
import { STEP_ROLES } from './roles.ts';
import type { SafetySettings } from './settings.ts';

// A rule is pure: facts, settings, calendar and time come in as arguments; a verdict or another value goes out.

/** What a window's check looks at: lights, machines and other equipment off; desk and basket in order. */
export const CLOSING_ITEMS = ['LIGHTS', 'COMPUTER', 'PRINTER', 'EQUIPMENT', 'DESK', 'BASKET'] as const;
export type ClosingItem = (typeof CLOSING_ITEMS)[number];

/** What the duty officer's list asks: fire, theft, doors, power, water, hazards. */
export const DUTY_ITEMS = ['FIRE', 'THEFT', 'LOCKED', 'POWER_OFF', 'WATER', 'NO_HAZARD'] as const;
export type DutyItem = (typeof DUTY_ITEMS)[number];

export const lettersDue = rule({
  id: 'letters-signed-by-the-last-working-day',
  clause: CLAUSES.everyone,
  says: {
    zh: '责任书在规定月份的最后一个工作日前签完，届时列出未签人员',
    en: 'letters are signed by the month’s last working day; then the unsigned are listed',
  },
  decide: (
    now: Date,
    onSince: Date,
    settings: SafetySettings,
    hours: OpeningHours,
    calendar: Calendar,
  ): { dueOn: CivilDate; due: boolean } => {
    const year = Number(civilDateOf(now).slice(0, 4));
    const dueOn = lastWorkingDayOfMonth(year, settings.letterMonth, calendar);
    const opensAt = instantAt(dueOn, hours.morning.opens);
    return { dueOn, due: now >= opensAt && onSince <= opensAt };
  },
});

export const checkedAtClosing = rule({
  id: 'checked-at-closing',
  clause: CLAUSES.power,
  says: { zh: '窗口下班后检查电源', en: 'power is checked after closing' },
  decide: (now: Date, hours: OpeningHours): Verdict =>
    now >= closesAt(civilDateOf(now), hours)
      ? allow()
      : refuse(notClosingYet({ closes: hours.afternoon.closes }, CLAUSES.power)),
});

export const eachItemCounts = rule({
  id: 'each-item-left-on-counts',
  clause: CLAUSES.closing,
  says: { zh: '每件各记一次', en: 'each item left on or in disorder is a fact of its own' },
  decide: (left: readonly string[]): ClosingItem[] => CLOSING_ITEMS.filter((item) => left.includes(item)),
});

export const toldBeforeItCounts = rule({
  id: 'told-before-it-counts',
  clause: CLAUSES.untidy,
  says: { zh: '经指出仍不纠正的才记', en: 'counts only when it was told and not corrected' },
  decide: (state: string): boolean => state === 'UNCORRECTED',
});

export const holderUsesSeal = rule({
  id: 'holder-uses-the-seal',
  clause: CLAUSES.keeping,
  says: { zh: '印章由保管人使用', en: 'a seal is used by its holder' },
  decide: (seal: { holderId: string }, actorId: string | null): Verdict =>
    seal.holderId === actorId ? allow() : refuse(notSealHolder({}, CLAUSES.keeping)),
});

export const holderHandsOver = rule({
  id: 'holder-hands-over-the-seal',
  clause: CLAUSES.keeping,
  says: {
    zh: '印章由保管人移交；保管人离岗的由领导移交',
    en: 'a seal is handed over by its holder; of one who left, by a leader',
  },
  decide: (
    holder: { id: string; active: boolean },
    actor: { id: string | null; roles: readonly string[] },
  ): Verdict => {
    if (actor.id === holder.id) return allow();
    const leads = STEP_ROLES.lead.some((role) => actor.roles.includes(role));
    if (!leads) return refuse(notSealHolder({}, CLAUSES.keeping));
    return holder.active ? refuse(sealHolderInService({}, CLAUSES.keeping)) : allow();
  },
});

export const useIsTied = rule({
  id: 'seal-use-has-a-case-or-an-explanation',
  clause: CLAUSES.keeping,
  says: { zh: '用印对应办件，或说明用途', en: 'a use is for a case, or explained' },
  decide: (use: { caseId: string | null; explanation: string | null }): Verdict =>
    use.caseId !== null || use.explanation?.trim()
      ? allow()
      : refuse(sealUseUnexplained({}, CLAUSES.keeping)),
});

export const useIsReported = rule({
  id: 'seal-use-without-a-case-is-reported',
  clause: CLAUSES.keeping,
  says: { zh: '没有办件的用印，报告主任', en: 'a use without a case is reported to the director' },
  decide: (use: { caseId: string | null }): boolean => use.caseId === null,
});

export const sealGoesToAnother = rule({
  id: 'seal-goes-to-another-in-service',
  clause: CLAUSES.keeping,
  says: { zh: '移交给另一在岗人员', en: 'handed to another member of staff in service' },
  decide: (holderId: string, to: { id: string; active: boolean } | null): Verdict =>
    to?.active && to.id !== holderId ? allow() : refuse(sealToAnother({}, CLAUSES.keeping)),
});

export const valuablesAreDescribed = rule({
  id: 'no-valuables-in-the-hall',
  clause: CLAUSES.keeping,
  says: { zh: '大厅内发现现金、证券、贵重物品的，写明情况', en: 'what is found in the hall is described' },
  decide: (note: string): Verdict =>
    note.trim() ? allow() : refuse(textMissing({ field: 'note' }, CLAUSES.keeping)),
});

export const dutyListOfDay = rule({
  id: 'duty-list-of-a-day',
  clause: CLAUSES.duty,
  says: {
    zh: '值班检查表按日填写，未尽事项写明',
    en: 'a list is of one day; what is not in order is remarked',
  },
  decide: (
    list: { day: CivilDate; done: readonly string[]; remark: string | null },
    today: CivilDate,
  ): Verdict => {
    if (list.day > today) return refuse(dutyDay({ day: list.day }, CLAUSES.duty));
    const complete = DUTY_ITEMS.every((item) => list.done.includes(item));
    return complete || list.remark?.trim() ? allow() : refuse(notInOrder({}, CLAUSES.duty));
  },
});

export const missingListReported = rule({
  id: 'missing-duty-list-is-reported',
  clause: CLAUSES.duty,
  says: {
    zh: '缺检查表的，次一工作日上班时报告',
    en: 'a missing list is reported on the next working morning',
  },
  decide: (day: CivilDate, now: Date, onSince: Date, hours: OpeningHours, calendar: Calendar): boolean =>
    calendar.isWorkingDay(day) &&
    closesAt(day, hours) >= onSince &&
    now >= instantAt(nextWorkingDay(day, calendar), hours.morning.opens),
});

export const hazardLimit = rule({
  id: 'hazard-has-a-limit',
  clause: CLAUSES.duty,
  says: { zh: '隐患限期消除', en: 'a hazard is removed within a limit' },
  decide: (foundOn: CivilDate, settings: SafetySettings) => ({
    startedOn: foundOn,
    budgetDays: settings.hazardDays,
  }),
});

export const hazardOverdue = rule({
  id: 'hazard-overdue-is-reported',
  clause: CLAUSES.duty,
  says: { zh: '逾期未消除的报告', en: 'one that stands beyond its limit is reported' },
  decide: (reading: { phase: string }): boolean => reading.phase === 'OVERDUE',
});

export const responsibleAreNamed = rule({
  id: 'responsible-are-named',
  clause: CLAUSES.accidents,
  says: { zh: '写明责任人和追究措施', en: 'those responsible are named, each with a measure' },
  decide: (held: readonly { staffId: string; measure: string }[], deciderId: string | null): Verdict =>
    held.length > 0 && held.every((one) => one.measure.trim() !== '' && one.staffId !== deciderId)
      ? allow()
      : refuse(nobodyResponsible({}, CLAUSES.accidents)),
});

export const seriousDisqualifies = rule({
  id: 'serious-incident-disqualifies',
  clause: CLAUSES.accidents,
  says: { zh: '严重的失责事故列为取消评优的事实', en: 'a serious one is a fact that disqualifies' },
  decide: (incident: { serious: boolean }): boolean => incident.serious,
});

export const RULES = [
  lettersDue,
  checkedAtClosing,
  eachItemCounts,
  toldBeforeItCounts,
  holderUsesSeal,
  holderHandsOver,
  useIsTied,
  useIsReported,
  sealGoesToAnother,
  valuablesAreDescribed,
  dutyListOfDay,
  missingListReported,
  hazardLimit,
  hazardOverdue,
  responsibleAreNamed,
  seriousDisqualifies,
];
