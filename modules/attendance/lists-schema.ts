import { STAFF_ROLES, type Role } from '../../core/auth/roles.ts';
import { hasRole, type Context } from '../../core/graphql/context.ts';
import { doc } from '../../core/graphql/doc.ts';
import { Failure } from '../../core/graphql/failure.ts';
import { ownUnless, type QueryBuilder } from '../../core/graphql/list.ts';
import type { ModuleSchema } from '../../core/graphql/module-schema.ts';
import { idIn, inForce } from '../../core/graphql/node.ts';
import type { CivilDate } from '../../core/time/index.ts';
import { CLAUSES } from './clauses.ts';
import { LEAVE_READERS, MARK_READERS, PUNCH_READERS } from './roles.ts';
import { readSheet, type SheetRow } from './sheet-store.ts';

/** The lists of 考勤; nullable, as the county's endpoint answers null where the module is off. */
export function addLists(schema: ModuleSchema): void {
  addRecords(schema);
  addOffice(schema);
  addSheet(schema);
}

const OWN = '考勤员看全部，其他人看自己的';

function dayAndMine(arg: QueryBuilder['arg']) {
  return {
    day: arg({ type: 'Date', description: doc('只看这一天的', 'only this day') }),
    mine: arg.boolean({ description: doc('只看自己的', 'only one’s own') }),
  };
}

/** Of one day, one's own or everybody's. */
function ofDay(roles: readonly Role[]) {
  return (args: { day?: CivilDate | null | undefined; mine?: boolean | null | undefined }, ctx: Context) => ({
    ...ownUnless(ctx, args.mine ? [] : roles),
    ...(args.day ? { day: args.day } : {}),
  });
}

function addRecords({ list }: ModuleSchema): void {
  list('punches', {
    of: 'Punch',
    seenBy: STAFF_ROLES,
    description: doc(`打卡：${OWN}`, 'punches: all for the officer, else one’s own', CLAUSES.punches),
    args: dayAndMine,
    where: ofDay(PUNCH_READERS),
    order: { at: 'desc' },
  });
  list('punchCorrections', {
    of: 'PunchCorrection',
    seenBy: STAFF_ROLES,
    description: doc(`打卡更正：${OWN}`, 'corrections: all for the officer, else one’s own', CLAUSES.managed),
    args: dayAndMine,
    where: ofDay(PUNCH_READERS),
    order: { madeAt: 'desc' },
  });
  list('leaveRequests', {
    of: 'LeaveRequest',
    seenBy: STAFF_ROLES,
    description: doc(
      '请假：考勤员和审批人看全部，其他人看自己的',
      'leaves: all for the officer and approvers, else one’s own',
      CLAUSES.halfDay,
    ),
    args: (arg) => ({
      mine: dayAndMine(arg).mine,
      state: arg({ type: 'LeaveState', description: doc('只看此状态的', 'only this state') }),
    }),
    where: ({ mine, state }, ctx) => ({
      ...ownUnless(ctx, mine ? [] : LEAVE_READERS),
      ...(state ? { state } : {}),
    }),
    order: { requestedAt: 'desc' },
  });
  list('outings', {
    of: 'Outing',
    seenBy: STAFF_ROLES,
    description: doc(
      '外出：考勤员和审批人看全部，其他人看自己的',
      'outings: all for the officer and approvers, else one’s own',
      CLAUSES.outing,
    ),
    args: dayAndMine,
    where: ofDay(LEAVE_READERS),
    order: { leftAt: 'desc' },
  });
  list('attendanceMarks', {
    of: 'AttendanceMark',
    seenBy: STAFF_ROLES,
    description: doc('考勤情况，不含已撤销的', 'marks, without those withdrawn', CLAUSES.hours),
    args: dayAndMine,
    where: (args, ctx) => ({ ...ofDay(MARK_READERS)(args, ctx), state: { not: 'WITHDRAWN' } }),
    order: [{ day: 'desc' }, { half: 'asc' }, { kind: 'asc' }],
  });
}

function addOffice({ list }: ModuleSchema): void {
  list('dutyRoster', {
    of: 'DutyRoster',
    seenBy: STAFF_ROLES,
    description: doc('值班安排', 'the duty roster', CLAUSES.duty),
    args: (arg) => ({ day: dayAndMine(arg).day }),
    where: ({ day }) => ({ onDuty: true, ...(day ? { day } : {}) }),
    order: { day: 'desc' },
  });
  list('attendanceDevices', {
    of: 'AttendanceDevice',
    seenBy: ['ATTENDANCE_OFFICER', 'CENTRE_DIRECTOR'],
    description: doc('考勤机', 'registered devices', CLAUSES.punches),
    order: { code: 'asc' },
  });
}

function addSheet({ builder, queries }: ModuleSchema): void {
  const row = builder.objectRef<SheetRow>('AttendanceSheetRow');
  builder.objectType(row, {
    description: doc('一人一月的考勤表', 'a person’s month', CLAUSES.managed),
    authScopes: { role: STAFF_ROLES },
    fields: (t) => ({
      staff: t.field({
        type: 'Staff',
        nullable: true,
        description: doc('工作人员', 'the person'),
        resolve: ({ staffId }, _args, ctx) => ctx.platform.directory.findStaff(staffId),
      }),
      workingDays: t.exposeInt('workingDays', {
        description: doc('当月工作日', 'working days of the month'),
      }),
      late: t.exposeInt('late', { description: doc('迟到次数', 'times late', CLAUSES.hours) }),
      early: t.exposeInt('early', { description: doc('早退次数', 'times early', CLAUSES.hours) }),
      absentHalfDays: t.exposeInt('absentHalfDays', {
        description: doc('旷工半天数', 'half-days absent', CLAUSES.hours),
      }),
      offPost: t.exposeInt('offPost', { description: doc('离岗次数', 'times off post', CLAUSES.outing) }),
      uncoveredHalfDays: t.exposeInt('uncoveredHalfDays', {
        description: doc('无人顶岗半天数', 'half-days of leave without cover', CLAUSES.cover),
      }),
      dutyShortMinutes: t.exposeInt('dutyShortMinutes', {
        description: doc('值班不足分钟，不扣分', 'minutes that duty fell short; no points', CLAUSES.duty),
      }),
      pending: t.exposeInt('pending', {
        description: doc('其中补办期限未过的', 'of these, within the limit for filing', CLAUSES.outing),
      }),
      leaveHalfDays: t.exposeInt('leaveHalfDays', {
        description: doc('请假半天数', 'half-days of leave', CLAUSES.halfDay),
      }),
      outings: t.exposeInt('outings', { description: doc('外出次数', 'outings', CLAUSES.outing) }),
    }),
  });
  queries((t) => ({
    attendanceSheet: t.field({
      type: [row],
      nullable: true,
      authScopes: { role: STAFF_ROLES },
      description: doc(
        '月考勤表，可只看一个窗口；无权看他人的只见自己',
        'the month’s sheet, of a window or of all; others see their own row only',
        CLAUSES.managed,
      ),
      args: {
        month: t.arg.string({ required: true, description: doc('月份，YYYY-MM', 'month, YYYY-MM') }),
        windowId: t.arg.id({ description: doc('窗口', 'window') }),
      },
      resolve: (_root, { month, windowId }, ctx) => {
        if (!/^20\d{2}-(0[1-9]|1[0-2])$/.test(month))
          throw new Failure('BAD_INPUT', undefined, { field: 'month' });
        const { townshipId } = inForce(ctx);
        return readSheet(ctx.db, townshipId, month, ctx.platform.directory.calendar, {
          windowId: windowId ? idIn(townshipId, 'Window', String(windowId)) : null,
          staffId: hasRole(ctx, ...MARK_READERS) ? null : (ctx.viewer.id ?? ''),
        });
      },
    }),
  }));
}
