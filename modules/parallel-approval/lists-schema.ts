import { caseSubject } from '../../core/clocks/clock-row.ts';
import { readingFor } from '../../core/clocks/schema.ts';
import { hasRole } from '../../core/graphql/context.ts';
import { doc } from '../../core/graphql/doc.ts';
import type { ModuleSchema } from '../../core/graphql/module-schema.ts';
import { inForce, rowId, seenIf, whereRow } from '../../core/graphql/node.ts';
import { workingDaysIn, addDays, civilDate } from '../../core/time/index.ts';
import { CLAUSES } from './clauses.ts';
import { ACCOUNTABILITY_READERS, READERS } from './roles.ts';
import { OPEN_STATES, type AccountabilityGround, type SessionKind } from './rules.ts';
import { findSuspensions, JOINT } from './store.ts';

/** Suspensions of one window in a period. */
interface SuspensionFigure {
  readonly windowId: string | null;
  readonly count: number;
  readonly open: number;
  readonly workingDays: number;
}

/** The chapter’s fields on a case, and lists. */
export function addLists(schema: ModuleSchema): void {
  addSessions(schema);
  addAccountability(schema);
  addCaseFields(schema);
  addQueries(schema);
  addStatistics(schema);
}

function addCaseFields(schema: ModuleSchema): void {
  schema.caseFields((t) => ({
    branches: t.relatedConnection('branches', {
      cursor: 'townshipId_id',
      nullable: true,
      description: doc('各站所的分支', 'its branches, in the order of the catalogue', CLAUSES.fork),
      query: { orderBy: [{ position: 'asc' }, { round: 'asc' }, { id: 'asc' }] },
    }),
    jointSessions: t.relatedConnection('jointSessions', {
      cursor: 'townshipId_id',
      nullable: true,
      description: doc('联合踏勘和协调会议', 'its site visits and joint meetings', CLAUSES.review),
      authScopes: { role: READERS },
      query: { orderBy: [{ day: 'asc' }, { id: 'asc' }] },
    }),
    jointDate: t.field({
      type: 'Date',
      nullable: true,
      description: doc(
        '联办办结日；不是并联办件为空',
        'the joint date; null when it is no joint case',
        CLAUSES.catalogue,
      ),
      resolve: async ({ townshipId, id }, _args, ctx) => {
        const clocks = await ctx.clocksOf.load({ townshipId, ...caseSubject(id) });
        const joint = clocks.find(({ kind }) => kind === JOINT);
        return joint ? readingFor(ctx, joint).dueOn : null;
      },
    }),
  }));
}

function addQueries({ list }: ModuleSchema): void {
  list('jointCatalogues', {
    of: 'JointCatalogue',
    seenBy: 'public',
    description: doc(
      '并联审批目录，公开；同一事项新版在前',
      'the joint catalogue, public; the newest version of an item first',
      CLAUSES.catalogue,
    ),
    order: [{ itemId: 'asc' }, { version: 'desc' }],
  });
  list('branches', {
    of: 'Branch',
    seenBy: READERS,
    description: doc('分支收件箱，先到的在前', 'the inbox of branches, the earliest first', CLAUSES.fork),
    args: (arg) => ({
      mine: arg.boolean({ description: doc('只看本站所的', 'only those of one’s own station') }),
      open: arg.boolean({ description: doc('只看没有意见的', 'only those without an opinion') }),
      state: arg({ type: 'BranchState', description: doc('状态', 'only in this state') }),
    }),
    where: ({ mine, open, state }, { viewer, platform }) => {
      const stationId = (viewer.id && platform.directory.findStaff(viewer.id)?.stationId) ?? null;
      const none = { stationId: { in: [] as string[] } };
      return {
        ...(mine ? (stationId === null ? none : { stationId }) : {}),
        ...(open ? { state: { in: [...OPEN_STATES] } } : {}),
        ...(state ? { state } : {}),
      };
    },
    order: { receivedAt: 'asc' },
  });
  list('accountabilityCases', {
    of: 'AccountabilityCase',
    seenBy: ACCOUNTABILITY_READERS,
    description: doc('责任追究', 'accountability cases', CLAUSES.accountability),
    args: (arg) => ({
      undecided: arg.boolean({ description: doc('只看未决定的', 'only those not decided') }),
    }),
    where: ({ undecided }) => (undecided ? { decidedAt: null } : {}),
    order: { openedOn: 'desc' },
  });
}

function addStatistics({ builder, queries }: ModuleSchema): void {
  const figure = builder.objectRef<SuspensionFigure>('SuspensionFigure');
  builder.objectType(figure, {
    description: doc('一个窗口的挂起统计', 'suspensions of one window', CLAUSES.suspension),
    authScopes: { role: READERS },
    fields: (t) => ({
      windowNumber: t.string({
        nullable: true,
        description: doc(
          '窗口号，站所没有窗口时为空',
          'number of the window; null for a station without one',
        ),
        resolve: ({ windowId }, _args, ctx) =>
          (windowId && ctx.platform.directory.findWindow(inForce(ctx).townshipId, windowId)?.number) ?? null,
      }),
      count: t.exposeInt('count', { description: doc('挂起次数', 'how many') }),
      open: t.exposeInt('open', { description: doc('尚未恢复', 'not resumed yet') }),
      workingDays: t.exposeInt('workingDays', {
        description: doc('期间内挂起的工作日', 'working days suspended within the period'),
      }),
    }),
  });
  queries((t) => ({
    suspensionStatistics: t.field({
      type: [figure],
      nullable: true,
      description: doc('各窗口的挂起统计', 'suspensions by window', CLAUSES.suspension),
      authScopes: { role: READERS },
      args: {
        from: t.arg({ type: 'Date', required: true, description: doc('自', 'first day') }),
        through: t.arg({ type: 'Date', required: true, description: doc('至', 'last day') }),
      },
      resolve: async (_root, { from, through }, ctx) => {
        const { calendar } = ctx.platform.directory;
        const rows = await findSuspensions(ctx.db, inForce(ctx).townshipId, from, through);
        return [...Map.groupBy(rows, (row) => row.windowId)].map(([windowId, own]) => ({
          windowId,
          count: own.length,
          open: own.filter((row) => row.toDay === null).length,
          workingDays: own.reduce((sum, row) => {
            const first = civilDate(row.fromDay > from ? row.fromDay : from);
            // The day of resumption counts again, so the last day suspended is the one before.
            const until = row.toDay === null ? null : addDays(civilDate(row.toDay), -1);
            const last = until === null || until > through ? civilDate(through) : until;
            return sum + (last < first ? 0 : workingDaysIn(addDays(first, -1), last, calendar));
          }, 0),
        }));
      },
    }),
  }));
}

function addSessions({ builder }: ModuleSchema): void {
  builder.prismaObject('SessionAttendance', {
    description: doc('出席情况', 'whether a station came', CLAUSES.silence),
    authScopes: { role: READERS },
    fields: (t) => ({
      branch: t.relation('branch', { description: doc('分支', 'the branch') }),
      present: t.exposeBoolean('present', {
        nullable: true,
        description: doc('是否到场，未登记为空', 'present; null before it was held'),
      }),
      reason: t.exposeString('reason', {
        nullable: true,
        description: doc('缺席理由', 'reason of the absence'),
      }),
      rulesBroken: t.exposeString('rulesBroken', {
        nullable: true,
        description: doc('违反会议规定的情形', 'how it broke the meeting’s rules'),
      }),
    }),
  });
  builder.prismaNode('JointSession', {
    id: { resolve: rowId },
    findUnique: whereRow,
    nullable: true,
    description: doc(
      '联合踏勘或协调会议，由中心组织',
      'a site visit or joint meeting, organised by the centre',
      CLAUSES.review,
    ),
    authScopes: (row, ctx) => seenIf(ctx.viewer.townshipId === row.townshipId),
    fields: (t) => ({
      kind: t.field({
        type: 'JointSessionKind',
        description: doc('种类', 'kind'),
        resolve: (s) => s.kind as SessionKind,
      }),
      day: t.field({ type: 'Date', description: doc('日期', 'day'), resolve: (s) => civilDate(s.day) }),
      place: t.exposeString('place', { description: doc('地点', 'place') }),
      minutes: t.exposeString('minutes', { nullable: true, description: doc('纪要', 'minutes') }),
      heldAt: t.expose('heldAt', {
        type: 'DateTime',
        nullable: true,
        description: doc('登记时间，未举行为空', 'when recorded; null before'),
      }),
      case: t.relation('case', { description: doc('办件', 'the case') }),
      attendances: t.relation('attendances', {
        description: doc('出席情况', 'who came'),
        query: { orderBy: { id: 'asc' } },
      }),
    }),
  });
}

function addAccountability({ builder }: ModuleSchema): void {
  builder.prismaNode('AccountabilityCase', {
    id: { resolve: rowId },
    findUnique: whereRow,
    nullable: true,
    description: doc('责任追究', 'an accountability case', CLAUSES.accountability),
    authScopes: (row, ctx) =>
      seenIf(
        ctx.viewer.townshipId === row.townshipId &&
          (hasRole(ctx, ...ACCOUNTABILITY_READERS) ||
            (ctx.viewer.id !== null && [row.deputyId, row.personId].includes(ctx.viewer.id))),
      ),
    fields: (t) => ({
      ground: t.field({
        type: 'AccountabilityGround',
        description: doc('情形', 'ground'),
        resolve: (a) => a.ground as AccountabilityGround,
      }),
      branch: t.relation('branch', { description: doc('分支', 'the branch') }),
      deputy: t.relation('deputy', { nullable: true, description: doc('分管领导', 'the deputy leader') }),
      person: t.relation('person', {
        nullable: true,
        description: doc('直接责任人', 'the person in charge'),
      }),
      evidence: t.exposeString('evidence', { description: doc('证据', 'evidence') }),
      openedOn: t.field({
        type: 'Date',
        description: doc('启动日期', 'opened on'),
        resolve: (a) => civilDate(a.openedOn),
      }),
      upheld: t.exposeBoolean('upheld', {
        nullable: true,
        description: doc('是否属实，未决定为空', 'upheld; null while open'),
      }),
      decision: t.exposeString('decision', { nullable: true, description: doc('决定', 'the decision') }),
    }),
  });
}
