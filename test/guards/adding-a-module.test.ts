import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { projectRoot } from '../../core/config.ts';
import { folderProblems } from '../support/folder-problems.ts';

/** The steps of docs/adding-a-module.md, done in a copy of the project; then one thing forgotten at a time. */
const ID = 'night-service';
const run = promisify(execFile);

/** One mistake each, in a copy of the copied module. */
const CHANGES: Record<string, readonly [file: string, from: string, to: string][]> = {
  'clause without rule': [['rules.ts', '  headAssignsOwnStaff,\n  assignedTimes,\n', '']],
  'rule without clause': [['rules.ts', '  clause: CLAUSES.preface,\n', '']],
  'setting without description': [
    ['settings.ts', ".describe('午休时段可预约人数 / places of a lunch slot, 九(一)3')", ''],
  ],
  'setting without default': [['settings.ts', '.default(6)', '']],
  'type without scope': [
    ['schema.ts', 'CLAUSES.lunch),\n    authScopes: { public: true },', 'CLAUSES.lunch),'],
  ],
  'id not in kebab-case': [['store.ts', "'night-service'", "'NightService'"]],
  'rules not renamed': [['rules.ts', "'night-service-reply-within-the-limit'", "'reply-within-the-limit'"]],
};

/** Loads each copy with the program's own functions and says what they object to. */
const PROBE = `
import { loadRegistry } from './core/modules/registry.ts';
import { buildSchema } from './core/graphql/schema-for.ts';
import { gapsIn, titlesIn, traceClauses } from './core/modules/traceability.ts';
import { MODULES } from './modules/index.ts';
import { readFileSync } from 'node:fs';
const said = {};
const hear = (name, work) => { try { work(); said[name] = ''; } catch (error) { said[name] = error.message; } };
const others = MODULES.filter((m) => m.id !== '${ID}');
for (const name of NAMES) {
  const { nightService: copy } = await import('./mistakes/' + encodeURIComponent(name) + '/index.ts');
  hear(name, () => buildSchema(loadRegistry([...others, copy]), [copy.id]));
}
const own = MODULES.filter((m) => m.id === '${ID}');
const titles = titlesIn(readFileSync('./modules/${ID}/rules.test.ts', 'utf8'));
said['tests'] = gapsIn(traceClauses(own, titles)).join();
said['rule without test'] = gapsIn(traceClauses(own, titles.filter((t) => !t.includes('reply-within-the-limit')))).join();
process.stdout.write(JSON.stringify(said));
`;

const page = readFileSync(join(projectRoot, 'docs/adding-a-module.md'), 'utf8');
/** The commands of the page, but for the last check of everything. */
const COMMANDS = [...page.matchAll(/^ *```sh\n([^]*?)^ *```$/gm)]
  .flatMap(([, block = '']) => block.trim().split('\n'))
  .map((line) => line.trim())
  .filter((line) => !line.includes('npm test'));

let root: string;
let said: Record<string, string>;
/** What the copied module's own tests and the guard of folders said in the copy. */
let tested: string;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'bianmin-module-'));
  for (const name of ['core', 'modules', 'prisma', 'test', 'docs'])
    cpSync(join(projectRoot, name), join(root, name), { recursive: true });
  for (const name of [
    'package.json',
    'tsconfig.json',
    'vitest.config.ts',
    'prisma.config.ts',
    'schema.graphql',
  ])
    cpSync(join(projectRoot, name), join(root, name));
  symlinkSync(join(projectRoot, 'node_modules'), join(root, 'node_modules'));
  said = {};
  for (const command of COMMANDS) {
    // What a check says of a step that is not done yet is what it says when the step is forgotten.
    if (command === 'npx prisma generate') said['no client'] = await fails('node core/cli/schema.ts --check');
    if (command.includes('migration'))
      said['no migration'] = await fails('node core/cli/migration.ts --check');
    if (command === 'npm run schema') said['not printed'] = await fails('node core/cli/schema.ts --check');
    await shell(command);
    if (command.includes('copy-module')) register();
  }
  for (const [name, changes] of Object.entries(CHANGES)) copyWith(name, changes);
  writeFileSync(join(root, 'probe.ts'), PROBE.replace('NAMES', JSON.stringify(Object.keys(CHANGES))));
  writeFileSync(
    join(root, 'tsconfig.mistake.json'),
    JSON.stringify({
      extends: './tsconfig.json',
      include: [],
      files: ['mistakes/rule without clause/rules.ts'],
    }),
  );
  const [heard, types, tests] = await Promise.all([
    shell('node probe.ts'),
    fails('npx tsc --noEmit -p tsconfig.mistake.json'),
    shell(
      `npx vitest run modules/${ID}/off.test.ts modules/${ID}/rules.test.ts test/guards/modules-folder.test.ts`,
    ),
  ]);
  Object.assign(said, JSON.parse(heard), { 'rule without clause': types });
  tested = tests;
  said['guards'] = await forgetInPlace();
}, 240_000);
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Runs a command in the copy as a person would, and returns what it prints; throws with it when it fails. */
async function shell(command: string): Promise<string> {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('VITEST'));
  const bin = join(root, 'node_modules/.bin');
  const env = {
    ...Object.fromEntries(inherited),
    NO_COLOR: '1',
    PATH: `${bin}:${process.env['PATH'] ?? ''}`,
  };
  const { stdout } = await run('sh', ['-c', command], { cwd: root, env, maxBuffer: 10_000_000 });
  return stdout;
}

/** What a command prints that must fail. */
async function fails(command: string): Promise<string> {
  try {
    return `did not fail: ${await shell(command)}`;
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    return stdout + stderr;
  }
}

/** Step 2: one import and one entry. */
function register(): void {
  const list = join(root, 'modules/index.ts');
  const text = readFileSync(list, 'utf8')
    .replace(/^import \{ timely/m, `import { nightService } from './${ID}/index.ts';\n$&`)
    .replace(/(MODULES[^]*= \[[^\]]*?),?\s*\]/, '$1, nightService]');
  writeFileSync(list, text);
}

/** Forgets in the new module itself what only guards see, and returns what they say. */
function forgetInPlace(): Promise<string> {
  rmSync(join(root, 'modules', ID, 'off.test.ts'));
  change(`modules/${ID}`, 'index.ts', "    'nightServiceConsultation.unanswered',\n", '');
  change(`modules/${ID}`, 'schema.ts', "description: doc('名额', 'places')", "description: ''");
  const guards = ['modules-folder', 'schema', 'event-declarations', 'isolation'].map(
    (name) => `test/guards/${name}.test.ts`,
  );
  const tests = 'files of a module|stand on every|emits lists|no verb of any module';
  return fails(`npx vitest run ${guards.join(' ')} -t '${tests}'`);
}

/** A copy of the new module with one mistake; it stands as deep as a module, so its imports lead to the same core. */
function copyWith(name: string, changes: readonly [string, string, string][]): void {
  const folder = join(root, 'mistakes', name);
  cpSync(join(root, 'modules', ID), folder, { recursive: true });
  for (const [file, from, to] of changes) change(`mistakes/${name}`, file, from, to);
}

function change(folder: string, file: string, from: string, to: string): void {
  const path = join(root, folder, file);
  const text = readFileSync(path, 'utf8');
  if (!text.includes(from)) throw new Error(`${folder}/${file} has changed; it holds no ${from}`);
  writeFileSync(path, text.replace(from, to));
}

test('the page names its commands', () => {
  expect(COMMANDS).toEqual([
    `npm run copy-module -- extended-hours ${ID} '九(一)'`,
    'npx prisma generate',
    'npm run migration -- night_service',
    'npm run schema',
    'npm run clauses -- --write',
  ]);
});

test('by these steps the module appears in the printed schema and has a test of every rule', () => {
  const schema = readFileSync(join(root, 'schema.graphql'), 'utf8');
  expect(schema).toContain('type NightServiceLunchSlot implements Node');
  expect(schema).toContain('input: NightServiceOpenLunchSlotInput!');
  expect(said['tests']).toBe('');
});

test('its own tests pass in the copy on a real database, where it is switched off and on for a township', () => {
  expect(tested).toMatch(/Test Files +3 passed/);
  expect(tested).toContain(`modules/${ID}/off.test.ts`);
});

test.each([
  ['no client', "Model 'NightServiceExtendedService' not found in DMMF"],
  ['no migration', 'CREATE TABLE "NightServiceLunchSlot"'],
  ['not printed', 'schema.graphql differs; run npm run schema'],
  ['rule without clause', "Property 'clause' is missing"],
  ['clause without rule', 'clause 九(一)5 has no rule; give it one or say notEnforced: why'],
  ['setting without description', 'setting "lunchCapacity" has no description'],
  ['setting without default', 'every setting needs a default, so that {} is valid'],
  ['type without scope', 'LunchSlot has no authorisation scope; access is closed by default'],
  ['id not in kebab-case', 'module "NightService": the id must be kebab-case'],
  ['rules not renamed', 'rule id "reply-within-the-limit" is declared more than once'],
  ['rule without test', '规则 九(一)4 · night-service-reply-within-the-limit 没有测试'],
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

test.each([
  `modules/${ID}/off.test.ts is missing`,
  'NightServiceLunchSlot.capacity',
  'nightServiceConsultation.unanswered',
  'nightServiceAnswerConsultation.consultationId: say in TYPE_OF that this id names a NightServiceConsultation',
])('the guards say: %s', (sentence) => {
  expect(said['guards']).toContain(sentence);
});
