import { z } from 'zod';
import { documentKind } from '../../core/documents/kind.ts';
import { CLAUSES } from './clauses.ts';

const data = z.strictObject({
  station: z.string().describe('超时、缺席的站所 / the station that was silent'),
  dueOn: z.string().describe('应给出意见的日期 / day on which its opinion was due'),
  grounds: z.string().describe('未按要求办理的情形 / what it did not do'),
});
const mandatory = ['addressee', 'caseNumber', 'itemName', 'station', 'dueOn', 'clause'];
const BODY = `{{addressee}}：
您提出的“{{itemName}}”申请（办件编号：{{caseNumber}}）手续齐全有效，已受理。{{station}}应于{{dueOn}}前给出意见而未给出（{{grounds}}），又没有合理的书面说明，视为该站所默认许可。
由此产生的一切后果由{{station}}承担。`;

/** 准予决定书（草稿）: written when consent is deemed; it decides nothing until somebody signs. */
export const DEEMED_CONSENT_DRAFT = documentKind({
  kind: 'DEEMED_CONSENT_DRAFT',
  title: { zh: '准予决定书（草稿）', en: 'Decision of deemed consent (draft)' },
  clause: CLAUSES.silence,
  data,
  mandatory,
  template: `【草稿，未经签发不生效】
${BODY}
依据：{{clause}}`,
});

/** 准予决定书（默认许可）: the same once a seal holder signed. */
export const DEEMED_CONSENT = documentKind({
  kind: 'DEEMED_CONSENT',
  title: { zh: '准予决定书（默认许可）', en: 'Decision of deemed consent' },
  clause: CLAUSES.silence,
  data: z.strictObject({
    ...data.shape,
    signedBy: z.string().describe('签发人工号 / staff number of whoever signed'),
  }),
  mandatory: [...mandatory, 'signedBy'],
  template: `${BODY}
签发：{{signedBy}}
依据：{{clause}}`,
});

export const DOCUMENTS = [DEEMED_CONSENT_DRAFT, DEEMED_CONSENT];
