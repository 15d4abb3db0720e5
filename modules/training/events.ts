/** Events of this chapter; ids, codes, dates and numbers only. */
declare module '../../core/events/event.ts' {
  interface EventPayloads {
    'training.closed': { sessionId: string; category: string; day: string; present: number; absent: number };
    'training.absent': AbsencePayload;
    /** Leave was approved, or a reason accepted: the fact of the same `factId` no longer counts. */
    'training.absenceExcused': AbsencePayload & { leaveId: string | null };
    /** A month passed without a collective session; `month` is YYYY-MM. */
    'training.monthMissed': { checkId: string; month: string; checkedOn: string };
  }
}

/** An absence without reason. */
export interface AbsencePayload {
  attendanceId: string;
  sessionId: string;
  staffId: string;
  /** Day of the session. */
  occurredOn: string;
}
