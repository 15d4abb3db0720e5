import type { ColumnValues } from '../db/statement.ts';
import { CASE, caseSubject, type ClockRow } from './clock-row.ts';

/** A clock as the rules of time read it; what only its keeper needs is left out. */
export type CaseClock = Omit<ClockRow, 'stopsFor' | 'endsIn'>;

/** Columns of a clock, in the order of its JSON. */
const COLUMNS = [
  'id',
  'module',
  'kind',
  'clause',
  'startedOn',
  'budgetDays',
  'extensionDays',
  'endedOn',
  'delayExplainedOn',
  'delayHoldsDays',
  'dueOn',
  'provisional',
] as const;

/** A clock in the JSON that the database makes of it: its columns, then its suspensions. */
export type ClockJson = readonly [
  ...ColumnValues<CaseClock, typeof COLUMNS>,
  readonly (readonly [fromDay: string, toDay: string | null, cause: string, reason: string])[] | null,
];

/** SQL for the clocks of a case as JSON, in no order; null when it has none. */
export function clocksSql(townshipId: string, caseId: string): string {
  return `(select json_agg(json_build_array(${COLUMNS.map((column) => `k."${column}"`)},
      case when k."wasStopped" then
        (select json_agg(json_build_array(s."fromDay", s."toDay", s."cause", s."reason")) from "ClockSuspension" s
          where s."townshipId" = k."townshipId" and s."clockId" = k."id") end))
    from "Clock" k where k."townshipId" = ${townshipId} and k."subjectType" = '${CASE}' and k."subjectId" = ${caseId})`;
}

/** The clocks in such JSON, by kind. */
export function clocksFrom(
  json: readonly ClockJson[] | null,
  townshipId: string,
  caseId: string,
): CaseClock[] {
  return (json ?? [])
    .map((clock) => clockFrom(clock, townshipId, caseId))
    .sort((a, b) => (a.kind < b.kind ? -1 : 1));
}

function clockFrom(json: ClockJson, townshipId: string, caseId: string): CaseClock {
  const [id, module, kind, clause, startedOn, budgetDays, extensionDays, endedOn, ...rest] = json;
  const [delayExplainedOn, delayHoldsDays, dueOn, provisional, stops] = rest;
  const suspensions = (stops ?? [])
    .map(([fromDay, toDay, cause, reason]) => ({ fromDay, toDay, cause, reason }))
    .sort((a, b) => (a.fromDay < b.fromDay ? -1 : 1));
  return {
    townshipId,
    id,
    ...caseSubject(caseId),
    caseId,
    module,
    kind,
    clause,
    startedOn,
    budgetDays,
    extensionDays,
    endedOn,
    delayExplainedOn,
    delayHoldsDays,
    dueOn,
    provisional,
    suspensions,
  };
}
