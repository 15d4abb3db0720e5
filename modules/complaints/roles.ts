import type { Role } from '../../core/auth/roles.ts';

/** Who may use the verbs of 投诉问责; each file is further closed to its respondent and his station. */
export const STEP_ROLES = {
  handle: ['COMPLAINT_OFFICER', 'CENTRE_DIRECTOR', 'UNIT_DEPUTY'],
  read: ['COMPLAINT_OFFICER', 'CENTRE_DIRECTOR', 'UNIT_DEPUTY', 'UNIT_HEAD'],
  acknowledge: ['UNIT_DEPUTY', 'UNIT_HEAD'],
  box: ['COMPLAINT_OFFICER'],
  appeal: [
    'WINDOW_STAFF',
    'STATION_HEAD',
    'DUTY_OFFICER',
    'CENTRE_DIRECTOR',
    'COMPLAINT_OFFICER',
    'ASSESSOR',
  ],
  decideAppeal: ['UNIT_DEPUTY'],
  review: ['COMPLAINT_OFFICER', 'CENTRE_DIRECTOR'],
} as const satisfies Record<string, readonly Role[]>;
