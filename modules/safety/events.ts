import type { InspectionFinding } from '../../core/events/event.ts';

/** Events of this chapter; ids, codes, dates and numbers only. */
declare module '../../core/events/event.ts' {
  interface EventPayloads {
    'inspection.finding': InspectionFinding;
    'safety.lettersUnsigned': { year: number; dueOn: string; unsigned: number };
    'safety.sealUsed': { useId: string; sealId: string; caseId: string | null; day: string };
    'safety.valuablesFound': { findingId: string; windowId: string | null; kind: string; day: string };
    'safety.dutyMissing': { gapId: string; day: string };
    'hazard.overdue': { hazardId: string; responsibleId: string; dueOn: string };
    'safety.incident': {
      incidentId: string;
      staffId: string;
      serious: boolean;
      occurredOn: string;
      decidedOn: string;
    };
  }
}
