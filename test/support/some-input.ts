import { getNamedType, isEnumType, isInputObjectType, isNonNullType, type GraphQLInputType } from 'graphql';

/** Values for required arguments, as GraphQL text; those that are given by name are taken before any that fits. */
export function someArgs(
  args: readonly { name: string; type: GraphQLInputType; defaultValue?: unknown }[],
  given: Readonly<Record<string, unknown>> = {},
): string {
  const needed = args.filter((a) => isNonNullType(a.type) && a.defaultValue === undefined);
  if (needed.length === 0) return '';
  const text = (name: string, type: GraphQLInputType): string => {
    const value = given[name] ?? BY_NAME[name] ?? someValue(type);
    const named = getNamedType(type);
    return isEnumType(named) ? String(value) : JSON.stringify(value).replace(/"(\w+)":/g, '$1:');
  };
  return `(${needed.map((a) => `${a.name}: ${text(a.name, a.type)}`).join(', ')})`;
}

/** Of arguments whose text has a form. */
const BY_NAME: Record<string, unknown> = { period: '2026-09' };

const SOME: Record<string, unknown> = {
  String: 'x',
  ID: 'x',
  Int: 1,
  Float: 1,
  Boolean: true,
  Date: '2026-09-28',
  DateTime: '2026-09-28T09:00:00+08:00',
  JSON: {},
  Fen: 1,
};

/** Any value that fits a type, its required parts only. */
export function someValue(type: GraphQLInputType): unknown {
  const named = getNamedType(type);
  const one = isInputObjectType(named)
    ? Object.fromEntries(
        Object.values(named.getFields())
          .filter((f) => isNonNullType(f.type) && f.defaultValue === undefined)
          .map((f) => [f.name, someValue(f.type)]),
      )
    : isEnumType(named)
      ? named.getValues()[0]?.name
      : SOME[named.name];
  return String(type).startsWith('[') ? [one] : one;
}
