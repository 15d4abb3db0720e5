import {
  getArgumentValues,
  getNamedType,
  isObjectType,
  Kind,
  type FieldNode,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import { clocksFrom, type CaseClock } from '../clocks/case-clocks.ts';
import { statementOf } from '../db/statement.ts';
import type { Context } from '../graphql/context.ts';
import { columnsBelow, type Columns } from '../graphql/columns.ts';
import { asksForMarks, cutOf, type Cut, type PageArguments } from '../graphql/page.ts';
import {
  applicantFrom,
  caseSql,
  NOTHING,
  rowFrom,
  stepsFrom,
  Values,
  type ApplicantRow,
  type CaseJson,
  type CaseRow,
  type StepRow,
  type Wanted,
} from './case-sql.ts';

/** What belongs to a case and can be read together with it. A field of the case says so in its `extensions.caseChild`. */
export type CaseChild = 'applicant' | 'clocks' | 'timeline';

/** What was read together with a case. */
export interface Children {
  readonly applicant?: ApplicantRow | null;
  readonly clocks?: readonly CaseClock[] | null;
  readonly timeline?: { readonly cut: Cut; readonly steps: readonly StepRow[] } | null;
}

const NONE: Children = {};

/** Where a row keeps its children: on itself, since whatever a weak map holds outlives the next collections of garbage. */
const CHILDREN = Symbol('children');

interface WithChildren {
  [CHILDREN]?: Children;
}

/** What was read together with this row; empty when it came from elsewhere. */
export function childrenOf(row: object): Children {
  return (row as WithChildren)[CHILDREN] ?? NONE;
}

/** Which cases are read, and in which order: SQL over `"Case" c`. */
export interface CaseQuery {
  /** The township asked about; null = the whole county. */
  readonly townshipId: string | null;
  /** Conditions and order; values are put in as they are named. */
  readonly sql: (values: Values) => {
    readonly where: readonly string[];
    readonly order: string;
    readonly limit: number;
  };
}

/** Reads cases and what the operation selects of them in one statement. */
export async function readCases(
  ctx: Context,
  info: GraphQLResolveInfo,
  query: CaseQuery,
): Promise<CaseRow[]> {
  const wanted = wantedOf(info);
  const values = new Values();
  const { where, order, limit } = query.sql(values);
  const text = `select coalesce(json_agg(x."json"), '[]')::text as "cases" from (
    select ${caseSql(wanted, values)} as "json" from (
      select * from "Case" c where ${where.length > 0 ? where.join(' and ') : 'true'}
       order by ${order} limit ${limit}) c) x`;
  const [row] = await ctx.reads.query<{ cases: string }>(statementOf(text), values.list, query.townshipId);
  const cases = JSON.parse(row?.cases ?? '[]') as CaseJson[];
  return cases.map((json) => caseFrom(json, wanted));
}

/** The row in the JSON of a case; what was read with it is kept beside it. */
export function caseFrom(json: CaseJson, wanted: Wanted): CaseRow {
  const row: CaseRow & WithChildren = rowFrom(json.case);
  const { townshipId, id } = row;
  row[CHILDREN] = {
    applicant: json.applicant ? applicantFrom(json.applicant, townshipId) : null,
    clocks: wanted.clocks ? clocksFrom(json.clocks ?? null, townshipId, id) : null,
    timeline: wanted.timeline && {
      cut: wanted.timeline,
      steps: stepsFrom(json.steps ?? null, wanted.timeline, townshipId, id),
    },
  };
  return row;
}

/** What a selection names of cases, without its variables. */
interface Named {
  readonly children: ReadonlySet<CaseChild>;
  readonly timeline: FieldNode | null;
  readonly columns: Columns;
  readonly stepColumns: Columns;
}

const named = new WeakMap<GraphQLSchema, WeakMap<FieldNode, Named>>();

/** What the operation selects of the cases that this field gives. */
export function wantedOf(info: GraphQLResolveInfo): Wanted {
  const [node] = info.fieldNodes;
  if (!node || info.fieldNodes.length > 1) return NOTHING;
  let bySchema = named.get(info.schema);
  if (!bySchema) named.set(info.schema, (bySchema = new WeakMap()));
  let found = bySchema.get(node);
  if (!found) bySchema.set(node, (found = namedIn(node, info)));
  return {
    columns: found.columns,
    applicant: found.children.has('applicant'),
    clocks: found.children.has('clocks'),
    timeline: found.timeline && sharedCut(found.timeline, info),
    stepColumns: found.stepColumns,
  };
}

/** The page of steps that is asked of every case; null when it cannot be one for all. */
function sharedCut(node: FieldNode, info: GraphQLResolveInfo): Cut | null {
  const type = info.schema.getType('Case');
  const field = isObjectType(type) ? type.getFields()['timeline'] : undefined;
  if (!field) return null;
  const args = getArgumentValues(field, node, info.variableValues) as PageArguments;
  const sizes = [args.first, args.last].filter((size) => typeof size === 'number');
  // What is out of bounds is refused where it is resolved.
  if (args.after || args.before || sizes.some((size) => size < 1 || size > 100)) return null;
  return cutOf(args, asksForMarks(node));
}

function typeOfTimeline(schema: GraphQLSchema): string {
  const type = schema.getType('Case');
  const field = isObjectType(type) ? type.getFields()['timeline'] : undefined;
  return field ? getNamedType(field.type).name : '';
}

function namedIn(node: FieldNode, info: GraphQLResolveInfo): Named {
  const found = new Set<CaseChild>();
  const timelines: FieldNode[] = [];
  const seen = new Set<string>();
  const visit = (set: SelectionSetNode | undefined, typename: string): void => {
    const type = info.schema.getType(typename);
    for (const selection of set?.selections ?? []) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const fragment = info.fragments[selection.name.value];
        if (!fragment || seen.has(`${typename}/${fragment.name.value}`)) continue;
        seen.add(`${typename}/${fragment.name.value}`);
        visit(fragment.selectionSet, fragment.typeCondition.name.value);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        visit(selection.selectionSet, selection.typeCondition?.name.value ?? typename);
      } else if (isObjectType(type)) {
        const field = type.getFields()[selection.name.value];
        const child = field?.extensions['caseChild'] as CaseChild | undefined;
        if (typename === 'Case' && child === 'timeline') timelines.push(selection);
        else if (typename === 'Case' && child) found.add(child);
        // Cases further down are read where they are resolved.
        else if (field && typename !== 'Case') visit(selection.selectionSet, getNamedType(field.type).name);
      }
    }
  };
  const typename = getNamedType(info.returnType).name;
  visit(node.selectionSet, typename);
  const timeline = timelines.length === 1 ? (timelines[0] ?? null) : null;
  return {
    children: found,
    timeline,
    columns: columnsBelow(node, typename, 'Case', info),
    stepColumns: timeline && columnsBelow(timeline, typeOfTimeline(info.schema), 'TimelineEntry', info),
  };
}
