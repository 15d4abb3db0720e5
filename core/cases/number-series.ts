import type { Tx } from '../db/client.ts';
import { sessionOf } from '../db/session.ts';

const NEXT = {
  name: 'next-number',
  text: `insert into "NumberSeries" ("townshipId", "kind", "year", "last") values ($1, $2, $3, 1)
    on conflict ("townshipId", "kind", "year") do update set "last" = "NumberSeries"."last" + 1
    returning "last"`,
};

/** The next number of a township's series in a year, without gaps or doubles under concurrency: the row is locked to the commit. */
export async function nextNumber(tx: Tx, townshipId: string, kind: string, year: number): Promise<number> {
  const rows = await sessionOf(tx).query<{ last: number }>(NEXT, [townshipId, kind, year]);
  const row = rows[0];
  if (!row) throw new Error('a number series gave no number');
  return row.last;
}

/** `shexi-2026-000123`: the township's code leads, so that a number alone tells where to look. */
export function caseNumber(townshipCode: string, year: number, sequence: number): string {
  return `${townshipCode}-${year}-${String(sequence).padStart(6, '0')}`;
}

/** The township code of a case number, or null when it has no such form. */
export function townshipCodeOf(number: string): string | null {
  return /^([a-z0-9-]+)-\d{4}-\d{6,}$/.exec(number)?.[1] ?? null;
}
