import { reportUnanswered } from './acts/consultations.ts';
import { watchGaps } from './acts/feed.ts';

export const JOBS = [
  {
    id: 'watch-monitoring-gaps',
    description: '自有系统的事项没有数据 / reports external items without events',
    run: watchGaps,
  },
  {
    id: 'report-unanswered-online-consultations',
    description: '久未答复的网上咨询 / reports online consultations that nobody answered',
    run: reportUnanswered,
  },
];
