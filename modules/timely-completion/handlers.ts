import type { EventHandlers } from '../../core/events/event.ts';
import { civilDate } from '../../core/time/index.ts';
import { endAbsence, recordAbsence } from './acts/substitution.ts';

/** A whole day's approved leave, where attendance is kept here too, sends the cases to the B post by itself. */
export const HANDLERS: EventHandlers = {
  'leave.approved': async (act, { payload }) => {
    const { staffId, fromDay, throughDay, halfDays } = payload;
    if (halfDays < 2 || throughDay < act.today) return;
    await recordAbsence(act, { staffId, from: civilDate(fromDay), through: civilDate(throughDay) });
  },
  'leave.withdrawn': (act, { payload: { staffId, fromDay, throughDay } }) =>
    endAbsence(act, { staffId, from: civilDate(fromDay), through: civilDate(throughDay) }),
};
