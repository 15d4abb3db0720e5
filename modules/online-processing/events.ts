import type { InspectionFinding } from '../../core/events/event.ts';

/** Events of this chapter; ids, codes, dates and numbers only. */
declare module '../../core/events/event.ts' {
  interface EventPayloads {
    'monitoring.exported': { consumerId: string; position: number; entries: number; day: string };
    'monitoring.gap': { itemId: string; lastEventOn: string; day: string };
    'entry.recorded': {
      entryId: string;
      caseId: string;
      staffId: string;
      receivedOn: string;
      completedOn: string | null;
      enteredOn: string;
      /** PROMPT, LATE or BACK_ENTRY. */
      standing: string;
    };
    'entry.voided': { voidId: string; caseId: string; staffId: string };
    'account.concurrentUse': AccountPayload;
    'account.sharingConfirmed': AccountPayload;
    'inspection.finding': InspectionFinding;
    'onlineConsultation.asked': OnlineConsultationPayload;
    'onlineConsultation.answered': OnlineConsultationPayload;
    'onlineConsultation.late': OnlineConsultationPayload;
    'onlineConsultation.unanswered': OnlineConsultationPayload;
    'onlineConsultation.unclear': OnlineConsultationPayload;
  }
}

/** What every event of an account at two windows carries. */
export interface AccountPayload {
  alertId: string;
  staffId: string;
  windowId: string;
  otherWindowId: string;
  occurredOn: string;
}

/** What every event of an online consultation carries. */
export interface OnlineConsultationPayload {
  consultationId: string;
  itemId: string | null;
  /** Who answered; null while nobody did. */
  staffId: string | null;
  day: string;
  dueOn: string | null;
}
