import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const REGISTER = `mutation { registerApiClient(input: { name: "自助机" }) {
  __typename ... on IssuedApiToken { token client { name } } ... on Refusal { code } } }`;
const SUBMIT = `mutation ($itemId: ID!) { submitCase(input: { itemId: $itemId, applicant: { name: "申请人甲" } }) { __typename } }`;

test('the county registers a front end, whose token acts in the township of the path until it is revoked', async () => {
  const registered = await world.ask(REGISTER, { as: 'COUNTY_IT' });
  const { token } = registered.data.registerApiClient;
  const submit = { token, at: 'shexi', variables: { itemId: world.town('shexi').itemId('IMMEDIATE') } };
  expect((await world.ask(SUBMIT, submit)).data.submitCase.__typename).toBe('Case');
  expect((await world.ask(REGISTER, { as: 'COUNTY_IT' })).data.registerApiClient.code).toBe(
    'API_CLIENT_NAME_TAKEN',
  );
  await world.ask(
    `mutation { revokeApiClient(input: { name: "自助机" }) { ... on ApiClient { revokedAt } } }`,
    {
      as: 'COUNTY_BUREAU',
    },
  );
  const after = await world.ask(SUBMIT, submit);
  expect(after.errors?.[0].extensions.code).toBe('UNAUTHENTICATED');
});

test('nobody else registers front ends', async () => {
  const answer = await world.ask(REGISTER, { as: 'CENTRE_DIRECTOR', at: 'shexi' });
  expect(answer.errors?.[0].extensions.code).toBe('FORBIDDEN');
});
