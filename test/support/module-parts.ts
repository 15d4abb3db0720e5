import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isScalarType,
  type GraphQLSchema,
} from 'graphql';
import { MODULES } from '../../core/composition.ts';
import { buildSchema } from '../../core/graphql/schema-for.ts';
import type { ModuleManifest } from '../../core/modules/manifest.ts';
import { loadRegistry } from '../../core/modules/registry.ts';

/** The program's modules, and the schema with all of them. */
export const registry = loadRegistry(MODULES);
export const ids = registry.modules.map((m) => m.id);
export const full = buildSchema(registry, ids);

/** A module and what requires it: they go off together, the dependents first. */
export function offWith(id: string): string[] {
  const off = new Set([id]);
  for (const m of registry.modules) if (m.requires.some((r) => off.has(r))) off.add(m.id);
  return ids.filter((other) => off.has(other)).toReversed();
}

/** Names of a schema: types, fields, arguments, values, as `Type.field.argument`. */
export function coordinates(schema: GraphQLSchema): Set<string> {
  const all = new Set<string>();
  for (const type of Object.values(schema.getTypeMap())) {
    all.add(type.name);
    if (isEnumType(type)) for (const { name } of type.getValues()) all.add(`${type.name}.${name}`);
    if (isInputObjectType(type))
      for (const name of Object.keys(type.getFields())) all.add(`${type.name}.${name}`);
    if (isObjectType(type) || isInterfaceType(type))
      for (const field of Object.values(type.getFields())) {
        all.add(`${type.name}.${field.name}`);
        for (const arg of field.args) all.add(`${type.name}.${field.name}.${arg.name}`);
      }
  }
  return all;
}

/** What is in the schema only because of a module and those that require it. */
export function ownOf(id: string): string[] {
  const off = offWith(id);
  const without = coordinates(
    buildSchema(
      registry,
      ids.filter((other) => !off.includes(other)),
    ),
  );
  return [...coordinates(full)].filter((name) => !without.has(name));
}

/** Calls of a module's own code by township, `module/part/township`. */
export const calls: string[] = [];

/** The modules with every reaction recorded: handlers, jobs, guards, effects. */
export function watched(m: ModuleManifest): ModuleManifest {
  const wrap = <T>(part: string, parts: T): T =>
    Object.fromEntries(
      Object.entries(
        (parts ?? {}) as Record<string, (act: { townshipId: string }, rest: unknown) => unknown>,
      ).map(([name, run]) => [
        name,
        (act: { townshipId: string }, rest: unknown) => {
          calls.push(`${m.id}/${part} ${name}/${act.townshipId}`);
          return run(act, rest);
        },
      ]),
    ) as T;
  return {
    ...m,
    on: wrap('on', m.on),
    jobs: m.jobs?.map((job) => ({ ...job, ...wrap('job', { run: job.run }) })),
    case: m.case && {
      ...m.case,
      guards: wrap('guard', m.case.guards),
      effects: wrap('effect', m.case.effects),
    },
  };
}

/** All plain fields of a type, as the schema has them. */
export function plainFields(type: string): string {
  const object = full.getType(type);
  if (!isObjectType(object)) throw new Error(`no type ${type}`);
  return Object.values(object.getFields())
    .filter((field) => isScalarType(getNamedType(field.type)) || isEnumType(getNamedType(field.type)))
    .map((field) => field.name)
    .join(' ');
}
