import type { EventHandlers } from '../../core/events/event.ts';
import { noteDuty } from './acts/daily-log.ts';

/** What evaluation hears of other chapters besides what they report for points. */
export const HANDLERS: EventHandlers = {
  'duty.rostered': (act, { payload: { day, staffId } }) => noteDuty(act, { day, staffId, onDuty: true }),
  'duty.withdrawn': (act, { payload: { day, staffId } }) => noteDuty(act, { day, staffId, onDuty: false }),
};
