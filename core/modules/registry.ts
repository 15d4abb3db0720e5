import { KERNEL_DOCUMENTS, WRITTEN_DECISION } from '../documents/kernel-kinds.ts';
import type { DocumentKind } from '../documents/kind.ts';
import { kindProblems } from '../documents/kind-problems.ts';
import type { Download } from '../files/download.ts';
import { RESERVED_CODES } from '../graphql/regulation-schema.ts';
import { KERNEL_MESSAGES } from '../notifications/kernel-messages.ts';
import { WORK_FROZEN } from './messages.ts';
import type { MessageTemplate } from '../notifications/message.ts';
import { messageProblems } from '../notifications/message-problems.ts';
import type { Clause } from '../regulation/index.ts';
import type { ModuleManifest } from './manifest.ts';
import { nearest } from './nearest.ts';
import { settingsProblems } from './settings.ts';

const KEBAB_CASE = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** A kind of document with the module that declares it; null = the kernel. */
export interface RegisteredDocument {
  readonly kind: DocumentKind;
  readonly module: ModuleManifest | null;
}

/** A download with the module that makes it. */
export interface RegisteredDownload {
  readonly download: Download;
  readonly module: ModuleManifest;
}

/** All modules of the program in a stable order in which each stands after what it requires. */
export interface Registry {
  readonly modules: readonly ModuleManifest[];
  readonly find: (id: string) => ModuleManifest | null;
  readonly clauses: readonly { readonly clause: Clause; readonly module: ModuleManifest }[];
  /** The kernel's kinds of documents, then those of the modules. */
  readonly documents: readonly RegisteredDocument[];
  readonly findDocument: (kind: string) => RegisteredDocument | null;
  readonly findDownload: (kind: string) => RegisteredDownload | null;
  /** Messages of the kernel (module null) and of all modules, by key. */
  readonly messages: ReadonlyMap<string, DeclaredMessage>;
}

/** A message and whose it is. */
export interface DeclaredMessage {
  readonly template: MessageTemplate;
  /** Id of its module; null = the kernel's. */
  readonly module: string | null;
}

/** Thrown at the start with every mistake in every manifest, one a line. */
export class ManifestProblems extends Error {
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(`the modules cannot be loaded:\n${problems.map((p) => `  - ${p}`).join('\n')}`);
    this.name = 'ManifestProblems';
    this.problems = problems;
  }
}

/** Checks all manifests, reports all problems at once, and orders them. */
export function loadRegistry(manifests: readonly ModuleManifest[]): Registry {
  const problems = [
    ...manifests.flatMap((m) => [
      ...idProblems(m),
      ...regulationProblems(m),
      ...settingsProblems(m),
      ...messageProblems(m),
    ]),
    ...duplicates(manifests, 'module id', (m) => [m.id]),
    ...duplicates(manifests, 'clause id', (m) => Object.values(m.clauses).map((c) => c.id)),
    ...duplicates(manifests, 'rule id', (m) => m.rules.map((r) => r.id)),
    ...duplicates(manifests, 'refusal code', (m) => m.refusals.map((r) => r.code)),
    ...duplicates(manifests, 'job id', (m) => (m.jobs ?? []).map((j) => j.id)),
    ...kindProblems('the kernel', [WRITTEN_DECISION], KERNEL_DOCUMENTS),
    ...manifests.flatMap((m) =>
      kindProblems(`module "${m.id}"`, Object.values(m.clauses), m.documents ?? []),
    ),
    ...duplicates(manifests, 'document', (m) => (m.documents ?? []).map((d) => d.kind)),
    ...kernelDocuments(manifests),
    ...downloadProblems(manifests),
    ...duplicates(manifests, 'message key', (m) => (m.messages ?? []).map(({ key }) => key)),
    ...requireProblems(manifests),
  ];
  if (problems.length > 0) throw new ManifestProblems(problems);
  const modules = inOrder(manifests);
  const byId = new Map(modules.map((m) => [m.id, m]));
  const documents = [
    ...KERNEL_DOCUMENTS.map((kind) => ({ kind, module: null })),
    ...modules.flatMap((module) => (module.documents ?? []).map((kind) => ({ kind, module }))),
  ];
  const downloads = new Map(
    modules.flatMap((module) =>
      (module.downloads ?? []).map((download): [string, RegisteredDownload] => [
        download.kind,
        { download, module },
      ]),
    ),
  );
  const byKind = new Map(documents.map((d): [string, RegisteredDocument] => [d.kind.kind, d]));
  return {
    modules,
    find: (id) => byId.get(id) ?? null,
    clauses: modules.flatMap((module) => Object.values(module.clauses).map((clause) => ({ clause, module }))),
    documents,
    findDocument: (kind) => byKind.get(kind) ?? null,
    findDownload: (kind) => downloads.get(kind) ?? null,
    messages: new Map<string, DeclaredMessage>([
      ...[...KERNEL_MESSAGES, WORK_FROZEN].map(
        (template) => [template.key, { template, module: null }] as const,
      ),
      ...modules.flatMap(({ id, messages = [] }) =>
        messages.map((template) => [template.key, { template, module: id }] as const),
      ),
    ]),
  };
}

function idProblems(m: ModuleManifest): string[] {
  const problems: string[] = [];
  if (!KEBAB_CASE.test(m.id)) problems.push(`module "${m.id}": the id must be kebab-case`);
  for (const [name, text] of Object.entries({ title: m.title, description: m.description }))
    if (!text.zh || !text.en) problems.push(`module "${m.id}": ${name} needs Chinese and English`);
  for (const { code } of m.refusals)
    if (RESERVED_CODES.includes(code))
      problems.push(`module "${m.id}": refusal code "${code}" is the kernel’s; take another`);
  for (const type of m.catchesUp ?? [])
    if (!m.on?.[type])
      problems.push(`module "${m.id}": it catches up on "${type}", which it does not handle`);
  if (!m.chapter) problems.push(`module "${m.id}": chapter is missing`);
  return problems;
}

function regulationProblems(m: ModuleManifest): string[] {
  const problems: string[] = [];
  const clauses = Object.values(m.clauses);
  for (const clause of clauses) {
    const used = m.rules.some((r) => r.clause === clause);
    if (!used && !clause.notEnforced)
      problems.push(`module "${m.id}": clause ${clause.id} has no rule; give it one or say notEnforced: why`);
    if (used && clause.notEnforced)
      problems.push(`module "${m.id}": clause ${clause.id} says notEnforced, yet a rule enforces it`);
  }
  for (const rule of m.rules)
    if (!clauses.includes(rule.clause))
      problems.push(`module "${m.id}": rule ${rule.id} cites ${rule.clause.id}, which is not in its clauses`);
  return problems;
}

function duplicates(
  manifests: readonly ModuleManifest[],
  what: string,
  names: (m: ModuleManifest) => readonly string[],
): string[] {
  const owners = new Map<string, string[]>();
  for (const m of manifests)
    for (const name of names(m)) owners.set(name, [...(owners.get(name) ?? []), m.id]);
  return [...owners]
    .filter(([, ids]) => ids.length > 1)
    .map(([name, ids]) => `${what} "${name}" is declared more than once (${ids.join(', ')})`);
}

function kernelDocuments(manifests: readonly ModuleManifest[]): string[] {
  const taken = KERNEL_DOCUMENTS.map((d) => d.kind as string);
  return manifests.flatMap((m) =>
    (m.documents ?? [])
      .filter((d) => taken.includes(d.kind))
      .map((d) => `module "${m.id}": document "${d.kind}" is the kernel’s; take another`),
  );
}

function downloadProblems(manifests: readonly ModuleManifest[]): string[] {
  return [
    ...duplicates(manifests, 'download', (m) => (m.downloads ?? []).map(({ kind }) => kind)),
    ...manifests.flatMap((m) =>
      (m.downloads ?? [])
        .filter(({ kind }) => !KEBAB_CASE.test(kind))
        .map(({ kind }) => `module "${m.id}": download "${kind}" must be kebab-case`),
    ),
  ];
}

function requireProblems(manifests: readonly ModuleManifest[]): string[] {
  const ids = manifests.map((m) => m.id);
  const problems = manifests.flatMap((m) =>
    m.requires
      .filter((id) => !ids.includes(id))
      .map((id) => {
        const near = nearest(id, ids);
        return `module "${m.id}" requires "${id}", which does not exist${near ? `; did you mean "${near}"?` : ''}`;
      }),
  );
  const chain = findCycle(manifests);
  if (chain) problems.push(`modules require each other in a circle: ${chain.join(' -> ')}`);
  return problems;
}

function findCycle(manifests: readonly ModuleManifest[]): string[] | null {
  const byId = new Map(manifests.map((m) => [m.id, m]));
  const done = new Set<string>();
  const walk = (id: string, path: string[]): string[] | null => {
    if (path.includes(id)) return [...path.slice(path.indexOf(id)), id];
    if (done.has(id)) return null;
    for (const next of byId.get(id)?.requires ?? []) {
      const chain = walk(next, [...path, id]);
      if (chain) return chain;
    }
    done.add(id);
    return null;
  };
  for (const id of [...byId.keys()].toSorted()) {
    const chain = walk(id, []);
    if (chain) return chain;
  }
  return null;
}

/** Topological, ties in the order of the given list, which is the order of the regulation. */
function inOrder(manifests: readonly ModuleManifest[]): ModuleManifest[] {
  const ordered: ModuleManifest[] = [];
  const place = (m: ModuleManifest): void => {
    if (ordered.includes(m)) return;
    for (const other of manifests) if (m.requires.includes(other.id)) place(other);
    ordered.push(m);
  };
  manifests.forEach(place);
  return ordered;
}
