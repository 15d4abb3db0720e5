import { z } from 'zod';
import { describe, expect, test } from 'vitest';
import {
  fixtureClause,
  fixtureModule,
  fixtureRefusal,
  fixtureRule,
} from '../../test/support/fixture-module.ts';
import { documentKind, type DocumentKind } from '../documents/kind.ts';
import type { Clause } from '../regulation/index.ts';
import { defineMessage, type MessageTemplate } from '../notifications/message.ts';
import type { ModuleManifest } from './manifest.ts';
import { loadRegistry, ManifestProblems } from './registry.ts';

function problemsOf(...modules: ModuleManifest[]): readonly string[] {
  try {
    loadRegistry(modules);
    return [];
  } catch (error) {
    if (error instanceof ManifestProblems) return error.problems;
    throw error;
  }
}

const cited = fixtureClause('九(一)1');
const job = { id: 'sweep', description: 'sweeps', run: () => Promise.resolve() };

const paper = documentKind({
  kind: 'SLIP',
  title: { zh: '回执', en: 'slip' },
  clause: cited,
  data: z.strictObject({ why: z.string().describe('原因 / why') }),
  mandatory: ['why', 'clause'],
  template: '{{why}}，{{clause}}',
});

/** A module that issues the paper, with a mistake in it. */
function issuing(mistake: Partial<DocumentKind>, id = 'a', clauses: Record<string, Clause> = { one: cited }) {
  return fixtureModule(id, {
    clauses,
    rules: Object.values(clauses).map((clause) => fixtureRule(`${id}-rule`, clause)),
    documents: [{ ...paper, ...mistake } as DocumentKind],
  });
}

const message = defineMessage({
  key: 'a.some-news',
  title: { zh: '示例', en: 'example' },
  audience: 'APPLICANT',
  channels: ['SMS', 'CALL'],
  text: { zh: '办件{number}', en: 'case {number}' },
  data: z.strictObject({ number: z.string() }),
  clause: null,
});

/** A module that sends the message, with a mistake in it. */
function withMessage(more: Partial<MessageTemplate>): ModuleManifest {
  return fixtureModule('a', { messages: [{ ...message, ...more }] });
}

/** One small mistake each, and what is said of it. */
const MISTAKES: Record<string, { modules: ModuleManifest[]; says: string[] }> = {
  'an id that is not kebab-case': {
    modules: [fixtureModule('OneStop')],
    says: ['module "OneStop": the id must be kebab-case'],
  },
  'a download that another module has, and one that stands in no path': {
    modules: [
      fixtureModule('a', { downloads: [{ kind: 'list', make: () => Promise.resolve(null) }] }),
      fixtureModule('b', {
        downloads: ['list', 'Big list'].map((kind) => ({ kind, make: () => Promise.resolve(null) })),
      }),
    ],
    says: [
      'download "list" is declared more than once (a, b)',
      'module "b": download "Big list" must be kebab-case',
    ],
  },
  'an unknown requirement, with the nearest name': {
    modules: [fixtureModule('complaints', { requires: ['attendence'] }), fixtureModule('attendance')],
    says: ['module "complaints" requires "attendence", which does not exist; did you mean "attendance"?'],
  },
  'an unknown requirement that is near nothing': {
    modules: [fixtureModule('complaints', { requires: ['zzz'] })],
    says: ['module "complaints" requires "zzz", which does not exist'],
  },
  'a circle, printed as a chain': {
    modules: [
      fixtureModule('a', { requires: ['b'] }),
      fixtureModule('b', { requires: ['c'] }),
      fixtureModule('c', { requires: ['a'] }),
    ],
    says: ['modules require each other in a circle: a -> b -> c -> a'],
  },
  'a module that requires itself': {
    modules: [fixtureModule('a', { requires: ['a'] })],
    says: ['modules require each other in a circle: a -> a'],
  },
  'two modules of one id': {
    modules: [fixtureModule('a'), fixtureModule('a', { clauses: {}, rules: [] })],
    says: ['module id "a" is declared more than once (a, a)'],
  },
  'a clause, a rule, a refusal and a job of two modules': {
    modules: ['a', 'b'].map((id) =>
      fixtureModule(id, {
        clauses: { one: cited },
        rules: [fixtureRule('same-rule', cited)],
        refusals: [fixtureRefusal('SAME_CODE')],
        jobs: [job],
      }),
    ),
    says: [
      'clause id "九(一)1" is declared more than once (a, b)',
      'rule id "same-rule" is declared more than once (a, b)',
      'refusal code "SAME_CODE" is declared more than once (a, b)',
      'job id "sweep" is declared more than once (a, b)',
    ],
  },
  'a refusal code twice in one module': {
    modules: [fixtureModule('a', { refusals: [fixtureRefusal('TWICE'), fixtureRefusal('TWICE')] })],
    says: ['refusal code "TWICE" is declared more than once (a, a)'],
  },
  'a refusal code of the kernel': {
    modules: [fixtureModule('a', { refusals: [fixtureRefusal('NOT_FOUND')] })],
    says: ['module "a": refusal code "NOT_FOUND" is the kernel’s; take another'],
  },
  'a document that is not named in UPPER_SNAKE': {
    modules: [issuing({ kind: 'slip-1' })],
    says: ['module "a": document "slip-1" must be named in UPPER_SNAKE'],
  },
  'a document without an English title': {
    modules: [issuing({ title: { zh: '回执', en: '' } })],
    says: ['module "a": document "SLIP" needs a Chinese and an English title'],
  },
  'a document that cites a clause of another': {
    modules: [issuing({ clause: fixtureClause('九(一)2') })],
    says: ['module "a": document "SLIP" cites 九(一)2, which is not in its clauses'],
  },
  'a document whose data may be anything': {
    modules: [issuing({ data: z.object({ why: z.string().describe('原因 / why') }) })],
    says: ['module "a": document "SLIP" must declare its data as a z.strictObject'],
  },
  'a document that has data by the name of a fact': {
    modules: [
      issuing({
        data: z.strictObject({
          why: z.string().describe('原因 / why'),
          office: z.string().describe('x / x'),
        }),
      }),
    ],
    says: ['module "a": document "SLIP" has data "office", which every document has already'],
  },
  'a document that has data without a description': {
    modules: [issuing({ data: z.strictObject({ why: z.string() }) })],
    says: ['module "a": document "SLIP" has data "why" without a description'],
  },
  'a document that demands an unknown placeholder': {
    modules: [issuing({ mandatory: ['clause', 'whom'] })],
    says: ['module "a": document "SLIP" makes "whom" mandatory, which is no placeholder'],
  },
  'a document that need not name its clause': {
    modules: [issuing({ mandatory: ['why'] })],
    says: ['module "a": document "SLIP" must make "clause" mandatory'],
  },
  'a document whose text leaves out what it must say': {
    modules: [issuing({ template: '{{clause}}' })],
    says: [
      'module "a": document "SLIP" has a text that cannot be used: {{why}} must be in the text, outside what may be left out',
    ],
  },
  'a document with two copies of one label': {
    modules: [issuing({ copies: ['存根', '存根'] })],
    says: ['module "a": document "SLIP" needs a different label for each copy'],
  },
  'a document of two modules': {
    modules: [issuing({}), issuing({ clause: fixtureClause('九(一)3') }, 'b', {})],
    says: [
      'module "b": document "SLIP" cites 九(一)3, which is not in its clauses',
      'document "SLIP" is declared more than once (a, b)',
    ],
  },
  'a document of the kernel': {
    modules: [issuing({ kind: 'DENIAL' })],
    says: ['module "a": document "DENIAL" is the kernel’s; take another'],
  },
  'a clause without a rule': {
    modules: [fixtureModule('a', { clauses: { one: cited }, rules: [] })],
    says: ['module "a": clause 九(一)1 has no rule; give it one or say notEnforced: why'],
  },
  'a clause that is enforced and not enforced': {
    modules: [withClause({ notEnforced: 'no object' })],
    says: ['module "a": clause 九(一)1 says notEnforced, yet a rule enforces it'],
  },
  'a rule that cites a clause of another': {
    modules: [fixtureModule('a', { clauses: {}, rules: [fixtureRule('foreign', cited)] })],
    says: ['module "a": rule foreign cites 九(一)1, which is not in its clauses'],
  },
  'a setting without description and one without default': {
    modules: [
      fixtureModule('a', {
        settings: z.strictObject({ days: z.int().default(5), hours: z.int().describe('时 / hours') }),
      }),
    ],
    says: [
      'module "a": setting "days" has no description',
      'module "a": every setting needs a default, so that {} is valid',
    ],
  },
  'settings that are no strict object': {
    modules: [fixtureModule('a', { settings: z.string() }), fixtureModule('b', { settings: z.object({}) })],
    says: ['module "a": settings must be a z.strictObject', 'module "b": settings must be a z.strictObject'],
  },
  'a message whose key is not its own': {
    modules: [
      withMessage({ key: 'b.some-news' }),
      fixtureModule('c', { messages: [{ ...message, key: 'c.News' }] }),
    ],
    says: [
      'module "a": message "b.some-news" needs a key of the form "a.some-name", kebab-case',
      'module "c": message "c.News" needs a key of the form "c.some-name", kebab-case',
    ],
  },
  'a message twice': {
    modules: [fixtureModule('a', { messages: [message, message] })],
    says: ['message key "a.some-news" is declared more than once (a, a)'],
  },
  'a message without channel': {
    modules: [withMessage({ channels: [] })],
    says: ['module "a": message "a.some-news" has no channel'],
  },
  'a message that cannot reach its receiver, and one of a channel twice': {
    modules: [
      withMessage({ channels: ['INBOX'] }),
      fixtureModule('b', { messages: [{ ...message, key: 'b.news', audience: 'ROLE' }] }),
      fixtureModule('c', { messages: [{ ...message, key: 'c.news', channels: ['SMS', 'SMS'] }] }),
    ],
    says: [
      'module "a": message "a.some-news" cannot reach APPLICANT by INBOX',
      'module "b": message "b.news" cannot reach ROLE by SMS',
      'module "b": message "b.news" cannot reach ROLE by CALL',
      'module "c": message "c.news" names a channel twice',
    ],
  },
  'a message without English': {
    modules: [withMessage({ title: { zh: '示例', en: '' } })],
    says: ['module "a": message "a.some-news" title needs Chinese and English'],
  },
  'a message whose placeholders are not its data': {
    modules: [withMessage({ text: { zh: '办件{nummer}', en: 'case {number}' } })],
    says: [
      'module "a": message "a.some-news" uses {nummer} in zh, which its data do not have',
      'module "a": message "a.some-news" does not use {number} of its data in zh',
    ],
  },
  'a message whose data are no strict object': {
    modules: [withMessage({ data: z.object({ number: z.string() }) })],
    says: ['module "a": message "a.some-news" data must be a z.strictObject'],
  },
  'a message that cites a clause of another': {
    modules: [withMessage({ clause: cited })],
    says: ['module "a": message "a.some-news" cites 九(一)1, which is not in the module’s clauses'],
  },
  'no English, no chapter': {
    modules: [
      fixtureModule('a', { title: { zh: '示例', en: '' }, description: { zh: '', en: 'x' }, chapter: '' }),
    ],
    says: [
      'module "a": title needs Chinese and English',
      'module "a": description needs Chinese and English',
      'module "a": chapter is missing',
    ],
  },
};

function withClause(more: { notEnforced?: string }): ModuleManifest {
  const clause = fixtureClause('九(一)1', more);
  return fixtureModule('a', { clauses: { one: clause }, rules: [fixtureRule('one', clause)] });
}

describe('a manifest with', () => {
  test.each(Object.entries(MISTAKES))('%s is refused', (_name, { modules, says }) => {
    expect(problemsOf(...modules)).toEqual(says);
  });

  test('no mistake is loaded', () => {
    expect(problemsOf(fixtureModule('a'), fixtureModule('b', { requires: ['a'] }))).toEqual([]);
  });
});

test('all mistakes of all manifests are reported at once, one a line', () => {
  const modules = [
    fixtureModule('Bad', { chapter: '' }),
    fixtureModule('worse', { requires: ['nothing-like-it'], rules: [], jobs: [job, job] }),
  ];
  const problems = problemsOf(...modules);
  expect(problems).toHaveLength(5);
  expect(() => loadRegistry(modules)).toThrow(
    ['the modules cannot be loaded:', ...problems.map((p) => `  - ${p}`)].join('\n'),
  );
});

describe('the order', () => {
  const order = (...modules: ModuleManifest[]) => loadRegistry(modules).modules.map((m) => m.id);

  test('is that of the list, which is the regulation’s', () => {
    expect(order(fixtureModule('c'), fixtureModule('a'), fixtureModule('b'))).toEqual(['c', 'a', 'b']);
  });

  test('puts what is required first and is the same every time', () => {
    const modules = [
      fixtureModule('d', { requires: ['b', 'a'] }),
      fixtureModule('c'),
      fixtureModule('b', { requires: ['a'] }),
      fixtureModule('a'),
    ];
    expect(order(...modules)).toEqual(['a', 'b', 'd', 'c']);
    expect(order(...modules)).toEqual(order(...modules));
  });
});

test('a module is found by its id, and every clause with the module it stands in', () => {
  const registry = loadRegistry([fixtureModule('a'), fixtureModule('b')]);
  expect([registry.find('b')?.id, registry.find('B'), registry.find('')]).toEqual(['b', null, null]);
  expect(registry.clauses.map(({ clause, module }) => [clause.id, module.id])).toEqual([
    ['a 1', 'a'],
    ['b 1', 'b'],
  ]);
});
