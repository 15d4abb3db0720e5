import type { Role } from '../../core/auth/roles.ts';

const AT_THE_WINDOW = ['WINDOW_STAFF', 'STATION_HEAD'] as const satisfies readonly Role[];

/** Who may use the verbs of 一次性告知; anybody else is answered FORBIDDEN. */
export const STEP_ROLES = {
  issueGuideNotice: [...AT_THE_WINDOW, 'DUTY_OFFICER', 'APPLICANT', 'FRONTEND'],
  askGuideQuestion: [...AT_THE_WINDOW, 'DUTY_OFFICER'],
  answerGuideQuestion: [...AT_THE_WINDOW, 'DUTY_OFFICER'],
  citeGuideNotice: AT_THE_WINDOW,
  recordNotAcceptedNow: AT_THE_WINDOW,
  issueNotice: AT_THE_WINDOW,
  acknowledgeNotice: AT_THE_WINDOW,
  decideNoticeBreach: ['CENTRE_DIRECTOR'],
} as const satisfies Record<string, readonly Role[]>;

/** Who reads the lists of guides and notices. */
export const READERS = [
  ...AT_THE_WINDOW,
  'DUTY_OFFICER',
  'CENTRE_DIRECTOR',
  'UNIT_DEPUTY',
  'UNIT_HEAD',
] as const satisfies readonly Role[];

/** Who reads the candidates. */
export const BREACH_READERS = [
  'CENTRE_DIRECTOR',
  'UNIT_DEPUTY',
  'UNIT_HEAD',
] as const satisfies readonly Role[];
