import type { Role } from '../../core/auth/roles.ts';

const WINDOWS = ['WINDOW_STAFF', 'STATION_HEAD', 'DUTY_OFFICER'] as const satisfies readonly Role[];
const COUNTY = ['COUNTY_BUREAU', 'COUNTY_SUPERVISION', 'COUNTY_IT'] as const satisfies readonly Role[];

/** Who may use the verbs of 网上办理; anybody else is answered FORBIDDEN. */
export const STEP_ROLES = {
  setChannel: ['CENTRE_DIRECTOR', 'COUNTY_BUREAU'],
  /** The system outside is a machine client of the county. */
  sendExternal: ['FRONTEND'],
  acknowledge: ['COUNTY_SUPERVISION', 'COUNTY_IT'],
  enter: WINDOWS,
  void: ['STATION_HEAD', 'CENTRE_DIRECTOR'],
  useWindow: WINDOWS,
  decideAlert: ['CENTRE_DIRECTOR'],
  askHelp: [...WINDOWS, 'CENTRE_DIRECTOR'],
  helpOut: ['COUNTY_IT'],
  requestSoftware: WINDOWS,
  consent: ['COUNTY_SUPERVISION'],
  install: ['COUNTY_IT'],
  inspect: ['CENTRE_DIRECTOR', 'DUTY_OFFICER', 'ASSESSOR', 'COUNTY_IT'],
  ask: ['APPLICANT', 'FRONTEND', 'WINDOW_STAFF'],
  answer: WINDOWS,
} as const satisfies Record<string, readonly Role[]>;

/** Who reads the feed of 电子监察. */
export const FEED_READERS = [...COUNTY, 'CENTRE_DIRECTOR'] as const satisfies readonly Role[];

/** Who reads entries, questions, tickets and requests. */
export const READERS = [
  ...WINDOWS,
  'CENTRE_DIRECTOR',
  'UNIT_DEPUTY',
  'UNIT_HEAD',
  'ASSESSOR',
  ...COUNTY,
] as const satisfies readonly Role[];

/** Who reads alerts, sessions and findings about others; everybody reads his own. */
export const CONDUCT_READERS = [
  'CENTRE_DIRECTOR',
  'UNIT_DEPUTY',
  'UNIT_HEAD',
  'ASSESSOR',
] as const satisfies readonly Role[];
