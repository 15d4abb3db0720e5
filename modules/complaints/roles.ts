import { STAFF_ROLES, type Role } from '../../core/auth/roles.ts';

/** Who may use the verbs of 投诉问责; each file is further closed to its respondent and his station. */
export const STEP_ROLES = {
  handle: ['COMPLAINT_OFFICER', 'CENTRE_DIRECTOR', 'UNIT_DEPUTY'],
  read: ['COMPLAINT_OFFICER', 'CENTRE_DIRECTOR', 'UNIT_DEPUTY', 'UNIT_HEAD'],
  acknowledge: ['UNIT_DEPUTY', 'UNIT_HEAD'],
  box: ['COMPLAINT_OFFICER'],
  appeal: STAFF_ROLES,
  decideAppeal: ['UNIT_DEPUTY', 'UNIT_HEAD'],
  review: ['COMPLAINT_OFFICER', 'CENTRE_DIRECTOR'],
} as const satisfies Record<string, readonly Role[]>;
