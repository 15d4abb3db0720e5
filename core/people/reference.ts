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
