import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getNamedType, isObjectType, type GraphQLInputType } from 'graphql';
import type { Tx } from '../../core/db/client.ts';
import { inScope } from '../../core/db/scope.ts';
import { globalId } from '../../core/graphql/node.ts';
import { sweepOverdue } from '../../core/clocks/sweep.ts';
import type { Role } from '../../core/auth/roles.ts';
import { deliverAll, runModuleJobs } from '../../core/jobs/runner.ts';
import { calls, coordinates, full, ids, offWith, ownOf, registry } from '../support/module-parts.ts';
import { someArgs, someValue } from '../support/some-input.ts';
import { submit, take, type Belongings } from '../support/story.ts';
import { switchedOff, tellEverything, type Told } from '../support/switched-off.ts';
import { ALL_ROLES, type World } from '../support/world.ts';

const HERE = 'shexi';
const code = (e: { extensions: { code: string } }) => e.extensions.code;

let told: Told;
beforeAll(async () => {
  told = await tellEverything(HERE);
});
afterAll(() => told.world.database.drop());

describe.each(ids)('%s', (id) => {
  const off = offWith(id);
  const own = ownOf(id);
  let world: World;
  let filled: Belongings;

  beforeAll(async () => {
    ({ filled } = told);
    world = await switchedOff(told, HERE, off);
    calls.length = 0;
  });
  afterAll(() => world.close());

  test('every field that it adds to another’s type is marked as its own', () => {
    expect(own.length).toBeGreaterThan(0);
    for (const name of own) {
      const [typeName = '', fieldName, argument] = name.split('.');
      const type = full.getType(typeName);
      if (own.includes(typeName) || fieldName === undefined || argument !== undefined) continue;
      if (!isObjectType(type)) throw new Error(`${name}: a module may not add to this type`);
      expect({ name, module: type.getFields()[fieldName]?.extensions['module'] }).toEqual({
        name,
        module: expect.toBeOneOf(off),
      });
    }
  });

  test('off: no role sees a name of it in the township’s schema, and none is suggested', async () => {
    const INTROSPECT = `{ __schema { types { name fields { name args { name } } inputFields { name } enumValues { name } } } }`;
    for (const as of [...ALL_ROLES, 'NOBODY'] as const) {
      const { data } = await world.ask(INTROSPECT, { as, at: HERE });
      if (!data) throw new Error(`no schema for ${as}`);
      type Named = { name: string; args?: { name: string }[] };
      type Shown = { name: string } & Record<'fields' | 'inputFields' | 'enumValues', Named[] | null>;
      const seen = new Set<string>();
      for (const type of data.__schema.types as Shown[]) {
        seen.add(type.name);
        for (const part of [
          ...(type.fields ?? []),
          ...(type.inputFields ?? []),
          ...(type.enumValues ?? []),
        ]) {
          seen.add(`${type.name}.${part.name}`);
          for (const arg of part.args ?? []) seen.add(`${type.name}.${part.name}.${arg.name}`);
        }
      }
      expect(own.filter((name) => seen.has(name))).toEqual([]);
    }
    let tried = 0;
    for (const name of own) {
      const [type = '', field] = name.split('.');
      if (field !== undefined && !['Query', 'Mutation', 'Case'].includes(type)) continue;
      const near = `${field ?? type}s`.slice(1);
      const document =
        field === undefined
          ? `{ viewer { ... on ${near} { __typename } } }`
          : type === 'Mutation'
            ? `mutation { ${near} }`
            : type === 'Query'
              ? `{ ${near} }`
              : `{ cases(first: 1) { edges { node { ${near} } } } }`;
      // Every role in turn: what is suggested may depend on nobody.
      const as = ALL_ROLES[tried % ALL_ROLES.length];
      tried += 1;
      const { errors } = await world.ask(document, { as, at: HERE });
      const suggested = (errors ?? []).flatMap(
        (e) => e.message.split('Did you mean')[1]?.match(/\w+/g) ?? [],
      );
      const secret = own.map((n) => n.split('.').at(-1) ?? '');
      const shared = [...coordinates(full)].filter((n) => !own.includes(n)).map((n) => n.split('.').at(-1));
      expect(suggested.filter((word) => secret.includes(word) && !shared.includes(word))).toEqual([]);
    }
    expect(tried).toBeGreaterThan(0);
  });

  test('off: its codes are not among those of the township, and are at the county', async () => {
    const modules = async (at?: string) => {
      const { data } = await world.ask('{ codes { module } }', { at });
      return (data.codes as { module: string | null }[]).map((c) => c.module);
    };
    expect((await modules(HERE)).filter((m) => m !== null && off.includes(m))).toEqual([]);
    if ((registry.find(id)?.refusals ?? []).length > 0) expect(await modules()).toContain(id);
  });

  test('off: no object of its types is a node, at either endpoint, for any role', async () => {
    const ownTypes = Object.entries(filled.ids).filter(([type]) => own.includes(type));
    for (const [type, nodeId] of ownTypes)
      for (const as of ALL_ROLES)
        for (const at of [HERE, undefined]) {
          const query =
            'query ($id: ID!) { node(id: $id) { __typename id } nodes(ids: [$id]) { __typename } }';
          const { data, errors } = await world.ask(query, { as, at, from: HERE, variables: { id: nodeId } });
          expect({ type, as, data }).toEqual({ type, as, data: { node: null, nodes: [null] } });
          if (at === undefined && as !== 'APPLICANT' && as !== 'FRONTEND')
            expect(errors?.map(code)).toEqual(['MODULE_NOT_ENABLED']);
        }
  });

  test('off: at the county’s endpoint its fields are null with MODULE_NOT_ENABLED', async () => {
    for (const name of own) {
      const [type = '', fieldName = '', argument] = name.split('.');
      if (!['Case', 'TownshipFigures', 'Query'].includes(type) || argument !== undefined || !fieldName)
        continue;
      const owner = full.getType(type);
      const field = isObjectType(owner) ? owner.getFields()[fieldName] : undefined;
      if (!field) throw new Error(name);
      const named = getNamedType(field.type);
      const selected =
        isObjectType(named) || 'getTypes' in named
          ? `${fieldName}${someArgs(field.args)} { __typename }`
          : `${fieldName}${someArgs(field.args)}`;
      const staff = { as: 'CENTRE_DIRECTOR', from: HERE, variables: { id: filled.ids['Case'] } } as const;
      const reply =
        type === 'Case'
          ? await world.ask(`query ($id: ID!) { case(id: $id) { ${selected} } }`, staff)
          : type === 'Query'
            ? await world.ask(`{ ${selected} }`, { ...staff, variables: {} })
            : await world.ask(`{ county { townships { township { code } ${selected} } } }`, {
                as: 'COUNTY_BUREAU',
              });
      expect({ name, codes: reply.errors?.map(code) }).toEqual({ name, codes: ['MODULE_NOT_ENABLED'] });
      const at =
        type === 'TownshipFigures'
          ? reply.data.county.townships.find((t: { township: { code: string } }) => t.township.code === HERE)
          : type === 'Case'
            ? reply.data.case
            : reply.data;
      expect(at?.[fieldName] ?? null).toBeNull();
    }
  });

  test('off: at the county’s endpoint its mutations are refusals of MODULE_NOT_ENABLED', async () => {
    for (const verb of Object.values(full.getMutationType()?.getFields() ?? {})) {
      if (!own.includes(`Mutation.${verb.name}`)) continue;
      const roles = verb.extensions['verbRoles'] as readonly Role[] | 'public';
      const as = roles === 'public' ? 'FRONTEND' : (roles[0] ?? 'NOBODY');
      const input = getNamedType(verb.args[0]?.type);
      if (!input) throw new Error(`${verb.name} takes no input`);
      const { data, errors } = await world.ask(
        `mutation ($input: ${input.name}!) { answer: ${verb.name}(input: $input) { __typename ... on Refusal { code } } }`,
        {
          as,
          from: HERE,
          headers: { 'x-township': HERE },
          variables: { input: someValue(input as GraphQLInputType) },
        },
      );
      expect({ verb: verb.name, errors, answer: data?.answer }).toEqual({
        verb: verb.name,
        errors: undefined,
        answer: { __typename: 'Refusal', code: 'MODULE_NOT_ENABLED' },
      });
    }
  });

  test('off: none of its figures is shown to the county for the township', async () => {
    const mine = off.flatMap((m) => (registry.find(m)?.measures ?? []).map((measure) => measure.id));
    const { data } = await world.ask(
      '{ county { figures { measure } townships { township { code } figures { measure } } } }',
      { as: 'COUNTY_BUREAU' },
    );
    type Shown = { township: { code: string }; figures: { measure: string }[] };
    const townships = data.county.townships as Shown[];
    const here = townships.find((t) => t.township.code === HERE)?.figures ?? [];
    // What other townships count on their own, as a month without a session, the county may show.
    const elsewhere = townships
      .filter((t) => t.township.code !== HERE)
      .flatMap((t) => t.figures.map((figure) => figure.measure));
    const county = data.county.figures as { measure: string }[];
    for (const list of [here, county]) expect(list.length).toBeGreaterThan(0);
    expect(here.filter((f) => mine.includes(f.measure))).toEqual([]);
    expect(county.filter((f) => mine.includes(f.measure) && !elsewhere.includes(f.measure))).toEqual([]);
  });

  test('off: none of its clocks is overdue to the county, and none of its messages reaches a role', async () => {
    const inHere = <T>(work: (tx: Tx) => Promise<T>) =>
      inScope(world.platform.prisma, { kind: 'township', townshipId: world.town(HERE).id }, work);
    const kinds = await inHere((tx) =>
      tx.clock.findMany({ where: { module: { in: off } }, select: { kind: true } }),
    );
    const { data: county } = await world.ask(
      '{ county { overdueCases(first: 100) { edges { node { kind township { code } } } } } }',
      { as: 'COUNTY_BUREAU' },
    );
    const overdue = county.county.overdueCases.edges as {
      node: { kind: string; township: { code: string } };
    }[];
    const here = overdue.filter(({ node }) => node.township.code === HERE).map(({ node }) => node.kind);
    expect(here.filter((kind) => kinds.some((clock) => clock.kind === kind))).toEqual([]);
    const messages = await inHere((tx) => tx.notification.findMany({ where: { module: { in: off } } }));
    // Without either the story gives this test nothing to hide.
    expect(kinds.length + messages.length).toBeGreaterThan(0);
    for (const as of ALL_ROLES)
      for (const at of [HERE, undefined]) {
        const list = await world.ask('{ notifications(first: 100) { edges { node { text } } } }', {
          as,
          at,
          from: HERE,
          headers: { 'x-township': HERE },
        });
        const text = JSON.stringify(list);
        expect({ as, at, told: messages.filter((m) => text.includes(m.text)).length }).toEqual({
          as,
          at,
          told: 0,
        });
        for (const { townshipId, id: message } of messages.slice(0, 3)) {
          const variables = { id: globalId('Notification', { townshipId, id: message }) };
          const query = 'query ($id: ID!) { node(id: $id) { ... on Notification { text } } }';
          const { data } = await world.ask(query, { as, at, from: HERE, variables });
          expect({ as, at, node: data.node }).toEqual({ as, at, node: null });
        }
      }
  });

  test('off: its documents are not named to the township; those it issued are read by the county’s auditors, name covered', async () => {
    const mine = off.flatMap((m) => (registry.find(m)?.documents ?? []).map((d) => d.kind));
    const kindsAt = async (as: Role, at?: string) => {
      const { data } = await world.ask('{ documentTemplates { kind } }', { as, at });
      return (data.documentTemplates as { kind: string }[]).map((t) => t.kind);
    };
    expect((await kindsAt('CENTRE_DIRECTOR', HERE)).filter((kind) => mine.includes(kind))).toEqual([]);
    expect(await kindsAt('COUNTY_BUREAU')).toEqual(expect.arrayContaining(mine));
    for (const kind of mine) {
      const query = 'query ($kind: String!) { previewDocument(kind: $kind) { text } }';
      const { data } = await world.ask(query, { as: 'CENTRE_DIRECTOR', at: HERE, variables: { kind } });
      expect(data.previewDocument).toBeNull();
    }
    const { data } = await world.ask(
      'query ($id: ID!) { node(id: $id) { ... on Document { number text html genuine url verificationCode content } } }',
      { as: 'COUNTY_SUPERVISION', variables: { id: filled.ids['Document'] } },
    );
    expect(data.node).toMatchObject({ genuine: true, url: null, verificationCode: null });
    expect(data.node.text).toMatch(/^申\*+：/);
    expect(JSON.stringify(data.node)).not.toContain('申请人甲');
  });

  test('off: none of its messages is listed in the township, and none of them waits to be sent', async () => {
    const keys = async (at?: string) => {
      const as = at ? 'CENTRE_DIRECTOR' : 'COUNTY_BUREAU';
      const { data } = await world.ask('{ messageTemplates { key module } }', { as, at });
      return (data.messageTemplates as { module: string | null }[]).map((m) => m.module);
    };
    expect((await keys(HERE)).filter((m) => m !== null && off.includes(m))).toEqual([]);
    if ((registry.find(id)?.messages ?? []).length > 0) expect(await keys()).toContain(id);
    const told = await messagesOfOff();
    expect(told.filter(({ state }) => state === 'QUEUED' || state === 'SENDING')).toEqual([]);
  });

  /** What was ever queued of the modules that are off. */
  function messagesOfOff() {
    return inScope(world.platform.prisma, { kind: 'township', townshipId: world.town(HERE).id }, (tx) =>
      tx.notification.findMany({ where: { module: { in: off } }, select: { id: true, state: true } }),
    );
  }

  // Last: it moves the clock.
  test('off: no handler, job, guard or effect of it runs in the township, and the same run in another', async () => {
    const messages = async () => {
      const { data } = await world.ask('{ notifications(first: 100) { edges { node { id text } } } }', {
        as: 'CENTRE_DIRECTOR',
        at: HERE,
      });
      return data.notifications.edges.length as number;
    };
    const before = await messages();
    const emitted = off.flatMap((m) => registry.find(m)?.emits ?? []);
    const events = (town: string) =>
      inScope(world.platform.prisma, { kind: 'township', townshipId: world.town(town).id }, (tx) =>
        tx.outboxEvent.count({ where: { type: { in: emitted } } }),
      );
    const said = await events(HERE);
    const mine = off.flatMap((m) => (registry.find(m)?.documents ?? []).map((d) => d.kind));
    const papers = (town: string) =>
      inScope(world.platform.prisma, { kind: 'township', townshipId: world.town(town).id }, (tx) =>
        tx.document.count({ where: { kind: { in: mine } } }),
      );
    const issued = { here: await papers(HERE), there: await papers('dongshan') };
    const told = await messagesOfOff();
    for (const town of [HERE, 'dongshan']) {
      const made = await submit(world, town);
      await take(world, town, 'acceptCase', made.id);
      await take(world, town, 'decideCase', made.id, ', outcome: APPROVED, result: "准予"');
      const left = await submit(world, town);
      await take(world, town, 'acceptCase', left.id);
    }
    world.at('2026-11-02');
    await sweepOverdue(world.platform);
    await deliverAll(world.platform);
    await runModuleJobs(world.platform);
    expect(await messagesOfOff()).toHaveLength(told.length);
    const of = (town: string) =>
      calls.filter((c) => c.endsWith(world.town(town).id) && off.some((m) => c.startsWith(`${m}/`)));
    expect(of(HERE)).toEqual([]);
    expect(await events(HERE)).toBe(said);
    expect(await papers(HERE)).toBe(issued.here);
    // The one chapter that hands out a paper when a plain case is accepted.
    if (off.includes('timely-completion')) expect(await papers('dongshan')).toBeGreaterThan(issued.there);
    const reacts = off.some((m) => {
      const manifest = registry.find(m);
      return (manifest?.jobs ?? []).length > 0 || Object.keys(manifest?.case?.effects ?? {}).length > 0;
    });
    if (reacts) expect(of('dongshan').length).toBeGreaterThan(0);
    // Other modules that are on may write here; with one module there is none.
    if (off.length === ids.length) expect(await messages()).toBe(before);
  });
});
