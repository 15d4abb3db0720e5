import { openQuarter, watchDeclarations } from './acts/declarations.ts';
import { watchReceipts } from './acts/receipts.ts';

export const JOBS = [
  {
    id: 'open-declarations',
    description: '每季度开展廉政承诺 / opens the declarations of a quarter',
    run: openQuarter,
  },
  {
    id: 'watch-declarations',
    description: '廉政承诺到期提醒、逾期报告 / reminds of declarations, reports those unsigned',
    run: watchDeclarations,
  },
  {
    id: 'watch-receipts',
    description: '收费与票据核对 / holds receipts against charges',
    run: watchReceipts,
  },
];
