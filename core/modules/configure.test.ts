import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { fixtureModule } from '../../test/support/fixture-module.ts';
import { ALL_ROLES, createWorld, type World } from '../../test/support/world.ts';
import { withConnection } from '../db/connection.ts';
import { applyDueDecisions } from './configure.ts';

/** Pieces of open work that the module `attendance` has. */
let openWork: { kind: string; id: string; label: string }[] = [];

const modules = [
  fixtureModule('attendance', { openWork: () => Promise.resolve(openWork) }),
  fixtureModule('evaluation', { requires: ['attendance'] }),
  fixtureModule('complaints'),
];

let world: World;
let minutes = 0;
beforeAll(async () => {
  world = await createWorld({ modules, on: [] });
});
afterAll(() => world.close());
beforeEach(async () => {
  openWork = [];
  // Decisions are told apart by when they were set.
  next();
  await withConnection(world.database.ownerUrl, (client) =>
    client.query('delete from "ModuleSetting"; delete from "ModulePolicy"'),
  );
  await world.platform.directory.reload();
});

function next(day = '2026-09-28'): void {
  minutes += 1;
  world.at(
    day,
    `${String(9 + Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`,
  );
}

async function configure(
  input: object,
  as: (typeof ALL_ROLES)[number] | 'NOBODY' = 'COUNTY_BUREAU',
  township = 'shexi',
) {
  next();
  const { data, errors } = await world.ask(
    `mutation ($i: ConfigureModuleInput!) { configureModule(input: $i) {
      ... on TownshipModule { module { id } enabled settings effectiveFrom } ... on Refusal { code message details } } }`,
    { as, variables: { i: { township, ...input } } },
  );
  return errors ? { error: errors[0]?.extensions.code } : data.configureModule;
}
async function setPolicy(module: string, policy: string, as: (typeof ALL_ROLES)[number] = 'COUNTY_BUREAU') {
  next();
  const { data, errors } = await world.ask(
    `mutation ($i: SetModulePolicyInput!) { setModulePolicy(input: $i) { ... on Module { id policy } ... on Refusal { code details } } }`,
    { as, variables: { i: { module, policy } } },
  );
  return errors ? { error: errors[0]?.extensions.code } : data.setModulePolicy;
}
const on = (module: string, more: object = {}) => configure({ module, enabled: true, ...more });
const off = (module: string, more: object = {}) => configure({ module, enabled: false, ...more });
const isOn = (module: string) => world.platform.switches.isEnabled(world.town('shexi').id, module);
async function rows(sql: string): Promise<Record<string, unknown>[]> {
  return withConnection(world.database.ownerUrl, async (client) => (await client.query(sql)).rows);
}

describe('switching', () => {
  test('is effective at once in the township’s schema, in no other’s, and always shown in the county’s', async () => {
    const fields = async (at?: string) => {
      const { data } = await world.ask('{ __type(name: "Query") { fields { name } } }', { at });
      return data.__type.fields.map((f: { name: string }) => f.name).includes('ask_complaints');
    };
    const ask = async (at?: string, headers?: Record<string, string>) => {
      const { data, errors } = await world.ask('{ ask_complaints }', { at, headers });
      return data?.ask_complaints ?? errors?.[0]?.extensions.code;
    };
    expect([await fields('shexi'), await ask('shexi')]).toEqual([false, 'GRAPHQL_VALIDATION_FAILED']);
    expect(await ask(undefined, { 'x-township': 'shexi' })).toBe('MODULE_NOT_ENABLED');
    expect(await on('complaints')).toMatchObject({
      module: { id: 'complaints' },
      enabled: true,
      effectiveFrom: '2026-09-28',
    });
    expect([await fields('shexi'), await ask('shexi')]).toEqual([true, 'complaints']);
    expect(await ask(undefined, { 'x-township': 'shexi' })).toBe('complaints');
    expect([await fields('dongshan'), await ask('dongshan')]).toEqual([false, 'GRAPHQL_VALIDATION_FAILED']);
    expect(await fields()).toBe(true);
    await off('complaints');
    expect([await fields('shexi'), await ask('shexi')]).toEqual([false, 'GRAPHQL_VALIDATION_FAILED']);
  });

  test('leaves an audit entry of the county’s account and an event, each once', async () => {
    await rows('truncate "AuditEntry", "OutboxEvent"');
    await on('complaints');
    await configure({ module: 'complaints', settings: { days: 7 } });
    await off('complaints', { openWork: 'FREEZE' });
    const audit = await rows(`select verb, role, "actorKind", "subjectType" from "AuditEntry"`);
    expect(audit).toEqual(
      Array(3).fill({
        verb: 'configureModule',
        role: 'COUNTY_BUREAU',
        actorKind: 'COUNTY',
        subjectType: 'ModuleSetting',
      }),
    );
    expect(await rows('select type, payload from "OutboxEvent" order by seq')).toEqual([
      { type: 'module.enabled', payload: { module: 'complaints', effectiveFrom: '2026-09-28' } },
      {
        type: 'module.disabled',
        payload: { module: 'complaints', effectiveFrom: '2026-09-28', openWork: 'FREEZE' },
      },
    ]);
  });

  test('is the county bureau’s alone', async () => {
    for (const role of [...ALL_ROLES, 'NOBODY'] as const) {
      if (role === 'COUNTY_BUREAU') continue;
      const error = role === 'NOBODY' ? 'UNAUTHENTICATED' : 'FORBIDDEN';
      expect({ role, ...(await configure({ module: 'complaints', enabled: true }, role)) }).toEqual({
        role,
        error,
      });
      if (role !== 'NOBODY')
        expect(await setPolicy('complaints', 'REQUIRED', role)).toEqual({ error: 'FORBIDDEN' });
    }
    expect(isOn('complaints')).toBe(false);
  });

  test('an unknown module is refused with the nearest name, an unknown township as such', async () => {
    expect(await on('complaint')).toMatchObject({
      code: 'MODULE_UNKNOWN',
      details: { module: 'complaint', didYouMean: 'complaints' },
    });
    expect(await on('zzz')).toMatchObject({ code: 'MODULE_UNKNOWN', details: { didYouMean: null } });
    expect(await setPolicy('complaint', 'REQUIRED')).toMatchObject({
      code: 'MODULE_UNKNOWN',
      details: { didYouMean: 'complaints' },
    });
    expect(await configure({ module: 'complaints' }, 'COUNTY_BUREAU', 'nowhere')).toEqual({
      error: 'TOWNSHIP_UNKNOWN',
    });
  });
});

describe('what modules require of each other', () => {
  test('is on before and off after', async () => {
    expect(await on('evaluation')).toMatchObject({
      code: 'MODULE_REQUIRES',
      details: { requires: ['attendance'] },
    });
    await on('attendance');
    expect(await on('evaluation')).toMatchObject({ enabled: true });
    expect(await off('attendance')).toMatchObject({
      code: 'MODULE_IS_REQUIRED_BY',
      details: { requiredBy: ['evaluation'] },
    });
    await off('evaluation');
    expect(await off('attendance')).toMatchObject({ enabled: false });
  });

  test('is judged on the decision’s first day, not today', async () => {
    const effectiveFrom = '2026-10-12';
    await on('attendance', { effectiveFrom });
    expect(isOn('attendance')).toBe(false);
    expect(await on('evaluation', { effectiveFrom: '2026-10-11' })).toMatchObject({
      code: 'MODULE_REQUIRES',
    });
    expect(await on('evaluation', { effectiveFrom })).toMatchObject({ module: { id: 'evaluation' } });
    expect(await off('attendance', { effectiveFrom: '2026-10-13' })).toMatchObject({
      code: 'MODULE_IS_REQUIRED_BY',
    });
  });
});

describe('the county’s policy', () => {
  test('REQUIRED and FORBIDDEN bind the decisions that follow', async () => {
    for (const town of ['shexi', 'dongshan'])
      await configure({ module: 'complaints', enabled: true }, 'COUNTY_BUREAU', town);
    expect(await setPolicy('complaints', 'REQUIRED')).toEqual({ id: 'complaints', policy: 'REQUIRED' });
    expect(await off('complaints')).toMatchObject({ code: 'MODULE_REQUIRED' });
    expect(await setPolicy('attendance', 'FORBIDDEN')).toEqual({ id: 'attendance', policy: 'FORBIDDEN' });
    expect(await on('attendance')).toMatchObject({ code: 'MODULE_FORBIDDEN' });
    expect(await setPolicy('attendance', 'OPTIONAL')).toEqual({ id: 'attendance', policy: 'OPTIONAL' });
    expect(await on('attendance')).toMatchObject({ enabled: true });
    expect(
      await rows(
        `select verb, "subjectId" from "AuditEntry" where verb = 'setModulePolicy' and "subjectId" = 'complaints'`,
      ),
    ).toHaveLength(1);
  });

  test('is not set against what townships have decided; they are named', async () => {
    await on('complaints');
    expect(await setPolicy('complaints', 'REQUIRED')).toMatchObject({
      code: 'MODULE_REQUIRED',
      details: { townships: ['dongshan'] },
    });
    expect(await setPolicy('complaints', 'FORBIDDEN')).toMatchObject({
      code: 'MODULE_FORBIDDEN',
      details: { townships: ['shexi'] },
    });
  });
});

describe('settings', () => {
  test('are replaced as a whole, completed with the defaults, and kept when left out', async () => {
    expect(await on('complaints', { settings: { days: 9 } })).toMatchObject({ settings: { days: 9 } });
    expect(await off('complaints')).toMatchObject({ settings: { days: 9 } });
    expect(await configure({ module: 'complaints', settings: {} })).toMatchObject({
      enabled: false,
      settings: { days: 5 },
    });
  });

  test.each<[string, unknown, RegExp]>([
    ['out of range', { days: 99 }, /^days: /],
    ['of another type', { days: 'five' }, /^days: /],
    ['under an unknown name', { dayz: 5 }, /^\(settings\): .*dayz/],
    ['that are no object', 'five', /^\(settings\): /],
    ['in a list', [5], /^\(settings\): /],
  ])('%s are refused with the problem', async (_name, settings, problem) => {
    const answer = await on('complaints', { settings });
    expect(answer).toMatchObject({
      code: 'MODULE_SETTINGS_INVALID',
      details: { problems: [expect.stringMatching(problem)] },
    });
    expect(isOn('complaints')).toBe(false);
  });
});

describe('open work', () => {
  test('is listed by the refusal to switch off, and left behind frozen if the county says so', async () => {
    await on('attendance');
    openWork = Array.from({ length: 120 }, (_, i) => ({
      kind: 'LEAVE',
      id: randomUUID(),
      label: `请假${i}`,
    }));
    const refused = await off('attendance');
    expect(refused).toMatchObject({ code: 'MODULE_HAS_OPEN_WORK', details: { count: 120 } });
    expect(refused.details.openWork).toHaveLength(100);
    expect(isOn('attendance')).toBe(true);
    expect(await off('attendance', { openWork: 'FREEZE' })).toMatchObject({ enabled: false });
  });
});

describe('a decision with a later first day', () => {
  test('holds from that day and is carried out once', async () => {
    await on('complaints', { effectiveFrom: '2026-10-12' });
    expect([isOn('complaints'), await applyDueDecisions(world.platform)]).toEqual([false, 0]);
    next('2026-10-12');
    expect(isOn('complaints')).toBe(true);
    expect([await applyDueDecisions(world.platform), await applyDueDecisions(world.platform)]).toEqual([
      1, 0,
    ]);
  });

  test('is compared with what was decided meanwhile for the days before it', async () => {
    await rows('truncate "OutboxEvent"');
    await off('complaints', { effectiveFrom: '2026-10-12' });
    // Set later, in force earlier: on until the day comes.
    await on('complaints');
    next('2026-10-12');
    expect(isOn('complaints')).toBe(false);
    await applyDueDecisions(world.platform);
    expect((await rows('select type from "OutboxEvent" order by seq')).map((r) => r['type'])).toEqual([
      'module.enabled',
      'module.disabled',
    ]);
  });

  test('cannot lie in the past: it begins today', async () => {
    expect(await on('complaints', { effectiveFrom: '2020-01-01' })).toMatchObject({
      effectiveFrom: '2026-09-28',
    });
  });
});

test('what settings may be is told as a JSON Schema, and what is wrong with them in both languages', async () => {
  const { data } = await world.ask('{ modules { id settingsSchema } }', {});
  const [module] = data.modules;
  expect(module.settingsSchema).toMatchObject({ type: 'object', additionalProperties: false });
  const refusal = async (locale: string) => {
    const reply = await world.ask(
      `mutation { configureModule(input: { township: "shexi", module: "${module.id}", settings: { typo: 1 } }) {
        ... on Refusal { code message details } } }`,
      { as: 'COUNTY_BUREAU', headers: { 'accept-language': locale } },
    );
    return reply.data.configureModule;
  };
  expect(await refusal('zh')).toMatchObject({
    code: 'MODULE_SETTINGS_INVALID',
    message: expect.stringMatching(/未.*typo|typo.*未|键.*typo/) as string,
  });
  expect((await refusal('en')).message).toMatch(/Unrecognized key: "typo"/);
});
