import { STAFF_ROLES } from '../auth/roles.ts';
import type { AppBuilder } from '../graphql/builder.ts';
import { hasRole } from '../graphql/context.ts';
import { doc } from '../graphql/doc.ts';
import type { EnumValues } from '../graphql/enums.ts';
import { Failure } from '../graphql/failure.ts';
import { rowId, seenIf, whereRow } from '../graphql/node.ts';
import { addVerb, rowAnswer } from '../graphql/verb.ts';
import { mayReadMessage, settleNotification, TOWNSHIP_READERS } from './service.ts';

/** Staff read the township's messages or their own; the county reads the copies that are addressed to it. */
const READERS = [...STAFF_ROLES, 'COUNTY_BUREAU'] as const;

/** The outbox of messages and the result of sending them. */
export function addNotifications(builder: AppBuilder): void {
  builder.enumType('NotificationState', {
    description: doc('通知状态', 'state of a message'),
    values: {
      QUEUED: { description: doc('待发送', 'waits to be sent') },
      SENT: { description: doc('已送达', 'arrived') },
      FAILED: { description: doc('未送达', 'did not arrive') },
    },
  });
  builder.prismaNode('Notification', {
    id: { resolve: rowId },
    findUnique: whereRow,
    nullable: true,
    description: doc('通知', 'a message to an applicant, a member of staff or a role'),
    authScopes: (message, ctx) =>
      seenIf(
        (message.module === null || ctx.platform.switches.isEnabled(message.townshipId, message.module)) &&
          ((ctx.viewer.townshipId === message.townshipId && mayReadMessage(ctx.viewer, message)) ||
            (ctx.viewer.kind === 'COUNTY' && ctx.viewer.roles.includes(message.recipient))),
      ),
    fields: (t) => ({
      channel: t.exposeString('channel', {
        description: doc('渠道：SMS、CALL、INBOX', 'SMS, CALL or INBOX'),
      }),
      recipientKind: t.exposeString('recipientKind', { description: doc('接收者类别', 'kind of recipient') }),
      text: t.exposeString('text', { description: doc('内容', 'text') }),
      state: t.field({
        type: 'NotificationState',
        description: doc('状态', 'state'),
        resolve: (n) => n.state as EnumValues['NotificationState'],
      }),
      reason: t.exposeString('reason', { nullable: true, description: doc('未送达原因', 'why it failed') }),
      queuedAt: t.expose('queuedAt', { type: 'DateTime', description: doc('生成时间', 'when queued') }),
      case: t.relation('case', { nullable: true, description: doc('办件', 'its case') }),
    }),
  });
  builder.queryField('notifications', (t) =>
    t.prismaConnection({
      type: 'Notification',
      cursor: 'townshipId_id',
      description: doc(
        '本镇的通知和电话任务，以及给我的提醒',
        'the township’s messages and call tasks, and my reminders',
      ),
      authScopes: { role: READERS },
      args: {
        state: t.arg({ type: 'NotificationState', description: doc('状态', 'only this state') }),
        mine: t.arg.boolean({ description: doc('只看给我的', 'only those addressed to me') }),
      },
      resolve: (query, _root, args, ctx) => {
        if (!ctx.township) throw new Failure('TOWNSHIP_REQUIRED');
        const on = ctx.platform.switches.enabledIn(ctx.township.id);
        const own = { in: [ctx.viewer.id ?? '', ...ctx.viewer.roles] };
        const mine = args.mine || !hasRole(ctx, ...TOWNSHIP_READERS);
        return ctx.db.notification.findMany({
          ...query,
          where: {
            townshipId: ctx.township.id,
            ...(args.state ? { state: args.state as unknown as string } : {}),
            AND: [
              { OR: [{ readBy: null }, { readBy: own }] },
              { OR: [{ module: null }, { module: { in: on } }] },
              mine ? { OR: [{ recipient: own }, { readBy: own }] } : {},
            ],
          },
          orderBy: [{ queuedAt: 'desc' }, { id: 'asc' }],
        });
      },
    }),
  );
  addVerb(builder, 'settleNotification', {
    description: doc('登记通知是否送达', 'records whether a message arrived'),
    roles: STAFF_ROLES,
    answer: rowAnswer('Notification', (db, where) => db.notification.findUniqueOrThrow({ where })),
    input: (t) => ({
      notificationId: t.id({ required: true, description: doc('通知', 'global id of the message') }),
      delivered: t.boolean({ required: true, description: doc('是否送达', 'whether it arrived') }),
      reason: t.string({ description: doc('未送达原因', 'why it failed') }),
    }),
    act: async (act, input, ids) => ({
      id: await settleNotification(act, {
        notificationId: ids('Notification', input.notificationId),
        delivered: input.delivered,
        reason: input.reason ?? null,
      }),
    }),
  });
}
