import { CASE_ANSWER, onCaseFields, type loadCase } from '../../core/cases/verbs-schema.ts';
import { STEP_ROLES } from './roles.ts';
import type { CaseChild } from '../../core/cases/case-rows.ts';
import { clocksOf } from '../../core/cases/children.ts';
import { readingFor } from '../../core/clocks/schema.ts';
import type { Context } from '../../core/graphql/context.ts';
import { doc } from '../../core/graphql/doc.ts';
import { Failure } from '../../core/graphql/failure.ts';
import { rowId, whereRow, type RowKey } from '../../core/graphql/node.ts';
import type { ModuleSchema } from '../../core/graphql/module-schema.ts';
import { civilDate, type ClockReading } from '../../core/time/index.ts';
import { CLAUSES } from './clauses.ts';
import {
  decideRefusalReport,
  extendCase,
  grantGreenChannel,
  reportRefusal,
  setMeetingLimit,
} from './service.ts';
import { MODULE_ID, PROMISE, STATUTORY } from './store.ts';
import { recordAbsence } from './substitution.ts';

/** Types and fields of 按时办结. */
export function registerTimely(schema: ModuleSchema): void {
  addCaseFields(schema);
  addFigures(schema);
  addVerbsOnCases(schema);
  addRefusalReports(schema);
  addAbsences(schema);
}

/** The chapter's clocks are read together with the cases that an operation lists. */
const READ_WITH_CASE = { caseChild: 'clocks' satisfies CaseChild };

/** How the chapter's clock of a kind stands on a case today; null when it has none. */
async function readingOn(ctx: Context, row: RowKey, kind: string): Promise<ClockReading | null> {
  const clock = (await clocksOf(ctx, row, MODULE_ID)).find((c) => c.kind === kind);
  return clock ? readingFor(ctx, clock) : null;
}

function addCaseFields(schema: ModuleSchema): void {
  schema.caseFields((t) => ({
    clocks: t.field({
      type: ['Clock' as never],
      nullable: true,
      description: doc('各时限及其由来', 'its clocks, each with its explanation', CLAUSES.promised),
      extensions: READ_WITH_CASE,
      resolve: (c, _args, ctx) => clocksOf(ctx, c, MODULE_ID) as never,
    }),
    promisedDueOn: t.field({
      type: 'Date',
      nullable: true,
      description: doc('承诺办结日', 'the citizen’s date', CLAUSES.promised),
      extensions: READ_WITH_CASE,
      resolve: async (c, _args, ctx) => (await readingOn(ctx, c, PROMISE))?.dueOn ?? null,
    }),
    statutoryDueOn: t.field({
      type: 'Date',
      nullable: true,
      description: doc('法定办结日', 'the statutory date', CLAUSES.limits),
      extensions: READ_WITH_CASE,
      resolve: async (c, _args, ctx) => (await readingOn(ctx, c, STATUTORY))?.dueOn ?? null,
    }),
    overdue: t.boolean({
      nullable: true,
      description: doc('承诺时限是否已超', 'whether the promise is overdue today', CLAUSES.promised),
      extensions: READ_WITH_CASE,
      resolve: async (c, _args, ctx) => {
        const reading = await readingOn(ctx, c, PROMISE);
        return reading && (reading.phase === 'OVERDUE' || reading.overdueDays > 0);
      },
    }),
    greenChannel: t.boolean({
      nullable: true,
      description: doc('是否走绿色通道', 'whether it is in the green channel', CLAUSES.greenChannel),
      select: { timelyCase: true },
      resolve: (c) => c.timelyCase?.greenChannel ?? false,
    }),
  }));
}

function addFigures(schema: ModuleSchema): void {
  schema.townshipFigureFields((t) => ({
    onTimeRate: t.float({
      nullable: true,
      description: doc(
        '承诺时限内办结率，0至1，尚无办结时为空',
        'share decided within the promise, 0 to 1; null before the first',
        CLAUSES.promised,
      ),
      resolve: ({ figures }) => {
        const of = (key: string) =>
          figures.find((f) => f.measure === 'completions' && f.key === key)?.value ?? 0;
        const all = of('onTime') + of('late');
        return all === 0 ? null : of('onTime') / all;
      },
    }),
  }));
}

function addVerbsOnCases(schema: ModuleSchema): void {
  schema.verb('extendCase', {
    description: doc(
      '批准延期：不超过法定最高期限',
      'approves an extension within the statutory maximum',
      CLAUSES.extension,
    ),
    input: (t) => ({
      ...onCaseFields(t),
      newDueOn: t.field({ type: 'Date', required: true, description: doc('新的办结日', 'the new date') }),
      reason: t.string({ required: true, description: doc('延期理由', 'reason') }),
    }),
    roles: STEP_ROLES.extendCase,
    answer: CASE_ANSWER,
    act: (act, input, ids) =>
      extendCase(act, { ...input, caseId: ids('Case', input.caseId), newDueOn: civilDate(input.newDueOn) }),
  });
  schema.verb('grantGreenChannel', {
    description: doc('准予走绿色通道', 'puts a case into the green channel', CLAUSES.greenChannel),
    input: (t) => ({
      ...onCaseFields(t),
      reason: t.string({
        required: true,
        description: doc('依据的规定或项目', 'the rule or project it rests on'),
      }),
    }),
    roles: STEP_ROLES.grantGreenChannel,
    answer: CASE_ANSWER,
    act: (act, input, ids) => grantGreenChannel(act, { ...input, caseId: ids('Case', input.caseId) }),
  });
  schema.verb('setMeetingLimit', {
    description: doc(
      '登记联席会议确定的时限',
      'records the limit that a joint meeting set',
      CLAUSES.greenChannel,
    ),
    input: (t) => ({
      ...onCaseFields(t),
      meetingOn: t.field({
        type: 'Date',
        required: true,
        description: doc('会议日期', 'day of the meeting'),
      }),
      workingDays: t.int({ required: true, description: doc('工作日数', 'working days from that day') }),
      extensionApproved: t.boolean({
        required: true,
        defaultValue: false,
        description: doc('是否经批准增加', 'whether the extension of the cap was approved'),
      }),
    }),
    roles: STEP_ROLES.setMeetingLimit,
    answer: CASE_ANSWER,
    act: (act, input, ids) => {
      const meetingOn = civilDate(input.meetingOn);
      if (input.workingDays < 1) throw new Failure('BAD_INPUT', undefined, { field: 'workingDays' });
      if (meetingOn > act.today) throw new Failure('BAD_INPUT', undefined, { field: 'meetingOn' });
      return setMeetingLimit(act, { ...input, caseId: ids('Case', input.caseId), meetingOn });
    },
  });
}

function addRefusalReports(schema: ModuleSchema): void {
  const { builder } = schema;
  builder.prismaNode('RefusalReport', {
    id: { resolve: rowId },
    findUnique: whereRow,
    nullable: true,
    description: doc(
      '应收未收的反映',
      'a report that a window refused to receive a matter',
      CLAUSES.mustReceive,
    ),
    authScopes: (report, ctx) =>
      ctx.viewer.townshipId === report.townshipId || ctx.shownCases.has(report.id) ? true : { role: [] },
    fields: (t) => ({
      account: t.exposeString('account', { description: doc('经过', 'what happened') }),
      reportedAt: t.expose('reportedAt', { type: 'DateTime', description: doc('反映时间', 'when') }),
      upheld: t.exposeBoolean('upheld', {
        nullable: true,
        description: doc('是否属实，未核定为空', 'upheld; null while open'),
      }),
      decision: t.exposeString('decision', { nullable: true, description: doc('核定意见', 'the finding') }),
    }),
  });
  const answer = {
    typename: 'RefusalReport',
    ref: 'RefusalReport' as never,
    load: (ctx: Parameters<typeof loadCase>[0], key: Parameters<typeof loadCase>[1]) => {
      ctx.shownCases.add(key.id);
      return ctx.db.refusalReport.findUniqueOrThrow({ where: { townshipId_id: key } });
    },
  };
  schema.verb('reportRefusal', {
    description: doc(
      '反映窗口应收未收',
      'reports that a window refused to receive a matter',
      CLAUSES.mustReceive,
    ),
    input: (t) => ({
      itemId: t.id({ required: true, description: doc('事项', 'the item') }),
      windowId: t.id({ description: doc('窗口', 'the window') }),
      account: t.string({ required: true, description: doc('经过', 'what happened') }),
    }),
    roles: 'public',
    answer,
    act: async (act, input, ids) => ({
      id: await reportRefusal(act, {
        itemId: ids('ServiceItem', input.itemId),
        windowId: input.windowId ? ids('Window', input.windowId) : null,
        account: input.account,
      }),
    }),
  });
  schema.verb('decideRefusalReport', {
    description: doc('核定应收未收的反映', 'decides such a report', CLAUSES.mustReceive),
    input: (t) => ({
      reportId: t.id({ required: true, description: doc('反映', 'the report') }),
      upheld: t.boolean({ required: true, description: doc('是否属实', 'whether it is upheld') }),
      decision: t.string({ required: true, description: doc('核定意见', 'the finding') }),
    }),
    roles: STEP_ROLES.decideRefusalReport,
    answer,
    act: async (act, input, ids) => ({
      id: await decideRefusalReport(act, { ...input, reportId: ids('RefusalReport', input.reportId) }),
    }),
  });
  schema.queries((t) => ({
    refusalReports: t.prismaConnection({
      type: 'RefusalReport',
      cursor: 'townshipId_id',
      nullable: true,
      description: doc('应收未收的反映', 'reports of refusals to receive', CLAUSES.mustReceive),
      authScopes: { role: STEP_ROLES.decideRefusalReport },
      resolve: (query, _root, _args, ctx) =>
        ctx.db.refusalReport.findMany({
          ...query,
          where: { townshipId: ctx.township?.id ?? '' },
          orderBy: [{ reportedAt: 'desc' }, { id: 'asc' }],
        }),
    }),
  }));
}

function addAbsences(schema: ModuleSchema): void {
  schema.verb('recordAbsence', {
    description: doc(
      '登记A岗离岗，待办件转B岗',
      'records an absence; the open cases go to the B post',
      CLAUSES.posts,
    ),
    input: (t) => ({
      staffId: t.id({ required: true, description: doc('工作人员', 'who is away') }),
      from: t.field({ type: 'Date', required: true, description: doc('首日', 'first day') }),
      through: t.field({ type: 'Date', required: true, description: doc('末日', 'last day') }),
    }),
    roles: STEP_ROLES.recordAbsence,
    answer: {
      typename: 'Staff',
      ref: 'Staff' as never,
      load: (ctx, key) => ctx.db.staff.findUniqueOrThrow({ where: { townshipId_id: key } }),
    },
    act: async (act, input, ids) => {
      const [from, through] = [civilDate(input.from), civilDate(input.through)];
      if (through < from) throw new Failure('BAD_INPUT', undefined, { field: 'through' });
      return { id: await recordAbsence(act, { staffId: ids('Staff', input.staffId), from, through }) };
    },
  });
}
