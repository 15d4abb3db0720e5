/** All roles of the platform, as the regulation and the county know them. */
export const ROLES = [
  'APPLICANT',
  'WINDOW_STAFF',
  'STATION_HEAD',
  'DUTY_OFFICER',
  'CENTRE_DIRECTOR',
  'UNIT_DEPUTY',
  'UNIT_HEAD',
  'ASSESSOR',
  'COMPLAINT_OFFICER',
  'ATTENDANCE_OFFICER',
  'SEAL_HOLDER',
  'COUNTY_BUREAU',
  'COUNTY_SUPERVISION',
  'COUNTY_IT',
  'FRONTEND',
] as const;
export type Role = (typeof ROLES)[number];

/** Roles that belong to the county, not to one township. */
export const COUNTY_ROLES = [
  'COUNTY_BUREAU',
  'COUNTY_SUPERVISION',
  'COUNTY_IT',
] as const satisfies readonly Role[];

/** Roles that a member of a township's staff can hold. */
export const STAFF_ROLES = ROLES.filter(
  (role) => role !== 'APPLICANT' && role !== 'FRONTEND' && !(COUNTY_ROLES as readonly Role[]).includes(role),
);

/** Whether a text is a role. */
export function isRole(text: string): text is Role {
  return (ROLES as readonly string[]).includes(text);
}
