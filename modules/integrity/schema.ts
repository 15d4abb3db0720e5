import type { Role } from '../../core/auth/roles.ts';
import { itemVersionOf } from '../../core/catalogue/versions.ts';
import { limitsOf } from '../../core/clocks/limit-fields.ts';
import type { AppBuilder } from '../../core/graphql/builder.ts';
import { hasRole, type Context } from '../../core/graphql/context.ts';
import { doc } from '../../core/graphql/doc.ts';
import type { ModuleSchema } from '../../core/graphql/module-schema.ts';
import { rowId, seenIf, whereRow, type RowKey } from '../../core/graphql/node.ts';
import type { ShownKind } from '../../core/graphql/shown.ts';
import { staffIn } from '../../core/people/reference.ts';
import { civilDate } from '../../core/time/index.ts';
import { CLAUSES } from './clauses.ts';
import { addEnums } from './enums-schema.ts';
import { addFiles } from './files-schema.ts';
import { addLists } from './lists-schema.ts';
import { READERS } from './roles.ts';
import { campaignSubject, type GiftDisposition } from './store.ts';
import { addVerbs } from './verbs-schema.ts';

/** Types, lists and verbs of 廉政. The API is written here; what happens stands in acts/. */
export function registerIntegrity(schema: ModuleSchema): void {
  const { builder } = schema;
  addEnums(schema);
  addFiles(builder);
  addMoney(builder);
  addDeclarations(builder);
  addLists(schema);
  addVerbs(schema);
}

const NODE = { id: { resolve: rowId }, findUnique: whereRow, nullable: true } as const;

/** Those roles of the township, the person concerned, and whoever has just written it. */
function ownOr(kind: ShownKind, roles: readonly Role[]) {
  return (row: RowKey & { staffId: string }, ctx: Context) => {
    const reads = row.staffId === ctx.viewer.id || hasRole(ctx, ...roles) || ctx.shown.has(kind, row.id);
    return seenIf(ctx.viewer.townshipId === row.townshipId && reads);
  };
}

function addMoney(builder: AppBuilder): void {
  builder.prismaNode('FeeMismatch', {
    ...NODE,
    description: doc('与公布不一致的收费', 'a charge other than published', CLAUSES.fees),
    authScopes: (row, ctx) =>
      seenIf(
        ctx.viewer.townshipId === row.townshipId && row.staffId !== ctx.viewer.id && hasRole(ctx, ...READERS),
      ),
    fields: (t) => ({
      published: t.expose('publishedFen', {
        type: 'Fen',
        nullable: true,
        description: doc('公布的收费（分），不定为空', 'published, fen; null where open'),
      }),
      charged: t.expose('chargedFen', { type: 'Fen', description: doc('收取（分）', 'charged, fen') }),
      overridden: t.exposeBoolean('overridden', {
        description: doc('是否写明理由放行，否则未收成', 'whether it was let through; else it was blocked'),
      }),
      day: t.field({ type: 'Date', description: doc('日期', 'day'), resolve: (row) => civilDate(row.day) }),
      case: t.relation('case', { description: doc('办件', 'the case') }),
      staff: t.field(staffIn('staffId', doc('收费人', 'who charged'))),
    }),
  });
  builder.prismaNode('PublishedFee', {
    ...NODE,
    description: doc('公布的一版收费，与前一版对照', 'a published fee beside the one before', CLAUSES.fees),
    authScopes: (row, ctx) => seenIf(ctx.viewer.townshipId === row.townshipId),
    fields: (t) => ({
      version: t.exposeInt('version', { description: doc('事项版本', 'version of the item') }),
      amount: t.expose('amountFen', {
        type: 'Fen',
        nullable: true,
        description: doc('收费（分），不定为空', 'fen; null where open'),
      }),
      formerVersion: t.exposeInt('formerVersion', {
        nullable: true,
        description: doc('前一版', 'the version before'),
      }),
      formerAmount: t.expose('formerAmountFen', {
        type: 'Fen',
        nullable: true,
        description: doc('前一版收费（分）', 'fen before'),
      }),
      approvalDocs: t.exposeStringList('approvalDocs', {
        description: doc('批复文号', 'price approvals named'),
      }),
      approved: t.exposeBoolean('approved', {
        description: doc('变更是否有新批复文号', 'whether a change names a new approval'),
      }),
      publishedOn: t.field({
        type: 'Date',
        description: doc('公布日期', 'day of publication'),
        resolve: (row) => civilDate(row.publishedOn),
      }),
      publishedBy: t.field(staffIn('publishedById', doc('公布人', 'who published'))),
      item: t.field({
        type: 'ServiceItemVersion',
        description: doc('事项', 'the item'),
        resolve: ({ version: itemVersion, ...row }, _args, ctx) =>
          itemVersionOf(ctx, { ...row, itemVersion }),
      }),
    }),
  });
  builder.prismaNode('FeeReceipt', {
    ...NODE,
    description: doc('收费票据', 'a receipt for money taken', CLAUSES.money),
    authScopes: (row, ctx) => seenIf(ctx.viewer.townshipId === row.townshipId),
    fields: (t) => ({
      number: t.exposeString('number', { description: doc('票据号', 'number') }),
      amount: t.expose('amountFen', { type: 'Fen', description: doc('金额（分）', 'fen') }),
      issuedOn: t.field({
        type: 'Date',
        description: doc('日期', 'day'),
        resolve: (row) => civilDate(row.issuedOn),
      }),
      case: t.relation('case', { description: doc('办件', 'the case') }),
    }),
  });
}

function addDeclarations(builder: AppBuilder): void {
  builder.prismaNode('GiftDeclaration', {
    ...NODE,
    description: doc('礼品申报', 'a declared gift', CLAUSES.gifts),
    authScopes: ownOr('GiftDeclaration', READERS),
    fields: (t) => ({
      description: t.exposeString('description', { description: doc('礼品', 'what it is') }),
      giver: t.exposeString('giver', { description: doc('送礼人', 'who gave it') }),
      value: t.expose('valueFen', {
        type: 'Fen',
        nullable: true,
        description: doc('估值（分）', 'estimated value, fen'),
      }),
      receivedOn: t.field({
        type: 'Date',
        description: doc('收到日期', 'received on'),
        resolve: (row) => civilDate(row.receivedOn),
      }),
      disposition: t.field({
        type: 'GiftDisposition',
        description: doc('处理', 'what became of it'),
        resolve: (row) => row.disposition as GiftDisposition,
      }),
      settledOn: t.field({
        type: 'Date',
        description: doc('退还或上交日期', 'returned or handed in on'),
        resolve: (row) => civilDate(row.settledOn),
      }),
      staff: t.field(staffIn('staffId', doc('申报人', 'who declared it'))),
    }),
  });
  builder.prismaNode('DeclarationCampaign', {
    ...NODE,
    description: doc('一季度的廉政承诺', 'the declarations of a quarter', CLAUSES.chapter),
    authScopes: (row, ctx) => seenIf(ctx.viewer.townshipId === row.townshipId),
    fields: (t) => ({
      year: t.exposeInt('year', { description: doc('年度', 'year') }),
      quarter: t.exposeInt('quarter', { description: doc('季度', 'quarter, 1 to 4') }),
      clocks: t.prismaField(
        limitsOf(campaignSubject).clocks(doc('期限及其由来', 'its limit, with the explanation')),
      ),
      declarations: t.relatedConnection('declarations', {
        cursor: 'townshipId_id',
        nullable: true,
        authScopes: { role: READERS },
        args: { unsigned: t.arg.boolean({ description: doc('只看未签的', 'only the unsigned') }) },
        description: doc('各人的承诺', 'who signed and who did not'),
        query: ({ unsigned }) => ({
          ...(unsigned ? { where: { signedAt: null } } : {}),
          orderBy: [{ staff: { staffNo: 'asc' as const } }, { id: 'asc' as const }],
        }),
      }),
    }),
  });
  builder.prismaNode('IntegrityDeclaration', {
    ...NODE,
    description: doc('一人一季的廉政承诺', 'one person’s declaration of a quarter', CLAUSES.chapter),
    authScopes: ownOr('IntegrityDeclaration', READERS),
    fields: (t) => ({
      signedAt: t.expose('signedAt', {
        type: 'DateTime',
        nullable: true,
        description: doc('签署时间，未签为空', 'when signed; null while unsigned'),
      }),
      matters: t.exposeString('matters', {
        nullable: true,
        description: doc('申报的事项，没有为空', 'what was declared; null: nothing'),
      }),
      campaign: t.relation('campaign', { description: doc('季度', 'the quarter') }),
      staff: t.field(staffIn('staffId', doc('承诺人', 'whose it is'))),
    }),
  });
}
