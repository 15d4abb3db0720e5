import type { Role } from '../../core/auth/roles.ts';

/** Who answers for what is published. */
const PUBLISHERS = ['STATION_HEAD', 'CENTRE_DIRECTOR'] as const satisfies readonly Role[];

/** Who may use the verbs of 办事公开; anybody else is answered FORBIDDEN. */
export const STEP_ROLES = {
  publishServiceItem: PUBLISHERS,
  publishText: ['CENTRE_DIRECTOR'],
  publishBoardEntry: PUBLISHERS,
  recordPublication: ['WINDOW_STAFF', ...PUBLISHERS],
  chargeFee: ['WINDOW_STAFF', 'STATION_HEAD'],
  reportDisclosureError: 'public',
  resolveDisclosureError: PUBLISHERS,
} as const satisfies Record<string, readonly Role[] | 'public'>;

/** Who reads what is not public: reports of errors, charges, channels. */
export const READERS = [
  'WINDOW_STAFF',
  ...PUBLISHERS,
  'UNIT_DEPUTY',
  'UNIT_HEAD',
] as const satisfies readonly Role[];
