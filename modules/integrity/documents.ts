import { z } from 'zod';
import { documentKind } from '../../core/documents/kind.ts';
import { CLAUSES } from './clauses.ts';

/** 廉政线索移送函: what goes to the discipline body with a file; read through the file only. */
export const HAND_OVER = documentKind({
  kind: 'INTEGRITY_HAND_OVER',
  title: { zh: '廉政线索移送函', en: 'Hand-over of an integrity file' },
  clause: CLAUSES.chapter,
  data: z.strictObject({
    body: z.string().describe('接收机构 / the discipline body'),
    fileNumber: z.string().describe('线索编号 / number of the file'),
    prohibition: z.string().describe('涉及的禁令 / the prohibition it is about'),
    subject: z.string().nullable().describe('涉及人员 / whom it is about'),
    summary: z.string().describe('情况摘要 / summary'),
  }),
  mandatory: ['body', 'fileNumber', 'prohibition', 'summary', 'clause'],
  template: `{{body}}：
现将廉政线索（编号：{{fileNumber}}）移送你单位处理。
涉及规定：{{prohibition}}
{{#subject}}涉及人员：{{subject}}。{{/subject}}
情况摘要：{{summary}}
收到后请出具回执。
依据：{{clause}}`,
  copies: ['存根', '送纪检监察机构'],
  receipt: true,
  restricted: true,
});

export const DOCUMENTS = [HAND_OVER];
