import { rule } from '../../core/regulation/index.ts';
import type { CivilDate } from '../../core/time/index.ts';
import { CLAUSES } from './clauses.ts';

export const lateEntry = rule({
  id: 'log-is-kept-the-same-day',
  clause: CLAUSES.dailyLog,
  says: { zh: '当日记录；以后补记的标明', en: 'kept on the day; what is entered later is marked' },
  decide: (day: CivilDate, today: CivilDate): boolean => today > day,
});

export const LOG_RULES = [lateEntry];
