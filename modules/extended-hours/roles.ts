import type { Role } from '../../core/auth/roles.ts';

/** Staff who serve outside opening hours. */
const SERVING = ['WINDOW_STAFF', 'DUTY_OFFICER', 'STATION_HEAD'] as const satisfies readonly Role[];

/** Who may use the verbs of 错时延时; anybody else is answered FORBIDDEN. */
export const STEP_ROLES = {
  holidayRequest: SERVING,
  openLunchSlot: ['STATION_HEAD'],
  bookLunchSlot: ['WINDOW_STAFF', 'STATION_HEAD', 'APPLICANT', 'FRONTEND'],
  closeAppointment: SERVING,
  assignExtendedService: ['STATION_HEAD'],
  finishExtendedService: SERVING,
  registerConsultation: SERVING,
  answerConsultation: SERVING,
} as const satisfies Record<string, readonly Role[]>;

/** Who reads the lists. */
export const READERS = [
  ...SERVING,
  'CENTRE_DIRECTOR',
  'UNIT_DEPUTY',
  'UNIT_HEAD',
  'ATTENDANCE_OFFICER',
] as const satisfies readonly Role[];
