import { createHash } from 'node:crypto';
import {
  getNamedType,
  isEnumType,
  isInterfaceType,
  isLeafType,
  isNonNullType,
  isObjectType,
  type GraphQLField,
  type GraphQLOutputType,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { digestOf } from '../../core/acts/act.ts';
import { withConnection } from '../../core/db/connection.ts';
import { full } from '../../test/support/module-parts.ts';
import { rowsOf } from '../../test/support/snapshot.ts';
import { someArgs } from '../../test/support/some-input.ts';
import { RESULTS, surveyScene } from '../../test/support/survey-scene.ts';
import { ALL_ROLES, createWorld, type World } from '../../test/support/world.ts';
import { evaluation } from './index.ts';

/** 三(一)3(2): a ballot leads to nobody, by no field of the API and by no row of the database. */

const VIEWERS = [...ALL_ROLES, 'NOBODY'] as const;

let world: World;
let surveyId: string;
beforeAll(async () => {
  world = await createWorld({ day: '2026-10-12', modules: [evaluation] });
  surveyId = (await open()).id;
});
afterAll(() => world.close());
const { answer, ask, open, otherWindow, say, staffId, tokens, windowId } = surveyScene(() => world);

const fieldsOf = (name: string) => {
  const type = full.getType(name);
  if (!isObjectType(type) && !isInterfaceType(type)) throw new Error(name);
  return Object.values(type.getFields());
};

describe('in the schema', () => {
  test('no field of any type gives an answer of a ballot, and only the issuing gives tokens', () => {
    const giving = Object.values(full.getTypeMap()).flatMap((type) =>
      isObjectType(type) || isInterfaceType(type)
        ? Object.values(type.getFields()).map((field) => ({ name: `${type.name}.${field.name}`, field }))
        : [],
    );
    const named = (type: string) =>
      giving.filter(({ field }) => getNamedType(field.type).name === type).map(({ name }) => name);
    expect(isEnumType(full.getType('SurveyAnswer'))).toBe(true);
    expect(named('SurveyAnswer')).toEqual([]);
    expect(named('SurveyTokens')).toEqual([]);
    expect(giving.map(({ name }) => name).filter((name) => /token/i.test(name))).toEqual(
      expect.arrayContaining(['SurveyTokens.tokens']),
    );
    for (const table of ['SurveyToken', 'SurveyCount', 'Ballot']) expect(full.getType(table)).toBeUndefined();
  });

  test('from a survey no path leads to a person but those it may judge, and none to a time but its own', () => {
    const seen = new Set<string>();
    const leaves = new Set<string>();
    const walk = (name: string) => {
      if (seen.has(name)) return;
      seen.add(name);
      for (const field of fieldsOf(name)) {
        const type = getNamedType(field.type);
        if (isLeafType(type)) leaves.add(`${name}.${field.name}`);
        else walk(type.name);
      }
    };
    walk('Survey');
    expect([...seen].toSorted()).toEqual(['Survey', 'SurveyChannelResult', 'SurveyResult', 'SurveySubject']);
    expect([...leaves].toSorted()).toEqual(
      [
        'Survey.id Survey.month Survey.title Survey.closesOn Survey.state Survey.publishedAt',
        'SurveySubject.windowId SurveySubject.staffId SurveySubject.name',
        'SurveyResult.answers SurveyResult.satisfied',
        'SurveyChannelResult.channel SurveyChannelResult.answers SurveyChannelResult.satisfied',
      ]
        .flatMap((line) => line.split(' '))
        .toSorted(),
    );
  });
});

/** All that a root field gives without further arguments, three objects deep. */
function everything(field: GraphQLField<unknown, unknown>): string {
  return `{ ${field.name}${someArgs(field.args)} ${selection(field.type, 4)} }`;
}

function selection(output: GraphQLOutputType, depth: number): string {
  const type = getNamedType(output);
  if (isLeafType(type)) return '';
  if (!isObjectType(type)) return '{ __typename }';
  const parts = Object.values(type.getFields())
    .filter((field) => !field.args.some((arg) => isNonNullType(arg.type) && arg.defaultValue === undefined))
    .filter((field) => isLeafType(getNamedType(field.type)) || depth > 0)
    .map((field) => `${field.name} ${selection(field.type, depth - 1)}`);
  return `{ __typename ${parts.join(' ')} }`;
}

/** What each caller reads by every root field. */
async function readable(): Promise<Record<string, string>> {
  const { data } = await ask('{ __schema { queryType { fields { name } } } }');
  const names: string[] = data.__schema.queryType.fields.map((f: { name: string }) => f.name);
  const roots = fieldsOf('Query').filter(({ name }) => names.includes(name));
  const seen: Record<string, string> = {};
  for (const as of VIEWERS)
    for (const root of roots) {
      const reply = await ask(everything(root), as);
      // How many fields got to their error beside the first one is a matter of time.
      seen[`${as} ${root.name}`] = JSON.stringify(
        reply.data ?? [...new Set(reply.errors?.map(({ extensions }) => extensions.code))].toSorted(),
      );
    }
  return seen;
}

test('while a survey is open nobody reads anything by any root field that a ballot would change', async () => {
  const [token] = await tokens(surveyId);
  const before = await readable();
  expect(before['NOBODY surveys']).toContain('十月民主评议');
  await answer(token, [{ staffId: staffId('WINDOW_STAFF'), answer: 'VERY_DISSATISFIED' }]);
  const after = await readable();
  const changed = Object.keys(before).filter((key) => before[key] !== after[key]);
  // What is counted of the audit is that somebody did something.
  expect(changed.filter((key) => !key.endsWith(' auditReport'))).toEqual([]);
  expect(Object.keys(before).length).toBeGreaterThan(100);
}, 120_000);

describe('in the database', () => {
  /** Rows of all tables of all schemas that contain a text, by table. */
  const rowsWith = (text: string) =>
    withConnection(world.database.ownerUrl, async (client) => {
      await client.query(`set time zone 'UTC'`);
      const { rows: tables } = await client.query<{ name: string }>(
        `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where c.relkind in ('r', 'p') and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'`,
      );
      expect(tables.length).toBeGreaterThan(100);
      const found: { table: string; row: string }[] = [];
      for (const { name } of tables) {
        const { rows } = await client.query<{ row: string }>(
          `select t::text as row from ${name} t where position($1 in t::text) > 0`,
          [text],
        );
        found.push(...rows.map(({ row }) => ({ table: name, row })));
      }
      return found;
    });

  test('a used token leaves no row, and the act one audit entry that says nothing, also of a person who is signed in', async () => {
    const [token = ''] = await tokens(surveyId, 1, { channel: 'PEER', windowId: await otherWindow() });
    const hash = createHash('sha256').update(token).digest('hex');
    expect((await rowsWith(hash)).map(({ table }) => table)).toEqual(['public."SurveyToken"']);
    const log = vi.spyOn(world.platform.log, 'info');
    const before = await rowsOf(world);
    world.at('2026-10-12', '10:07');
    const ballot = [
      { windowId: windowId(), answer: 'DISSATISFIED' },
      { staffId: staffId('WINDOW_STAFF'), answer: 'SATISFIED' },
    ];
    const { data } = await ask(
      'mutation ($i: AnswerSurveyInput!) { answerSurvey(input: $i) { __typename } }',
      'ASSESSOR',
      { i: { token, answers: ballot, idempotencyKey: 'mine' } },
      { 'idempotency-key': 'mine-too', 'x-request-id': 'of-the-assessor' },
    );
    expect(data.answerSurvey).toEqual({ __typename: 'Survey' });
    const after = await rowsOf(world);
    expect(Object.keys(after).filter((table) => after[table] !== before[table])).toEqual([
      'AuditEntry',
      'SurveyCount',
      'SurveyToken',
    ]);
    for (const trace of [token, hash, 'mine', 'of-the-assessor']) expect(await rowsWith(trace)).toEqual([]);
    const inputDigest = digestOf({ token, answers: ballot });
    expect(await rowsWith(inputDigest)).toEqual([]);
    expect(log).not.toHaveBeenCalled();
    // 10:07 in the county is 02:07 of the database's time.
    expect((await rowsWith('2026-10-12 02:07:')).map(({ table }) => table)).toEqual(['public."AuditEntry"']);
    const entries = await withConnection(world.database.ownerUrl, (client) =>
      client.query(`select * from "AuditEntry" where "verb" = 'answerSurvey' order by "at" desc limit 1`),
    );
    expect(entries.rows[0]).toMatchObject({
      actorKind: 'PUBLIC',
      actorId: null,
      role: null,
      subjectType: 'Survey',
      fields: [],
      digest: digestOf(null),
      requestId: null,
    });
  });

  test('no table holds a row a ballot: a hundred ballots on one subject are one row', async () => {
    const counts = () =>
      withConnection(world.database.ownerUrl, async (client) => {
        const { rows } = await client.query<{ rows: number; sum: number; writers: number }>(
          `select count(*)::int as rows, sum("value")::int as sum, count(distinct xmin::text)::int as writers from "SurveyCount"`,
        );
        return rows[0];
      });
    const one = [{ windowId: windowId(), answer: 'SATISFIED' }];
    for (const token of await tokens(surveyId, 2)) await answer(token, one);
    const before = await counts();
    const sizes = await rowsOf(world);
    for (const token of await tokens(surveyId, 100)) await answer(token, one);
    const after = await counts();
    expect(after).toEqual({ rows: before?.rows, sum: (before?.sum ?? 0) + 100, writers: 1 });
    const grown = Object.entries(await rowsOf(world))
      .filter(([table, digest]) => digest.split(':')[0] !== sizes[table]?.split(':')[0])
      .map(([table]) => table);
    expect(grown).toEqual(['AuditEntry']);
  });
});

test('published, the public reads sums of at least five answers only', async () => {
  await say('closeSurvey', { surveyId });
  await say('publishSurvey', { surveyId }, 'UNIT_DEPUTY');
  for (const as of VIEWERS) {
    const { data } = await ask(RESULTS, as);
    const groups = data?.surveyResults?.results as {
      answers: number;
      channels: { answers: number; channel: string }[];
    }[];
    expect(groups.map(({ answers }) => answers)).toEqual([103]);
    expect(groups.flatMap(({ channels }) => channels)).toEqual([]);
  }
});
