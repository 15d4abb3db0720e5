import pg from 'pg';
import type { Prisma } from './client.ts';
import type { Statement } from './session.ts';

/** Tables into which rows are written without a look at the answer, with what a row is given; other columns get the table's defaults. */
export interface InsertableRows {
  Applicant: Prisma.ApplicantCreateManyInput;
  AuditEntry: Prisma.AuditEntryCreateManyInput;
  Case: Prisma.CaseCreateManyInput;
  Clock: Prisma.ClockCreateManyInput;
  NegativeFiling: Prisma.NegativeFilingCreateManyInput;
  OutboxEvent: Prisma.OutboxEventCreateManyInput;
  TimelineEntry: Prisma.TimelineEntryCreateManyInput;
}

/** A prepared statement with its values. */
export interface BoundStatement extends Statement {
  readonly values: readonly unknown[];
}

/** Rows of one table with the same columns, in the order in which they were given. */
interface Rows {
  readonly table: keyof InsertableRows;
  readonly columns: readonly string[];
  readonly rows: Record<string, unknown>[];
}

/** What a transaction still has to send, in order, and whose answers nobody needs. */
export class Pending {
  #waiting: (Rows | BoundStatement)[] = [];

  get isEmpty(): boolean {
    return this.#waiting.length === 0;
  }

  add(statement: Statement, values: readonly unknown[]): void {
    this.#waiting.push({ ...statement, values });
  }

  insert<T extends keyof InsertableRows>(table: T, row: InsertableRows[T]): void {
    const given = row as unknown as Record<string, unknown>;
    const columns = Object.keys(given).filter((column) => given[column] !== undefined);
    const last = this.#waiting.at(-1);
    if (last && 'rows' in last && last.table === table && last.columns.join() === columns.join())
      last.rows.push(given);
    else this.#waiting.push({ table, columns, rows: [given] });
  }

  /** All of it as statements; nothing waits any more. */
  take(): BoundStatement[] {
    const waiting = this.#waiting;
    this.#waiting = [];
    return waiting.map((entry) => ('rows' in entry ? insertOf(entry) : entry));
  }
}

/** By table and columns. The columns are those of the program's own object literals, so there are few. */
const inserts = new Map<string, Statement>();

/** One row as plain values; several as one JSON value, so that the statement is the same however many there are. */
function insertOf({ table, columns, rows }: Rows): BoundStatement {
  const [row] = rows;
  const isOne = rows.length === 1;
  const key = `${table}(${columns.join()})${isOne ? '' : '*'}`;
  let statement = inserts.get(key);
  if (!statement) {
    const list = columns.map((column) => pg.escapeIdentifier(column)).join(', ');
    const source = isOne
      ? `values (${columns.map((_column, i) => `$${i + 1}`).join(', ')})`
      : `select ${list} from jsonb_populate_recordset(null::"${table}", $1::jsonb)`;
    statement = { name: `insert-${inserts.size}`, text: `insert into "${table}" (${list}) ${source}` };
    inserts.set(key, statement);
  }
  return { ...statement, values: isOne ? columns.map((column) => row?.[column]) : [JSON.stringify(rows)] };
}
