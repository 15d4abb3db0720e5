/** Events of this chapter; ids, codes, dates and numbers only. */
declare module '../../core/events/event.ts' {
  interface EventPayloads {
    'case.extended': { caseId: string; oldDueOn: string; newDueOn: string; approverId: string | null };
    'case.greenChannel': { caseId: string };
    'post.substituted': { postId: string; staffAId: string; staffBId: string; day: string; cases: number };
    'refusalReport.upheld': { reportId: string; itemId: string; windowId: string | null };
  }
}

export {};
