import { itemVersionOf } from '../../core/catalogue/versions.ts';
import { limitsOf } from '../../core/clocks/limit-fields.ts';
import { todayOf, type Context } from '../../core/graphql/context.ts';
import { doc } from '../../core/graphql/doc.ts';
import type { EnumValues } from '../../core/graphql/enums.ts';
import type { ModuleSchema } from '../../core/graphql/module-schema.ts';
import { rowId, seenIf, whereRow, type RowKey } from '../../core/graphql/node.ts';
import type { ShownKind } from '../../core/graphql/shown.ts';
import { staffOf, stationIn } from '../../core/people/reference.ts';
import { civilDate, civilDateOf } from '../../core/time/index.ts';
import { addPublishedAwards } from './award-schema.ts';
import { CLAUSES } from './clauses.ts';
import { addEnums } from './enums-schema.ts';
import { addLists } from './lists-schema.ts';
import { READERS } from './roles.ts';
import { standsOnBoard } from './rules.ts';
import { errorSubject, publicationSubject, sourceOf, type Provenance } from './store.ts';
import { addVerbs } from './verbs-schema.ts';

/** Types, lists and verbs of 办事公开. The API is written here; what happens stands in acts/. */
export function registerDisclosure(schema: ModuleSchema): void {
  addEnums(schema);
  const provenance = addProvenance(schema);
  const { publication, text } = addPublications(schema, provenance);
  const entry = addBoard(schema, provenance);
  addInternals(schema);
  addLists(schema, { publication, text, entry, provenance });
  addPublishedAwards(schema, { provenance });
  addVerbs(schema);
}

/** Types whose lists are cut in memory. */
export type ListedTypes = ReturnType<typeof addPublications> & {
  entry: ReturnType<typeof addBoard>;
  provenance: ProvenanceRef;
};

type ProvenanceRef = ReturnType<typeof addProvenance>;

function addProvenance({ builder }: ModuleSchema) {
  const ref = builder.objectRef<Provenance>('Provenance');
  builder.objectType(ref, {
    description: doc('公开信息的由来', 'where a public datum comes from', CLAUSES.principle),
    authScopes: { public: true },
    fields: (t) => ({
      source: t.exposeString('source', { description: doc('来源', 'source') }),
      version: t.exposeInt('version', { description: doc('版本', 'version') }),
      publishedBy: t.exposeString('publishedBy', { description: doc('发布单位', 'publishing body') }),
      effectiveFrom: t.field({
        type: 'Date',
        description: doc('生效日期', 'in force from'),
        resolve: (p) => civilDate(p.effectiveFrom),
      }),
      publishedAt: t.expose('publishedAt', {
        type: 'DateTime',
        nullable: true,
        description: doc('公布时间，未公布为空', 'when published; null before'),
      }),
    }),
  });
  return ref;
}

/** Seen by the township’s staff, and by whoever has just made it with a verb or gave its code. */
function ownStaff(kind: ShownKind) {
  return (row: RowKey, ctx: Context) => seenIf(isOwn(ctx, row) || ctx.shown.has(kind, row.id));
}

function isOwn(ctx: Context, row: RowKey): boolean {
  return ctx.viewer.townshipId === row.townshipId;
}

/** The version of an item that a row is about, from the process's memory. */
function versionOf(ctx: Context, row: { townshipId: string; itemId: string; version: number }) {
  return itemVersionOf(ctx, { townshipId: row.townshipId, itemId: row.itemId, itemVersion: row.version });
}

function addPublications({ builder }: ModuleSchema, provenance: ProvenanceRef) {
  const publication = builder.prismaNode('ItemPublication', {
    id: { resolve: rowId },
    findUnique: whereRow,
    nullable: true,
    description: doc('事项的一次公布', 'a published version of an item', CLAUSES.items),
    authScopes: (row, ctx) => seenIf(row.publishedAt !== null || isOwn(ctx, row)),
    fields: (t) => ({
      version: t.exposeInt('version', { description: doc('版本', 'version') }),
      item: t.field({
        type: 'ServiceItemVersion',
        description: doc('公布的内容', 'what is published'),
        resolve: (row, _args, ctx) => versionOf(ctx, row),
      }),
      changedOn: t.field({
        type: 'Date',
        description: doc('变更日期', 'day of the change', CLAUSES.website),
        resolve: (row) => civilDate(row.changedOn),
      }),
      provenance: t.field({
        type: provenance,
        description: doc('由来', 'where it comes from'),
        resolve: async (row, _args, ctx) => {
          const { source, effectiveFrom } = await versionOf(ctx, row);
          return {
            source: sourceOf(source, row.publisher ?? ''),
            version: row.version,
            publishedBy: row.publisher ?? '',
            effectiveFrom: civilDateOf(effectiveFrom),
            publishedAt: row.publishedAt,
          };
        },
      }),
      clocks: t.prismaField({
        ...limitsOf(publicationSubject).clocks(
          doc('网站公开时限', 'its website limit, with its explanation', CLAUSES.website),
        ),
        authScopes: { role: READERS },
        nullable: true,
      }),
    }),
  });
  const text = builder.prismaNode('PublicText', {
    id: { resolve: rowId },
    findUnique: whereRow,
    nullable: true,
    description: doc('公开的制度或纪律', 'a published text', CLAUSES.discipline),
    authScopes: { public: true },
    fields: (t) => ({
      code: t.exposeString('code', { description: doc('代码', 'code') }),
      kind: t.field({
        type: 'PublicTextKind',
        description: doc('种类', 'kind'),
        resolve: (row) => row.kind as EnumValues['PublicTextKind'],
      }),
      title: t.exposeString('title', { description: doc('标题', 'title') }),
      text: t.exposeString('text', { description: doc('正文', 'text') }),
      provenance: t.field({
        type: provenance,
        description: doc('由来', 'where it comes from'),
        resolve: (row) => ({ ...row, publishedBy: row.publisher }),
      }),
    }),
  });
  builder.prismaNode('PublishedResult', {
    id: { resolve: rowId },
    findUnique: whereRow,
    nullable: true,
    description: doc('办事结果公开', 'a published result, without personal data', CLAUSES.boards),
    authScopes: { public: true },
    fields: (t) => ({
      itemName: t.string({
        description: doc('事项', 'item'),
        resolve: async (row, _args, ctx) => (await versionOf(ctx, row)).name,
      }),
      decidedOn: t.field({
        type: 'Date',
        description: doc('办结日期', 'day of the decision'),
        resolve: (row) => civilDate(row.decidedOn),
      }),
      outcome: t.field({
        type: 'CaseOutcome',
        description: doc('结果', 'outcome'),
        resolve: (row) => row.outcome as EnumValues['CaseOutcome'],
      }),
      maskedName: t.exposeString('maskedName', { description: doc('隐去的姓名', 'masked name') }),
      provenance: t.field({
        type: provenance,
        description: doc('由来', 'where it comes from'),
        resolve: (row) => ({
          source: row.publisher,
          version: row.version,
          publishedBy: row.publisher,
          effectiveFrom: row.decidedOn,
          publishedAt: row.publishedAt,
        }),
      }),
    }),
  });
  return { publication, text };
}

/** Whom an entry is about, from the process's memory; of him the public reads name, post and office telephone. */
function personOf(ctx: Context, row: { townshipId: string; staffId: string }) {
  return staffOf(ctx, row.townshipId, row.staffId);
}

function addBoard({ builder }: ModuleSchema, provenance: ProvenanceRef) {
  return builder.prismaNode('BoardEntry', {
    id: { resolve: rowId },
    findUnique: whereRow,
    nullable: true,
    description: doc('人员公示', 'a person on the staff board', CLAUSES.posts),
    authScopes: async (row, ctx) => {
      const { active } = await personOf(ctx, row);
      return seenIf(isOwn(ctx, row) || standsOnBoard.decide({ active, endsOn: row.endsOn }, todayOf(ctx)));
    },
    fields: (t) => ({
      name: t.string({
        description: doc('姓名', 'name'),
        resolve: async (row, _args, ctx) => (await personOf(ctx, row)).name,
      }),
      photo: t.exposeString('photo', { description: doc('相片', 'reference to the photograph') }),
      post: t.string({
        nullable: true,
        description: doc('职务', 'post'),
        resolve: async (row, _args, ctx) => (await personOf(ctx, row)).title,
      }),
      duties: t.exposeString('duties', { description: doc('工作职责', 'duties') }),
      promise: t.exposeString('promise', { description: doc('服务承诺', 'promise') }),
      officePhone: t.string({
        nullable: true,
        description: doc('办公电话', 'office telephone'),
        resolve: async (row, _args, ctx) => (await personOf(ctx, row)).officePhone,
      }),
      provenance: t.field({
        type: provenance,
        description: doc('由来', 'where it comes from'),
        resolve: (row) => ({ ...row, source: row.publisher, publishedBy: row.publisher }),
      }),
    }),
  });
}

/** The limit within which a reported error is corrected. */
const ERROR_LIMITS = limitsOf(errorSubject);

function addInternals({ builder }: ModuleSchema): void {
  builder.prismaNode('PublicationRecord', {
    id: { resolve: rowId },
    findUnique: whereRow,
    nullable: true,
    description: doc('公布记录', 'what was put up where', CLAUSES.column),
    authScopes: ownStaff('PublicationRecord'),
    fields: (t) => ({
      channel: t.field({
        type: 'PublicationChannel',
        description: doc('渠道', 'channel'),
        resolve: (row) => row.channel as EnumValues['PublicationChannel'],
      }),
      postedAt: t.expose('postedAt', { type: 'DateTime', description: doc('张贴时间', 'when put up') }),
      photo: t.exposeString('photo', { nullable: true, description: doc('照片', 'photograph') }),
      publication: t.relation('publication', { nullable: true, description: doc('事项', 'the item') }),
      text: t.relation('text', { nullable: true, description: doc('文本', 'the text') }),
    }),
  });
  builder.prismaNode('FeeCharge', {
    id: { resolve: rowId },
    findUnique: whereRow,
    nullable: true,
    description: doc('一次收费', 'a fee charged on a case', CLAUSES.fees),
    authScopes: ownStaff('FeeCharge'),
    fields: (t) => ({
      amount: t.field({
        type: 'Fen',
        description: doc('金额（分）', 'fen'),
        resolve: (row) => row.amountFen,
      }),
      published: t.field({
        type: 'Fen',
        nullable: true,
        description: doc('公布的金额（分），有多个标准时为空', 'published, fen; null when there are several'),
        resolve: (row) => row.publishedFen,
      }),
      overrideReason: t.exposeString('overrideReason', {
        nullable: true,
        description: doc('与公布不一致的理由', 'why it is another than published'),
      }),
      chargedAt: t.expose('chargedAt', { type: 'DateTime', description: doc('收费时间', 'when charged') }),
      case: t.relation('case', { description: doc('办件', 'the case') }),
    }),
  });
  builder.prismaNode('DisclosureError', {
    id: { resolve: rowId },
    findUnique: whereRow,
    nullable: true,
    description: doc('公开信息报错', 'a report that something published is wrong', CLAUSES.principle),
    authScopes: ownStaff('DisclosureError'),
    fields: (t) => ({
      number: t.exposeString('number', { description: doc('编号', 'number') }),
      field: t.exposeString('field', { description: doc('哪一项有误', 'what is wrong') }),
      account: t.exposeString('account', { description: doc('说明', 'account') }),
      contact: t.exposeString('contact', {
        nullable: true,
        description: doc('联系方式，仅工作人员可见', 'contact; for staff only'),
        authScopes: { role: READERS },
      }),
      reportedAt: t.expose('reportedAt', { type: 'DateTime', description: doc('报错时间', 'when reported') }),
      resolvedAt: t.expose('resolvedAt', {
        type: 'DateTime',
        nullable: true,
        description: doc('处理时间', 'when resolved'),
      }),
      correction: t.exposeString('correction', {
        nullable: true,
        description: doc('更正了什么', 'what was corrected'),
      }),
      dueOn: t.field(ERROR_LIMITS.dueOn(doc('应更正日', 'to be corrected by'))),
      clocks: t.prismaField(ERROR_LIMITS.clocks(doc('更正时限', 'its limit, with its explanation'))),
      item: t.field({
        type: 'ServiceItem',
        nullable: true,
        description: doc('事项', 'the item'),
        resolve: (row, _args, ctx) =>
          row.itemId === null ? null : ctx.platform.directory.findItem(row.townshipId, row.itemId),
      }),
      station: t.field(stationIn('stationId', doc('站所', 'station'))),
    }),
  });
}
