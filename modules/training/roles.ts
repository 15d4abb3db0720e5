import { STAFF_ROLES, type Role } from '../../core/auth/roles.ts';

/** Who arranges study: plans, sessions, tests. */
const ORGANISERS = [
  'CENTRE_DIRECTOR',
  'UNIT_DEPUTY',
  'ATTENDANCE_OFFICER',
] as const satisfies readonly Role[];

/** Who may use the verbs of 学习培训; anybody else is answered FORBIDDEN. */
export const STEP_ROLES = {
  plan: ['CENTRE_DIRECTOR', 'UNIT_DEPUTY'],
  organise: ORGANISERS,
  attend: STAFF_ROLES,
  excuse: ['CENTRE_DIRECTOR', 'UNIT_DEPUTY'],
} as const satisfies Record<string, readonly Role[]>;

/** Who reads the attendance, scores and logs of others; everybody reads his own. */
export const RECORD_READERS = [...ORGANISERS, 'UNIT_HEAD'] as const satisfies readonly Role[];
