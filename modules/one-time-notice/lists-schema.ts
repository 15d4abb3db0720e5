import { caseSubject } from '../../core/clocks/clock-row.ts';
import { hasRole, type Context } from '../../core/graphql/context.ts';
import { doc } from '../../core/graphql/doc.ts';
import { Failure } from '../../core/graphql/failure.ts';
import type { ModuleSchema } from '../../core/graphql/module-schema.ts';
import { covers, keyOf, rowId, seenIf, whereRow } from '../../core/graphql/node.ts';
import { civilDate } from '../../core/time/index.ts';
import { trackGuide } from './acts/guides.ts';
import { CLAUSES } from './clauses.ts';
import { guideTellsAll } from './guide-rules.ts';
import { BREACH_READERS, READERS } from './roles.ts';
import type { BreachGround, BreachState } from './rules.ts';
import type { GuideView } from './schema.ts';
import { MODULE_ID, SUPPLEMENT_NOTICE } from './store.ts';

/** Candidates, the chapter’s fields on a case, and lists. */
export function addLists(schema: ModuleSchema): void {
  addBreaches(schema);
  addCaseFields(schema);
  addGuide(schema);
  addNoticeLists(schema);
}

function addBreaches({ builder }: ModuleSchema): void {
  builder.prismaNode('NoticeBreach', {
    id: { resolve: rowId },
    findUnique: whereRow,
    nullable: true,
    description: doc('不按规定告知的候选', 'a candidate: a notice not by the rules', CLAUSES.once),
    authScopes: (row, ctx) =>
      seenIf(ctx.viewer.townshipId === row.townshipId && hasRole(ctx, ...BREACH_READERS)),
    fields: (t) => ({
      ground: t.field({
        type: 'NoticeBreachGround',
        description: doc('情形', 'what was not by the rules'),
        resolve: (b) => b.ground as BreachGround,
      }),
      criterion: t.exposeString('criterion', {
        nullable: true,
        description: doc('考评规则，空为只记录', 'scoring rule; null = on record only'),
      }),
      trips: t.exposeInt('trips', { description: doc('多跑的次数', 'extra trips so far') }),
      foundOn: t.field({
        type: 'Date',
        description: doc('发现日期', 'day it was found'),
        resolve: (b) => civilDate(b.foundOn),
      }),
      state: t.field({
        type: 'NoticeBreachState',
        description: doc('状态', 'state'),
        resolve: (b) => b.state as BreachState,
      }),
      decision: t.exposeString('decision', { nullable: true, description: doc('决定', 'the decision') }),
      staff: t.relation('staff', { nullable: true, description: doc('经办人', 'who gave the notice') }),
      notice: t.relation('notice', { description: doc('告知', 'the notice') }),
    }),
  });
}

function addCaseFields(schema: ModuleSchema): void {
  schema.caseFields((t) => ({
    notices: t.relatedConnection('notices', {
      cursor: 'townshipId_id',
      nullable: true,
      description: doc('一次性告知，先者在前', 'its notices, the first one first', CLAUSES.written),
      query: { orderBy: [{ ordinal: 'asc' }, { id: 'asc' }] },
    }),
    guideNotice: t.relation('guide', {
      nullable: true,
      description: doc('所持的告知单', 'the guide that it rests on', CLAUSES.guide),
      authScopes: { role: READERS },
    }),
    extraTrips: t.int({
      nullable: true,
      description: doc('因未一次性告知多跑的次数', 'trips that a missing notice cost', CLAUSES.once),
      authScopes: { role: READERS },
      resolve: ({ townshipId, id }, _args, ctx) =>
        ctx.db.notice.count({ where: { townshipId, caseId: id, extraTrip: true } }),
    }),
    noticeLimit: t.prismaField({
      type: 'Clock',
      nullable: true,
      description: doc(
        '告知期限：逾期未告知即为受理',
        'the limit of the notice; without one in time the case is accepted',
        CLAUSES.noticeLimit,
      ),
      resolve: async (_query, { townshipId, id }, _args, ctx) => {
        const clocks = await ctx.clocksOf.load({ townshipId, ...caseSubject(id) });
        return clocks.find(({ kind }) => kind === SUPPLEMENT_NOTICE) ?? null;
      },
    }),
  }));
}

function addGuide({ queries, tracked }: ModuleSchema): void {
  queries((t) => ({
    serviceItemGuide: t.field({
      type: 'ServiceItemGuide',
      nullable: true,
      description: doc(
        '办事指南：一次看清材料、程序、时限、收费',
        'what an item asks for today, public',
        CLAUSES.guide,
      ),
      authScopes: { public: true },
      args: { itemId: t.arg.id({ required: true, description: doc('事项', 'the item') }) },
      resolve: (_root, { itemId }, ctx) => guideOf(ctx, itemId),
    }),
  }));
  tracked('trackGuideNotice', {
    of: 'GuideNotice',
    description: doc(
      '凭告知单编号和查询码查询，多次输错会暂时锁定',
      'a guide by number and query code; repeated wrong codes lock the number',
      CLAUSES.guide,
    ),
    number: doc('编号', 'its number'),
    track: trackGuide,
  });
}

/** Rows of an applicant himself; all for others. */
function ofApplicant<Where>({ viewer }: Context, own: (subject: string) => Where) {
  return viewer.kind === 'APPLICANT' ? own(viewer.id ?? '') : {};
}

function addNoticeLists({ list }: ModuleSchema): void {
  list('guideNotices', {
    of: 'GuideNotice',
    seenBy: [...READERS, 'APPLICANT'],
    description: doc(
      '告知单：工作人员看本镇，申请人看自己的',
      'guides: of the township for its staff, one’s own for applicants',
      CLAUSES.guide,
    ),
    args: (arg) => ({
      unanswered: arg.boolean({ description: doc('只看有未答问题的', 'only those with open questions') }),
    }),
    where: ({ unanswered }, ctx) => ({
      ...(unanswered ? { questions: { some: { answeredAt: null } } } : {}),
      ...ofApplicant(ctx, (subject) => ({ subject })),
    }),
    order: { issuedAt: 'desc' },
  });
  list('notices', {
    of: 'Notice',
    seenBy: [...READERS, 'APPLICANT'],
    description: doc(
      '一次性告知：工作人员看本镇，申请人看自己的',
      'notices: of the township for its staff, on one’s own cases for applicants',
      CLAUSES.written,
    ),
    args: (arg) => ({
      kind: arg({ type: 'NoticeKind', description: doc('种类', 'only of this kind') }),
      unacknowledged: arg.boolean({ description: doc('只看未签收的', 'only those not acknowledged') }),
    }),
    where: ({ kind, unacknowledged }, ctx) => ({
      ...(kind ? { kind } : {}),
      ...(unacknowledged ? { copies: { some: { acknowledgedAt: null } } } : {}),
      ...ofApplicant(ctx, (subject) => ({ case: { applicant: { subject } } })),
    }),
    order: { issuedAt: 'desc' },
  });
  list('noticeBreaches', {
    of: 'NoticeBreach',
    seenBy: BREACH_READERS,
    description: doc('不按规定告知的候选', 'candidates for the director', CLAUSES.once),
    args: (arg) => ({
      state: arg({ type: 'NoticeBreachState', description: doc('状态', 'only in this state') }),
    }),
    where: ({ state }) => (state ? { state } : {}),
    order: { foundOn: 'desc' },
  });
}

/** The guide of an item's present version; null when there is no such item here, or the chapter is off there. */
function guideOf(ctx: Context, itemId: string): GuideView | null {
  const key = keyOf('ServiceItem', itemId);
  if (!key) throw new Failure('BAD_INPUT', undefined, { field: 'itemId' });
  if (!covers(ctx, key.townshipId)) return null;
  if (!ctx.platform.switches.isEnabled(key.townshipId, MODULE_ID)) return null;
  const item = ctx.platform.directory.findItem(key.townshipId, key.id)?.facts;
  return item ? { ...guideTellsAll.decide(item), version: item.version } : null;
}
