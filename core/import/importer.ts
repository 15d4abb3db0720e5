import type { Act } from '../acts/act.ts';
import type { AnyRow, ImportFormat, ImportOptions, ImportReport, Parsed } from './report.ts';
import { rowsFor } from './township-rows.ts';

/** How one kind of file is read and what its rows do. */
export interface Importer<Row extends AnyRow> {
  /** Reads a file. Never throws: what cannot be read is in `rejected`. */
  readonly parse: (text: string, format: ImportFormat) => Parsed<Row>;
  readonly run: (act: Act, rows: readonly Row[], options: ImportOptions) => Promise<ImportReport>;
}

/** An importer that a module brings. */
export interface ModuleImporter<Row extends AnyRow> extends Importer<Row> {
  /** Its name in `npm run import -- KIND FILE`. */
  readonly kind: string;
  /** Its rows name no township, so the caller must. */
  readonly ofOneTownship: boolean;
}

// oxlint-disable-next-line typescript/no-explicit-any -- importers differ in their rows; core only hands them on
export type AnyImporter = ModuleImporter<any>;

/** Imports what a file holds for the act's township. The report repeats the rejections of the file itself. */
export async function runImporter<Row extends AnyRow>(
  act: Act,
  importer: Importer<Row>,
  parsed: Parsed<Row>,
  options: ImportOptions,
): Promise<ImportReport> {
  const township = await act.tx.township.findUniqueOrThrow({ where: { id: act.townshipId } });
  const report = await importer.run(act, rowsFor(parsed, township.code), options);
  return { ...report, rejected: [...parsed.rejected, ...report.rejected] };
}
