import { STAFF_ROLES } from '../auth/roles.ts';
import type { AppBuilder } from '../graphql/builder.ts';
import { hasRole } from '../graphql/context.ts';
import { doc } from '../graphql/doc.ts';
import type { EnumValues } from '../graphql/enums.ts';
import { addList } from '../graphql/list.ts';
import { inForce, rowId, seenIf, whereRow } from '../graphql/node.ts';
import { addVerb, rowAnswer } from '../graphql/verb.ts';
import { mayReadMessage, retryNotification, settleNotification, TOWNSHIP_READERS } from './service.ts';
import { addMessageTemplates } from './templates-schema.ts';

/** Staff read the township's messages or their own; the county reads the copies that are addressed to it. */
const READERS = [...STAFF_ROLES, 'COUNTY_BUREAU'] as const;

const ANSWER = rowAnswer('Notification', (db, where) => db.notification.findUniqueOrThrow({ where }));

/** The outbox of messages and the result of sending them. */
export function addNotifications(builder: AppBuilder): void {
  addEnums(builder);
  builder.prismaNode('Notification', {
    id: { resolve: rowId },
    findUnique: whereRow,
    nullable: true,
    description: doc('通知', 'a message to an applicant, a member of staff or a role'),
    authScopes: (message, ctx) =>
      seenIf(
        (message.module === null || ctx.platform.switches.isEnabled(message.townshipId, message.module)) &&
          ((ctx.viewer.townshipId === message.townshipId && mayReadMessage(ctx.viewer, message)) ||
            (ctx.viewer.kind === 'COUNTY' && mayReadMessage(ctx.viewer, message, []))),
      ),
    fields: (t) => ({
      channel: t.field({
        type: 'NotificationChannel',
        description: doc('渠道', 'channel'),
        resolve: (n) => n.channel as EnumValues['NotificationChannel'],
      }),
      template: t.exposeString('template', { description: doc('消息模板', 'key of its template') }),
      recipientKind: t.exposeString('recipientKind', {
        description: doc(
          '接收者类别：APPLICANT、CITIZEN、STAFF、ROLE',
          'kind of recipient: APPLICANT, CITIZEN, STAFF, ROLE',
        ),
      }),
      address: t.string({
        nullable: true,
        description: doc(
          '服务对象的电话或邮箱，仅窗口可见',
          'number or mailbox of an applicant, for the window only',
        ),
        resolve: (n, _args, ctx) =>
          n.recipientKind === 'APPLICANT' && hasRole(ctx, 'WINDOW_STAFF', 'STATION_HEAD') ? n.address : null,
      }),
      text: t.exposeString('text', { description: doc('内容', 'text as it is sent, in Chinese') }),
      english: t.exposeString('english', { description: doc('英文内容', 'the same in English') }),
      state: t.field({
        type: 'NotificationState',
        description: doc('状态', 'state'),
        resolve: (n) => n.state as EnumValues['NotificationState'],
      }),
      attempts: t.exposeInt('attempts', {
        description: doc('交给网关的次数', 'how often it was handed to a gateway'),
      }),
      failure: t.exposeString('failure', {
        nullable: true,
        description: doc(
          '最近一次失败的代码，如 NO_NUMBER、TIMEOUT、HTTP_500、SMTP_450、MODULE_OFF',
          'code of the latest failure, such as NO_NUMBER, TIMEOUT, HTTP_500, SMTP_450, MODULE_OFF',
        ),
      }),
      reason: t.exposeString('reason', { nullable: true, description: doc('未送达原因', 'why it failed') }),
      receipt: t.exposeString('receipt', {
        nullable: true,
        description: doc('网关回执', 'receipt of the gateway'),
      }),
      queuedAt: t.expose('queuedAt', { type: 'DateTime', description: doc('生成时间', 'when queued') }),
      settledAt: t.expose('settledAt', {
        type: 'DateTime',
        nullable: true,
        description: doc('有结果的时间', 'when its result was known'),
      }),
      case: t.relation('case', { nullable: true, description: doc('办件', 'its case') }),
    }),
  });
  addList(builder, 'notifications', {
    of: 'Notification',
    seenBy: READERS,
    description: doc(
      '本镇的通知和电话任务，以及给我的提醒',
      'the township’s messages and call tasks, and my reminders',
    ),
    args: (arg) => ({
      state: arg({ type: 'NotificationState', description: doc('状态', 'only this state') }),
      channel: arg({
        type: 'NotificationChannel',
        description: doc('渠道；CALL 为电话任务', 'only this channel; CALL for the telephone tasks'),
      }),
      mine: arg.boolean({ description: doc('只看给我的', 'only those addressed to me') }),
    }),
    where: (args, ctx) => {
      const on = ctx.platform.switches.enabledIn(inForce(ctx).townshipId);
      const own = { in: [ctx.viewer.id ?? '', ...ctx.viewer.roles] };
      const mine = args.mine || !hasRole(ctx, ...TOWNSHIP_READERS);
      return {
        ...(args.state ? { state: args.state } : {}),
        ...(args.channel ? { channel: args.channel } : {}),
        AND: [
          { OR: [{ readBy: null }, { readBy: own }] },
          { OR: [{ module: null }, { module: { in: on } }] },
          mine ? { OR: [{ recipient: own }, { readBy: own }] } : {},
        ],
      };
    },
    order: { queuedAt: 'desc' },
  });
  addVerb(builder, 'settleNotification', {
    description: doc('登记通知是否送达', 'records whether a message arrived'),
    roles: STAFF_ROLES,
    answer: ANSWER,
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
  addVerb(builder, 'retryNotification', {
    description: doc(
      '重新发送未送达、暂缓或待发送的通知',
      'sends a message that failed, was withheld or still waits anew',
    ),
    roles: STAFF_ROLES,
    answer: ANSWER,
    input: (t) => ({
      notificationId: t.id({ required: true, description: doc('通知', 'global id of the message') }),
    }),
    act: async (act, input, ids) => ({
      id: await retryNotification(act, ids('Notification', input.notificationId)),
    }),
  });
  addMessageTemplates(builder);
}

function addEnums(builder: AppBuilder): void {
  builder.enumType('NotificationState', {
    description: doc('通知状态', 'state of a message'),
    values: {
      QUEUED: { description: doc('待发送', 'waits to be sent') },
      SENDING: { description: doc('正在发送', 'is being handed to a gateway') },
      SENT: { description: doc('已送达', 'arrived: in the inbox, or with the gateway’s receipt') },
      SENT_IN_TEST: { description: doc('测试模式，没有离开本机', 'test mode: it did not leave the machine') },
      FAILED: { description: doc('未送达', 'did not arrive') },
      WITHHELD: { description: doc('暂缓：所属模块停用', 'withheld: its module went off') },
    },
  });
  builder.enumType('NotificationChannel', {
    description: doc('通知渠道', 'channel of a message'),
    values: {
      SMS: { description: doc('短信', 'text message') },
      CALL: { description: doc('电话任务，由窗口人员完成', 'telephone task for the window') },
      EMAIL: { description: doc('电子邮件', 'e-mail') },
      INBOX: { description: doc('站内消息', 'read in this system') },
    },
  });
}
