import type { ItemInfo } from '../county/directory.ts';
import type { AppBuilder } from '../graphql/builder.ts';
import { doc } from '../graphql/doc.ts';
import type { EnumValues } from '../graphql/enums.ts';
import { rowId, rowKey } from '../graphql/node.ts';
import { pageOf } from '../graphql/page.ts';
import { missingIn, openWindows } from './acceptability.ts';
import { itemFieldName } from './field-names.ts';
import type { Fee, ItemDemand, Material } from './rules.ts';
import type { ItemVersionRow } from './store.ts';

/** Service items and their versions, answered from the process's memory; public. */
export function addCatalogue(builder: AppBuilder): void {
  builder.enumType('ItemKind', {
    description: doc('办件类型', 'kind of an item'),
    values: {
      IMMEDIATE: { description: doc('即办件', 'done on the spot') },
      PROMISED: { description: doc('承诺件', 'done within a promised limit') },
    },
  });
  const material = builder.objectRef<Material>('Material');
  builder.objectType(material, {
    description: doc('申请材料', 'a material to hand in'),
    authScopes: { public: true },
    fields: (t) => ({
      name: t.exposeString('name', { description: doc('名称', 'name') }),
      form: t.exposeString('form', { description: doc('原件或复印件', 'original or copy') }),
      originals: t.exposeInt('originals', { nullable: true, description: doc('原件份数', 'originals') }),
      copies: t.exposeInt('copies', { nullable: true, description: doc('复印件份数', 'copies') }),
      total: t.exposeInt('total', { nullable: true, description: doc('总份数', 'in total') }),
      note: t.exposeString('note', { description: doc('说明', 'note') }),
    }),
  });
  const fee = builder.objectRef<Fee>('Fee');
  builder.objectType(fee, {
    description: doc('收费', 'a fee with its basis'),
    authScopes: { public: true },
    fields: (t) => ({
      text: t.exposeString('text', { description: doc('标准', 'as published') }),
      amount: t.field({
        type: 'Fen',
        nullable: true,
        description: doc('金额（分），文字含多个标准时为空', 'fen; null when the text names several'),
        resolve: (f) => f.amountFen,
      }),
      basis: t.exposeString('basis', { description: doc('收费依据', 'basis') }),
      legalBasis: t.exposeString('legalBasis', { description: doc('法律依据', 'legal basis') }),
      approvalDocNo: t.exposeString('approvalDocNo', { description: doc('批准文号', 'approval document') }),
    }),
  });
  const demand = builder.objectRef<ItemDemand>('MissingField');
  builder.objectType(demand, {
    description: doc('事项尚缺的要素', 'what an item lacks'),
    authScopes: { public: true },
    fields: (t) => ({
      field: t.exposeString('field', { description: doc('要素', 'field') }),
      name: t.string({
        description: doc('要素的中文名称', 'what people call the field, in Chinese'),
        resolve: (d) => itemFieldName(d.field),
      }),
      clause: t.exposeString('clause', {
        nullable: true,
        description: doc('要求它的条款', 'clause that demands it'),
      }),
    }),
  });

  const version = builder.objectRef<ItemVersionRow>('ServiceItemVersion');
  builder.objectType(version, {
    description: doc('事项的一个版本', 'a service item in one version'),
    authScopes: { public: true },
    fields: (t) => ({
      version: t.exposeInt('version', { description: doc('版本', 'version') }),
      name: t.exposeString('name', { description: doc('事项名称', 'name') }),
      kind: t.field({
        type: 'ItemKind',
        nullable: true,
        description: doc('办件类型', 'kind'),
        resolve: (v) => v.kind as EnumValues['ItemKind'] | null,
      }),
      conditions: t.exposeString('conditions', {
        nullable: true,
        description: doc('办理条件', 'conditions'),
      }),
      quantity: t.exposeString('quantity', { nullable: true, description: doc('数量', 'quantity') }),
      materials: t.field({
        type: [material],
        description: doc('申请材料', 'materials'),
        resolve: (v) => v.materials as unknown as Material[],
      }),
      procedure: t.exposeStringList('procedure', { description: doc('办理程序', 'procedure') }),
      flow: t.exposeString('flow', { nullable: true, description: doc('流程', 'flow') }),
      statutoryDays: t.exposeInt('statutoryDays', {
        nullable: true,
        description: doc('法定时限，工作日', 'statutory limit, working days'),
      }),
      promisedDays: t.exposeInt('promisedDays', {
        nullable: true,
        description: doc('承诺时限，工作日', 'promise, working days'),
      }),
      limitText: t.exposeString('limitText', {
        nullable: true,
        description: doc('时限原文', 'limit as published'),
      }),
      fees: t.field({
        type: [fee],
        description: doc('收费', 'fees'),
        resolve: (v) => v.fees as unknown as Fee[],
      }),
      legalBasis: t.exposeStringList('legalBasis', { description: doc('设定依据', 'legal basis') }),
      laws: t.exposeStringList('laws', {
        description: doc('所依据的法律法规和规范性文件', 'laws and documents that it rests on'),
      }),
      sampleForms: t.exposeStringList('sampleForms', { description: doc('示范文本', 'sample forms') }),
      jointParticipants: t.exposeStringList('jointParticipants', {
        description: doc('联办单位', 'joint participants'),
      }),
      source: t.field({
        type: 'JSON',
        description: doc('数据来源，及演示数据自拟的要素', 'where it comes from, and what the demo invented'),
        resolve: (v) => v.source,
      }),
      effectiveFrom: t.expose('effectiveFrom', {
        type: 'DateTime',
        description: doc('生效时间', 'in force from'),
      }),
    }),
  });

  const item = builder.objectRef<ItemInfo>('ServiceItem');
  builder.node(item, {
    id: { resolve: rowId },
    loadOne: (id, ctx) => {
      const key = rowKey(id);
      return key && ctx.platform.directory.findItem(key.townshipId, key.id);
    },
    description: doc('事项', 'a service item'),
    authScopes: { public: true },
    fields: (t) => ({
      code: t.exposeString('code', { description: doc('事项编码', 'key in the source list') }),
      name: t.string({ description: doc('事项名称', 'name'), resolve: (i) => i.current.name }),
      current: t.field({
        type: version,
        description: doc('现行版本', 'the current version'),
        resolve: (i) => i.current,
      }),
      kind: t.field({
        type: 'ItemKind',
        nullable: true,
        description: doc('办件类型', 'kind'),
        resolve: (i) => i.current.kind as EnumValues['ItemKind'] | null,
      }),
      station: t.field({
        type: 'Station',
        nullable: true,
        description: doc('站所', 'station'),
        resolve: (i, _args, ctx) =>
          i.stationId === null ? null : ctx.platform.directory.findStation(i.townshipId, i.stationId),
      }),
      windows: t.connection({
        type: 'Window',
        description: doc('开放的、办理此事项的窗口', 'the open windows that serve it'),
        resolve: ({ facts, townshipId }, args, ctx) =>
          pageOf(openWindows(ctx.platform, townshipId, facts), args) as never,
      }),
      acceptable: t.boolean({
        description: doc('是否可以收件', 'whether it takes cases'),
        resolve: (i, _args, ctx) => missingIn(ctx.platform, i.facts).length === 0,
      }),
      missing: t.field({
        type: [demand],
        description: doc('尚缺的要素', 'what it lacks'),
        resolve: (i, _args, ctx) => missingIn(ctx.platform, i.facts),
      }),
    }),
  });
}
