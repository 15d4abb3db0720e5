import { STAFF_ROLES } from '../../core/auth/roles.ts';
import { doc } from '../../core/graphql/doc.ts';
import { Failure } from '../../core/graphql/failure.ts';
import { heldListField, ownOf, ownUnless } from '../../core/graphql/list.ts';
import type { ModuleSchema } from '../../core/graphql/module-schema.ts';
import { inForce } from '../../core/graphql/node.ts';
import { CLAUSES } from './clauses.ts';
import { OUTCOME_READERS, READERS } from './roles.ts';
import { receiptsMatch } from './rules.ts';
import { findCharged, readableBy, type ChargedRow } from './store.ts';

/** The lists of 廉政; nullable, as the county's endpoint answers null where the module is off. */
export function addLists(schema: ModuleSchema): void {
  addFileLists(schema);
  addMoneyLists(schema);
  addReconciliation(schema);
}

function addFileLists({ list }: ModuleSchema): void {
  list('integrityFiles', {
    of: 'IntegrityFile',
    seenBy: STAFF_ROLES,
    description: doc(
      '我可查阅的廉政线索，最近的在前；每次查阅留痕',
      'files that one may read, the latest first; each reading is on record',
      CLAUSES.chapter,
    ),
    args: (arg) => ({
      open: arg.boolean({ description: doc('只看未办结的', 'only those not concluded') }),
    }),
    where: ({ open }, { viewer }) => ({
      ...readableBy(viewer.id ?? '', viewer.roles),
      ...(open ? { state: { in: ['OPEN', 'HANDED_OVER'] } } : {}),
    }),
    order: { openedAt: 'desc' },
  });
  list('integrityOutcomes', {
    of: 'IntegrityOutcome',
    seenBy: [...STAFF_ROLES, 'COUNTY_BUREAU', 'COUNTY_SUPERVISION'],
    description: doc(
      '认定结果，不含案情：考评看全部，其他人看自己的',
      'outcomes, nothing of the matter: all for evaluation, one’s own for others',
      CLAUSES.chapter,
    ),
    args: (arg) => ({
      standing: arg.boolean({ description: doc('只看未撤销的', 'only those not revoked') }),
    }),
    where: ({ standing }, ctx) => ({
      ...ownUnless(ctx, OUTCOME_READERS),
      ...(standing ? { revokedOn: null } : {}),
    }),
    order: { confirmedOn: 'desc' },
  });
  list('giftDeclarations', {
    of: 'GiftDeclaration',
    seenBy: STAFF_ROLES,
    description: doc('礼品申报：领导看全部，其他人看自己的', 'gifts: all, or one’s own', CLAUSES.gifts),
    where: (_args, ctx) => ownUnless(ctx, READERS),
    order: { receivedOn: 'desc' },
  });
  list('declarationCampaigns', {
    of: 'DeclarationCampaign',
    seenBy: STAFF_ROLES,
    description: doc('各季度的廉政承诺，最近的在前', 'quarters, the latest first', CLAUSES.chapter),
    order: [{ year: 'desc' }, { quarter: 'desc' }],
  });
  list('myIntegrityDeclarations', {
    of: 'IntegrityDeclaration',
    seenBy: STAFF_ROLES,
    description: doc('我的廉政承诺', 'one’s own declarations', CLAUSES.chapter),
    where: (_args, ctx) => ownOf(ctx),
    order: [{ campaign: { year: 'desc' } }, { campaign: { quarter: 'desc' } }],
  });
}

function addMoneyLists({ list }: ModuleSchema): void {
  list('feeMismatches', {
    of: 'FeeMismatch',
    seenBy: READERS,
    description: doc(
      '与公布不一致的收费，未收成的也在内',
      'charges other than published, blocked ones too',
      CLAUSES.fees,
    ),
    where: (_args, { viewer }) => ({ OR: [{ staffId: null }, { staffId: { not: viewer.id ?? '' } }] }),
    order: { day: 'desc' },
  });
  list('feeChanges', {
    of: 'PublishedFee',
    seenBy: STAFF_ROLES,
    description: doc(
      '收费标准的变更，最近的在前',
      'changes of published fees, the latest first',
      CLAUSES.fees,
    ),
    args: (arg) => ({
      unapproved: arg.boolean({
        description: doc('只看没有新批复的', 'only those without a new approval'),
      }),
    }),
    where: ({ unapproved }) => ({ changed: true, ...(unapproved ? { approved: false } : {}) }),
    order: { publishedOn: 'desc' },
  });
  list('feeReceipts', {
    of: 'FeeReceipt',
    seenBy: STAFF_ROLES,
    description: doc('收费票据，最近的在前', 'receipts, the latest first', CLAUSES.money),
    order: { recordedAt: 'desc' },
  });
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
      missing: heldListField(t, {
        of: 'Case',
        description: doc('票据不符的办件', 'cases whose receipts do not'),
        where: ({ missing }) => ({ id: { in: missing.map(({ caseId }) => caseId) } }),
        order: { number: 'asc' },
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
