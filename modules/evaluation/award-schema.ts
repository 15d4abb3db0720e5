import { STAFF_ROLES } from '../../core/auth/roles.ts';
import { hasRole, type Context } from '../../core/graphql/context.ts';
import { doc } from '../../core/graphql/doc.ts';
import { Failure } from '../../core/graphql/failure.ts';
import type { ModuleSchema } from '../../core/graphql/module-schema.ts';
import { globalId, inForce, rowId, seenIf, whereRow } from '../../core/graphql/node.ts';
import { rowAnswer } from '../../core/graphql/verb.ts';
import { staffIn, staffOf, windowIn, windowOf } from '../../core/people/reference.ts';
import { candidatesOf, grantAwards } from './acts/awards.ts';
import { ranksTheEligible, type AwardKind, type AwardList, type Placed } from './award-rules.ts';
import { CLAUSES } from './clauses.ts';
import type { Period } from './period-rules.ts';
import { periodNamed } from './period-schema.ts';
import { LEDGER_READERS, STEP_ROLES } from './roles.ts';
import { settingsOn } from './service.ts';

declare module '../../core/graphql/enums.ts' {
  interface EnumValues {
    AwardKind: AwardKind;
  }
}

/** A candidate of a kind of award in a township. */
type ListedCandidate = Placed & { readonly townshipId: string; readonly kind: AwardKind };
type Listed = AwardList & { readonly townshipId: string; readonly kind: AwardKind };

/** 评先评优: who may be awarded, and who was (三(一)4B(2)). */
export function addAwards(schema: ModuleSchema): void {
  schema.builder.enumType('AwardKind', {
    description: doc('评先评优的种类', 'kind of award', CLAUSES.awards),
    values: {
      FLAG_WINDOW: {
        description: doc('流动红旗窗口，年度为红旗窗口', 'flag window, of a quarter or a year'),
      },
      MODEL_WORKER: {
        description: doc('工作标兵，年度为先进工作者', 'model worker, of a quarter or a year'),
      },
    },
  });
  addAwardNode(schema);
  addCandidates(schema);
  addGranting(schema);
}

function addAwardNode({ builder, list }: ModuleSchema): void {
  builder.prismaNode('Award', {
    id: { resolve: rowId },
    findUnique: whereRow,
    nullable: true,
    description: doc('一次表彰', 'an award that was granted', CLAUSES.awards),
    authScopes: ({ townshipId }, ctx) => seenIf(ctx.viewer.townshipId === townshipId),
    fields: (t) => ({
      kind: t.field({
        type: 'AwardKind',
        description: doc('种类', 'kind'),
        resolve: ({ kind }) => kind as AwardKind,
      }),
      period: t.string({
        description: doc('考评期', 'quarter or year'),
        select: { period: { select: { key: true } } },
        resolve: ({ period }) => period.key,
      }),
      staff: t.field(staffIn('staffId', doc('人员', 'the person'))),
      window: t.field(windowIn('windowId', doc('窗口', 'the window'))),
      rank: t.exposeInt('rank', { description: doc('得分名次', 'place by score') }),
      total: t.float({
        nullable: true,
        description: doc('得分，考评组和本人可见', 'score, for the group and himself'),
        resolve: ({ total, staffId }, _args, ctx) =>
          hasRole(ctx, ...LEDGER_READERS) || staffId === null || staffId === ctx.viewer.id
            ? total / 100
            : null,
      }),
      reason: t.exposeString('reason', {
        nullable: true,
        description: doc('同分取舍等理由', 'why, e.g. of a tie'),
        authScopes: { role: LEDGER_READERS },
      }),
      document: t.relation('document', { description: doc('表彰通报', 'the notice') }),
    }),
  });
  list('awards', {
    of: 'Award',
    seenBy: STAFF_ROLES,
    description: doc('历次表彰，最近的在前', 'the awards, the latest first', CLAUSES.awards),
    order: [{ grantedAt: 'desc' }, { rank: 'asc' }],
  });
}

function addCandidates({ builder, queries }: ModuleSchema): void {
  const candidate = builder.objectRef<ListedCandidate>('AwardCandidate');
  builder.objectType(candidate, {
    description: doc('评先评优的对象', 'a candidate', CLAUSES.awards),
    authScopes: { role: LEDGER_READERS },
    fields: (t) => ({
      windowId: t.id({
        nullable: true,
        description: doc('窗口', 'the window'),
        resolve: ({ townshipId, id, kind }) =>
          kind === 'FLAG_WINDOW' ? globalId('Window', { townshipId, id }) : null,
      }),
      staffId: t.id({
        nullable: true,
        description: doc('人员', 'the person'),
        resolve: ({ townshipId, id, kind }) =>
          kind === 'MODEL_WORKER' ? globalId('Staff', { townshipId, id }) : null,
      }),
      name: t.string({
        description: doc('名称或姓名', 'name'),
        resolve: async ({ townshipId, id, kind }, _args, ctx) =>
          (await (kind === 'FLAG_WINDOW' ? windowOf(ctx, townshipId, id) : staffOf(ctx, townshipId, id)))
            .name,
      }),
      rank: t.exposeInt('rank', { description: doc('得分名次，含取消资格的', 'place by score among all') }),
      total: t.float({ description: doc('得分', 'score'), resolve: ({ total }) => total / 100 }),
      disqualified: t.stringList({
        description: doc('取消资格的计分项', 'codes that disqualify'),
        resolve: ({ disqualified }) => [...disqualified],
      }),
    }),
  });
  const list = builder.objectRef<Listed>('AwardCandidates');
  const part = (listed: Listed, of: 'eligible' | 'tied' | 'excluded'): ListedCandidate[] =>
    listed[of].map((one) => ({ ...one, townshipId: listed.townshipId, kind: listed.kind }));
  builder.objectType(list, {
    description: doc('评先评优名单，供考评组决定', 'the list on which the group decides', CLAUSES.awards),
    authScopes: { role: LEDGER_READERS },
    fields: (t) => ({
      eligible: t.field({
        type: [candidate],
        description: doc('按得分依次入选的', 'who comes in by score'),
        resolve: (row) => part(row, 'eligible'),
      }),
      tied: t.field({
        type: [candidate],
        description: doc('末位同分，由考评组取舍的', 'equal at the last place; the group decides'),
        resolve: (row) => part(row, 'tied'),
      }),
      excluded: t.field({
        type: [candidate],
        description: doc('取消评先评优资格的', 'who is disqualified'),
        resolve: (row) => part(row, 'excluded'),
      }),
    }),
  });
  queries((t) => ({
    awardCandidates: t.field({
      type: list,
      nullable: true,
      authScopes: { role: LEDGER_READERS },
      description: doc(
        '一个季度或年度的评先评优名单；未封账时为空',
        'the candidates of a quarter or year; empty before it is frozen',
        CLAUSES.awards,
      ),
      args: {
        period: t.arg.string({ required: true, description: doc('季度或年度', '2026-Q4 or 2026') }),
        kind: t.arg({ type: 'AwardKind', required: true, description: doc('种类', 'kind') }),
      },
      resolve: (_root, { period, kind }, ctx) => listOf(ctx, periodNamed(period), kind),
    }),
  }));
}

async function listOf(ctx: Context, period: Period, kind: AwardKind): Promise<Listed> {
  const { townshipId } = inForce(ctx);
  const { flagWindows, modelWorkers } = settingsOn({ platform: ctx.platform, townshipId }, period.through);
  const candidates = await candidatesOf(ctx.db, townshipId, period, kind);
  const awards = kind === 'FLAG_WINDOW' ? flagWindows : modelWorkers;
  return { ...ranksTheEligible.decide(candidates, awards), townshipId, kind };
}

function addGranting({ verb }: ModuleSchema): void {
  verb('grantAwards', {
    description: doc(
      '考评组组长、副组长按得分评定，出具表彰通报',
      'grants a kind of award for a quarter or year by score, and issues the notice',
      CLAUSES.awards,
    ),
    input: (t) => ({
      period: t.string({ required: true, description: doc('季度或年度', '2026-Q4 or 2026') }),
      kind: t.field({ type: 'AwardKind', required: true, description: doc('种类', 'kind') }),
      windowIds: t.idList({ description: doc('窗口', 'windows, of flag windows') }),
      staffIds: t.idList({ description: doc('人员', 'persons, of model workers') }),
      reason: t.string({ description: doc('理由；末位同分时必填', 'why; needed where a tie is parted') }),
    }),
    roles: STEP_ROLES.award,
    answer: rowAnswer('Document', (db, where) => db.document.findUniqueOrThrow({ where })),
    act: async (act, { period, kind, windowIds, staffIds, reason }, ids) => {
      const windows = (windowIds ?? []).map((id) => ids('Window', id));
      const staff = (staffIds ?? []).map((id) => ids('Staff', id));
      const [chosen, others] = kind === 'FLAG_WINDOW' ? [windows, staff] : [staff, windows];
      if (chosen.length === 0 || others.length > 0)
        throw new Failure('BAD_INPUT', undefined, {
          field: kind === 'FLAG_WINDOW' ? 'windowIds' : 'staffIds',
        });
      const input = { period: periodNamed(period), kind, chosen, reason: reason ?? null };
      return { id: await grantAwards(act, input) };
    },
  });
}
