import { z } from 'zod';
import { documentKind } from '../../core/documents/kind.ts';
import { CLAUSES } from './clauses.ts';

/** 表彰通报, 三(一)4B(2): who is awarded for a quarter or a year. */
export const AWARD_NOTICE = documentKind({
  kind: 'AWARD_NOTICE',
  title: { zh: '表彰通报', en: 'Notice of awards' },
  clause: CLAUSES.awards,
  data: z.strictObject({
    period: z.string().describe('考评期 / quarter or year'),
    award: z.string().describe('称号 / the award'),
    awarded: z
      .array(
        z.strictObject({
          order: z.int().describe('序号 / number in the list'),
          name: z.string().describe('窗口或人员 / window or person'),
        }),
      )
      .describe('表彰对象 / who is awarded'),
  }),
  mandatory: ['period', 'award', 'awarded', 'clause'],
  template: `经{{period}}考评，按照得分高低依次评定，考评组决定授予下列对象“{{award}}”称号，予以通报表扬。
{{#awarded}}
{{order}}. {{name}}
{{/awarded}}
对评定有异议的，可以向综合便民服务中心提出。
依据：{{clause}}`,
});

export const DOCUMENTS = [AWARD_NOTICE];
