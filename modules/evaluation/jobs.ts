import { remindOfAppeals } from './acts/appeals.ts';

export const JOBS = [
  {
    id: 'remind-of-score-appeals',
    description: '计分申诉到期提醒 / reminds the group of appeals that come due',
    run: remindOfAppeals,
  },
];
