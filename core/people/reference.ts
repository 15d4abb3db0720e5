import type { StaffInfo, StationInfo, WindowInfo } from '../county/directory.ts';
import type { Context } from '../graphql/context.ts';

/** From the process's memory; a row that it has not heard of yet, because another has just written it, is read. */
type Found<T> = T | Promise<T>;

/** The station of a row that names one. */
export function stationOf(ctx: Context, townshipId: string, id: string): Found<StationInfo> {
  return (
    ctx.platform.directory.findStation(townshipId, id) ??
    ctx.db.station.findUniqueOrThrow({ where: { townshipId_id: { townshipId, id } } })
  );
}

/** The window of a row that names one. */
export function windowOf(ctx: Context, townshipId: string, id: string): Found<WindowInfo> {
  return (
    ctx.platform.directory.findWindow(townshipId, id) ??
    ctx.db.window.findUniqueOrThrow({ where: { townshipId_id: { townshipId, id } } })
  );
}

/** The member of staff whom a row names. */
export function staffOf(ctx: Context, townshipId: string, id: string): Found<StaffInfo> {
  return (
    ctx.platform.directory.findStaff(id) ??
    ctx.db.staff.findUniqueOrThrow({ where: { townshipId_id: { townshipId, id } } })
  );
}

/** A row that may name another in a column. */
type Naming<Column extends string> = { readonly townshipId: string } & Readonly<
  Record<Column, string | null>
>;

/** The options of a field with the member of staff whom a column of the row names; null where it names nobody. */
export function staffIn<Column extends string>(column: Column, description: string) {
  return { type: 'Staff', ...named(column, description, staffOf) } as const;
}

/** The options of a field with the window that a column of the row names; null where it names none. */
export function windowIn<Column extends string>(column: Column, description: string) {
  return { type: 'Window', ...named(column, description, windowOf) } as const;
}

/** The options of a field with the station that a column of the row names; null where it names none. */
export function stationIn<Column extends string>(column: Column, description: string) {
  return { type: 'Station', ...named(column, description, stationOf) } as const;
}

function named<Column extends string, T>(
  column: Column,
  description: string,
  find: (ctx: Context, townshipId: string, id: string) => Found<T>,
) {
  return {
    nullable: true as const,
    description,
    resolve: (row: Naming<Column>, _args: unknown, ctx: Context) => {
      const id = row[column];
      return id === null ? null : find(ctx, row.townshipId, id);
    },
  };
}
