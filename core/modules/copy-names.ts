import type { GraphQLSchema } from 'graphql';
import type { ModuleManifest } from './manifest.ts';

/** What a copy of a module is to be called. */
export interface CopyName {
  /** Kebab-case: the folder's name. */
  readonly id: string;
  /** E.g. `九(一)`. */
  readonly chapter: string;
}

/** `night-service` -> `nightService`. */
export function camelCase(id: string): string {
  return id.replaceAll(/-(\w)/g, (_hyphen, letter: string) => letter.toUpperCase());
}

/** `nightService` -> `NightService`. */
export function upperFirst(name: string): string {
  return `${name[0]?.toUpperCase() ?? ''}${name.slice(1)}`;
}

/** Names of types and root fields that are in one schema and not in the other. */
export function addedNames(full: GraphQLSchema, without: GraphQLSchema): string[] {
  const names = (schema: GraphQLSchema) => [
    ...Object.keys(schema.getTypeMap()),
    ...Object.keys(schema.getQueryType()?.getFields() ?? {}),
    ...Object.keys(schema.getMutationType()?.getFields() ?? {}),
  ];
  const known = new Set(names(without));
  return names(full).filter((name) => !known.has(name));
}

/**
 * Renames in a text all that may stand only once in the program, so that a copy of a module lives beside the original: its
 * id, chapter, rules, refusal codes, jobs, events, figures, tables, types and root fields each get the new id before them.
 */
export function renamer(
  module: ModuleManifest,
  to: CopyName,
  { api, models }: { readonly api: readonly string[]; readonly models: readonly string[] },
): (text: string) => string {
  const [from, into] = [camelCase(module.id), camelCase(to.id)];
  const renamed = new Map<string, string>();
  const kebab = [...module.rules.map((r) => r.id), ...(module.jobs ?? []).map((j) => j.id)];
  for (const name of kebab) renamed.set(name, `${to.id}-${name}`);
  for (const { code } of module.refusals)
    renamed.set(code, `${to.id.replaceAll('-', '_').toUpperCase()}_${code}`);
  const names = [...(module.emits ?? []), ...(module.measures ?? []).map((m) => m.id), ...api, ...models];
  for (const name of names) {
    const isType = /^[A-Z]/.test(name);
    renamed.set(name, `${isType ? upperFirst(into) : into}${upperFirst(name)}`);
  }
  const longestFirst = [...renamed.keys()].toSorted((a, b) => b.length - a.length);
  const word = new RegExp(
    `(?<![\\w/-])(?:${longestFirst.join('|').replaceAll('.', '\\.')})(?![\\w-]|\\.ts)`,
    'g',
  );
  const table = new RegExp(`(?<=\\b(?:tx|db)\\.)(?:${models.map(lowerFirst).join('|')})\\b`, 'g');
  return (text) =>
    text
      .replaceAll(word, (name, at: number) => (isCode(name, text, at) ? (renamed.get(name) ?? name) : name))
      .replaceAll(table, (name) => `${into}${upperFirst(name)}`)
      .replaceAll(module.id, to.id)
      .replaceAll(from, into)
      .replaceAll(upperFirst(from), upperFirst(into))
      .replaceAll(module.chapter, to.chapter);
}

function lowerFirst(name: string): string {
  return `${name[0]?.toLowerCase() ?? ''}${name.slice(1)}`;
}

/** A plain word like `appointments` is a name only in quotes, as a key, or before its selection. */
function isCode(name: string, text: string, at: number): boolean {
  if (!/^[a-z]+$/.test(name)) return true;
  const after = text.slice(at + name.length);
  return /^\s*[:({]/.test(after) || (text[at - 1] === "'" && after.startsWith("'"));
}

/** The back relations that the tables of a copy need: in a Prisma schema, after each field of an original table's type. */
export function withBackRelations(schema: string, models: readonly string[], id: string): string {
  const own = camelCase(id);
  const field = new RegExp(`^( +)(\\w+)( +)(${models.join('|')})(\\[\\]|\\?)(.*)$`, 'gm');
  return schema.replaceAll(field, (line, indent, name, space, model, many, rest) =>
    [line, `${indent}${own}${upperFirst(name)}${space}${upperFirst(own)}${model}${many}${rest}`].join('\n'),
  );
}
