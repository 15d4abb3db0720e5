import type { Role } from '../../core/auth/roles.ts';

const WINDOWS = ['WINDOW_STAFF', 'STATION_HEAD'] as const satisfies readonly Role[];

/** Who may use the verbs of 并联审批; a branch is further closed to stations that do not handle it. */
export const STEP_ROLES = {
  publish: ['CENTRE_DIRECTOR'],
  fork: WINDOWS,
  urge: [...WINDOWS, 'CENTRE_DIRECTOR'],
  handle: WINDOWS,
  organise: ['CENTRE_DIRECTOR'],
  check: ['CENTRE_DIRECTOR'],
  sign: ['SEAL_HOLDER', 'CENTRE_DIRECTOR', 'UNIT_DEPUTY', 'UNIT_HEAD'],
  openAccountability: ['CENTRE_DIRECTOR', 'UNIT_HEAD'],
  decideAccountability: ['UNIT_HEAD'],
} as const satisfies Record<string, readonly Role[]>;

/** Who reads branches in lists. */
export const READERS = [
  ...WINDOWS,
  'DUTY_OFFICER',
  'CENTRE_DIRECTOR',
  'UNIT_DEPUTY',
  'UNIT_HEAD',
  'SEAL_HOLDER',
] as const satisfies readonly Role[];

/** Who reads accountability cases; whom one concerns reads his own. */
export const ACCOUNTABILITY_READERS = ['CENTRE_DIRECTOR', 'UNIT_HEAD'] as const satisfies readonly Role[];
