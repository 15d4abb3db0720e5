import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const SUBMIT = `mutation ($itemId: ID!) {
  submitCase(input: { itemId: $itemId, applicant: { name: "申请人甲", phone: "199-0000-0001" } }) {
    __typename
    ... on Case { id number queryCode state version }
    ... on Refusal { code message clause { id } }
  }
}`;

test('一(四)2 (承诺) · acceptance on Mon 2026-09-28 with promise 5 and statute 20 gives 2026-10-10 and 2026-10-30', async () => {
  const submitted = await world.ask(SUBMIT, {
    as: 'FRONTEND',
    at: 'shexi',
    variables: { itemId: world.town('shexi').itemId('PROMISE-5') },
  });
  expect(submitted.errors).toBeUndefined();
  const { id, number, queryCode, state } = submitted.data.submitCase;
  expect(state).toBe('SUBMITTED');
  expect(number).toBe('shexi-2026-000001');
  expect(queryCode.length).toBeGreaterThanOrEqual(8);
  const accepted = await world.ask(
    `mutation ($id: ID!) { acceptCase(input: { caseId: $id, version: 1 }) { ... on Case { state promisedDueOn statutoryDueOn overdue
       clocks { kind dueOn phase explanation { sentence } }
       item { name } applicant { name phone fullName } timeline { edges { node { verb toState } } } documents { edges { node { title text number } } } } ... on Refusal { code message } } }`,
    { as: 'WINDOW_STAFF', at: 'shexi', variables: { id } },
  );
  expect(accepted.errors).toBeUndefined();
  expect(accepted.data.acceptCase).toMatchObject({
    state: 'ACCEPTED',
    promisedDueOn: '2026-10-10',
    statutoryDueOn: '2026-10-30',
  });
  const tracked = await world.ask(
    `query ($n: String!, $q: String!) { trackCase(number: $n, queryCode: $q) { number state applicant { name } promisedDueOn } }`,
    { variables: { n: number, q: queryCode } },
  );
  expect(tracked.errors).toBeUndefined();
  expect(tracked.data.trackCase).toMatchObject({
    state: 'ACCEPTED',
    promisedDueOn: '2026-10-10',
    applicant: { name: '申***' },
  });
});
