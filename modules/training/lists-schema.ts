import { STAFF_ROLES } from '../../core/auth/roles.ts';
import { doc } from '../../core/graphql/doc.ts';
import { ownUnless } from '../../core/graphql/list.ts';
import type { ModuleSchema } from '../../core/graphql/module-schema.ts';
import { CLAUSES } from './clauses.ts';
import { RECORD_READERS } from './roles.ts';

/** The lists of 学习培训; nullable, as the county's endpoint answers null where the module is off. */
export function addLists(schema: ModuleSchema): void {
  addSessions(schema);
  addRecords(schema);
}

function addSessions({ list }: ModuleSchema): void {
  list('trainingPlans', {
    of: 'TrainingPlan',
    seenBy: STAFF_ROLES,
    description: doc('年度计划，最近的在前', 'the plans, the latest first', CLAUSES.monthly),
    order: { year: 'desc' },
  });
  list('trainingSessions', {
    of: 'TrainingSession',
    seenBy: STAFF_ROLES,
    description: doc('学习培训，最近的在前', 'sessions, the latest first', CLAUSES.monthly),
    args: (arg) => ({
      state: arg({ type: 'TrainingSessionState', description: doc('只看此状态的', 'only this state') }),
    }),
    where: ({ state }) => (state ? { state } : {}),
    order: { startsAt: 'desc' },
  });
  list('trainingMonthChecks', {
    of: 'TrainingMonthCheck',
    seenBy: STAFF_ROLES,
    description: doc('每月检查，最近的在前', 'checks of months, the latest first', CLAUSES.monthly),
    order: { month: 'desc' },
  });
}

function addRecords({ list }: ModuleSchema): void {
  const mine = { description: doc('只看本人的', 'only one’s own') };
  list('trainingAttendances', {
    of: 'TrainingAttendance',
    seenBy: STAFF_ROLES,
    description: doc(
      '到会记录：组织人员看全部，其他人看自己的',
      'attendance: all, or one’s own',
      CLAUSES.absence,
    ),
    args: (arg) => ({
      mine: arg.boolean(mine),
      state: arg({ type: 'TrainingAttendanceState', description: doc('只看此情况的', 'only this state') }),
    }),
    where: (args, ctx) => ({
      ...ownUnless(ctx, args.mine ? [] : RECORD_READERS),
      ...(args.state ? { state: args.state } : {}),
    }),
    order: { session: { startsAt: 'desc' } },
  });
  list('trainingScores', {
    of: 'TrainingScore',
    seenBy: STAFF_ROLES,
    description: doc('测试成绩：组织人员看全部，其他人看自己的', 'scores: all, or one’s own', CLAUSES.modes),
    args: (arg) => ({ mine: arg.boolean(mine) }),
    where: (args, ctx) => ownUnless(ctx, args.mine ? [] : RECORD_READERS),
    order: { takenOn: 'desc' },
  });
  list('trainingRetakes', {
    of: 'TrainingRetake',
    seenBy: STAFF_ROLES,
    description: doc('补考任务：组织人员看全部，其他人看自己的', 'retakes: all, or one’s own', CLAUSES.modes),
    args: (arg) => ({
      mine: arg.boolean(mine),
      open: arg.boolean({ description: doc('只看未合格的', 'only those not passed') }),
    }),
    where: (args, ctx) => ({
      ...ownUnless(ctx, args.mine ? [] : RECORD_READERS),
      ...(args.open ? { state: 'OPEN' } : {}),
    }),
    order: { openedAt: 'desc' },
  });
  list('selfStudies', {
    of: 'SelfStudy',
    seenBy: STAFF_ROLES,
    description: doc(
      '自学记录：组织人员看全部，其他人看自己的',
      'self-study: all, or one’s own',
      CLAUSES.modes,
    ),
    args: (arg) => ({ mine: arg.boolean(mine) }),
    where: (args, ctx) => ownUnless(ctx, args.mine ? [] : RECORD_READERS),
    order: { day: 'desc' },
  });
}
