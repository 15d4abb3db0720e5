import { z } from 'zod';
import type { CaseInputs } from '../cases/inputs.ts';
import { ADMINISTRATIVE_LICENSING_LAW, type Clause } from '../regulation/index.ts';
import { documentKind, type DocumentData, type DocumentKind } from './kind.ts';

/** What demands that a decision be in writing. */
export const WRITTEN_DECISION: Clause = {
  ...ADMINISTRATIVE_LICENSING_LAW,
  id: '第三十八条',
  text: '申请人的申请符合法定条件、标准的，行政机关应当依法作出准予行政许可的书面决定。行政机关依法作出不予行政许可的书面决定的，应当说明理由，并告知申请人享有依法申请行政复议或者提起行政诉讼的权利。',
};

/** Named in a decision against the applicant that names no remedies itself. */
const REMEDIES = '可在收到本决定书之日起六十日内申请行政复议，或者六个月内提起行政诉讼。';

/** 准予决定书: what a positive decision leaves. */
export const DECISION = documentKind({
  kind: 'DECISION',
  title: { zh: '准予决定书', en: 'Decision of approval' },
  clause: WRITTEN_DECISION,
  data: z.strictObject({
    result: z.string().describe('决定内容 / what is decided'),
    basis: z.string().nullable().describe('依据 / legal basis'),
    acceptedOn: z.string().nullable().describe('受理日期 / day of acceptance'),
  }),
  mandatory: ['addressee', 'caseNumber', 'itemName', 'result', 'clause'],
  template: `{{addressee}}：
您于{{submittedOn}}提出的“{{itemName}}”申请（办件编号：{{caseNumber}}）{{#acceptedOn}}，已于{{acceptedOn}}受理{{/acceptedOn}}。经审查，决定如下：
{{result}}
{{#basis}}依据：{{basis}}。{{/basis}}
本决定依照{{clause}}作出。`,
});

/** 不予许可决定书: what a negative decision leaves, with its reasons and the remedies against it. */
export const DENIAL = documentKind({
  kind: 'DENIAL',
  title: { zh: '不予许可决定书', en: 'Decision of denial' },
  clause: WRITTEN_DECISION,
  data: z.strictObject({
    ...DECISION.data.shape,
    remedies: z.string().describe('救济途径 / remedies'),
  }),
  mandatory: ['addressee', 'caseNumber', 'itemName', 'result', 'remedies', 'clause'],
  template: `{{addressee}}：
您于{{submittedOn}}提出的“{{itemName}}”申请（办件编号：{{caseNumber}}）{{#acceptedOn}}，已于{{acceptedOn}}受理{{/acceptedOn}}。经审查，决定不予许可。
理由：{{result}}
{{#basis}}依据：{{basis}}。{{/basis}}
救济途径：{{remedies}}
本决定依照{{clause}}作出。`,
});

/** Documents that there are whatever modules are on. */
export const KERNEL_DOCUMENTS = [DECISION, DENIAL];

/** The document that a decision leaves, and what it says. */
export function decisionDocument(
  input: Pick<CaseInputs['decideCase'], 'outcome' | 'result' | 'basis' | 'remedies'>,
  item: { readonly legalBasis: readonly string[] },
  acceptedOn: string | null,
): { kind: DocumentKind; data: DocumentData } {
  const basis = input.basis?.trim() || item.legalBasis.join('；') || null;
  const said = { result: input.result, basis, acceptedOn };
  return input.outcome === 'APPROVED'
    ? { kind: DECISION, data: said }
    : { kind: DENIAL, data: { ...said, remedies: input.remedies?.trim() || REMEDIES } };
}
