import type { Act } from '../acts/act.ts';
import { STAFF_ROLES, type Role } from '../auth/roles.ts';
import { keepMove, standingPostings } from '../people/postings.ts';
import type { Wanted } from './merge.ts';
import { readOfficePhone } from './office-phone.ts';
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
import { parseRows, type RowReader } from './row-reader.ts';
import { openImport } from './township-rows.ts';

/** A row of a list of staff. A column that the file does not have is undefined and stays as it is. */
export interface StaffRow extends AnyRow {
  readonly staffNo: string;
  readonly name: string;
  readonly title?: string | null;
  readonly officePhone?: string | null;
  /** Code of the station. */
  readonly station?: string | null;
  /** Number of the window. */
  readonly window?: string | null;
  readonly roles?: readonly Role[];
  readonly active?: boolean;
}

/** Reads a list of staff: staff_no, name, title, office_phone, station (code), window (number), roles, active (true when empty). Never throws. */
export function parseStaffRows(text: string, format: ImportFormat): Parsed<StaffRow> {
  return parseRows(text, format, {
    columns: {
      staff_no: 'text',
      name: 'text',
      title: 'text',
      office_phone: 'text',
      station: 'text',
      window: 'text',
      roles: 'list',
      active: 'text',
    },
    required: ['staff_no', 'name'],
    key: 'staff_no',
    read: (cells) => ({
      line: cells.line,
      township: cells.text('township'),
      staffNo: cells.required('staff_no'),
      name: cells.required('name'),
      title: cells.has('title') ? cells.text('title') : undefined,
      officePhone: cells.has('office_phone') ? readOfficePhone(cells, 'office_phone') : undefined,
      station: cells.has('station') ? cells.text('station') : undefined,
      window: cells.has('window') ? cells.text('window') : undefined,
      roles: cells.has('roles') ? readRoles(cells) : undefined,
      active: cells.has('active') ? (cells.flag('active') ?? true) : undefined,
    }),
  });
}

/** The roles of a row in the platform's own order. */
function readRoles(cells: RowReader): Role[] {
  const given = cells.list('roles');
  const strange = given.filter((role) => !(STAFF_ROLES as readonly string[]).includes(role));
  if (strange.length > 0)
    cells.reject(
      'roles',
      `工作人员不能有角色 ${strange.join('、')}；可用 ${STAFF_ROLES.join('、')}`,
      `staff cannot hold ${strange.join(', ')}; there are ${STAFF_ROLES.join(', ')}`,
    );
  return STAFF_ROLES.filter((role) => given.includes(role));
}

/** The columns of a member of staff that a list decides. */
interface StaffColumns {
  name: string;
  title: string | null;
  officePhone: string | null;
  stationId: string | null;
  windowId: string | null;
  roles: string[];
  active: boolean;
}

/**
 * Creates and updates staff of the act's township by their number; a row of an unknown station or window is rejected.
 * Whoever is not in the file stays as he is; `active` false takes somebody out. Who comes to a window or leaves one does so
 * on the act's day; a township's first list is of those who were there already.
 */
export async function importStaff(
  act: Act,
  rows: readonly StaffRow[],
  options: ImportOptions,
): Promise<ImportReport> {
  const { townshipId, tx } = act;
  const township = await openImport(act, options);
  const stations = await tx.station.findMany({ where: { townshipId }, select: { id: true, code: true } });
  const windows = await tx.window.findMany({ where: { townshipId }, select: { id: true, number: true } });
  const existing = await tx.staff.findMany({ where: { townshipId } });
  const resolved = resolveRows(
    rows,
    new Map(stations.map((s) => [s.code, s.id])),
    new Map(windows.map((w) => [w.number, w.id])),
  );
  const seats = new Map(existing.map((member) => [member.id, seatOf(member)]));
  const table: ReferenceTable<StaffColumns> = {
    kind: 'staff',
    verb: 'importStaff',
    subjectType: 'Staff',
    existing: new Map(existing.map((member) => [member.staffNo, member])),
    create: async (created) => {
      await tx.staff.createMany({
        data: created.map(({ id, key, columns }) => ({
          townshipId,
          id,
          staffNo: key,
          ...columns,
          name: columns.name ?? key,
        })),
      });
      const seated = created.map(({ id, columns }) => ({ townshipId, id, windowId: seatOf(columns) }));
      if (existing.length === 0) await tx.windowPosting.createMany({ data: standingPostings(seated) });
      else for (const { id, windowId } of seated) if (windowId !== null) await keepMove(act, id, windowId);
    },
    update: async (id, data) => {
      const row = await tx.staff.update({ where: { townshipId_id: { townshipId, id } }, data });
      if (seatOf(row) !== seats.get(id)) await keepMove(act, id, seatOf(row));
    },
  };
  return mergeRows(act, table, resolved, { ...options, township });
}

/** Where somebody sits: who is out of service sits nowhere. */
function seatOf({ active, windowId }: Partial<StaffColumns>): string | null {
  return active === false ? null : (windowId ?? null);
}

/** Puts ids where the rows have codes and numbers. */
function resolveRows(
  rows: readonly StaffRow[],
  stations: ReadonlyMap<string, string>,
  windows: ReadonlyMap<string, string>,
): { wanted: Wanted<StaffColumns>[]; rejected: Rejection[] } {
  const rejected: Rejection[] = [];
  const wanted: Wanted<StaffColumns>[] = [];
  for (const row of rows) {
    const problems: Rejection[] = [];
    const { line, station, window } = row;
    if (station && !stations.has(station))
      problems.push(rejection(line, 'station', `没有站所“${station}”`, `there is no station "${station}"`));
    if (window && !windows.has(window))
      problems.push(rejection(line, 'window', `没有窗口“${window}”`, `there is no window "${window}"`));
    rejected.push(...problems);
    if (problems.length > 0) continue;
    wanted.push({
      key: row.staffNo,
      columns: {
        name: row.name,
        title: row.title,
        officePhone: row.officePhone,
        stationId: station ? stations.get(station) : station,
        windowId: window ? windows.get(window) : window,
        roles: row.roles && [...row.roles],
        active: row.active,
      },
    });
  }
  return { wanted, rejected };
}
