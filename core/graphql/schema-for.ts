import { lexicographicSortSchema, printSchema, validateSchema, type GraphQLSchema } from 'graphql';
import type { Registry } from '../modules/registry.ts';
import { addAdmission } from './admission.ts';
import { createBuilder } from './builder.ts';
import { addGates, unscoped } from './gate.ts';
import { addKernel } from './kernel-schema.ts';
import { moduleSchema } from './module-schema.ts';

/** Builds and validates the schema of a set of modules; throws with every problem when it cannot be served. */
export function buildSchema(registry: Registry, enabled: readonly string[]): GraphQLSchema {
  const builder = createBuilder();
  addKernel(builder);
  const owners = new Map<string, string>();
  const known = new Set(builder.configStore.typeConfigs.keys());
  for (const module of registry.modules)
    if (enabled.includes(module.id)) {
      module.register(moduleSchema(builder, module.id));
      for (const name of builder.configStore.typeConfigs.keys())
        if (!known.has(name) && known.add(name)) owners.set(name, module.id);
    }
  const schema = builder.toSchema();
  for (const [name, module] of owners) {
    const type = schema.getType(name);
    if (type) type.extensions = { ...type.extensions, module };
  }
  const problems = [
    ...validateSchema(schema).map((error) => error.message),
    ...unscoped(schema).map((name) => `${name} has no authorisation scope; access is closed by default`),
  ];
  if (problems.length > 0) throw new Error(`the schema cannot be served:\n${problems.join('\n')}`);
  addAdmission(schema);
  addGates(schema);
  return schema;
}

/** The schema of all modules as text, in an order that does not depend on the program: what schema.graphql holds. */
export function printFullSchema(registry: Registry): string {
  const all = registry.modules.map((m) => m.id);
  return `${printSchema(lexicographicSortSchema(buildSchema(registry, all)))}\n`;
}

/** Schemas by distinct set of enabled modules; townships with the same set share one. */
export class Schemas {
  readonly #registry: Registry;
  readonly #built = new Map<string, GraphQLSchema>();

  constructor(registry: Registry) {
    this.#registry = registry;
  }

  /** The county's schema: everything. */
  full(): GraphQLSchema {
    return this.of(this.#registry.modules.map((m) => m.id));
  }

  /** The schema of exactly these modules, built once. */
  of(enabled: readonly string[]): GraphQLSchema {
    const key = enabled.join(',');
    let schema = this.#built.get(key);
    if (!schema) this.#built.set(key, (schema = buildSchema(this.#registry, enabled)));
    return schema;
  }

  /** Builds what is about to be asked for, off the request path. */
  prepare(sets: readonly (readonly string[])[]): void {
    for (const set of sets) this.of(set);
  }
}
