import { doc } from '../../core/graphql/doc.ts';
import type { ModuleSchema } from '../../core/graphql/module-schema.ts';
import { CLAUSES } from './clauses.ts';
import type { Half, MarkKind } from './day-rules.ts';
import type { CorrectionKind, LeaveState, LeaveType, MarkState } from './store.ts';

// A field or an argument names an enum by its name; this tells the compiler the values.
declare module '../../core/graphql/enums.ts' {
  interface EnumValues {
    HalfDay: Half;
    LeaveType: LeaveType;
    LeaveState: LeaveState;
    AttendanceMarkKind: MarkKind;
    AttendanceMarkState: MarkState;
    PunchCorrectionKind: CorrectionKind;
  }
}

/** The enum types of 考勤. */
export function addEnums({ builder }: ModuleSchema): void {
  builder.enumType('HalfDay', {
    description: doc('半天', 'half a day', CLAUSES.halfDay),
    values: {
      AM: { description: doc('上午', 'morning') },
      PM: { description: doc('下午', 'afternoon') },
    },
  });
  builder.enumType('LeaveType', {
    description: doc('请假种类', 'kind of leave', CLAUSES.halfDay),
    values: {
      PERSONAL: { description: doc('事假', 'personal') },
      SICK: { description: doc('病假', 'sick') },
      ANNUAL: { description: doc('年休假', 'annual') },
      OFFICIAL: { description: doc('公假', 'official') },
      OTHER: { description: doc('其他', 'other') },
    },
  });
  builder.enumType('LeaveState', {
    description: doc('请假状态', 'state of a leave', CLAUSES.fullDay),
    values: {
      REQUESTED: { description: doc('已申请', 'requested') },
      REVIEWED: { description: doc('分管领导已审核', 'reviewed by the deputy leader') },
      APPROVED: { description: doc('已批准', 'approved') },
      REJECTED: { description: doc('未批准', 'rejected') },
      WITHDRAWN: { description: doc('已撤回', 'withdrawn') },
    },
  });
  builder.enumType('AttendanceMarkKind', {
    description: doc('考勤情况', 'what was derived', CLAUSES.hours),
    values: {
      LATE: { description: doc('迟到', 'late') },
      EARLY: { description: doc('早退', 'early') },
      ABSENT: { description: doc('旷工半天', 'half a day absent') },
      OFF_POST: { description: doc('外出逾时离岗', 'out longer than agreed') },
      UNCOVERED: { description: doc('请假无人顶岗', 'leave without cover') },
      DUTY_SHORTFALL: { description: doc('值班不足，不扣分', 'duty fell short; no points') },
    },
  });
  builder.enumType('AttendanceMarkState', {
    description: doc('考勤情况的状态', 'state of a mark', CLAUSES.outing),
    values: {
      PENDING: { description: doc('补办期限未过', 'the limit for filing still runs') },
      STANDING: { description: doc('成立', 'stands') },
      WITHDRAWN: { description: doc('已撤销', 'withdrawn') },
    },
  });
  builder.enumType('PunchCorrectionKind', {
    description: doc('更正种类', 'kind of correction', CLAUSES.managed),
    values: {
      ADD: { description: doc('补记打卡', 'a punch by hand') },
      VOID: { description: doc('作废打卡', 'a punch struck out') },
    },
  });
}
