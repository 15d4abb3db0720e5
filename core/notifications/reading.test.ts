import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fixtureModule } from '../../test/support/fixture-module.ts';
import { submit } from '../../test/support/story.ts';
import { createWorld, type World } from '../../test/support/world.ts';
import { perform, SYSTEM } from '../acts/act.ts';
import type { Role } from '../auth/roles.ts';
import { globalId } from '../graphql/node.ts';
import { defineMessage, type Audience } from './message.ts';
import { draftOf, queueMessages } from './queue.ts';

const AT = 'shexi';
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

let world: World;
beforeAll(async () => {
  const messages = [APPLICANT, CITIZEN, ROLE];
  world = await createWorld({ towns: [AT], modules: [fixtureModule('notices', { messages })] });
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
