import { STAFF_ROLES } from '../../core/auth/roles.ts';
import { hasRole, type Context } from '../../core/graphql/context.ts';
import { doc } from '../../core/graphql/doc.ts';
import type { ModuleSchema } from '../../core/graphql/module-schema.ts';
import { inForce } from '../../core/graphql/node.ts';
import { CLAUSES } from './clauses.ts';
import { RECORD_READERS } from './roles.ts';

const READ = { cursor: 'townshipId_id', nullable: true, authScopes: { role: STAFF_ROLES } } as const;

/** One's own rows only, for whoever does not keep the records. */
function mayList(ctx: Context, mine: boolean | null | undefined) {
  const own = mine || !hasRole(ctx, ...RECORD_READERS);
  return { ...inForce(ctx), ...(own ? { staffId: ctx.viewer.id ?? '' } : {}) };
}

/** The lists of 学习培训; nullable, as the county's endpoint answers null where the module is off. */
export function addLists(schema: ModuleSchema): void {
  addSessions(schema);
  addRecords(schema);
}

function addSessions({ queries }: ModuleSchema): void {
  queries((t) => ({
    trainingPlans: t.prismaConnection({
      ...READ,
      type: 'TrainingPlan',
      description: doc('年度计划，最近的在前', 'the plans, the latest first', CLAUSES.monthly),
      resolve: (query, _root, _args, ctx) =>
        ctx.db.trainingPlan.findMany({
          ...query,
          where: inForce(ctx),
          orderBy: [{ year: 'desc' }, { id: 'asc' }],
        }),
    }),
    trainingSessions: t.prismaConnection({
      ...READ,
      type: 'TrainingSession',
      description: doc('学习培训，最近的在前', 'sessions, the latest first', CLAUSES.monthly),
      args: {
        state: t.arg({ type: 'TrainingSessionState', description: doc('只看此状态的', 'only this state') }),
      },
      resolve: (query, _root, { state }, ctx) =>
        ctx.db.trainingSession.findMany({
          ...query,
          where: { ...inForce(ctx), ...(state ? { state } : {}) },
          orderBy: [{ startsAt: 'desc' }, { id: 'asc' }],
        }),
    }),
    trainingMonthChecks: t.prismaConnection({
      ...READ,
      type: 'TrainingMonthCheck',
      description: doc('每月检查，最近的在前', 'checks of months, the latest first', CLAUSES.monthly),
      resolve: (query, _root, _args, ctx) =>
        ctx.db.trainingMonthCheck.findMany({
          ...query,
          where: inForce(ctx),
          orderBy: [{ month: 'desc' }, { id: 'asc' }],
        }),
    }),
  }));
}

function addRecords({ queries }: ModuleSchema): void {
  queries((t) => {
    const mine = t.arg.boolean({ description: doc('只看本人的', 'only one’s own') });
    return {
      trainingAttendances: t.prismaConnection({
        ...READ,
        type: 'TrainingAttendance',
        description: doc(
          '到会记录：组织人员看全部，其他人看自己的',
          'attendance: all, or one’s own',
          CLAUSES.absence,
        ),
        args: {
          mine,
          state: t.arg({
            type: 'TrainingAttendanceState',
            description: doc('只看此情况的', 'only this state'),
          }),
        },
        resolve: (query, _root, { mine: own, state }, ctx) =>
          ctx.db.trainingAttendance.findMany({
            ...query,
            where: { ...mayList(ctx, own), ...(state ? { state } : {}) },
            orderBy: [{ session: { startsAt: 'desc' } }, { id: 'asc' }],
          }),
      }),
      trainingScores: t.prismaConnection({
        ...READ,
        type: 'TrainingScore',
        description: doc(
          '测试成绩：组织人员看全部，其他人看自己的',
          'scores: all, or one’s own',
          CLAUSES.modes,
        ),
        args: { mine },
        resolve: (query, _root, { mine: own }, ctx) =>
          ctx.db.trainingScore.findMany({
            ...query,
            where: mayList(ctx, own),
            orderBy: [{ takenOn: 'desc' }, { id: 'asc' }],
          }),
      }),
      trainingRetakes: t.prismaConnection({
        ...READ,
        type: 'TrainingRetake',
        description: doc(
          '补考任务：组织人员看全部，其他人看自己的',
          'retakes: all, or one’s own',
          CLAUSES.modes,
        ),
        args: { mine, open: t.arg.boolean({ description: doc('只看未合格的', 'only those not passed') }) },
        resolve: (query, _root, { mine: own, open }, ctx) =>
          ctx.db.trainingRetake.findMany({
            ...query,
            where: { ...mayList(ctx, own), ...(open ? { state: 'OPEN' } : {}) },
            orderBy: [{ openedAt: 'desc' }, { id: 'asc' }],
          }),
      }),
      selfStudies: t.prismaConnection({
        ...READ,
        type: 'SelfStudy',
        description: doc(
          '自学记录：组织人员看全部，其他人看自己的',
          'self-study: all, or one’s own',
          CLAUSES.modes,
        ),
        args: { mine },
        resolve: (query, _root, { mine: own }, ctx) =>
          ctx.db.selfStudy.findMany({
            ...query,
            where: mayList(ctx, own),
            orderBy: [{ day: 'desc' }, { id: 'asc' }],
          }),
      }),
    };
  });
}
