import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { perform, SYSTEM } from '../acts/act.ts';
import { MODULES } from '../composition.ts';
import { loadHolidayNotices, recomputeAllClocks } from '../clocks/calendar.ts';
import {
  formatOf,
  IMPORT_KINDS,
  IMPORTERS,
  isImportKind,
  runImporter,
  strayRows,
  type AnyImporter,
  type AnyRow,
  type ImportReport,
  type Parsed,
} from '../import/index.ts';
import type { Platform } from '../platform.ts';
import { Refused } from '../regulation/index.ts';
import { main, progress, Stop, withSession } from './session.ts';

/** What modules bring, by the name of the kind. */
const CONTRIBUTED = new Map(
  MODULES.flatMap((module) =>
    (module.imports ?? []).map((importer) => [importer.kind, { module: module.id, importer }] as const),
  ),
);
const KINDS = [...IMPORT_KINDS, ...CONTRIBUTED.keys(), 'calendar'];
const USAGE = `用法 / usage: npm run import -- ${KINDS.join('|')} FILE [--township CODE] [--dry-run]`;

await main(async () => {
  const { values, positionals } = readArguments();
  const [kind = '', file = ''] = positionals;
  if (positionals.length !== 2 || !KINDS.includes(kind)) throw new Stop(USAGE);
  const text = await readFile(file, 'utf8').catch(() => {
    throw new Stop(`读不到文件 ${file} / cannot read the file ${file}`);
  });
  await withSession(async ({ platform }) => {
    if (kind === 'calendar') await importCalendar(platform, text);
    else await importRows(platform, sourceOf(kind), file, text, values);
  });
});

/** Where an importer is from: the kernel, or a module that must be on. */
interface Source {
  readonly module: string | null;
  readonly importer: AnyImporter;
}

function sourceOf(kind: string): Source {
  if (isImportKind(kind)) {
    const importer: AnyImporter = { ...IMPORTERS[kind], kind, ofOneTownship: false };
    return { module: null, importer };
  }
  const found = CONTRIBUTED.get(kind);
  if (!found) throw new Stop(USAGE);
  return found;
}

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { township: { type: 'string' }, 'dry-run': { type: 'boolean', default: false } },
    });
  } catch {
    throw new Stop(USAGE);
  }
}

/** Imports a file into the named township; a file without township into every township that its rows are for. */
async function importRows(
  platform: Platform,
  { module, importer }: Source,
  file: string,
  text: string,
  options: { township?: string; 'dry-run': boolean },
): Promise<void> {
  const format = formatOf(file);
  if (!format) throw new Stop(`${file} 应为 .json 或 .csv / ${file} must end in .json or .csv`);
  const { directory } = platform;
  const named = options.township === undefined ? null : directory.findTownshipByCode(options.township);
  if (options.township !== undefined && !named)
    throw new Stop(`没有乡镇“${options.township}” / there is no township "${options.township}"`);
  if (importer.ofOneTownship && !named)
    throw new Stop('须以 --township 指明乡镇 / name the township with --township');
  if (module !== null && named && !platform.switches.isEnabled(named.id, module))
    throw new Stop(`${named.name}没有启用 ${module} / ${module} is off in ${named.code}`);
  const parsed: Parsed<AnyRow> = importer.parse(text, format);
  const codes = new Set(directory.townships.map((t) => t.code));
  const rejected = [...parsed.rejected, ...strayRows(parsed, codes)];
  for (const township of named ? [named] : directory.townships) {
    const report = await perform(
      platform,
      { townshipId: township.id, actor: SYSTEM, mayBeSilent: true, timeoutMs: 120_000 },
      (act) => runImporter(act, importer, parsed, { dryRun: options['dry-run'] }),
    );
    const known = (line: number, field: string) => rejected.some((r) => r.line === line && r.field === field);
    rejected.push(...report.rejected.filter((r) => !known(r.line, r.field)));
    print(report);
  }
  for (const { line, field, reason } of rejected)
    process.stdout.write(`第${line}行 / line ${line}, ${field}: ${reason}\n`);
  if (rejected.length > 0) process.exitCode = 2;
}

function print({ township, created, updated, unchanged, dryRun }: ImportReport): void {
  const note = dryRun ? '（试运行，未写入 / dry run, nothing written）' : '';
  process.stdout.write(
    `${township}: 新增 created ${created}, 更新 updated ${updated}, 未变 unchanged ${unchanged}${note}\n`,
  );
}

/** Loads a holiday notice and recomputes every open clock. */
async function importCalendar(platform: Platform, text: string): Promise<void> {
  const { county } = platform.directory;
  if (!county) throw new Stop('数据库中还没有县 / the database has no county yet');
  try {
    const notice = await perform(platform, { townshipId: county.id, actor: SYSTEM }, (act) =>
      loadHolidayNotices(act, parseJson(text)),
    );
    progress('重新计算未结束的时限 / recomputing open clocks');
    const reason = `载入${notice.year}年放假安排 / holiday notice of ${notice.year} loaded`;
    const moved = await recomputeAllClocks(platform, reason);
    process.stdout.write(`${notice.year}: ${moved} 个时限的日期有变 / ${moved} due date(s) moved\n`);
  } catch (error) {
    if (error instanceof Refused) throw new Stop(`${error.refusal.message.zh} / ${error.refusal.message.en}`);
    throw error;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Stop('文件不是JSON / the file is not JSON');
  }
}
