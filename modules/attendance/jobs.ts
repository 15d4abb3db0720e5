import { closeDays, settlePending } from './acts/closing.ts';

export const JOBS = [
  {
    id: 'close-attendance-days',
    description: '下班后结算当日考勤 / closes the day’s attendance after closing',
    run: closeDays,
  },
  {
    id: 'settle-attendance-marks',
    description: '补办期限过后，旷工和离岗成立 / absences stand when the limit for filing has passed',
    run: settlePending,
  },
];
