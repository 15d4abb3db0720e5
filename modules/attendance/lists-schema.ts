import { STAFF_ROLES } from '../../core/auth/roles.ts';
import { hasRole, type Context } from '../../core/graphql/context.ts';
import { doc } from '../../core/graphql/doc.ts';
import { Failure } from '../../core/graphql/failure.ts';
import type { ModuleSchema } from '../../core/graphql/module-schema.ts';
import { idIn, inForce } from '../../core/graphql/node.ts';
import { CLAUSES } from './clauses.ts';
import { LEAVE_READERS, MARK_READERS, PUNCH_READERS } from './roles.ts';
import { readSheet, type SheetRow } from './sheet-store.ts';

/** The lists of 考勤; nullable, as the county's endpoint answers null where the module is off. */
export function addLists(schema: ModuleSchema): void {
  addRecords(schema);
  addOffice(schema);
  addSheet(schema);
}

/** One's own rows, or everybody's for these roles. */
function ownOrAll(ctx: Context, roles: readonly string[], mine: boolean | null | undefined) {
  const all = !mine && hasRole(ctx, ...roles);
  return { ...inForce(ctx), ...(all ? {} : { staffId: ctx.viewer.id ?? '' }) };
}

const READ = { cursor: 'townshipId_id', nullable: true, authScopes: { role: STAFF_ROLES } } as const;
const OWN = '考勤员看全部，其他人看自己的';

function addRecords({ queries }: ModuleSchema): void {
  queries((t) => {
    const args = {
      day: t.arg({ type: 'Date', description: doc('只看这一天的', 'only this day') }),
      mine: t.arg.boolean({ description: doc('只看自己的', 'only one’s own') }),
    };
    return {
      punches: t.prismaConnection({
        ...READ,
        type: 'Punch',
        description: doc(`打卡：${OWN}`, 'punches: all for the officer, else one’s own', CLAUSES.punches),
        args,
        resolve: (query, _root, { day, mine }, ctx) =>
          ctx.db.punch.findMany({
            ...query,
            where: { ...ownOrAll(ctx, PUNCH_READERS, mine), ...(day ? { day } : {}) },
            orderBy: [{ at: 'desc' }, { id: 'asc' }],
          }),
      }),
      punchCorrections: t.prismaConnection({
        ...READ,
        type: 'PunchCorrection',
        description: doc(
          `打卡更正：${OWN}`,
          'corrections: all for the officer, else one’s own',
          CLAUSES.managed,
        ),
        args,
        resolve: (query, _root, { day, mine }, ctx) =>
          ctx.db.punchCorrection.findMany({
            ...query,
            where: { ...ownOrAll(ctx, PUNCH_READERS, mine), ...(day ? { day } : {}) },
            orderBy: [{ madeAt: 'desc' }, { id: 'asc' }],
          }),
      }),
      leaveRequests: t.prismaConnection({
        ...READ,
        type: 'LeaveRequest',
        description: doc(
          '请假：考勤员和审批人看全部，其他人看自己的',
          'leaves: all for the officer and approvers, else one’s own',
          CLAUSES.halfDay,
        ),
        args: {
          mine: args.mine,
          state: t.arg({ type: 'LeaveState', description: doc('只看此状态的', 'only this state') }),
        },
        resolve: (query, _root, { mine, state }, ctx) =>
          ctx.db.leaveRequest.findMany({
            ...query,
            where: { ...ownOrAll(ctx, LEAVE_READERS, mine), ...(state ? { state } : {}) },
            orderBy: [{ requestedAt: 'desc' }, { id: 'asc' }],
          }),
      }),
      outings: t.prismaConnection({
        ...READ,
        type: 'Outing',
        description: doc(
          '外出：考勤员和审批人看全部，其他人看自己的',
          'outings: all for the officer and approvers, else one’s own',
          CLAUSES.outing,
        ),
        args,
        resolve: (query, _root, { day, mine }, ctx) =>
          ctx.db.outing.findMany({
            ...query,
            where: { ...ownOrAll(ctx, LEAVE_READERS, mine), ...(day ? { day } : {}) },
            orderBy: [{ leftAt: 'desc' }, { id: 'asc' }],
          }),
      }),
      attendanceMarks: t.prismaConnection({
        ...READ,
        type: 'AttendanceMark',
        description: doc('考勤情况，不含已撤销的', 'marks, without those withdrawn', CLAUSES.hours),
        args,
        resolve: (query, _root, { day, mine }, ctx) =>
          ctx.db.attendanceMark.findMany({
            ...query,
            where: {
              ...ownOrAll(ctx, MARK_READERS, mine),
              ...(day ? { day } : {}),
              state: { not: 'WITHDRAWN' },
            },
            orderBy: [{ day: 'desc' }, { half: 'asc' }, { kind: 'asc' }, { id: 'asc' }],
          }),
      }),
    };
  });
}

function addOffice({ queries }: ModuleSchema): void {
  queries((t) => ({
    dutyRoster: t.prismaConnection({
      ...READ,
      type: 'DutyRoster',
      description: doc('值班安排', 'the duty roster', CLAUSES.duty),
      args: { day: t.arg({ type: 'Date', description: doc('只看这一天的', 'only this day') }) },
      resolve: (query, _root, { day }, ctx) =>
        ctx.db.dutyRoster.findMany({
          ...query,
          where: { ...inForce(ctx), onDuty: true, ...(day ? { day } : {}) },
          orderBy: [{ day: 'desc' }, { id: 'asc' }],
        }),
    }),
    attendanceDevices: t.prismaConnection({
      ...READ,
      authScopes: { role: ['ATTENDANCE_OFFICER', 'CENTRE_DIRECTOR'] },
      type: 'AttendanceDevice',
      description: doc('考勤机', 'registered devices', CLAUSES.punches),
      resolve: (query, _root, _args, ctx) =>
        ctx.db.attendanceDevice.findMany({ ...query, where: inForce(ctx), orderBy: { code: 'asc' } }),
    }),
  }));
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
