import { hasRole, type Context } from '../../core/graphql/context.ts';
import { doc } from '../../core/graphql/doc.ts';
import type { ModuleSchema } from '../../core/graphql/module-schema.ts';
import { rowId, seenIf, whereRow, type RowKey } from '../../core/graphql/node.ts';
import { civilDate } from '../../core/time/index.ts';
import { CLAUSES } from './clauses.ts';
import type { Half, MarkKind } from './day-rules.ts';
import { addEnums } from './enums-schema.ts';
import { addLists } from './lists-schema.ts';
import { LEAVE_READERS, MARK_READERS, PUNCH_READERS } from './roles.ts';
import { deviceSecret } from './service.ts';
import type { CorrectionKind, LeaveState, LeaveType, MarkState } from './store.ts';
import { addVerbs } from './verbs-schema.ts';

/** Types, lists and verbs of 考勤. The API is written here; what happens stands in acts/. */
export function registerAttendance(schema: ModuleSchema): void {
  addEnums(schema);
  addPunches(schema);
  addLeaves(schema);
  addOutings(schema);
  addMarks(schema);
  addVerbs(schema);
  addLists(schema);
}

/** The person himself, and these roles of his township. */
function ownOr(...roles: readonly string[]) {
  return (row: RowKey & { staffId: string; madeById?: string }, ctx: Context) =>
    seenIf(
      ctx.viewer.townshipId === row.townshipId &&
        (ctx.viewer.id === row.staffId ||
          (row.madeById !== undefined && ctx.viewer.id === row.madeById) ||
          hasRole(ctx, ...roles)),
    );
}

/** Why somebody is away: himself, the officer and those who approve. */
const seesWhy = ownOr(...LEAVE_READERS);

function addPunches({ builder }: ModuleSchema): void {
  builder.prismaNode('AttendanceDevice', {
    id: { resolve: rowId },
    findUnique: whereRow,
    nullable: true,
    description: doc('考勤机', 'a registered device', CLAUSES.punches),
    authScopes: (row, ctx) =>
      seenIf(
        ctx.viewer.townshipId === row.townshipId && hasRole(ctx, 'ATTENDANCE_OFFICER', 'CENTRE_DIRECTOR'),
      ),
    fields: (t) => ({
      code: t.exposeString('code', { description: doc('编号', 'code') }),
      name: t.exposeString('name', { description: doc('名称', 'name') }),
      active: t.exposeBoolean('active', { description: doc('是否启用', 'whether it is on') }),
      secret: t.string({
        nullable: true,
        description: doc('签名密钥，仅在登记时给出', 'secret to sign with, given at registration only'),
        resolve: (row, _args, ctx) =>
          ctx.shown.has('AttendanceDevice', row.id) ? deviceSecret(ctx.platform.documentSecret, row) : null,
      }),
    }),
  });
  builder.prismaNode('Punch', {
    id: { resolve: rowId },
    findUnique: whereRow,
    nullable: true,
    description: doc('一次打卡；不含生物特征和位置', 'a punch; no biometrics, no place', CLAUSES.punches),
    authScopes: ownOr(...PUNCH_READERS),
    fields: (t) => ({
      at: t.expose('at', { type: 'DateTime', description: doc('时间，到秒', 'when, to the second') }),
      day: t.field({ type: 'Date', description: doc('日期', 'day'), resolve: (p) => civilDate(p.day) }),
      receivedAt: t.expose('receivedAt', {
        type: 'DateTime',
        description: doc('收到时间', 'when it arrived'),
      }),
      staff: t.relation('staff', { nullable: true, description: doc('工作人员', 'who punched') }),
    }),
  });
  builder.prismaNode('PunchCorrection', {
    id: { resolve: rowId },
    findUnique: whereRow,
    nullable: true,
    description: doc('打卡更正', 'a correction of punches', CLAUSES.managed),
    authScopes: ownOr(...PUNCH_READERS),
    fields: (t) => ({
      kind: t.field({
        type: 'PunchCorrectionKind',
        description: doc('种类', 'kind'),
        resolve: (c) => c.kind as CorrectionKind,
      }),
      at: t.expose('at', { type: 'DateTime', description: doc('打卡时间', 'instant of the punch') }),
      reason: t.exposeString('reason', { description: doc('理由', 'reason') }),
      madeAt: t.expose('madeAt', { type: 'DateTime', description: doc('更正时间', 'when corrected') }),
      staff: t.relation('staff', { nullable: true, description: doc('工作人员', 'whose punch') }),
      madeBy: t.relation('madeBy', { nullable: true, description: doc('更正人', 'who corrected') }),
    }),
  });
}

function addLeaves({ builder }: ModuleSchema): void {
  builder.prismaNode('LeaveRequest', {
    id: { resolve: rowId },
    findUnique: whereRow,
    nullable: true,
    description: doc('请假', 'a leave', CLAUSES.halfDay),
    authScopes: (row, ctx) =>
      seesWhy(row, ctx) === true || ctx.shown.has('LeaveRequest', row.id) ? true : { role: [] },
    fields: (t) => ({
      type: t.field({
        type: 'LeaveType',
        nullable: true,
        description: doc('种类', 'kind'),
        authScopes: (row, _args, ctx) => seesWhy(row, ctx),
        resolve: (l) => l.type as LeaveType,
      }),
      reason: t.exposeString('reason', {
        nullable: true,
        authScopes: (row, _args, ctx) => seesWhy(row, ctx),
        description: doc('事由', 'reason'),
      }),
      fromDay: t.field({
        type: 'Date',
        description: doc('起', 'first day'),
        resolve: (l) => civilDate(l.fromDay),
      }),
      fromHalf: t.field({
        type: 'HalfDay',
        description: doc('起，上午或下午', 'first half-day'),
        resolve: (l) => l.fromHalf as Half,
      }),
      throughDay: t.field({
        type: 'Date',
        description: doc('止', 'last day'),
        resolve: (l) => civilDate(l.throughDay),
      }),
      throughHalf: t.field({
        type: 'HalfDay',
        description: doc('止，上午或下午', 'last half-day'),
        resolve: (l) => l.throughHalf as Half,
      }),
      halfDays: t.exposeInt('halfDays', {
        description: doc('工作日半天数', 'half-days of working days', CLAUSES.fullDay),
      }),
      state: t.field({
        type: 'LeaveState',
        description: doc('状态', 'state'),
        resolve: (l) => l.state as LeaveState,
      }),
      note: t.exposeString('note', {
        nullable: true,
        authScopes: (row, _args, ctx) => seesWhy(row, ctx),
        description: doc('不批准或变更顶岗的理由', 'why it was rejected, or its cover changed'),
      }),
      staff: t.relation('staff', { nullable: true, description: doc('请假人', 'who is away') }),
      cover: t.relation('cover', {
        nullable: true,
        description: doc('顶岗人员，无人顶岗为空', 'who stands in; null without cover', CLAUSES.cover),
      }),
    }),
  });
}

function addOutings({ builder }: ModuleSchema): void {
  builder.prismaNode('Outing', {
    id: { resolve: rowId },
    findUnique: whereRow,
    nullable: true,
    description: doc('外出', 'an outing', CLAUSES.outing),
    authScopes: ownOr(...LEAVE_READERS),
    fields: (t) => ({
      reason: t.exposeString('reason', { description: doc('事由', 'reason') }),
      leftAt: t.expose('leftAt', { type: 'DateTime', description: doc('外出时间', 'from') }),
      expectedReturn: t.expose('expectedReturn', {
        type: 'DateTime',
        description: doc('应返回时间', 'agreed return'),
      }),
      returnedAt: t.expose('returnedAt', {
        type: 'DateTime',
        nullable: true,
        description: doc('返回时间', 'return'),
      }),
      backfilled: t.exposeBoolean('backfilled', {
        description: doc('是否事后补办', 'whether it was filed afterwards'),
      }),
      staff: t.relation('staff', { nullable: true, description: doc('外出人', 'who was out') }),
    }),
  });
  builder.prismaNode('DutyRoster', {
    id: { resolve: rowId },
    findUnique: whereRow,
    nullable: true,
    description: doc('值班安排', 'an entry of the duty roster', CLAUSES.duty),
    authScopes: (row, ctx) => seenIf(ctx.viewer.townshipId === row.townshipId),
    fields: (t) => ({
      day: t.field({ type: 'Date', description: doc('日期', 'day'), resolve: (d) => civilDate(d.day) }),
      onDuty: t.exposeBoolean('onDuty', { description: doc('是否值班', 'whether on duty') }),
      staff: t.relation('staff', { nullable: true, description: doc('值班人员', 'who') }),
    }),
  });
}

function addMarks({ builder }: ModuleSchema): void {
  builder.prismaNode('AttendanceMark', {
    id: { resolve: rowId },
    findUnique: whereRow,
    nullable: true,
    description: doc('由当日记录推算的考勤情况', 'what the day’s records say', CLAUSES.hours),
    authScopes: ownOr(...MARK_READERS),
    fields: (t) => ({
      day: t.field({ type: 'Date', description: doc('日期', 'day'), resolve: (m) => civilDate(m.day) }),
      half: t.field({
        type: 'HalfDay',
        description: doc('上午或下午', 'half-day'),
        resolve: (m) => m.half as Half,
      }),
      kind: t.field({
        type: 'AttendanceMarkKind',
        description: doc('种类', 'kind'),
        resolve: (m) => m.kind as MarkKind,
      }),
      minutes: t.exposeInt('minutes', { nullable: true, description: doc('分钟', 'minutes') }),
      state: t.field({
        type: 'AttendanceMarkState',
        description: doc('状态', 'state'),
        resolve: (m) => m.state as MarkState,
      }),
      pendingUntil: t.field({
        type: 'Date',
        nullable: true,
        description: doc('补办截止日', 'last day for filing an outing', CLAUSES.outing),
        resolve: (m) => (m.pendingUntil === null ? null : civilDate(m.pendingUntil)),
      }),
      staff: t.relation('staff', { nullable: true, description: doc('工作人员', 'whose') }),
    }),
  });
}
