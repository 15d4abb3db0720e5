import type { Fee } from '../../core/catalogue/rules.ts';
import { allow, refuse, rule, type Verdict } from '../../core/regulation/index.ts';
import {
  addDays,
  civilDate,
  civilDateOf,
  deadlineAfter,
  instantAt,
  nextWorkingDay,
  type Calendar,
  type CivilDate,
  type OpeningHours,
} from '../../core/time/index.ts';
import { CLAUSES } from './clauses.ts';
import type { IntegrityCode } from './file-rules.ts';
import { giftDays } from './refusals.ts';
import type { IntegritySettings } from './settings.ts';

// A rule is pure: facts, settings, calendar and time come in as arguments; a verdict or another value goes out.

export const overrideIsAFile = rule({
  id: 'override-is-a-file',
  clause: CLAUSES.fees,
  says: {
    zh: '收费与公布不一致的留痕并报告；放行收取的，作为廉政线索',
    en: 'a charge other than published is on record and told; one that was let through is a file',
  },
  decide: (mismatch: { overridden: boolean }): IntegrityCode | null => (mismatch.overridden ? 'IG1' : null),
});

/** What a version of an item asks: the sum in fen (null: no single amount) and the approvals that it names. */
export interface PublishedPrice {
  readonly amountFen: number | null;
  readonly approvalDocs: readonly string[];
}

export const priceOf = rule({
  id: 'price-of-a-version',
  clause: CLAUSES.fees,
  says: { zh: '收费项目合计，有一项不定即不定', en: 'the sum of its fees; open when one of them is' },
  decide: (fees: readonly Fee[]): PublishedPrice => ({
    amountFen: fees.some((fee) => fee.amountFen === null)
      ? null
      : fees.reduce((sum, fee) => sum + (fee.amountFen ?? 0), 0),
    approvalDocs: [...new Set(fees.map((fee) => fee.approvalDocNo.trim()).filter((text) => text !== ''))],
  }),
});

export const priceChange = rule({
  id: 'price-change-is-on-record',
  clause: CLAUSES.fees,
  says: {
    zh: '公布的收费变化的留痕；没有新批复文号的报告',
    en: 'a change of a published fee is on record; one without a new approval is told',
  },
  decide: (
    former: PublishedPrice | null,
    price: PublishedPrice,
  ): { changed: boolean; approved: boolean } => ({
    changed: former !== null && former.amountFen !== price.amountFen,
    approved: price.approvalDocs.some((text) => !(former?.approvalDocs ?? []).includes(text)),
  }),
});

export const giftDaysInOrder = rule({
  id: 'gift-days-in-order',
  clause: CLAUSES.gifts,
  says: { zh: '先收到，后退还或上交，不晚于今天', en: 'received, then settled, not later than today' },
  decide: (gift: { receivedOn: CivilDate; settledOn: CivilDate }, today: CivilDate): Verdict =>
    gift.receivedOn <= gift.settledOn && gift.settledOn <= today
      ? allow()
      : refuse(giftDays({}, CLAUSES.gifts)),
});

export const giftIsAFile = rule({
  id: 'gift-settled-the-same-day',
  clause: CLAUSES.gifts,
  says: {
    zh: '当天退还或上交的不算违规；迟的作为廉政线索',
    en: 'returned or handed in the same day is no violation; later it is a file',
  },
  decide: (gift: { receivedOn: string; settledOn: string }): IntegrityCode | null =>
    gift.settledOn === gift.receivedOn ? null : 'IG3',
});

export const complaintIsAFile = rule({
  id: 'bribery-complaint-is-a-file',
  clause: CLAUSES.gifts,
  says: { zh: '索拿卡要的投诉作为廉政线索', en: 'a complaint of bribery is a file' },
  decide: (): IntegrityCode => 'IG3',
});

/** Money taken on a case, and the receipts given for it, in fen. */
export interface TakenMoney {
  readonly caseId: string;
  readonly chargedFen: number;
  readonly receiptedFen: number;
}

export const receiptsMatch = rule({
  id: 'receipts-match-charges',
  clause: CLAUSES.money,
  says: {
    zh: '每件收费与所开票据金额一致，不一致的为疑点',
    en: 'of each case the receipts come to what was charged; otherwise it is a finding',
  },
  decide: (row: TakenMoney): boolean => row.receiptedFen === row.chargedFen,
});

export const receiptDue = rule({
  id: 'receipt-is-due',
  clause: CLAUSES.money,
  says: { zh: '收费后在期限内登记票据', en: 'the receipt of a charge is on record within the limit' },
  decide: (
    chargedOn: CivilDate,
    today: CivilDate,
    settings: IntegritySettings,
    calendar: Calendar,
  ): boolean => {
    const workingDays = settings.receiptDays;
    const { dueOn } = deadlineAfter({ from: chargedOn, workingDays, calendar });
    return today > dueOn;
  },
});

/** A quarter of a year, 1 to 4. */
export interface Quarter {
  readonly year: number;
  readonly quarter: number;
}

export const quarterOpens = rule({
  id: 'declared-each-quarter',
  clause: CLAUSES.chapter,
  says: {
    zh: '每季度首个工作日开始签署廉政承诺（可不开展）',
    en: 'declarations are asked for from a quarter’s first working day, where so set',
  },
  decide: (
    now: Date,
    onSince: Date,
    settings: IntegritySettings,
    hours: OpeningHours,
    calendar: Calendar,
  ): Quarter | null => {
    const [year = '', month = ''] = civilDateOf(now).split('-');
    const quarter = Math.ceil(Number(month) / 3);
    const first = civilDate(`${year}-${String(quarter * 3 - 2).padStart(2, '0')}-01`);
    const opensAt = instantAt(nextWorkingDay(addDays(first, -1), calendar), hours.morning.opens);
    return settings.quarterly && now >= opensAt && onSince <= opensAt
      ? { year: Number(year), quarter }
      : null;
  },
});

export const declarationLimit = rule({
  id: 'declaration-has-a-limit',
  clause: CLAUSES.chapter,
  says: { zh: '廉政承诺在期限内签署', en: 'a declaration is signed within the limit' },
  decide: (openedOn: CivilDate, settings: IntegritySettings) => ({
    startedOn: openedOn,
    budgetDays: settings.declarationDays,
  }),
});

export const unsignedAreTold = rule({
  id: 'unsigned-are-told',
  clause: CLAUSES.chapter,
  says: {
    zh: '到期当天提醒未签人员，逾期报告领导',
    en: 'who has not signed is reminded on the last day; beyond it the leaders are told',
  },
  decide: (reading: { phase: string; dueOn: string }, today: CivilDate): 'REMIND' | 'REPORT' | null => {
    if (reading.phase === 'OVERDUE') return 'REPORT';
    return reading.phase === 'RUNNING' && reading.dueOn === today ? 'REMIND' : null;
  },
});

export const RULES = [
  overrideIsAFile,
  priceOf,
  priceChange,
  giftDaysInOrder,
  giftIsAFile,
  complaintIsAFile,
  receiptsMatch,
  receiptDue,
  quarterOpens,
  declarationLimit,
  unsignedAreTold,
];
