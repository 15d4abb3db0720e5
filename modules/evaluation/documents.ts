import { z } from 'zod';
import { documentKind } from '../../core/documents/kind.ts';
import { CLAUSES } from './clauses.ts';

/** 考评表, 三(一)4A: the sheet of a person or window as it was frozen. */
export const SCORE_SHEET = documentKind({
  kind: 'SCORE_SHEET',
  title: { zh: '考评表', en: 'Score sheet' },
  clause: CLAUSES.sheet,
  data: z.strictObject({
    subject: z.string().describe('考评对象 / the person or window'),
    period: z.string().describe('考评期 / the period'),
    total: z.string().describe('得分 / the score'),
    bonus: z.string().describe('奖励分 / bonus points'),
    partial: z.boolean().describe('是否不满全期 / whether it joined or left in the period'),
    disqualified: z.string().nullable().describe('取消评先评优资格的项目 / what excludes from awards'),
    blocks: z
      .array(
        z.strictObject({
          title: z.string().describe('小项 / sub-item'),
          full: z.string().describe('满分 / full marks'),
          score: z.string().describe('得分 / score'),
        }),
      )
      .describe('各小项 / the sub-items'),
    lines: z
      .array(
        z.strictObject({
          day: z.string().describe('发生日期 / day of the fact'),
          title: z.string().describe('计分项 / scoring rule'),
          points: z.string().describe('计入的分 / points that count'),
          note: z.string().nullable().describe('说明 / note'),
        }),
      )
      .describe('各笔计分 / the entries'),
    parts: z
      .array(
        z.strictObject({
          period: z.string().describe('考评期 / period'),
          total: z.string().describe('得分 / score'),
        }),
      )
      .describe('所含各月或各季 / the months or quarters'),
    digest: z.string().describe('全文校验值 / digest of the sheet'),
  }),
  mandatory: ['subject', 'period', 'total', 'bonus', 'clause'],
  restricted: true,
  template: `考评对象：{{subject}}
考评期：{{period}}{{#partial}}（期中进驻或离开，不满全期）{{/partial}}
得分：{{total}}分，其中奖励分{{bonus}}分。
{{#blocks}}
{{title}}：{{score}}分（满分{{full}}分）
{{/blocks}}
{{#parts}}
{{period}}：{{total}}分
{{/parts}}
{{#lines}}
{{day}} {{title}}：{{points}}分{{#note}}（{{note}}）{{/note}}
{{/lines}}
{{#disqualified}}本期取消评先评优资格：{{disqualified}}。{{/disqualified}}
对计分有异议的，可在规定期限内向考评组申诉。
依据：{{clause}}
考评表全文校验值（SHA-256）：{{digest}}`,
});

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

/** All papers of this chapter. */
export const DOCUMENTS = [SCORE_SHEET, AWARD_NOTICE];
