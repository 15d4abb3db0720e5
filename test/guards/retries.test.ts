import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { perform, SYSTEM } from '../../core/acts/act.ts';
import { hashPassword } from '../../core/auth/password.ts';
import { withConnection } from '../../core/db/connection.ts';
import { submit } from '../support/story.ts';
import { createWorld, type Reply, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());
beforeEach(() => world.at('2026-09-28'));

const times = <T>(n: number, work: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => work(i));
const code = (reply: Reply) => reply.errors?.[0]?.extensions.code;
async function count(sql: string): Promise<number> {
  return withConnection(
    world.database.ownerUrl,
    async (client) =>
      (await client.query<{ n: number }>(`select count(*)::int as n from ${sql}`)).rows[0]?.n ?? -1,
  );
}

describe('an Idempotency-Key', () => {
  const SUBMIT = `mutation ($i: SubmitCaseInput!) { submitCase(input: $i) { __typename ... on Case { number } ... on Refusal { code } } }`;
  const input = (name: string, more: object = {}) => ({
    i: { itemId: world.town('shexi').itemId('PROMISE-5'), applicant: { name }, ...more },
  });
  const send = (key: string, name: string, as: 'FRONTEND' | 'WINDOW_STAFF' = 'FRONTEND', at = 'shexi') =>
    world.ask(SUBMIT, {
      as,
      at,
      variables:
        at === 'shexi'
          ? input(name)
          : { i: { ...input(name).i, itemId: world.town(at).itemId('PROMISE-5') } },
      headers: { 'idempotency-key': key },
    });

  test('gives the first answer again and writes once, also to ten at once', async () => {
    const before = await count('"Case"');
    const replies = await Promise.all(times(10, () => send('once', '申请人甲')));
    replies.push(await send('once', '申请人甲'));
    const numbers = new Set(replies.map((r) => r.data?.submitCase?.number));
    expect({ errors: replies.flatMap((r) => r.errors ?? []), numbers: numbers.size }).toEqual({
      errors: [],
      numbers: 1,
    });
    expect(await count('"Case"')).toBe(before + 1);
    expect(await count(`"OutboxEvent" where payload->>'number' = '${[...numbers][0]}'`)).toBe(1);
  });

  test('means the same in the header and in the input', async () => {
    const header = await send('either', '申请人甲');
    const field = await world.ask(SUBMIT, {
      as: 'FRONTEND',
      at: 'shexi',
      variables: input('申请人甲', { idempotencyKey: 'either' }),
    });
    expect(field.data.submitCase).toEqual(header.data.submitCase);
  });

  test('with another input is IDEMPOTENCY_KEY_REUSED', async () => {
    await send('reused', '申请人甲');
    expect((await send('reused', '申请人乙')).data.submitCase).toEqual({
      __typename: 'Refusal',
      code: 'IDEMPOTENCY_KEY_REUSED',
    });
  });

  test('belongs to one caller in one township', async () => {
    const numbers = [
      await send('shared', '申请人甲'),
      await send('shared', '申请人甲', 'WINDOW_STAFF'),
      await send('shared', '申请人甲', 'FRONTEND', 'dongshan'),
    ];
    expect(new Set(numbers.map((r) => r.data.submitCase.number)).size).toBe(3);
  });

  test('of refused work is judged anew', async () => {
    const { id } = await submit(world, 'shexi');
    const accept = (version: number) =>
      world.ask(
        'mutation ($i: AcceptCaseInput!) { acceptCase(input: $i) { ... on Case { state } ... on Refusal { code } } }',
        {
          as: 'WINDOW_STAFF',
          at: 'shexi',
          variables: { i: { caseId: id, version, idempotencyKey: 'refused' } },
        },
      );
    expect((await accept(9)).data.acceptCase).toEqual({ code: 'CONFLICT' });
    expect((await accept(1)).data.acceptCase).toEqual({ state: 'ACCEPTED' });
    expect((await accept(1)).data.acceptCase).toEqual({ state: 'ACCEPTED' });
  });
});

describe('many at once', () => {
  test('of 30 acceptances of one case exactly one succeeds', async () => {
    const { id } = await submit(world, 'shexi');
    const query =
      'mutation ($id: ID!) { acceptCase(input: { caseId: $id }) { ... on Case { state } ... on Refusal { code } } }';
    const replies = await Promise.all(
      times(30, () => world.ask(query, { as: 'WINDOW_STAFF', at: 'shexi', variables: { id } })),
    );
    expect(replies.flatMap((r) => r.errors ?? [])).toEqual([]);
    const answers = replies.map((r) => r.data.acceptCase);
    expect(answers.filter((a) => a.state === 'ACCEPTED')).toHaveLength(1);
    expect(new Set(answers.map((a) => a.code))).toEqual(
      new Set([undefined, 'CONFLICT', 'STATE_NOT_ALLOWED']),
    );
    const row = Buffer.from(id, 'base64').toString('utf8').split('.')[1];
    expect(await count(`"Clock" where "caseId" = '${row}' and "endedOn" is null`)).toBe(2);
    expect(await count(`"TimelineEntry" where "caseId" = '${row}'`)).toBe(2);
  });

  test('30 applications at once get 30 numbers without a gap', async () => {
    const before = await count('"Case"');
    const cases = await Promise.all(times(30, () => submit(world, 'dongshan')));
    const numbers = cases.map((c) => Number(c.number.slice(-6))).toSorted((a, b) => a - b);
    expect((numbers.at(-1) ?? 0) - (numbers[0] ?? 0)).toBe(29);
    expect(await count('"Case"')).toBe(before + 30);
  });
});

describe('trackCase', () => {
  const track = (number: string, queryCode: string) =>
    world.ask('query ($n: String!, $q: String!) { trackCase(number: $n, queryCode: $q) { number } }', {
      variables: { n: number, q: queryCode },
    });
  const outcome = (reply: Reply) => code(reply) ?? reply.data.trackCase;

  test('shows the case for its code, however it is typed, and null for a wrong one', async () => {
    const { number, queryCode } = await submit(world, 'shexi');
    const typed = `${queryCode.slice(0, 5)} ${queryCode.slice(5)}`.toLowerCase();
    for (const given of [queryCode, typed]) expect(outcome(await track(number, given))).toEqual({ number });
    for (const given of ['', 'AAAAAAAAAA', `${queryCode}A`, queryCode.slice(1)])
      expect(outcome(await track(number, given))).toBeNull();
    // The right code in between forgets the wrong ones.
    expect(outcome(await track(number, queryCode))).toEqual({ number });
    expect(outcome(await track(number, 'AAAAAAAAAA'))).toBeNull();
    expect(outcome(await track(number, queryCode))).toEqual({ number });
  });

  test('answers for an unknown number as for a known one, and locks both after five wrong codes for 15 minutes', async () => {
    const { number, queryCode } = await submit(world, 'shexi');
    const unknown = 'shexi-2026-999999';
    for (let i = 0; i < 5; i++)
      for (const n of [number, unknown]) expect(outcome(await track(n, 'AAAAAAAAAA'))).toBeNull();
    const locked = await Promise.all([track(number, 'AAAAAAAAAA'), track(unknown, 'AAAAAAAAAA')]);
    expect(locked.map((r) => ({ status: r.status, data: r.data, errors: r.errors }))[0]).toEqual(
      locked.map((r) => ({ status: r.status, data: r.data, errors: r.errors }))[1],
    );
    expect(outcome(await track(number, queryCode))).toBe('CODE_LOCKED');
    world.at('2026-09-28', '09:16');
    expect(outcome(await track(number, 'AAAAAAAAAA'))).toBeNull();
    expect(outcome(await track(number, queryCode))).toEqual({ number });
  });

  test('counts wrong codes that come at once', async () => {
    const { number, queryCode } = await submit(world, 'shexi');
    const replies = await Promise.all(times(20, () => track(number, 'AAAAAAAAAA')));
    expect(new Set(replies.map(outcome))).toEqual(
      new Set([null, ...(replies.some(code) ? ['CODE_LOCKED'] : [])]),
    );
    expect(outcome(await track(number, queryCode))).toBe('CODE_LOCKED');
  });

  test('is not stumbled by texts that are no number', async () => {
    for (const number of [
      '',
      'x',
      'nowhere-2026-000001',
      `shexi-2026-${'9'.repeat(5000)}`,
      "shexi-2026-000001' or '1'='1",
    ])
      expect(outcome(await track(number, 'AAAAAAAAAA'))).toBeNull();
  });
});

describe('sign-in', () => {
  const SIGN_IN = `mutation ($i: SignInInput!) { signIn(input: $i) { ... on Session { token viewer { roles township } } ... on Refusal { code } } }`;
  const signIn = async (
    username: string,
    password: string,
    more: object = { township: 'shexi' },
    headers: Record<string, string> = {},
  ) => (await world.ask(SIGN_IN, { variables: { i: { username, password, ...more } }, headers })).data.signIn;
  let made = 0;
  /** A new account of a new member of staff. */
  async function account(): Promise<{ username: string; staffId: string }> {
    const townshipId = world.town('shexi').id;
    const [staffId, username] = [randomUUID(), `window-${(made += 1)}`];
    const passwordHash = await hashPassword('正确的密码1');
    await perform(
      world.platform,
      { townshipId, actor: SYSTEM, mayBeSilent: true },
      async ({ tx, announce }) => {
        await tx.staff.create({
          data: { townshipId, id: staffId, staffNo: username, name: '窗口人员乙', roles: ['WINDOW_STAFF'] },
        });
        await tx.account.create({ data: { townshipId, staffId, username, passwordHash } });
        announce('reference');
      },
    );
    return { username, staffId };
  }

  test('gives a token that works, until the member of staff is gone', async () => {
    const { username, staffId } = await account();
    const session = await signIn(` ${username.toUpperCase()} `, '正确的密码1');
    expect(session.viewer).toEqual({ roles: ['WINDOW_STAFF'], township: 'shexi' });
    const viewer = () => world.ask('{ viewer { township } }', { token: session.token });
    expect((await viewer()).data.viewer).toEqual({ township: 'shexi' });
    await withConnection(world.database.ownerUrl, (c) =>
      c.query('update "Staff" set active = false where id = $1', [staffId]),
    );
    await world.platform.directory.reload();
    expect(code(await viewer())).toBe('UNAUTHENTICATED');
    expect(await signIn(username, '正确的密码1')).toEqual({ code: 'SIGN_IN_FAILED' });
  });

  test('the county signs in without a township', async () => {
    const passwordHash = await hashPassword('县级密码');
    await withConnection(world.database.ownerUrl, (c) =>
      c.query('update "CountyAccount" set "passwordHash" = $1', [passwordHash]),
    );
    expect((await signIn('county_bureau', '县级密码', {})).viewer).toEqual({
      roles: ['COUNTY_BUREAU'],
      township: null,
    });
    expect(await signIn('county_bureau', '县级密码')).toEqual({ code: 'SIGN_IN_FAILED' });
  });

  test('is refused alike for a wrong password and an unknown name, and locked after five for 15 minutes', async () => {
    const { username } = await account();
    for (let i = 0; i < 5; i++)
      expect(await signIn(username, '错误的密码')).toEqual({ code: 'SIGN_IN_FAILED' });
    expect(await signIn('nobody', '错误的密码')).toEqual({ code: 'SIGN_IN_FAILED' });
    expect(await signIn(username, '正确的密码1')).toEqual({ code: 'ACCOUNT_LOCKED' });
    world.at('2026-09-28', '09:16');
    expect((await signIn(username, '正确的密码1')).viewer.township).toBe('shexi');
    expect(await count(`"AuditEntry" where verb = 'signInFailed' and "subjectType" = 'Account'`)).toBe(5);
  });

  test('counts wrong passwords that come at once, and answers all of them', async () => {
    const { username } = await account();
    const answers = await Promise.all(times(24, () => signIn(username, '错误的密码')));
    const codes = answers.map((a) => a.code);
    expect(codes.filter((c) => c === 'SIGN_IN_FAILED')).toHaveLength(5);
    expect(codes.filter((c) => c === 'ACCOUNT_LOCKED')).toHaveLength(19);
  });

  test('is judged anew every time, whatever the Idempotency-Key', async () => {
    const { username, staffId } = await account();
    const key = { 'idempotency-key': 'sign-in' };
    expect((await signIn(username, '正确的密码1', undefined, key)).token).toEqual(expect.any(String));
    const passwordHash = await hashPassword('新的密码');
    await withConnection(world.database.ownerUrl, (c) =>
      c.query('update "Account" set "passwordHash" = $1 where "staffId" = $2', [passwordHash, staffId]),
    );
    expect(await signIn(username, '正确的密码1', undefined, key)).toEqual({ code: 'SIGN_IN_FAILED' });
    expect(await count(`"IdempotencyKey" where mutation = 'signIn'`)).toBe(0);
  });
});
