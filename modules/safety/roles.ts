import { STAFF_ROLES, type Role } from '../../core/auth/roles.ts';

const LEADERS = ['CENTRE_DIRECTOR', 'UNIT_DEPUTY'] as const satisfies readonly Role[];

/** Who may use the verbs of 安全保卫; anybody else is answered FORBIDDEN. */
export const STEP_ROLES = {
  lead: LEADERS,
  sign: STAFF_ROLES,
  inspect: ['DUTY_OFFICER', ...LEADERS],
  report: STAFF_ROLES,
  decide: ['UNIT_DEPUTY', 'UNIT_HEAD'],
} as const satisfies Record<string, readonly Role[]>;

/** Who reads checks of others, valuables, the seal register and accidents. */
export const READERS = ['DUTY_OFFICER', ...LEADERS, 'UNIT_HEAD'] as const satisfies readonly Role[];

/** Who reads the account of an accident and what it came to; whom it concerns reads his own measure. */
export const INCIDENT_READERS = [...LEADERS, 'UNIT_HEAD'] as const satisfies readonly Role[];

/** Who reads the seal register besides the holders of seals. */
export const SEAL_READERS = [...LEADERS, 'UNIT_HEAD', 'SEAL_HOLDER'] as const satisfies readonly Role[];
