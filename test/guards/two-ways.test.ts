import { isObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApp, type App } from '../../core/app.ts';
import type { Role } from '../../core/auth/roles.ts';
import { Schemas } from '../../core/graphql/schema-for.ts';
import { Served } from '../support/http.ts';
import { fillTownship, type Belongings } from '../support/story.ts';
import { createWorld, type World } from '../support/world.ts';

let world: World;
let belongings: Belongings;
let foreign: Belongings;
let served: Served;
let ordinary: App;
let compiled: App;

beforeAll(async () => {
  world = await createWorld();
  belongings = await fillTownship(world, 'shexi');
  foreign = await fillTownship(world, 'dongshan');
  served = await Served.over(world);
  ordinary = createApp(world.platform, { compileAfter: Infinity });
  compiled = createApp(world.platform, { compileAfter: 0 });
});
afterAll(async () => {
  await served.stop();
  await world.close();
});

const CASE = `fragment F on Case { number state submittedAt item { name } applicant { name phone }
  clocks { kind dueOn phase remainingDays } promisedDueOn
  steps: timeline(last: 2) { pageInfo { hasPreviousPage endCursor } edges { cursor node { at verb toState } } } }`;

/** What is asked, by whom; the variables are made when the world stands. */
const QUERIES: readonly [string, Role | null, string, (() => object)?][] = [
  [
    'a list',
    'WINDOW_STAFF',
    `{ cases(first: 2, mine: true) { pageInfo { hasNextPage startCursor } edges { cursor node { ...F } } } } ${CASE}`,
  ],
  [
    'aliases and two pages of one list',
    'WINDOW_STAFF',
    `{ a: cases(first: 1) { edges { node { id timeline(first: 1) { edges { node { verb } } } b: timeline(last: 1) { edges { node { verb } } } } } } viewer { name roles } }`,
  ],
  [
    'what is left out',
    'WINDOW_STAFF',
    `query ($yes: Boolean!) { cases(first: 1) { edges { node { number @skip(if: $yes) state @include(if: $yes) ... @skip(if: $yes) { version } } } } }`,
    () => ({ yes: true }),
  ],
  [
    'a field that is refused within a list',
    'COMPLAINT_OFFICER',
    '{ cases(first: 2) { edges { node { number applicant { name fullName } } } } }',
  ],
  [
    'the county’s view',
    'COUNTY_BUREAU',
    '{ county { name townships { township { code } casesByState { state count } figures { measure key value } } } }',
  ],
  ['the county’s view, refused', 'WINDOW_STAFF', '{ county { name } }'],
  [
    'a node of an interface',
    'WINDOW_STAFF',
    'query ($id: ID!) { node(id: $id) { __typename id ... on Case { number } } }',
    () => ({ id: belongings.ids['Case'] }),
  ],
  [
    'nodes, some refused',
    'APPLICANT',
    'query ($ids: [ID!]!) { nodes(ids: $ids) { __typename ... on Case { number } ... on Window { name } } }',
    () => ({ ids: [belongings.ids['Case'], belongings.ids['Window'], foreign.ids['Case']] }),
  ],
  [
    'a node of staff, refused',
    null,
    'query ($id: ID!) { node(id: $id) { ... on Staff { name } } }',
    () => ({ id: belongings.ids['Staff'] }),
  ],
  [
    'a tracked case',
    null,
    `query ($n: String!, $c: String!) { trackCase(number: $n, queryCode: $c) { ...F queryCode } } ${CASE}`,
    () => ({ n: belongings.number, c: belongings.queryCode }),
  ],
  [
    'the catalogue',
    null,
    '{ township(code: "shexi") { serviceItems(first: 2) { edges { node { code current { name promisedDays effectiveFrom } station { name } missing { field } } } } } }',
  ],
  [
    'a variable that does not fit',
    null,
    'query ($d: Date!) { deadlinePreview(from: $d, workingDays: 1) { dueOn } }',
    () => ({ d: '2026-02-30' }),
  ],
  [
    'a variable that is missing',
    null,
    'query ($d: Date!) { deadlinePreview(from: $d, workingDays: 1) { dueOn } }',
  ],
  ['an error in an argument', null, '{ deadlinePreview(from: "2026-09-28", workingDays: 0) { dueOn } }'],
  ['a page too large', 'WINDOW_STAFF', '{ cases(first: 101) { edges { cursor } } }'],
];

async function answerOf(app: App, query: string, role: Role | null, variables: object): Promise<unknown> {
  const token = role && (await world.token(role, 'shexi'));
  const response = await app.fetch(
    'http://localhost/graphql',
    {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-request-id': 'two-ways',
        ...(token ? { authorization: `Bearer ${token}` } : {}),
      },
      body: JSON.stringify({ query, variables }),
    },
    { pathTownship: null },
  );
  return { status: response.status, body: await response.json() };
}

describe('a compiled query answers as the ordinary one', () => {
  test.each(QUERIES)('%s', async (_name, role, query, variables) => {
    const given = variables?.() ?? {};
    expect(await answerOf(compiled, query, role, given)).toEqual(
      await answerOf(ordinary, query, role, given),
    );
  });

  test('and no type of it is asked by isTypeOf, which decides on access', () => {
    const schema = new Schemas(world.platform.registry).full();
    const asked = Object.values(schema.getTypeMap()).filter((type) => isObjectType(type) && type.isTypeOf);
    expect(asked.map(String)).toEqual([]);
    const node = schema.getQueryType()?.getFields()['node'];
    expect(node?.extensions['admission']).toBe(true);
  });
});

describe('a plain post is answered as Yoga answers it', () => {
  test.each(QUERIES)('%s', async (_name, role, query, variables) => {
    const token = role && (await world.token(role, 'shexi'));
    const headers = { 'x-request-id': 'two-ways', ...(token ? { authorization: `Bearer ${token}` } : {}) };
    const call = { query, variables: variables?.() ?? {}, headers };
    const plain = await served.send(call);
    // An origin is for Yoga to judge.
    const yoga = await served.send({ ...call, headers: { ...headers, origin: 'https://elsewhere.example' } });
    expect([plain.status, plain.body]).toEqual([yoga.status, yoga.body]);
    expect(plain.headers['content-type']).toBe(yoga.headers['content-type']);
  });
});
