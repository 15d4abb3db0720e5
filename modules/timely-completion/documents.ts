import { z } from 'zod';
import { documentKind } from '../../core/documents/kind.ts';
import { factsOf, type ClockRow } from '../../core/clocks/clock-row.ts';
import { explainClock, type Calendar, type CivilDate } from '../../core/time/index.ts';
import { CLAUSES } from './clauses.ts';

const day = (text: string) => z.string().nullable().describe(text);

/** 受理通知书, 一(四)2: both dates, and how each came about. */
export const ACCEPTANCE_NOTICE = documentKind({
  kind: 'ACCEPTANCE_NOTICE',
  title: { zh: '受理通知书', en: 'Notice of acceptance' },
  clause: CLAUSES.promised,
  data: z.strictObject({
    acceptedOn: z.string().describe('受理日期 / day of acceptance'),
    promisedDueOn: day('承诺办结日期 / due by the promise'),
    promiseExplained: day('承诺日期的推算 / how the promised date comes about'),
    statutoryDueOn: day('法定办结日期 / due by law'),
    statutoryExplained: day('法定日期的推算 / how the statutory date comes about'),
    provisional: z.boolean().describe('日期是否暂定 / whether the dates are provisional'),
  }),
  mandatory: [
    'addressee',
    'caseNumber',
    'itemName',
    'acceptedOn',
    'promisedDueOn',
    'statutoryDueOn',
    'clause',
  ],
  template: `{{addressee}}：
您于{{submittedOn}}提出的“{{itemName}}”申请（办件编号：{{caseNumber}}）材料齐全、符合规定，已于{{acceptedOn}}受理。
{{#promisedDueOn}}承诺办结时间：{{promisedDueOn}}。{{promiseExplained}}{{/promisedDueOn}}
{{#statutoryDueOn}}法定办结时限：{{statutoryDueOn}}。{{statutoryExplained}}{{/statutoryDueOn}}
查询方式：凭办件编号和提交申请时取得的查询码查询办理进度{{#window}}，或到{{window}}询问{{/window}}。
依据：{{clause}}`,
});

/** 不予受理通知书, 一(四)3: basis, reason and remedies. */
export const REFUSAL_NOTICE = documentKind({
  kind: 'REFUSAL_NOTICE',
  title: { zh: '不予受理通知书', en: 'Notice of refusal' },
  clause: CLAUSES.refusal,
  data: z.strictObject({
    reason: z.string().describe('理由 / reason'),
    basis: z.string().describe('依据 / legal basis'),
    remedies: z.string().describe('救济途径 / remedies'),
  }),
  mandatory: ['addressee', 'caseNumber', 'itemName', 'reason', 'basis', 'remedies', 'clause'],
  template: `{{addressee}}：
您于{{submittedOn}}提出的“{{itemName}}”申请（办件编号：{{caseNumber}}），经审查，决定不予受理。
理由：{{reason}}。
依据：{{basis}}。
救济途径：{{remedies}}
本通知依照{{clause}}出具。`,
});

/** 延期告知书, 一(四)3: why, until when, and how far the law lets it go. */
export const EXTENSION_NOTICE = documentKind({
  kind: 'EXTENSION_NOTICE',
  title: { zh: '延期告知书', en: 'Notice of extension' },
  clause: CLAUSES.extension,
  data: z.strictObject({
    oldDueOn: z.string().describe('原承诺办结日期 / due so far'),
    newDueOn: z.string().describe('延期后的办结日期 / due from now on'),
    statutoryDueOn: day('法定办结日期 / due by law'),
    reason: z.string().describe('延期理由 / reason'),
  }),
  mandatory: ['addressee', 'caseNumber', 'itemName', 'oldDueOn', 'newDueOn', 'reason', 'clause'],
  template: `{{addressee}}：
您申请的“{{itemName}}”（办件编号：{{caseNumber}}）原承诺办结时间为{{oldDueOn}}。因{{reason}}，经批准延期至{{newDueOn}}办结。
{{#statutoryDueOn}}法定办结时限为{{statutoryDueOn}}，延期后的办结时间不超过该时限。{{/statutoryDueOn}}
依据：{{clause}}`,
});

/** 办结通知, 一(四)5: the matter is done, and how its result is handed over. */
export const COMPLETION_NOTICE = documentKind({
  kind: 'COMPLETION_NOTICE',
  title: { zh: '办结通知', en: 'Notice of completion' },
  clause: CLAUSES.tellApplicant,
  data: z.strictObject({
    acceptedOn: day('受理日期 / day of acceptance'),
    promisedDueOn: day('承诺办结日期 / due by the promise'),
    statutoryDueOn: day('法定办结日期 / due by law'),
    decidedOn: z.string().describe('办结日期 / day of the decision'),
    approved: z.boolean().describe('是否准予 / whether it was approved'),
    deliveryDueOn: day('送达期限 / to be delivered by'),
  }),
  mandatory: [
    'addressee',
    'caseNumber',
    'itemName',
    'decidedOn',
    'promisedDueOn',
    'statutoryDueOn',
    'clause',
  ],
  template: `{{addressee}}：
您申请的“{{itemName}}”（办件编号：{{caseNumber}}）已于{{decidedOn}}办结，结果为{{#approved}}准予{{/approved}}{{^approved}}不予许可{{/approved}}，详见决定书。
{{#acceptedOn}}受理时间：{{acceptedOn}}。{{/acceptedOn}}{{#promisedDueOn}}承诺办结时间：{{promisedDueOn}}。{{/promisedDueOn}}{{#statutoryDueOn}}法定办结时限：{{statutoryDueOn}}。{{/statutoryDueOn}}
{{#deliveryDueOn}}办理结果最迟于{{deliveryDueOn}}颁发、送达。{{/deliveryDueOn}}{{#window}}请凭本通知和有效身份证件到{{window}}领取，或凭查询码查询。{{/window}}
依据：{{clause}}`,
});

export const DOCUMENTS = [ACCEPTANCE_NOTICE, REFUSAL_NOTICE, EXTENSION_NOTICE, COMPLETION_NOTICE];

/** The two clocks of a case, where it has them. */
interface CaseClocks {
  readonly promise: ClockRow | null;
  readonly statutory: ClockRow | null;
}

/** What the notice of an acceptance says today of its dates; the acceptance may count from an earlier day. */
export function acceptanceData(
  { promise, statutory }: CaseClocks,
  acceptedOn: CivilDate,
  today: CivilDate,
  calendar: Calendar,
): z.infer<typeof ACCEPTANCE_NOTICE.data> {
  const explained = (row: ClockRow | null) =>
    row && explainClock(factsOf(row), calendar, today, 'zh').sentence;
  return {
    acceptedOn,
    promisedDueOn: promise?.dueOn ?? null,
    promiseExplained: explained(promise),
    statutoryDueOn: statutory?.dueOn ?? null,
    statutoryExplained: explained(statutory),
    provisional: promise?.provisional ?? false,
  };
}

/** What the notice of a decision today says. */
export function completionData(
  { promise, statutory, delivery }: CaseClocks & { readonly delivery: ClockRow | null },
  { acceptedOn, outcome }: { readonly acceptedOn: CivilDate | null; readonly outcome: string },
  today: CivilDate,
): z.infer<typeof COMPLETION_NOTICE.data> {
  return {
    acceptedOn,
    promisedDueOn: promise?.dueOn ?? null,
    statutoryDueOn: statutory?.dueOn ?? null,
    decidedOn: today,
    approved: outcome === 'APPROVED',
    deliveryDueOn: delivery?.dueOn ?? null,
  };
}
