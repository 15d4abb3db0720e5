import type { Tx } from '../../core/db/client.ts';
import type { DemoRows } from './demo-rows.ts';

/** Rows of one statement; PostgreSQL takes 65,535 values in one. */
const CHUNK = 2_000;

/** Writes simulated cases in few statements, what is referred to first. */
export async function writeRows(tx: Tx, rows: DemoRows): Promise<void> {
  await inChunks(rows.applicants, (data) => tx.applicant.createMany({ data }));
  await inChunks(rows.cases, (data) => tx.case.createMany({ data }));
  await inChunks(rows.timeline, (data) => tx.timelineEntry.createMany({ data }));
  await inChunks(rows.clocks, (data) => tx.clock.createMany({ data }));
  await inChunks(rows.suspensions, (data) => tx.clockSuspension.createMany({ data }));
  await inChunks(rows.changes, (data) => tx.clockChange.createMany({ data }));
  await inChunks(rows.breaches, (data) => tx.clockBreach.createMany({ data }));
  await inChunks(rows.overdue, (data) => tx.overdueCase.createMany({ data }));
  await inChunks(rows.documents, (data) => tx.document.createMany({ data }));
  await inChunks(rows.negativeFilings, (data) => tx.negativeFiling.createMany({ data }));
  await inChunks(rows.notifications, (data) => tx.notification.createMany({ data }));
  await inChunks(rows.audit, (data) => tx.auditEntry.createMany({ data }));
  await inChunks(rows.numberSeries, (data) => tx.numberSeries.createMany({ data }));
}

async function inChunks<T>(rows: readonly T[], write: (chunk: T[]) => Promise<unknown>): Promise<void> {
  for (let start = 0; start < rows.length; start += CHUNK) await write(rows.slice(start, start + CHUNK));
}
