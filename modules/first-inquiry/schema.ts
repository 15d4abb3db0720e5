import type { AppBuilder } from '../../core/graphql/builder.ts';
import { hasRole, type Context } from '../../core/graphql/context.ts';
import { doc } from '../../core/graphql/doc.ts';
import type { ModuleSchema } from '../../core/graphql/module-schema.ts';
import { rowId, seenIf, whereRow, type RowKey } from '../../core/graphql/node.ts';
import { maskName, maskPhone } from '../../core/people/mask.ts';
import { civilDate } from '../../core/time/index.ts';
import { CLAUSES } from './clauses.ts';
import { addLists } from './lists-schema.ts';
import { addEnums } from './enums-schema.ts';
import { CONDUCT_READERS, READERS } from './roles.ts';
import type { DispositionKind, Ground } from './rules.ts';
import type { InquiryChannel, InquiryState, Phrase, SanctionKind, ViolationState } from './store.ts';
import { addVerbs } from './verbs-schema.ts';

/** Types, lists and verbs of 首问责任. The API is written here; what happens stands in acts/. */
export function registerFirstInquirySchema(schema: ModuleSchema): void {
  const { builder } = schema;
  addEnums(schema);
  addInquiry(builder);
  addSteps(builder);
  addConduct(builder);
  const phrase = addPhrase(builder);
  addVerbs(schema, phrase);
  addLists(schema, phrase);
}

/** The type of a phrase, for which no row stands. */
export type PhraseRef = ReturnType<typeof addPhrase>;

/** Staff of the township who work with inquiries; and whoever gave the query code of the slip. */
function mayRead(ctx: Context, townshipId: string, inquiryId: string) {
  const reader = ctx.viewer.townshipId === townshipId && hasRole(ctx, ...READERS);
  return seenIf(reader || ctx.shown.has('FirstInquiry', inquiryId));
}

/** The person concerned, those who decide and lead, and whoever has just reported it. */
function mayReadConduct(ctx: Context, row: RowKey & { staffId: string }) {
  const reads =
    ctx.viewer.id === row.staffId ||
    hasRole(ctx, ...CONDUCT_READERS) ||
    ctx.shown.has('ConductViolation', row.id);
  return seenIf(ctx.viewer.townshipId === row.townshipId && reads);
}

/** Whether the viewer has the visitor before him: the responsible person and the holder see personal data in full. */
function serves(ctx: Context, row: { responsibleId: string; holderId: string }): boolean {
  return ctx.viewer.id !== null && [row.responsibleId, row.holderId].includes(ctx.viewer.id);
}

function addInquiry(builder: AppBuilder): void {
  builder.prismaNode('FirstInquiry', {
    id: { resolve: rowId },
    findUnique: whereRow,
    nullable: true,
    description: doc('首问登记', 'a visit and who is responsible for it', CLAUSES.responsible),
    authScopes: (row, ctx) => mayRead(ctx, row.townshipId, row.id),
    fields: (t) => ({
      number: t.exposeString('number', { description: doc('编号', 'number of the slip') }),
      queryCode: t.string({
        nullable: true,
        description: doc(
          '查询码，首问责任人、经手人和凭码者可见',
          'query code, for its holder and staff in charge',
        ),
        resolve: (row, _args, ctx) =>
          ctx.shown.has('FirstInquiry', row.id) || serves(ctx, row) ? row.queryCode : null,
      }),
      day: t.field({ type: 'Date', description: doc('日期', 'day'), resolve: (row) => civilDate(row.day) }),
      visitNo: t.exposeString('visitNo', {
        nullable: true,
        description: doc('来访号', 'number of the visit'),
      }),
      channel: t.field({
        type: 'InquiryChannel',
        description: doc('来访方式', 'how the visitor came'),
        resolve: (row) => row.channel as InquiryChannel,
      }),
      matter: t.exposeString('matter', { description: doc('来意', 'what it is about') }),
      receivedAt: t.expose('receivedAt', { type: 'DateTime', description: doc('接待时间', 'when received') }),
      state: t.field({
        type: 'InquiryState',
        description: doc('状态', 'state'),
        resolve: (row) => row.state as InquiryState,
      }),
      responsible: t.relation('responsible', {
        nullable: true,
        description: doc('首问责任人，不变', 'first responsible person, never changed', CLAUSES.responsible),
        authScopes: { role: READERS },
      }),
      responsibleNo: t.string({
        description: doc('首问责任人工号', 'staff number of the responsible person', CLAUSES.responsible),
        select: { responsible: { select: { staffNo: true } } },
        resolve: (row) => row.responsible.staffNo,
      }),
      holder: t.relation('holder', {
        nullable: true,
        description: doc('现在的经手人', 'who has it in hand now'),
        authScopes: { role: READERS },
      }),
      window: t.relation('window', { nullable: true, description: doc('接待窗口', 'window that received') }),
      item: t.field({
        type: 'ServiceItem',
        nullable: true,
        description: doc('事项', 'service item'),
        resolve: (row, _args, ctx) =>
          row.itemId === null ? null : ctx.platform.directory.findItem(row.townshipId, row.itemId),
      }),
      visitorName: t.string({
        nullable: true,
        description: doc('来访人，除经手人外遮盖', 'visitor, masked but for those in charge'),
        resolve: (row, _args, ctx) =>
          row.visitorName && (serves(ctx, row) ? row.visitorName : maskName(row.visitorName)),
      }),
      visitorPhone: t.string({
        nullable: true,
        description: doc('电话，除经手人外遮盖', 'telephone, masked but for those in charge'),
        resolve: (row, _args, ctx) =>
          row.visitorPhone && (serves(ctx, row) ? row.visitorPhone : maskPhone(row.visitorPhone)),
      }),
      dispositions: t.relatedConnection('dispositions', {
        cursor: 'townshipId_id',
        description: doc('处置经过，依次', 'what was done, in order', CLAUSES.inScope),
        query: { orderBy: [{ seq: 'asc' }, { id: 'asc' }] },
      }),
      handOvers: t.relatedConnection('handOvers', {
        cursor: 'townshipId_id',
        description: doc('移交经过，依次；只增不改', 'hand-overs in order; added, never replaced'),
        query: { orderBy: [{ seq: 'asc' }, { id: 'asc' }] },
      }),
    }),
  });
}

function addSteps(builder: AppBuilder): void {
  builder.prismaNode('InquiryDisposition', {
    id: { resolve: rowId },
    findUnique: whereRow,
    nullable: true,
    description: doc('一次处置', 'one disposition of an inquiry', CLAUSES.inScope),
    authScopes: (row, ctx) => mayRead(ctx, row.townshipId, row.inquiryId),
    fields: (t) => ({
      kind: t.field({
        type: 'InquiryDispositionKind',
        description: doc('处置方式', 'what was done'),
        resolve: (row) => row.kind as DispositionKind,
      }),
      at: t.expose('at', { type: 'DateTime', description: doc('时间', 'when') }),
      reply: t.exposeString('reply', {
        nullable: true,
        description: doc('答复内容', 'what the visitor was told'),
      }),
      promisedDueOn: t.field({
        type: 'Date',
        nullable: true,
        description: doc('承诺办结日', 'day by which the matter is promised', CLAUSES.inScope),
        resolve: (row) => (row.promisedDueOn === null ? null : civilDate(row.promisedDueOn)),
      }),
      provisional: t.exposeBoolean('provisional', {
        description: doc('放假安排未公布，日期可能变动', 'the holidays on the way are not announced yet'),
      }),
      window: t.relation('window', { nullable: true, description: doc('指明的窗口', 'window named') }),
      station: t.relation('station', { nullable: true, description: doc('承办站所', 'station in charge') }),
      body: t.exposeString('body', {
        nullable: true,
        description: doc('中心以外的承办单位', 'body outside the centre'),
      }),
      notice: t.relation('notice', {
        nullable: true,
        description: doc('一次性告知文书', 'the one-time notice'),
      }),
      outcome: t.exposeString('outcome', {
        nullable: true,
        description: doc('协调结果', 'what coordination came to'),
      }),
      inquiry: t.relation('inquiry', { description: doc('首问登记', 'its inquiry') }),
      case: t.relation('case', {
        nullable: true,
        authScopes: { role: READERS },
        description: doc('办件', 'the case'),
      }),
      staff: t.relation('staff', {
        nullable: true,
        authScopes: { role: READERS },
        description: doc('处置人', 'who did it'),
      }),
      leader: t.relation('leader', {
        nullable: true,
        authScopes: { role: READERS },
        description: doc('请示的领导', 'leader asked'),
      }),
      filing: t.relation('filing', {
        nullable: true,
        authScopes: { role: CONDUCT_READERS },
        description: doc('否定报备', 'the negative filing', CLAUSES.outOfScope),
      }),
      phraseReason: t.exposeString('phraseReason', {
        nullable: true,
        authScopes: { role: READERS },
        description: doc('含有忌语的理由', 'why a forbidden phrase was no rebuff', CLAUSES.outOfScope),
      }),
    }),
  });
  builder.prismaNode('InquiryHandOver', {
    id: { resolve: rowId },
    findUnique: whereRow,
    nullable: true,
    description: doc('一次移交', 'a hand-over of an inquiry', CLAUSES.noHandOver),
    authScopes: (row, ctx) => mayRead(ctx, row.townshipId, row.inquiryId),
    fields: (t) => ({
      handedAt: t.expose('handedAt', { type: 'DateTime', description: doc('移交时间', 'when') }),
      dueAt: t.expose('dueAt', { type: 'DateTime', description: doc('应接手时间', 'to be taken up by') }),
      takenUpAt: t.expose('takenUpAt', {
        type: 'DateTime',
        nullable: true,
        description: doc('接手时间', 'when taken up'),
      }),
      station: t.relation('station', { description: doc('接手站所', 'station') }),
      window: t.relation('window', {
        nullable: true,
        description: doc('接手窗口', 'window; null: any of the station'),
      }),
      inquiry: t.relation('inquiry', { description: doc('首问登记', 'its inquiry') }),
      from: t.relation('from', {
        nullable: true,
        authScopes: { role: READERS },
        description: doc('移交人', 'from whom'),
      }),
      takenUpBy: t.relation('takenUpBy', {
        nullable: true,
        authScopes: { role: READERS },
        description: doc('接手人', 'who took it up'),
      }),
    }),
  });
}

function addConduct(builder: AppBuilder): void {
  builder.prismaNode('ConductSanction', {
    id: { resolve: rowId },
    findUnique: whereRow,
    nullable: true,
    description: doc('处理记录', 'a sanction on record', CLAUSES.breaches),
    authScopes: (row, ctx) => mayReadConduct(ctx, row),
    fields: (t) => ({
      kind: t.field({
        type: 'ConductSanctionKind',
        description: doc('处理方式', 'kind'),
        resolve: (row) => row.kind as SanctionKind,
      }),
      imposedOn: t.field({
        type: 'Date',
        description: doc('处理日期', 'day'),
        resolve: (row) => civilDate(row.imposedOn),
      }),
      staff: t.relation('staff', { description: doc('工作人员', 'member of staff') }),
    }),
  });
  builder.prismaNode('ConductViolation', {
    id: { resolve: rowId },
    findUnique: whereRow,
    nullable: true,
    description: doc('首问责任情节，待核实或已处理', 'a candidate or decided violation', CLAUSES.breaches),
    authScopes: (row, ctx) => mayReadConduct(ctx, row),
    fields: (t) => ({
      ground: t.field({
        type: 'ConductGround',
        description: doc('情节', 'ground'),
        resolve: (row) => row.ground as Ground,
      }),
      state: t.field({
        type: 'ConductState',
        description: doc('状态', 'state'),
        resolve: (row) => row.state as ViolationState,
      }),
      source: t.exposeString('source', {
        description: doc('来源：HAND_OVER、REPORT、COMPLAINT', 'HAND_OVER, REPORT or COMPLAINT'),
      }),
      account: t.exposeString('account', { nullable: true, description: doc('经过', 'what happened') }),
      occurredOn: t.field({
        type: 'Date',
        description: doc('发生日期', 'day it happened'),
        resolve: (row) => civilDate(row.occurredOn),
      }),
      raisedAt: t.expose('raisedAt', { type: 'DateTime', description: doc('登记时间', 'when raised') }),
      decidedAt: t.expose('decidedAt', {
        type: 'DateTime',
        nullable: true,
        description: doc('处理时间', 'when decided'),
      }),
      decisionReason: t.exposeString('decisionReason', {
        nullable: true,
        description: doc('核实情况', 'what was found'),
      }),
      staff: t.relation('staff', { description: doc('当事人', 'the person concerned') }),
      inquiry: t.relation('inquiry', {
        nullable: true,
        authScopes: { role: READERS },
        description: doc('首问登记', 'the visit it happened at'),
      }),
      sanction: t.relation('sanction', { nullable: true, description: doc('处理', 'the sanction') }),
    }),
  });
}

function addPhrase(builder: AppBuilder) {
  const ref = builder.objectRef<Phrase>('ForbiddenPhrase');
  builder.objectType(ref, {
    description: doc('文明忌语', 'a forbidden phrase', CLAUSES.outOfScope),
    authScopes: { role: READERS },
    fields: (t) => ({
      text: t.exposeString('text', { description: doc('用语', 'the phrase') }),
      forbidden: t.exposeBoolean('forbidden', { description: doc('是否禁用', 'whether it is forbidden') }),
      standard: t.exposeBoolean('standard', {
        description: doc('是否标准清单所列', 'whether the standard list has it'),
      }),
    }),
  });
  return ref;
}
