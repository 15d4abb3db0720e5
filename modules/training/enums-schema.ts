import { doc } from '../../core/graphql/doc.ts';
import type { ModuleSchema } from '../../core/graphql/module-schema.ts';
import { CLAUSES } from './clauses.ts';
import type { Mode } from './rules.ts';
import type { AttendanceState, SessionState } from './store.ts';

declare module '../../core/graphql/enums.ts' {
  interface EnumValues {
    TrainingMode: Mode;
    TrainingSessionState: SessionState;
    TrainingAttendanceState: AttendanceState;
  }
}

/** The enum types of 学习培训. */
export function addEnums({ builder }: ModuleSchema): void {
  builder.enumType('TrainingMode', {
    description: doc('学习培训方式', 'way of study', CLAUSES.modes),
    values: {
      COLLECTIVE: { description: doc('集中学习', 'collective') },
      SELF_STUDY: { description: doc('分散自学', 'self-study') },
      INVITED: { description: doc('“请进来”教', 'somebody was invited to teach') },
      OUTSIDE: { description: doc('“走出去”学', 'learning elsewhere') },
      LECTURE: { description: doc('口头讲授', 'lecture') },
      MEDIA: { description: doc('电化教育', 'by media') },
      TEST: { description: doc('有考核测试', 'with a test') },
    },
  });
  builder.enumType('TrainingSessionState', {
    description: doc('学习培训的状态', 'state of a session'),
    values: {
      SCHEDULED: { description: doc('已安排', 'to come, or not closed yet') },
      CLOSED: { description: doc('已结束', 'over, absences found') },
      UNCHECKED: {
        description: doc('停用期间，不认定缺席', 'held while the chapter was off; nobody is absent'),
      },
      CANCELLED: { description: doc('已取消', 'called off') },
    },
  });
  builder.enumType('TrainingAttendanceState', {
    description: doc('到会情况', 'whether somebody came', CLAUSES.absence),
    values: {
      EXPECTED: { description: doc('应到', 'expected') },
      PRESENT: { description: doc('已签到', 'signed in') },
      ABSENT: { description: doc('无故缺席', 'absent without reason') },
      EXCUSED: { description: doc('批准请假或已说明', 'on approved leave, or excused') },
    },
  });
}
