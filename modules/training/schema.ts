import { limitsOf } from '../../core/clocks/limit-fields.ts';
import type { AppBuilder } from '../../core/graphql/builder.ts';
import { hasRole, type Context } from '../../core/graphql/context.ts';
import { doc } from '../../core/graphql/doc.ts';
import type { ModuleSchema } from '../../core/graphql/module-schema.ts';
import { rowId, seenIf, whereRow, type RowKey } from '../../core/graphql/node.ts';
import { civilDate } from '../../core/time/index.ts';
import { CLAUSES } from './clauses.ts';
import { addEnums } from './enums-schema.ts';
import { addLists } from './lists-schema.ts';
import { RECORD_READERS } from './roles.ts';
import { CONTENTS, type Mode } from './rules.ts';
import { retakeSubject, type AttendanceState, type SessionState } from './store.ts';
import { addVerbs } from './verbs-schema.ts';

/** Types, lists and verbs of 学习培训. The API is written here; what happens stands in acts/. */
export function registerTraining(schema: ModuleSchema): void {
  const { builder } = schema;
  addEnums(schema);
  addPlans(builder);
  addSession(builder);
  addRecords(builder);
  addLists(schema);
  addVerbs(schema);
}

/** The township's staff. */
function ofTownship(row: RowKey, ctx: Context) {
  return seenIf(ctx.viewer.townshipId === row.townshipId);
}

/** The person concerned, and who keeps the records of study. */
function ofPerson(row: RowKey & { staffId: string }, ctx: Context) {
  const reads = ctx.viewer.id === row.staffId || hasRole(ctx, ...RECORD_READERS);
  return seenIf(ctx.viewer.townshipId === row.townshipId && reads);
}

function addPlans(builder: AppBuilder): void {
  builder.prismaNode('TrainingPlan', {
    id: { resolve: rowId },
    findUnique: whereRow,
    nullable: true,
    description: doc('年度学习培训计划', 'the study plan of a year', CLAUSES.monthly),
    authScopes: ofTownship,
    fields: (t) => ({
      year: t.exposeInt('year', { description: doc('年度', 'year') }),
      categories: t.exposeStringList('categories', {
        description: doc('各月内容类别，一月起', 'content of each month, January first'),
      }),
      topics: t.exposeStringList('topics', {
        description: doc('各月主题，一月起', 'topic of each month, January first'),
      }),
      missingContents: t.stringList({
        description: doc('五类内容中计划没有的', 'contents of the five that it lacks', CLAUSES.contents),
        resolve: (row) =>
          CONTENTS.filter(({ rule }) => !rule.decide(row.categories)).map(({ category }) => category),
      }),
    }),
  });
  builder.prismaNode('TrainingMonthCheck', {
    id: { resolve: rowId },
    findUnique: whereRow,
    nullable: true,
    description: doc('每月集中学习检查', 'the check of a month', CLAUSES.monthly),
    authScopes: ofTownship,
    fields: (t) => ({
      month: t.exposeString('month', { description: doc('月份，YYYY-MM', 'month, YYYY-MM') }),
      checkedOn: t.field({
        type: 'Date',
        description: doc('检查日期', 'day of the check'),
        resolve: (row) => civilDate(row.checkedOn),
      }),
      sessions: t.exposeInt('sessions', {
        description: doc('已开展的集中学习次数，0为未开展', 'collective sessions held; 0 = missed'),
      }),
    }),
  });
}

function addSession(builder: AppBuilder): void {
  builder.prismaNode('TrainingSession', {
    id: { resolve: rowId },
    findUnique: whereRow,
    nullable: true,
    description: doc('一次学习培训', 'a session of study or training', CLAUSES.monthly),
    authScopes: ofTownship,
    fields: (t) => ({
      title: t.exposeString('title', { description: doc('主题', 'topic') }),
      category: t.exposeString('category', {
        description: doc('内容类别代码', 'code of its content', CLAUSES.contents),
      }),
      modes: t.field({
        type: ['TrainingMode'],
        description: doc('方式', 'ways', CLAUSES.modes),
        resolve: (row) => row.modes as Mode[],
      }),
      materials: t.exposeStringList('materials', { description: doc('学习材料', 'materials') }),
      day: t.field({ type: 'Date', description: doc('日期', 'day'), resolve: (row) => civilDate(row.day) }),
      startsAt: t.expose('startsAt', { type: 'DateTime', description: doc('开始', 'start') }),
      endsAt: t.expose('endsAt', { type: 'DateTime', description: doc('结束', 'end') }),
      state: t.field({
        type: 'TrainingSessionState',
        description: doc('状态', 'state'),
        resolve: (row) => row.state as SessionState,
      }),
      attendances: t.relatedConnection('attendances', {
        cursor: 'townshipId_id',
        nullable: true,
        authScopes: { role: RECORD_READERS },
        description: doc('应到人员和到会情况', 'who was expected, and who came', CLAUSES.absence),
        query: { orderBy: [{ id: 'asc' }] },
      }),
    }),
  });
}

/** The limit within which a test is taken again. */
const RETAKE_LIMITS = limitsOf(retakeSubject);

function addRecords(builder: AppBuilder): void {
  builder.prismaNode('TrainingAttendance', {
    id: { resolve: rowId },
    findUnique: whereRow,
    nullable: true,
    description: doc('到会记录', 'whether somebody came to a session', CLAUSES.absence),
    authScopes: ofPerson,
    fields: (t) => ({
      state: t.field({
        type: 'TrainingAttendanceState',
        description: doc('情况', 'state'),
        resolve: (row) => row.state as AttendanceState,
      }),
      signedInAt: t.expose('signedInAt', {
        type: 'DateTime',
        nullable: true,
        description: doc('签到时间', 'when signed in'),
      }),
      excuseReason: t.exposeString('excuseReason', {
        nullable: true,
        description: doc('缺席原因', 'why the absence was excused'),
      }),
      byLeave: t.boolean({
        description: doc('是否因批准的请假', 'whether by approved leave'),
        resolve: (row) => row.leaveId !== null,
      }),
      session: t.relation('session', { description: doc('学习培训', 'the session') }),
      staff: t.relation('staff', { description: doc('工作人员', 'member of staff') }),
    }),
  });
  builder.prismaNode('TrainingScore', {
    id: { resolve: rowId },
    findUnique: whereRow,
    nullable: true,
    description: doc('测试成绩', 'the score of a test', CLAUSES.modes),
    authScopes: ofPerson,
    fields: (t) => ({
      attempt: t.exposeInt('attempt', { description: doc('第几次', 'attempt, from 1') }),
      score: t.exposeInt('score', { description: doc('成绩，0至100', 'score, 0 to 100') }),
      pass: t.exposeInt('pass', { description: doc('合格分', 'score that was needed') }),
      passed: t.boolean({
        description: doc('是否合格', 'whether passed'),
        resolve: (row) => row.score >= row.pass,
      }),
      takenOn: t.field({
        type: 'Date',
        description: doc('日期', 'day'),
        resolve: (row) => civilDate(row.takenOn),
      }),
      session: t.relation('session', { description: doc('学习培训', 'the session') }),
      staff: t.relation('staff', { description: doc('工作人员', 'member of staff') }),
    }),
  });
  builder.prismaNode('TrainingRetake', {
    id: { resolve: rowId },
    findUnique: whereRow,
    nullable: true,
    description: doc('补考任务', 'the task to take a test again', CLAUSES.modes),
    authScopes: ofPerson,
    fields: (t) => ({
      passed: t.boolean({
        description: doc('是否已合格', 'whether it was passed'),
        resolve: (row) => row.state === 'PASSED',
      }),
      dueOn: t.field(RETAKE_LIMITS.dueOn(doc('补考期限', 'day by which it is to be taken'))),
      clocks: t.prismaField(RETAKE_LIMITS.clocks(doc('补考期限及其由来', 'its limit, with the explanation'))),
      session: t.relation('session', { description: doc('学习培训', 'the session') }),
      staff: t.relation('staff', { description: doc('工作人员', 'member of staff') }),
    }),
  });
  builder.prismaNode('SelfStudy', {
    id: { resolve: rowId },
    findUnique: whereRow,
    nullable: true,
    description: doc('自学记录', 'an entry of a log of self-study', CLAUSES.modes),
    authScopes: ofPerson,
    fields: (t) => ({
      day: t.field({ type: 'Date', description: doc('日期', 'day'), resolve: (row) => civilDate(row.day) }),
      category: t.exposeString('category', { description: doc('内容类别代码', 'code of its content') }),
      topic: t.exposeString('topic', { description: doc('主题', 'topic') }),
      minutes: t.exposeInt('minutes', { description: doc('分钟', 'minutes') }),
      notes: t.exposeString('notes', { nullable: true, description: doc('笔记', 'notes') }),
      staff: t.relation('staff', { description: doc('工作人员', 'member of staff') }),
    }),
  });
}
