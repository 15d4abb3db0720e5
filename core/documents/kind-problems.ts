import { z } from 'zod';
import type { Clause } from '../regulation/index.ts';
import { FACTS } from './facts.ts';
import type { DocumentKind } from './kind.ts';
import { placeholdersOf, templateProblems } from './template.ts';

/** What is wrong with the declarations of documents of one owner, one line a mistake. */
export function kindProblems(
  owner: string,
  clauses: readonly Clause[],
  kinds: readonly DocumentKind[],
): string[] {
  return kinds.flatMap((kind) =>
    [
      ...nameProblems(kind),
      ...clauseProblems(kind, clauses),
      ...dataProblems(kind),
      ...textProblems(kind),
      ...copyProblems(kind),
    ].map((problem) => `${owner}: document "${kind.kind}" ${problem}`),
  );
}

function nameProblems({ kind, title }: DocumentKind): string[] {
  return [
    ...(/^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/.test(kind) ? [] : ['must be named in UPPER_SNAKE']),
    ...(title.zh && title.en ? [] : ['needs a Chinese and an English title']),
  ];
}

function clauseProblems({ clause }: DocumentKind, clauses: readonly Clause[]): string[] {
  return clauses.includes(clause) ? [] : [`cites ${clause.id}, which is not in its clauses`];
}

function dataProblems({ data }: DocumentKind): string[] {
  if (!(data instanceof z.ZodObject) || !(data.def.catchall instanceof z.ZodNever))
    return ['must declare its data as a z.strictObject'];
  const names = Object.keys(data.shape);
  return [
    ...names
      .filter((name) => name in FACTS.shape)
      .map((name) => `has data "${name}", which every document has already`),
    ...names
      .filter((name) => !(data.shape[name] as z.ZodType).description)
      .map((name) => `has data "${name}" without a description`),
  ];
}

function textProblems(kind: DocumentKind): string[] {
  if (!(kind.data instanceof z.ZodObject)) return [];
  const names = placeholdersOf(kind).map((p) => p.name);
  const unknown = kind.mandatory.filter((name) => !names.includes(name));
  if (unknown.length > 0) return unknown.map((name) => `makes "${name}" mandatory, which is no placeholder`);
  if (!kind.mandatory.includes('clause')) return ['must make "clause" mandatory'];
  return templateProblems(kind, kind.template).map(
    (problem) => `has a text that cannot be used: ${problem.en}`,
  );
}

function copyProblems({ copies = [] }: DocumentKind): string[] {
  return new Set(copies).size === copies.length && copies.every((label) => label.trim() !== '')
    ? []
    : ['needs a different label for each copy'];
}
