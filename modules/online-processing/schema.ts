import { limitsOf } from '../../core/clocks/limit-fields.ts';
import { hasRole, type Context } from '../../core/graphql/context.ts';
import { doc } from '../../core/graphql/doc.ts';
import type { ModuleSchema } from '../../core/graphql/module-schema.ts';
import { rowId, seenIf, whereRow, type RowKey } from '../../core/graphql/node.ts';
import type { ShownKind } from '../../core/graphql/shown.ts';
import { civilDate } from '../../core/time/index.ts';
import { CLAUSES } from './clauses.ts';
import { addEnums } from './enums-schema.ts';
import { addLists } from './lists-schema.ts';
import { CONDUCT_READERS, FEED_READERS, READERS } from './roles.ts';
import type { Channel, FindingKind, InstallState, Standing } from './rules.ts';
import { consultationSubject } from './store.ts';
import { addVerbs } from './verbs-schema.ts';

/** Types, lists and verbs of 网上办理. The API is written here; what happens stands in the acts. */
export function registerOnlineProcessing(schema: ModuleSchema): void {
  addEnums(schema);
  addFeedTypes(schema);
  addEntryTypes(schema);
  addDeviceTypes(schema);
  addQuestion(schema);
  addLists(schema);
  addVerbs(schema);
}

/** Seen by whoever holds one of the roles, and by whoever has just made it with a verb. */
function readBy(kind: ShownKind, roles: readonly string[]) {
  return (row: RowKey, ctx: Context) => seenIf(hasRole(ctx, ...roles) || ctx.shown.has(kind, row.id));
}

/** The same for what concerns a member of staff: he sees his own. */
function conductOf(kind: ShownKind) {
  return (row: RowKey & { staffId: string }, ctx: Context) =>
    seenIf(hasRole(ctx, ...CONDUCT_READERS) || ctx.viewer.id === row.staffId || ctx.shown.has(kind, row.id));
}

const NODE = { id: { resolve: rowId }, findUnique: whereRow, nullable: true } as const;

function addFeedTypes({ builder }: ModuleSchema): void {
  builder.prismaNode('ItemChannel', {
    ...NODE,
    description: doc('事项的办理渠道', 'the channel of an item', CLAUSES.channels),
    authScopes: readBy('ItemChannel', READERS),
    fields: (t) => ({
      channel: t.field({
        type: 'ItemChannelKind',
        description: doc('渠道', 'channel'),
        resolve: (c) => c.channel as Channel,
      }),
      system: t.exposeString('system', { nullable: true, description: doc('自有系统', 'system of its own') }),
      since: t.field({ type: 'Date', description: doc('自', 'since'), resolve: (c) => civilDate(c.since) }),
      lastEventOn: t.field({
        type: 'Date',
        description: doc('最近有数据之日', 'last day with an event'),
        resolve: (c) => civilDate(c.lastEventOn),
      }),
      gap: t.boolean({
        description: doc('是否已提醒中断', 'whether a gap was reported'),
        resolve: (c) => c.gapReportedOf !== null,
      }),
      item: t.field({
        type: 'ServiceItem',
        nullable: true,
        description: doc('事项', 'the item'),
        resolve: (c, _args, ctx) => ctx.platform.directory.findItem(c.townshipId, c.itemId),
      }),
    }),
  });
  builder.prismaNode('MonitoringEntry', {
    ...NODE,
    description: doc(
      '电子监察数据：编号、代码和时间，不含个人信息',
      'an entry of the monitoring feed: numbers, codes and times, no personal data',
      CLAUSES.channels,
    ),
    authScopes: readBy('MonitoringEntry', FEED_READERS),
    fields: (t) => ({
      position: t.exposeInt('position', { description: doc('位置，只增', 'position; only rises') }),
      number: t.exposeString('number', { description: doc('办件编号', 'number of the case') }),
      type: t.exposeString('type', { description: doc('环节', 'what happened') }),
      toState: t.exposeString('toState', { nullable: true, description: doc('其后状态', 'state after it') }),
      source: t.exposeString('source', {
        description: doc('来源：PLATFORM或EXTERNAL', 'PLATFORM or EXTERNAL'),
      }),
      occurredAt: t.expose('occurredAt', { type: 'DateTime', description: doc('发生时间', 'when') }),
    }),
  });
  builder.prismaNode('MonitoringConsumer', {
    ...NODE,
    description: doc('电子监察的接收方', 'a consumer of the feed', CLAUSES.channels),
    authScopes: readBy('MonitoringConsumer', FEED_READERS),
    fields: (t) => ({
      name: t.exposeString('name', { description: doc('名称', 'name') }),
      position: t.exposeInt('position', { description: doc('已确认的位置', 'position acknowledged') }),
    }),
  });
}

function addEntryTypes({ builder }: ModuleSchema): void {
  builder.prismaNode('CounterEntry', {
    ...NODE,
    description: doc('窗口申请的录入', 'how a counter application was entered', CLAUSES.entry),
    authScopes: readBy('CounterEntry', READERS),
    fields: (t) => ({
      receivedAt: t.expose('receivedAt', { type: 'DateTime', description: doc('收到', 'received') }),
      enteredAt: t.expose('enteredAt', { type: 'DateTime', description: doc('录入', 'entered') }),
      completedAt: t.expose('completedAt', {
        type: 'DateTime',
        nullable: true,
        description: doc('此前办结', 'completed before'),
      }),
      dueOn: t.field({
        type: 'Date',
        description: doc('应录入日', 'to be entered by'),
        resolve: (e) => civilDate(e.dueOn),
      }),
      standing: t.field({
        type: 'EntryStanding',
        description: doc('是否及时', 'how promptly'),
        resolve: (e) => e.standing as Standing,
      }),
      reason: t.exposeString('reason', { nullable: true, description: doc('补录理由', 'why afterwards') }),
      case: t.relation('case', { description: doc('办件', 'the case') }),
    }),
  });
  builder.prismaNode('CaseVoid', {
    ...NODE,
    description: doc('作废', 'a case that was voided', CLAUSES.records),
    authScopes: readBy('CaseVoid', READERS),
    fields: (t) => ({
      reason: t.exposeString('reason', { description: doc('理由', 'reason') }),
      voidedAt: t.expose('voidedAt', { type: 'DateTime', description: doc('时间', 'when') }),
      case: t.relation('case', { description: doc('办件', 'the case') }),
    }),
  });
  builder.prismaNode('WindowSession', {
    ...NODE,
    description: doc('帐号在窗口的使用', 'use of an account at a window', CLAUSES.account),
    authScopes: conductOf('WindowSession'),
    fields: (t) => ({
      own: t.exposeBoolean('own', { description: doc('是否本窗口', 'whether it is its own window') }),
      openedAt: t.expose('openedAt', { type: 'DateTime', description: doc('开始', 'from') }),
      seenAt: t.expose('seenAt', { type: 'DateTime', description: doc('最近', 'last seen') }),
      window: t.relation('window', { description: doc('窗口', 'window') }),
    }),
  });
  builder.prismaNode('AccountAlert', {
    ...NODE,
    description: doc('同一帐号在两个窗口的提醒', 'one account at two windows', CLAUSES.account),
    authScopes: conductOf('AccountAlert'),
    fields: (t) => ({
      state: t.exposeString('state', {
        description: doc('状态：OPEN、CONFIRMED、DISMISSED', 'OPEN, CONFIRMED or DISMISSED'),
      }),
      raisedAt: t.expose('raisedAt', { type: 'DateTime', description: doc('时间', 'when') }),
      staff: t.relation('staff', { description: doc('帐号所属人员', 'whose account') }),
      window: t.relation('window', { description: doc('窗口', 'window') }),
      other: t.relation('other', { description: doc('另一窗口', 'the other window') }),
    }),
  });
}

function addDeviceTypes({ builder }: ModuleSchema): void {
  builder.prismaNode('ItTicket', {
    ...NODE,
    description: doc('向信息业务股求助', 'a call for help to the county’s IT', CLAUSES.records),
    authScopes: readBy('ItTicket', READERS),
    fields: (t) => ({
      problem: t.exposeString('problem', { description: doc('问题', 'the problem') }),
      openedAt: t.expose('openedAt', { type: 'DateTime', description: doc('时间', 'when') }),
      answer: t.exposeString('answer', { nullable: true, description: doc('答复', 'answer') }),
      window: t.relation('window', { nullable: true, description: doc('窗口', 'window') }),
    }),
  });
  builder.prismaNode('SoftwareInstallRequest', {
    ...NODE,
    description: doc('软件安装申请', 'a request for software', CLAUSES.software),
    authScopes: readBy('SoftwareInstallRequest', READERS),
    fields: (t) => ({
      software: t.exposeString('software', { description: doc('软件', 'software') }),
      purpose: t.exposeString('purpose', { description: doc('用途', 'purpose') }),
      state: t.field({
        type: 'SoftwareInstallState',
        description: doc('状态', 'state'),
        resolve: (r) => r.state as InstallState,
      }),
      decision: t.exposeString('decision', { nullable: true, description: doc('意见', 'decision') }),
      installedAt: t.expose('installedAt', {
        type: 'DateTime',
        nullable: true,
        description: doc('安装时间', 'when installed'),
      }),
      window: t.relation('window', { description: doc('窗口', 'window') }),
    }),
  });
  builder.prismaNode('DeviceInspection', {
    ...NODE,
    description: doc('设备检查', 'an inspection of devices', CLAUSES.software),
    authScopes: readBy('DeviceInspection', [...CONDUCT_READERS, 'DUTY_OFFICER', 'COUNTY_IT']),
    fields: (t) => ({
      inspectedAt: t.expose('inspectedAt', { type: 'DateTime', description: doc('时间', 'when') }),
      note: t.exposeString('note', { nullable: true, description: doc('说明', 'note') }),
      window: t.relation('window', { description: doc('窗口', 'window') }),
      findings: t.relatedConnection('findings', {
        cursor: 'townshipId_id',
        description: doc('发现的问题', 'what was found'),
        query: { orderBy: { id: 'asc' } },
      }),
    }),
  });
  builder.prismaNode('DeviceFinding', {
    ...NODE,
    description: doc('检查发现的问题', 'a finding', CLAUSES.misuse),
    authScopes: (row, ctx) =>
      seenIf(hasRole(ctx, ...CONDUCT_READERS, 'DUTY_OFFICER', 'COUNTY_IT') || ctx.viewer.id === row.staffId),
    fields: (t) => ({
      kind: t.field({
        type: 'DeviceFindingKind',
        description: doc('种类', 'kind'),
        resolve: (f) => f.kind as FindingKind,
      }),
      code: t.exposeString('code', {
        nullable: true,
        description: doc('计分规则，空为只记录', 'scoring rule; null = on record only'),
      }),
      note: t.exposeString('note', { nullable: true, description: doc('说明', 'note') }),
      staff: t.relation('staff', { description: doc('人员', 'who') }),
    }),
  });
}

/** The limit within which a question is answered. */
const REPLY_LIMITS = limitsOf(consultationSubject);

function addQuestion({ builder }: ModuleSchema): void {
  /** The asker, by his code or when he has just asked, and the township's staff. */
  const ofAsker = (ctx: Context, row: RowKey) =>
    ctx.viewer.townshipId === row.townshipId || ctx.shown.has('OnlineConsultation', row.id);
  builder.prismaNode('OnlineConsultation', {
    ...NODE,
    description: doc('网上咨询', 'a question asked online', CLAUSES.entry),
    authScopes: (row, ctx) => seenIf(ofAsker(ctx, row)),
    fields: (t) => ({
      number: t.exposeString('number', { description: doc('编号', 'number') }),
      queryCode: t.string({
        nullable: true,
        description: doc('查询码，只给咨询人', 'query code; for the asker only'),
        resolve: (q, _args, ctx) => (ctx.shown.has('OnlineConsultation', q.id) ? q.queryCode : null),
      }),
      question: t.exposeString('question', { description: doc('问题', 'question') }),
      contact: t.exposeString('contact', { nullable: true, description: doc('联系方式', 'contact') }),
      askedAt: t.expose('askedAt', { type: 'DateTime', description: doc('提出时间', 'when asked') }),
      answer: t.exposeString('answer', { nullable: true, description: doc('答复', 'answer') }),
      answeredAt: t.expose('answeredAt', {
        type: 'DateTime',
        nullable: true,
        description: doc('答复时间', 'when answered'),
      }),
      clear: t.exposeBoolean('clear', {
        nullable: true,
        description: doc('咨询人评是否清楚', 'the asker’s mark: clear or not'),
      }),
      dueOn: t.field(REPLY_LIMITS.dueOn(doc('应答复日', 'reply due'))),
      clocks: t.prismaField(
        REPLY_LIMITS.clocks(doc('答复时限及其由来', 'its reply clock, with its explanation')),
      ),
    }),
  });
}
