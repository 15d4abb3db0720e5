import { doc } from '../../core/graphql/doc.ts';
import { openArg, unfinished } from '../../core/graphql/list.ts';
import type { ModuleSchema } from '../../core/graphql/module-schema.ts';
import { inForce } from '../../core/graphql/node.ts';
import { civilDate } from '../../core/time/index.ts';
import { trackQuestion } from './acts/consultations.ts';
import { CLAUSES } from './clauses.ts';
import { CONDUCT_READERS, FEED_READERS, READERS } from './roles.ts';

/** The lists of 网上办理; nullable, as the county's endpoint answers null where the module is off. */
export function addLists(schema: ModuleSchema): void {
  addFeedLists(schema);
  addRecordLists(schema);
  addDeviceLists(schema);
  addTracking(schema);
}

function addFeedLists({ builder, list, queries }: ModuleSchema): void {
  list('monitoringFeed', {
    of: 'MonitoringEntry',
    seenBy: FEED_READERS,
    description: doc(
      '电子监察数据，按位置排序；接收后用 acknowledgeMonitoring 确认，重启后从已确认处继续，至少一次',
      'the monitoring feed by position; acknowledge what you kept, and go on from there after a stop: at least once',
      CLAUSES.channels,
    ),
    args: (arg) => ({
      consumer: arg.string({
        description: doc('接收方，只给其未确认的', 'consumer; only what it has not acknowledged'),
      }),
    }),
    where: async ({ consumer }, ctx) => {
      const name = { ...inForce(ctx), name: consumer ?? '' };
      const known = await (consumer
        ? ctx.db.monitoringConsumer.findUnique({ where: { townshipId_name: name } })
        : null);
      return { position: { gt: known?.position ?? 0 } };
    },
    order: { position: 'asc' },
  });
  const count = builder.objectRef<{ day: string; count: number }>('ClassifiedDay');
  builder.objectType(count, {
    description: doc('涉密事项一日的件数', 'how many cases of classified items a day had', CLAUSES.channels),
    authScopes: { role: FEED_READERS },
    fields: (t) => ({
      day: t.field({ type: 'Date', description: doc('日期', 'day'), resolve: (c) => civilDate(c.day) }),
      count: t.exposeInt('count', { description: doc('件数', 'cases') }),
    }),
  });
  queries((t) => ({
    classifiedDays: t.field({
      type: [count],
      nullable: true,
      authScopes: { role: FEED_READERS },
      description: doc(
        '涉密事项的件数，最近60日',
        'counts of classified items, last 60 days',
        CLAUSES.channels,
      ),
      resolve: (_root, _args, ctx) =>
        ctx.db.classifiedCount.findMany({ where: inForce(ctx), orderBy: { day: 'desc' }, take: 60 }),
    }),
  }));
  list('itemChannels', {
    of: 'ItemChannel',
    seenBy: READERS,
    description: doc('事项渠道', 'channels of items', CLAUSES.channels),
  });
}

function addRecordLists({ list }: ModuleSchema): void {
  list('counterEntries', {
    of: 'CounterEntry',
    seenBy: READERS,
    description: doc('窗口申请录入', 'entries of counter applications', CLAUSES.entry),
    order: { enteredAt: 'desc' },
  });
  list('caseVoids', {
    of: 'CaseVoid',
    seenBy: READERS,
    description: doc('作废记录', 'voided cases', CLAUSES.records),
    order: { voidedAt: 'desc' },
  });
  list('accountAlerts', {
    of: 'AccountAlert',
    seenBy: CONDUCT_READERS,
    description: doc('帐号提醒', 'alerts of accounts', CLAUSES.account),
    args: openArg,
    where: ({ open }) => unfinished(open, 'decidedAt'),
    order: { raisedAt: 'desc' },
  });
  list('onlineConsultations', {
    of: 'OnlineConsultation',
    seenBy: (ctx) => ctx.viewer.townshipId !== null,
    description: doc('网上咨询', 'online consultations', CLAUSES.entry),
    args: openArg,
    where: ({ open }) => unfinished(open, 'answeredAt'),
    order: { askedAt: 'desc' },
  });
}

function addDeviceLists({ list }: ModuleSchema): void {
  list('itTickets', {
    of: 'ItTicket',
    seenBy: READERS,
    description: doc('设备求助', 'calls for IT help', CLAUSES.records),
    args: openArg,
    where: ({ open }) => unfinished(open, 'answeredAt'),
    order: { openedAt: 'desc' },
  });
  list('softwareInstallRequests', {
    of: 'SoftwareInstallRequest',
    seenBy: READERS,
    description: doc('软件安装申请', 'requests for software', CLAUSES.software),
    order: { requestedAt: 'desc' },
  });
  list('deviceInspections', {
    of: 'DeviceInspection',
    seenBy: [...CONDUCT_READERS, 'DUTY_OFFICER', 'COUNTY_IT'],
    description: doc('设备检查', 'inspections of devices', CLAUSES.software),
    order: { inspectedAt: 'desc' },
  });
}

function addTracking({ tracked }: ModuleSchema): void {
  tracked('trackOnlineConsultation', {
    of: 'OnlineConsultation',
    description: doc(
      '凭编号和查询码查看答复，多次输错会暂时锁定',
      'the reply to one’s question, by number and query code; repeated wrong codes lock the number',
      CLAUSES.entry,
    ),
    track: trackQuestion,
  });
}
