import type { CaseChild } from '../../core/cases/case-rows.ts';
import { clocksOf } from '../../core/cases/children.ts';
import { readingFor } from '../../core/clocks/schema.ts';
import type { Context } from '../../core/graphql/context.ts';
import { doc } from '../../core/graphql/doc.ts';
import { openArg, unfinished } from '../../core/graphql/list.ts';
import type { ModuleSchema } from '../../core/graphql/module-schema.ts';
import { rowId, seenIf, whereRow, type RowKey } from '../../core/graphql/node.ts';
import type { ClockReading } from '../../core/time/index.ts';
import { CLAUSES } from './clauses.ts';
import { STEP_ROLES } from './roles.ts';
import { MODULE_ID, PROMISE, STATUTORY } from './store.ts';
import { addVerbs } from './verbs-schema.ts';

/** Types and fields of 按时办结. */
export function registerTimely(schema: ModuleSchema): void {
  addCaseFields(schema);
  addFigures(schema);
  addRefusalReports(schema);
  addVerbs(schema);
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
      type: ['Clock'],
      nullable: true,
      description: doc('各时限及其由来', 'its clocks, each with its explanation', CLAUSES.promised),
      extensions: READ_WITH_CASE,
      resolve: (c, _args, ctx) => clocksOf(ctx, c, MODULE_ID),
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
      seenIf(ctx.viewer.townshipId === report.townshipId || ctx.shown.has('RefusalReport', report.id)),
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
  schema.list('refusalReports', {
    of: 'RefusalReport',
    seenBy: STEP_ROLES.decideRefusalReport,
    description: doc('应收未收的反映', 'reports of refusals to receive', CLAUSES.mustReceive),
    args: openArg,
    where: ({ open }) => unfinished(open, 'decidedAt'),
    order: { reportedAt: 'desc' },
  });
}
