import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MODULES } from '../composition.ts';
import { projectRoot } from '../config.ts';
import { withTables } from '../modules/readme-tables.ts';
import { gapsIn, readTestTitles, traceClauses, type TracedClause } from '../modules/traceability.ts';
import { loadRegistry } from '../modules/registry.ts';
import { main, Stop } from './session.ts';

await main(() => {
  if (process.argv.includes('--write')) writeReadmes();
  const matrix = traceClauses(loadRegistry(MODULES).modules, readTestTitles(projectRoot));
  const text = process.argv.includes('--json') ? JSON.stringify(matrix, null, 2) : readable(matrix);
  process.stdout.write(`${text}\n`);
  const gaps = gapsIn(matrix);
  if (gaps.length > 0) throw new Stop(gaps.join('\n'));
  return Promise.resolve();
});

/** Brings the tables in the README of every module up to date. */
function writeReadmes(): void {
  for (const module of MODULES) {
    const file = join(projectRoot, 'modules', module.id, 'README.md');
    writeFileSync(file, withTables(readFileSync(file, 'utf8'), module, projectRoot));
  }
}

/** A paragraph per clause: its id, its rules with the number of their tests, and the tests below. */
function readable(matrix: readonly TracedClause[]): string {
  const width = Math.max(...matrix.flatMap((row) => row.rules.map((rule) => rule.length)));
  const paragraphs = matrix.map(({ clause, rules, tests, notEnforced }) => {
    if (notEnforced !== null) return `${clause}\n  未由程序执行 / not enforced: ${notEnforced}`;
    const lines = rules.map((rule) => {
      const begin = `${clause} · ${rule}`;
      const own = tests.filter((title) => title === begin || title.startsWith(`${begin}:`));
      const count = `  ${rule.padEnd(width)}  ${String(own.length).padStart(3)} 项测试 / tests`;
      return [count, ...own.map((title) => `      ${title.slice(begin.length).replace(/^: /, '') || title}`)];
    });
    return [clause, ...lines.flat()].join('\n');
  });
  const rules = matrix.reduce((sum, row) => sum + row.rules.length, 0);
  const tests = matrix.reduce((sum, row) => sum + row.tests.length, 0);
  const summary = [
    `${matrix.length} 条款、${rules} 条规则、${tests} 项测试`,
    `${matrix.length} clauses, ${rules} rules, ${tests} tests`,
  ];
  return [...paragraphs, summary.join(' / ')].join('\n\n');
}
