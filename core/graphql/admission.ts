import {
  defaultFieldResolver,
  getNamedType,
  getNullableType,
  isAbstractType,
  isListType,
  isObjectType,
  type GraphQLField,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
} from 'graphql';
import type { Context } from './context.ts';

/** Whether the caller may see an object; throws why not. */
type Admits = (object: unknown, ctx: Context, info: GraphQLResolveInfo) => unknown;

/**
 * Asks the scope of a type where an object of it comes in: in the resolver of every field that can give one. The builder
 * has it asked in `isTypeOf`, for which compiled operations have neither a context nor the time to wait.
 */
export function addAdmission(schema: GraphQLSchema): void {
  const guards = new Map<string, Admits>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || !type.isTypeOf) continue;
    guards.set(type.name, type.isTypeOf as Admits);
    type.isTypeOf = undefined;
  }
  for (const type of Object.values(schema.getTypeMap()))
    if (isObjectType(type) && !type.name.startsWith('__'))
      for (const field of Object.values(type.getFields())) {
        const admits = guardOf(schema, guards, field.type);
        if (admits) guard(field, admits);
        else if (isListType(getNullableType(field.type)) && field.resolve) settleItems(field);
      }
}

function guardOf(
  schema: GraphQLSchema,
  guards: ReadonlyMap<string, Admits>,
  output: GraphQLOutputType,
): Admits | null {
  const type = getNamedType(output);
  if (isObjectType(type)) return guards.get(type.name) ?? null;
  if (!isAbstractType(type) || !schema.getPossibleTypes(type).some((t) => guards.has(t.name))) return null;
  const { resolveType } = type;
  if (!resolveType) throw new Error(`${type.name} must say which type an object is of`);
  return (object, ctx, info) => {
    const named = resolveType(object, ctx, info, type);
    const ask = (name: unknown) =>
      typeof name === 'string' ? (guards.get(name)?.(object, ctx, info) ?? true) : true;
    return named instanceof Promise ? named.then(ask) : ask(named);
  };
}

function guard(field: GraphQLField<unknown, Context>, admits: Admits): void {
  const resolve = field.resolve ?? defaultFieldResolver;
  const admitted = (value: unknown, ctx: Context, info: GraphQLResolveInfo): unknown => {
    if (value === null || value === undefined || value instanceof Error) return value;
    if (value instanceof Promise) return value.then((found) => admitted(found, ctx, info));
    if (isList(value)) return settled(Array.from(value, (item) => orError(() => admitted(item, ctx, info))));
    const answer = admits(value, ctx, info);
    return answer instanceof Promise ? answer.then((yes) => orRefused(yes, value)) : orRefused(answer, value);
  };
  field.resolve = (parent, args, ctx, info) => admitted(resolve(parent, args, ctx, info), ctx, info);
  field.extensions = { ...field.extensions, admission: true };
}

function isList(value: unknown): value is Iterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value;
}

function orRefused(answer: unknown, value: unknown): unknown {
  if (answer !== true) throw new Error('an object of another type came in');
  return value;
}

/** One refused object of a list is an error in its place and leaves the others. */
function orError(admit: () => unknown): unknown {
  try {
    return admit();
  } catch (error) {
    return asError(error);
  }
}

/** A list whose items come later comes later as a whole: a compiled operation loses the place of an item that fails. */
function settled(items: unknown[]): unknown {
  if (!items.some((item) => item instanceof Promise)) return items;
  return Promise.all(items.map((item) => (item instanceof Promise ? item.catch(asError) : item)));
}

function settleItems(field: GraphQLField<unknown, Context>): void {
  const resolve = field.resolve ?? defaultFieldResolver;
  const all = (value: unknown) => (Array.isArray(value) ? settled(value) : value);
  field.resolve = (parent, args, ctx, info) => {
    const value: unknown = resolve(parent, args, ctx, info);
    return value instanceof Promise ? value.then(all) : all(value);
  };
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
