import { STAFF_ROLES } from '../../core/auth/roles.ts';
import { hasRole, type Context } from '../../core/graphql/context.ts';
import { doc } from '../../core/graphql/doc.ts';
import { Failure } from '../../core/graphql/failure.ts';
import type { ModuleSchema } from '../../core/graphql/module-schema.ts';
import { inForce } from '../../core/graphql/node.ts';
import { CLAUSES } from './clauses.ts';
import { OUTCOME_READERS, READERS } from './roles.ts';
import { receiptsMatch } from './rules.ts';
import { findCharged, readableBy, type ChargedRow } from './store.ts';

const READ = { cursor: 'townshipId_id', nullable: true, authScopes: { role: STAFF_ROLES } } as const;
const CLOSED = { ...READ, authScopes: { role: READERS } } as const;

/** The lists of 廉政; nullable, as the county's endpoint answers null where the module is off. */
export function addLists(schema: ModuleSchema): void {
  addFileLists(schema);
  addMoneyLists(schema);
  addReconciliation(schema);
}

/** One's own rows only, for whoever does not read those of all. */
function ownUnless(ctx: Context, ...roles: readonly string[]): { staffId?: string } {
  return hasRole(ctx, ...roles) ? {} : { staffId: ctx.viewer.id ?? '' };
}

function addFileLists({ queries }: ModuleSchema): void {
  queries((t) => ({
    integrityFiles: t.prismaConnection({
      ...READ,
      type: 'IntegrityFile',
      description: doc(
        '我可查阅的廉政线索，最近的在前；每次查阅留痕',
        'files that one may read, the latest first; each reading is on record',
        CLAUSES.chapter,
      ),
      args: { open: t.arg.boolean({ description: doc('只看未办结的', 'only those not concluded') }) },
      resolve: (query, _root, { open }, ctx) =>
        ctx.db.integrityFile.findMany({
          ...query,
          where: {
            ...inForce(ctx),
            ...readableBy(ctx.viewer.id ?? '', ctx.viewer.roles),
            ...(open ? { state: { in: ['OPEN', 'HANDED_OVER'] } } : {}),
          },
          orderBy: [{ openedAt: 'desc' }, { id: 'asc' }],
        }),
    }),
    integrityOutcomes: t.prismaConnection({
      ...READ,
      authScopes: { role: [...STAFF_ROLES, 'COUNTY_BUREAU', 'COUNTY_SUPERVISION'] },
      type: 'IntegrityOutcome',
      description: doc(
        '认定结果，不含案情：考评看全部，其他人看自己的',
        'outcomes, nothing of the matter: all for evaluation, one’s own for others',
        CLAUSES.chapter,
      ),
      resolve: (query, _root, _args, ctx) =>
        ctx.db.integrityOutcome.findMany({
          ...query,
          where: { ...inForce(ctx), ...ownUnless(ctx, ...OUTCOME_READERS) },
          orderBy: [{ confirmedOn: 'desc' }, { id: 'asc' }],
        }),
    }),
    giftDeclarations: t.prismaConnection({
      ...READ,
      type: 'GiftDeclaration',
      description: doc('礼品申报：领导看全部，其他人看自己的', 'gifts: all, or one’s own', CLAUSES.gifts),
      resolve: (query, _root, _args, ctx) =>
        ctx.db.giftDeclaration.findMany({
          ...query,
          where: { ...inForce(ctx), ...ownUnless(ctx, ...READERS) },
          orderBy: [{ receivedOn: 'desc' }, { id: 'asc' }],
        }),
    }),
    declarationCampaigns: t.prismaConnection({
      ...READ,
      type: 'DeclarationCampaign',
      description: doc('各季度的廉政承诺，最近的在前', 'quarters, the latest first', CLAUSES.chapter),
      resolve: (query, _root, _args, ctx) =>
        ctx.db.declarationCampaign.findMany({
          ...query,
          where: inForce(ctx),
          orderBy: [{ year: 'desc' }, { quarter: 'desc' }, { id: 'asc' }],
        }),
    }),
    myIntegrityDeclarations: t.prismaConnection({
      ...READ,
      type: 'IntegrityDeclaration',
      description: doc('我的廉政承诺', 'one’s own declarations', CLAUSES.chapter),
      resolve: (query, _root, _args, ctx) =>
        ctx.db.integrityDeclaration.findMany({
          ...query,
          where: { ...inForce(ctx), staffId: ctx.viewer.id ?? '' },
          orderBy: [{ campaign: { year: 'desc' } }, { campaign: { quarter: 'desc' } }, { id: 'asc' }],
        }),
    }),
  }));
}

function addMoneyLists({ queries }: ModuleSchema): void {
  queries((t) => ({
    feeMismatches: t.prismaConnection({
      ...CLOSED,
      type: 'FeeMismatch',
      description: doc(
        '与公布不一致的收费，未收成的也在内',
        'charges other than published, blocked ones too',
        CLAUSES.fees,
      ),
      resolve: (query, _root, _args, ctx) =>
        ctx.db.feeMismatch.findMany({
          ...query,
          where: {
            ...inForce(ctx),
            OR: [{ staffId: null }, { staffId: { not: ctx.viewer.id ?? '' } }],
          },
          orderBy: [{ day: 'desc' }, { id: 'asc' }],
        }),
    }),
    feeChanges: t.prismaConnection({
      ...READ,
      type: 'PublishedFee',
      description: doc(
        '收费标准的变更，最近的在前',
        'changes of published fees, the latest first',
        CLAUSES.fees,
      ),
      args: {
        unapproved: t.arg.boolean({
          description: doc('只看没有新批复的', 'only those without a new approval'),
        }),
      },
      resolve: (query, _root, { unapproved }, ctx) =>
        ctx.db.publishedFee.findMany({
          ...query,
          where: { ...inForce(ctx), changed: true, ...(unapproved ? { approved: false } : {}) },
          orderBy: [{ publishedOn: 'desc' }, { id: 'asc' }],
        }),
    }),
    feeReceipts: t.prismaConnection({
      ...READ,
      type: 'FeeReceipt',
      description: doc('收费票据，最近的在前', 'receipts, the latest first', CLAUSES.money),
      resolve: (query, _root, _args, ctx) =>
        ctx.db.feeReceipt.findMany({
          ...query,
          where: inForce(ctx),
          orderBy: [{ recordedAt: 'desc' }, { id: 'asc' }],
        }),
    }),
  }));
}

/** The cases of a month on which money was taken, and those whose receipts do not come to it. */
interface Reconciliation {
  readonly townshipId: string;
  readonly charged: readonly ChargedRow[];
  readonly missing: readonly ChargedRow[];
}

function addReconciliation({ builder, queries }: ModuleSchema): void {
  const reconciliation = builder.objectRef<Reconciliation>('ReceiptReconciliation');
  builder.objectType(reconciliation, {
    description: doc('一月收费与票据的核对', 'receipts of a month against its charges', CLAUSES.money),
    authScopes: { role: READERS },
    fields: (t) => ({
      paidCases: t.int({
        description: doc('收费的办件数', 'cases on which money was taken'),
        resolve: (r) => r.charged.length,
      }),
      receiptedCases: t.int({
        description: doc('票据相符的办件数', 'of these, with receipts that come to it'),
        resolve: (r) => r.charged.length - r.missing.length,
      }),
      missing: t.prismaConnection({
        type: 'Case',
        cursor: 'townshipId_id',
        description: doc('票据不符的办件', 'cases whose receipts do not'),
        resolve: (query, { townshipId, missing }, _args, ctx) =>
          ctx.db.case.findMany({
            ...query,
            where: { townshipId, id: { in: missing.map(({ caseId }) => caseId) } },
            orderBy: [{ number: 'asc' }, { id: 'asc' }],
          }),
      }),
    }),
  });
  queries((t) => ({
    receiptReconciliation: t.field({
      type: reconciliation,
      nullable: true,
      authScopes: { role: READERS },
      description: doc(
        '核对一月的收费与票据',
        'holds receipts of a month against its charges',
        CLAUSES.money,
      ),
      args: { month: t.arg.string({ required: true, description: doc('月份，YYYY-MM', 'month, YYYY-MM') }) },
      resolve: async (_root, { month }, ctx) => {
        if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month))
          throw new Failure('BAD_INPUT', undefined, { field: 'month' });
        const { townshipId } = inForce(ctx);
        const charged = await findCharged(ctx.db, townshipId, `${month}-01`, `${month}-31`);
        return { townshipId, charged, missing: charged.filter((row) => !receiptsMatch.decide(row)) };
      },
    }),
  }));
}
