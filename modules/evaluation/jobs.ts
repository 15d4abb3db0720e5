import { remindOfAppeals } from './acts/appeals.ts';
import { reportMissingLogs, tellMonth } from './acts/daily-log.ts';
import { closeDueSurveys } from './acts/survey.ts';

export const JOBS = [
  {
    id: 'remind-of-score-appeals',
    description: '计分申诉到期提醒 / reminds the group of appeals that come due',
    run: remindOfAppeals,
  },
  {
    id: 'report-missing-daily-logs',
    description: '缺日常考核台账 / reports working days that passed without a daily log',
    run: reportMissingLogs,
  },
  {
    id: 'tell-daily-log-month',
    description: '日常考核台账月统计 / counts the daily logs of the month that is over',
    run: tellMonth,
  },
  {
    id: 'close-due-surveys',
    description: '截止到期的民主评议 / closes the surveys whose last day is over',
    run: closeDueSurveys,
  },
];
