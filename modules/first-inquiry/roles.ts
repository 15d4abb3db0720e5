import type { Role } from '../../core/auth/roles.ts';

/** Staff who receive visitors. */
const RECEIVING = [
  'WINDOW_STAFF',
  'DUTY_OFFICER',
  'STATION_HEAD',
  'CENTRE_DIRECTOR',
] as const satisfies readonly Role[];

/** Of whom a member of staff may ask for coordination (请示领导). */
export const LEADERS = [
  'STATION_HEAD',
  'CENTRE_DIRECTOR',
  'UNIT_DEPUTY',
  'UNIT_HEAD',
] as const satisfies readonly Role[];

/** Who may use the verbs of 首问责任; anybody else is answered FORBIDDEN. */
export const STEP_ROLES = {
  receive: RECEIVING,
  settleCoordination: [...RECEIVING, 'UNIT_DEPUTY', 'UNIT_HEAD'],
  reportViolation: [...RECEIVING, 'ASSESSOR', 'COMPLAINT_OFFICER'],
  /** The deputy decides what concerns a director. */
  decideViolation: ['CENTRE_DIRECTOR', 'UNIT_DEPUTY'],
  editPhrases: ['CENTRE_DIRECTOR'],
} as const satisfies Record<string, readonly Role[]>;

/** Who reads inquiries and hand-overs. */
export const READERS = [
  ...RECEIVING,
  'UNIT_DEPUTY',
  'UNIT_HEAD',
  'ASSESSOR',
  'COMPLAINT_OFFICER',
] as const satisfies readonly Role[];

/** Who reads violations and sanctions of others; everybody reads his own. */
export const CONDUCT_READERS = [
  'CENTRE_DIRECTOR',
  'UNIT_DEPUTY',
  'UNIT_HEAD',
] as const satisfies readonly Role[];
