import type { Act } from '../acts/act.ts';
import { planMerge, type Change, type Wanted } from './merge.ts';
import type { ImportOptions, ImportReport, Rejection } from './report.ts';

/** A table of the township's reference data, which lists fill by a key. */
export interface ReferenceTable<Columns extends object> {
  /** Kind of list. */
  readonly kind: string;
  readonly verb: string;
  readonly subjectType: string;
  /** The rows that are there, by their key. */
  readonly existing: ReadonlyMap<string, Columns & { readonly id: string }>;
  readonly create: (rows: readonly Change<Columns>[]) => Promise<unknown>;
  readonly update: (id: string, columns: Partial<Columns>) => Promise<unknown>;
}

/** Has a table of a township hold what a list wants, with one audit entry for each row; on a dry run writes nothing. */
export async function mergeRows<Columns extends object>(
  act: Act,
  table: ReferenceTable<Columns>,
  { wanted, rejected }: { wanted: readonly Wanted<Columns>[]; rejected: readonly Rejection[] },
  { township, dryRun }: ImportOptions & { readonly township: string },
): Promise<ImportReport> {
  const { kind, verb, subjectType } = table;
  const { created, changed, unchanged } = planMerge(wanted, table.existing);
  if (!dryRun) {
    if (created.length > 0) await table.create(created);
    for (const { id, columns } of changed) await table.update(id, columns);
    for (const { id, fields, columns } of [...created, ...changed])
      act.audit({ verb, subjectType, subjectId: id, fields, content: columns });
    if (created.length + changed.length > 0) act.announce('reference');
  }
  return {
    kind,
    township,
    created: created.length,
    updated: changed.length,
    unchanged,
    rejected,
    dryRun,
  };
}
