import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { fixtureModule } from '../../test/support/fixture-module.ts';
import { inquiryScene } from '../../test/support/first-inquiry-scene.ts';
import { gid, HERE, inTables } from '../../test/support/timely-scene.ts';
import { createWorld } from '../../test/support/world.ts';
import { firstInquiry } from './index.ts';
import { NOTICES } from './store.ts';

test('一(一)2 · explained-as-a-one-time-notice: where notices are on, an explanation is linked to one', async () => {
  const world = await createWorld({ modules: [firstInquiry, fixtureModule(NOTICES)] });
  const { dispose, register } = inquiryScene(() => world);
  const issue = async (clause: string) => {
    const id = randomUUID();
    const data = {
      number: id,
      kind: 'NOTICE',
      title: '一次性告知单',
      data: {},
      text: '请备齐材料',
      digest: id,
    };
    await inTables(world, (tx) =>
      tx.document.create({
        data: { ...data, townshipId: world.town(HERE).id, id, clause, issuedAt: new Date() },
      }),
    );
    return gid(world, 'Document', id);
  };
  const { id } = await register();
  expect(await dispose(id, 'EXPLAINED', { reply: '请备齐户口簿' })).toMatchObject({
    code: 'NOTICE_REQUIRED',
    clause: { id: '一(一)2' },
  });
  expect(await dispose(id, 'EXPLAINED', { noticeId: await issue('一(四)1') })).toMatchObject({
    code: 'NOT_FOUND',
  });
  expect(await dispose(id, 'EXPLAINED', { noticeId: await issue('一(二)1') })).toMatchObject({
    state: 'CLOSED',
  });
  await world.close();
});
