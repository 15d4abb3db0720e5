import { randomUUID } from 'node:crypto';
import { canonicalJson } from '../acts/act.ts';

/** What a row wants a table to hold under a key; a column that the file does not have is absent. */
export interface Wanted<Columns> {
  readonly key: string;
  readonly columns: Partial<Columns>;
}

/** What a row of a table becomes. */
export interface Change<Columns> {
  readonly id: string;
  readonly key: string;
  readonly columns: Partial<Columns>;
  /** Names of the columns that differ. */
  readonly fields: string[];
}

/** What has to be written so that a table holds what a file says. */
export interface Merge<Columns> {
  readonly created: readonly Change<Columns>[];
  readonly changed: readonly Change<Columns>[];
  readonly unchanged: number;
}

/** Compares what a file wants with what is there. Rows that only the table has stay as they are. */
export function planMerge<Columns extends object>(
  wanted: readonly Wanted<Columns>[],
  existing: ReadonlyMap<string, Columns & { readonly id: string }>,
): Merge<Columns> {
  const created: Change<Columns>[] = [];
  const changed: Change<Columns>[] = [];
  let unchanged = 0;
  for (const { key, columns } of wanted) {
    const names = (Object.keys(columns) as (keyof Columns & string)[]).filter(
      (n) => columns[n] !== undefined,
    );
    const row = existing.get(key);
    if (!row) {
      created.push({ id: randomUUID(), key, columns, fields: names });
      continue;
    }
    const fields = names.filter((name) => canonicalJson(row[name]) !== canonicalJson(columns[name]));
    if (fields.length > 0) changed.push({ id: row.id, key, columns, fields });
    else unchanged += 1;
  }
  return { created, changed, unchanged };
}
