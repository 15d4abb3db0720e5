import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { getIntrospectionQuery } from 'graphql';
import { MODULES } from '../../core/composition.ts';
import { expectStable } from '../support/expect-stable.ts';
import { fixtureModule } from '../support/fixture-module.ts';
import { submit, take } from '../support/story.ts';
import { Served, type Answer } from '../support/http.ts';
import { createWorld, type World } from '../support/world.ts';

/** A module whose objects lead on to more of their kind, as none of the program's own do. */
const endless = fixtureModule('endless', {
  register: ({ builder, queries }) => {
    const link = builder.objectRef<object>('Link');
    builder.objectType(link, {
      description: '一环 / a link',
      authScopes: { public: true },
      fields: (t) => ({
        name: t.string({ description: '名称 / name', resolve: () => 'x' }),
        next: t.field({ type: link, description: '下一环 / the next one', resolve: () => ({}) }),
        all: t.field({ type: [link], description: '各环 / several', resolve: () => [{}, {}] }),
      }),
    });
    queries((t) => ({
      chain: t.field({
        type: link,
        nullable: true,
        description: '链 / a chain',
        authScopes: { public: true },
        resolve: () => ({}),
      }),
    }));
  },
});

let world: World;
let served: Served;
let auth: { authorization: string };
const answers: Answer[] = [];

beforeAll(async () => {
  world = await createWorld({ modules: [...MODULES, endless] });
  served = await Served.over(world);
  auth = { authorization: `Bearer ${await world.token('WINDOW_STAFF', 'shexi')}` };
});
afterAll(async () => {
  await served.stop();
  await world.close();
});
afterEach(() => {
  for (const answer of answers.splice(0)) expectStable(world, answer);
});

async function ask(query: string, variables: object = {}, headers: Record<string, string> = auth) {
  const answer = await served.send({ query, variables, headers });
  answers.push(answer);
  return answer;
}

describe('how much may be asked', () => {
  const nested = (levels: number, field: string) =>
    `{ chain { ${`${field} { `.repeat(levels)}name${' }'.repeat(levels)} } }`;

  test('50 levels are too deep, a cycle of 24 lists without page sizes too deep or too costly', async () => {
    expect((await ask(nested(50, 'next'))).code).toBe('QUERY_TOO_DEEP');
    expect((await ask(nested(24, 'all'))).code).toMatch(/^QUERY_TOO_(DEEP|COSTLY)$/);
    expect((await ask(nested(6, 'all'))).code).toBe('QUERY_TOO_COSTLY');
    expect((await ask(nested(10, 'next'))).body.errors).toBeUndefined();
  });

  test('depth hidden in fragments counts, and introspection has a depth of its own', async () => {
    const fragments = Array.from(
      { length: 24 },
      (_, i) => `fragment f${i} on Link { next { ...f${i + 1} } }`,
    ).join(' ');
    const query = `{ chain { ...f0 } } ${fragments} fragment f24 on Link { name }`;
    expect((await ask(query)).code).toBe('QUERY_TOO_DEEP');
    let way = 'name';
    for (let i = 0; i < 24; i++) way = `type { fields { ${way} } }`;
    expect((await ask(`{ __schema { types { fields { ${way} } } } }`)).code).toBe(
      'GRAPHQL_VALIDATION_FAILED',
    );
  });

  test.each<[string, string, string]>([
    [
      '40 aliases',
      `{ ${Array.from({ length: 40 }, (_, i) => `a${i}: viewer { name }`).join(' ')} }`,
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['12 directives', `{ viewer ${'@include(if: true) '.repeat(12)} { name } }`, 'GRAPHQL_VALIDATION_FAILED'],
    ['4000 names', `{ viewer { ${'name '.repeat(4000)} } }`, 'GRAPHQL_PARSE_FAILED'],
    ['first: 101', '{ cases(first: 101) { edges { cursor } } }', 'PAGE_TOO_LARGE'],
    ['last: 101', '{ cases(last: 101) { edges { cursor } } }', 'PAGE_TOO_LARGE'],
    ['first: 0', '{ cases(first: 0) { edges { cursor } } }', 'BAD_INPUT'],
    ['first: -1', '{ townships(first: -1) { edges { cursor } } }', 'BAD_INPUT'],
    [
      'pages of 100 in pages of 100',
      '{ cases(first: 100) { edges { node { timeline(first: 100) { edges { node { at verb note } } } documents(first: 100) { edges { node { id text } } } } } } }',
      'QUERY_TOO_COSTLY',
    ],
    [
      'a catalogue in each of 100 townships',
      '{ townships(first: 100) { edges { node { serviceItems(first: 100) { edges { node { missing { field } current { materials { name form note } fees { text amount } } } } } } } } }',
      'QUERY_TOO_COSTLY',
    ],
    ['a cursor that is none', '{ cases(after: "xyz") { edges { cursor } } }', 'BAD_INPUT'],
    [
      'a forged cursor',
      `{ cases(after: "${Buffer.from('GPC:J:["x","y"]').toString('base64')}") { edges { cursor } } }`,
      'BAD_INPUT',
    ],
    [
      'a forged cursor in a nested page',
      `{ cases { edges { node { timeline(before: "${Buffer.from('GPC:J:[1,2]').toString('base64')}") { edges { cursor } } } } } }`,
      'BAD_INPUT',
    ],
  ])('%s', async (_name, query, code) => {
    const answer = await ask(query);
    expect(answer.code).toBe(code);
    expect(answer.body.data ?? null).toBeNull();
  });

  test('101 objects by id', async () => {
    const nodes = (n: number) =>
      ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', {
        ids: Array(n).fill(world.town('shexi').windowGlobalId()),
      });
    expect((await nodes(101)).code).toBe('PAGE_TOO_LARGE');
    expect((await nodes(100)).body.data.nodes).toHaveLength(100);
  });

  test('a full page, the cursors it gives, and the introspection of tools pass', async () => {
    await submit(world, 'shexi');
    const first = await ask(
      '{ cases(first: 1) { pageInfo { endCursor } edges { node { timeline(first: 1) { pageInfo { endCursor } } } } } }',
    );
    const { pageInfo, edges } = first.body.data.cases;
    const second = await ask(
      'query ($a: String!, $t: String!) { cases(first: 100, after: $a) { edges { node { timeline(after: $t) { edges { cursor } } } } } }',
      {
        a: pageInfo.endCursor,
        t: edges[0].node.timeline.pageInfo.endCursor,
      },
    );
    expect(second.body.errors).toBeUndefined();
    const tools = await served.send({ query: getIntrospectionQuery() });
    expect(tools.body.errors).toBeUndefined();
  });
});

describe('what is given', () => {
  const PREVIEW =
    'query ($from: Date!, $days: Int!) { deadlinePreview(from: $from, workingDays: $days) { dueOn } }';

  test.each<[string, string, object]>([
    [
      'a day that does not exist, written out',
      '{ deadlinePreview(from: "2026-02-30", workingDays: 1) { dueOn } }',
      {},
    ],
    ['a day that does not exist, as a variable', PREVIEW, { from: '2026-02-30', days: 1 }],
    ['a day of no calendar', PREVIEW, { from: '0001-01-01', days: 1 }],
    ['a day out of reach', PREVIEW, { from: '9999-12-31', days: 3650 }],
    ['a time instead of a day', PREVIEW, { from: '2026-09-28T00:00:00Z', days: 1 }],
    ['0 working days', PREVIEW, { from: '2026-09-28', days: 0 }],
    ['3651 working days', PREVIEW, { from: '2026-09-28', days: 3651 }],
    ['a variable of another type', PREVIEW, { from: '2026-09-28', days: 'x' }],
    ['a variable that is missing', PREVIEW, { from: '2026-09-28' }],
    [
      'null over a default',
      'query ($n: String = "x") { trackCase(number: $n, queryCode: "y") { number } }',
      { n: null },
    ],
    ['an id that is none', '{ node(id: "x") { id } }', {}],
    [
      'an id of another type',
      `mutation { acceptCase(input: { caseId: "${Buffer.from('Window:x').toString('base64')}" }) { __typename } }`,
      {},
    ],
    ['a month that is none', '{ negativeFilings(month: "2026-13") { edges { cursor } } }', {}],
    ['a NUL character', 'query ($n: String!) { cases(number: $n) { edges { cursor } } }', { n: 'a\u0000' }],
  ])('%s is BAD_INPUT', async (_name, query, variables) => {
    const director = {
      authorization: `Bearer ${await world.token(query.includes('month') ? 'CENTRE_DIRECTOR' : 'WINDOW_STAFF', 'shexi')}`,
    };
    expect((await ask(query, variables, director)).code).toBe('BAD_INPUT');
  });

  test('an id of nothing is null, in a verb NOT_FOUND; a stale version is CONFLICT', async () => {
    const { id } = await submit(world, 'shexi');
    const nothing = Buffer.from(
      `Case:${world.town('shexi').id}.00000000-0000-7000-8000-000000000000`,
    ).toString('base64');
    expect((await ask('query ($id: ID!) { node(id: $id) { id } }', { id: nothing })).body).toEqual({
      data: { node: null },
    });
    const accept = (caseId: string, version: number) =>
      ask('mutation ($i: AcceptCaseInput!) { acceptCase(input: $i) { ... on Refusal { code message } } }', {
        i: { caseId, version },
      });
    expect((await accept(nothing, 1)).body.data.acceptCase.code).toBe('NOT_FOUND');
    await take(world, 'shexi', 'requestSupplement', id, ', items: ["身份证"], reason: "材料不齐"');
    expect((await accept(id, 1)).body.data.acceptCase.code).toBe('CONFLICT');
  });
});
