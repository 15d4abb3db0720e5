import type { StaffInfo } from '../../core/county/directory.ts';
import { todayOf, type Context } from '../../core/graphql/context.ts';
import { doc } from '../../core/graphql/doc.ts';
import type { EnumValues } from '../../core/graphql/enums.ts';
import { Failure } from '../../core/graphql/failure.ts';
import { heldListField } from '../../core/graphql/list.ts';
import type { ModuleSchema } from '../../core/graphql/module-schema.ts';
import { pageOf } from '../../core/graphql/page.ts';
import { staffOf } from '../../core/people/reference.ts';
import { townshipByCode } from '../../core/graphql/verb.ts';
import { trackError } from './acts/errors.ts';
import { CLAUSES } from './clauses.ts';
import { READERS } from './roles.ts';
import type { ListedTypes } from './schema.ts';
import { shownOnScreen, staleChannels, standsOnBoard, textsInForce } from './rules.ts';
import { DisclosureSettings } from './settings.ts';
import { channelFacts, MODULE_ID } from './store.ts';

const LATEST_PUBLISHED = { publishedAt: 'desc' } as const;

/** The lists of 办事公开; nullable, as the county's endpoint answers null where the module is off. */
export function addLists(schema: ModuleSchema, refs: ListedTypes): void {
  addPublicLists(schema, refs);
  addStaffLists(schema);
  addScreen(schema, refs);
}

/** The township in force, which the argument may name; TOWNSHIP_UNKNOWN, FORBIDDEN for another, TOWNSHIP_REQUIRED for none. */
function shownTownship(ctx: Context, code: string | null | undefined): string {
  const id = code ? townshipByCode(ctx, code) : ctx.township?.id;
  if (!ctx.township || !id) throw new Failure('TOWNSHIP_REQUIRED');
  return id;
}

function addPublicLists({ list, tracked, queries }: ModuleSchema, { entry }: ListedTypes): void {
  list('publishedItems', {
    of: 'ItemPublication',
    seenBy: 'public',
    description: doc(
      '已公布的事项，供政府网站导出；可只取某时间之后公布的',
      'published items, the feed of the website; those after a time',
      CLAUSES.website,
    ),
    args: (arg) => ({
      since: arg({ type: 'DateTime', description: doc('此后公布的', 'published after') }),
    }),
    where: ({ since }) => ({ publishedAt: since ? { gt: since } : { not: null } }),
    order: LATEST_PUBLISHED,
  });
  list('publicResults', {
    of: 'PublishedResult',
    seenBy: 'public',
    description: doc('办事结果，最近的在前', 'published results, the latest first', CLAUSES.boards),
    order: LATEST_PUBLISHED,
  });
  queries((t) => ({
    publicStaffBoard: t.connection({
      type: entry,
      nullable: true,
      authScopes: { public: true },
      description: doc('人员公示栏', 'the staff board', CLAUSES.posts),
      args: { township: t.arg.string({ description: doc('乡镇代码', 'code of the township') }) },
      resolve: async (_root, { township, ...page }, ctx) =>
        pageOf(await boardOf(ctx, shownTownship(ctx, township)), page),
    }),
  }));
  tracked('trackDisclosureError', {
    of: 'DisclosureError',
    description: doc(
      '凭报错编号和查询码查询，多次输错会暂时锁定',
      'a reported error by number and query code; repeated wrong codes lock the number',
      CLAUSES.principle,
    ),
    track: trackError,
  });
}

function addStaffLists({ builder, list, queries }: ModuleSchema): void {
  interface StaleRow {
    readonly channel: string;
    readonly title: string;
    readonly version: number;
    readonly published: number;
  }
  const stale = builder.objectRef<StaleRow>('StaleChannel');
  builder.objectType(stale, {
    description: doc('仍挂旧版本的渠道', 'a channel that shows an earlier version', CLAUSES.column),
    authScopes: { role: READERS },
    fields: (t) => ({
      channel: t.field({
        type: 'PublicationChannel',
        description: doc('渠道', 'channel'),
        resolve: (row) => row.channel as EnumValues['PublicationChannel'],
      }),
      title: t.exposeString('title', { description: doc('事项或文本', 'item or text') }),
      version: t.exposeInt('version', { description: doc('所挂版本', 'version that is up') }),
      published: t.exposeInt('published', { description: doc('公布版本', 'published version') }),
    }),
  });
  queries((t) => ({
    staleChannels: t.field({
      type: [stale],
      nullable: true,
      authScopes: { role: READERS },
      description: doc('仍挂旧版本的渠道', 'channels that show an earlier version', CLAUSES.column),
      resolve: async (_root, _args, ctx) => {
        const { published, posted, titles } = await channelFacts(
          ctx.db,
          shownTownship(ctx, null),
          todayOf(ctx),
        );
        return staleChannels
          .decide(published, posted)
          .map((row) => ({ ...row, title: titles.get(row.subject) ?? '' }));
      },
    }),
  }));
  list('publicationRecords', {
    of: 'PublicationRecord',
    seenBy: READERS,
    description: doc('公布记录，最近的在前', 'what was put up, the latest first', CLAUSES.column),
    order: { postedAt: 'desc' },
  });
  list('feeCharges', {
    of: 'FeeCharge',
    seenBy: READERS,
    description: doc('收费记录，最近的在前', 'fees charged, the latest first', CLAUSES.fees),
    order: { chargedAt: 'desc' },
  });
  list('disclosureErrors', {
    of: 'DisclosureError',
    seenBy: READERS,
    description: doc('公开信息报错，最近的在前', 'reported errors, the latest first', CLAUSES.principle),
    args: (arg) => ({ open: arg.boolean({ description: doc('只看未处理的', 'only those not resolved') }) }),
    where: ({ open }) => (open ? { resolvedAt: null } : {}),
    order: { reportedAt: 'desc' },
  });
}

/** A way to complain: a verb of a module that is on, or a telephone. */
interface SupervisionChannel {
  readonly title: string;
  readonly verb: string | null;
  readonly phone: string | null;
}

/** How the public may complain here: what the modules that are on offer, and the telephone of the settings. */
function supervisionOf({ platform }: Context, townshipId: string): SupervisionChannel[] {
  const verbs = platform.registry.modules
    .filter((m) => platform.switches.isEnabled(townshipId, m.id))
    .flatMap((m) => m.supervision ?? [])
    .map(({ verb, title }) => ({ title: `${title.zh} / ${title.en}`, verb, phone: null }));
  const given = { id: MODULE_ID, settings: DisclosureSettings };
  const phone = platform.switches.settingsOf(townshipId, given).supervisionPhone;
  return phone ? [...verbs, { title: '监督电话 / by telephone', verb: null, phone }] : verbs;
}

async function boardOf(ctx: Context, townshipId: string) {
  const rows = await ctx.db.boardEntry.findMany({ where: { townshipId } });
  const people = new Map<string, StaffInfo>();
  for (const { staffId } of rows) people.set(staffId, await staffOf(ctx, townshipId, staffId));
  return rows
    .filter(({ staffId, endsOn }) =>
      standsOnBoard.decide({ active: people.get(staffId)?.active ?? false, endsOn }, todayOf(ctx)),
    )
    .toSorted((a, b) => numberOf(people, a).localeCompare(numberOf(people, b)));
}

function numberOf(people: ReadonlyMap<string, StaffInfo>, { staffId }: { staffId: string }): string {
  return people.get(staffId)?.staffNo ?? '';
}

async function textsOf(ctx: Context, townshipId: string) {
  const rows = await ctx.db.publicText.findMany({
    where: { townshipId },
    orderBy: [{ code: 'asc' }, { version: 'asc' }],
  });
  const inForceNow: readonly unknown[] = textsInForce.decide(rows, todayOf(ctx));
  return rows.filter((row) => inForceNow.includes(row));
}

/** What is shown of one township. */
interface Shown {
  readonly townshipId: string;
}

function addScreen({ builder, queries }: ModuleSchema, { publication, text, entry }: ListedTypes): void {
  const channel = builder.objectRef<SupervisionChannel>('SupervisionChannel');
  builder.objectType(channel, {
    description: doc('监督投诉渠道', 'a way to complain', CLAUSES.discipline),
    authScopes: { public: true },
    fields: (t) => ({
      title: t.exposeString('title', { description: doc('名称', 'title') }),
      verb: t.exposeString('verb', { nullable: true, description: doc('接口', 'mutation of this API') }),
      phone: t.exposeString('phone', { nullable: true, description: doc('电话', 'telephone') }),
    }),
  });
  const rules = builder.objectRef<Shown>('PublicRules');
  builder.objectType(rules, {
    description: doc('公开的制度、纪律和监督渠道', 'published rules and how to complain', CLAUSES.discipline),
    authScopes: { public: true },
    fields: (t) => ({
      texts: t.connection({
        type: text,
        description: doc('现行文本', 'texts in force'),
        resolve: async ({ townshipId }, args, ctx) => pageOf(await textsOf(ctx, townshipId), args),
      }),
      channels: t.field({
        type: [channel],
        description: doc('监督渠道', 'ways to complain'),
        resolve: ({ townshipId }, _args, ctx) => supervisionOf(ctx, townshipId),
      }),
    }),
  });
  const feed = builder.objectRef<Shown>('ScreenFeed');
  builder.objectType(feed, {
    description: doc('大厅显示屏内容', 'what the screen in the hall shows', CLAUSES.screen),
    authScopes: { public: true },
    fields: (t) => ({
      items: t.connection({
        type: publication,
        description: doc('已公布事项的最新版本', 'each published item in its latest version'),
        resolve: async ({ townshipId }, args, ctx) => {
          const rows = await ctx.db.itemPublication.findMany({
            where: { townshipId, publishedAt: { not: null } },
            orderBy: [{ itemId: 'asc' }, { version: 'asc' }],
          });
          const latest: readonly unknown[] = shownOnScreen.decide(rows);
          return pageOf(
            rows.filter((row) => latest.includes(row)),
            args,
          );
        },
      }),
      staff: t.connection({
        type: entry,
        description: doc('人员公示', 'the staff board'),
        resolve: async ({ townshipId }, args, ctx) => pageOf(await boardOf(ctx, townshipId), args),
      }),
      rules: t.field({
        type: rules,
        description: doc('制度、纪律和监督渠道', 'rules and how to complain'),
        resolve: (shown) => shown,
      }),
      results: heldListField(t, {
        of: 'PublishedResult',
        description: doc('最近的办事结果', 'the latest results'),
        order: LATEST_PUBLISHED,
      }),
    }),
  });
  const args = { nullable: true, authScopes: { public: true } } as const;
  queries((t) => ({
    publicRules: t.field({
      ...args,
      type: rules,
      description: doc(
        '公开的制度、纪律和监督渠道',
        'published rules and how to complain',
        CLAUSES.discipline,
      ),
      resolve: (_root, _args, ctx) => ({ townshipId: shownTownship(ctx, null) }),
    }),
    screenFeed: t.field({
      ...args,
      type: feed,
      description: doc(
        '大厅显示屏内容；用GET轮询，带If-None-Match',
        'what the hall’s screen shows; polled by GET with If-None-Match',
        CLAUSES.screen,
      ),
      resolve: (_root, _args, ctx) => ({ townshipId: shownTownship(ctx, null) }),
    }),
  }));
}
