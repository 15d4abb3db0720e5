import type { Tx } from '../db/client.ts';

/** The next number of a township's series in a year, without gaps or doubles under concurrency: the row is locked to the commit. */
export async function nextNumber(tx: Tx, townshipId: string, kind: string, year: number): Promise<number> {
  const rows = await tx.$queryRaw<{ last: number }[]>`
    insert into "NumberSeries" ("townshipId", "kind", "year", "last") values (${townshipId}::uuid, ${kind}, ${year}, 1)
    on conflict ("townshipId", "kind", "year") do update set "last" = "NumberSeries"."last" + 1
    returning "last"`;
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
