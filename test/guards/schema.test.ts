import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isSpecifiedScalarType,
  isUnionType,
  validateSchema,
  type GraphQLField,
  type GraphQLSchema,
} from 'graphql';
import { describe, expect, test } from 'vitest';
import { MODULES } from '../../core/composition.ts';
import { projectRoot } from '../../core/config.ts';
import { unscoped } from '../../core/graphql/gate.ts';
import { allCodes } from '../../core/graphql/regulation-schema.ts';
import { buildSchema, printFullSchema } from '../../core/graphql/schema-for.ts';
import { loadRegistry } from '../../core/modules/registry.ts';
import { fixtureModule } from '../support/fixture-module.ts';

const registry = loadRegistry(MODULES);
const ALL = registry.modules.map((m) => m.id);
const full = buildSchema(registry, ALL);
const types = Object.values(full.getTypeMap()).filter(
  (t) => !t.name.startsWith('__') && !isSpecifiedScalarType(t),
);

function* fieldsOf(
  schema: GraphQLSchema,
): Generator<{ path: string; type: string; field: GraphQLField<unknown, unknown> }> {
  for (const type of Object.values(schema.getTypeMap()))
    if (!type.name.startsWith('__') && (isObjectType(type) || isInterfaceType(type)))
      for (const field of Object.values(type.getFields()))
        yield { path: `${type.name}.${field.name}`, type: type.name, field };
}

test('schema.graphql is the schema that is served; after a change run `npm run schema`', () => {
  expect(readFileSync(join(projectRoot, 'schema.graphql'), 'utf8')).toBe(printFullSchema(registry));
});

describe('descriptions', () => {
  /** Everything that can carry a description, with the one it has. */
  function* described(): Generator<[string, string | null | undefined]> {
    for (const type of types) {
      yield [type.name, type.description];
      if (isEnumType(type)) for (const v of type.getValues()) yield [`${type.name}.${v.name}`, v.description];
      if (isInputObjectType(type))
        for (const f of Object.values(type.getFields())) yield [`${type.name}.${f.name}`, f.description];
    }
    for (const { path, field } of fieldsOf(full)) {
      yield [path, field.description];
      for (const arg of field.args) yield [`${path}(${arg.name})`, arg.description];
    }
  }

  test('stand on every type, field, argument, input field and enum value, Relay’s included', () => {
    const all = [...described()];
    expect(all.length).toBeGreaterThan(300);
    expect(all.filter(([, text]) => !text).map(([name]) => name)).toEqual([]);
  });

  test('are Chinese first, then English', () => {
    const bilingual = /^[^/]*\p{Script=Han}[^/]*.*? \/ .*[a-z]{1}/su;
    expect([...described()].filter(([, text]) => text && !bilingual.test(text))).toEqual([]);
  });
});

describe('mutations', () => {
  const mutations = Object.values(full.getMutationType()?.getFields() ?? {});

  test.each(mutations.map((m) => [m.name, m] as const))(
    '%s takes one input named after it and may answer with a Refusal',
    (name, mutation) => {
      const Name = `${name[0]?.toUpperCase()}${name.slice(1)}`;
      expect(mutation.args.map((arg) => `${arg.name}: ${arg.type}`)).toEqual([`input: ${Name}Input!`]);
      const result = getNamedType(mutation.type);
      expect(result.name).toBe(`${Name}Result`);
      expect(isUnionType(result) && result.getTypes().map((t) => t.name)).toContain('Refusal');
      expect(String(mutation.type)).toBe(`${Name}Result!`);
    },
  );
});

test('every refusal that is declared stands in the catalogue of codes, once', () => {
  const declared = ['core', 'modules'].flatMap((folder) =>
    readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
      .flatMap((name) => {
        const text = readFileSync(join(projectRoot, folder, name), 'utf8');
        return [...text.matchAll(/refusalKind(?:<[^(]*>)?\(\s*'([A-Z_]+)'/g)].map((match) => match[1] ?? '');
      }),
  );
  const listed = allCodes(registry)
    .filter(({ kind }) => kind === 'REFUSAL')
    .map(({ code }) => code);
  expect(declared.length).toBeGreaterThan(25);
  expect(listed.toSorted()).toEqual(declared.toSorted());
  expect(new Set(listed).size).toBe(listed.length);
});

test('every list of nodes is a connection', () => {
  const node = full.getType('Node');
  const isNode = (name: string) => {
    const type = full.getType(name);
    return isObjectType(type) && type.getInterfaces().some((i) => i === node);
  };
  const bare = [...fieldsOf(full)].filter(
    ({ path, field }) =>
      isListType(getNullableType(field.type)) &&
      (isNode(getNamedType(field.type).name) || field.type === node) &&
      path !== 'Query.nodes',
  );
  expect(bare.map(({ path }) => path)).toEqual([]);
  const connections = types.filter((t) => t.name.endsWith('Connection'));
  expect(connections.length).toBeGreaterThan(4);
  for (const { path, field } of fieldsOf(full))
    if (getNamedType(field.type).name.endsWith('Connection'))
      expect(
        field.args.map((a) => a.name),
        path,
      ).toEqual(expect.arrayContaining(['first', 'after']));
});

describe('modules', () => {
  test('their fields on what the kernel has are nullable, so that an endpoint can answer where they are off', () => {
    const marked = [...fieldsOf(full)].filter(({ field }) => typeof field.extensions['module'] === 'string');
    expect(marked.length).toBeGreaterThan(0);
    const strict = marked.filter(({ type, field }) => type !== 'Mutation' && isNonNullType(field.type));
    expect(strict.map(({ path }) => path)).toEqual([]);
  });

  test('every field of kernel types that a module adds is marked as that module’s', () => {
    const kernel = buildSchema(registry, []);
    const own = new Set([...fieldsOf(kernel)].map(({ path }) => path));
    const unmarked = [...fieldsOf(full)].filter(
      ({ path, type, field }) =>
        !own.has(path) && kernel.getType(type) && typeof field.extensions['module'] !== 'string',
    );
    expect(unmarked.map(({ path }) => path)).toEqual([]);
  });

  const needs = (id: string): string[] => [id, ...(registry.find(id)?.requires ?? []).flatMap(needs)];
  const sets: [string, string[]][] = [
    ['no module', []],
    ...ALL.map((id): [string, string[]] => [`${id} alone`, ALL.filter((m) => needs(id).includes(m))]),
    ...ALL.map((id): [string, string[]] => [`all but ${id}`, ALL.filter((m) => !needs(m).includes(id))]),
  ];
  test.each(sets)('the schema of %s is whole', (_name, enabled) => {
    const schema = buildSchema(registry, enabled);
    expect(validateSchema(schema)).toEqual([]);
    const shown = new Set(
      [...fieldsOf(schema)].map(({ field }) => field.extensions['module']).filter(Boolean),
    );
    expect([...shown].filter((id) => !enabled.includes(String(id)))).toEqual([]);
  });
});

describe('authorisation', () => {
  test('every object type and every root field says who may see it', () => {
    expect(unscoped(full)).toEqual([]);
    expect(unscoped(buildSchema(registry, []))).toEqual([]);
  });

  test('a type or a root field without a scope is not served', () => {
    const careless = fixtureModule('careless', {
      register: ({ builder, queries }) => {
        const open = builder.objectRef<object>('Open');
        builder.objectType(open, {
          description: '无 / none',
          fields: (t) => ({ name: t.string({ resolve: () => '' }) }),
        });
        queries((t) => ({ leak: t.field({ type: open, nullable: true, resolve: () => ({}) }) }));
      },
    });
    expect(() => buildSchema(loadRegistry([careless]), ['careless'])).toThrow(
      /Open has no authorisation scope[^]*Query\.leak has no authorisation scope/,
    );
  });

  test('a type that is not closed may not be written as an interface either', () => {
    const interfaces = types.filter(isInterfaceType).map((t) => t.name);
    expect(interfaces).toEqual(['Node']);
  });
});
