import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Role } from '../../core/auth/roles.ts';
import {
  CASE_STATES,
  TRANSITIONS,
  transitionOf,
  type CaseState,
  type CaseVerb,
} from '../../core/cases/states.ts';
import { connect } from '../../core/db/connection.ts';
import { globalId } from '../../core/graphql/node.ts';
import { STEP_ROLES } from '../../modules/timely-completion/roles.ts';
import { digests, townshipTables } from '../support/snapshot.ts';
import { submit, take } from '../support/story.ts';
import { ALL_ROLES, createWorld, type World } from '../support/world.ts';

/** The tables of the kernel's and the modules' verbs on an accepted case, under one form. */
const TABLE: Record<string, { from: readonly CaseState[]; to: CaseState; roles: readonly Role[] }> = {
  ...Object.fromEntries((Object.keys(TRANSITIONS) as CaseVerb[]).map((verb) => [verb, transitionOf(verb)])),
  extendCase: { from: ['ACCEPTED'], to: 'ACCEPTED', roles: STEP_ROLES.extendCase },
};

/** What a verb must say besides the case. */
const INPUT: Record<string, object> = {
  requestSupplement: { items: ['身份证复印件'], reason: '材料不齐' },
  supplementCase: { materials: ['身份证复印件'] },
  refuseCase: { basis: '《示例规定》第一条', reason: '不属于本机关职权' },
  suspendCase: { cause: 'APPLICANT_DELAY', reason: '等待补充' },
  decideCase: { outcome: 'APPROVED', result: '准予' },
  deliverCase: { method: '窗口领取' },
  withdrawCase: { reason: '不再需要' },
  extendCase: { newDueOn: '2026-10-12', reason: '需要现场勘查' },
};

const VIEWERS = [...ALL_ROLES, 'NOBODY'] as const;
/** Rows of a case that a copy of it needs too. */
const COPIED = ['Clock', 'TimelineEntry', 'Document', 'TimelyCase'];

let world: World;
let owner: pg.Client;
let tables: string[];
/** One case in each state, as the verbs left it. */
const models = {} as Record<CaseState, { id: string; queryCode: string }>;

beforeAll(async () => {
  world = await createWorld();
  owner = await connect(world.database.ownerUrl);
  tables = await townshipTables(owner);
  const way: Record<CaseState, readonly CaseVerb[]> = {
    SUBMITTED: [],
    AWAITING_SUPPLEMENT: ['requestSupplement'],
    ACCEPTED: ['acceptCase'],
    SUSPENDED: ['acceptCase', 'suspendCase'],
    REFUSED: ['refuseCase'],
    DECIDED: ['acceptCase', 'decideCase'],
    DELIVERED: ['acceptCase', 'decideCase', 'deliverCase'],
    WITHDRAWN: ['withdrawCase'],
  };
  for (const state of CASE_STATES) {
    const { id, queryCode } = await submit(world, 'shexi', 'APPLICANT');
    for (const verb of way[state]) await take(world, 'shexi', verb, id, asText(INPUT[verb] ?? {}));
    models[state] = { id: rowOf(id), queryCode };
  }
});
afterAll(async () => {
  await owner.end();
  await world.close();
});

const rowOf = (id: string) => Buffer.from(id, 'base64').toString('utf8').split('.')[1] ?? '';

/** Fields of an input as GraphQL text; texts in capitals are enum values. */
function asText(input: object): string {
  const value = (v: unknown) => (/^[A-Z_]+$/.test(String(v)) ? String(v) : JSON.stringify(v));
  return Object.entries(input)
    .map(([key, v]) => `, ${key}: ${value(v)}`)
    .join('');
}

/** A fresh case in a state: a copy of the model's rows under a new id. Returns its global id. */
async function freshCase(state: CaseState): Promise<string> {
  const id = randomUUID();
  const model = models[state].id;
  const copy = (table: string, column: string, change: string) =>
    owner.query(
      `insert into "${table}" select (jsonb_populate_record(null::"${table}", to_jsonb(t) || ${change})).* from "${table}" t where "${column}" = $1`,
      [model],
    );
  await copy('Case', 'id', `jsonb_build_object('id', '${id}', 'number', 'copy-' || '${id}')`);
  for (const table of COPIED) {
    const number = table === 'Document' ? `, 'number', gen_random_uuid()` : '';
    const subject = table === 'Clock' ? `, 'subjectId', '${id}'` : '';
    const own = table === 'TimelyCase' ? '' : `, 'id', gen_random_uuid()${number}${subject}`;
    await copy(table, 'caseId', `jsonb_build_object('caseId', '${id}'${own})`);
  }
  return globalId('Case', { townshipId: world.town('shexi').id, id });
}

function attempt(verb: string, caseId: string, as: Role | 'NOBODY', state: CaseState, version?: number) {
  const Name = `${verb[0]?.toUpperCase()}${verb.slice(1)}`;
  const code = verb === 'supplementCase' && as === 'FRONTEND' ? { queryCode: models[state].queryCode } : {};
  return world.ask(
    `mutation ($input: ${Name}Input!) { answer: ${verb}(input: $input) { ... on Case { state version } ... on Refusal { code } } }`,
    { as, at: 'shexi', variables: { input: { caseId, version, ...INPUT[verb], ...code } } },
  );
}

/** Number of rows of every table, and every case with its state and version. */
async function snapshot(): Promise<string> {
  const counts = tables
    .map((t) => `select '${t}' as name, count(*)::text as digest from "${t}"`)
    .join(' union all ');
  const cases = `select 'Case', md5(string_agg(concat("id", "state", "version", "closedAt", "priority"), '|' order by "id")) from "Case"`;
  const { rows } = await owner.query(`${counts} union all ${cases} union all
    select 'Clock', md5(string_agg(c::text, '|' order by "id")) from "Clock" c order by 1, 2`);
  return JSON.stringify(rows);
}

describe.each(CASE_STATES)('a case that is %s', (state) => {
  test.each(Object.keys(TABLE))('%s: refused and unwritten unless the table allows it', async (verb) => {
    const { from, roles, to } = TABLE[verb] ?? { from: [], roles: [], to: state };
    const model = globalId('Case', { townshipId: world.town('shexi').id, id: models[state].id });
    let before = await snapshot();
    for (const as of VIEWERS) {
      const mayAct = as !== 'NOBODY' && roles.includes(as);
      const allowed = mayAct && from.includes(state);
      const reply = await attempt(verb, allowed ? await freshCase(state) : model, as, state);
      const got = reply.errors?.[0]?.extensions.code ?? reply.data.answer;
      const expected = allowed
        ? { state: to, version: expect.any(Number) }
        : mayAct
          ? { code: 'STATE_NOT_ALLOWED' }
          : as === 'NOBODY'
            ? 'UNAUTHENTICATED'
            : 'FORBIDDEN';
      expect({ as, got }).toEqual({ as, got: expected });
      const after = await snapshot();
      expect({ as, written: after !== before }).toEqual({ as, written: allowed });
      before = after;
    }
  });
});

test.each(Object.keys(TABLE))('%s succeeds once: the same version again is refused', async (verb) => {
  const { from, roles } = TABLE[verb] ?? { from: [], roles: [] };
  for (const state of from) {
    const caseId = await freshCase(state);
    const [as] = roles.filter((role) => role !== 'APPLICANT' && role !== 'FRONTEND');
    const first = await attempt(verb, caseId, as ?? 'NOBODY', state);
    expect({ verb, state, errors: first.errors }).toEqual({ verb, state, errors: undefined });
    const seen = first.data.answer.version - 1;
    const whole = await digests(owner);
    const again = await attempt(verb, caseId, as ?? 'NOBODY', state, seen);
    expect(again.data.answer).toEqual({ code: 'CONFLICT' });
    expect(await digests(owner)).toEqual(whole);
  }
});

test.each(['supplementCase', 'withdrawCase'])(
  '%s by an applicant on another’s case is NOT_OWN_CASE',
  async (verb) => {
    const { id } = await submit(world, 'shexi');
    if (verb === 'supplementCase')
      await take(world, 'shexi', 'requestSupplement', id, asText(INPUT['requestSupplement'] ?? {}));
    const before = await snapshot();
    const reply = await attempt(verb, id, 'APPLICANT', 'SUBMITTED');
    expect(reply.data.answer).toEqual({ code: 'NOT_OWN_CASE' });
    expect(await snapshot()).toBe(before);
  },
);

test('supplementCase by a front end needs the query code of the case', async () => {
  const caseId = await freshCase('AWAITING_SUPPLEMENT');
  const before = await snapshot();
  for (const queryCode of [undefined, '', 'AAAAAAAAAA', models.SUBMITTED.queryCode]) {
    const { data } = await world.ask(
      `mutation ($input: SupplementCaseInput!) { supplementCase(input: $input) { ... on Refusal { code } } }`,
      { as: 'FRONTEND', at: 'shexi', variables: { input: { caseId, materials: ['申请表'], queryCode } } },
    );
    expect(data.supplementCase).toEqual({ code: 'NOT_OWN_CASE' });
  }
  expect(await snapshot()).toBe(before);
});

test('allowedVerbs says what the table says, to each of its readers', async () => {
  const readers: Role[] = ['WINDOW_STAFF', 'STATION_HEAD', 'CENTRE_DIRECTOR', 'APPLICANT', 'COUNTY_BUREAU'];
  for (const state of CASE_STATES)
    for (const as of readers) {
      const id = globalId('Case', { townshipId: world.town('shexi').id, id: models[state].id });
      const query = 'query ($id: ID!) { case(id: $id) { allowedVerbs } }';
      const { data } = await world.ask(query, { as, at: 'shexi', variables: { id } });
      const expected = Object.entries(TABLE)
        .filter(
          ([verb, { from, roles }]) => verb in TRANSITIONS && from.includes(state) && roles.includes(as),
        )
        .map(([verb]) => verb);
      expect({ state, as, verbs: data.case?.allowedVerbs }).toEqual({ state, as, verbs: expected });
    }
});
