import type { Role } from '../../core/auth/roles.ts';

/** Who of a township reads what not all of its staff may. */
export const READER_OF: Readonly<Record<string, Role>> = {
  NegativeFiling: 'CENTRE_DIRECTOR',
  AccountabilityCase: 'CENTRE_DIRECTOR',
  NoticeBreach: 'CENTRE_DIRECTOR',
  Complaint: 'COMPLAINT_OFFICER',
  BoxOpening: 'COMPLAINT_OFFICER',
  BadReview: 'COMPLAINT_OFFICER',
  IntegrityFile: 'CENTRE_DIRECTOR',
  SafetyIncident: 'CENTRE_DIRECTOR',
  AttendanceDevice: 'ATTENDANCE_OFFICER',
  MonitoringEntry: 'CENTRE_DIRECTOR',
  MonitoringConsumer: 'CENTRE_DIRECTOR',
  DeviceInspection: 'CENTRE_DIRECTOR',
  DailyLog: 'CENTRE_DIRECTOR',
  ScoreProposal: 'CENTRE_DIRECTOR',
  SatisfactionDecision: 'CENTRE_DIRECTOR',
};
