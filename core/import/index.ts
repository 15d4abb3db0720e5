import type { Act } from '../acts/act.ts';
import { runImporter, type Importer } from './importer.ts';
import type { ImportFormat, ImportOptions, ImportReport, Parsed } from './report.ts';
import { parseItemRows, type ParsedRow } from './service-item-row.ts';
import { importServiceItems } from './service-items.ts';
import { importStaff, parseStaffRows, type StaffRow } from './staff.ts';
import { importStations, parseStationRows, type StationRow } from './stations.ts';
import { importWindows, parseWindowRows, type WindowRow } from './windows.ts';

export type { AnyRow, ImportFormat, ImportOptions, ImportReport, Parsed, Rejection } from './report.ts';
export { parseItemRows, type ItemContent, type ItemSource, type ParsedRow } from './service-item-row.ts';
export { runImporter, type AnyImporter, type Importer, type ModuleImporter } from './importer.ts';
export { importServiceItems } from './service-items.ts';
export { importStaff, parseStaffRows, type StaffRow } from './staff.ts';
export { importStations, parseStationRows, type StationRow } from './stations.ts';
export { rowsFor, strayRows } from './township-rows.ts';
export { importWindows, parseWindowRows, type WindowRow } from './windows.ts';

/** What can be imported, in the order in which one rests on another: items create stations, windows and staff need them. */
export const IMPORT_KINDS = ['stations', 'items', 'windows', 'staff'] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

/** The rows of each kind of file. */
export interface RowsOf {
  items: ParsedRow;
  stations: StationRow;
  windows: WindowRow;
  staff: StaffRow;
}

/** The importers of the kernel's own files. */
export const IMPORTERS: { readonly [K in ImportKind]: Importer<RowsOf[K]> } = {
  items: { parse: parseItemRows, run: importServiceItems },
  stations: { parse: parseStationRows, run: importStations },
  windows: { parse: parseWindowRows, run: importWindows },
  staff: { parse: parseStaffRows, run: importStaff },
};

/** Whether a text names a kind of import. */
export function isImportKind(text: string): text is ImportKind {
  return (IMPORT_KINDS as readonly string[]).includes(text);
}

/** The format of a file by the end of its name, or null. */
export function formatOf(fileName: string): ImportFormat | null {
  const name = fileName.toLowerCase();
  if (name.endsWith('.json')) return 'json';
  return name.endsWith('.csv') ? 'csv' : null;
}

/** Reads a file. Never throws: what cannot be read is in `rejected`. */
export function readImport<K extends ImportKind>(
  kind: K,
  text: string,
  format: ImportFormat,
): Parsed<RowsOf[K]> {
  return IMPORTERS[kind].parse(text, format);
}

/**
 * Imports what a file holds for the act's township: rows that name it and rows that name none. For a file of the whole
 * county the caller does this in an act of every township. The report repeats the rejections of the file itself.
 * An import that changes nothing leaves no audit entry, so the act must be allowed to be silent.
 */
export function runImport<K extends ImportKind>(
  act: Act,
  kind: K,
  parsed: Parsed<RowsOf[K]>,
  options: ImportOptions,
): Promise<ImportReport> {
  return runImporter(act, IMPORTERS[kind], parsed, options);
}
