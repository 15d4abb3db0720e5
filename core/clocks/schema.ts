import type { Context } from '../graphql/context.ts';
import { todayOf } from '../graphql/context.ts';
import type { AppBuilder } from '../graphql/builder.ts';
import { doc } from '../graphql/doc.ts';
import { Failure } from '../graphql/failure.ts';
import {
  civilDate,
  deadlineAfter,
  explainClock,
  readClock,
  type ClockExplanation,
  type ClockReading,
  type Deadline,
} from '../time/index.ts';
import type { CaseClock } from './case-clocks.ts';
import { factsOf } from './clock-row.ts';
import { CLOCK_INCLUDE } from './subject-clocks.ts';

/** How a clock stands today, for resolvers. */
export function readingFor(ctx: Context, row: CaseClock): ClockReading {
  return readClock(factsOf(row), ctx.platform.directory.calendar, todayOf(ctx));
}

function explanationFor(ctx: Context, row: CaseClock): ClockExplanation {
  const { directory, registry } = ctx.platform;
  const act = registry.find(row.module)?.clockActs?.[row.kind];
  return explainClock(factsOf(row), directory.calendar, todayOf(ctx), ctx.locale, act);
}

/** The clock, its explanation, and the public preview of a deadline. */
export function addClocks(builder: AppBuilder): void {
  const skippedDay = builder.objectRef<{ date: string; reason: string }>('SkippedDay');
  builder.objectType(skippedDay, {
    description: doc('不计入的日子', 'a day that is not counted'),
    authScopes: { public: true },
    fields: (t) => ({
      date: t.field({ type: 'Date', description: doc('日期', 'the day'), resolve: (d) => civilDate(d.date) }),
      reason: t.exposeString('reason', { description: doc('原因', 'why') }),
    }),
  });
  addPreview(builder, skippedDay);

  const suspension = builder.objectRef<ClockExplanation['suspensions'][number]>('ClockStop');
  builder.objectType(suspension, {
    description: doc('时限中止的一段', 'a stretch in which the clock stood still'),
    authScopes: { public: true },
    fields: (t) => ({
      from: t.field({
        type: 'Date',
        description: doc('首日', 'first day not counted'),
        resolve: (s) => s.from,
      }),
      to: t.field({
        type: 'Date',
        nullable: true,
        description: doc('恢复之日，仍在中止则为空', 'day from which it counts again; null while it stands'),
        resolve: (s) => s.to,
      }),
      cause: t.string({
        nullable: true,
        description: doc('原因代码', 'cause'),
        resolve: (s) => s.cause ?? null,
      }),
      workingDaysGivenBack: t.exposeInt('workingDaysGivenBack', {
        description: doc('归还的工作日', 'working days given back'),
      }),
    }),
  });

  const explanation = builder.objectRef<ClockExplanation>('ClockExplanation');
  builder.objectType(explanation, {
    description: doc('时限的说明', 'how a date came about'),
    authScopes: { public: true },
    fields: (t) => ({
      sentence: t.exposeString('sentence', { description: doc('一句话说明', 'one readable sentence') }),
      counted: t.field({
        type: ['Date'],
        description: doc('计入的工作日', 'the working days counted'),
        resolve: (e) => e.counted.map((c) => c.date),
      }),
      skipped: t.field({
        type: [skippedDay],
        description: doc('不计入的日子', 'days not counted'),
        resolve: (e) => [...e.skipped],
      }),
      stops: t.field({
        type: [suspension],
        description: doc('中止记录', 'stops'),
        resolve: (e) => [...e.suspensions],
      }),
      extensionDays: t.exposeInt('extensionDays', {
        description: doc('延期的工作日', 'working days of extension'),
      }),
    }),
  });

  const change = builder.prismaObject('ClockChange', {
    description: doc('时限日期的变动', 'why a due date moved'),
    authScopes: { public: true },
    fields: (t) => ({
      at: t.expose('at', { type: 'DateTime', description: doc('时间', 'when') }),
      oldDueOn: t.field({
        type: 'Date',
        description: doc('原日期', 'old date'),
        resolve: (c) => civilDate(c.oldDueOn),
      }),
      newDueOn: t.field({
        type: 'Date',
        description: doc('新日期', 'new date'),
        resolve: (c) => civilDate(c.newDueOn),
      }),
      reason: t.exposeString('reason', { description: doc('原因', 'reason') }),
    }),
  });
  void change;

  builder.enumType('ClockPhase', {
    description: doc('时限状态', 'how a clock stands'),
    values: {
      RUNNING: { description: doc('计时中', 'running') },
      SUSPENDED: { description: doc('中止（挂起）', 'stopped') },
      OVERDUE: { description: doc('已超时', 'overdue') },
      ENDED: { description: doc('已结束', 'ended') },
    },
  });

  builder.prismaObject('Clock', {
    description: doc('时限', 'a legal limit that runs'),
    authScopes: { public: true },
    include: CLOCK_INCLUDE,
    fields: (t) => ({
      kind: t.exposeString('kind', {
        description: doc('种类，如 PROMISE、STATUTORY、DELIVERY', 'kind, e.g. PROMISE'),
      }),
      clause: t.exposeString('clause', { description: doc('依据条款编号', 'id of the clause it rests on') }),
      startedOn: t.field({
        type: 'Date',
        description: doc('起算日（不计入）', 'trigger day, not counted'),
        resolve: (c) => civilDate(c.startedOn),
      }),
      endedOn: t.field({
        type: 'Date',
        nullable: true,
        description: doc('结束日', 'day it ended'),
        resolve: (c) => (c.endedOn === null ? null : civilDate(c.endedOn)),
      }),
      phase: t.field({
        type: 'ClockPhase',
        description: doc('状态', 'how it stands today'),
        resolve: (c, _a, ctx) => readingFor(ctx, c).phase,
      }),
      extended: t.boolean({
        description: doc('是否延期', 'whether it was extended, or a delay was explained'),
        resolve: (c, _a, ctx) => readingFor(ctx, c).extended,
      }),
      dueOn: t.field({
        type: 'Date',
        description: doc('到期日', 'due date'),
        resolve: (c, _a, ctx) => readingFor(ctx, c).dueOn,
      }),
      heldThrough: t.field({
        type: 'Date',
        description: doc(
          '到该日下班前不算超时：到期日，已说明延期的为说明有效的末日',
          'not overdue through this day: the due date, or the last day to which an explained delay holds',
        ),
        resolve: (c, _a, ctx) => readingFor(ctx, c).heldThrough,
      }),
      provisional: t.boolean({
        description: doc(
          '放假安排未公布，日期可能变动',
          'the holiday notice is not out yet; the date may move',
        ),
        resolve: (c, _a, ctx) => readingFor(ctx, c).provisional,
      }),
      budgetDays: t.int({
        description: doc('总时限，工作日', 'budget with extension, working days'),
        resolve: (c, _a, ctx) => readingFor(ctx, c).budgetDays,
      }),
      consumedDays: t.int({
        description: doc('已用，工作日', 'consumed, working days'),
        resolve: (c, _a, ctx) => readingFor(ctx, c).consumedDays,
      }),
      remainingDays: t.int({
        description: doc('剩余，工作日', 'left, working days'),
        resolve: (c, _a, ctx) => readingFor(ctx, c).remainingDays,
      }),
      overdueDays: t.int({
        description: doc('超时，工作日', 'overdue, working days'),
        resolve: (c, _a, ctx) => readingFor(ctx, c).overdueDays,
      }),
      explanation: t.field({
        type: explanation,
        description: doc('日期的由来', 'how the date came about'),
        resolve: (c, _a, ctx) => explanationFor(ctx, c),
      }),
      changes: t.relation('changes', { description: doc('日期变动记录', 'how the date moved') }),
    }),
  });
}

function addPreview(
  builder: AppBuilder,
  skippedDay: ReturnType<typeof builder.objectRef<{ date: string; reason: string }>>,
): void {
  const deadline = builder.objectRef<Deadline>('Deadline');
  builder.objectType(deadline, {
    description: doc('期限', 'a deadline in working days'),
    authScopes: { public: true },
    fields: (t) => ({
      dueOn: t.field({ type: 'Date', description: doc('到期日', 'due date'), resolve: (d) => d.dueOn }),
      provisional: t.exposeBoolean('provisional', {
        description: doc(
          '放假安排未公布，日期可能变动',
          'the holiday notice is not out yet; the date may move',
        ),
      }),
      skipped: t.field({
        type: [skippedDay],
        description: doc('不计入的日子', 'days not counted'),
        resolve: (d) => [...d.skipped],
      }),
    }),
  });
  const input = builder.inputType('SuspensionInput', {
    description: doc('中止：from 起、to 前的日子不计', 'a stop: days d with from <= d < to are not counted'),
    fields: (t) => ({
      from: t.field({ type: 'Date', required: true, description: doc('首日', 'first day not counted') }),
      to: t.field({
        type: 'Date',
        required: true,
        description: doc('恢复之日', 'day from which it counts again'),
      }),
    }),
  });
  builder.queryField('deadlinePreview', (t) =>
    t.field({
      type: deadline,
      description: doc(
        '从某日起若干工作日的到期日：起算日不计，调休上班日计入',
        'the day on which working days from a trigger day end; the trigger day is not counted, make-up days are',
      ),
      authScopes: { public: true },
      args: {
        from: t.arg({ type: 'Date', required: true, description: doc('起算日', 'trigger day') }),
        workingDays: t.arg.int({
          required: true,
          description: doc('工作日数，1至3650', 'working days, 1 to 3650'),
        }),
        suspensions: t.arg({ type: [input], description: doc('中止', 'stops') }),
      },
      resolve: (_root, { from, workingDays, suspensions }, ctx) => {
        if (workingDays < 1 || workingDays > 3650)
          throw new Failure(
            'BAD_INPUT',
            { zh: '工作日数须在1至3650之间', en: 'workingDays must be between 1 and 3650' },
            { field: 'workingDays' },
          );
        if (suspensions?.some((s) => s.to < s.from))
          throw new Failure(
            'BAD_INPUT',
            { zh: '中止的结束不能早于开始', en: 'a suspension must not end before it begins' },
            { field: 'suspensions' },
          );
        const { calendar } = ctx.platform.directory;
        return deadlineAfter({
          from,
          workingDays,
          suspensions: suspensions ?? [],
          calendar,
          locale: ctx.locale,
        });
      },
    }),
  );
}
