import type { Role } from '../../core/auth/roles.ts';

/** Who may use the verbs of 按时办结; an extension is further limited by the setting `extensionApprovers`. */
export const STEP_ROLES = {
  extendCase: ['STATION_HEAD', 'CENTRE_DIRECTOR', 'UNIT_DEPUTY', 'UNIT_HEAD'],
  grantGreenChannel: ['CENTRE_DIRECTOR', 'UNIT_DEPUTY', 'UNIT_HEAD'],
  setMeetingLimit: ['CENTRE_DIRECTOR', 'UNIT_DEPUTY', 'UNIT_HEAD'],
  decideRefusalReport: ['CENTRE_DIRECTOR', 'UNIT_DEPUTY', 'UNIT_HEAD'],
  recordAbsence: ['STATION_HEAD', 'CENTRE_DIRECTOR', 'ATTENDANCE_OFFICER'],
} as const satisfies Record<string, readonly Role[]>;
