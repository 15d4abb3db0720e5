import { doc } from '../../core/graphql/doc.ts';
import { Failure } from '../../core/graphql/failure.ts';
import type { ModuleSchema } from '../../core/graphql/module-schema.ts';
import { covers, inForce } from '../../core/graphql/node.ts';
import { civilDate } from '../../core/time/index.ts';
import { trackQuestion } from './acts/consultations.ts';
import { CLAUSES } from './clauses.ts';
import { CONDUCT_READERS, FEED_READERS, READERS } from './roles.ts';
import { MODULE_ID } from './store.ts';

const LIST = { cursor: 'townshipId_id', nullable: true } as const;

/** The lists of 网上办理; nullable, as the county's endpoint answers null where the module is off. */
export function addLists(schema: ModuleSchema): void {
  addFeedLists(schema);
  addRecordLists(schema);
  addDeviceLists(schema);
  addTracking(schema);
}

function addFeedLists({ builder, queries }: ModuleSchema): void {
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
    monitoringFeed: t.prismaConnection({
      ...LIST,
      type: 'MonitoringEntry',
      authScopes: { role: FEED_READERS },
      description: doc(
        '电子监察数据，按位置排序；接收后用 acknowledgeMonitoring 确认，重启后从已确认处继续，至少一次',
        'the monitoring feed by position; acknowledge what you kept, and go on from there after a stop: at least once',
        CLAUSES.channels,
      ),
      args: {
        consumer: t.arg.string({
          description: doc('接收方，只给其未确认的', 'consumer; only what it has not acknowledged'),
        }),
      },
      resolve: async (query, _root, { consumer }, ctx) => {
        const { townshipId } = inForce(ctx);
        const known = consumer
          ? await ctx.db.monitoringConsumer.findUnique({
              where: { townshipId_name: { townshipId, name: consumer } },
            })
          : null;
        return ctx.db.monitoringEntry.findMany({
          ...query,
          where: { townshipId, position: { gt: known?.position ?? 0 } },
          orderBy: { position: 'asc' },
        });
      },
    }),
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
    itemChannels: t.prismaConnection({
      ...LIST,
      type: 'ItemChannel',
      authScopes: { role: READERS },
      description: doc('事项渠道', 'channels of items', CLAUSES.channels),
      resolve: (query, _root, _args, ctx) =>
        ctx.db.itemChannel.findMany({ ...query, where: inForce(ctx), orderBy: { id: 'asc' } }),
    }),
  }));
}

function addRecordLists({ queries }: ModuleSchema): void {
  queries((t) => ({
    counterEntries: t.prismaConnection({
      ...LIST,
      type: 'CounterEntry',
      authScopes: { role: READERS },
      description: doc('窗口申请录入', 'entries of counter applications', CLAUSES.entry),
      resolve: (query, _root, _args, ctx) =>
        ctx.db.counterEntry.findMany({
          ...query,
          where: inForce(ctx),
          orderBy: [{ enteredAt: 'desc' }, { id: 'asc' }],
        }),
    }),
    caseVoids: t.prismaConnection({
      ...LIST,
      type: 'CaseVoid',
      authScopes: { role: READERS },
      description: doc('作废记录', 'voided cases', CLAUSES.records),
      resolve: (query, _root, _args, ctx) =>
        ctx.db.caseVoid.findMany({
          ...query,
          where: inForce(ctx),
          orderBy: [{ voidedAt: 'desc' }, { id: 'asc' }],
        }),
    }),
    accountAlerts: t.prismaConnection({
      ...LIST,
      type: 'AccountAlert',
      authScopes: { role: CONDUCT_READERS },
      description: doc('帐号提醒', 'alerts of accounts', CLAUSES.account),
      resolve: (query, _root, _args, ctx) =>
        ctx.db.accountAlert.findMany({
          ...query,
          where: inForce(ctx),
          orderBy: [{ raisedAt: 'desc' }, { id: 'asc' }],
        }),
    }),
    onlineConsultations: t.prismaConnection({
      ...LIST,
      type: 'OnlineConsultation',
      authScopes: (_root, _args, ctx) => ctx.viewer.townshipId !== null,
      description: doc('网上咨询', 'online consultations', CLAUSES.entry),
      resolve: (query, _root, _args, ctx) =>
        ctx.db.onlineConsultation.findMany({
          ...query,
          where: inForce(ctx),
          orderBy: [{ askedAt: 'desc' }, { id: 'asc' }],
        }),
    }),
  }));
}

function addDeviceLists({ queries }: ModuleSchema): void {
  queries((t) => ({
    itTickets: t.prismaConnection({
      ...LIST,
      type: 'ItTicket',
      authScopes: { role: READERS },
      description: doc('设备求助', 'calls for IT help', CLAUSES.records),
      resolve: (query, _root, _args, ctx) =>
        ctx.db.itTicket.findMany({
          ...query,
          where: inForce(ctx),
          orderBy: [{ openedAt: 'desc' }, { id: 'asc' }],
        }),
    }),
    softwareInstallRequests: t.prismaConnection({
      ...LIST,
      type: 'SoftwareInstallRequest',
      authScopes: { role: READERS },
      description: doc('软件安装申请', 'requests for software', CLAUSES.software),
      resolve: (query, _root, _args, ctx) =>
        ctx.db.softwareInstallRequest.findMany({
          ...query,
          where: inForce(ctx),
          orderBy: [{ requestedAt: 'desc' }, { id: 'asc' }],
        }),
    }),
    deviceInspections: t.prismaConnection({
      ...LIST,
      type: 'DeviceInspection',
      authScopes: { role: [...CONDUCT_READERS, 'DUTY_OFFICER', 'COUNTY_IT'] },
      description: doc('设备检查', 'inspections of devices', CLAUSES.software),
      resolve: (query, _root, _args, ctx) =>
        ctx.db.deviceInspection.findMany({
          ...query,
          where: inForce(ctx),
          orderBy: [{ inspectedAt: 'desc' }, { id: 'asc' }],
        }),
    }),
  }));
}

function addTracking({ queries }: ModuleSchema): void {
  queries((t) => ({
    trackOnlineConsultation: t.prismaField({
      type: 'OnlineConsultation',
      nullable: true,
      description: doc(
        '凭编号和查询码查看答复，多次输错会暂时锁定',
        'the reply to one’s question, by number and query code; repeated wrong codes lock the number',
        CLAUSES.entry,
      ),
      authScopes: { public: true },
      args: {
        number: t.arg.string({ required: true, description: doc('编号', 'number') }),
        queryCode: t.arg.string({ required: true, description: doc('查询码', 'query code') }),
      },
      resolve: async (query, _root, { number, queryCode }, ctx) => {
        const tracked = await trackQuestion(ctx.platform, number, queryCode);
        if (tracked.kind === 'locked')
          throw new Failure('CODE_LOCKED', undefined, { lockedUntil: tracked.until.toISOString() });
        if (tracked.kind === 'wrong' || !covers(ctx, tracked.townshipId)) return null;
        if (!ctx.platform.switches.isEnabled(tracked.townshipId, MODULE_ID)) return null;
        ctx.shown.add('OnlineConsultation', tracked.id);
        const { townshipId, id } = tracked;
        return ctx.db.onlineConsultation.findUnique({
          ...query,
          where: { townshipId_id: { townshipId, id } },
        });
      },
    }),
  }));
}
