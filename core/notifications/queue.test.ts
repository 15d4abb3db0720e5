import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { DONE, MessageScene, NOTE } from '../../test/support/message-scene.ts';
import { queueMessages } from './queue.ts';

/** Set before the first connection is made: a connection keeps the method it was made with. */
const spy = vi.spyOn(pg.Client.prototype, 'query');
let scene: MessageScene;
beforeAll(async () => {
  scene = await MessageScene.create();
});
afterEach(() => scene.reset());
afterAll(async () => {
  spy.mockRestore();
  await scene.close();
});

describe('queueing', () => {
  test('several messages are one insert, with a job for each that a gateway sends; a second of one key is none', async () => {
    const drafts = [
      scene.draft({ email: 'applicant@person.example' }),
      scene.draft(),
      scene.draft({ template: NOTE }),
    ];
    spy.mockClear();
    await scene.act((a) => queueMessages(a, [...drafts, ...drafts]));
    const texts = spy.mock.calls.map(([first]: unknown[]) =>
      typeof first === 'string' ? first : String((first as { text?: unknown }).text ?? ''),
    );
    expect(texts.filter((sql) => /insert into "public"."Notification"/i.test(sql))).toHaveLength(1);
    expect(texts.filter((sql) => sql.includes('bianmin_enqueue'))).toHaveLength(1);
    const rows = (await Promise.all(drafts.map((d) => scene.rowsWith(d.dedupeKey)))).flat();
    expect(rows.map(({ channel, state }) => `${channel} ${state}`)).toEqual([
      'EMAIL QUEUED',
      'SMS QUEUED',
      'SMS QUEUED',
      'INBOX SENT',
    ]);
    const jobs = await Promise.all(rows.map(({ id }) => scene.jobsOf(id)));
    expect(jobs.map((list) => list.length)).toEqual([1, 1, 1, 0]);
  });

  test('is undone with its act: neither message nor job is left', async () => {
    const one = scene.draft();
    const undone = scene.act(async (a) => {
      await queueMessages(a, [one]);
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect(await scene.rowsWith(one.dedupeKey)).toEqual([]);
  });

  test('without a number the message is kept as failed with its reason, its event, and no job', async () => {
    const { id, dedupeKey } = await scene.queued({ phone: null });
    expect(await scene.rowsWith(dedupeKey)).toMatchObject([
      { channel: 'SMS', state: 'FAILED', failure: 'NO_NUMBER', reason: expect.stringContaining('没有登记') },
    ]);
    expect(await scene.jobsOf(id)).toEqual([]);
    expect(await scene.eventsOf(id)).toEqual([
      { type: 'notification.failed', payload: { notificationId: id, caseId: null, code: 'NO_NUMBER' } },
    ]);
  });

  test('a message that no module declares is a fault of the program', async () => {
    await expect(scene.queued({ template: { ...DONE } })).rejects.toThrow('is not declared');
  });
});
