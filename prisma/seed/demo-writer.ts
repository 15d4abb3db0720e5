import { Prisma, type Tx } from '../../core/db/client.ts';
import type { DemoRows } from './demo-rows.ts';

/** The table of each kind of rows, what is referred to first. */
const TABLES: readonly (readonly [keyof DemoRows, string])[] = [
  ['applicants', 'Applicant'],
  ['cases', 'Case'],
  ['timeline', 'TimelineEntry'],
  ['clocks', 'Clock'],
  ['suspensions', 'ClockSuspension'],
  ['changes', 'ClockChange'],
  ['breaches', 'ClockBreach'],
  ['overdue', 'OverdueCase'],
  ['documents', 'Document'],
  ['negativeFilings', 'NegativeFiling'],
  ['notifications', 'Notification'],
  ['audit', 'AuditEntry'],
  ['numberSeries', 'NumberSeries'],
];

/** Rows of one statement, so that it stays far from the time limit of the serving role. */
const CHUNK = 10_000;

/**
 * Writes simulated cases in few statements. The rows go as one JSON value: with createMany, that has a parameter for
 * every column of every row, loading the demo took four times as long.
 */
export async function writeRows(tx: Tx, rows: DemoRows): Promise<void> {
  for (const [key, name] of TABLES) {
    const [first] = rows[key];
    if (!first) continue;
    const names = Object.keys(first);
    if (
      rows[key].some(
        (row) => !names.every((column) => column in row) || Object.keys(row).length !== names.length,
      )
    )
      throw new Error(`rows of ${name} differ in their columns`);
    const table = Prisma.raw(`"${name}"`);
    const columns = Prisma.raw(names.map((column) => `"${column}"`).join(', '));
    for (let start = 0; start < rows[key].length; start += CHUNK) {
      const chunk = JSON.stringify(rows[key].slice(start, start + CHUNK));
      await tx.$executeRaw`
        insert into ${table} (${columns})
        select ${columns} from jsonb_populate_recordset(null::${table}, ${chunk}::jsonb)`;
    }
  }
}
