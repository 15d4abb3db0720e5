import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { rowsBehind } from '../../test/support/consistency.ts';
import { MessageScene } from '../../test/support/message-scene.ts';
import { perform, SYSTEM } from '../acts/act.ts';
import { configureModule } from '../modules/configure.ts';
import { Undelivered, type Gateway } from './gateway.ts';
import { retryNotification } from './service.ts';

let scene: MessageScene;
beforeAll(async () => {
  scene = await MessageScene.create();
});
afterEach(() => scene.reset());
afterAll(() => scene.close());

describe('test mode', () => {
  const elsewhere = (): Gateway => ({
    isLocal: false,
    send: () => Promise.reject(new Undelivered('SPOKEN_TO', { isFinal: true })),
  });

  test('records the rendered message as sent in test, and speaks to no gateway elsewhere', async () => {
    const { id, dedupeKey } = await scene.queued();
    await scene.send(id, scene.through({ mode: 'test', SMS: elsewhere() }));
    expect(await scene.rowsWith(dedupeKey)).toMatchObject([
      { state: 'SENT_IN_TEST', text: '申请人甲：已办结', attempts: 0, failure: null },
    ]);
    expect(await scene.eventsOf(id)).toMatchObject([{ type: 'notification.sent' }]);
    const spoken = await scene.queued();
    await scene.send(spoken.id, scene.through({ SMS: elsewhere() }));
    expect(await scene.rowsWith(spoken.dedupeKey)).toMatchObject([{}, { failure: 'SPOKEN_TO' }]);
  });

  test('a gateway on this machine is used, and the message is still marked', async () => {
    const { id, dedupeKey } = await scene.queued();
    await scene.send(id, scene.live('test'));
    expect(await scene.rowsWith(dedupeKey)).toMatchObject([{ state: 'SENT_IN_TEST', attempts: 1 }]);
    expect(scene.receiver.posts.at(-1)?.id).toBe(id);
  });

  test('is the default of a demo county', async () => {
    await rowsBehind(scene.world, 'update "County" set "isDemo" = true returning 1');
    await scene.world.platform.directory.reload();
    const { id, dedupeKey } = await scene.queued();
    await scene.send(id, scene.through({ mode: null, SMS: elsewhere() }));
    expect(await scene.rowsWith(dedupeKey)).toMatchObject([{ state: 'SENT_IN_TEST' }]);
    await rowsBehind(scene.world, 'update "County" set "isDemo" = false returning 1');
    await scene.world.platform.directory.reload();
  });
});

describe('a module that goes off', () => {
  const configure = (enabled: boolean) =>
    perform(scene.world.platform, { townshipId: scene.townshipId, actor: SYSTEM }, (a) =>
      configureModule(a, { module: 'notices', enabled, openWork: 'FREEZE' }),
    );

  test('withholds what waits, calls included, and says why; nothing of it is queued, sent or sent anew', async () => {
    const waits = await scene.queued();
    const refused = await scene.queued();
    scene.receiver.next.push('REFUSE');
    await scene.send(refused.id);
    await configure(false);
    const withheld = { state: 'WITHHELD', failure: 'MODULE_OFF', reason: expect.stringContaining('notices') };
    expect(await scene.rowsWith(waits.dedupeKey)).toMatchObject([withheld]);
    expect(await scene.rowsWith(refused.dedupeKey)).toMatchObject([
      { channel: 'CALL', ...withheld },
      { channel: 'SMS', state: 'FAILED' },
    ]);
    const before = scene.receiver.posts.length;
    await scene.send(waits.id);
    const silent = await scene.queued();
    expect(await scene.rowsWith(silent.dedupeKey)).toEqual([]);
    expect(scene.receiver.posts).toHaveLength(before);
    await expect(scene.act((a) => retryNotification(a, waits.id))).rejects.toThrow('MODULE_NOT_ENABLED');

    await configure(true);
    await scene.act((a) => retryNotification(a, waits.id));
    await scene.send(waits.id);
    expect(await scene.rowsWith(waits.dedupeKey)).toMatchObject([{ state: 'SENT' }]);
  });

  test('is asked once more before sending: a message queued while it went off is withheld', async () => {
    const { id, dedupeKey } = await scene.queued();
    await configure(false);
    await rowsBehind(scene.world, `update "Notification" set state = 'QUEUED' where id = $1 returning 1`, [
      id,
    ]);
    await scene.send(id);
    expect(await scene.rowsWith(dedupeKey)).toMatchObject([{ state: 'WITHHELD', failure: 'MODULE_OFF' }]);
    await configure(true);
  });
});

test('only what failed, was withheld or waits, and has an address, is sent anew', async () => {
  const sent = await scene.queued();
  await scene.send(sent.id);
  await expect(scene.act((a) => retryNotification(a, sent.id))).rejects.toThrow('NOTIFICATION_NOT_RETRYABLE');
  const nobody = await scene.queued({ phone: null });
  await expect(scene.act((a) => retryNotification(a, nobody.id))).rejects.toThrow(
    'NOTIFICATION_NOT_RETRYABLE',
  );
  const failed = await scene.queued();
  scene.receiver.next.push('REFUSE');
  await scene.send(failed.id);
  await scene.act((a) => retryNotification(a, failed.id));
  await scene.send(failed.id);
  expect((await scene.rowsWith(failed.dedupeKey)).map(({ channel, state }) => `${channel} ${state}`)).toEqual(
    ['CALL QUEUED', 'SMS SENT'],
  );
});
