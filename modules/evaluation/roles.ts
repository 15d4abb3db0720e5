import { STAFF_ROLES, type Role } from '../../core/auth/roles.ts';

/** The assessment group (考评组, 三(一)3(1)) in its order: head, deputy, members; the assessor keeps its papers. */
export const GROUP = [
  'UNIT_DEPUTY',
  'CENTRE_DIRECTOR',
  'STATION_HEAD',
  'ASSESSOR',
] as const satisfies readonly Role[];

/** Who leads it, and alone decides what needs no vote. */
const LEADERS = ['UNIT_DEPUTY', 'CENTRE_DIRECTOR'] as const satisfies readonly Role[];

/** Who may use the verbs of 考评; anybody else is answered FORBIDDEN. */
export const STEP_ROLES = {
  confirm: GROUP,
  propose: GROUP,
  correct: GROUP,
  // Who of them is on duty, the roster says.
  keepLog: STAFF_ROLES,
  appeal: STAFF_ROLES,
  decideAppeal: GROUP,
  survey: [...LEADERS, 'ASSESSOR'],
  decideSatisfaction: LEADERS,
  freeze: LEADERS,
  publish: LEADERS,
  award: LEADERS,
  preview: [...LEADERS, 'UNIT_HEAD', 'ASSESSOR'],
} as const satisfies Record<string, readonly Role[]>;

/** Who reads the ledger and sheets of others; everybody reads his own. */
export const LEDGER_READERS = [...GROUP, 'UNIT_HEAD'] as const satisfies readonly Role[];

/** Who reads of the daily logs how many there are and of what; the officer besides his own. */
export const LOG_READERS = [...LEDGER_READERS, 'DUTY_OFFICER'] as const satisfies readonly Role[];
