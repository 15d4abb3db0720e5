import { doc } from '../../core/graphql/doc.ts';
import type { ModuleSchema } from '../../core/graphql/module-schema.ts';
import { rowAnswer, shownAnswer } from '../../core/graphql/verb.ts';
import { civilDate } from '../../core/time/index.ts';
import { excuseAbsence, signIn } from './acts/attending.ts';
import { logSelfStudy, recordScore } from './acts/learning.ts';
import { adoptPlan, cancelSession, scheduleSession } from './acts/planning.ts';
import { CLAUSES } from './clauses.ts';
import { STEP_ROLES } from './roles.ts';

const SESSION = rowAnswer('TrainingSession', (db, where) => db.trainingSession.findUniqueOrThrow({ where }));
const ATTENDED = shownAnswer('TrainingAttendance', (db, where) =>
  db.trainingAttendance.findUniqueOrThrow({ where }),
);

/** The mutations of 学习培训, named with the verbs of the chapter. */
export function addVerbs(schema: ModuleSchema): void {
  addPlanning(schema);
  addAttending(schema);
  addLearning(schema);
}

function addPlanning({ verb }: ModuleSchema): void {
  verb('adoptTrainingPlan', {
    description: doc('制定年度计划', 'adopts the plan of a year', CLAUSES.monthly),
    roles: STEP_ROLES.plan,
    answer: rowAnswer('TrainingPlan', (db, where) => db.trainingPlan.findUniqueOrThrow({ where })),
    input: (t) => ({
      year: t.int({ required: true, description: doc('年度', 'year') }),
      categories: t.stringList({
        required: true,
        description: doc('十二个月的内容类别', 'content of each of the twelve months'),
      }),
      topics: t.stringList({
        required: true,
        description: doc('十二个月的主题', 'topic of each of the twelve months'),
      }),
    }),
    act: async (act, { year, categories, topics }) => ({
      id: await adoptPlan(act, { year, categories, topics }),
    }),
  });
  verb('scheduleTraining', {
    description: doc('安排学习培训', 'arranges a session', CLAUSES.monthly),
    roles: STEP_ROLES.organise,
    answer: SESSION,
    input: (t) => ({
      title: t.string({ required: true, description: doc('主题', 'topic') }),
      category: t.string({
        description: doc(
          '内容类别：POLITICS、LAW、MEETINGS、SKILLS、MANNERS或本镇增加的',
          'POLITICS, LAW, MEETINGS, SKILLS, MANNERS or one of the township’s own',
          CLAUSES.contents,
        ),
      }),
      modes: t.field({
        type: ['TrainingMode'],
        required: true,
        description: doc('方式', 'ways', CLAUSES.modes),
      }),
      materials: t.stringList({
        required: true,
        defaultValue: [],
        description: doc('学习材料', 'materials'),
      }),
      startsAt: t.field({ type: 'DateTime', required: true, description: doc('开始', 'start') }),
      endsAt: t.field({ type: 'DateTime', required: true, description: doc('结束', 'end') }),
      staffIds: t.idList({
        description: doc('应到人员，默认为全体', 'who is expected; by default everybody'),
      }),
    }),
    act: async (act, input, ids) => ({
      id: await scheduleSession(act, {
        title: input.title,
        category: input.category ?? null,
        modes: input.modes,
        materials: input.materials,
        startsAt: input.startsAt,
        endsAt: input.endsAt,
        staffIds: input.staffIds ? input.staffIds.map((given) => ids('Staff', given)) : null,
      }),
    }),
  });
  verb('cancelTraining', {
    description: doc('取消学习培训', 'calls a session off', CLAUSES.monthly),
    roles: STEP_ROLES.organise,
    answer: SESSION,
    input: (t) => ({ sessionId: t.id({ required: true, description: doc('学习培训', 'the session') }) }),
    act: async (act, input, ids) => ({
      id: await cancelSession(act, ids('TrainingSession', input.sessionId)),
    }),
  });
}

function addAttending({ verb }: ModuleSchema): void {
  verb('signInTraining', {
    description: doc('签到', 'signs in at a session', CLAUSES.absence),
    roles: STEP_ROLES.attend,
    answer: ATTENDED,
    input: (t) => ({ sessionId: t.id({ required: true, description: doc('学习培训', 'the session') }) }),
    act: async (act, input, ids) => ({
      id: await signIn(act, { sessionId: ids('TrainingSession', input.sessionId), staffId: null }),
    }),
  });
  verb('recordTrainingPresence', {
    description: doc('补记到会人员', 'records that somebody was there', CLAUSES.absence),
    roles: STEP_ROLES.organise,
    answer: ATTENDED,
    input: (t) => ({
      sessionId: t.id({ required: true, description: doc('学习培训', 'the session') }),
      staffId: t.id({ required: true, description: doc('工作人员', 'member of staff') }),
    }),
    act: async (act, input, ids) => ({
      id: await signIn(act, {
        sessionId: ids('TrainingSession', input.sessionId),
        staffId: ids('Staff', input.staffId),
      }),
    }),
  });
  verb('excuseTrainingAbsence', {
    description: doc(
      '登记缺席原因；考勤制度启用的，凭批准的请假',
      'accepts a reason for an absence; where attendance is on only approved leave excuses',
      CLAUSES.absence,
    ),
    roles: STEP_ROLES.excuse,
    answer: ATTENDED,
    input: (t) => ({
      attendanceId: t.id({ required: true, description: doc('到会记录', 'the record') }),
      reason: t.string({ required: true, description: doc('原因', 'reason') }),
    }),
    act: async (act, input, ids) => ({
      id: await excuseAbsence(act, {
        attendanceId: ids('TrainingAttendance', input.attendanceId),
        reason: input.reason,
      }),
    }),
  });
}

function addLearning({ verb }: ModuleSchema): void {
  verb('recordTestScore', {
    description: doc(
      '登记测试成绩，不合格的补考',
      'records a score; a failed test is taken again',
      CLAUSES.modes,
    ),
    roles: STEP_ROLES.organise,
    answer: shownAnswer('TrainingScore', (db, where) => db.trainingScore.findUniqueOrThrow({ where })),
    input: (t) => ({
      sessionId: t.id({ required: true, description: doc('学习培训', 'the session') }),
      staffId: t.id({ required: true, description: doc('工作人员', 'member of staff') }),
      score: t.int({ required: true, description: doc('成绩，0至100', 'score, 0 to 100') }),
    }),
    act: async (act, input, ids) => ({
      id: await recordScore(act, {
        sessionId: ids('TrainingSession', input.sessionId),
        staffId: ids('Staff', input.staffId),
        score: input.score,
      }),
    }),
  });
  verb('logSelfStudy', {
    description: doc('记录自学', 'adds to one’s own log of self-study', CLAUSES.modes),
    roles: STEP_ROLES.attend,
    answer: rowAnswer('SelfStudy', (db, where) => db.selfStudy.findUniqueOrThrow({ where })),
    input: (t) => ({
      day: t.field({ type: 'Date', description: doc('日期，默认为今天', 'day; by default today') }),
      category: t.string({ required: true, description: doc('内容类别', 'content', CLAUSES.contents) }),
      topic: t.string({ required: true, description: doc('主题', 'topic') }),
      minutes: t.int({ required: true, description: doc('分钟', 'minutes') }),
      notes: t.string({ description: doc('笔记', 'notes') }),
    }),
    act: async (act, input) => ({
      id: await logSelfStudy(act, {
        day: input.day ? civilDate(input.day) : null,
        category: input.category,
        topic: input.topic,
        minutes: input.minutes,
        notes: input.notes ?? null,
      }),
    }),
  });
}
