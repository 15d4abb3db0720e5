import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ModuleManifest } from './manifest.ts';

/** What traceability needs of a module. */
export type TracedModule = Pick<ModuleManifest, 'clauses' | 'rules'>;

/** One clause with the rules that enforce it and the tests that show it. */
export interface TracedClause {
  /** Id of the clause. */
  readonly clause: string;
  /** Ids of its rules. */
  readonly rules: readonly string[];
  /** Titles of the tests of those rules. */
  readonly tests: readonly string[];
  /** Why no rule enforces it, or null. */
  readonly notEnforced: string | null;
}

/** Folders whose tests count. */
const TEST_FOLDERS = ['modules', 'core', 'test'] as const;

/** The matrix clause -> rules -> tests of the modules, in the order of the regulation. */
export function traceClauses(
  modules: readonly TracedModule[],
  titles: readonly string[],
): readonly TracedClause[] {
  return modules.flatMap(({ clauses, rules }) =>
    Object.values(clauses).map((clause) => {
      const ids = rules.filter((rule) => rule.clause.id === clause.id).map((rule) => rule.id);
      return {
        clause: clause.id,
        rules: ids,
        tests: ids.flatMap((rule) => testsOf(clause.id, rule, titles)),
        notEnforced: clause.notEnforced ?? null,
      };
    }),
  );
}

/** What the matrix lacks, a sentence each: a clause without a rule, a rule without a test. */
export function gapsIn(matrix: readonly TracedClause[]): string[] {
  return matrix.flatMap(({ clause, rules, tests, notEnforced }) => {
    if (rules.length === 0)
      return notEnforced === null
        ? [
            `条款 ${clause} 没有规则，也没有说明不执行的理由 / clause ${clause} has no rule and no notEnforced`,
          ]
        : [];
    return rules
      .filter((rule) => testsOf(clause, rule, tests).length === 0)
      .map((rule) => `规则 ${clause} · ${rule} 没有测试 / rule ${clause} · ${rule} has no test`);
  });
}

/** Titles that begin `<clause id> · <rule id>`. */
function testsOf(clause: string, rule: string, titles: readonly string[]): string[] {
  const begin = `${clause} · ${rule}`;
  return titles.filter((title) => title === begin || title.startsWith(`${begin}:`));
}

/** Titles of all tests of the project, by the order of the files' names. */
export function readTestTitles(root: string): string[] {
  return TEST_FOLDERS.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.test.ts'))
      .toSorted()
      .flatMap((name) => titlesIn(readFileSync(join(root, folder, name), 'utf8'))),
  );
}

/**
 * Titles of the tests in a source text: `test('…', …)`, `it('…', …)` and their `.each` and `.for`.
 * A test that is skipped or only planned shows nothing and is passed over.
 */
export function titlesIn(source: string): string[] {
  const titles: string[] = [];
  for (const call of source.matchAll(/(?<![\w.$])(?:test|it)((?:\.\w+)*)\s*\(/g)) {
    const chain = call[1]?.split('.').slice(1) ?? [];
    if (chain.some((name) => NOT_RUN.has(name))) continue;
    let at = call.index + call[0].length;
    if (chain.some((name) => name === 'each' || name === 'for')) {
      at = afterParentheses(source, at);
      const next = /^\s*\(/.exec(source.slice(at));
      if (!next) continue;
      at += next[0].length;
    }
    const title = literalAt(source, at);
    if (title !== null) titles.push(title);
  }
  return titles;
}

const NOT_RUN: ReadonlySet<string> = new Set(['skip', 'todo', 'fails', 'skipIf', 'runIf', 'extend']);

const LITERAL = /^\s*(?:'((?:\\.|[^'\\])*)'|"((?:\\.|[^"\\])*)"|`((?:\\.|[^`\\])*)`)/;

function literalAt(source: string, at: number): string | null {
  const found = LITERAL.exec(source.slice(at));
  const text = found?.[1] ?? found?.[2] ?? found?.[3];
  return text === undefined ? null : text.replace(/\\(.)/g, '$1');
}

/** The place behind the parenthesis that closes the one before `at`; parentheses in texts do not count. */
function afterParentheses(source: string, at: number): number {
  const parts = /'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|`(?:\\.|[^`\\])*`|[()]/g;
  parts.lastIndex = at;
  let depth = 1;
  for (let part = parts.exec(source); part; part = parts.exec(source)) {
    if (part[0] === '(') depth += 1;
    if (part[0] === ')') depth -= 1;
    if (depth === 0) return parts.lastIndex;
  }
  return source.length;
}
