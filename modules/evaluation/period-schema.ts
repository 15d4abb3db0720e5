import { STAFF_ROLES } from '../../core/auth/roles.ts';
import { hasRole, todayOf, type Context } from '../../core/graphql/context.ts';
import { doc } from '../../core/graphql/doc.ts';
import { Failure } from '../../core/graphql/failure.ts';
import type { ModuleSchema } from '../../core/graphql/module-schema.ts';
import { idIn, inForce, rowId, seenIf, whereRow } from '../../core/graphql/node.ts';
import { rowAnswer, shownAnswer } from '../../core/graphql/verb.ts';
import { freezePeriod, publishPeriod } from './acts/periods.ts';
import { printScoreSheet } from './acts/printing.ts';
import { currentSheetOf, type Reckoner } from './acts/reckoning.ts';
import { CLAUSES } from './clauses.ts';
import type { Subject } from './counting-rules.ts';
import { periodOf, type Period, type PeriodKind } from './period-rules.ts';
import { LEDGER_READERS, STEP_ROLES } from './roles.ts';
import type { SubjectKind } from './scoring-catalogue.ts';
import { mayReadSheet, type SheetNode, type SheetRef } from './sheet-schema.ts';
import { readRanking, type RankedSheet } from './sheet-store.ts';
import type { PeriodState } from './store.ts';

declare module '../../core/graphql/enums.ts' {
  interface EnumValues {
    AssessmentPeriodKind: PeriodKind;
    AssessmentPeriodState: PeriodState;
    ScoreSubjectKind: SubjectKind;
  }
}

/** Months, quarters and years of 考评, and the sheets of one. */
export function addPeriods(schema: ModuleSchema, content: SheetRef, node: SheetNode): void {
  addEnums(schema);
  addPeriodNode(schema);
  addVerbs(schema);
  addPrinting(schema);
  addLists(schema, content, node);
}

function addEnums({ builder }: ModuleSchema): void {
  const value = (zh: string, en: string) => ({ description: doc(zh, en) });
  builder.enumType('AssessmentPeriodKind', {
    description: doc('考评期的种类', 'kind of period', CLAUSES.periods),
    values: {
      MONTH: value('月考评', 'month'),
      QUARTER: value('季考评', 'quarter'),
      YEAR: value('年终总评', 'year'),
    },
  });
  builder.enumType('AssessmentPeriodState', {
    description: doc('考评期的状态', 'state of a period', CLAUSES.periods),
    values: {
      OPEN: value('未封账', 'open'),
      FROZEN: value('已封账', 'frozen'),
      PUBLISHED: value('已公布', 'published'),
    },
  });
  builder.enumType('ScoreSubjectKind', {
    description: doc('考评对象', 'whose points they are', CLAUSES.scope),
    values: { STAFF: value('工作人员', 'a person'), WINDOW: value('窗口', 'a window') },
  });
}

function addPeriodNode({ builder }: ModuleSchema): void {
  builder.prismaNode('AssessmentPeriod', {
    id: { resolve: rowId },
    findUnique: whereRow,
    nullable: true,
    description: doc('考评期', 'a month, quarter or year that is assessed', CLAUSES.periods),
    authScopes: ({ townshipId }, ctx) =>
      seenIf(ctx.viewer.townshipId === townshipId && hasRole(ctx, ...STAFF_ROLES)),
    fields: (t) => ({
      kind: t.field({
        type: 'AssessmentPeriodKind',
        description: doc('种类', 'kind'),
        resolve: ({ kind }) => kind as PeriodKind,
      }),
      key: t.exposeString('key', { description: doc('2026-10、2026-Q4或2026', '2026-10, 2026-Q4 or 2026') }),
      state: t.field({
        type: 'AssessmentPeriodState',
        description: doc('状态', 'state'),
        resolve: ({ state }) => state as PeriodState,
      }),
      frozenAt: t.expose('frozenAt', {
        type: 'DateTime',
        nullable: true,
        description: doc('封账时间', 'when it was frozen'),
      }),
      publishedAt: t.expose('publishedAt', {
        type: 'DateTime',
        nullable: true,
        description: doc('公布时间', 'when it was published'),
      }),
    }),
  });
}

/** Reckons in the township in force of a query, through its reads. */
export function reckonerOf(ctx: Context): Reckoner {
  return { platform: ctx.platform, townshipId: inForce(ctx).townshipId, tx: ctx.db };
}

/** The period that an argument or input names; BAD_INPUT when it names none. */
export function periodNamed(key: string): Period {
  const period = periodOf(key);
  if (!period) throw new Failure('BAD_INPUT', undefined, { field: 'period' });
  return period;
}

const PERIOD_ANSWER = rowAnswer('AssessmentPeriod', (db, where) =>
  db.assessmentPeriod.findUniqueOrThrow({ where }),
);

/** A year's freeze reads and writes the sheets of a year. */
const FREEZE_MS = 60_000;

function addVerbs({ verb }: ModuleSchema): void {
  verb('freezeAssessmentPeriod', {
    description: doc(
      '封账：结束的月、季、年生成考评表，此后只在以后月份更正',
      'freezes a period that is over: its sheets are made, and corrected only in later months',
      CLAUSES.periods,
    ),
    input: (t) => ({
      period: t.string({
        required: true,
        description: doc('2026-10、2026-Q4或2026', '2026-10, 2026-Q4 or 2026'),
      }),
    }),
    roles: STEP_ROLES.freeze,
    timeoutMs: FREEZE_MS,
    answer: PERIOD_ANSWER,
    act: async (act, input) => ({ id: await freezePeriod(act, periodNamed(input.period)) }),
  });
  verb('publishAssessmentPeriod', {
    description: doc(
      '公布封账的考评期：窗口得分公开，个人得分只供本人和考评组查看',
      'publishes a frozen period: the windows’ scores become public, persons’ do not',
      CLAUSES.periods,
    ),
    input: (t) => ({ periodId: t.id({ required: true, description: doc('考评期', 'the period') }) }),
    roles: STEP_ROLES.publish,
    answer: PERIOD_ANSWER,
    act: async (act, input, ids) => ({
      id: await publishPeriod(act, ids('AssessmentPeriod', input.periodId)),
    }),
  });
}

const DOCUMENT_ANSWER = shownAnswer('Document', (db, where) => db.document.findUniqueOrThrow({ where }));

function addPrinting({ verb }: ModuleSchema): void {
  verb('printScoreSheet', {
    description: doc(
      '出具考评表文书，编号、加封印，可下载PDF；只供出具人查看',
      'issues a sheet as a document, numbered and sealed, as PDF; seen by whoever has it issued',
      CLAUSES.sheet,
    ),
    input: (t) => ({ sheetId: t.id({ required: true, description: doc('考评表', 'the sheet') }) }),
    roles: STAFF_ROLES,
    answer: DOCUMENT_ANSWER,
    act: async (act, input, ids) => ({ id: await printScoreSheet(act, ids('ScoreSheet', input.sheetId)) }),
  });
}

/** The person or the window that arguments name, by default oneself; null where the viewer may not see the sheet. */
export function subjectNamed(
  ctx: Context,
  townshipId: string,
  { staffId, windowId }: { staffId?: string | null | undefined; windowId?: string | null | undefined },
): Subject | null {
  if (staffId && windowId) throw new Failure('BAD_INPUT', undefined, { field: 'windowId' });
  const subject: Subject = windowId
    ? { kind: 'WINDOW', id: idIn(townshipId, 'Window', windowId) }
    : { kind: 'STAFF', id: staffId ? idIn(townshipId, 'Staff', staffId) : (ctx.viewer.id ?? '') };
  return mayReadSheet(ctx, townshipId, subject) ? subject : null;
}

const OF_STAFF = { nullable: true, authScopes: { role: STAFF_ROLES } } as const;

function addLists({ builder, list, queries }: ModuleSchema, content: SheetRef, node: SheetNode): void {
  list('assessmentPeriods', {
    of: 'AssessmentPeriod',
    seenBy: STAFF_ROLES,
    description: doc('考评期，最近的在前', 'periods, the latest first', CLAUSES.periods),
    args: (arg) => ({
      kind: arg({ type: 'AssessmentPeriodKind', description: doc('只看此种类的', 'only this kind') }),
    }),
    where: ({ kind }) => (kind ? { kind } : {}),
    order: { key: 'desc' },
  });
  const rank = builder.objectRef<RankedSheet>('RankedSheet');
  builder.objectType(rank, {
    description: doc('排名中的一张考评表', 'a sheet with its place', CLAUSES.sheet),
    authScopes: { role: LEDGER_READERS },
    fields: (t) => ({
      rank: t.exposeInt('rank', {
        description: doc('名次，同分同名次', 'place; equal for equal scores'),
      }),
      sheet: t.field({
        type: node,
        description: doc('考评表', 'the sheet'),
        resolve: (row) => row,
      }),
    }),
  });
  queries((t) => {
    const period = t.arg.string({
      required: true,
      description: doc('2026-10、2026-Q4或2026', '2026-10, 2026-Q4 or 2026'),
    });
    const subject = {
      staffId: t.arg.id({ description: doc('工作人员，默认为本人', 'the person; by default oneself') }),
      windowId: t.arg.id({ description: doc('窗口', 'the window') }),
    };
    return {
      scoreSheet: t.prismaField({
        ...OF_STAFF,
        type: 'ScoreSheet',
        description: doc(
          '一人或一个窗口的考评表：自己的、本窗口的；考评组可看全部',
          'the sheet of a person or window: one’s own and one’s window’s; the group sees all',
          CLAUSES.sheet,
        ),
        args: { period, ...subject },
        resolve: (query, _root, args, ctx) => {
          const { townshipId } = inForce(ctx);
          const { key } = periodNamed(args.period);
          const named = subjectNamed(ctx, townshipId, args);
          if (!named) throw new Failure('FORBIDDEN');
          return ctx.db.scoreSheet.findFirst({
            ...query,
            where: {
              townshipId,
              period: { townshipId, key },
              ...(named.kind === 'STAFF' ? { staffId: named.id } : { windowId: named.id }),
            },
          });
        },
      }),
      scoreRanking: t.field({
        ...OF_STAFF,
        authScopes: { role: LEDGER_READERS },
        type: [rank],
        description: doc('考评期内得分排名', 'the ranking of a period by score', CLAUSES.sheet),
        args: {
          period,
          subjectKind: t.arg({
            type: 'ScoreSubjectKind',
            required: true,
            description: doc('工作人员或窗口', 'persons or windows'),
          }),
        },
        resolve: async (_root, { subjectKind, ...args }, ctx) => {
          const { townshipId } = inForce(ctx);
          const { key } = periodNamed(args.period);
          return readRanking(ctx.db, townshipId, key, subjectKind);
        },
      }),
      currentSheet: t.field({
        ...OF_STAFF,
        type: content,
        description: doc(
          '本月至今的考评表，按同样规则随时计算',
          'the sheet of this month so far, reckoned by the same rules',
          CLAUSES.sheet,
        ),
        args: subject,
        resolve: async (_root, args, ctx) => {
          const { townshipId } = inForce(ctx);
          const named = subjectNamed(ctx, townshipId, args);
          if (!named) throw new Failure('FORBIDDEN');
          const month = periodNamed(todayOf(ctx).slice(0, 7));
          const sheet = await currentSheetOf(reckonerOf(ctx), month, named);
          return sheet && { ...sheet, townshipId };
        },
      }),
    };
  });
}
