/** Events of this chapter; ids, codes, dates and numbers only. */
declare module '../../core/events/event.ts' {
  interface EventPayloads {
    'joint.forked': { caseId: string; catalogueId: string; branches: string[]; day: string };
    /** 抄告: a window received its branch; a second application names the first. */
    'branch.received': BranchPayload & { firstId: string | null; dueOn: string };
    'branch.urged': BranchPayload;
    'branch.opinion': BranchPayload & { opinion: string };
    'branch.reportedUp': BranchPayload & { expectedDays: number };
    'branch.suspended': BranchPayload;
    'branch.resumed': BranchPayload;
    /** An explanation is awaited. */
    'branch.silent': BranchPayload & { dueOn: string };
    /** What the director found: OPEN, SILENT or WAITING_SEAL. */
    'branch.silenceChecked': BranchPayload & { state: string };
    'branch.deemedConsent': BranchPayload;
    /** DEEMED_CONSENT, or SILENT when the seal was withheld. */
    'branch.sealed': BranchPayload & { state: string };
    'branch.cancelled': BranchPayload;
    /** A working day beyond the branch's limit. Points go to the window; the handler is named for a derived entry. */
    'branch.overdue': BranchPayload & { overdueDays: number };
    'siteVisit.absent': BranchPayload & { sessionId: string; reasoned: boolean };
    'jointMeeting.absent': BranchPayload & { sessionId: string; reasoned: boolean };
    'jointMeeting.ruleBroken': BranchPayload & { sessionId: string };
    'accountability.opened': BranchPayload & { accountabilityId: string; ground: string };
    'accountability.decided': BranchPayload & { accountabilityId: string; ground: string; upheld: boolean };
  }
}

/** What every event of a branch carries. */
export interface BranchPayload {
  branchId: string;
  caseId: string;
  stationId: string;
  windowId: string | null;
  handlerId: string | null;
  day: string;
}
