/** Events of this chapter; ids, codes, dates and numbers only. */
declare module '../../core/events/event.ts' {
  interface EventPayloads {
    'complaint.filed': { complaintId: string; category: string; channel: string };
    'complaint.accepted': { complaintId: string; dueOn: string | null };
    'complaint.extended': { complaintId: string; expectedOn: string };
    'complaint.overdue': { complaintId: string; dueOn: string };
    /** An explained delay has become so long that the county sees it. */
    'complaint.prolonged': { complaintId: string; acceptedOn: string };
    'complaint.escalated': { complaintId: string; to: string };
    'complaint.answered': {
      complaintId: string;
      result: 'onTime' | 'late' | 'noClock';
      /** Whether the county saw its delay until now. */
      prolonged: boolean;
    };
    'complaint.concluded': ConcludedPayload;
    'complaint.rated': { complaintId: string; rating: number };
    /** An appeal was upheld: the fact of the same `factId` no longer counts. */
    'complaint.findingWithdrawn': { complaintId: string; respondentId: string | null };
    'integrity.caseOpened': { complaintId: string; respondentId: string | null };
  }
}

export interface ConcludedPayload {
  complaintId: string;
  category: string;
  finding: string;
  /** Finding before a reopening; null the first time. */
  formerFinding: string | null;
  respondentId: string | null;
  windowId: string | null;
  anonymous: boolean;
  evidence: boolean;
  /** Day of what is complained of, where it was given. */
  occurredOn: string | null;
  concludedOn: string;
}
