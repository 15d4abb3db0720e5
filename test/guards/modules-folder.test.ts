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
const ALWAYS = [
  'README.md',
  'index.ts',
  'clauses.ts',
  'rules.ts',
  'rules.test.ts',
  'off.test.ts',
  'refusals.ts',
  'settings.ts',
  'roles.ts',
  'service.ts',
  'store.ts',
  'schema.ts',
];
/** Files that a chapter has when it needs them; a module has no others, tests and acts apart. */
const IF_NEEDED = [
  'enums-schema.ts',
  'catalogue-rules.ts',
  'consequences-schema.ts',
  'files-schema.ts',
  'guide-rules.ts',
  'day-rules.ts',
  'file-rules.ts',
  'sheet-store.ts',
  'reply-rules.ts',
  // 考评: the scoring rules, and each of its parts.
  'scoring-catalogue.ts',
  'counting-rules.ts',
  'ledger-rules.ts',
  'log-rules.ts',
  'survey-rules.ts',
  'sheet-rules.ts',
  'period-rules.ts',
  'roster-rules.ts',
  'period-refusals.ts',
  'award-rules.ts',
  'ledger-store.ts',
  'survey-store.ts',
  'award-store.ts',
  'sheet-store.ts',
  'ledger-schema.ts',
  'proposal-schema.ts',
  'ledger-enums-schema.ts',
  'ledger-lists-schema.ts',
  'ledger-verbs-schema.ts',
  'log-schema.ts',
  'log-verbs-schema.ts',
  'survey-enums-schema.ts',
  'survey-schema.ts',
  'satisfaction-schema.ts',
  'sheet-schema.ts',
  'period-schema.ts',
  'replay-schema.ts',
  'county-schema.ts',
  'award-schema.ts',
  'verbs-schema.ts',
  'lists-schema.ts',
  'events.ts',
  'handlers.ts',
  'documents.ts',
  'effects.ts',
  'item-demands.ts',
  'jobs.ts',
  'criteria.ts',
  'measures.ts',
  'messages.ts',
];

test('every folder is registered and every module has its folder', () => {
  const problems = folderProblems(
    folders,
    MODULES.map((m) => m.id),
  );
  expect(problems).toEqual([]);
});

test.each(folders)('modules/%s has the files of a module', (folder) => {
  const missing = ALWAYS.filter((name) => !existsSync(join(root, folder, name)));
  expect(missing.map((name) => `modules/${folder}/${name} is missing`)).toEqual([]);
});

test.each(folders)('modules/%s has no file of another name; its verbs do their work in acts/', (folder) => {
  const entries = readdirSync(join(root, folder), { withFileTypes: true });
  const odd = entries
    .filter((entry) => (entry.isDirectory() ? entry.name !== 'acts' : !isKnown(entry.name)))
    .map(
      (entry) => `modules/${folder}/${entry.name} is no name of the set; a group of verbs goes into acts/`,
    );
  expect(odd).toEqual([]);
});

function isKnown(name: string): boolean {
  return ALWAYS.includes(name) || IF_NEEDED.includes(name) || name.endsWith('.test.ts');
}

test('modules/ holds nothing but modules and their list', () => {
  const files = readdirSync(root, { withFileTypes: true }).filter((entry) => !entry.isDirectory());
  expect(files.map((entry) => entry.name)).toEqual(['index.ts']);
});
