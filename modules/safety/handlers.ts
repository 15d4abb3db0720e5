import type { EventHandlers } from '../../core/events/event.ts';
import { enterDeemedConsent } from './acts/seals.ts';

/** What safety hears of other chapters, where both are on. */
export const HANDLERS: EventHandlers = {
  'branch.sealed': async (act, { payload: { branchId, caseId, state } }) => {
    if (state === 'DEEMED_CONSENT') await enterDeemedConsent(act, { branchId, caseId });
  },
};
