/** Events of this chapter; ids, codes, dates and numbers only. */
declare module '../../core/events/event.ts' {
  interface EventPayloads {
    'firstInquiry.registered': {
      inquiryId: string;
      channel: string;
      staffId: string;
      windowId: string | null;
      day: string;
    };
    'firstInquiry.disposed': {
      inquiryId: string;
      /** HANDLED, TO_WINDOW, EXPLAINED, REFERRED, COORDINATED or CANNOT_HANDLE. */
      disposition: string;
      staffId: string;
      /** Where the visitor was sent. */
      windowId: string | null;
      stationId: string | null;
      caseId: string | null;
      noticeId: string | null;
      promisedDueOn: string | null;
    };
    'firstInquiry.handOverTakenUp': { inquiryId: string; handOverId: string; staffId: string };
    'conduct.violationRaised': ConductPayload;
    'conduct.violationConfirmed': ConductPayload & { sanction: string; confirmedOn: string };
    'conduct.violationDismissed': ConductPayload;
    /** What it rested on was withdrawn: the fact of the same `factId` no longer counts. */
    'conduct.violationWithdrawn': ConductPayload;
  }
}

/** What every event of a violation carries. */
export interface ConductPayload {
  violationId: string;
  /** NO_HANDOVER, COLD_OR_UNCLEAR, SHIRKING or RUDE. */
  ground: string;
  staffId: string;
  windowId: string | null;
  /** Whether the matter is one of several stations. */
  joint: boolean;
  occurredOn: string;
}
