/** Format of an imported file. */
export type ImportFormat = 'json' | 'csv';

/** Why one row of a file (or the file itself) was not taken. */
export interface Rejection {
  /** Line on which a CSV record begins, the header being line 1; in JSON the place of the element, from 1. */
  readonly line: number;
  /** Column or key; empty when the row or the file as a whole is meant. */
  readonly field: string;
  /** Chinese and English, separated by ` / `. */
  readonly reason: string;
}

/** What a file holds: the rows that can be imported and why the others cannot. */
export interface Parsed<Row> {
  readonly rows: readonly Row[];
  readonly rejected: readonly Rejection[];
}

/** What every row of a file says, whatever it describes. */
export interface AnyRow {
  /** As in `Rejection`. */
  readonly line: number;
  /** Code of the only township the row is for; null means every township. */
  readonly township: string | null;
}

export interface ImportOptions {
  /** Counts what would happen and writes nothing. */
  readonly dryRun: boolean;
}

/** What an import did, or on a dry run would do, in one township. */
export interface ImportReport {
  readonly kind: string;
  /** Code of the township. */
  readonly township: string;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  /** Rows of the file that were not taken, here or anywhere. */
  readonly rejected: readonly Rejection[];
  readonly dryRun: boolean;
}

/** A rejection with its reason in both languages. */
export function rejection(line: number, field: string, zh: string, en: string): Rejection {
  return { line, field, reason: `${zh} / ${en}` };
}
