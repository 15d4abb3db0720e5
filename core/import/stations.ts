import { createHash, randomUUID } from 'node:crypto';
import type { Act } from '../acts/act.ts';
import { readOfficePhone } from './office-phone.ts';
import { mergeRows, type ReferenceTable } from './reference-rows.ts';
import type { AnyRow, ImportFormat, ImportOptions, ImportReport, Parsed } from './report.ts';
import { parseRows } from './row-reader.ts';
import { openImport } from './township-rows.ts';

/** A row of a list of stations (站所). A column that the file does not have is undefined and stays as it is. */
export interface StationRow extends AnyRow {
  readonly code: string;
  readonly name: string;
  readonly officePhone?: string | null;
}

/** Reads a list of stations: code, name, office_phone. Never throws. */
export function parseStationRows(text: string, format: ImportFormat): Parsed<StationRow> {
  return parseRows(text, format, {
    columns: { code: 'text', name: 'text', office_phone: 'text' },
    required: ['code', 'name'],
    key: 'code',
    read: (cells) => ({
      line: cells.line,
      township: cells.text('township'),
      code: cells.required('code'),
      name: cells.required('name'),
      officePhone: cells.has('office_phone') ? readOfficePhone(cells, 'office_phone') : undefined,
    }),
  });
}

/** The columns of a station that a list decides. */
interface StationColumns {
  name: string;
  officePhone: string | null;
}

/** Creates and updates stations of the act's township by their code; one audit entry for each. */
export async function importStations(
  act: Act,
  rows: readonly StationRow[],
  options: ImportOptions,
): Promise<ImportReport> {
  const { townshipId, tx } = act;
  const township = await openImport(act, options);
  const existing = await tx.station.findMany({ where: { townshipId } });
  const wanted = rows.map(({ code, name, officePhone }) => ({ key: code, columns: { name, officePhone } }));
  const table: ReferenceTable<StationColumns> = {
    kind: 'stations',
    verb: 'importStation',
    subjectType: 'Station',
    existing: new Map(existing.map((station) => [station.code, station])),
    create: (created) =>
      tx.station.createMany({
        data: created.map(({ id, key, columns: { name = key, officePhone } }) => ({
          townshipId,
          id,
          code: key,
          name,
          officePhone,
        })),
      }),
    update: (id, data) => tx.station.update({ where: { townshipId_id: { townshipId, id } }, data }),
  };
  return mergeRows(act, table, { wanted, rejected: [] }, { ...options, township });
}

/**
 * Ids of the township's stations by the names a list of items gives them. A name that is not there yet becomes a
 * station whose code follows from the name, so that a station renamed later is still found by its old name.
 */
export async function stationsByName(
  act: Act,
  names: ReadonlySet<string>,
  options: ImportOptions,
): Promise<ReadonlyMap<string, string>> {
  const { townshipId, tx } = act;
  const existing = await tx.station.findMany({ where: { townshipId }, orderBy: { code: 'asc' } });
  const ids = new Map<string, string>();
  const missing: { townshipId: string; id: string; code: string; name: string }[] = [];
  for (const name of names) {
    const code = stationCode(name);
    const station = existing.find((s) => s.name === name) ?? existing.find((s) => s.code === code);
    const id = station?.id ?? randomUUID();
    ids.set(name, id);
    if (!station) missing.push({ townshipId, id, code, name });
  }
  if (missing.length > 0 && !options.dryRun) {
    await tx.station.createMany({ data: missing });
    act.announce('reference');
    for (const { id, code, name } of missing)
      act.audit({
        verb: 'importStation',
        subjectType: 'Station',
        subjectId: id,
        fields: ['code', 'name'],
        content: { code, name },
      });
  }
  return ids;
}

/** The code of a station of which only the name is known; always the same for the same name. */
export function stationCode(name: string): string {
  return `ST-${createHash('sha256').update(name).digest('hex').slice(0, 8)}`;
}
