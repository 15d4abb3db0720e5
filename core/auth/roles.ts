import type { Bilingual } from '../regulation/index.ts';

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

/** Roles as a sentence names them; a person's name does not belong in a refusal. */
export const ROLE_NAMES: Readonly<Record<Role, Bilingual>> = {
  APPLICANT: { zh: '服务对象', en: 'the applicant' },
  WINDOW_STAFF: { zh: '窗口人员', en: 'window staff' },
  STATION_HEAD: { zh: '站所负责人', en: 'the head of a station' },
  DUTY_OFFICER: { zh: '值日人员', en: 'the duty officer' },
  CENTRE_DIRECTOR: { zh: '中心主任', en: 'the director of the centre' },
  UNIT_DEPUTY: { zh: '分管领导', en: 'the deputy leader' },
  UNIT_HEAD: { zh: '主要领导', en: 'the leader' },
  ASSESSOR: { zh: '考评人员', en: 'the assessor' },
  COMPLAINT_OFFICER: { zh: '投诉受理人员', en: 'the complaint officer' },
  ATTENDANCE_OFFICER: { zh: '考勤人员', en: 'the attendance officer' },
  SEAL_HOLDER: { zh: '印章保管人', en: 'the seal holder' },
  COUNTY_BUREAU: { zh: '县行政审批局', en: 'the county bureau' },
  COUNTY_SUPERVISION: { zh: '县监管办', en: 'the county’s supervision' },
  COUNTY_IT: { zh: '县信息业务股', en: 'the county’s IT' },
  FRONTEND: { zh: '第三方前端', en: 'a front end' },
};

/** Roles in words, each once, as one reads them in a list. */
export function roleNames(
  roles: readonly string[],
  language: keyof Bilingual,
  between = language === 'zh' ? '、' : ', ',
): string {
  return [...new Set(roles)].map((role) => (isRole(role) ? ROLE_NAMES[role][language] : role)).join(between);
}

/** Whether a text is a role. */
export function isRole(text: string): text is Role {
  return (ROLES as readonly string[]).includes(text);
}
