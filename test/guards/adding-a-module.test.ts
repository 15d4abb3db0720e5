import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { projectRoot } from '../../core/config.ts';
import { folderProblems } from '../support/folder-problems.ts';

/** The steps of docs/adding-a-module.md on copies of modules/extended-hours, whole and with one step forgotten each. */
const ID = 'night-service';
const CHANGES: Record<string, readonly [file: string, from: string, to: string][]> = {
  whole: [],
  'clause without rule': [['rules.ts', '  headAssignsOwnStaff,\n  assignedTimes,\n', '']],
  'setting without description': [
    ['settings.ts', ".describe('午休时段可预约人数 / places of a lunch slot, 九(一)3')", ''],
  ],
  'setting without default': [['settings.ts', '.default(6)', '']],
  'type without scope': [
    ['schema.ts', 'CLAUSES.lunch),\n    authScopes: { public: true },', 'CLAUSES.lunch),'],
  ],
  'id not in kebab-case': [['store.ts', "'night-service'", "'NightService'"]],
};

/** Loads each copy with the program's own functions and says what they object to. */
const PROBE = `
import { loadRegistry } from './core/modules/registry.ts';
import { buildSchema } from './core/graphql/schema-for.ts';
import { gapsIn, titlesIn, traceClauses } from './core/modules/traceability.ts';
import { extendedHours } from './original/index.ts';
import { readFileSync } from 'node:fs';
const said = {};
const hear = (name, work) => { try { work(); said[name] = ''; } catch (error) { said[name] = error.message; } };
for (const name of NAMES) {
  const { extendedHours: copy } = await import('./' + encodeURIComponent(name) + '/${ID}/index.ts');
  hear(name, () => buildSchema(loadRegistry([copy]), [copy.id]));
  if (name !== 'whole') continue;
  hear('rules not renamed', () => loadRegistry([extendedHours, copy]));
  const titles = titlesIn(readFileSync('./whole/${ID}/rules.test.ts', 'utf8'));
  said['tests'] = gapsIn(traceClauses([copy], titles)).join();
  said['rule without test'] = gapsIn(traceClauses([copy], titles.filter((t) => !t.includes('reply-within-the-limit')))).join();
}
process.stdout.write(JSON.stringify(said));
`;

let root: string;
let said: Record<string, string>;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'bianmin-module-'));
  for (const name of ['core', 'node_modules']) symlinkSync(join(projectRoot, name), join(root, name));
  for (const [name, changes] of Object.entries(CHANGES)) copyModule(name, changes);
  symlinkSync(join(projectRoot, 'modules/extended-hours'), join(root, 'original'));
  const probe = PROBE.replace('NAMES', JSON.stringify(Object.keys(CHANGES)));
  writeFileSync(join(root, 'probe.ts'), probe);
  const { stdout } = await promisify(execFile)(process.execPath, ['probe.ts'], { cwd: root });
  said = JSON.parse(stdout) as Record<string, string>;
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Steps 1 and 2: copy and rename; then one mistake. */
function copyModule(name: string, changes: readonly [string, string, string][]): void {
  const folder = join(root, name, ID);
  mkdirSync(join(root, name), { recursive: true });
  // Relative imports of the core lead to the same files, so the core is loaded once.
  cpSync(join(projectRoot, 'modules/extended-hours'), folder, { recursive: true });
  for (const file of ['clauses', 'settings', 'store', 'rules', 'schema', 'rules.test'].map(
    (f) => `${f}.ts`,
  )) {
    let text = readFileSync(join(folder, file), 'utf8');
    text = text.replaceAll('extended-hours', ID).replaceAll('一(六)', '九(一)');
    for (const [at, from, to] of changes) {
      if (at !== file) continue;
      if (!text.includes(from)) throw new Error(`${name}: ${file} has changed; it holds no ${from}`);
      text = text.replace(from, to);
    }
    writeFileSync(join(folder, file), text);
  }
}

test('copied and renamed, a chapter is loaded, has a schema and a test of every rule', () => {
  expect({ whole: said['whole'], tests: said['tests'] }).toEqual({ whole: '', tests: '' });
});

test.each([
  ['clause without rule', 'clause 九(一)5 has no rule; give it one or say notEnforced: why'],
  ['setting without description', 'setting "lunchCapacity" has no description'],
  ['setting without default', 'every setting needs a default, so that {} is valid'],
  ['type without scope', 'LunchSlot has no authorisation scope; access is closed by default'],
  ['id not in kebab-case', 'module "NightService": the id must be kebab-case'],
  ['rules not renamed', 'rule id "reply-within-the-limit" is declared more than once'],
  ['rule without test', '规则 九(一)4 · reply-within-the-limit 没有测试'],
])('%s says: %s', (mistake, sentence) => {
  expect(said[mistake]).toContain(sentence);
});

test('a folder that is not in modules/index.ts, and an entry without folder, say so', () => {
  expect(folderProblems(['extended-hours', ID], ['extended-hours'])).toEqual([
    `folder ${ID} is not registered; add it to modules/index.ts, with the folder's name as its id`,
  ]);
  expect(folderProblems([], [ID])).toEqual([
    `module ${ID} has no folder modules/${ID}; its id must be the name of its folder`,
  ]);
});
