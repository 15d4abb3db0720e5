import type { StaffInfo, StationInfo, WindowInfo } from '../county/directory.ts';
import type { Context } from '../graphql/context.ts';

/** A row that this process may not have heard of yet, when another has just written it, is read. */
type Found<T> = T | Promise<T | null> | null;

/** A station from the process's memory. */
export function stationOf(ctx: Context, townshipId: string, id: string | null): Found<StationInfo> {
  if (id === null) return null;
  return (
    ctx.platform.directory.findStation(townshipId, id) ??
    ctx.db.station.findUnique({ where: { townshipId_id: { townshipId, id } } })
  );
}

/** A window likewise. */
export function windowOf(ctx: Context, townshipId: string, id: string | null): Found<WindowInfo> {
  if (id === null) return null;
  return (
    ctx.platform.directory.findWindow(townshipId, id) ??
    ctx.db.window.findUnique({ where: { townshipId_id: { townshipId, id } } })
  );
}

/** A member of staff likewise. */
export function staffOf(ctx: Context, townshipId: string, id: string | null): Found<StaffInfo> {
  if (id === null) return null;
  return (
    ctx.platform.directory.findStaff(id) ??
    ctx.db.staff.findUnique({ where: { townshipId_id: { townshipId, id } } })
  );
}
