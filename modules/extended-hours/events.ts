/** Events of this chapter; ids, codes, dates and numbers only. */
declare module '../../core/events/event.ts' {
  interface EventPayloads {
    'extended.recorded': {
      serviceId: string;
      /** WEEKDAY, HOLIDAY, LUNCH, OTHER or STAGGERED. */
      serviceType: string;
      staffId: string | null;
      caseId: string | null;
      day: string;
      minutes: number;
    };
    'appointment.created': {
      appointmentId: string;
      /** HOLIDAY or LUNCH. */
      kind: string;
      day: string;
      caseId: string | null;
      dutyOfficerId: string | null;
    };
    'consultation.handedOver': ConsultationPayload;
    'consultation.answered': ConsultationPayload;
    'consultation.late': ConsultationPayload;
    'consultation.unanswered': ConsultationPayload;
  }
}

/** What every event of a consultation carries. */
export interface ConsultationPayload {
  consultationId: string;
  /** Station that is to answer; null when it was answered at once. */
  stationId: string | null;
  /** Who took the question. */
  takenBy: string | null;
  /** Who answered; null while nobody did. */
  staffId: string | null;
  day: string;
  /** Null when it was answered at once. */
  dueOn: string | null;
}
