import { holdsCase, mayReadCase } from '../../core/cases/access.ts';
import type { ItemKind } from '../../core/catalogue/rules.ts';
import type { Context } from '../../core/graphql/context.ts';
import { doc } from '../../core/graphql/doc.ts';
import type { ModuleSchema } from '../../core/graphql/module-schema.ts';
import { rowId, seenIf, whereRow, type RowKey } from '../../core/graphql/node.ts';
import { maskName, maskPhone } from '../../core/people/mask.ts';
import { civilDate } from '../../core/time/index.ts';
import { CLAUSES } from './clauses.ts';
import type { FreeForm, GuideContent } from './guide-rules.ts';
import { addEnums } from './enums-schema.ts';
import { addLists } from './lists-schema.ts';
import { READERS } from './roles.ts';
import type { AcknowledgmentMethod, CopyKind, NoticeContents, NoticeItem, NoticeKind } from './rules.ts';
import { NOTICE_INCLUDE } from './store.ts';
import { addVerbs } from './verbs-schema.ts';

// A query names the guide by its name; this tells the compiler what stands for it.
declare module '../../core/graphql/objects.ts' {
  interface ObjectShapes {
    ServiceItemGuide: GuideView;
  }
}

/** A guide as it is shown: of the present version of an item, or as it was handed out. */
export interface GuideView extends GuideContent {
  readonly version: number;
}

/** Types, lists and verbs of 一次性告知. */
export function registerOneTimeNotice(schema: ModuleSchema): void {
  addEnums(schema);
  addGuides(schema);
  addNotices(schema);
  addLists(schema);
  addVerbs(schema);
}

/** Whether a guide was given to the applicant who asks. */
function isOwn(ctx: Context, guide: { readonly subject: string | null }): boolean {
  return ctx.viewer.kind === 'APPLICANT' && guide.subject !== null && guide.subject === ctx.viewer.id;
}

function addGuides({ builder }: ModuleSchema): void {
  const form = builder.objectRef<FreeForm>('FreeForm');
  builder.objectType(form, {
    description: doc('免费提供的表格或示范文本', 'a form or sample, free of charge', CLAUSES.guide),
    authScopes: { public: true },
    fields: (t) => ({
      name: t.exposeString('name', { description: doc('名称', 'name') }),
      price: t.field({
        type: 'Fen',
        description: doc('价格（分），恒为0', 'price in fen; always 0'),
        resolve: (f) => f.priceFen,
      }),
    }),
  });
  const guide = builder.objectRef<GuideView>('ServiceItemGuide');
  builder.objectType(guide, {
    description: doc(
      '一次性告知的内容：材料、程序、时限、收费',
      'what an item asks for, told at once',
      CLAUSES.guide,
    ),
    authScopes: { public: true },
    fields: (t) => ({
      version: t.exposeInt('version', { description: doc('事项版本', 'version of the item') }),
      name: t.exposeString('name', { description: doc('事项名称', 'name') }),
      kind: t.field({
        type: 'ItemKind',
        nullable: true,
        description: doc('办件类型', 'kind'),
        resolve: (g) => g.kind as ItemKind | null,
      }),
      conditions: t.exposeString('conditions', {
        nullable: true,
        description: doc('办理条件', 'conditions'),
      }),
      materials: t.field({
        type: ['Material'],
        description: doc('申请材料', 'materials'),
        resolve: (g) => [...g.materials],
      }),
      procedure: t.stringList({
        description: doc('办理程序', 'procedure'),
        resolve: (g) => [...g.procedure],
      }),
      flow: t.exposeString('flow', { nullable: true, description: doc('流程', 'flow') }),
      promisedDays: t.exposeInt('promisedDays', {
        nullable: true,
        description: doc('承诺时限，工作日', 'promise, working days'),
      }),
      statutoryDays: t.exposeInt('statutoryDays', {
        nullable: true,
        description: doc('法定时限，工作日', 'statutory limit, working days'),
      }),
      fees: t.field({
        type: ['Fee'],
        description: doc('收费标准', 'fees'),
        resolve: (g) => [...g.fees],
      }),
      legalBasis: t.stringList({
        description: doc('设定依据', 'legal basis'),
        resolve: (g) => [...g.legalBasis],
      }),
      forms: t.field({
        type: [form],
        description: doc('免费表格和示范文本', 'forms and samples'),
        resolve: (g) => [...g.forms],
      }),
    }),
  });
  builder.prismaNode('GuideNotice', {
    id: { resolve: rowId },
    findUnique: whereRow,
    nullable: true,
    description: doc('一次性告知单（咨询）', 'a guide handed out on an inquiry', CLAUSES.guide),
    authScopes: (row, ctx) =>
      seenIf(
        ctx.viewer.townshipId === row.townshipId || ctx.shown.has('GuideNotice', row.id) || isOwn(ctx, row),
      ),
    fields: (t) => ({
      number: t.exposeString('number', { description: doc('编号', 'number') }),
      queryCode: t.exposeString('queryCode', { description: doc('查询码', 'query code') }),
      issuedAt: t.expose('issuedAt', { type: 'DateTime', description: doc('告知时间', 'when it was given') }),
      content: t.field({
        type: guide,
        description: doc('告知时的内容', 'what was told then'),
        resolve: (row) => ({ ...(row.content as unknown as GuideContent), version: row.itemVersion }),
      }),
      inquirer: t.string({
        nullable: true,
        description: doc('咨询人（已隐去）', 'masked name of the inquirer'),
        resolve: (row) => row.inquirerName && maskName(row.inquirerName),
      }),
      inquirerPhone: t.string({
        nullable: true,
        description: doc('电话（已隐去）', 'masked telephone number'),
        resolve: (row) => row.inquirerPhone && maskPhone(row.inquirerPhone),
      }),
      issuer: t.relation('issuer', {
        nullable: true,
        description: doc('经办人', 'who gave it'),
        authScopes: { role: READERS },
      }),
      document: t.relation('document', {
        nullable: true,
        description: doc('文书', 'the document'),
        authScopes: { role: READERS },
      }),
      questions: t.relatedConnection('questions', {
        cursor: 'townshipId_id',
        description: doc('问答', 'questions and answers'),
        query: { orderBy: [{ askedAt: 'asc' }, { id: 'asc' }] },
      }),
    }),
  });
  builder.prismaObject('CaseGuide', {
    description: doc('办件所依据的告知单', 'the guide on which an application rests', CLAUSES.guide),
    authScopes: { public: true },
    fields: (t) => ({
      citedAt: t.expose('citedAt', { type: 'DateTime', description: doc('登记时间', 'since when') }),
      guide: t.relation('guide', { description: doc('告知单', 'the guide') }),
    }),
  });
  builder.prismaNode('GuideQuestion', {
    id: { resolve: rowId },
    findUnique: whereRow,
    nullable: true,
    description: doc('咨询中的一问一答', 'a question of an inquirer and its answer', CLAUSES.guide),
    include: { guide: { select: { subject: true } } },
    authScopes: (row, ctx) =>
      seenIf(
        ctx.viewer.townshipId === row.townshipId ||
          ctx.shown.has('GuideNotice', row.guideId) ||
          isOwn(ctx, row.guide),
      ),
    fields: (t) => ({
      question: t.exposeString('question', { description: doc('问题', 'question') }),
      askedAt: t.expose('askedAt', { type: 'DateTime', description: doc('提问时间', 'when asked') }),
      answer: t.exposeString('answer', {
        nullable: true,
        description: doc('答复', 'answer; null while open'),
      }),
      answeredAt: t.expose('answeredAt', {
        type: 'DateTime',
        nullable: true,
        description: doc('答复时间', 'when answered'),
      }),
    }),
  });
}

function addNotices({ builder }: ModuleSchema): void {
  const item = builder.objectRef<NoticeItem>('NoticeItem');
  builder.objectType(item, {
    description: doc('告知的一项要求', 'one thing that is asked for', CLAUSES.written),
    authScopes: { public: true },
    fields: (t) => ({
      text: t.exposeString('text', { description: doc('要求', 'what is asked for') }),
      material: t.exposeString('material', { nullable: true, description: doc('所涉材料', 'material') }),
      lawChange: t.exposeString('lawChange', {
        nullable: true,
        description: doc('法律规定变化的依据', 'the law that changed', CLAUSES.guide),
      }),
      newFact: t.exposeString('newFact', {
        nullable: true,
        description: doc('先前告知后的新情况', 'what happened only after the earlier notice', CLAUSES.once),
      }),
    }),
  });
  const contents = builder.objectRef<NoticeContents & { mayQuery: boolean }>('NoticeContents');
  builder.objectType(contents, {
    description: doc('告知单应有的内容', 'the contents of a written notice', CLAUSES.contents),
    authScopes: { public: true },
    fields: (t) => ({
      unit: t.exposeString('unit', { description: doc('承办单位', 'unit') }),
      handler: t.exposeString('handler', { description: doc('经办人员', 'handler') }),
      appliedOn: t.field({
        type: 'Date',
        description: doc('申报时间', 'day of application'),
        resolve: (c) => civilDate(c.appliedOn),
      }),
      matter: t.exposeString('matter', { description: doc('申报事项', 'matter') }),
      procedure: t.stringList({
        description: doc('规定办理程序', 'procedure'),
        resolve: (c) => [...c.procedure],
      }),
      materials: t.stringList({
        description: doc('规定材料', 'materials'),
        resolve: (c) => [...c.materials],
      }),
      toSupplement: t.stringList({
        description: doc('需补充的材料和手续', 'what to supplement'),
        resolve: (c) => [...c.toSupplement],
      }),
      promisedLimit: t.exposeString('promisedLimit', { description: doc('承诺时限', 'promised limit') }),
      queryMethod: t.string({
        nullable: true,
        description: doc('查询方式，含查询码，县里不可见', 'how to query, with the code; not for the county'),
        resolve: (c) => (c.mayQuery ? c.queryMethod : null),
      }),
    }),
  });
  const copy = builder.prismaObject('NoticeCopy', {
    description: doc('告知单的一份', 'one copy of a notice', CLAUSES.written),
    authScopes: { public: true },
    fields: (t) => ({
      copy: t.field({
        type: 'NoticeCopyKind',
        description: doc('哪一份', 'which copy'),
        resolve: (c) => c.copy as CopyKind,
      }),
      method: t.field({
        type: 'AcknowledgmentMethod',
        nullable: true,
        description: doc('签收方式，未签收为空', 'how it was acknowledged; null while open'),
        resolve: (c) => c.method as AcknowledgmentMethod | null,
      }),
      note: t.exposeString('note', { nullable: true, description: doc('说明', 'note') }),
      acknowledgedAt: t.expose('acknowledgedAt', {
        type: 'DateTime',
        nullable: true,
        description: doc('签收时间', 'when'),
      }),
    }),
  });
  void copy;
  builder.prismaNode('Notice', {
    id: { resolve: rowId },
    findUnique: whereRow,
    nullable: true,
    description: doc('一次性告知（退件、补件）', 'a notice of what is missing', CLAUSES.written),
    include: NOTICE_INCLUDE,
    authScopes: async (row, ctx) => seenIf(await mayReadNotice(ctx, row)),
    fields: (t) => ({
      kind: t.field({
        type: 'NoticeKind',
        description: doc('种类', 'kind'),
        resolve: (n) => n.kind as NoticeKind,
      }),
      ordinal: t.exposeInt('ordinal', {
        description: doc('本办件第几次告知', '1 for the first notice on a case', CLAUSES.once),
      }),
      reason: t.exposeString('reason', { description: doc('理由', 'reason') }),
      items: t.field({
        type: [item],
        description: doc('全部要求', 'everything that is asked for'),
        resolve: (n) => n.items as unknown as NoticeItem[],
      }),
      contents: t.field({
        type: contents,
        nullable: true,
        description: doc('书面告知的内容，口头告知为空', 'contents; null when told orally', CLAUSES.contents),
        resolve: (n, _args, ctx) =>
          n.contents === null
            ? null
            : {
                ...(n.contents as unknown as NoticeContents),
                mayQuery: n.case !== null && holdsCase(ctx, n.case),
              },
      }),
      issuedAt: t.expose('issuedAt', { type: 'DateTime', description: doc('告知时间', 'when it was given') }),
      issuer: t.relation('issuer', {
        nullable: true,
        description: doc('经办人', 'who gave it'),
        authScopes: { role: READERS },
      }),
      copies: t.relation('copies', {
        description: doc('两份及其签收', 'its copies and their acknowledgment'),
        query: { orderBy: { copy: 'asc' } },
      }),
      document: t.relation('document', {
        nullable: true,
        description: doc('文书', 'the document'),
      }),
      case: t.relation('case', { nullable: true, description: doc('办件', 'the case') }),
    }),
  });
}

/** Whoever may read the case; a notice without a case is for the township's staff, and for its maker. */
async function mayReadNotice(
  ctx: Context,
  row: RowKey & { readonly case: (RowKey & { readonly applicantId: string }) | null },
): Promise<boolean> {
  if (row.case) return mayReadCase(ctx, row.case);
  return ctx.viewer.townshipId === row.townshipId || ctx.shown.has('Notice', row.id);
}
