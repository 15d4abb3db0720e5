import type { ClockRow, SuspensionRow } from './clock-row.ts';

/** A clock in the JSON that the database makes of it. */
export interface ClockJson {
  readonly clock: Omit<ClockRow, 'suspensions'>;
  readonly suspensions: readonly SuspensionRow[] | null;
}

/** SQL for the clocks of a case, as JSON: `[{ clock, suspensions }]`, by kind; null when it has none. */
export function clocksSql(townshipId: string, caseId: string): string {
  return `(select json_agg(json_build_object('clock', k, 'suspensions',
      (select json_agg(s order by s."fromDay") from "ClockSuspension" s
        where s."townshipId" = k."townshipId" and s."clockId" = k."id")) order by k."kind")
    from "Clock" k where k."townshipId" = ${townshipId} and k."caseId" = ${caseId})`;
}

/** The rows in such JSON. */
export function clocksFrom(json: readonly ClockJson[] | null): ClockRow[] {
  return (json ?? []).map(({ clock, suspensions }) => ({ ...clock, suspensions: suspensions ?? [] }));
}
