import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { MODULES } from '../../core/composition.ts';
import { projectRoot } from '../../core/config.ts';

interface Import {
  /** Path from the project's root, or the name of a package. */
  readonly target: string;
  readonly typeOnly: boolean;
}
interface Source {
  /** Path from the project's root. */
  readonly path: string;
  readonly text: string;
  readonly imports: readonly Import[];
}

const IMPORT = /^(?:import|export)\s+(type\s+)?(?:[^;'"]*?\sfrom\s+)?'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/gm;

function readSource(path: string): Source {
  const text = readFileSync(join(projectRoot, path), 'utf8');
  const imports = [...text.matchAll(IMPORT)].map(([, type, from = '', dynamic]) => {
    const name = dynamic ?? from;
    return { target: name.startsWith('.') ? join(dirname(path), name) : name, typeOnly: type !== undefined };
  });
  return { path, text, imports };
}

function sourcesIn(...folders: string[]): Source[] {
  return folders.flatMap((folder) =>
    readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => readSource(join(folder, name))),
  );
}

const everything = sourcesIn('core', 'modules', 'test', 'prisma/seed');
const isTest = ({ path }: Source) => path.endsWith('.test.ts');
const product = everything.filter((source) => !isTest(source) && !source.path.startsWith('test/'));
const core = product.filter(({ path }) => path.startsWith('core/'));
const modules = product.filter(({ path }) => /^modules\/[^/]+\//.test(path));
const moduleOf = (path: string) => /^modules\/([^/]+)\//.exec(path)?.[1];

/** `path -> target` of every import that breaks a rule. */
function offences(
  sources: readonly Source[],
  isWrong: (target: Import, source: Source) => boolean,
): string[] {
  return sources.flatMap((source) =>
    source.imports.filter((i) => isWrong(i, source)).map((i) => `${source.path} -> ${i.target}`),
  );
}

/** What a module's file of one name may import: files of its own folder, and what stands outside. */
interface Rule {
  readonly own: readonly string[];
  readonly others: RegExp;
}
/** Free of database, transport and clock; the kernel's refusals are plain data. */
const PURE = String.raw`^core/(regulation/index|time/index|cases/refusals|auth/roles|catalogue/(rules|field-names)|people/mask)\.ts$`;
/** The rules of the parts of a chapter that has several. */
const PARTS = [
  'counting-rules',
  'ledger-rules',
  'log-rules',
  'survey-rules',
  'sheet-rules',
  'period-rules',
  'roster-rules',
  'award-rules',
];
/** What reads and writes the tables of a module. */
const STORE: Rule = {
  own: [
    'store',
    'scoring-catalogue',
    'survey-store',
    'events',
    ...PARTS,
    'rules',
    'guide-rules',
    'day-rules',
    'file-rules',
    'settings',
    'clauses',
  ],
  others:
    /^core\/(db\/client|modules\/manifest|time\/index|regulation\/index|clocks\/(clock-row|store))\.ts$/,
};
const TABLE: Record<string, Rule> = {
  clauses: { own: [], others: /^core\/regulation\/index\.ts$/ },
  settings: { own: ['roles', 'scoring-catalogue'], others: /^zod$/ },
  roles: { own: [], others: /^core\/auth\/roles\.ts$/ },
  documents: {
    own: ['clauses', 'settings'],
    others: /^(zod|core\/(documents\/kind|clocks\/clock-row|regulation\/index|time\/index)\.ts)$/,
  },
  refusals: { own: ['clauses', 'period-refusals'], others: new RegExp(PURE) },
  'period-refusals': { own: ['clauses'], others: new RegExp(PURE) },
  messages: { own: ['clauses', 'rules'], others: /^(zod|core\/notifications\/message\.ts)$/ },
  rules: {
    own: [
      'clauses',
      'refusals',
      'settings',
      'roles',
      'reply-rules',
      'file-rules',
      'scoring-catalogue',
      ...PARTS,
    ],
    others: new RegExp(PURE),
  },
  'scoring-catalogue': { own: ['clauses'], others: new RegExp(PURE) },
  ...Object.fromEntries(
    PARTS.map((part) => [
      part,
      {
        own: ['clauses', 'refusals', 'period-refusals', 'settings', 'roles', 'scoring-catalogue', ...PARTS],
        others: new RegExp(PURE),
      },
    ]),
  ),
  // The rules of a demand of its own, where one file would grow too long.
  'guide-rules': { own: ['clauses', 'refusals', 'settings', 'rules'], others: new RegExp(PURE) },
  // What a day's records say, likewise.
  'day-rules': { own: ['clauses', 'refusals', 'settings'], others: new RegExp(PURE) },
  // Who reads a restricted file and what may be done with it, likewise.
  'file-rules': { own: ['clauses', 'refusals', 'settings', 'roles'], others: new RegExp(PURE) },
  'reply-rules': { own: ['clauses', 'refusals', 'settings'], others: new RegExp(PURE) },
  ...Object.fromEntries(
    ['ledger-store', 'survey-store', 'sheet-store', 'award-store'].map((part) => [part, STORE]),
  ),
  store: STORE,
};
describe('a file of a module imports what its name allows', () => {
  for (const [name, { own, others }] of Object.entries(TABLE))
    test(`${name}.ts: ${own.map((n) => `${n}.ts, `).join('')}${others.source}`, () => {
      const files = modules.filter(({ path }) => path.endsWith(`/${name}.ts`));
      const wrong = offences(files, ({ target, typeOnly }, { path }) => {
        const folder = dirname(path);
        if (own.some((file) => target === join(folder, `${file}.ts`))) return false;
        // The kernel's facts about a case or an item are plain data; a pure file may take their types.
        if (
          typeOnly &&
          /^core\/(cases\/(contribution|inputs)|catalogue\/rules|events\/event)\.ts$/.test(target)
        )
          return false;
        return !others.test(target);
      });
      expect(wrong).toEqual([]);
    });

  test('rules, refusals, clauses and settings know no clock, database, transport or chance', () => {
    const pure = modules.filter(({ path }) =>
      /\/((\w+-)?(rules|refusals)|clauses|settings|documents)\.ts$/.test(path),
    );
    const impure = /\b(Date\.now|new Date\(\)|Math\.random|process\.|fetch\(|Temporal\.Now|await |async )/;
    expect(pure.length).toBeGreaterThanOrEqual(4 * MODULES.length);
    expect(pure.filter(({ text }) => impure.test(text)).map(({ path }) => path)).toEqual([]);
  });

  test('services know no GraphQL; only schema.ts, …-schema.ts and index.ts may', () => {
    const services = modules.filter(({ path }) => !/(\/index|[/-]schema)\.ts$/.test(path));
    expect(offences(services, ({ target }) => /graphql|pothos|schema\.ts$/i.test(target))).toEqual([]);
  });

  test('an enum is named by its name, without a cast: its values are declared in EnumValues', () => {
    const schemas = product.filter(({ path }) => /[/-](schema|type)\.ts$/.test(path));
    const enums = schemas.flatMap(({ text }) => [...text.matchAll(/\.enumType\('(\w+)'/g)].map((m) => m[1]));
    expect(enums.length).toBeGreaterThan(15);
    const cast = new RegExp(`'(${enums.join('|')})' as `);
    expect(product.filter(({ text }) => cast.test(text)).map(({ path }) => path)).toEqual([]);
    const declared = product.filter(({ text }) => text.includes('interface EnumValues')).map((s) => s.text);
    expect(enums.filter((name) => !declared.join('').includes(` ${name}: `))).toEqual([]);
    expect(modules.filter(({ text }) => text.includes('as never')).map(({ path }) => path)).toEqual([]);
  });

  test('schema.ts writes nothing itself', () => {
    const schemas = modules.filter(({ path }) => /[/-]schema\.ts$/.test(path));
    const write = /\.(create|createMany|update|updateMany|upsert|delete|deleteMany|\$executeRaw\w*)\(/;
    expect(schemas.filter(({ text }) => write.test(text)).map(({ path }) => path)).toEqual([]);
  });

  test('a store writes to no table of another module', () => {
    const tables = modelsByFile();
    const writes = /\b(?:tx|db)\.(\w+)\.(?:create|update|upsert|delete)\w*\(/g;
    const wrong = modules.flatMap(({ path, text }) =>
      [...text.matchAll(writes)]
        .map(([, model = '']) => ({ model, file: tables.get(model.toLowerCase()) }))
        .filter(({ file }) => file !== 'kernel' && file !== moduleOf(path))
        .map(({ model, file }) => `${path} writes ${model} of ${file}`),
    );
    expect(wrong).toEqual([]);
  });
});

/** Which .prisma file (kernel, or a module's id) declares a model; lower-case names. */
function modelsByFile(): Map<string, string> {
  return new Map(
    readdirSync(join(projectRoot, 'prisma'))
      .filter((name) => name.endsWith('.prisma'))
      .flatMap((name) =>
        [...readFileSync(join(projectRoot, 'prisma', name), 'utf8').matchAll(/^model (\w+)/gm)].map(
          ([, model = '']): [string, string] => [model.toLowerCase(), name.replace('.prisma', '')],
        ),
      ),
  );
}

test('a module is entered by its index.ts only, and by another module only if it requires it', () => {
  const inside = (target: string) => moduleOf(target) !== undefined;
  // The demonstration's loader writes the rows of years at once, as the modules' own rules would have them.
  const visitors = product.filter(({ path }) => !path.startsWith('prisma/seed/'));
  const wrong = offences(visitors, ({ target }, { path }) => {
    const entered = moduleOf(target);
    if (!inside(target) || entered === moduleOf(path)) return false;
    if (!target.endsWith(`modules/${entered}/index.ts`)) return true;
    const own = moduleOf(path);
    return own !== undefined && !MODULES.find((m) => m.id === own)?.requires.includes(entered ?? '');
  });
  expect(wrong).toEqual([]);
});

describe('the core', () => {
  test('imports the modules in core/composition.ts only, and seed and tests nowhere', () => {
    const wrong = offences(core, ({ target }, { path }) => {
      if (path === 'core/composition.ts') return false;
      if (/^core\/cli\/(session|seed|demo)\.ts$/.test(path) && target.startsWith('prisma/seed/'))
        return false;
      return target.startsWith('modules/') || target.startsWith('test/') || target.startsWith('prisma/seed/');
    });
    expect(wrong).toEqual([]);
  });

  test('names no module and no clause of one', () => {
    const ids = MODULES.map((m) => m.id);
    const clause = /'[^']*[一二三四五六七八九十]\([一二三四五六七八九十]\)/;
    const code = (text: string) => text.replace(/\/\*[^]*?\*\/|^\s*\/\/.*$/gm, '');
    const wrong = core.filter(({ text }) => {
      const lines = code(text);
      // A description may give an example of a clause id; a literal of code may not.
      const literals = lines.replace(/doc\([^]*?\)/g, '');
      return ids.some((id) => new RegExp(`['"\`/]${id}['"\`/]`).test(lines)) || clause.test(literals);
    });
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  test('core/time and core/regulation stand on nothing else of the project', () => {
    const base = core.filter(({ path }) => /^core\/(time|regulation)\//.test(path));
    expect(
      offences(
        base,
        ({ target }) =>
          /^(core|modules|prisma|test)\//.test(target) && !/^core\/(time|regulation)\//.test(target),
      ),
    ).toEqual([]);
    expect(offences(base, ({ target }) => target.startsWith('node:'))).toEqual([]);
  });
});

describe('every file', () => {
  test('reads the environment through core/config.ts only', () => {
    const readers = everything.filter(
      ({ text, path }) => text.includes(['process', 'env'].join('.')) && !path.startsWith('test/'),
    );
    expect(readers.map(({ path }) => path).filter((path) => path !== 'core/config.ts')).toEqual([]);
  });

  test('has at most 330 lines', () => {
    const long = everything
      .filter(({ path }) => path !== 'core/time/clock.test.ts')
      .map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }))
      .filter(({ lines }) => lines > 330);
    expect(long).toEqual([]);
  });

  test('is named after what it holds, in kebab-case', () => {
    const vague = /(^|[/-])(utils?|helpers?|managers?|common|misc|shared|base)(-|\.|\/|$)/;
    const odd = everything.filter(({ path }) => vague.test(path) || !/^[a-z0-9/.-]+$/.test(path));
    expect(odd.map(({ path }) => path)).toEqual([]);
  });

  test('imports with its ending and no package that is not declared', () => {
    const { dependencies, devDependencies } = JSON.parse(
      readFileSync(join(projectRoot, 'package.json'), 'utf8'),
    ) as Record<string, Record<string, string>>;
    const isForDevelopment = (path: string) =>
      /^test\/|\.test\.ts$|^core\/cli\/migration(-diff)?\.ts$/.test(path);
    const declared = (name: string, path: string) => {
      const found = {
        ...dependencies,
        ...(isForDevelopment(path) ? devDependencies : {}),
      };
      return Object.keys(found).some((known) => name === known || name.startsWith(`${known}/`));
    };
    const wrong = offences(everything, ({ target, typeOnly }, { path }) => {
      if (/^(core|modules|test|prisma)\//.test(target) || target === '..')
        return !/\.(ts|json)$/.test(target);
      if (target.startsWith('node:')) return false;
      return !declared(target, path) && !(typeOnly && devDependencies?.[target]);
    });
    expect(wrong).toEqual([]);
  });
});

test('these guards see the whole program', () => {
  expect(core.length).toBeGreaterThan(80);
  expect(modules.length).toBeGreaterThan(10);
  const seen = everything.flatMap(({ imports }) => imports).length;
  const written = everything.reduce(
    (n, { text }) => n + (text.match(/^(import|export) .*from '|^} from '/gm)?.length ?? 0),
    0,
  );
  expect(seen).toBeGreaterThanOrEqual(written);
});
