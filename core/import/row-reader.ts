import { BadCell } from './bad-cell.ts';
import { cellText, splitList, splitMap, splitSteps, type Columns } from './cell-text.ts';
import { readRecords, type ImportRecord } from './records.ts';
import { rejection, type AnyRow, type ImportFormat, type Parsed, type Rejection } from './report.ts';

/** Reads the cells of one record and collects what is wrong with them, so that all of it is reported at once. */
export class RowReader {
  readonly line: number;
  readonly rejected: Rejection[] = [];
  readonly #texts = new Map<string, string>();

  constructor(record: ImportRecord, columns: Columns) {
    this.line = record.line;
    for (const [field, shape] of Object.entries(columns)) {
      if (!record.values.has(field)) continue;
      this.#texts.set(
        field,
        this.attempt(field, '', () => cellText(record.values.get(field), shape)),
      );
    }
  }

  reject(field: string, zh: string, en: string): void {
    this.rejected.push(rejection(this.line, field, zh, en));
  }

  /** What `read` answers; `otherwise` after the field was rejected with the BadCell it threw. */
  attempt<T>(field: string, otherwise: T, read: () => T): T {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof BadCell)) throw error;
      this.reject(field, error.zh, error.en);
      return otherwise;
    }
  }

  /** Whether the file has the column at all. */
  has(field: string): boolean {
    return this.#texts.has(field);
  }

  /** The cell, empty when there is none. */
  raw(field: string): string {
    return this.#texts.get(field) ?? '';
  }

  text(field: string): string | null {
    return this.raw(field) || null;
  }

  required(field: string): string {
    const text = this.raw(field);
    if (text === '' && !this.rejected.some((r) => r.field === field)) this.reject(field, '必填', 'required');
    return text;
  }

  list(field: string): string[] {
    return splitList(this.raw(field));
  }

  steps(field: string): string[] {
    return splitSteps(this.raw(field));
  }

  map(field: string): Record<string, string> {
    return this.attempt(field, {}, () => splitMap(this.raw(field)));
  }

  flag(field: string): boolean | null {
    const text = this.raw(field).toLowerCase();
    if (text === '') return null;
    if (text === 'true' || text === '是') return true;
    if (text !== 'false' && text !== '否')
      this.reject(field, '只能是 true 或 false', 'must be true or false');
    return false;
  }

  /** A whole number from 0 to `most`. */
  count(field: string, most: number): number | null {
    const text = this.raw(field);
    if (text === '') return null;
    const number = /^\d{1,9}$/.test(text) ? Number(text) : Infinity;
    if (number <= most) return number;
    this.reject(field, `“${text}”不是 0 到 ${most} 的整数`, `"${text}" is no integer from 0 to ${most}`);
    return null;
  }
}

/** How the rows of one kind of file are read. */
export interface RowKind<Row extends AnyRow> {
  readonly columns: Columns;
  /** Columns without which a CSV file is not of this kind. */
  readonly required: readonly string[];
  /** Column that names a row; it may stand only once for the same township. Null: rows have no name. */
  readonly key: string | null;
  readonly read: (cells: RowReader) => Row;
}

/** The database indexes keys, and an index entry has a limit. */
const LONGEST_KEY = 100;

/** Reads a file row by row: good rows on one side, everything that is wrong with the others on the other. Never throws. */
export function parseRows<Row extends AnyRow>(
  text: string,
  format: ImportFormat,
  kind: RowKind<Row>,
): Parsed<Row> {
  const { records, rejected } = readRecords(text, format, kind.required);
  const rows: Row[] = [];
  const seen = new Map<string, AnyRow[]>();
  for (const record of records) {
    const cells = new RowReader(record, { ...kind.columns, township: 'text' });
    const row = kind.read(cells);
    const key = kind.key === null ? '' : cells.raw(kind.key);
    const same = seen.get(key) ?? [];
    const first = same.find(
      (s) => s.township === null || row.township === null || s.township === row.township,
    );
    if (kind.key !== null && key !== '' && first)
      cells.reject(kind.key, `与第 ${first.line} 行重复`, `the same as in line ${first.line}`);
    if (kind.key !== null && key.length > LONGEST_KEY)
      cells.reject(kind.key, `长于 ${LONGEST_KEY} 字`, `longer than ${LONGEST_KEY} characters`);
    seen.set(key, [...same, row]);
    if (cells.rejected.length === 0) rows.push(row);
    rejected.push(...cells.rejected);
  }
  return { rows, rejected: rejected.toSorted((a, b) => a.line - b.line) };
}
