import { randomUUID } from 'node:crypto';
import pg from 'pg';
import pino from 'pino';
import { z } from 'zod';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { rowsBehind } from '../../test/support/consistency.ts';
import { fixtureModule } from '../../test/support/fixture-module.ts';
import { SmsReceiver } from '../../test/support/sms-receiver.ts';
import { createWorld, type World } from '../../test/support/world.ts';
import { perform, SYSTEM, type Act } from '../acts/act.ts';
import { inScope } from '../db/scope.ts';
import { configureModule } from '../modules/configure.ts';
import type { Platform } from '../platform.ts';
import { NO_GATEWAYS, Undelivered, type Gateway, type Gateways } from './gateway.ts';
import { defineMessage } from './message.ts';
import { draftOf, queueMessages, type MessageDraft } from './queue.ts';
import { sendMessage, sendWaiting } from './sending.ts';
import { retryNotification, settleNotification } from './service.ts';
import { smsWebhook } from './sms-webhook.ts';

const PHONE = '199-0000-0001';
const DONE = defineMessage({
  key: 'notices.done',
  title: { zh: '示例', en: 'Example' },
  audience: 'APPLICANT',
  channels: ['SMS', 'CALL', 'EMAIL'],
  text: { zh: '{name}：已办结', en: '{name}: completed' },
  data: z.strictObject({ name: z.string() }),
  clause: null,
});
const NOTE = defineMessage({
  ...DONE,
  key: 'notices.note',
  audience: 'ROLE',
  channels: ['INBOX'],
});

let world: World;
/** Set before the first connection is made: a connection keeps the method it was made with. */
const spy = vi.spyOn(pg.Client.prototype, 'query');
const receiver = new SmsReceiver();
beforeAll(async () => {
  await receiver.start();
  world = await createWorld({
    towns: ['shexi'],
    modules: [fixtureModule('notices', { messages: [DONE, NOTE] })],
  });
});
afterEach(() => {
  world.at('2026-10-09', '10:00');
  receiver.next.length = 0;
});
afterAll(async () => {
  spy.mockRestore();
  await receiver.stop();
  await world.close();
});

const town = () => world.town('shexi').id;
const act = <T>(work: (act: Act) => Promise<T>, platform: Platform = world.platform) =>
  perform(platform, { townshipId: town(), actor: SYSTEM, mayBeSilent: true }, work);
const draft = (more: Partial<MessageDraft> = {}): MessageDraft => ({
  ...draftOf(DONE, {
    caseId: null,
    recipient: randomUUID(),
    phone: PHONE,
    data: { name: '申请人甲' },
    dedupeKey: randomUUID(),
  }),
  ...more,
});

/** The rows that drafts left, by their keys. */
const rowsWith = (dedupeKey: string) =>
  inScope(world.platform.prisma, { kind: 'township', townshipId: town() }, (tx) =>
    tx.notification.findMany({ where: { dedupeKey: { contains: dedupeKey } }, orderBy: { channel: 'asc' } }),
  );
async function queued(more: Partial<MessageDraft> = {}): Promise<{ id: string; dedupeKey: string }> {
  const one = draft(more);
  await act((a) => queueMessages(a, [one]));
  const [row] = await rowsWith(one.dedupeKey);
  return { id: row?.id ?? '', dedupeKey: one.dedupeKey };
}
const jobsOf = (id: string) =>
  rowsBehind<{ task: string; payload: unknown }>(
    world,
    `select t.identifier as task, j.payload from graphile_worker._private_jobs j
       join graphile_worker._private_tasks t on t.id = j.task_id where j.key = $1`,
    [`send-message:${id}`],
  );
const eventsOf = (id: string) =>
  rowsBehind<{ type: string; payload: unknown }>(
    world,
    `select type, payload from "OutboxEvent" where payload->>'notificationId' = $1 order by seq`,
    [id],
  );
const with_ = (gateways: Partial<Gateways>): Platform => ({
  ...world.platform,
  gateways: { ...NO_GATEWAYS, mode: 'live', ...gateways },
});
const live = () => with_({ SMS: smsWebhook({ url: receiver.url, secret: receiver.secret, timeoutMs: 300 }) });
const send = (id: string, platform: Platform = live()) =>
  sendMessage(platform, { townshipId: town(), notificationId: id });

describe('queueing', () => {
  test('several messages are one insert, with a job for each that a gateway sends; a second of one key is none', async () => {
    const drafts = [draft({ email: 'applicant@person.example' }), draft(), draft({ template: NOTE })];
    spy.mockClear();
    await act((a) => queueMessages(a, [...drafts, ...drafts]));
    const texts = spy.mock.calls.map(([first]: unknown[]) =>
      typeof first === 'string' ? first : String((first as { text?: unknown }).text ?? ''),
    );
    expect(texts.filter((sql) => /insert into "public"."Notification"/i.test(sql))).toHaveLength(1);
    expect(texts.filter((sql) => sql.includes('bianmin_enqueue'))).toHaveLength(1);
    const rows = (await Promise.all(drafts.map((d) => rowsWith(d.dedupeKey)))).flat();
    expect(rows.map(({ channel, state }) => `${channel} ${state}`)).toEqual([
      'EMAIL QUEUED',
      'SMS QUEUED',
      'SMS QUEUED',
      'INBOX SENT',
    ]);
    const jobs = await Promise.all(rows.map(({ id }) => jobsOf(id)));
    expect(jobs.map((list) => list.length)).toEqual([1, 1, 1, 0]);
  });

  test('is undone with its act: neither message nor job is left', async () => {
    const one = draft();
    const undone = act(async (a) => {
      await queueMessages(a, [one]);
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect(await rowsWith(one.dedupeKey)).toEqual([]);
  });

  test('without a number the message is kept as failed with its reason, its event, and no job', async () => {
    const { id, dedupeKey } = await queued({ phone: null });
    expect(await rowsWith(dedupeKey)).toMatchObject([
      { channel: 'SMS', state: 'FAILED', failure: 'NO_NUMBER', reason: expect.stringContaining('没有登记') },
    ]);
    expect(await jobsOf(id)).toEqual([]);
    expect(await eventsOf(id)).toEqual([
      { type: 'notification.failed', payload: { notificationId: id, caseId: null, code: 'NO_NUMBER' } },
    ]);
  });

  test('a message that no module declares is a fault of the program', async () => {
    await expect(queued({ template: { ...DONE } })).rejects.toThrow('is not declared');
  });
});

describe('sending', () => {
  test('an accepted message is SENT with the gateway’s receipt, and told by an event', async () => {
    const { id, dedupeKey } = await queued();
    await send(id);
    const receipt = expect.stringMatching(/^R-\d+$/);
    expect(await rowsWith(dedupeKey)).toMatchObject([{ state: 'SENT', receipt, attempts: 1, failure: null }]);
    expect(receiver.posts.at(-1)).toEqual({ id, to: PHONE, text: '申请人甲：已办结' });
    expect(await eventsOf(id)).toMatchObject([{ type: 'notification.sent' }]);
    // A job that comes twice finds it done.
    await send(id);
    expect(receiver.posts.filter((post) => post.id === id)).toHaveLength(1);
  });

  test('a gateway that fails is tried again, with the same id; it arrives when it recovers', async () => {
    const { id, dedupeKey } = await queued();
    receiver.next.push(500, 'HANG');
    await expect(send(id)).rejects.toThrow('message not delivered yet: HTTP_500');
    expect(await rowsWith(dedupeKey)).toMatchObject([{ state: 'QUEUED', attempts: 1, failure: 'HTTP_500' }]);
    await expect(send(id)).rejects.toThrow('TIMEOUT');
    await send(id);
    expect(await rowsWith(dedupeKey)).toMatchObject([{ state: 'SENT', attempts: 3, failure: 'TIMEOUT' }]);
    expect(receiver.delivered.filter((post) => post.id === id)).toHaveLength(1);
  });

  test('after eight attempts it has failed, and a call takes its place the same day', async () => {
    const { id, dedupeKey } = await queued();
    receiver.next.push(...Array.from({ length: 8 }, () => 503));
    for (let attempt = 1; attempt < 8; attempt++) await expect(send(id)).rejects.toThrow('HTTP_503');
    world.at('2026-10-09', '10:30');
    await send(id);
    expect(await rowsWith(dedupeKey)).toMatchObject([
      { channel: 'CALL', state: 'QUEUED', address: PHONE, text: '申请人甲：已办结', attempts: 0 },
      { channel: 'SMS', state: 'FAILED', failure: 'HTTP_503', attempts: 8 },
    ]);
    const [call] = await rowsWith(dedupeKey);
    expect(call?.queuedAt.toISOString()).toBe('2026-10-09T02:30:00.000Z');
    expect(await jobsOf(call?.id ?? '')).toEqual([]);
    expect(await eventsOf(id)).toMatchObject([{ payload: { code: 'HTTP_503' } }]);
  });

  test('what the gateway refuses for good fails at once, and a call takes its place', async () => {
    const { id, dedupeKey } = await queued();
    receiver.next.push('REFUSE');
    await send(id);
    expect(await rowsWith(dedupeKey)).toMatchObject([
      { channel: 'CALL', state: 'QUEUED' },
      { channel: 'SMS', state: 'FAILED', failure: 'NUMBER_UNKNOWN', attempts: 1 },
    ]);
  });

  test('without a gateway the message waits in the outbox, with a line in the log that names nobody', async () => {
    const lines: string[] = [];
    const log = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) });
    const { id, dedupeKey } = await queued();
    await send(id, { ...with_({}), log });
    expect(await rowsWith(dedupeKey)).toMatchObject([{ state: 'QUEUED', attempts: 0 }]);
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      msg: 'message waits in the outbox',
      notificationId: id,
      channel: 'SMS',
      template: 'notices.done',
    });
    expect(lines.join()).not.toMatch(/199|申请人/);
    await act((a) => settleNotification(a, { notificationId: id, delivered: true }));
    expect(await rowsWith(dedupeKey)).toMatchObject([{ state: 'SENT' }]);
  });

  test('number and name stand in the message’s row and nowhere else', async () => {
    const { id } = await queued();
    receiver.next.push('REFUSE');
    await send(id);
    for (const table of ['"OutboxEvent"', '"AuditEntry"', 'graphile_worker._private_jobs']) {
      const rows = await rowsBehind<{ row: string }>(world, `select t::text as row from ${table} t`);
      expect(rows.length).toBeGreaterThan(0);
      expect(rows.filter(({ row }) => /199|申请人甲/.test(row))).toEqual([]);
    }
    const [job] = await jobsOf(id);
    expect(job).toEqual({ task: 'send-message', payload: { townshipId: town(), notificationId: id } });
  });
});

describe('a worker that was killed', () => {
  /** A gateway that got the message and whose caller died before it noted anything. */
  const dies: Gateway = {
    isLocal: true,
    send: async (message, options) => {
      await smsWebhook({ url: receiver.url, secret: receiver.secret }).send(message, options);
      throw new Error('killed');
    },
  };

  test('loses nothing: two minutes later the message goes out once more, under the same id', async () => {
    const { id, dedupeKey } = await queued();
    await expect(send(id, with_({ SMS: dies }))).rejects.toThrow('killed');
    expect(await rowsWith(dedupeKey)).toMatchObject([{ state: 'SENDING', attempts: 1 }]);
    await send(id);
    expect(receiver.posts.filter((post) => post.id === id)).toHaveLength(1);

    await rowsBehind(world, 'delete from graphile_worker._private_jobs returning 1');
    await sendWaiting(live());
    expect(await jobsOf(id)).toEqual([]);
    world.at('2026-10-09', '10:02');
    await sendWaiting(live());
    expect(await jobsOf(id)).toHaveLength(1);
    await send(id);
    expect(await rowsWith(dedupeKey)).toMatchObject([{ state: 'SENT', attempts: 2 }]);
    expect(receiver.posts.filter((post) => post.id === id)).toHaveLength(2);
    expect(receiver.delivered.filter((post) => post.id === id)).toHaveLength(1);
  });

  test('killed at every attempt, the message fails in the end and a call takes its place', async () => {
    const { id, dedupeKey } = await queued();
    for (let attempt = 0; attempt < 8; attempt++) {
      await expect(send(id, with_({ SMS: dies }))).rejects.toThrow('killed');
      world.at('2026-10-09', `10:${String(3 * (attempt + 1)).padStart(2, '0')}`);
    }
    await send(id);
    expect(await rowsWith(dedupeKey)).toMatchObject([
      { channel: 'CALL', state: 'QUEUED' },
      { channel: 'SMS', state: 'FAILED', failure: 'WORKER_LOST' },
    ]);
  });

  test('a message whose job was lost is brought back after an hour, a day later only by a person', async () => {
    const { id, dedupeKey } = await queued();
    const lose = () => rowsBehind(world, 'delete from graphile_worker._private_jobs returning 1');
    await lose();
    await sendWaiting(live());
    expect(await jobsOf(id)).toEqual([]);
    world.at('2026-10-09', '11:01');
    await sendWaiting(with_({}));
    expect(await jobsOf(id)).toEqual([]);
    await sendWaiting(live());
    expect(await jobsOf(id)).toHaveLength(1);
    await lose();
    world.at('2026-10-10', '10:01');
    await sendWaiting(live());
    expect(await jobsOf(id)).toEqual([]);
    await act((a) => retryNotification(a, id));
    await send(id);
    expect(await rowsWith(dedupeKey)).toMatchObject([{ state: 'SENT' }]);
  });
});

describe('test mode', () => {
  const elsewhere = (): Gateway => ({
    isLocal: false,
    send: () => Promise.reject(new Undelivered('SPOKEN_TO', { isFinal: true })),
  });

  test('records the rendered message as sent in test, and speaks to no gateway elsewhere', async () => {
    const { id, dedupeKey } = await queued();
    await send(id, with_({ mode: 'test', SMS: elsewhere() }));
    expect(await rowsWith(dedupeKey)).toMatchObject([
      { state: 'SENT_IN_TEST', text: '申请人甲：已办结', attempts: 0, failure: null },
    ]);
    expect(await eventsOf(id)).toMatchObject([{ type: 'notification.sent' }]);
    const spoken = await queued();
    await send(spoken.id, with_({ SMS: elsewhere() }));
    expect(await rowsWith(spoken.dedupeKey)).toMatchObject([{}, { failure: 'SPOKEN_TO' }]);
  });

  test('a gateway on this machine is used, and the message is still marked', async () => {
    const { id, dedupeKey } = await queued();
    await send(id, { ...live(), gateways: { ...live().gateways, mode: 'test' } });
    expect(await rowsWith(dedupeKey)).toMatchObject([{ state: 'SENT_IN_TEST', attempts: 1 }]);
    expect(receiver.posts.at(-1)?.id).toBe(id);
  });

  test('is the default of a demo county', async () => {
    await rowsBehind(world, 'update "County" set "isDemo" = true returning 1');
    await world.platform.directory.reload();
    const { id, dedupeKey } = await queued();
    await send(id, with_({ mode: null, SMS: elsewhere() }));
    expect(await rowsWith(dedupeKey)).toMatchObject([{ state: 'SENT_IN_TEST' }]);
    await rowsBehind(world, 'update "County" set "isDemo" = false returning 1');
    await world.platform.directory.reload();
  });
});

describe('a module that goes off', () => {
  const configure = (enabled: boolean) =>
    perform(world.platform, { townshipId: town(), actor: SYSTEM }, (a) =>
      configureModule(a, { module: 'notices', enabled, openWork: 'FREEZE' }),
    );

  test('withholds what waits, calls included, and says why; nothing of it is queued, sent or sent anew', async () => {
    const waits = await queued();
    const refused = await queued();
    receiver.next.push('REFUSE');
    await send(refused.id);
    await configure(false);
    const withheld = { state: 'WITHHELD', failure: 'MODULE_OFF', reason: expect.stringContaining('notices') };
    expect(await rowsWith(waits.dedupeKey)).toMatchObject([withheld]);
    expect(await rowsWith(refused.dedupeKey)).toMatchObject([
      { channel: 'CALL', ...withheld },
      { channel: 'SMS', state: 'FAILED' },
    ]);
    const before = receiver.posts.length;
    await send(waits.id);
    const silent = await queued();
    expect(await rowsWith(silent.dedupeKey)).toEqual([]);
    expect(receiver.posts).toHaveLength(before);
    await expect(act((a) => retryNotification(a, waits.id))).rejects.toThrow('MODULE_NOT_ENABLED');

    await configure(true);
    await act((a) => retryNotification(a, waits.id));
    await send(waits.id);
    expect(await rowsWith(waits.dedupeKey)).toMatchObject([{ state: 'SENT' }]);
  });

  test('is asked once more before sending: a message queued while it went off is withheld', async () => {
    const { id, dedupeKey } = await queued();
    await configure(false);
    await rowsBehind(world, `update "Notification" set state = 'QUEUED' where id = $1 returning 1`, [id]);
    await send(id);
    expect(await rowsWith(dedupeKey)).toMatchObject([{ state: 'WITHHELD', failure: 'MODULE_OFF' }]);
    await configure(true);
  });
});

test('only what failed, was withheld or waits, and has an address, is sent anew', async () => {
  const sent = await queued();
  await send(sent.id);
  await expect(act((a) => retryNotification(a, sent.id))).rejects.toThrow('NOTIFICATION_NOT_RETRYABLE');
  const nobody = await queued({ phone: null });
  await expect(act((a) => retryNotification(a, nobody.id))).rejects.toThrow('NOTIFICATION_NOT_RETRYABLE');
  const failed = await queued();
  receiver.next.push('REFUSE');
  await send(failed.id);
  await act((a) => retryNotification(a, failed.id));
  await send(failed.id);
  expect((await rowsWith(failed.dedupeKey)).map(({ channel, state }) => `${channel} ${state}`)).toEqual([
    'CALL QUEUED',
    'SMS SENT',
  ]);
});
