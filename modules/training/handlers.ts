import type { EventHandlers } from '../../core/events/event.ts';
import { excuseByLeave } from './acts/attending.ts';

/** What training hears of other chapters, where both are on. */
export const HANDLERS: EventHandlers = {
  'leave.approved': (act, { payload: { leaveId, staffId, fromDay, fromHalf, throughDay, throughHalf } }) =>
    excuseByLeave(act, { leaveId, staffId, fromDay, fromHalf, throughDay, throughHalf }),
};
