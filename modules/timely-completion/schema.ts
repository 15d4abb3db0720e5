import { readingFor } from '../../core/clocks/schema.ts';
import { CLOCK_INCLUDE } from '../../core/clocks/subject-clocks.ts';
import { doc } from '../../core/graphql/doc.ts';
import type { ModuleSchema } from '../../core/graphql/module-schema.ts';
import { inForce, rowId, seenIf, whereRow } from '../../core/graphql/node.ts';
import { CLAUSES } from './clauses.ts';
import { STEP_ROLES } from './roles.ts';
import { MODULE_ID, PROMISE, STATUTORY } from './store.ts';
import { addVerbs } from './verbs-schema.ts';

/** The chapter's clocks of a case; asked in one way everywhere, so that one statement loads them. */
const OWN_CLOCKS = { where: { module: MODULE_ID, subjectType: 'Case' }, orderBy: { kind: 'asc' } } as const;

/** Types and fields of 按时办结. */
export function registerTimely(schema: ModuleSchema): void {
  addCaseFields(schema);
  addFigures(schema);
  addRefusalReports(schema);
  addVerbs(schema);
}

function addCaseFields(schema: ModuleSchema): void {
  schema.caseFields((t) => ({
    clocks: t.relation('clocks', {
      nullable: true,
      description: doc('各时限及其由来', 'its clocks, each with its explanation', CLAUSES.promised),
      query: OWN_CLOCKS,
    }),
    promisedDueOn: t.field({
      type: 'Date',
      nullable: true,
      description: doc('承诺办结日', 'the citizen’s date', CLAUSES.promised),
      select: { clocks: { ...OWN_CLOCKS, include: CLOCK_INCLUDE } },
      resolve: (c, _args, ctx) => {
        const clock = c.clocks.find((row) => row.kind === PROMISE);
        return clock ? readingFor(ctx, clock).dueOn : null;
      },
    }),
    statutoryDueOn: t.field({
      type: 'Date',
      nullable: true,
      description: doc('法定办结日', 'the statutory date', CLAUSES.limits),
      select: { clocks: { ...OWN_CLOCKS, include: CLOCK_INCLUDE } },
      resolve: (c, _args, ctx) => {
        const clock = c.clocks.find((row) => row.kind === STATUTORY);
        return clock ? readingFor(ctx, clock).dueOn : null;
      },
    }),
    overdue: t.boolean({
      nullable: true,
      description: doc('承诺时限是否已超', 'whether the promise is overdue today', CLAUSES.promised),
      select: { clocks: { ...OWN_CLOCKS, include: CLOCK_INCLUDE } },
      resolve: (c, _args, ctx) => {
        const clock = c.clocks.find((row) => row.kind === PROMISE);
        if (!clock) return null;
        const { phase, overdueDays } = readingFor(ctx, clock);
        return phase === 'OVERDUE' || overdueDays > 0;
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
          where: inForce(ctx),
          orderBy: [{ reportedAt: 'desc' }, { id: 'asc' }],
        }),
    }),
  }));
}
