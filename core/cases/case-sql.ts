import { clocksSql, type ClockJson } from '../clocks/case-clocks.ts';
import type { Prisma } from '../db/client.ts';
import type { Cut } from '../graphql/page.ts';

/** A case, its applicant, a step of it: as their tables keep them. */
export type CaseRow = Prisma.CaseGetPayload<object>;
export type ApplicantRow = Prisma.ApplicantGetPayload<object>;
export type StepRow = Prisma.TimelineEntryGetPayload<object>;

/** What is read together with a case, in the same statement. */
export interface Wanted {
  readonly applicant: boolean;
  readonly clocks: boolean;
  /** The page of its steps; without a cursor, since one page is asked of many cases. */
  readonly timeline: Cut | null;
}

export const NOTHING: Wanted = { applicant: false, clocks: false, timeline: null };

/** A case in the JSON that the database makes of it. */
export interface CaseJson {
  readonly case: Dated<CaseRow>;
  readonly applicant?: ApplicantRow | null;
  readonly clocks?: readonly ClockJson[] | null;
  readonly steps?: readonly StepJson[] | null;
}

/** Instants are texts in JSON. */
type Dated<T> = {
  readonly [K in keyof T]: T[K] extends Date ? string : T[K] extends Date | null ? string | null : T[K];
};

export type StepJson = Omit<Dated<StepRow>, 'townshipId' | 'caseId'>;

const STEP = ['id', 'seq', 'at', 'verb', 'fromState', 'toState', 'actorKind', 'actorId', 'clause', 'note'];

/** Numbers the values of a statement in the order in which it names them. */
export class Values {
  readonly list: unknown[] = [];

  /** The place of a value, as the statement writes it. */
  put(value: unknown): string {
    this.list.push(value);
    return `$${this.list.length}`;
  }
}

/** SQL for the steps of a case as JSON, in order; one more than the page, if there is one. */
export function stepsSql(townshipId: string, caseId: string, cut: Cut, values: Values): string {
  const [direction, beyond] = cut.backward ? ['desc', '<'] : ['asc', '>'];
  const behind =
    cut.cursor === null
      ? ''
      : `and e."seq" ${beyond} (select x."seq" from "TimelineEntry" x
          where x."townshipId" = ${values.put(cut.cursor.townshipId)}::uuid and x."id" = ${values.put(cut.cursor.id)}::uuid)`;
  return `(select json_agg(e order by e."seq") from (
    select ${STEP.map((column) => `e."${column}"`)} from "TimelineEntry" e
     where e."townshipId" = ${townshipId} and e."caseId" = ${caseId} ${behind}
     order by e."seq" ${direction} limit ${values.put(cut.size + 1)}) e)`;
}

/** SQL for a case `c` as JSON with what is wanted of it. */
export function caseSql(wanted: Wanted, values: Values): string {
  const parts = [`'case', c`];
  if (wanted.applicant)
    parts.push(`'applicant', (select to_json(a) from "Applicant" a
      where a."townshipId" = c."townshipId" and a."id" = c."applicantId")`);
  if (wanted.clocks) parts.push(`'clocks', ${clocksSql('c."townshipId"', 'c."id"')}`);
  if (wanted.timeline)
    parts.push(`'steps', ${stepsSql('c."townshipId"', 'c."id"', wanted.timeline, values)}`);
  return `json_build_object(${parts.join(', ')})`;
}
