import { extractText, getDocumentProxy } from 'unpdf';
import { z } from 'zod';
import { perform, SYSTEM } from '../../core/acts/act.ts';
import { MODULES } from '../../core/composition.ts';
import type { MatterFacts } from '../../core/documents/facts.ts';
import { documentKind } from '../../core/documents/kind.ts';
import type { Paper } from '../../core/documents/paper.ts';
import { issueDocument } from '../../core/documents/service.ts';
import { fixtureClause, fixtureModule, fixtureRule } from './fixture-module.ts';
import type { World } from './world.ts';

const CLAUSE = fixtureClause('九(一)1', { text: '一式两份，由当事人签收。' });

/** A document of two copies that are acknowledged, with a list in its text. */
export const SLIP = documentKind({
  kind: 'FIXTURE_SLIP',
  title: { zh: '示例回执单', en: 'Example slip' },
  clause: CLAUSE,
  data: z.strictObject({
    items: z
      .array(
        z.strictObject({
          name: z.string().describe('材料 / material'),
          why: z.string().describe('原因 / why'),
        }),
      )
      .describe('需补正的材料 / what is to be supplemented'),
    dueOn: z.string().nullable().describe('期限 / by when'),
  }),
  mandatory: ['items', 'queryCode', 'clause'],
  template: `{{addressee}}：
您申请的“{{itemName}}”还需补正：
{{#items}}
{{name}}，{{why}}；
{{/items}}
{{#dueOn}}请于{{dueOn}}前补齐。{{/dueOn}}
查询：办件编号{{caseNumber}}，查询码{{queryCode}}。
依据：{{clause}}`,
  copies: ['存根', '交申请人'],
  receipt: true,
});

/** A module that does nothing but issue that document. */
export const SLIPS = fixtureModule('fixture-slips', {
  clauses: { only: CLAUSE },
  rules: [fixtureRule('fixture-slips-rule', CLAUSE)],
  documents: [SLIP],
});

/** The program's modules with that one. */
export const WITH_SLIPS = [...MODULES, SLIPS];

/** A matter that is no case. */
export const MATTER: MatterFacts = {
  unit: '民政所',
  window: '01号民政窗口',
  handler: '窗口人员甲',
  addressee: '申请人甲',
  itemName: '残疾人证办理',
  caseNumber: null,
  queryCode: '2345678923',
  submittedOn: '2026-09-28',
};

export const ITEMS = [
  { name: '身份证复印件', why: '未提供' },
  { name: '照片<2张>', why: '底色不符' },
];

/** Issues a slip in a township, without a case; `then` may still break the act off. */
export function issueSlip(
  world: World,
  code = 'shexi',
  then: (issued: { id: string; number: string }) => void = () => undefined,
): Promise<{ id: string; number: string }> {
  const input = { townshipId: world.town(code).id, actor: SYSTEM };
  return perform(world.platform, input, async (act) => {
    const issued = await issueDocument(act, SLIP, { facts: MATTER }, { items: ITEMS, dueOn: '2026-10-10' });
    then(issued);
    return issued;
  });
}

/** A paper of no document. */
export const PAPER: Paper = {
  office: '上犹县社溪镇综合便民服务中心',
  title: '受理通知书',
  number: '社溪镇受理通知书〔2026〕1号',
  paragraphs: ['申请人甲：', '承诺办结时间：2026-10-10。', '法定办结时限：2026-10-30。'],
  unit: '民政所',
  handler: '窗口人员甲',
  day: '2026年9月28日',
  copies: [''],
  receipt: false,
  verification: {
    code: '23456789ABCDEFGH',
    link: 'https://bm.example/t/shexi/documents/00000000-0000-4000-8000-000000000001.html?code=23456789ABCDEFGH',
  },
  issuedAt: Date.parse('2026-09-28T09:00:00+08:00'),
};

/** The text layer of each page, without the line breaks that only the layout made. */
export async function pdfPages(bytes: Uint8Array): Promise<string[]> {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(bytes)));
  return text.map((page) => page.replace(/\s+/g, ''));
}
