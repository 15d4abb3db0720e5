import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fixtureModule } from '../../test/support/fixture-module.ts';
import { submit } from '../../test/support/story.ts';
import { ALL_ROLES, createWorld, type World } from '../../test/support/world.ts';
import { perform, SYSTEM, type Act } from '../acts/act.ts';
import type { Role } from '../auth/roles.ts';
import { globalId } from '../graphql/node.ts';
import { defineMessage, type Audience } from './message.ts';
import { draftOf, queueMessages } from './queue.ts';

const AT = 'shexi';
const OTHER = 'dongshan';
const to = (audience: Audience) =>
  defineMessage({
    key: `notices.to-${audience.toLowerCase()}`,
    title: { zh: '示例', en: 'Example' },
    audience,
    channels: audience === 'ROLE' ? ['INBOX'] : ['CALL'],
    text: { zh: '示例', en: 'an example' },
    data: z.strictObject({}),
    clause: null,
  });
const [APPLICANT, CITIZEN, ROLE] = [to('APPLICANT'), to('CITIZEN'), to('ROLE')] as const;
/** A text message that one role alone reads, and the call that follows it. */
const CLOSED = defineMessage({
  ...CITIZEN,
  key: 'notices.closed',
  channels: ['SMS', 'CALL'],
  text: { zh: '只给受理人员', en: 'for the desk' },
});

let world: World;
beforeAll(async () => {
  const messages = [APPLICANT, CITIZEN, ROLE, CLOSED];
  world = await createWorld({ towns: [AT, OTHER], modules: [fixtureModule('notices', { messages })] });
  const shared = { caseId: null, data: {}, phone: '199-0000-0001' };
  await perform(world.platform, { townshipId: world.town(AT).id, actor: SYSTEM, mayBeSilent: true }, (act) =>
    queueMessages(act, [
      draftOf(APPLICANT, { ...shared, recipient: randomUUID(), dedupeKey: 'a' }),
      draftOf(CITIZEN, { ...shared, recipient: randomUUID(), dedupeKey: 'c' }),
      draftOf(ROLE, { ...shared, recipient: 'COUNTY_BUREAU', dedupeKey: 'r' }),
    ]),
  );
});
afterAll(() => world.close());

interface Shown {
  readonly recipientKind: string;
  readonly address: string | null;
}
async function list(as: Role, args = ''): Promise<Shown[]> {
  const { data, errors } = await world.ask(
    `{ notifications${args} { edges { node { recipientKind address english } } } }`,
    { as, at: AT },
  );
  expect(errors).toBeUndefined();
  return (data.notifications.edges as { node: Shown }[])
    .map(({ node }) => node)
    .toSorted((a, b) => a.recipientKind.localeCompare(b.recipientKind));
}

test('the call tasks show the window whom to call; the number of one who is no applicant is never shown', async () => {
  const english = 'an example';
  expect(await list('WINDOW_STAFF', '(channel: CALL, state: QUEUED)')).toEqual([
    { recipientKind: 'APPLICANT', address: '199-0000-0001', english },
    { recipientKind: 'CITIZEN', address: null, english },
  ]);
  for (const as of ['CENTRE_DIRECTOR', 'UNIT_HEAD'] as const)
    expect((await list(as)).map(({ address }) => address)).toEqual([null, null, null]);
});

test('the county reads what is addressed to it and nothing else', async () => {
  expect(await list('COUNTY_BUREAU')).toEqual([
    { recipientKind: 'ROLE', address: null, english: 'an example' },
  ]);
});

test('the text of a closed message is read, settled and sent anew by its reader alone, and so is the call that follows it', async () => {
  const reader = 'COMPLAINT_OFFICER';
  const inTown = <T>(work: (act: Act) => Promise<T>) =>
    perform(world.platform, { townshipId: world.town(AT).id, actor: SYSTEM, mayBeSilent: true }, work);
  await inTown((act) =>
    queueMessages(act, [
      draftOf(CLOSED, {
        caseId: null,
        data: {},
        phone: '199-0000-0002',
        recipient: randomUUID(),
        readBy: reader,
        dedupeKey: 'closed',
      }),
    ]),
  );
  const closed = (channel: string) =>
    inTown((act) => act.tx.notification.findFirstOrThrow({ where: { readBy: reader, channel } }));
  const ask = (as: Role, query: string, id: string, at = AT) =>
    world.ask(query, { as, at, from: AT, variables: { id } });
  const verb = (name: string, more = '') =>
    `mutation ($id: ID!) { answer: ${name}(input: { notificationId: $id${more} }) {
      __typename ... on Notification { text } ... on Refusal { code } } }`;
  const settle = verb('settleNotification', ', delivered: false');
  const retry = verb('retryNotification');

  for (const channel of ['SMS', 'CALL']) {
    const row = await closed(channel);
    const id = globalId('Notification', row);
    for (const as of ALL_ROLES)
      for (const at of [AT, OTHER]) {
        const replies = [
          await ask(as, '{ notifications(first: 100) { edges { node { text address } } } }', id, at),
          await ask(
            as,
            'query ($id: ID!) { node(id: $id) { ... on Notification { text address } } }',
            id,
            at,
          ),
          ...(as === reader ? [] : [await ask(as, settle, id, at), await ask(as, retry, id, at)]),
        ];
        const seen = replies.map((reply) => JSON.stringify(reply)).join();
        expect({ as, at, told: seen.includes('只给受理人员') }).toEqual({
          as,
          at,
          told: as === reader && at === AT,
        });
        expect(seen).not.toContain('199-0000-0002');
      }
    expect(await closed(channel)).toEqual(row);
    expect((await ask('WINDOW_STAFF', settle, id)).data.answer).toEqual({
      __typename: 'Refusal',
      code: 'NOT_FOUND',
    });
    const answer = { __typename: 'Notification', text: '只给受理人员' };
    expect((await ask(reader, settle, id)).data.answer).toEqual(answer);
    expect(await closed(channel)).toMatchObject({ state: 'FAILED', failure: 'REPORTED' });
    expect((await ask(reader, retry, id)).data.answer).toEqual(answer);
    expect(await closed(channel)).toMatchObject({ state: 'QUEUED' });
  }
});

test('an inbox message has arrived and is neither settled nor sent anew', async () => {
  const row = await perform(
    world.platform,
    { townshipId: world.town(AT).id, actor: SYSTEM, mayBeSilent: true },
    (act) => act.tx.notification.findFirstOrThrow({ where: { channel: 'INBOX' } }),
  );
  const id = globalId('Notification', row);
  for (const [verb, more, code] of [
    ['settleNotification', ', delivered: true', 'NOTIFICATION_SETTLED'],
    ['retryNotification', '', 'NOTIFICATION_NOT_RETRYABLE'],
  ]) {
    const { data } = await world.ask(
      `mutation ($id: ID!) { answer: ${verb}(input: { notificationId: $id${more} }) { ... on Refusal { code } } }`,
      { as: 'WINDOW_STAFF', at: AT, variables: { id } },
    );
    expect(data.answer).toEqual({ code });
  }
});

test.each(['nobody', 'a@b.example, c@d.example', 'a@b.example\nBcc: c@d.example'])(
  'the mailbox %j of an applicant is refused',
  async (email) => {
    const { data } = await world.ask(
      `mutation ($item: ID!, $email: String!) { submitCase(input: { itemId: $item, applicant: { name: "申请人甲", email: $email } }) {
        ... on Refusal { code } } }`,
      { as: 'FRONTEND', at: AT, variables: { item: world.town(AT).itemId('IMMEDIATE'), email } },
    );
    expect(data.submitCase).toEqual({ code: 'EMAIL_INVALID' });
    expect((await submit(world, AT)).number).toBeTruthy();
  },
);
