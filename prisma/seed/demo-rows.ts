import type { DocumentRow } from '../../core/documents/compose.ts';
import type { Prisma } from '../generated/client/client.ts';

/** Everything the demo cases of one township leave in the database, by table. */
export interface DemoRows {
  readonly applicants: Prisma.ApplicantCreateManyInput[];
  readonly cases: CaseRow[];
  readonly timeline: Prisma.TimelineEntryCreateManyInput[];
  readonly clocks: Prisma.ClockCreateManyInput[];
  readonly suspensions: Prisma.ClockSuspensionCreateManyInput[];
  readonly changes: Prisma.ClockChangeCreateManyInput[];
  readonly breaches: Prisma.ClockBreachCreateManyInput[];
  readonly overdue: Prisma.OverdueCaseCreateManyInput[];
  readonly documents: DocumentRow[];
  readonly negativeFilings: Prisma.NegativeFilingCreateManyInput[];
  readonly notifications: Prisma.NotificationCreateManyInput[];
  readonly audit: Prisma.AuditEntryCreateManyInput[];
  readonly numberSeries: Prisma.NumberSeriesCreateManyInput[];
}

/** A case with every column, as the database answers it. */
export interface CaseRow {
  readonly townshipId: string;
  readonly id: string;
  readonly number: string;
  readonly queryCode: string;
  readonly itemId: string;
  readonly itemVersion: number;
  readonly applicantId: string;
  readonly windowId: string | null;
  readonly handlerId: string | null;
  readonly channel: string;
  readonly state: string;
  readonly version: number;
  readonly outcome: string | null;
  readonly priority: number;
  readonly submittedAt: Date;
  readonly acceptedAt: Date | null;
  readonly decidedAt: Date | null;
  readonly closedAt: Date | null;
  readonly materialsGiven: string[];
  readonly remark: string | null;
}

/** Rows of no case yet. */
export function noRows(): DemoRows {
  return {
    applicants: [],
    cases: [],
    timeline: [],
    clocks: [],
    suspensions: [],
    changes: [],
    breaches: [],
    overdue: [],
    documents: [],
    negativeFilings: [],
    notifications: [],
    audit: [],
    numberSeries: [],
  };
}
