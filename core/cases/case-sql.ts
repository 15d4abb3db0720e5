import { clocksSql, type ClockJson } from '../clocks/case-clocks.ts';
import type { Prisma } from '../db/client.ts';
import type { ColumnValues } from '../db/statement.ts';
import type { Columns } from '../graphql/columns.ts';
import type { Cut } from '../graphql/page.ts';

/** A case as its table keeps it. */
export type CaseRow = Prisma.CaseGetPayload<object>;

/** Columns of a case, in the order of its JSON. */
const CASE = [
  'townshipId',
  'id',
  'number',
  'queryCode',
  'itemId',
  'itemVersion',
  'applicantId',
  'windowId',
  'handlerId',
  'channel',
  'state',
  'version',
  'outcome',
  'priority',
  'submittedAt',
  'acceptedAt',
  'decidedAt',
  'closedAt',
  'materialsGiven',
  'remark',
] as const;

/** Columns of an applicant likewise. */
const APPLICANT = ['id', 'name', 'phone'] as const;

/** An applicant as he is shown. */
export type ApplicantRow = Pick<
  Prisma.ApplicantGetPayload<object>,
  'townshipId' | (typeof APPLICANT)[number]
>;

/** Columns of a step, in the order of its JSON. */
const STEP = ['id', 'seq', 'at', 'verb', 'fromState', 'toState', 'actorKind', 'clause', 'note'] as const;
type StepColumn = (typeof STEP)[number];

/** A step of a case as it is shown. */
export type StepRow = Pick<Prisma.TimelineEntryGetPayload<object>, 'townshipId' | 'caseId' | StepColumn>;

/** What is read together with a case, in the same statement. */
export interface Wanted {
  /** Columns of the case beside its key; the others are null in its row. */
  readonly columns: Columns;
  readonly applicant: boolean;
  readonly clocks: boolean;
  /** The page of its steps; without a cursor, since one page is asked of many cases. */
  readonly timeline: Cut | null;
  /** Columns of a step likewise. */
  readonly stepColumns: Columns;
}

/** The whole case, and nothing else with it. */
export const NOTHING: Wanted = {
  columns: null,
  applicant: false,
  clocks: false,
  timeline: null,
  stepColumns: null,
};

/** Columns that are read whatever is selected: the key, and what access is judged by. */
const ALWAYS = new Set(['townshipId', 'id', 'applicantId', 'queryCode']);

/** A case in the JSON that the database makes of it. */
export interface CaseJson {
  readonly case: ColumnValues<Dated<CaseRow>, typeof CASE>;
  readonly applicant?: ApplicantJson | null;
  readonly clocks?: readonly ClockJson[] | null;
  readonly steps?: readonly StepJson[] | null;
}

/** Instants are texts in JSON. */
type Dated<T> = {
  readonly [K in keyof T]: T[K] extends Date ? string : T[K] extends Date | null ? string | null : T[K];
};

/** An applicant in the JSON that the database makes of him. */
export type ApplicantJson = ColumnValues<ApplicantRow, typeof APPLICANT>;

/** A step in the JSON that the database makes of it. */
export type StepJson = ColumnValues<Dated<StepRow>, typeof STEP>;

/** Numbers the values of a statement in the order in which it names them. */
export class Values {
  readonly list: unknown[] = [];

  /** The place of a value, as the statement writes it. */
  put(value: unknown): string {
    this.list.push(value);
    return `$${this.list.length}`;
  }
}

/** Columns as a JSON array; those that nobody asked for are null in their places. */
function arrayOf(alias: string, columns: readonly string[], wanted: Columns = null): string {
  const isRead = (column: string) => wanted === null || wanted.has(column) || ALWAYS.has(column);
  return `json_build_array(${columns.map((column) => (isRead(column) ? `${alias}."${column}"` : 'null'))})`;
}

/** SQL for an applicant `a` as JSON. */
export const APPLICANT_SQL = arrayOf('a', APPLICANT);

/** The row in such JSON. */
export function applicantFrom([id, name, phone]: ApplicantJson, townshipId: string): ApplicantRow {
  return { townshipId, id, name, phone };
}

/** The row in the JSON of a case. */
export function rowFrom(json: CaseJson['case']): CaseRow {
  const [
    townshipId,
    id,
    number,
    queryCode,
    itemId,
    itemVersion,
    applicantId,
    windowId,
    handlerId,
    channel,
    state,
    version,
    outcome,
    priority,
    submittedAt,
    acceptedAt,
    decidedAt,
    closedAt,
    materialsGiven,
    remark,
  ] = json;
  return {
    townshipId,
    id,
    number,
    queryCode,
    itemId,
    itemVersion,
    applicantId,
    windowId,
    handlerId,
    channel,
    state,
    version,
    outcome,
    priority,
    submittedAt: new Date(submittedAt),
    acceptedAt: acceptedAt === null ? null : new Date(acceptedAt),
    decidedAt: decidedAt === null ? null : new Date(decidedAt),
    closedAt: closedAt === null ? null : new Date(closedAt),
    materialsGiven,
    remark,
  };
}

/** SQL for the steps of a case as JSON, the nearest to where the page begins first. */
export function stepsSql(
  townshipId: string,
  caseId: string,
  cut: Cut,
  values: Values,
  columns: Columns = null,
): string {
  const [direction, beyond] = cut.backward ? ['desc', '<'] : ['asc', '>'];
  const behind =
    cut.cursor === null
      ? ''
      : `and e."seq" ${beyond} (select x."seq" from "TimelineEntry" x
          where x."townshipId" = ${values.put(cut.cursor.townshipId)}::uuid and x."id" = ${values.put(cut.cursor.id)}::uuid)`;
  return `(select json_agg(${arrayOf('e', STEP, columns)}) from (
    select * from "TimelineEntry" e
     where e."townshipId" = ${townshipId} and e."caseId" = ${caseId} ${behind}
     order by e."seq" ${direction} limit ${rowsOf(cut)}) e)`;
}

/** How many rows a page takes: one more if it is asked whether the list goes on. Written out, so that plans are kept. */
export function rowsOf(cut: Cut): number {
  return cut.size + (cut.marked ? 1 : 0);
}

/** The steps in such JSON, in their order. */
export function stepsFrom(
  json: readonly StepJson[] | null,
  cut: Cut,
  townshipId: string,
  caseId: string,
): StepRow[] {
  const steps = (json ?? []).map((step): StepRow => {
    const [id, seq, at, verb, fromState, toState, actorKind, clause, note] = step;
    return {
      townshipId,
      caseId,
      id,
      seq,
      at: new Date(at),
      verb,
      fromState,
      toState,
      actorKind,
      clause,
      note,
    };
  });
  return cut.backward ? steps.reverse() : steps;
}

/** SQL for a case `c` as JSON with what is wanted of it. */
export function caseSql(wanted: Wanted, values: Values): string {
  const parts = [`'case', ${arrayOf('c', CASE, wanted.columns)}`];
  if (wanted.applicant)
    parts.push(`'applicant', (select ${APPLICANT_SQL} from "Applicant" a
      where a."townshipId" = c."townshipId" and a."id" = c."applicantId")`);
  if (wanted.clocks) parts.push(`'clocks', ${clocksSql('c."townshipId"', 'c."id"')}`);
  if (wanted.timeline)
    parts.push(
      `'steps', ${stepsSql('c."townshipId"', 'c."id"', wanted.timeline, values, wanted.stepColumns)}`,
    );
  return `json_build_object(${parts.join(', ')})`;
}
