import { expect, test } from 'vitest';
import { inquiryScene } from '../support/first-inquiry-scene.ts';
import { HERE } from '../support/timely-scene.ts';
import { createWorld } from '../support/world.ts';

test('一(一)2 · explained-as-a-one-time-notice: where notices are on, an explanation is linked to one that was issued', async () => {
  const world = await createWorld();
  const { dispose, register } = inquiryScene(() => world);
  const { data } = await world.ask(
    `mutation ($itemId: ID!) { issueGuideNotice(input: { itemId: $itemId, phone: "199-0000-0001" }) {
      ... on GuideNotice { document { id title } } ... on Refusal { code message } } }`,
    { as: 'WINDOW_STAFF', at: HERE, variables: { itemId: world.town(HERE).itemId('PROMISE-5') } },
  );
  const guide = data.issueGuideNotice.document;
  expect(guide.title).toBe('一次性告知单');
  const applied = await world.ask(
    `mutation ($itemId: ID!) { submitCase(input: { itemId: $itemId, applicant: { name: "申请人甲" } }) { ... on Case { id } } }`,
    { as: 'WINDOW_STAFF', at: HERE, variables: { itemId: world.town(HERE).itemId('PROMISE-5') } },
  );
  const accepted = await world.ask(
    `mutation ($id: ID!) { acceptCase(input: { caseId: $id }) { ... on Case { documents(first: 1) { edges { node { id title } } } } } }`,
    { as: 'WINDOW_STAFF', at: HERE, variables: { id: applied.data.submitCase.id } },
  );
  const acceptance = accepted.data.acceptCase.documents.edges[0].node;
  expect(acceptance.title).toBe('受理通知书');

  const { id } = await register();
  expect(await dispose(id, 'EXPLAINED', { reply: '请备齐户口簿' })).toMatchObject({
    code: 'NOTICE_REQUIRED',
    clause: { id: '一(一)2' },
  });
  expect(await dispose(id, 'EXPLAINED', { noticeId: acceptance.id })).toMatchObject({ code: 'NOT_FOUND' });
  expect(await dispose(id, 'EXPLAINED', { noticeId: guide.id })).toMatchObject({ state: 'CLOSED' });
  await world.close();
});
