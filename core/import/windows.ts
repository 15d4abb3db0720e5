import type { Act } from '../acts/act.ts';
import { mergeRows, type ReferenceTable } from './reference-rows.ts';
import {
  rejection,
  type AnyRow,
  type ImportFormat,
  type ImportOptions,
  type ImportReport,
  type Parsed,
  type Rejection,
} from './report.ts';
import { parseRows } from './row-reader.ts';
import { openImport } from './township-rows.ts';

/** A row of a list of windows (窗口). A column that the file does not have is undefined and stays as it is. */
export interface WindowRow extends AnyRow {
  readonly number: string;
  readonly name: string;
  /** Code of the station. */
  readonly station: string;
  readonly open?: boolean;
}

/** Reads a list of windows: number, name, station (code), open (true when empty). Never throws. */
export function parseWindowRows(text: string, format: ImportFormat): Parsed<WindowRow> {
  return parseRows(text, format, {
    columns: { number: 'text', name: 'text', station: 'text', open: 'text' },
    required: ['number', 'name', 'station'],
    key: 'number',
    read: (cells) => ({
      line: cells.line,
      township: cells.text('township'),
      number: cells.required('number'),
      name: cells.required('name'),
      station: cells.required('station'),
      open: cells.has('open') ? (cells.flag('open') ?? true) : undefined,
    }),
  });
}

/** The columns of a window that a list decides. */
interface WindowColumns {
  name: string;
  stationId: string;
  open: boolean;
}

/** Creates and updates windows of the act's township by their number; a row of an unknown station is rejected. */
export async function importWindows(
  act: Act,
  rows: readonly WindowRow[],
  options: ImportOptions,
): Promise<ImportReport> {
  const { townshipId, tx } = act;
  const township = await openImport(act, options);
  const stations = await tx.station.findMany({ where: { townshipId }, select: { id: true, code: true } });
  const existing = await tx.window.findMany({ where: { townshipId } });
  const rejected: Rejection[] = [];
  const wanted = rows.flatMap(({ line, number, name, station, open }) => {
    const stationId = stations.find((s) => s.code === station)?.id;
    if (stationId !== undefined) return [{ key: number, columns: { name, stationId, open } }];
    rejected.push(rejection(line, 'station', `没有站所“${station}”`, `there is no station "${station}"`));
    return [];
  });
  const table: ReferenceTable<WindowColumns> = {
    kind: 'windows',
    verb: 'importWindow',
    subjectType: 'Window',
    existing: new Map(existing.map((window) => [window.number, window])),
    create: (created) =>
      tx.window.createMany({
        data: created.map(({ id, key, columns: { name = key, stationId = '', open } }) => ({
          townshipId,
          id,
          number: key,
          name,
          stationId,
          open,
        })),
      }),
    update: (id, data) => tx.window.update({ where: { townshipId_id: { townshipId, id } }, data }),
  };
  return mergeRows(act, table, { wanted, rejected }, { ...options, township });
}
