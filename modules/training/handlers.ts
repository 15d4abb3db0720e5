import type { EventHandlers } from '../../core/events/event.ts';
import { excuseByLeave, withdrawExcuse } from './acts/attending.ts';

/** What training hears of other chapters, where both are on. */
export const HANDLERS: EventHandlers = {
  'leave.approved': (act, { payload: { coverId: _cover, halfDays: _halfDays, ...leave } }) =>
    excuseByLeave(act, leave),
  'leave.withdrawn': (act, { payload: { coverId: _cover, halfDays: _halfDays, ...leave } }) =>
    withdrawExcuse(act, leave),
};
