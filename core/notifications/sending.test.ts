import pino from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { rowsBehind } from '../../test/support/consistency.ts';
import { MessageScene, PHONE } from '../../test/support/message-scene.ts';
import type { Gateway } from './gateway.ts';
import { sendWaiting } from './sending.ts';
import { retryNotification, settleNotification } from './service.ts';
import { smsWebhook } from './sms-webhook.ts';

let scene: MessageScene;
beforeAll(async () => {
  scene = await MessageScene.create();
});
afterEach(() => scene.reset());
afterAll(() => scene.close());

describe('sending', () => {
  test('an accepted message is SENT with the gateway’s receipt, and told by an event', async () => {
    const { id, dedupeKey } = await scene.queued();
    await scene.send(id);
    const receipt = expect.stringMatching(/^R-\d+$/);
    expect(await scene.rowsWith(dedupeKey)).toMatchObject([
      { state: 'SENT', receipt, attempts: 1, failure: null },
    ]);
    expect(scene.receiver.posts.at(-1)).toEqual({ id, to: PHONE, text: '申请人甲：已办结' });
    expect(await scene.eventsOf(id)).toMatchObject([{ type: 'notification.sent' }]);
    // A job that comes twice finds it done.
    await scene.send(id);
    expect(scene.postsOf(id)).toBe(1);
  });

  test('two jobs of one message at once: one of them sends it', async () => {
    const { id, dedupeKey } = await scene.queued();
    await Promise.all([scene.send(id), scene.send(id), scene.send(id)]);
    expect(scene.postsOf(id)).toBe(1);
    expect(await scene.rowsWith(dedupeKey)).toMatchObject([{ state: 'SENT', attempts: 1 }]);
    expect(await scene.eventsOf(id)).toHaveLength(1);
  });

  test('a gateway that fails is tried again, with the same id; it arrives when it recovers', async () => {
    const { id, dedupeKey } = await scene.queued();
    scene.receiver.next.push(500, 'HANG');
    await expect(scene.send(id)).rejects.toThrow('message not delivered yet: HTTP_500');
    expect(await scene.rowsWith(dedupeKey)).toMatchObject([
      { state: 'QUEUED', attempts: 1, failure: 'HTTP_500' },
    ]);
    await expect(scene.send(id)).rejects.toThrow('TIMEOUT');
    await scene.send(id);
    expect(await scene.rowsWith(dedupeKey)).toMatchObject([
      { state: 'SENT', attempts: 3, failure: 'TIMEOUT' },
    ]);
    expect(scene.receiver.delivered.filter((post) => post.id === id)).toHaveLength(1);
  });

  test('after eight attempts it has failed, and a call takes its place the same day', async () => {
    const { id, dedupeKey } = await scene.queued();
    scene.receiver.next.push(...Array.from({ length: 8 }, () => 503));
    for (let attempt = 1; attempt < 8; attempt++) await expect(scene.send(id)).rejects.toThrow('HTTP_503');
    scene.world.at('2026-10-09', '10:30');
    await scene.send(id);
    expect(await scene.rowsWith(dedupeKey)).toMatchObject([
      { channel: 'CALL', state: 'QUEUED', address: PHONE, text: '申请人甲：已办结', attempts: 0 },
      { channel: 'SMS', state: 'FAILED', failure: 'HTTP_503', attempts: 8 },
    ]);
    const [call] = await scene.rowsWith(dedupeKey);
    expect(call?.queuedAt.toISOString()).toBe('2026-10-09T02:30:00.000Z');
    expect(await scene.jobsOf(call?.id ?? '')).toEqual([]);
    expect(await scene.eventsOf(id)).toMatchObject([{ payload: { code: 'HTTP_503' } }]);
  });

  test('what the gateway refuses for good fails at once, and a call takes its place', async () => {
    const { id, dedupeKey } = await scene.queued();
    scene.receiver.next.push('REFUSE');
    await scene.send(id);
    expect(await scene.rowsWith(dedupeKey)).toMatchObject([
      { channel: 'CALL', state: 'QUEUED' },
      { channel: 'SMS', state: 'FAILED', failure: 'NUMBER_UNKNOWN', attempts: 1 },
    ]);
  });

  test('without a gateway the message waits in the outbox, with a line in the log that names nobody', async () => {
    const lines: string[] = [];
    const log = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) });
    const { id, dedupeKey } = await scene.queued();
    await scene.send(id, { ...scene.through({}), log });
    expect(await scene.rowsWith(dedupeKey)).toMatchObject([{ state: 'QUEUED', attempts: 0 }]);
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      msg: 'message waits in the outbox',
      notificationId: id,
      channel: 'SMS',
      template: 'notices.done',
    });
    expect(lines.join()).not.toMatch(/199-\d{4}|申请人/);
    await scene.act((a) => settleNotification(a, { notificationId: id, delivered: true }));
    expect(await scene.rowsWith(dedupeKey)).toMatchObject([{ state: 'SENT' }]);
  });

  test('number and name stand in the message’s row and nowhere else', async () => {
    const { id } = await scene.queued();
    scene.receiver.next.push('REFUSE');
    await scene.send(id);
    for (const table of ['"OutboxEvent"', '"AuditEntry"', 'graphile_worker._private_jobs']) {
      const rows = await rowsBehind<{ row: string }>(scene.world, `select t::text as row from ${table} t`);
      expect(rows.length).toBeGreaterThan(0);
      expect(rows.filter(({ row }) => /199-\d{4}|申请人甲/.test(row))).toEqual([]);
    }
    const [job] = await scene.jobsOf(id);
    expect(job).toEqual({
      task: 'send-message',
      payload: { townshipId: scene.townshipId, notificationId: id },
    });
  });
});

describe('a worker that was killed', () => {
  /** A gateway that got the message and whose caller died before it noted anything. */
  const dies: Gateway = {
    isLocal: true,
    send: async (message, options) => {
      await smsWebhook({ url: scene.receiver.url, secret: scene.receiver.secret }).send(message, options);
      throw new Error('killed');
    },
  };

  test('loses nothing: two minutes later the message goes out once more, under the same id', async () => {
    const { id, dedupeKey } = await scene.queued();
    await expect(scene.send(id, scene.through({ SMS: dies }))).rejects.toThrow('killed');
    expect(await scene.rowsWith(dedupeKey)).toMatchObject([{ state: 'SENDING', attempts: 1 }]);
    await scene.send(id);
    expect(scene.postsOf(id)).toBe(1);

    await scene.loseJobs();
    await sendWaiting(scene.live());
    expect(await scene.jobsOf(id)).toEqual([]);
    scene.world.at('2026-10-09', '10:02');
    await sendWaiting(scene.live());
    expect(await scene.jobsOf(id)).toHaveLength(1);
    await scene.send(id);
    expect(await scene.rowsWith(dedupeKey)).toMatchObject([{ state: 'SENT', attempts: 2 }]);
    expect(scene.postsOf(id)).toBe(2);
    expect(scene.receiver.delivered.filter((post) => post.id === id)).toHaveLength(1);
  });

  test('killed at every attempt, the message fails in the end and a call takes its place', async () => {
    const { id, dedupeKey } = await scene.queued();
    for (let attempt = 0; attempt < 8; attempt++) {
      await expect(scene.send(id, scene.through({ SMS: dies }))).rejects.toThrow('killed');
      scene.world.at('2026-10-09', `10:${String(3 * (attempt + 1)).padStart(2, '0')}`);
    }
    await scene.send(id);
    expect(await scene.rowsWith(dedupeKey)).toMatchObject([
      { channel: 'CALL', state: 'QUEUED' },
      { channel: 'SMS', state: 'FAILED', failure: 'WORKER_LOST' },
    ]);
  });

  test('a message whose job was lost is brought back after an hour, a day later only by a person', async () => {
    const { id, dedupeKey } = await scene.queued();
    await scene.loseJobs();
    await sendWaiting(scene.live());
    expect(await scene.jobsOf(id)).toEqual([]);
    scene.world.at('2026-10-09', '11:01');
    await sendWaiting(scene.through({}));
    expect(await scene.jobsOf(id)).toEqual([]);
    await sendWaiting(scene.live());
    expect(await scene.jobsOf(id)).toHaveLength(1);
    await scene.loseJobs();
    scene.world.at('2026-10-10', '10:01');
    await sendWaiting(scene.live());
    expect(await scene.jobsOf(id)).toEqual([]);
    await scene.act((a) => retryNotification(a, id));
    await scene.send(id);
    expect(await scene.rowsWith(dedupeKey)).toMatchObject([{ state: 'SENT' }]);
  });
});
