import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { withConnection } from '../../core/db/connection.ts';
import { expectStable } from '../support/expect-stable.ts';
import { submit } from '../support/story.ts';
import { Served, type Answer, type Call } from '../support/http.ts';
import { createWorld, type World } from '../support/world.ts';

const ORIGIN = 'https://front.example';
const JSON_TYPE = { 'content-type': 'application/json' };

let world: World;
let served: Served;
let auth: { authorization: string };
/** Every answer of this file, looked at once more in the end. */
const answers: Answer[] = [];

beforeAll(async () => {
  world = await createWorld();
  served = await Served.over(world, [ORIGIN]);
  auth = { authorization: `Bearer ${await world.token('WINDOW_STAFF', 'shexi')}` };
});
afterAll(async () => {
  await served.stop();
  await world.close();
});

async function send(call: Call): Promise<Answer> {
  const answer = await served.send(call);
  answers.push(answer);
  return answer;
}
const ask = (
  query: string,
  variables: object = {},
  headers: Record<string, string> = auth,
  path = '/graphql',
) => send({ query, variables, headers, path });
const sized = (raw: string, type = 'application/json') => ({
  raw,
  headers: { 'content-type': type, 'content-length': String(Buffer.byteLength(raw)) },
});

afterEach(() => {
  for (const answer of answers.splice(0)) expectStable(world, answer);
});

describe('what a request may look like', () => {
  test.each<[string, Call, number, string]>([
    ['10 MB', sized(' '.repeat(10_000_000)), 413, 'BODY_TOO_LARGE'],
    ['one byte more than 1 MiB', sized(' '.repeat(1024 * 1024 + 1)), 413, 'BODY_TOO_LARGE'],
    [
      'no length',
      { raw: '{"query":"{ __typename }"}', headers: { ...JSON_TYPE, 'transfer-encoding': 'chunked' } },
      411,
      'LENGTH_REQUIRED',
    ],
    [
      'a form',
      sized('query={__typename}', 'application/x-www-form-urlencoded'),
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ],
    ['a multipart form', sized('--x', 'multipart/form-data; boundary=x'), 400, 'PREFLIGHT_REQUIRED'],
    ['plain text', sized('{"query":"{ __typename }"}', 'text/plain'), 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['no type', { raw: '{}', headers: { 'content-length': '2' } }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['malformed JSON', sized('{a}'), 400, 'BAD_REQUEST'],
    ['nothing', sized(''), 400, 'BAD_REQUEST'],
    ['a batch', sized('[{"query":"{ __typename }"}]'), 400, 'BAD_REQUEST'],
    ['JSON null', sized('null'), 400, 'BAD_REQUEST'],
    ['no query', sized('{}'), 400, 'BAD_REQUEST'],
    ['variables of another shape', sized('{"query":"{ __typename }","variables":"x"}'), 400, 'BAD_REQUEST'],
    ['an unknown path', { method: 'GET', path: '/nowhere' }, 404, 'PATH_UNKNOWN'],
    ['an unknown township', { query: '{ __typename }', path: '/t/nowhere/graphql' }, 404, 'TOWNSHIP_UNKNOWN'],
    [
      'an unknown X-Township',
      { query: '{ __typename }', headers: { 'x-township': 'nowhere' } },
      404,
      'TOWNSHIP_UNKNOWN',
    ],
    ['another method', { method: 'PUT', ...sized('{"query":"{ __typename }"}') }, 405, 'BAD_REQUEST'],
    [
      'a GET mutation',
      {
        method: 'GET',
        path: `/graphql?query=${encodeURIComponent('mutation { signIn(input: { username: "a", password: "b" }) { __typename } }')}`,
      },
      405,
      'BAD_REQUEST',
    ],
    [
      'GET with bad variables',
      { method: 'GET', path: '/graphql?query=%7B__typename%7D&variables=x' },
      400,
      'BAD_REQUEST',
    ],
    [
      'two operations, none named',
      { query: 'query A { __typename } query B { __typename }' },
      400,
      'BAD_REQUEST',
    ],
  ])('%s', async (_name, call, status, code) => {
    const answer = await send(call);
    expect({ status: answer.status, code: answer.code }).toEqual({ status, code });
    expect(Object.keys(answer.body.errors[0]).toSorted()).toEqual(['extensions', 'message']);
  });

  test('fetch, too, gets to read the refusal of 10 MB', async () => {
    const response = await fetch(`${served.url}/graphql`, {
      method: 'POST',
      headers: JSON_TYPE,
      body: ' '.repeat(10_000_000),
    });
    expect(response.status).toBe(413);
  });

  test('GET asks without an extra header, a body of just 1 MiB is read, and a browser gets GraphiQL', async () => {
    const got = await send({ method: 'GET', path: '/graphql?query=%7B__typename%7D' });
    expect(got.body).toEqual({ data: { __typename: 'Query' } });
    const full = '{"query":"{ __typename }"}'.padEnd(1024 * 1024);
    expect((await send(sized(full))).body).toEqual({ data: { __typename: 'Query' } });
    const page = await served.send({ method: 'GET', headers: { accept: 'text/html' } });
    expect({ status: page.status, type: page.headers['content-type'] }).toEqual({
      status: 200,
      type: expect.stringMatching(/^text\/html/),
    });
  });

  test('a browser of another origin gets no permission, one of a configured origin does', async () => {
    const preflight = {
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization',
    };
    for (const origin of ['https://evil.example', `${ORIGIN}.evil.example`, 'null']) {
      const asked = await ask('{ __typename }', {}, { origin });
      const options = await served.send({ method: 'OPTIONS', headers: { origin, ...preflight } });
      for (const { headers } of [asked, options])
        expect(headers['access-control-allow-origin']).toBeUndefined();
    }
    const { headers } = await served.send({ method: 'OPTIONS', headers: { origin: ORIGIN, ...preflight } });
    expect(headers['access-control-allow-origin']).toBe(ORIGIN);
    expect(headers['access-control-allow-credentials']).toBeUndefined();
  });
});

describe('who asks', () => {
  const VIEWER = '{ viewer { roles } }';

  test('a wrong role, no token, an expired one, a forged one', async () => {
    const bearer = async (seconds: number) => ({
      authorization: `Bearer ${await world.token('WINDOW_STAFF', 'shexi', seconds)}`,
    });
    expect(await ask('{ county { code } }')).toMatchObject({ status: 403, code: 'FORBIDDEN' });
    expect(await ask('{ cases { edges { cursor } } }', {}, {})).toMatchObject({
      status: 401,
      code: 'UNAUTHENTICATED',
    });
    expect(await ask(VIEWER, {}, await bearer(-1))).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
    const { authorization } = await bearer(60);
    const [head, , signature] = authorization.split('.');
    const payload = Buffer.from('{"kind":"COUNTY","sub":"x","iss":"bianmin","exp":9999999999}').toString(
      'base64url',
    );
    for (const forged of [
      'Bearer abc',
      'Basic abc',
      'Bearer',
      `${head}.${payload}.${signature}`,
      `Bearer ${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`,
    ])
      expect(await ask(VIEWER, {}, { authorization: forged })).toMatchObject({
        status: 401,
        code: 'UNAUTHENTICATED',
      });
  });

  test('a token ends when its time is over, also one that was good before', async () => {
    const soon = { authorization: `Bearer ${await world.token('WINDOW_STAFF', 'shexi', 60)}` };
    expect((await ask(VIEWER, {}, soon)).body.data.viewer.roles).toEqual(['WINDOW_STAFF']);
    world.at('2026-09-28', '09:02');
    expect((await ask(VIEWER, {}, soon)).code).toBe('UNAUTHENTICATED');
    world.at('2026-09-28');
  });

  test('an error speaks the caller’s language', async () => {
    const message = async (language: string) =>
      (await ask('{ county { code } }', {}, { ...auth, 'accept-language': language })).body.errors[0].message;
    expect([await message('zh-CN'), await message('en-GB')]).toEqual(['没有此项权限', 'you may not do this']);
  });

  test('one field that is not for the caller leaves the rest of the answer, with status 200', async () => {
    const { id } = await submit(world, 'shexi');
    const director = { authorization: `Bearer ${await world.token('CENTRE_DIRECTOR', 'shexi')}` };
    const answer = await ask(
      'query ($id: ID!) { case(id: $id) { number applicant { name fullName } } }',
      { id },
      director,
    );
    expect(answer).toMatchObject({
      status: 200,
      code: 'FORBIDDEN',
      body: { data: { case: { applicant: { name: '申***', fullName: null } } } },
    });
  });
});

test('without its database the service says so, and is back when the database is', async () => {
  const name = new URL(world.database.ownerUrl).pathname.slice(1);
  const gate = (allowed: boolean) =>
    withConnection(world.database.ownerUrl.replace(`/${name}`, '/postgres'), async (client) => {
      await client.query(`alter database ${name} allow_connections ${allowed}`);
      await client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
    });
  const read = '{ cases { edges { cursor } } }';
  const write = `mutation { submitCase(input: { itemId: "${world.town('shexi').itemId('PROMISE-5')}", applicant: { name: "申请人甲" } }) { __typename } }`;
  await gate(false);
  try {
    for (const query of [
      read,
      write,
      '{ trackCase(number: "shexi-2026-000001", queryCode: "x") { number } }',
    ])
      expect(await ask(query)).toMatchObject({ status: 503, code: 'SERVICE_UNAVAILABLE' });
    expect((await served.send({ method: 'GET', path: '/health' })).status).toBe(503);
  } finally {
    await gate(true);
  }
  expect(await ask(read)).toMatchObject({ status: 200, code: undefined });
});
