import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApp, type App } from '../../core/app.ts';
import { tokenFor } from '../../core/auth/issue.ts';
import { isRole } from '../../core/auth/roles.ts';
import { MODULES } from '../../core/composition.ts';
import { projectRoot } from '../../core/config.ts';
import { FILE_VARIABLES } from '../../core/files/settings.ts';
import { MESSAGE_VARIABLES } from '../../core/notifications/settings.ts';
import { openPlatform, type OpenPlatform } from '../../core/open-platform.ts';
import { seedDemo } from '../../prisma/seed/demo.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { SECRETS } from '../support/secrets.ts';

const READMES = ['README.md', 'README.zh-CN.md'] as const;
const PAGES = [
  ...READMES,
  ...['docs', 'docs/decisions'].flatMap((folder) =>
    readdirSync(join(projectRoot, folder))
      .filter((name) => name.endsWith('.md'))
      .map((name) => `${folder}/${name}`),
  ),
  ...MODULES.map((module) => `modules/${module.id}/README.md`),
];

/** The chapters in the order of the regulation. */
const CHAPTERS = [
  'first-inquiry',
  'one-time-notice',
  'disclosure',
  'timely-completion',
  'parallel-approval',
  'extended-hours',
  'online-processing',
  'evaluation',
  'complaints',
  'attendance',
  'training',
  'integrity',
  'safety',
];

function read(page: string): string {
  return readFileSync(join(projectRoot, page), 'utf8');
}

/** A query of a page with what the comment before it and the answer after it say. */
interface Example {
  readonly marks: Readonly<Record<string, string>>;
  readonly query: string;
  /** Undefined when the page shows none. */
  readonly answer: object | undefined;
}

const EXAMPLE = /<!-- query ?(.*?) ?-->\n```graphql\n([^]*?)\n```(?:\n+```json\n([^]*?)\n```)?/g;

function examplesIn(text: string): Example[] {
  return [...text.matchAll(EXAMPLE)].map(([, marks = '', query = '', answer]) => ({
    marks: Object.fromEntries(
      marks.split(';').flatMap((mark) => {
        const [key = '', value = ''] = mark.split(':').map((part) => part.trim());
        return key ? [[key, value]] : [];
      }),
    ) as Record<string, string>,
    query,
    answer: answer === undefined ? undefined : (JSON.parse(answer) as object),
  }));
}

/** All objects within a value, the outermost first. */
function* objectsIn(value: unknown): Generator<Record<string, unknown>> {
  if (value === null || typeof value !== 'object') return;
  if (!Array.isArray(value)) yield value as Record<string, unknown>;
  for (const part of Object.values(value)) yield* objectsIn(part);
}

/** Whether an answer is, or a page shows, a lawful refusal. */
function isRefusal(answer: unknown): boolean {
  return [...objectsIn(answer)].some((part) => 'code' in part && 'message' in part);
}

/** The id that `keep: name` or `keep: name of value` means. */
function keptId(data: unknown, wanted: string | undefined): string {
  for (const { id, ...others } of objectsIn(data))
    if (typeof id === 'string' && (wanted === undefined || Object.values(others).includes(wanted))) return id;
  throw new Error(`the answer has no id${wanted ? ` of ${wanted}` : ''}: ${JSON.stringify(data)}`);
}

/** Of every list in an answer the entries that a page shows, found by the plain values it shows of them. */
function shownPart(actual: unknown, shown: unknown): unknown {
  if (Array.isArray(actual) && Array.isArray(shown) && shown.length > 0)
    return shown.map((entry: unknown, i) => {
      const fits = actual.find((other) => JSON.stringify(pick(other, entry)) === JSON.stringify(entry));
      return fits ?? (actual as unknown[])[i];
    });
  if (actual === null || typeof actual !== 'object' || shown === null || typeof shown !== 'object')
    return actual;
  return Object.fromEntries(
    Object.entries(actual).map(([key, value]) => [
      key,
      key in shown ? shownPart(value, (shown as Record<string, unknown>)[key]) : value,
    ]),
  );
}

/** A value cut down to the keys that another has, in the other's order. */
function pick(actual: unknown, shown: unknown): unknown {
  if (actual === null || typeof actual !== 'object' || shown === null || typeof shown !== 'object')
    return actual;
  if (Array.isArray(shown) || Array.isArray(actual)) return actual;
  return Object.fromEntries(
    Object.entries(shown).map(([key, value]) => [key, pick((actual as Record<string, unknown>)[key], value)]),
  );
}

describe('the queries of', () => {
  const NOW = new Date('2026-09-28T09:00:00+08:00');
  let database: TestDatabase;
  let open: OpenPlatform;
  let app: App;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'readme-'));
    database = await testDatabase();
    open = await openPlatform({
      appUrl: database.appUrl,
      modules: MODULES,
      ...SECRETS,
      log: pino({ level: 'silent' }),
      now: () => NOW,
      listen: false,
    });
    const secretsFile = join(folder, 'demo-accounts.json');
    await seedDemo(open.platform, database.ownerUrl, {
      secretsFile,
      progress: () => undefined,
      casesPerTownship: 2,
    });
    app = createApp(open.platform);
  }, 60_000);
  afterAll(async () => {
    await open.close();
    await database.drop();
    rmSync(folder, { recursive: true });
  });

  async function answerOf({ marks, query }: Example, variables: Record<string, unknown>): Promise<unknown> {
    const { as, at } = marks;
    if (as !== undefined && !isRole(as)) throw new Error(`${as} is no role`);
    const token = as && (await tokenFor(open.platform, as, at ?? null));
    const response = await app.fetch(
      `http://readme${at ? `/t/${at}` : ''}/graphql`,
      {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(token ? { authorization: `Bearer ${token}` } : {}),
        },
        body: JSON.stringify({ query, variables }),
      },
      { pathTownship: at ?? null },
    );
    return response.json();
  }

  test.each(READMES)('%s are answered as it says, on 2026-09-28', async (page) => {
    const examples = examplesIn(read(page));
    const kept = new Map<string, string>();
    for (const example of examples) {
      const { marks, query, answer } = example;
      const names = marks['with']?.split(',').map((name) => name.trim()) ?? [];
      const actual = await answerOf(example, Object.fromEntries(names.map((name) => [name, kept.get(name)])));
      const { data, errors } = actual as { data?: Record<string, unknown>; errors?: unknown };
      if (answer !== undefined) expect(shownPart(actual, answer), query).toMatchObject(answer);
      if (!(answer !== undefined && 'errors' in answer)) {
        expect(errors, query).toBeUndefined();
        expect(isRefusal(data), JSON.stringify(actual)).toBe(isRefusal(answer));
      }
      const [name, wanted] = marks['keep']?.split(' of ') ?? [];
      if (name) kept.set(name, keptId(data, wanted));
    }
    expect(examples.length).toBeGreaterThanOrEqual(9);
    expect(examples.filter(({ answer }) => answer !== undefined).length).toBeGreaterThanOrEqual(6);
  });

  test('both READMEs ask the same questions in the same order', () => {
    const [english, chinese] = READMES.map((page) => examplesIn(read(page)));
    expect(chinese).toEqual(english);
  });
});

describe.each(PAGES)('%s', (page) => {
  const text = read(page);
  const prose = text.replace(/```[^]*?```/g, '');

  test('marks every query, and shows answers of queries only', () => {
    expect(text.match(/^```graphql$/gm)?.length ?? 0).toBe(examplesIn(text).length);
    const answers = examplesIn(text).filter(({ answer }) => answer !== undefined);
    expect(text.match(/^```json$/gm)?.length ?? 0).toBe(answers.length);
  });

  test('names scripts of package.json', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = [...text.matchAll(/npm run (?:--silent )?([\w:-]+)|npm (start|test)\b/g)].map(
      ([, script, short]) => script ?? short ?? '',
    );
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  test('links and names files that exist', () => {
    const links = [...prose.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)]
      .map(([, target = '']) => target)
      .filter((target) => !/^\w+:/.test(target));
    const missingLinks = links.filter((link) => !existsSync(join(projectRoot, dirname(page), link)));
    const names = [...prose.matchAll(/`((?:core|modules|prisma|test|docs)\/[^`\s<>{}…*]*)`/g)].map(
      ([, name = '']) => name,
    );
    const missingNames = names.filter((name) => !existsSync(join(projectRoot, name)));
    expect([...missingLinks, ...missingNames]).toEqual([]);
  });
});

describe.each(READMES)('%s', (page) => {
  const text = read(page);
  const rows = [...text.matchAll(/^\| `([a-z-]+)` \| ([一三四]\([一二三四五六七]\)) .*\| (.+) \|$/gm)];

  test('lists the thirteen chapters in their order', () => {
    expect(rows.map(([, id]) => id)).toEqual(CHAPTERS);
    for (const { id, chapter } of MODULES)
      expect(
        rows.find(([, name]) => name === id),
        id,
      ).toContain(chapter);
  });

  test('says of each whether it is there', () => {
    const built = new Set(MODULES.map((module) => module.id));
    const missing = page === 'README.md' ? 'not yet built' : '尚未开发';
    const there =
      page === 'README.md' ? /^(complete|in part: see its page)$/ : /^(已完成|部分完成，见其说明页)$/;
    for (const [, id = '', , state] of rows)
      expect(state, id).toMatch(built.has(id) ? there : new RegExp(`^${missing}$`));
  });

  test('shows folders and files that exist', () => {
    const tree = /```text\n([^]*?)\n```/.exec(text)?.[1]?.split('\n') ?? [];
    const paths = tree.map((line) => line.split(' ')[0] ?? '');
    expect(paths).toEqual(expect.arrayContaining(['core/', 'modules/', 'prisma/', 'test/', 'docs/']));
    expect(paths.filter((path) => !existsSync(join(projectRoot, path)))).toEqual([]);
    const inside = tree.flatMap((line) => {
      const folder = line.split(' ')[0] ?? '';
      return [...line.slice(folder.length).matchAll(/[\w-]+(?:\.\w+)+|[\w-]+\//g)].map(([name]) => ({
        folder,
        name,
      }));
    });
    const lost = inside.filter(
      ({ folder, name }) =>
        !existsSync(join(projectRoot, folder, name)) && !existsSync(join(projectRoot, name)),
    );
    expect(lost).toEqual([]);
  });

  test('names every setting of the environment', () => {
    const settings = [...read('core/config.ts').matchAll(/^ {2}([A-Z_]+): z/gm)].map(([, name = '']) => name);
    expect(settings.length).toBeGreaterThan(5);
    settings.push(...MESSAGE_VARIABLES, ...FILE_VARIABLES);
    expect(settings.filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
  });

  test('translates with words of the schema', () => {
    const glossary = text.split(/^\| 中文 \|.*\n\|[-|]+\n/m)[1] ?? '';
    const words = [...glossary.matchAll(/\| [^|`]+ `([^`]+)` (?=\|)/g)].map(([, word = '']) => word);
    const schema = new Set(read('schema.graphql').match(/\w+/g));
    expect(words.length).toBeGreaterThanOrEqual(25);
    expect(words.filter((word) => !schema.has(word) && !CHAPTERS.includes(word))).toEqual([]);
    expect(new Set(words).size).toBe(words.length);
  });

  test('stays readable in one go', () => {
    expect(text.split('\n').length).toBeLessThanOrEqual(173);
  });
});
