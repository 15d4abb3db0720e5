import { rule } from '../../core/regulation/index.ts';
import { CLAUSES } from './clauses.ts';
import { STEP_ROLES } from './roles.ts';

/** Whom a file concerns, as far as access is judged by it. */
export interface FileFacts {
  readonly category: string;
  readonly respondentId: string | null;
  readonly respondentRoles: readonly string[];
  readonly stationId: string | null;
}

export const briberyIsRestricted = rule({
  id: 'bribery-is-restricted',
  clause: CLAUSES.bribery,
  says: {
    zh: '索拿卡要的材料只有中心主任和分管领导可见；投诉分管领导的，由主要领导代其查看',
    en: 'a bribery file is seen by the centre director and the unit deputy only; one about the deputy by the head in his place',
  },
  decide: (
    roles: readonly string[],
    { category, respondentRoles }: Pick<FileFacts, 'category' | 'respondentRoles'>,
  ): boolean =>
    category !== 'BRIBERY' ||
    roles.includes('CENTRE_DIRECTOR') ||
    roles.includes('UNIT_DEPUTY') ||
    (roles.includes('UNIT_HEAD') && respondentRoles.includes('UNIT_DEPUTY')),
});

export const deskIsNotTheRespondents = rule({
  id: 'file-is-closed-to-the-respondent',
  clause: CLAUSES.desk,
  says: { zh: '被投诉人及其站所看不到投诉材料', en: 'the respondent and his station never see the file' },
  decide: (
    viewer: { id: string | null; stationId: string | null; roles: readonly string[] },
    file: FileFacts,
  ): boolean =>
    STEP_ROLES.read.some((role) => viewer.roles.includes(role)) &&
    (file.respondentId === null || file.respondentId !== viewer.id) &&
    (file.stationId === null || file.stationId !== viewer.stationId) &&
    briberyIsRestricted.decide(viewer.roles, file),
});

export const punchesAreEvidence = rule({
  id: 'punches-are-evidence-of-absence',
  clause: CLAUSES.absence,
  says: {
    zh: '缺岗、溜岗的投诉附被投诉人当日的打卡，考勤制度停用时没有',
    en: 'the respondent’s punches of that day are evidence of an absence, where attendance is on',
  },
  /** Whose punches of which day; null = none are shown. */
  decide: (
    { category, respondentId, occurredOn }: AbsenceFacts,
    attendanceOn: boolean,
  ): { staffId: string; day: string } | null =>
    attendanceOn && category === 'ABSENCE' && respondentId && occurredOn
      ? { staffId: respondentId, day: occurredOn }
      : null,
});

/** What a complaint says of an absence. */
interface AbsenceFacts {
  readonly category: string;
  readonly respondentId: string | null;
  readonly occurredOn: string | null;
}

export const FILE_RULES = [deskIsNotTheRespondents, briberyIsRestricted, punchesAreEvidence];
