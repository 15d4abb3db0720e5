import type { ObjectRef } from '@pothos/core';
import type { AppBuilder } from '../../core/graphql/builder.ts';
import { doc } from '../../core/graphql/doc.ts';
import type { ModuleSchema } from '../../core/graphql/module-schema.ts';
import { idIn, inForce } from '../../core/graphql/node.ts';
import { orRefusal, refusable } from '../../core/graphql/refusable.ts';
import { exportPeriod, XLSX, type Workbook } from './acts/export.ts';
import { evaluationPreview, type PreviewedSheet } from './acts/preview.ts';
import { replayPeriod, type Replay } from './acts/replay.ts';
import { CLAUSES } from './clauses.ts';
import { sheetIn } from './period-rules.ts';
import { periodNamed, reckonerOf } from './period-schema.ts';
import { LEDGER_READERS, STEP_ROLES } from './roles.ts';
import type { SheetRef } from './sheet-schema.ts';

/** A part of an answer with its township. */
type Here<T> = T & { readonly townshipId: string };

/** Reckoning a period anew, and by other settings; both read only, and answer with a refusal where there is nothing to do. */
export function addReplay(schema: ModuleSchema, content: SheetRef): void {
  const replay = addReplayed(schema, content);
  const preview = addPreviewed(schema, content);
  const { builder } = schema;
  const answer = <T>(
    name: string,
    ref: ObjectRef<AppBuilder['$inferSchemaTypes'], T>,
    zh: string,
    en: string,
  ) => refusable(builder, name, ref, doc(zh, en));
  const replayAnswer = answer('PeriodReplay', replay, '重算的结果，或拒绝', 'the replay, or a refusal');
  const previewAnswer = answer(
    'EvaluationPreview',
    preview,
    '试算的结果，或拒绝',
    'the preview, or a refusal',
  );
  const workbook = addWorkbook(schema);
  const exportAnswer = answer(
    'ScoreWorkbook',
    workbook,
    '导出的工作簿，或拒绝',
    'the workbook, or a refusal',
  );
  schema.queries((t) => ({
    exportPeriod: t.field({
      type: exportAnswer,
      nullable: true,
      authScopes: { role: LEDGER_READERS },
      description: doc(
        '导出封账的考评期为XLSX：人员、窗口按得分排列，另有计分明细',
        'a frozen period as XLSX: persons and windows by score, and the entries',
        CLAUSES.periods,
      ),
      args: {
        period: t.arg.string({
          required: true,
          description: doc('2026-10、2026-Q4或2026', '2026-10, 2026-Q4 or 2026'),
        }),
      },
      resolve: (_root, { period }, ctx) =>
        orRefusal(() => exportPeriod(reckonerOf(ctx), periodNamed(period))),
    }),
    replayPeriod: t.field({
      type: replayAnswer,
      nullable: true,
      authScopes: { role: STEP_ROLES.preview },
      description: doc(
        '重算：按事实和当时有效的设置重新计算封账的考评期，逐字节比对；不写入',
        'reckons a frozen period anew from its facts and the settings of those days, byte for byte; writes nothing',
        CLAUSES.principles,
      ),
      args: { periodId: t.arg.id({ required: true, description: doc('考评期', 'the period') }) },
      resolve: (_root, { periodId }, ctx) =>
        orRefusal(async () => {
          const { townshipId } = inForce(ctx);
          const id = idIn(townshipId, 'AssessmentPeriod', periodId);
          return { ...(await replayPeriod(reckonerOf(ctx), id)), townshipId };
        }),
    }),
    evaluationPreview: t.field({
      type: previewAnswer,
      nullable: true,
      authScopes: { role: STEP_ROLES.preview },
      description: doc(
        '试算：换用其他设置时各对象的得分；不写入',
        'what other settings would have given everybody; writes nothing',
        CLAUSES.sheet,
      ),
      args: {
        period: t.arg.string({
          required: true,
          description: doc('2026-10、2026-Q4或2026', '2026-10, 2026-Q4 or 2026'),
        }),
        settings: t.arg({
          type: 'JSON',
          required: true,
          description: doc(
            '整套设置，同configureModule',
            'the settings as a whole, as configureModule takes them',
          ),
        }),
      },
      resolve: (_root, { period, settings }, ctx) =>
        orRefusal(async () => {
          const { townshipId } = inForce(ctx);
          const sheets = await evaluationPreview(reckonerOf(ctx), periodNamed(period), settings);
          return { sheets, townshipId };
        }),
    }),
  }));
}

function addWorkbook({ builder }: ModuleSchema) {
  const ref = builder.objectRef<Workbook>('ScoreWorkbook');
  builder.objectType(ref, {
    description: doc('考评期的工作簿', 'the workbook of a period', CLAUSES.periods),
    authScopes: { role: LEDGER_READERS },
    fields: (t) => ({
      name: t.exposeString('name', { description: doc('文件名', 'name of the file') }),
      mediaType: t.string({ description: doc('类型', 'media type'), resolve: () => XLSX }),
      url: t.exposeString('url', {
        description: doc(
          '下载路径，以 / 开头，签名，五分钟内有效',
          'signed path to download it, open for five minutes; begins with /',
        ),
      }),
    }),
  });
  return ref;
}

function addReplayed({ builder }: ModuleSchema, content: SheetRef) {
  const difference = builder.objectRef<Here<Replay['differences'][number]>>('ReplayDifference');
  builder.objectType(difference, {
    description: doc('重算不同的考评表', 'a sheet that a replay gives otherwise', CLAUSES.principles),
    authScopes: { role: LEDGER_READERS },
    fields: (t) => ({
      kept: t.field({
        type: content,
        nullable: true,
        description: doc('封账时的', 'as it was frozen'),
        resolve: ({ kept, townshipId }) => (kept === null ? null : { ...sheetIn(kept), townshipId }),
      }),
      replayed: t.field({
        type: content,
        nullable: true,
        description: doc('重算的', 'as it is reckoned now'),
        resolve: ({ replayed, townshipId }) => replayed && { ...replayed, townshipId },
      }),
    }),
  });
  const ref = builder.objectRef<Here<Replay>>('PeriodReplay');
  builder.objectType(ref, {
    description: doc('重算结果', 'what a replay found', CLAUSES.principles),
    authScopes: { role: LEDGER_READERS },
    fields: (t) => ({
      identical: t.boolean({
        description: doc('是否逐字节相同', 'whether all is the same, byte for byte'),
        resolve: ({ differences }) => differences.length === 0,
      }),
      sheets: t.exposeInt('sheets', { description: doc('比对的考评表数', 'sheets that were compared') }),
      differences: t.field({
        type: [difference],
        description: doc('不同之处', 'what differs'),
        resolve: ({ differences, townshipId }) => differences.map((one) => ({ ...one, townshipId })),
      }),
    }),
  });
  return ref;
}

function addPreviewed({ builder }: ModuleSchema, content: SheetRef) {
  const row = builder.objectRef<Here<PreviewedSheet>>('PreviewedSheet');
  builder.objectType(row, {
    description: doc('一张考评表的现状和试算', 'a sheet as it is and as it would be', CLAUSES.sheet),
    authScopes: { role: LEDGER_READERS },
    fields: (t) => ({
      before: t.field({
        type: content,
        description: doc('现状', 'as it is'),
        resolve: ({ before, townshipId }) => ({ ...before, townshipId }),
      }),
      after: t.field({
        type: content,
        description: doc('试算', 'as it would be'),
        resolve: ({ after, townshipId }) => ({ ...after, townshipId }),
      }),
    }),
  });
  const ref = builder.objectRef<Here<{ sheets: readonly PreviewedSheet[] }>>('EvaluationPreview');
  builder.objectType(ref, {
    description: doc('试算结果', 'a preview', CLAUSES.sheet),
    authScopes: { role: LEDGER_READERS },
    fields: (t) => ({
      sheets: t.field({
        type: [row],
        description: doc('各对象', 'everybody'),
        resolve: ({ sheets, townshipId }) => sheets.map((one) => ({ ...one, townshipId })),
      }),
    }),
  });
  return ref;
}
