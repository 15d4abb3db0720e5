import {
  getNamedType,
  isNonNullType,
  isObjectType,
  isUnionType,
  type GraphQLField,
  type GraphQLObjectType,
} from 'graphql';
import { full, plainFields } from './module-parts.ts';
import { someArgs } from './some-input.ts';

type Field = GraphQLField<unknown, unknown>;

/** Whether a field may be asked for without arguments. */
function needsNothing({ args }: Field): boolean {
  return args.every((arg) => !isNonNullType(arg.type) || arg.defaultValue !== undefined);
}

function objectOf(field: Field | undefined): GraphQLObjectType | null {
  const named = field && getNamedType(field.type);
  return isObjectType(named) ? named : null;
}

/** The type of a connection's nodes; null for any other type. */
function nodeOf(type: GraphQLObjectType): GraphQLObjectType | null {
  const edge = objectOf(type.getFields()['edges']);
  return edge && objectOf(edge.getFields()['node']);
}

/** What hangs on a type, each with its plain fields and, so many objects deeper, what hangs on it; of a list the first few. */
function hanging(type: GraphQLObjectType, deeper: number): string[] {
  return Object.values(type.getFields()).flatMap((field) => {
    const object = objectOf(field);
    if (object === null || object.name === 'PageInfo' || !needsNothing(field)) return [];
    const few = nodeOf(object) ? '(first: 3)' : '';
    return [`${field.name}${few} { __typename ${within(object, deeper)} }`];
  });
}

function within(type: GraphQLObjectType, deeper: number): string {
  const node = nodeOf(type);
  if (node) return `edges { node { __typename ${within(node, deeper)} } }`;
  return [plainFields(type.name), ...(deeper > 0 ? hanging(type, deeper - 1) : [])].join(' ');
}

/** As much of what hangs on an object as one operation may cost. */
const AT_ONCE = 6;

/** Selections that together hold a type's plain fields, the first of them, and what hangs on it, two objects deep. */
function selections(type: GraphQLObjectType): string[] {
  const parts = hanging(type, 1);
  const groups = [`__typename ${plainFields(type.name)}`];
  for (let i = 0; i < parts.length; i += AT_ONCE)
    groups.push(`__typename ${parts.slice(i, i + AT_ONCE).join(' ')}`);
  return groups;
}

/** What a root field leads to: a page of a list with plain fields, and its first few with what hangs on them. */
function rootReadings(field: Field, call: string): string[] {
  const named = getNamedType(field.type);
  // An answer or its refusal.
  if (isUnionType(named))
    return named
      .getTypes()
      .flatMap((type) =>
        selections(type).map((view) => `{ ${call} { __typename ... on ${type.name} { ${view} } } }`),
      );
  const object = objectOf(field);
  if (object === null) return [`{ ${call} }`];
  const node = nodeOf(object);
  if (node === null) return selections(object).map((view) => `{ ${call} { ${view} } }`);
  const few = call.endsWith(')') ? call.replace('(', '(first: 3, ') : `${call}(first: 3)`;
  return selections(node).map((view, i) => `{ ${i === 0 ? call : few} { edges { node { ${view} } } } }`);
}

/** An operation that reads, by the field or the type that it begins with. */
export interface Reading {
  readonly name: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, string>>;
}

/**
 * Every way of the schema with all modules into its objects: each root field, with arguments that fit, and each kind of object by its id, with
 * what hangs on it two objects deep. What asks for a query code is left out: whoever holds the code may read.
 */
export function readingsOf(ids: Readonly<Record<string, string>>): Reading[] {
  const given = (field: Field) => ({
    id: ids[objectOf(field)?.name ?? ''],
    windowId: ids['Window'],
    itemId: ids['ServiceItem'],
    periodId: ids['AssessmentPeriod'],
    month: '2026-09',
    year: 2026,
  });
  const roots = Object.values(full.getQueryType()?.getFields() ?? {})
    .filter(({ args, name }) => !args.some((arg) => arg.name === 'queryCode') && !/^nodes?$/.test(name))
    .flatMap((field) => {
      const call = `${field.name}${someArgs(field.args, given(field))}`;
      return rootReadings(field, call).map((query) => ({ name: field.name, query, variables: {} }));
    });
  const nodes = Object.entries(ids).flatMap(([name, id]) => {
    const type = full.getType(name);
    if (!isObjectType(type)) throw new Error(`${name} is no type of the schema`);
    return selections(type).map((view) => ({
      name,
      query: `query ($id: ID!) { node(id: $id) { ... on ${name} { ${view} } } }`,
      variables: { id },
    }));
  });
  return [...roots, ...nodes];
}
