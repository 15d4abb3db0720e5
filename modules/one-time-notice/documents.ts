import { z } from 'zod';
import { documentKind } from '../../core/documents/kind.ts';
import { CLAUSES } from './clauses.ts';

/** 一次性告知单, 一(二)1: everything that an item asks for. */
export const GUIDE_NOTICE = documentKind({
  kind: 'GUIDE_NOTICE',
  title: { zh: '一次性告知单', en: 'Guide' },
  clause: CLAUSES.guide,
  data: z.strictObject({
    guideNumber: z.string().describe('告知单编号 / number of the guide'),
    conditions: z.string().nullable().describe('办理条件 / conditions'),
    materials: z
      .array(
        z.strictObject({
          order: z.int().describe('序号 / number in the list'),
          name: z.string().describe('名称 / name'),
          form: z.string().describe('原件或复印件 / original or copy'),
        }),
      )
      .describe('申请材料 / materials'),
    procedure: z.string().describe('办理程序 / procedure'),
    limits: z.string().describe('承诺时限和法定时限 / promise and statutory limit'),
    fees: z.string().describe('收费标准 / fees'),
    forms: z.string().nullable().describe('免费提供的表格和示范文本 / forms and samples, free'),
  }),
  mandatory: ['itemName', 'guideNumber', 'queryCode', 'materials', 'procedure', 'limits', 'fees', 'clause'],
  template: `{{#addressee}}{{addressee}}：{{/addressee}}
您咨询的“{{itemName}}”所需的材料、程序、时限和收费标准一次告知如下。
{{#conditions}}办理条件：{{conditions}}{{/conditions}}
申请材料：
{{#materials}}
{{order}}. {{name}}{{#form}}（{{form}}）{{/form}}
{{/materials}}
办理程序：{{procedure}}
时限：{{limits}}
收费标准：{{fees}}
{{#forms}}免费提供：{{forms}}{{/forms}}
查询方式：凭告知单编号{{guideNumber}}和查询码{{queryCode}}查询。
依据：{{clause}}`,
});

/** What both written notices state (一(二)3). */
const CONTENTS = z.strictObject({
  reason: z.string().describe('理由 / why'),
  handledBy: z.string().describe('经办人员 / handler'),
  items: z
    .array(
      z.strictObject({
        order: z.int().describe('序号 / number in the list'),
        text: z.string().describe('要求 / what is asked for'),
      }),
    )
    .describe('需补充的材料和手续 / what to supplement'),
  procedure: z.string().describe('规定办理程序 / procedure'),
  materials: z.string().describe('规定材料 / materials'),
  promisedLimit: z.string().describe('承诺时限 / promised limit'),
  queryMethod: z.string().describe('查询方式 / how to query'),
});

const SHARED = {
  clause: CLAUSES.contents,
  data: CONTENTS,
  mandatory: [
    'addressee',
    'unit',
    'handledBy',
    'submittedOn',
    'itemName',
    'caseNumber',
    'items',
    'procedure',
    'materials',
    'promisedLimit',
    'queryMethod',
    'clause',
  ],
  copies: ['交服务对象', '窗口备案'],
  receipt: true,
} as const;

const REST = `{{#items}}
{{order}}. {{text}}
{{/items}}
规定办理程序：{{procedure}}。规定材料：{{materials}}。承诺时限：{{promisedLimit}}。
承办单位：{{unit}}，经办人员：{{handledBy}}。查询方式：{{queryMethod}}
依据：{{clause}}`;

/** 补办件回执单, 一(二)2: all that is to be supplemented, at once. */
export const SUPPLEMENT_SLIP = documentKind({
  ...SHARED,
  kind: 'SUPPLEMENT_SLIP',
  title: { zh: '补办件回执单', en: 'Notice of what is missing' },
  template: `{{addressee}}：
您于{{submittedOn}}申报的“{{itemName}}”（办件编号：{{caseNumber}}）需要补正，理由：{{reason}}。补齐前时限中止。需补充的材料和手续一次告知如下：
${REST}`,
});

/** 退件回执单, 一(二)2: why an application is given back. */
export const RETURN_SLIP = documentKind({
  ...SHARED,
  kind: 'RETURN_SLIP',
  title: { zh: '退件回执单', en: 'Notice of return' },
  template: `{{addressee}}：
您于{{submittedOn}}申报的“{{itemName}}”（办件编号：{{caseNumber}}）予以退件，理由：{{reason}}。需补充的材料和手续一次告知如下：
${REST}`,
});

export const DOCUMENTS = [GUIDE_NOTICE, SUPPLEMENT_SLIP, RETURN_SLIP];
