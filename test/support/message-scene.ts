import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { perform, type Act, type Actor } from '../../core/acts/act.ts';
import { inScope } from '../../core/db/scope.ts';
import { NO_GATEWAYS, type Gateways } from '../../core/notifications/gateway.ts';
import { defineMessage } from '../../core/notifications/message.ts';
import { draftOf, queueMessages, type MessageDraft } from '../../core/notifications/queue.ts';
import { sendMessage } from '../../core/notifications/sending.ts';
import { smsWebhook } from '../../core/notifications/sms-webhook.ts';
import type { Platform } from '../../core/platform.ts';
import { rowsBehind } from './consistency.ts';
import { fixtureModule } from './fixture-module.ts';
import { SmsReceiver } from './sms-receiver.ts';
import { createWorld, type World } from './world.ts';

export const PHONE = '199-0000-0001';

/** Who settles the township's messages. */
const WINDOW: Actor = { kind: 'STAFF', id: randomUUID(), name: '窗口人员甲', roles: ['WINDOW_STAFF'] };

/** A message to an applicant, of the fixture module `notices`. */
export const DONE = defineMessage({
  key: 'notices.done',
  title: { zh: '示例', en: 'Example' },
  audience: 'APPLICANT',
  channels: ['SMS', 'CALL', 'EMAIL'],
  text: { zh: '{name}：已办结', en: '{name}: completed' },
  data: z.strictObject({ name: z.string() }),
  clause: null,
});

/** The same to a role. */
export const NOTE = defineMessage({ ...DONE, key: 'notices.note', audience: 'ROLE', channels: ['INBOX'] });

/** A township with the module `notices` and an SMS gateway on this machine. */
export class MessageScene {
  readonly world: World;
  readonly receiver: SmsReceiver;

  private constructor(world: World, receiver: SmsReceiver) {
    this.world = world;
    this.receiver = receiver;
  }

  static async create(): Promise<MessageScene> {
    const receiver = new SmsReceiver();
    await receiver.start();
    const modules = [fixtureModule('notices', { messages: [DONE, NOTE] })];
    const scene = new MessageScene(await createWorld({ towns: ['shexi'], modules }), receiver);
    scene.reset();
    return scene;
  }

  /** Friday 2026-10-09, 10:00, and a gateway that works. */
  reset(): void {
    this.world.at('2026-10-09', '10:00');
    this.receiver.next.length = 0;
  }

  async close(): Promise<void> {
    await this.receiver.stop();
    await this.world.close();
  }

  get townshipId(): string {
    return this.world.town('shexi').id;
  }

  /** An act of the window, or of whoever else is given. */
  act<T>(work: (act: Act) => Promise<T>, actor = WINDOW): Promise<T> {
    const input = { townshipId: this.townshipId, actor, mayBeSilent: true };
    return perform(this.world.platform, input, work);
  }

  draft(more: Partial<MessageDraft> = {}): MessageDraft {
    const data = { name: '申请人甲' };
    const who = { caseId: null, recipient: randomUUID(), phone: PHONE };
    return { ...draftOf(DONE, { ...who, data, dedupeKey: randomUUID() }), ...more };
  }

  /** Queues a message and returns its id and key. */
  async queued(more: Partial<MessageDraft> = {}): Promise<{ id: string; dedupeKey: string }> {
    const one = this.draft(more);
    await this.act((act) => queueMessages(act, [one]));
    const [row] = await this.rowsWith(one.dedupeKey);
    return { id: row?.id ?? '', dedupeKey: one.dedupeKey };
  }

  /** The rows that a draft left, by channel. */
  rowsWith(dedupeKey: string) {
    return inScope(this.world.platform.prisma, { kind: 'township', townshipId: this.townshipId }, (tx) =>
      tx.notification.findMany({
        where: { dedupeKey: { contains: dedupeKey } },
        orderBy: { channel: 'asc' },
      }),
    );
  }

  /** Jobs that wait to send a message. */
  jobsOf(id: string): Promise<{ task: string; payload: unknown }[]> {
    return rowsBehind(
      this.world,
      `select t.identifier as task, j.payload from graphile_worker._private_jobs j
         join graphile_worker._private_tasks t on t.id = j.task_id where j.key = $1`,
      [`send-message:${id}`],
    );
  }

  loseJobs(): Promise<object[]> {
    return rowsBehind(this.world, 'delete from graphile_worker._private_jobs returning 1');
  }

  eventsOf(id: string): Promise<{ type: string; payload: unknown }[]> {
    return rowsBehind(
      this.world,
      `select type, payload from "OutboxEvent" where payload->>'notificationId' = $1 order by seq`,
      [id],
    );
  }

  /** The platform with other gateways; live unless `mode` says otherwise. */
  through(gateways: Partial<Gateways>): Platform {
    return { ...this.world.platform, gateways: { ...NO_GATEWAYS, mode: 'live', ...gateways } };
  }

  /** The platform with this scene's gateway. */
  live(mode: Gateways['mode'] = 'live'): Platform {
    const { url, secret } = this.receiver;
    return this.through({ mode, SMS: smsWebhook({ url, secret, timeoutMs: 300 }) });
  }

  send(id: string, platform = this.live()): Promise<void> {
    return sendMessage(platform, { townshipId: this.townshipId, notificationId: id });
  }

  /** How often the gateway got a message. */
  postsOf(id: string): number {
    return this.receiver.posts.filter((post) => post.id === id).length;
  }
}
