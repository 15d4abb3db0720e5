import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { MODULES } from '../../core/composition.ts';
import { projectRoot } from '../../core/config.ts';
import { folderProblems } from '../support/folder-problems.ts';

const root = join(projectRoot, 'modules');
const folders = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

/** Files that every module has, so that whoever knows one module knows where things stand in all. */
const FILES = [
  'index',
  'clauses',
  'rules',
  'rules.test',
  'refusals',
  'settings',
  'service',
  'store',
  'schema',
];

test('every folder is registered and every module has its folder', () => {
  const problems = folderProblems(
    folders,
    MODULES.map((m) => m.id),
  );
  expect(problems).toEqual([]);
});

test.each(folders)('modules/%s has the files of a module', (folder) => {
  const missing = FILES.filter((name) => !existsSync(join(root, folder, `${name}.ts`)));
  expect(missing.map((name) => `modules/${folder}/${name}.ts is missing`)).toEqual([]);
});

test('modules/ holds nothing but modules and their list', () => {
  const files = readdirSync(root, { withFileTypes: true }).filter((entry) => !entry.isDirectory());
  expect(files.map((entry) => entry.name)).toEqual(['index.ts']);
});
