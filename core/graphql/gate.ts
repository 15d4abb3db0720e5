import {
  defaultFieldResolver,
  isInterfaceType,
  isObjectType,
  type GraphQLField,
  type GraphQLSchema,
} from 'graphql';
import { LIMITS } from './builder.ts';
import type { Context } from './context.ts';
import { Failure } from './failure.ts';

type Field = GraphQLField<unknown, Context>;

/** All fields of the schema's own object and interface types. */
function* fieldsOf(schema: GraphQLSchema): Generator<{ owner: unknown; field: Field }> {
  for (const type of Object.values(schema.getTypeMap()))
    if (!type.name.startsWith('__') && (isObjectType(type) || isInterfaceType(type)))
      for (const field of Object.values(type.getFields()))
        yield { owner: type.extensions['module'], field: field as Field };
}

/**
 * Wraps the resolvers that need it: a module's field, and every field of its types, answers MODULE_NOT_ENABLED where the module is off
 * (only reachable in the county's full schema), and no page is larger than the cap.
 */
export function addGates(schema: GraphQLSchema): void {
  for (const { owner, field } of fieldsOf(schema)) {
    const module = field.extensions['module'] ?? owner;
    if (typeof module === 'string' && !('verbRoles' in field.extensions)) gateModule(field, module);
    if (field.args.some((arg) => arg.name === 'first')) gatePage(field);
  }
}

function gateModule(field: Field, module: string): void {
  const resolve = field.resolve ?? defaultFieldResolver;
  field.resolve = (parent, args, ctx, info) => {
    const townshipId = townshipOf(parent, ctx);
    if (townshipId !== null && !ctx.platform.switches.isEnabled(townshipId, module))
      throw new Failure('MODULE_NOT_ENABLED', undefined, { module });
    return resolve(parent, args, ctx, info);
  };
}

function townshipOf(parent: unknown, ctx: Context): string | null {
  const row = parent as { townshipId?: unknown; township?: { id?: unknown } } | null | undefined;
  for (const id of [row?.townshipId, row?.township?.id]) if (typeof id === 'string') return id;
  return ctx.township?.id ?? null;
}

function gatePage(field: Field): void {
  const resolve = field.resolve ?? defaultFieldResolver;
  field.resolve = (parent, args, ctx, info) => {
    for (const name of ['first', 'last'] as const) {
      const size: unknown = args[name];
      if (typeof size !== 'number') continue;
      if (size > LIMITS.pageSize)
        throw new Failure('PAGE_TOO_LARGE', undefined, { field: name, max: LIMITS.pageSize });
      if (size < 1) throw new Failure('BAD_INPUT', undefined, { field: name });
    }
    return resolve(parent, args, ctx, info);
  };
}

/** Names of root fields and types that carry no authorisation scope; a schema with one is not served. */
export function unscoped(schema: GraphQLSchema): string[] {
  const roots = new Set([schema.getQueryType()?.name, schema.getMutationType()?.name]);
  const missing: string[] = [];
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__') || !isObjectType(type)) continue;
    if (!roots.has(type.name)) {
      if (!hasScope(type)) missing.push(type.name);
      continue;
    }
    for (const field of Object.values(type.getFields()))
      if (!hasScope(field)) missing.push(`${type.name}.${field.name}`);
  }
  return missing;
}

function hasScope({ extensions }: { readonly extensions: Readonly<Record<string, unknown>> }): boolean {
  const options = extensions['pothosOptions'] as { authScopes?: unknown } | undefined;
  return extensions['publicScope'] === true || options?.authScopes !== undefined;
}
