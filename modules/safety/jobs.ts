import { reportMissingLists, watchHazards } from './acts/duty.ts';
import { reportUnsigned } from './acts/letters.ts';

export const JOBS = [
  {
    id: 'report-unsigned-letters',
    description: '责任书未签人员 / reports letters that are unsigned',
    run: reportUnsigned,
  },
  {
    id: 'report-missing-duty-lists',
    description: '缺值班检查表 / reports days without a duty list',
    run: reportMissingLists,
  },
  {
    id: 'watch-hazards',
    description: '隐患逾期 / reports hazards beyond their limit',
    run: watchHazards,
  },
];
