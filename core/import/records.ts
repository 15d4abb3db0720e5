import { parse, type CsvError, type Info } from 'csv-parse/sync';
import { rejection, type ImportFormat, type Rejection } from './report.ts';

/** One row of a file before anything in it is understood. */
export interface ImportRecord {
  /** As in `Rejection`. */
  readonly line: number;
  /** Values by column; a column that the file does not have is absent. */
  readonly values: ReadonlyMap<string, unknown>;
}

interface Records {
  readonly records: ImportRecord[];
  readonly rejected: Rejection[];
}

const BYTE_ORDER_MARK = '\ufeff';
const REPLACEMENT = '\ufffd';

/**
 * Splits a file into records. `required` names the columns without which a file is not what it claims to be.
 * Never throws: a text that is no JSON array of objects or no CSV with these columns is one rejection on line 1.
 */
export function readRecords(text: string, format: ImportFormat, required: readonly string[]): Records {
  const content = text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
  // What a decoder puts where bytes were no UTF-8, as in a file saved by a spreadsheet in GBK.
  if (content.includes(REPLACEMENT))
    return refused('文件不是 UTF-8 编码', 'the file is not encoded in UTF-8');
  return format === 'json' ? readJson(content) : readCsv(content, required);
}

function refused(zh: string, en: string): Records {
  return { records: [], rejected: [rejection(1, '', zh, en)] };
}

function readJson(text: string): Records {
  let elements: unknown;
  try {
    elements = JSON.parse(text);
  } catch {
    elements = null;
  }
  if (!Array.isArray(elements)) return refused('文件不是 JSON 数组', 'the file is not a JSON array');
  const records: ImportRecord[] = [];
  const rejected: Rejection[] = [];
  for (const [index, element] of (elements as unknown[]).entries()) {
    const line = index + 1;
    if (element !== null && typeof element === 'object' && !Array.isArray(element))
      records.push({ line, values: new Map(Object.entries(element)) });
    else rejected.push(rejection(line, '', '不是 JSON 对象', 'not a JSON object'));
  }
  return { records, rejected };
}

function readCsv(text: string, required: readonly string[]): Records {
  const { lines, broken } = csvLines(text);
  const header = (lines[0]?.cells ?? []).map((name) => name.trim());
  const missing = required.filter((column) => !header.includes(column));
  if (missing.length > 0)
    return refused(
      `第一行不是 CSV 表头：缺少 ${missing.join('、')} 列`,
      `the first line is no CSV header: no column ${missing.join(', ')}`,
    );
  const twice = header.find((name, index) => name !== '' && header.indexOf(name) < index);
  if (twice !== undefined)
    return refused(`表头中 ${twice} 列重复`, `the header has the column ${twice} twice`);
  const records: ImportRecord[] = [];
  const rejected: Rejection[] = [];
  for (const { line, cells } of lines.slice(1)) {
    if (cells.every((cell) => cell.trim() === '')) continue;
    if (cells.length !== header.length)
      rejected.push(
        rejection(
          line,
          '',
          `有 ${cells.length} 格，表头有 ${header.length} 列`,
          `${cells.length} cells under a header of ${header.length} columns`,
        ),
      );
    else records.push({ line, values: new Map(header.map((name, i) => [name, cells[i]])) });
  }
  if (broken) rejected.push(broken);
  return { records, rejected };
}

interface CsvLine {
  readonly line: number;
  readonly cells: string[];
}

/** The lines up to the first whose quotes do not fit: what follows it cannot be told apart. */
function csvLines(text: string): { lines: CsvLine[]; broken: Rejection | null } {
  const errors: CsvError[] = [];
  // The library counts a CRLF inside quotes as two lines.
  const rows = parse(text.replaceAll(/\r\n?/g, '\n'), {
    info: true,
    relax_column_count: true,
    skip_records_with_error: true,
    on_skip: (error) => {
      if (error) errors.push(error);
      return undefined;
    },
  }) as unknown as { record: string[]; info: Info }[];
  const firstError = errors[0];
  const endOfGood = firstError ? Number(firstError['lines'] ?? 1) : Infinity;
  const lines: CsvLine[] = [];
  let line = 1;
  for (const { record, info } of rows) {
    if (info.lines >= endOfGood) break;
    lines.push({ line, cells: record });
    line = info.lines + 1;
  }
  if (!firstError) return { lines, broken: null };
  const zh = '引号不成对，从这一行起没有读';
  const en = 'the quotes do not fit; nothing from this line on was read';
  return { lines, broken: rejection(line, '', zh, en) };
}
