import { defineModule } from '../../core/modules/manifest.ts';
import { PUNCH_FILE } from './acts/punch-file.ts';
import { CLAUSES } from './clauses.ts';
import { CRITERIA } from './criteria.ts';
import { DAY_RULES } from './day-rules.ts';
import './events.ts';
import { JOBS } from './jobs.ts';
import { LEAVES, MARKS } from './measures.ts';
import { MESSAGES } from './messages.ts';
import { REFUSALS } from './refusals.ts';
import { RULES } from './rules.ts';
import { registerAttendance } from './schema.ts';
import { AttendanceSettings } from './settings.ts';
import { findOpenWork, MODULE_ID } from './store.ts';

/** 四(一) 机关工作人员考勤办法. */
export const attendance = defineModule({
  id: MODULE_ID,
  title: { zh: '考勤', en: 'Attendance' },
  chapter: '四(一)',
  description: {
    zh: '考勤机打卡、作息、迟到早退旷工的推算、值班、请假及逐级审批、顶岗、外出及补办、由他人更正、月考勤表。停用后：不打卡、不推算，请假和顶岗线下登记。',
    en: 'Punches of registered devices, hours, late, early and absent derived, duty roster, leave approved in order, cover, outings and their belated filing, corrections by a second person, monthly sheet. Off: nothing is punched or derived; leave and cover are kept by hand.',
  },
  requires: [],
  settings: AttendanceSettings,
  clauses: CLAUSES,
  rules: [...RULES, ...DAY_RULES],
  refusals: REFUSALS,
  register: registerAttendance,
  imports: [PUNCH_FILE],
  emits: [
    'leave.approved',
    'leave.withdrawn',
    'leave.coverChanged',
    'duty.rostered',
    'duty.withdrawn',
    'punch.dayClosed',
    'duty.shortfall',
    'punch.markWithdrawn',
  ],
  jobs: JOBS,
  criteria: CRITERIA,
  measures: [MARKS, LEAVES],
  messages: MESSAGES,
  openWork: findOpenWork,
});
