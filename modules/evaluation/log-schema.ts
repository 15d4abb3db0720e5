import { createContextCache } from '@pothos/core';
import DataLoader from 'dataloader';
import { STAFF_ROLES } from '../../core/auth/roles.ts';
import type { Prisma } from '../../core/db/client.ts';
import { signedPath } from '../../core/files/link.ts';
import type { AppBuilder } from '../../core/graphql/builder.ts';
import { hasRole, todayOf, type Context } from '../../core/graphql/context.ts';
import { doc } from '../../core/graphql/doc.ts';
import { ownUnless } from '../../core/graphql/list.ts';
import type { ModuleSchema } from '../../core/graphql/module-schema.ts';
import { inForce, rowId, seenIf, whereRow, type RowKey } from '../../core/graphql/node.ts';
import { staffIn, windowIn } from '../../core/people/reference.ts';
import { civilDate, civilDateOf, type CivilDate } from '../../core/time/index.ts';
import { CLAUSES } from './clauses.ts';
import { everyWorkingDay, lateEntry } from './log-rules.ts';
import { addLogVerbs } from './log-verbs-schema.ts';
import { LEDGER_READERS, LOG_READERS } from './roles.ts';
import { monthIn } from './satisfaction-schema.ts';
import { countObservations, findLogDays, MODULE_ID, type ObservationCount } from './store.ts';

/** Types, lists and verbs of the daily log, and of what the group brings forward by hand. */
export function addDailyLog(schema: ModuleSchema): void {
  addTypes(schema.builder);
  addEvidence(schema.builder);
  addLists(schema);
  addStatistics(schema);
  addLogVerbs(schema);
}

/** Whoever reads the ledger, and the officer whose log it is. */
function readsLog(ctx: Context, log: { townshipId: string; officerId: string }): boolean {
  const own = log.officerId === ctx.viewer.id || hasRole(ctx, ...LEDGER_READERS);
  return own && ctx.viewer.townshipId === log.townshipId;
}

/** The window that the viewer is posted to; null when at none. */
function ownWindow(ctx: Context): string | null {
  return ctx.viewer.id === null ? null : (ctx.platform.directory.findStaff(ctx.viewer.id)?.windowId ?? null);
}

function addTypes(builder: AppBuilder): void {
  builder.prismaNode('DailyLog', {
    id: { resolve: rowId },
    findUnique: whereRow,
    nullable: true,
    description: doc('日常考核台账，一天一册', 'the log of a day', CLAUSES.dailyLog),
    authScopes: (row, ctx) => seenIf(readsLog(ctx, row)),
    fields: (t) => ({
      day: t.field({ type: 'Date', description: doc('日期', 'day'), resolve: (row) => civilDate(row.day) }),
      late: t.exposeBoolean('late', {
        description: doc('是否以后补记', 'whether it was opened on a later day'),
      }),
      summary: t.exposeString('summary', {
        nullable: true,
        description: doc('当日情况', 'the day as a whole'),
      }),
      openedAt: t.expose('openedAt', { type: 'DateTime', description: doc('开始时间', 'when opened') }),
      closedAt: t.expose('closedAt', {
        type: 'DateTime',
        nullable: true,
        description: doc('结束时间', 'when closed'),
      }),
      officer: t.field(staffIn('officerId', doc('值日人员', 'the duty officer'))),
      observations: t.relatedConnection('proposals', {
        cursor: 'townshipId_id',
        description: doc('当日记录；没有记录的日子为空', 'what was seen; empty on a day without anything'),
        query: { orderBy: [{ observedAt: 'asc' }, { id: 'asc' }] },
      }),
      warnings: t.relatedConnection('warnings', {
        cursor: 'townshipId_id',
        description: doc('指出的脏乱差', 'windows told of disorder'),
        query: { orderBy: [{ warnedAt: 'asc' }, { id: 'asc' }] },
      }),
    }),
  });
  builder.prismaNode('DailyWarning', {
    id: { resolve: rowId },
    findUnique: whereRow,
    nullable: true,
    select: { townshipId: true, id: true, windowId: true, log: true },
    description: doc('当日指出的脏乱差', 'a window was told of disorder', CLAUSES.dailyLog),
    authScopes: (row, ctx) => seenIf(readsLog(ctx, row.log) || ownWindow(ctx) === row.windowId),
    fields: (t) => ({
      text: t.exposeString('text', { description: doc('情况', 'what was told') }),
      warnedAt: t.expose('warnedAt', { type: 'DateTime', description: doc('指出时间', 'when') }),
      recheckedAt: t.expose('recheckedAt', {
        type: 'DateTime',
        nullable: true,
        description: doc('复查时间', 'when it was looked at again'),
      }),
      corrected: t.exposeBoolean('corrected', {
        nullable: true,
        description: doc('是否已纠正，未复查为空', 'whether it was put right; null before'),
      }),
      window: t.field(windowIn('windowId', doc('窗口', 'the window'))),
    }),
  });
}

type GivenFile = Prisma.StoredFileGetPayload<object>;

/** The papers of many proposals in one statement a township. */
const papersOf = createContextCache(
  (ctx: Context) =>
    new DataLoader<RowKey, GivenFile[], string>(
      async (keys) => {
        const grants = await ctx.db.fileGrant.findMany({
          where: {
            townshipId: { in: keys.map(({ townshipId }) => townshipId) },
            subjectType: 'ScoreProposal',
            subjectId: { in: keys.map(({ id }) => id) },
          },
          include: { file: true },
          orderBy: [{ grantedAt: 'asc' }, { id: 'asc' }],
        });
        return keys.map(({ id }) =>
          grants.filter(({ subjectId }) => subjectId === id).map(({ file }) => file),
        );
      },
      { cacheKeyFn: rowId, cache: false },
    ),
);

/** What is added to a proposal that was written by hand. */
function addEvidence(builder: AppBuilder): void {
  const paper = builder.objectRef<GivenFile>('EvidenceFile');
  builder.objectType(paper, {
    description: doc('计分所依据的文件', 'a paper that points rest on', CLAUSES.principles),
    authScopes: { role: LEDGER_READERS },
    fields: (t) => ({
      name: t.exposeString('name', { description: doc('文件名', 'name of the file') }),
      mediaType: t.exposeString('mediaType', {
        description: doc('按内容识别的类型', 'media type, found in the content'),
      }),
      digest: t.exposeString('digest', {
        description: doc('SHA-256校验值', 'SHA-256 of the content'),
      }),
      url: t.string({
        description: doc(
          '下载路径，以 / 开头，签名，五分钟内有效',
          'signed path to download it, for five minutes',
        ),
        resolve: ({ townshipId, id }, _args, ctx) =>
          signedPath(ctx.platform, { townshipId, resource: `files/${id}` }),
      }),
    }),
  });
  builder.prismaObjectFields('ScoreProposal', (t) => ({
    observedAt: t.expose('observedAt', {
      type: 'DateTime',
      nullable: true,
      description: doc('台账记录的时间', 'when the duty officer saw it', CLAUSES.dailyLog),
    }),
    late: t.boolean({
      description: doc('台账记录是否事后补记', 'whether it was logged on a later day', CLAUSES.dailyLog),
      resolve: ({ source, occurredOn, recordedAt }) =>
        source === 'DAILY_LOG' && lateEntry.decide(civilDate(occurredOn), civilDateOf(recordedAt)),
    }),
    papers: t.field({
      type: [paper],
      nullable: true,
      authScopes: { role: LEDGER_READERS },
      description: doc('所附文件，考评组可看', 'papers, for the group', CLAUSES.principles),
      resolve: (row, _args, ctx) => papersOf(ctx).load(row),
    }),
  }));
}

function addLists({ list }: ModuleSchema): void {
  list('dailyLogs', {
    of: 'DailyLog',
    seenBy: STAFF_ROLES,
    description: doc(
      '日常考核台账：考评组看全部，值日人员看自己记的',
      'daily logs: all, or one’s own',
      CLAUSES.dailyLog,
    ),
    args: (arg) => ({
      month: arg.string({ description: doc('只看此月，YYYY-MM', 'only this month, YYYY-MM') }),
    }),
    where: ({ month }, ctx) => ({
      ...ownUnless(ctx, LEDGER_READERS, 'officerId'),
      ...(month ? { day: { startsWith: `${monthIn(month)}-` } } : {}),
    }),
    order: { day: 'desc' },
  });
}

/** The logs of a month: which days should have one, and which lack it. */
interface LogsOfMonth {
  readonly month: string;
  readonly workingDays: number;
  readonly found: number;
  readonly missing: readonly CivilDate[];
}

function addStatistics({ builder, queries }: ModuleSchema): void {
  const month = builder.objectRef<LogsOfMonth>('DailyLogMonth');
  builder.objectType(month, {
    description: doc('一月的台账册数', 'how many logs a month has', CLAUSES.dailyLog),
    authScopes: { role: LOG_READERS },
    fields: (t) => ({
      month: t.exposeString('month', { description: doc('月份', 'month') }),
      workingDays: t.exposeInt('workingDays', { description: doc('当月工作日', 'its working days') }),
      expected: t.int({
        description: doc(
          '应有册数：已过、且当日启用考评的工作日',
          'logs expected: working days that are over and on which evaluation was on',
        ),
        resolve: ({ found, missing }) => found + missing.length,
      }),
      found: t.exposeInt('found', { description: doc('实有册数', 'logs found') }),
      missing: t.field({
        type: ['Date'],
        description: doc('缺台账的日子', 'days without a log'),
        resolve: ({ missing }) => [...missing],
      }),
    }),
  });
  const count = builder.objectRef<ObservationCount>('DailyLogCount');
  builder.objectType(count, {
    description: doc('台账中一个计分项的月统计', 'a month’s observations of one rule', CLAUSES.dailyLog),
    authScopes: { role: LOG_READERS },
    fields: (t) => ({
      code: t.exposeString('code', { description: doc('计分项', 'scoring rule') }),
      observations: t.exposeInt('count', { description: doc('记录次数', 'times observed') }),
      units: t.float({
        description: doc('数量', 'units'),
        resolve: ({ units }) => units / 100,
      }),
      confirmed: t.exposeInt('confirmed', {
        description: doc('考评组已确认', 'confirmed by the group'),
      }),
      rejected: t.exposeInt('rejected', { description: doc('考评组未采纳', 'rejected by the group') }),
    }),
  });
  queries((t) => {
    const args = {
      month: t.arg.string({ required: true, description: doc('月份，YYYY-MM', 'month, YYYY-MM') }),
    };
    return {
      missingDailyLogs: t.field({
        type: month,
        nullable: true,
        authScopes: { role: LOG_READERS },
        description: doc(
          '一月应有、实有和缺的台账',
          'logs that a month should have, has and lacks',
          CLAUSES.dailyLog,
        ),
        args,
        resolve: (_root, given, ctx) => readMonth(ctx, monthIn(given.month)),
      }),
      dailyLogStatistics: t.field({
        type: [count],
        nullable: true,
        authScopes: { role: LOG_READERS },
        description: doc('台账月统计，按计分项', 'a month’s observations by scoring rule', CLAUSES.dailyLog),
        args,
        resolve: (_root, given, ctx) =>
          countObservations(ctx.db, inForce(ctx).townshipId, monthIn(given.month)),
      }),
    };
  });
}

async function readMonth(ctx: Context, month: string): Promise<LogsOfMonth> {
  const { townshipId } = inForce(ctx);
  const { directory, switches } = ctx.platform;
  const kept = await findLogDays(ctx.db, townshipId, `${month}-01`, `${month}-31`);
  const wasOn = (day: CivilDate) => switches.decisionOn(townshipId, MODULE_ID, day)?.enabled === true;
  return { month, ...everyWorkingDay.decide(month, kept, wasOn, todayOf(ctx), directory.calendar) };
}
