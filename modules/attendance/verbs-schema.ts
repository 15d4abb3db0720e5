import { doc } from '../../core/graphql/doc.ts';
import { Failure } from '../../core/graphql/failure.ts';
import type { ModuleSchema } from '../../core/graphql/module-schema.ts';
import { rowAnswer, shownAnswer, type Done } from '../../core/graphql/verb.ts';
import { civilDate } from '../../core/time/index.ts';
import {
  approveLeave,
  rejectLeave,
  requestLeave,
  revokeLeave,
  setLeaveCover,
  withdrawLeave,
} from './acts/leaves.ts';
import { backfillOuting, registerOuting, returnFromOuting, rosterDuty } from './acts/outings.ts';
import { correctPunch, recordPunches, registerDevice, setDevice, type Receipt } from './acts/punches.ts';
import { CLAUSES } from './clauses.ts';
import { STEP_ROLES } from './roles.ts';

/** The mutations of 考勤, named with the verbs of the chapter. */
export function addVerbs(schema: ModuleSchema): void {
  addDevices(schema);
  addBatches(schema);
  addCorrections(schema);
  addLeaveVerbs(schema);
  addApprovals(schema);
  addOutingVerbs(schema);
}

const DEVICE = rowAnswer('AttendanceDevice', (db, where) => db.attendanceDevice.findUniqueOrThrow({ where }));
const LEAVE_ANSWER = shownAnswer('LeaveRequest', (db, where) => db.leaveRequest.findUniqueOrThrow({ where }));
const OUTING_ANSWER = rowAnswer('Outing', (db, where) => db.outing.findUniqueOrThrow({ where }));

function addDevices({ verb }: ModuleSchema): void {
  verb('registerDevice', {
    description: doc(
      '登记考勤机，答复中给出签名密钥',
      'registers a device; the answer has its secret',
      CLAUSES.punches,
    ),
    input: (t) => ({
      code: t.string({ required: true, description: doc('编号', 'code') }),
      name: t.string({ required: true, description: doc('名称', 'name') }),
    }),
    roles: STEP_ROLES.manage,
    answer: shownAnswer('AttendanceDevice', (db, where) => db.attendanceDevice.findUniqueOrThrow({ where })),
    act: async (act, { code, name }) => ({ id: await registerDevice(act, { code, name }) }),
  });
  verb('setDevice', {
    description: doc('启用或停用考勤机', 'switches a device on or off', CLAUSES.punches),
    input: (t) => ({
      deviceId: t.id({ required: true, description: doc('考勤机', 'the device') }),
      active: t.boolean({ required: true, description: doc('是否启用', 'whether it is on') }),
    }),
    roles: STEP_ROLES.manage,
    answer: DEVICE,
    act: async (act, input, ids) => ({
      id: await setDevice(act, {
        deviceId: ids('AttendanceDevice', input.deviceId),
        active: input.active,
      }),
    }),
  });
}

/** A batch of punches at most; a device that was cut off sends several. */
const MOST_PUNCHES = 1_000;

interface ReceiptDone extends Done {
  readonly receipt: Receipt;
}

function addBatches({ builder, verb }: ModuleSchema): void {
  const punch = builder.inputType('PunchInput', {
    description: doc('一次打卡', 'one punch', CLAUSES.punches),
    fields: (t) => ({
      staffNo: t.string({ required: true, description: doc('工号', 'staff number') }),
      at: t.field({ type: 'DateTime', required: true, description: doc('时间', 'when') }),
    }),
  });
  const receipt = builder.objectRef<Receipt>('PunchReceipt');
  builder.objectType(receipt, {
    description: doc('一批打卡的结果', 'what became of a batch of punches', CLAUSES.punches),
    authScopes: { public: true },
    fields: (t) => ({
      recorded: t.exposeInt('recorded', { description: doc('记录', 'recorded') }),
      repeated: t.exposeInt('repeated', { description: doc('已有', 'there already') }),
      notTaken: t.intList({
        description: doc(
          '未收的第几条，从0起：工号不存在或时间在将来',
          'places, from 0, of those not taken: no such staff number, or yet to come',
        ),
        resolve: (r) => [...r.notTaken],
      }),
    }),
  });
  verb('recordPunches', {
    description: doc(
      '考勤机上传打卡，可迟传、重传；每行“工号 时间”加换行，以密钥作HMAC-SHA256签名',
      'a device’s punches, however late or often; signed by HMAC-SHA256 over a line `staffNo instant` each',
      CLAUSES.punches,
    ),
    input: (t) => ({
      deviceId: t.id({ required: true, description: doc('考勤机', 'the device') }),
      punches: t.field({
        type: [punch],
        required: true,
        description: doc('打卡，至多1000次', 'at most 1000'),
      }),
      signature: t.string({ required: true, description: doc('签名，十六进制', 'signature, hex') }),
    }),
    roles: 'public',
    timeoutMs: 30_000,
    answer: {
      typename: 'PunchReceipt',
      ref: receipt,
      load: (_ctx, _key, _info, done) => Promise.resolve((done as ReceiptDone).receipt),
      keeps: (done) => ({ receipt: (done as ReceiptDone).receipt }),
    },
    act: async (act, input, ids): Promise<ReceiptDone> => {
      const deviceId = ids('AttendanceDevice', input.deviceId);
      if (input.punches.length > MOST_PUNCHES)
        throw new Failure('BAD_INPUT', undefined, { field: 'punches', max: MOST_PUNCHES });
      const punches = input.punches.map(({ staffNo, at }) => ({ staffNo, at: new Date(at) }));
      const done = await recordPunches(act, { deviceId, punches, signature: input.signature });
      return { id: deviceId, receipt: done };
    },
  });
}

function addCorrections({ verb }: ModuleSchema): void {
  verb('correctPunch', {
    description: doc('补记或作废他人的打卡', 'adds or strikes out another person’s punch', CLAUSES.managed),
    input: (t) => ({
      staffId: t.id({ required: true, description: doc('工作人员', 'whose') }),
      kind: t.field({
        type: 'PunchCorrectionKind',
        required: true,
        defaultValue: 'ADD',
        description: doc('种类', 'kind'),
      }),
      at: t.field({ type: 'DateTime', required: true, description: doc('时间', 'instant of the punch') }),
      reason: t.string({ required: true, description: doc('理由', 'reason') }),
    }),
    roles: STEP_ROLES.manage,
    answer: rowAnswer('PunchCorrection', (db, where) => db.punchCorrection.findUniqueOrThrow({ where })),
    act: async (act, { kind, at, reason, ...input }, ids) => ({
      id: await correctPunch(act, { staffId: ids('Staff', input.staffId), kind, at: new Date(at), reason }),
    }),
  });
  verb('rosterDuty', {
    description: doc('安排或取消值班', 'puts somebody on the duty roster or takes him off', CLAUSES.duty),
    input: (t) => ({
      staffId: t.id({ required: true, description: doc('工作人员', 'who') }),
      day: t.field({ type: 'Date', required: true, description: doc('日期', 'day') }),
      onDuty: t.boolean({ required: true, defaultValue: true, description: doc('是否值班', 'on duty') }),
    }),
    roles: STEP_ROLES.manage,
    answer: rowAnswer('DutyRoster', (db, where) => db.dutyRoster.findUniqueOrThrow({ where })),
    act: async (act, { day, onDuty, ...input }, ids) => ({
      id: await rosterDuty(act, { staffId: ids('Staff', input.staffId), day: civilDate(day), onDuty }),
    }),
  });
}

function addLeaveVerbs({ verb }: ModuleSchema): void {
  verb('requestLeave', {
    description: doc('书面请假，以半天为单位', 'requests one’s own leave, in half-days', CLAUSES.halfDay),
    input: (t) => ({
      type: t.field({ type: 'LeaveType', required: true, description: doc('种类', 'kind') }),
      fromDay: t.field({ type: 'Date', required: true, description: doc('起', 'first day') }),
      fromHalf: t.field({
        type: 'HalfDay',
        required: true,
        defaultValue: 'AM',
        description: doc('起，上午或下午', 'first half-day'),
      }),
      throughDay: t.field({ type: 'Date', required: true, description: doc('止', 'last day') }),
      throughHalf: t.field({
        type: 'HalfDay',
        required: true,
        defaultValue: 'PM',
        description: doc('止，上午或下午', 'last half-day'),
      }),
      reason: t.string({ required: true, description: doc('事由', 'reason') }),
      coverId: t.id({
        description: doc(
          '顶岗人员；不填为本岗位的B岗',
          'who stands in; by default the B post',
          CLAUSES.cover,
        ),
      }),
      withoutCover: t.boolean({
        required: true,
        defaultValue: false,
        description: doc('无人顶岗', 'nobody stands in', CLAUSES.cover),
      }),
    }),
    roles: STEP_ROLES.requestLeave,
    answer: LEAVE_ANSWER,
    act: async (act, input, ids) => {
      const named = input.coverId ? ids('Staff', input.coverId) : undefined;
      if (named !== undefined && input.withoutCover)
        throw new Failure('BAD_INPUT', undefined, { field: 'withoutCover' });
      return {
        id: await requestLeave(act, {
          type: input.type,
          reason: input.reason,
          from: { day: civilDate(input.fromDay), half: input.fromHalf },
          through: { day: civilDate(input.throughDay), half: input.throughHalf },
          coverId: input.withoutCover ? null : named,
        }),
      };
    },
  });
  verb('withdrawLeave', {
    description: doc('在请假开始前撤回', 'takes one’s own leave back before it begins', CLAUSES.halfDay),
    input: (t) => ({ leaveId: t.id({ required: true, description: doc('请假', 'the leave') }) }),
    roles: STEP_ROLES.requestLeave,
    answer: LEAVE_ANSWER,
    act: async (act, input, ids) => ({ id: await withdrawLeave(act, ids('LeaveRequest', input.leaveId)) }),
  });
  verb('revokeLeave', {
    description: doc(
      '由他人撤销已批准而未休的请假，已开始的也可以，考勤重新推算',
      'revokes an approved leave that was not taken, also once begun; its days are derived anew',
      CLAUSES.managed,
    ),
    input: (t) => ({
      leaveId: t.id({ required: true, description: doc('请假', 'the leave') }),
      reason: t.string({ required: true, description: doc('理由', 'reason') }),
    }),
    roles: STEP_ROLES.manage,
    answer: LEAVE_ANSWER,
    act: async (act, input, ids) => ({
      id: await revokeLeave(act, { leaveId: ids('LeaveRequest', input.leaveId), reason: input.reason }),
    }),
  });
  verb('setLeaveCover', {
    description: doc(
      '由他人更正请假的顶岗人员，可事后更正',
      'corrects who stands in, also afterwards',
      CLAUSES.cover,
    ),
    input: (t) => ({
      leaveId: t.id({ required: true, description: doc('请假', 'the leave') }),
      coverId: t.id({ description: doc('顶岗人员；不填为无人', 'who stands in; nobody when left out') }),
      reason: t.string({ required: true, description: doc('理由', 'reason') }),
    }),
    roles: STEP_ROLES.manage,
    answer: LEAVE_ANSWER,
    act: async (act, input, ids) => ({
      id: await setLeaveCover(act, {
        leaveId: ids('LeaveRequest', input.leaveId),
        coverId: input.coverId ? ids('Staff', input.coverId) : null,
        reason: input.reason,
      }),
    }),
  });
}

function addApprovals({ verb }: ModuleSchema): void {
  verb('approveLeave', {
    description: doc(
      '审核或审批请假，按顺序',
      'the next step of a leave: the deputy leader, then the head',
      CLAUSES.fullDay,
    ),
    input: (t) => ({ leaveId: t.id({ required: true, description: doc('请假', 'the leave') }) }),
    roles: STEP_ROLES.decideLeave,
    answer: LEAVE_ANSWER,
    act: async (act, input, ids) => ({ id: await approveLeave(act, ids('LeaveRequest', input.leaveId)) }),
  });
  verb('rejectLeave', {
    description: doc('不批准请假', 'rejects a leave', CLAUSES.fullDay),
    input: (t) => ({
      leaveId: t.id({ required: true, description: doc('请假', 'the leave') }),
      reason: t.string({ required: true, description: doc('理由', 'reason') }),
    }),
    roles: STEP_ROLES.decideLeave,
    answer: LEAVE_ANSWER,
    act: async (act, input, ids) => ({
      id: await rejectLeave(act, { leaveId: ids('LeaveRequest', input.leaveId), reason: input.reason }),
    }),
  });
}

function addOutingVerbs({ verb }: ModuleSchema): void {
  for (const [name, description, work] of [
    [
      'registerOuting',
      doc('外出前登记', 'registers an outing before it begins', CLAUSES.outing),
      registerOuting,
    ],
    [
      'backfillOuting',
      doc('紧急外出事后补办', 'files an urgent outing afterwards', CLAUSES.outing),
      backfillOuting,
    ],
  ] as const)
    verb(name, {
      description,
      input: (t) => ({
        leftAt: t.field({ type: 'DateTime', required: true, description: doc('外出时间', 'from') }),
        expectedReturn: t.field({
          type: 'DateTime',
          required: true,
          description: doc(
            '应返回时间；补办的为实际返回',
            'agreed return; of one filed afterwards, the return',
          ),
        }),
        reason: t.string({ required: true, description: doc('事由', 'reason') }),
      }),
      roles: STEP_ROLES.goOut,
      answer: OUTING_ANSWER,
      act: async (act, { leftAt, expectedReturn, reason }) => ({
        id: await work(act, { leftAt: new Date(leftAt), returnAt: new Date(expectedReturn), reason }),
      }),
    });
  verb('returnFromOuting', {
    description: doc('登记返回', 'records the return', CLAUSES.outing),
    input: (t) => ({ outingId: t.id({ required: true, description: doc('外出', 'the outing') }) }),
    roles: STEP_ROLES.goOut,
    answer: OUTING_ANSWER,
    act: async (act, input, ids) => ({ id: await returnFromOuting(act, ids('Outing', input.outingId)) }),
  });
}
