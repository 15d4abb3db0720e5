import { limitsOf } from '../../core/clocks/limit-fields.ts';
import { filesOf } from '../../core/files/access.ts';
import { caseFileType } from '../../core/files/schema.ts';
import { hasRole, type Context } from '../../core/graphql/context.ts';
import { doc } from '../../core/graphql/doc.ts';
import type { ModuleSchema } from '../../core/graphql/module-schema.ts';
import { rowId, seenIf, whereRow } from '../../core/graphql/node.ts';
import { pageOf } from '../../core/graphql/page.ts';
import { civilDate } from '../../core/time/index.ts';
import { CLAUSES } from './clauses.ts';
import { addEnums } from './enums-schema.ts';
import { flowAsDrawing, flowAsText, type Flow } from './catalogue-rules.ts';
import { addLists } from './lists-schema.ts';
import { READERS } from './roles.ts';
import type { BranchState } from './rules.ts';
import { branchSubject } from './store.ts';
import { addVerbs } from './verbs-schema.ts';

/** Types, lists and verbs of 并联审批. */
export function registerParallel(schema: ModuleSchema): void {
  addEnums(schema);
  addCatalogue(schema);
  addBranch(schema);
  addLists(schema);
  addVerbs(schema);
}

const WITH_FLOW = {
  lead: { select: { name: true } },
  participants: { orderBy: { position: 'asc' }, include: { station: { select: { name: true } } } },
} as const;

function addCatalogue({ builder }: ModuleSchema): void {
  const flowOf = (
    ctx: Context,
    row: {
      jointDays: number;
      lead: { name: string };
      participants: { days: number; station: { name: string } }[];
      townshipId: string;
      itemId: string;
    },
  ): Flow => ({
    item: ctx.platform.directory.findItem(row.townshipId, row.itemId)?.facts.name ?? '',
    lead: row.lead.name,
    jointDays: row.jointDays,
    participants: row.participants.map((p) => ({ station: p.station.name, days: p.days })),
  });
  builder.prismaObject('JointParticipant', {
    description: doc('协办站所', 'a participating station', CLAUSES.catalogue),
    authScopes: { public: true },
    fields: (t) => ({
      station: t.relation('station', { description: doc('站所', 'station') }),
      days: t.exposeInt('days', { description: doc('时限，工作日', 'limit, working days') }),
      materials: t.exposeStringList('materials', { description: doc('所需材料', 'materials that it needs') }),
    }),
  });
  builder.prismaNode('JointCatalogue', {
    id: { resolve: rowId },
    findUnique: whereRow,
    nullable: true,
    description: doc(
      '并联审批目录中的一项',
      'an entry of the joint catalogue, in one version',
      CLAUSES.catalogue,
    ),
    authScopes: { public: true },
    fields: (t) => ({
      version: t.exposeInt('version', { description: doc('版本', 'version') }),
      item: t.field({
        type: 'ServiceItem',
        nullable: true,
        description: doc('事项', 'the item'),
        resolve: (row, _args, ctx) => ctx.platform.directory.findItem(row.townshipId, row.itemId),
      }),
      lead: t.relation('lead', { description: doc('牵头站所', 'the lead') }),
      jointDays: t.exposeInt('jointDays', {
        description: doc('联办时限，工作日', 'joint limit, working days'),
      }),
      deemedConsentAllowed: t.exposeBoolean('deemedConsentAllowed', {
        description: doc('是否适用超时默认', 'whether silence may be deemed consent', CLAUSES.silence),
      }),
      participants: t.relation('participants', {
        description: doc('参与站所', 'participants'),
        query: { orderBy: { position: 'asc' } },
      }),
      flowChart: t.string({
        description: doc('流程图，Mermaid文本', 'its flow chart as Mermaid text'),
        select: WITH_FLOW,
        resolve: (row, _args, ctx) => flowAsText.decide(flowOf(ctx, row)),
      }),
      flowChartSvg: t.string({
        description: doc('流程图，SVG', 'its flow chart as SVG'),
        select: WITH_FLOW,
        resolve: (row, _args, ctx) => flowAsDrawing.decide(flowOf(ctx, row)),
      }),
    }),
  });
}

/** Staff of the township, the county, and whoever may read its case. */
function mayReadBranch(ctx: Context, row: { townshipId: string; caseId: string; id: string }): boolean {
  return (
    ctx.viewer.townshipId === row.townshipId ||
    hasRole(ctx, 'COUNTY_BUREAU', 'COUNTY_SUPERVISION') ||
    ctx.shown.has('Case', row.caseId)
  );
}

/** The limit within which a branch gives its opinion. */
const BRANCH_LIMITS = limitsOf(branchSubject);

function addBranch({ builder }: ModuleSchema): void {
  builder.prismaObject('BranchEntry', {
    description: doc(
      '分支的催办、联系、上报、移交记录',
      'urging, contact, report up or transfer of a branch',
      CLAUSES.duties,
    ),
    authScopes: { role: READERS },
    fields: (t) => ({
      kind: t.exposeString('kind', {
        description: doc(
          'URGE催办、CONTACT联系、UPWARD_REPORT上报、INTERNAL_TRANSFER移交',
          'URGE, CONTACT, UPWARD_REPORT or INTERNAL_TRANSFER',
        ),
      }),
      at: t.expose('at', { type: 'DateTime', description: doc('时间', 'when') }),
      text: t.exposeString('text', { description: doc('内容', 'what') }),
      expectedDays: t.exposeInt('expectedDays', {
        nullable: true,
        description: doc('上级所需工作日', 'working days that the superior body needs'),
      }),
      staff: t.relation('staff', { nullable: true, description: doc('经手人', 'by whom') }),
    }),
  });
  builder.prismaObject('BranchSuspension', {
    description: doc('挂起记录', 'a suspension', CLAUSES.suspension),
    authScopes: { role: READERS },
    fields: (t) => ({
      reason: t.exposeString('reason', { description: doc('原因', 'reason') }),
      evidence: t.exposeString('evidence', { description: doc('证据', 'evidence') }),
      from: t.field({ type: 'Date', description: doc('自', 'from'), resolve: (s) => civilDate(s.fromDay) }),
      to: t.field({
        type: 'Date',
        nullable: true,
        description: doc('至，未恢复为空', 'to; null while it lasts'),
        resolve: (s) => (s.toDay === null ? null : civilDate(s.toDay)),
      }),
    }),
  });
  builder.prismaNode('Branch', {
    id: { resolve: rowId },
    findUnique: whereRow,
    nullable: true,
    description: doc('并联办件的一个分支', 'one station’s part of a joint case', CLAUSES.fork),
    authScopes: (row, ctx) => seenIf(mayReadBranch(ctx, row)),
    fields: (t) => ({
      state: t.field({
        type: 'BranchState',
        description: doc('状态', 'state'),
        resolve: (b) => b.state as BranchState,
      }),
      round: t.exposeInt('round', { description: doc('第几次申请', '1, 2 for a second application') }),
      first: t.relation('first', {
        nullable: true,
        description: doc('前次申请的分支', 'the branch that it follows', CLAUSES.limit),
      }),
      case: t.relation('case', { description: doc('办件', 'the joint case') }),
      station: t.relation('station', { description: doc('站所', 'station') }),
      window: t.relation('window', { nullable: true, description: doc('窗口', 'window') }),
      handler: t.relation('handler', {
        nullable: true,
        description: doc('经办人', 'handler'),
        authScopes: { role: READERS },
      }),
      materials: t.exposeStringList('materials', {
        description: doc('抄告给它的材料', 'the materials forked to it', CLAUSES.fork),
      }),
      files: t.connection({
        type: caseFileType(builder),
        description: doc(
          '抄告给它的材料文件，可凭签名链接下载',
          'the files forked to it, each with its signed link',
          CLAUSES.fork,
        ),
        resolve: async (b, args, ctx) =>
          pageOf(await filesOf(ctx).load({ townshipId: b.townshipId, ...branchSubject(b.id) }), args),
      }),
      receivedAt: t.expose('receivedAt', {
        type: 'DateTime',
        description: doc('收件时间', 'when it was received'),
      }),
      dueOn: t.field(BRANCH_LIMITS.dueOn(doc('应给出意见的日期', 'its opinion is due', CLAUSES.limit))),
      overdueDays: t.int(
        BRANCH_LIMITS.overdueDays(doc('超过的工作日', 'working days beyond its limit', CLAUSES.jointSilence)),
      ),
      clocks: t.prismaField(BRANCH_LIMITS.clocks(doc('时限及其由来', 'its limit, with its explanation'))),
      opinion: t.exposeString('opinionText', {
        nullable: true,
        description: doc('意见', 'its opinion', CLAUSES.review),
      }),
      requirements: t.exposeStringList('requirements', {
        description: doc('整改要求', 'what is to be rectified', CLAUSES.limit),
      }),
      silentFor: t.exposeStringList('silentFor', {
        description: doc(
          '沉默情形：LIMIT、VISIT、MEETING',
          'what it missed: LIMIT, VISIT, MEETING',
          CLAUSES.silence,
        ),
      }),
      explainBy: t.expose('explainBy', {
        type: 'DateTime',
        nullable: true,
        description: doc('书面说明期限', 'until when it may explain itself', CLAUSES.silence),
      }),
      explanation: t.exposeString('explanation', {
        nullable: true,
        description: doc('书面说明', 'its explanation', CLAUSES.silence),
        authScopes: { role: READERS },
      }),
      draft: t.relation('draft', {
        nullable: true,
        description: doc('准予决定书草稿', 'draft of the deemed consent', CLAUSES.silence),
        authScopes: { role: READERS },
      }),
      decision: t.relation('decision', {
        nullable: true,
        description: doc('签发的准予决定书', 'the signed decision', CLAUSES.silence),
      }),
      entries: t.relation('entries', {
        nullable: true,
        description: doc('催办、联系、上报、移交', 'its log'),
        authScopes: { role: READERS },
        query: { orderBy: { at: 'asc' } },
      }),
      suspensions: t.relation('suspensions', {
        nullable: true,
        description: doc('挂起记录', 'its suspensions', CLAUSES.suspension),
        authScopes: { role: READERS },
        query: { orderBy: { fromDay: 'asc' } },
      }),
    }),
  });
}
