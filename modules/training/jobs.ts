import { randomUUID } from 'node:crypto';
import type { Act } from '../../core/acts/act.ts';
import { onSince } from '../../core/modules/on-since.ts';
import { tellEach } from '../../core/notifications/queue.ts';
import { addDays, civilDate } from '../../core/time/index.ts';
import { closeEnded } from './acts/attending.ts';
import { MONTH_MISSED } from './messages.ts';
import { STEP_ROLES } from './roles.ts';
import { monthIsMissed, monthToCheck } from './rules.ts';
import { countCollective, MODULE_ID } from './store.ts';

/** 四(二)2: checks this month, and the last one if nobody did on its last working day, once each. */
export async function checkMonths(act: Act): Promise<void> {
  const { directory } = act.platform;
  const hours = directory.openingHoursOf(act.townshipId);
  const thisMonth = act.today.slice(0, 7);
  const lastMonth = addDays(civilDate(`${thisMonth}-01`), -1).slice(0, 7);
  for (const month of [lastMonth, thisMonth]) {
    const day = monthToCheck.decide(month, act.now, onSince(act, MODULE_ID), hours, directory.calendar);
    if (day === null) continue;
    const sessions = await countCollective(act.tx, act.townshipId, month);
    const id = randomUUID();
    const { count } = await act.tx.trainingMonthCheck.createMany({
      data: [{ townshipId: act.townshipId, id, month, checkedOn: act.today, sessions }],
      skipDuplicates: true,
    });
    if (count === 0) continue;
    act.audit({ verb: 'checkMonth', subjectType: 'TrainingMonthCheck', subjectId: id, fields: ['sessions'] });
    if (!monthIsMissed.decide(sessions)) continue;
    act.emit({
      type: 'training.monthMissed',
      factId: `trainingMonthCheck/${id}`,
      payload: { checkId: id, month, checkedOn: act.today },
    });
    const dedupeKey = `training.monthMissed/${month}`;
    await tellEach(act, MONTH_MISSED, STEP_ROLES.plan, { data: { month }, dedupeKey });
  }
}

export const JOBS = [
  {
    id: 'close-trainings',
    description: '学习培训结束后认定缺席 / closes sessions that are over and finds who was absent',
    run: closeEnded,
  },
  {
    id: 'check-training-months',
    description: '每月最后一个工作日检查集中学习 / checks each month for its collective session',
    run: checkMonths,
  },
];
