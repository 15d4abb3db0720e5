import { STAFF_ROLES, type Role } from '../../core/auth/roles.ts';

/** Who reads a file unless it is about one of them. */
export const LEADERS = ['CENTRE_DIRECTOR', 'UNIT_DEPUTY'] as const satisfies readonly Role[];

/** Who joins the readers of a file that is about one of the leaders. */
export const ABOVE_LEADERS = 'UNIT_HEAD' satisfies Role;

const SUPERVISORS = [...LEADERS, ABOVE_LEADERS] as const satisfies readonly Role[];

/** Who may use the verbs of 廉政; a file is further closed to all that its own list does not name. */
export const STEP_ROLES = {
  report: 'public',
  note: STAFF_ROLES,
  lead: SUPERVISORS,
  receipt: ['WINDOW_STAFF', 'STATION_HEAD'],
  declare: STAFF_ROLES,
} as const satisfies Record<string, readonly Role[] | 'public'>;

/** Who reads gifts, declarations, fee mismatches and the reconciliation of receipts; everybody reads his own declarations. */
export const READERS = SUPERVISORS;

/** Who reads the outcomes of files; whom one concerns reads his own. */
export const OUTCOME_READERS = [
  'ASSESSOR',
  ...SUPERVISORS,
  'COUNTY_BUREAU',
  'COUNTY_SUPERVISION',
] as const satisfies readonly Role[];
