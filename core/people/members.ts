import type { Act } from '../acts/act.ts';
import { notFound } from '../cases/refusals.ts';
import type { StaffInfo, WindowInfo } from '../county/reference.ts';
import { Refused } from '../regulation/index.ts';

/** The id of the member of staff who acts. */
export function actingStaff({ actor }: Act): string {
  if (actor.kind !== 'STAFF' || actor.id === null) throw new Error('only staff act here');
  return actor.id;
}

/** A member of the township's staff, in service or not; NOT_FOUND otherwise. */
export function requireStaff({ platform, townshipId }: Act, id: string): StaffInfo {
  const staff = platform.directory.findStaff(id);
  if (staff?.townshipId !== townshipId) throw new Refused(notFound({ type: 'Staff', id }));
  return staff;
}

/** A member of the township's staff in service; NOT_FOUND otherwise. */
export function requireStaffInService(act: Act, id: string): StaffInfo {
  const staff = requireStaff(act, id);
  if (!staff.active) throw new Refused(notFound({ type: 'Staff', id }));
  return staff;
}

/** A window of the township; NOT_FOUND otherwise. */
export function requireWindow({ platform, townshipId }: Act, id: string): WindowInfo {
  const window = platform.directory.findWindow(townshipId, id);
  if (!window) throw new Refused(notFound({ type: 'Window', id }));
  return window;
}
