import { noticeChangedItems } from './acts/items.ts';

export const JOBS = [
  {
    id: 'notice-changed-items',
    description:
      '已公布事项有新版本的，起算网站公开时限 / starts the website limit of published items that changed',
    run: noticeChangedItems,
  },
];
