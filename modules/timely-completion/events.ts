/** Events of this chapter; ids, codes, dates and numbers only. */
declare module '../../core/events/event.ts' {
  interface EventPayloads {
    'case.extended': { caseId: string; oldDueOn: string; newDueOn: string; approverId: string | null };
    /** The joint meeting set the limit, counted from its day, in working days. */
    'case.meetingLimitSet': { caseId: string; meetingOn: string; workingDays: number };
    'case.greenChannel': { caseId: string };
    'post.substituted': { postId: string; staffAId: string; staffBId: string; day: string; cases: number };
    'refusalReport.upheld': { reportId: string; itemId: string; windowId: string | null };
  }
}

export {};
