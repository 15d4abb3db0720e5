import { STAFF_ROLES, type Role } from '../../core/auth/roles.ts';

/** Who may use the verbs of 考勤. */
export const STEP_ROLES = {
  requestLeave: STAFF_ROLES,
  decideLeave: ['UNIT_DEPUTY', 'UNIT_HEAD'],
  goOut: STAFF_ROLES,
  manage: ['ATTENDANCE_OFFICER', 'CENTRE_DIRECTOR'],
} as const satisfies Record<string, readonly Role[]>;

/** Who reads the punches of others. */
export const PUNCH_READERS = ['ATTENDANCE_OFFICER'] as const satisfies readonly Role[];

/** Who reads why others are on leave or out: those who approve it, and the officer. */
export const LEAVE_READERS = [
  'ATTENDANCE_OFFICER',
  'UNIT_DEPUTY',
  'UNIT_HEAD',
] as const satisfies readonly Role[];

/** Who reads what was derived of others, for the evaluation. */
export const MARK_READERS = [
  'ATTENDANCE_OFFICER',
  'CENTRE_DIRECTOR',
  'UNIT_DEPUTY',
  'UNIT_HEAD',
  'ASSESSOR',
] as const satisfies readonly Role[];
