/** Events of this chapter; ids, codes, dates and numbers only: no reason, no kind of leave, no instant of a punch. */
declare module '../../core/events/event.ts' {
  interface EventPayloads {
    'leave.approved': LeavePayload;
    /** An approved leave was taken back, before it began or afterwards: it excuses nothing any more. */
    'leave.withdrawn': LeavePayload;
    /** Somebody else stands in on an approved leave, or nobody. */
    'leave.coverChanged': LeavePayload;
    /** Somebody is on duty on a day. */
    'duty.rostered': DutyPayload;
    /** He is on duty on that day no more. */
    'duty.withdrawn': DutyPayload;
    /** A mark as the close of its day, or a record that came later, states it. */
    'punch.dayClosed': MarkPayload & {
      /** The limit for filing an outing afterwards still runs: no fact yet. */
      pending: boolean;
    };
    'duty.shortfall': MarkPayload;
    /** A record that came later takes the mark of the same `factId` back. */
    'punch.markWithdrawn': MarkPayload & {
      /** Whether it stood: a pending one never was a fact. */
      counted: boolean;
    };
  }
}

/** What every event of an approved leave carries: whose it is, when, and who stands in. */
export interface LeavePayload {
  leaveId: string;
  staffId: string;
  /** Null when nobody stands in. */
  coverId: string | null;
  fromDay: string;
  /** AM or PM */
  fromHalf: string;
  throughDay: string;
  throughHalf: string;
  halfDays: number;
}

/** A day of the roster and whose it is. */
export interface DutyPayload {
  day: string;
  staffId: string;
}

/** What every event of a mark carries. */
export interface MarkPayload {
  staffId: string;
  windowId: string | null;
  day: string;
  /** AM or PM */
  half: string;
  /** LATE, EARLY, ABSENT, OFF_POST, UNCOVERED or DUTY_SHORTFALL. */
  kind: string;
  minutes: number | null;
  /** Half-days without cover; 0 for other kinds. */
  halfDays: number;
}
