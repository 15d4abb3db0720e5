import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isInputObjectType, isNonNullType, getNamedType, type GraphQLInputType } from 'graphql';
import { STAFF_ROLES, type Role } from '../../core/auth/roles.ts';
import { buildSchema } from '../../core/graphql/schema-for.ts';
import { READER_OF } from '../support/reader-of.ts';
import { fillTownship, type Belongings } from '../support/story.ts';
import { rowsOf } from '../support/snapshot.ts';
import { askWithFile, namesKept } from '../support/uploads.ts';
import { createWorld, type World } from '../support/world.ts';
import { TYPE_OF } from '../support/type-of.ts';

let world: World;
let mine: Belongings;
let theirs: Belongings;
/** Digest of every row of dongshan before anybody of shexi tried anything. */
let untouched: Record<string, string>;

beforeAll(async () => {
  world = await createWorld();
  mine = await fillTownship(world, 'shexi');
  theirs = await fillTownship(world, 'dongshan');
  untouched = await rowsOf(world, world.town('dongshan').id);
});
afterAll(() => world.close());

const STAFF: readonly Role[] = STAFF_ROLES;
/** Types whose objects anyone may read, in any township. */
const PUBLIC_TYPES = [
  'ServiceItem',
  'Window',
  'Station',
  'Township',
  'LunchSlot',
  'ItemPublication',
  'PublicText',
  'BoardEntry',
  'JointCatalogue',
  'Survey',
];
const code = (reply: { errors: { extensions: { code: string } }[] | undefined }) =>
  reply.errors?.[0]?.extensions.code;

describe('objects of another township by id', () => {
  test('the probe itself finds every kind of object in its own township', async () => {
    for (const [type, id] of Object.entries(mine.ids)) {
      const as = READER_OF[type] ?? 'WINDOW_STAFF';
      const { data } = await world.ask('query ($id: ID!) { node(id: $id) { id } }', {
        as,
        at: 'shexi',
        variables: { id },
      });
      expect({ type, node: data.node }).toEqual({ type, node: { id } });
    }
  });

  test.each(STAFF)('as %s of shexi, nothing of dongshan is there', async (as) => {
    const ids = Object.values(theirs.ids);
    for (const at of ['shexi', undefined]) {
      const query = `query ($ids: [ID!]!, $case: ID!) { nodes(ids: $ids) { id } case(id: $case) { id } }`;
      const { data, errors } = await world.ask(query, {
        as,
        at,
        from: 'shexi',
        variables: { ids, case: theirs.ids['Case'] },
      });
      expect({ at, errors, data }).toEqual({
        at,
        errors: undefined,
        data: { nodes: ids.map(() => null), case: null },
      });
      for (const id of ids) {
        const one = await world.ask('query ($id: ID!) { node(id: $id) { id } }', {
          as,
          at,
          from: 'shexi',
          variables: { id },
        });
        expect(one.data).toEqual({ node: null });
      }
    }
  });

  test('the public, a front end and an applicant see only public objects, and none of another endpoint’s township', async () => {
    for (const as of ['NOBODY', 'FRONTEND', 'APPLICANT'] as const)
      for (const [type, id] of Object.entries(theirs.ids)) {
        const ask = (at?: string) =>
          world.ask('query ($id: ID!) { node(id: $id) { id } }', { as, at, variables: { id } });
        expect({ as, type, data: (await ask('shexi')).data }).toEqual({ as, type, data: { node: null } });
        const seen = PUBLIC_TYPES.includes(type) ? { id } : null;
        expect({ as, type, node: (await ask()).data.node }).toEqual({ as, type, node: seen });
      }
  });

  test('own and other ids mixed keep their places', async () => {
    const ids = [theirs.ids['Case'], mine.ids['Case'], theirs.ids['Window'], mine.ids['Window']];
    const { data } = await world.ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', {
      as: 'WINDOW_STAFF',
      at: 'shexi',
      variables: { ids },
    });
    expect(data.nodes).toEqual([null, { id: ids[1] }, null, { id: ids[3] }]);
  });
});

describe('lists', () => {
  const LIST = `query ($township: String, $number: String, $after: String) { cases(township: $township, number: $number, after: $after, first: 100)
    { edges { cursor node { number } } } }`;

  test('hold own rows only, whatever the filter or the cursor', async () => {
    const list = (variables: object, as: Role = 'WINDOW_STAFF', from = 'shexi') =>
      world.ask(LIST, { as, from, variables: variables as Record<string, unknown> });
    const all = await list({});
    expect(all.data.cases.edges.map((e: { node: { number: string } }) => e.node.number).toSorted()).toEqual([
      'shexi-2026-000001',
      'shexi-2026-000002',
      'shexi-2026-000003',
      'shexi-2026-000004',
      'shexi-2026-000005',
      'shexi-2026-000006',
    ]);
    expect((await list({ number: theirs.number })).data.cases.edges).toEqual([]);
    expect(code(await list({ township: 'dongshan' }))).toBe('FORBIDDEN');
    const foreign = (await list({}, 'WINDOW_STAFF', 'dongshan')).data.cases.edges[0].cursor;
    expect((await list({ after: foreign })).data.cases.edges).toEqual([]);
  });

  test.each([
    [
      'serviceItems',
      '{ township(code: "dongshan") { serviceItems { edges { node { id } } } } }',
      'FORBIDDEN',
    ],
    ['windows', '{ township(code: "dongshan") { windows { edges { node { id } } } } }', 'FORBIDDEN'],
    ['county', '{ county { overdueCases { edges { node { number } } } } }', 'FORBIDDEN'],
    ['auditReport', '{ auditReport(township: "dongshan") { sealed } }', 'FORBIDDEN'],
  ])('%s of dongshan are refused to every member of shexi’s staff', async (_name, query, expected) => {
    for (const as of STAFF) expect(code(await world.ask(query, { as, from: 'shexi' }))).toBe(expected);
  });

  test('an applicant lists his own cases of the township in force only', async () => {
    const { data } = await world.ask(LIST, { as: 'APPLICANT', at: 'shexi' });
    expect(data.cases.edges).toEqual([]);
  });
});

describe('endpoints', () => {
  test.each(STAFF)('%s of shexi is FORBIDDEN at dongshan’s endpoint and with its header', async (as) => {
    expect(code(await world.ask('{ viewer { name } }', { as, at: 'dongshan', from: 'shexi' }))).toBe(
      'FORBIDDEN',
    );
    const headers = { 'x-township': 'dongshan' };
    expect(code(await world.ask('{ viewer { name } }', { as, from: 'shexi', headers }))).toBe('FORBIDDEN');
  });

  test('the path wins over the header for those who belong to no township', async () => {
    const headers = { 'x-township': 'dongshan' };
    const { data } = await world.ask('query ($id: ID!) { node(id: $id) { id } }', {
      as: 'FRONTEND',
      at: 'shexi',
      headers,
      variables: { id: theirs.ids['Window'] },
    });
    expect(data.node).toBeNull();
  });

  test('a case of dongshan is not tracked at shexi’s endpoint, and is at its own', async () => {
    const track = (at?: string) =>
      world.ask('query ($n: String!, $q: String!) { trackCase(number: $n, queryCode: $q) { number } }', {
        at,
        variables: { n: theirs.number, q: theirs.queryCode },
      });
    expect((await track('shexi')).data.trackCase).toBeNull();
    expect((await track('dongshan')).data.trackCase).toEqual({ number: theirs.number });
    expect((await track()).data.trackCase).toEqual({ number: theirs.number });
  });
});

describe('verbs', () => {
  const SOME: Record<string, unknown> = {
    String: '文本',
    Int: 3,
    Float: 1,
    Boolean: true,
    Date: '2026-09-28',
    DateTime: '2026-12-28T09:00:00+08:00',
    JSON: {},
    Fen: 1,
  };

  function someValue(type: GraphQLInputType, field = ''): unknown {
    const named = getNamedType(type);
    if (isInputObjectType(named))
      return Object.fromEntries(
        Object.values(named.getFields())
          .filter((f) => isNonNullType(f.type) && f.defaultValue === undefined)
          .map((f) => [f.name, someValue(f.type, f.name)]),
      );
    const id = named.name === 'ID' ? mine.ids[TYPE_OF[field] ?? ''] : undefined;
    const value = id ?? SOME[named.name] ?? ('getValues' in named ? named.getValues()[0]?.name : undefined);
    return String(type).startsWith('[') ? [value] : value;
  }

  test('no verb of any module takes an object of dongshan at shexi', async () => {
    const kept = await namesKept(world, 'dongshan');
    const { registry } = world.platform;
    const schema = buildSchema(
      registry,
      registry.modules.map((m) => m.id),
    );
    let tried = 0;
    let uploads = 0;
    for (const verb of Object.values(schema.getMutationType()?.getFields() ?? {})) {
      const input = getNamedType(verb.args[0]?.type);
      if (!isInputObjectType(input)) throw new Error(`${verb.name} takes no input object`);
      const fields = Object.values(input.getFields());
      const place = fields.find((f) => getNamedType(f.type).name === 'Upload')?.name;
      const ids = fields.filter((f) => getNamedType(f.type).name === 'ID').map((f) => f.name);
      const roles = verb.extensions['verbRoles'] as readonly Role[] | 'public';
      const as = roles === 'public' ? 'NOBODY' : (STAFF.find((role) => roles.includes(role)) ?? roles[0]);
      for (const foreign of ids) {
        const values = someValue(input) as Record<string, unknown>;
        for (const name of ids) {
          const type = TYPE_OF[`${verb.name}.${name}`] ?? TYPE_OF[name];
          if (!type) throw new Error(`${verb.name}.${name}: say in TYPE_OF which type this id names`);
          if (!mine.ids[type]) throw new Error(`give each township a ${type} in test/support/story.ts`);
          values[name] = (name === foreign ? theirs : mine).ids[type];
        }
        const query = `mutation ($input: ${input.name}!) { answer: ${verb.name}(input: $input) { __typename ... on Refusal { code } } }`;
        const { data, errors } = place
          ? await askWithFile(world, query, { as: as as Role, at: 'shexi', input: values, place })
          : await world.ask(query, { as, at: 'shexi', variables: { input: values } });
        if (place) uploads += 1;
        const wanted: unknown = errors?.[0]?.extensions.type;
        if (typeof wanted === 'string')
          throw new Error(`${verb.name}.${foreign}: say in TYPE_OF that this id names a ${wanted}`);
        expect({ verb: verb.name, foreign, errors, answer: data?.answer }).toEqual({
          verb: verb.name,
          foreign,
          errors: undefined,
          answer: { __typename: 'Refusal', code: 'NOT_FOUND' },
        });
        tried += 1;
      }
    }
    expect(tried).toBeGreaterThanOrEqual(18);
    expect(uploads).toBeGreaterThan(0);
    expect(await namesKept(world, 'dongshan')).toEqual(kept);
  });

  test('the county names its township, but not another than that of the endpoint', async () => {
    const configure = (at?: string) =>
      world.ask(
        `mutation { configureModule(input: { township: "dongshan", module: "none" }) { ... on Refusal { code } } }`,
        { as: 'COUNTY_BUREAU', at },
      );
    expect(code(await configure('shexi'))).toBe('FORBIDDEN');
    expect((await configure('dongshan')).data.configureModule).toEqual({ code: 'MODULE_UNKNOWN' });
    expect(
      code(
        await world.ask('{ cases(township: "dongshan") { edges { cursor } } }', {
          as: 'COUNTY_BUREAU',
          at: 'shexi',
        }),
      ),
    ).toBe('FORBIDDEN');
  });
});

test('after all these attempts no row of dongshan is another', async () => {
  const { TrackAttempt: _tracked, ...before } = untouched;
  const { TrackAttempt: _now, ...after } = await rowsOf(world, world.town('dongshan').id);
  expect(after).toEqual(before);
});
