import type { AppBuilder } from '../graphql/builder.ts';
import { doc } from '../graphql/doc.ts';
import { addVerb, townshipByCode, type Done } from '../graphql/verb.ts';
import { readImport, runImport, type ImportReport, type Rejection } from './index.ts';

/** An import leaves no row to load anew: the report itself is the answer. */
interface ImportDone extends Done {
  readonly report: ImportReport;
}

/** The county's import through the API; the same readers as `npm run import`. */
export function addImport(builder: AppBuilder): void {
  builder.enumType('ImportKind', {
    description: doc('导入的种类', 'what is imported'),
    values: {
      ITEMS: { value: 'items', description: doc('事项', 'service items') },
      STATIONS: { value: 'stations', description: doc('站所', 'stations') },
      WINDOWS: { value: 'windows', description: doc('窗口', 'windows') },
      STAFF: { value: 'staff', description: doc('工作人员', 'staff') },
    },
  });
  builder.enumType('ImportFormat', {
    description: doc('文件格式', 'format of the file'),
    values: {
      JSON: { value: 'json', description: doc('JSON数组', 'a JSON array') },
      CSV: { value: 'csv', description: doc('CSV，首行为列名', 'CSV with a header') },
    },
  });
  const rejection = builder.objectRef<Rejection>('ImportRejection');
  builder.objectType(rejection, {
    description: doc('未导入的一行', 'a row that was not imported'),
    authScopes: { public: true },
    fields: (t) => ({
      line: t.exposeInt('line', {
        description: doc('行号，JSON为第几个', 'line, or number of the element in JSON'),
      }),
      field: t.exposeString('field', { description: doc('字段', 'field') }),
      reason: t.exposeString('reason', { description: doc('原因', 'reason') }),
    }),
  });
  const report = builder.objectRef<ImportReport>('ImportReport');
  builder.objectType(report, {
    description: doc('导入结果', 'what an import did'),
    authScopes: { role: ['COUNTY_BUREAU'] },
    fields: (t) => ({
      kind: t.exposeString('kind', { description: doc('种类', 'kind') }),
      township: t.exposeString('township', { description: doc('乡镇代码', 'code of the township') }),
      created: t.exposeInt('created', { description: doc('新增', 'created') }),
      updated: t.exposeInt('updated', { description: doc('更新', 'updated') }),
      unchanged: t.exposeInt('unchanged', { description: doc('未变', 'unchanged') }),
      dryRun: t.exposeBoolean('dryRun', { description: doc('是否试运行', 'whether nothing was written') }),
      rejected: t.field({
        type: [rejection],
        description: doc('未导入的行', 'rows that were not imported'),
        resolve: (r) => [...r.rejected],
      }),
    }),
  });
  addVerb(builder, 'importRecords', {
    description: doc(
      '导入某乡镇的事项、站所、窗口或工作人员；合格的行导入，不合格的列出',
      'imports items, stations, windows or staff of a township; good rows in, bad rows reported',
    ),
    input: (t) => ({
      township: t.string({ required: true, description: doc('乡镇代码', 'code of the township') }),
      kind: t.field({ type: 'ImportKind', required: true, description: doc('种类', 'kind') }),
      format: t.field({ type: 'ImportFormat', required: true, description: doc('格式', 'format') }),
      content: t.string({ required: true, description: doc('文件内容', 'content of the file') }),
      dryRun: t.boolean({ required: true, defaultValue: false, description: doc('试运行', 'write nothing') }),
    }),
    roles: ['COUNTY_BUREAU'],
    tenant: (ctx, input) => townshipByCode(ctx, input.township),
    timeoutMs: 60_000,
    answer: {
      typename: 'ImportReport',
      ref: report,
      load: (_ctx, _key, _info, done) => Promise.resolve((done as ImportDone).report),
      keeps: (done) => ({ report: (done as ImportDone).report }),
    },
    act: async (act, input): Promise<ImportDone> => {
      const { kind } = input;
      const parsed = readImport(kind, input.content, input.format);
      const done = await runImport(act, kind, parsed, { dryRun: input.dryRun });
      act.audit({
        verb: input.dryRun ? 'dryRunImport' : 'importRecords',
        subjectType: 'Import',
        subjectId: kind,
        content: input.content,
      });
      return { id: act.townshipId, report: done };
    },
  });
}
