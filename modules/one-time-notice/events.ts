/** Events of this chapter; ids, codes, dates and numbers only. */
declare module '../../core/events/event.ts' {
  interface EventPayloads {
    'notice.guideIssued': {
      guideId: string;
      itemId: string;
      itemVersion: number;
      staffId: string | null;
      day: string;
    };
    'notice.issued': {
      noticeId: string;
      /** ON_SPOT, SUPPLEMENT or RETURN. */
      kind: string;
      caseId: string | null;
      itemId: string;
      itemVersion: number;
      staffId: string | null;
      /** 1 for the first notice on a case. */
      ordinal: number;
      extraTrip: boolean;
      day: string;
    };
    /** A candidate that the director confirmed. */
    'notice.defective': {
      breachId: string;
      noticeId: string;
      caseId: string | null;
      /** COPY_UNACKNOWLEDGED, ITEM_OMITTED or EXTRA_TRIPS. */
      ground: string;
      staffId: string | null;
      trips: number;
      /** Day of the fact. */
      day: string;
    };
    'case.deemedAccepted': {
      caseId: string;
      number: string;
      /** Day from which it counts as accepted. */
      receivedOn: string;
      /** Day by which a notice was due. */
      noticeDueOn: string;
    };
  }
}

export {};
