import { expect, test } from 'vitest';
import { MODULES } from '../../core/composition.ts';
import { projectRoot } from '../../core/config.ts';
import { gapsIn, readTestTitles, traceClauses } from '../../core/modules/traceability.ts';

const matrix = traceClauses(MODULES, readTestTitles(projectRoot));

test('every clause has a rule or says why not, and every rule has a test', () => {
  expect(gapsIn(matrix)).toEqual([]);
});

test('the matrix is that of the modules: all their clauses, all their rules', () => {
  expect(matrix.map((row) => row.clause)).toEqual(
    MODULES.flatMap((module) => Object.values(module.clauses).map((clause) => clause.id)),
  );
  expect(matrix.flatMap((row) => row.rules).toSorted()).toEqual(
    MODULES.flatMap((module) => module.rules.map((rule) => rule.id)).toSorted(),
  );
});

test('a test whose title names a clause and a rule names a rule of that clause', () => {
  const known = new Set(matrix.flatMap((row) => row.rules.map((rule) => `${row.clause} · ${rule}`)));
  const clauses = matrix.map((row) => `${row.clause} · `);
  const wrong = readTestTitles(projectRoot).filter((title) => {
    const named = /^(.+? · [a-z][a-z0-9]*(?:-[a-z0-9]+)+):/.exec(title)?.[1];
    return named !== undefined && clauses.some((clause) => title.startsWith(clause)) && !known.has(named);
  });
  expect(wrong).toEqual([]);
});
