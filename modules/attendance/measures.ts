import type { Measure } from '../../core/county/tally.ts';
import './events.ts';
import { countLeaves, countMarks } from './store.ts';

/** Marks that stand, by kind (四(一)2). */
export const MARKS: Measure = {
  id: 'attendanceMarks',
  title: { zh: '考勤情况', en: 'Attendance marks' },
  count: {
    'punch.dayClosed': ({ kind, pending }) => (pending ? [] : [{ key: kind, delta: 1 }]),
    'duty.shortfall': ({ kind }) => [{ key: kind, delta: 1 }],
    'punch.markWithdrawn': ({ kind, counted }) => (counted ? [{ key: kind, delta: -1 }] : []),
  },
  recount: countMarks,
};

/** Half-days of leave approved (四(一)3). */
export const LEAVES: Measure = {
  id: 'leaveHalfDays',
  title: { zh: '请假半天数', en: 'Half-days of leave' },
  count: {
    'leave.approved': ({ halfDays }) => [{ key: 'approved', delta: halfDays }],
    'leave.withdrawn': ({ halfDays }) => [{ key: 'approved', delta: -halfDays }],
  },
  recount: countLeaves,
};
