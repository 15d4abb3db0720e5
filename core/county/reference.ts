import { itemFactsOf, type ItemVersionRow } from '../catalogue/store.ts';
import type { ItemFacts } from '../catalogue/rules.ts';
import type { Prisma, Tx } from '../db/client.ts';
import {
  createCalendar,
  type Calendar,
  type CivilDate,
  type HolidayNotice,
  type OpeningHours,
} from '../time/index.ts';

/** A township as everyone may know it. */
export interface TownshipInfo {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly position: number;
  /** Its own opening hours; null where it keeps the platform's assumption. */
  readonly openingHours: OpeningHours | null;
}

export interface CountyInfo {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly isDemo: boolean;
}

export interface CountyAccountInfo {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly active: boolean;
}

/** One dated decision on a module of a township. */
export interface ModuleDecision {
  readonly townshipId: string;
  readonly id: string;
  readonly module: string;
  readonly enabled: boolean;
  readonly settings: unknown;
  readonly effectiveFrom: CivilDate;
  readonly setAt: Date;
}

export type ModulePolicyKind = 'REQUIRED' | 'OPTIONAL' | 'FORBIDDEN';

export type StationInfo = Readonly<Prisma.StationGetPayload<object>>;
export type WindowInfo = Readonly<Prisma.WindowGetPayload<object>>;
export type StaffInfo = Readonly<Prisma.StaffGetPayload<object>>;
export type PostInfo = Readonly<Prisma.PostGetPayload<object>>;

/** A service item with its current version and, for rules, what is known of both. */
export interface ItemInfo {
  readonly townshipId: string;
  readonly id: string;
  readonly code: string;
  readonly stationId: string | null;
  readonly current: ItemVersionRow;
  readonly facts: ItemFacts;
}

/** What belongs to the county itself, and which townships it has. */
export interface CountyReference {
  readonly county: CountyInfo | null;
  /** In the county's own order. */
  readonly townships: readonly TownshipInfo[];
  readonly accounts: ReadonlyMap<string, CountyAccountInfo>;
  readonly clients: ReadonlySet<string>;
  readonly policies: ReadonlyMap<string, ModulePolicyKind>;
  readonly calendar: Calendar;
}

/** What one township is made of. The maps are in the order in which lists show it. */
export interface TownshipReference {
  readonly stations: ReadonlyMap<string, StationInfo>;
  readonly windows: ReadonlyMap<string, WindowInfo>;
  readonly staff: ReadonlyMap<string, StaffInfo>;
  /** By item. */
  readonly posts: ReadonlyMap<string, PostInfo>;
  readonly items: ReadonlyMap<string, ItemInfo>;
  /** By module, the earliest effective first. */
  readonly decisions: ReadonlyMap<string, readonly ModuleDecision[]>;
}

/** Reads what belongs to the county. */
export async function readCounty(tx: Tx): Promise<CountyReference> {
  const county = await tx.county.findFirst();
  const townships = await tx.township.findMany({ orderBy: [{ position: 'asc' }, { code: 'asc' }] });
  const accounts = await tx.countyAccount.findMany();
  const clients = await tx.apiClient.findMany({ where: { revokedAt: null } });
  const policies = await tx.modulePolicy.findMany();
  const years = await tx.holidayYear.findMany({ orderBy: { year: 'asc' } });
  return {
    county,
    townships: townships as unknown as TownshipInfo[],
    accounts: byId(accounts),
    clients: new Set(clients.map((c) => c.id)),
    policies: new Map(policies.map((p) => [p.module, p.policy as ModulePolicyKind])),
    calendar: createCalendar(years.map((y) => y.holidays as unknown as HolidayNotice)),
  };
}

/** A version of an item that was read before, if it was: a version never changes, so it need not be read again. */
export type KnownVersion = (townshipId: string, itemId: string, version: number) => ItemVersionRow | null;

/** Reads all that the given townships are made of, in as many statements as for one. */
export async function readTownships(
  tx: Tx,
  ids: readonly string[],
  known: KnownVersion,
): Promise<Map<string, TownshipReference>> {
  const where = { townshipId: { in: [...ids] } };
  const stations = byTownship(await tx.station.findMany({ where, orderBy: [{ code: 'asc' }] }));
  const windows = byTownship(await tx.window.findMany({ where, orderBy: { number: 'asc' } }));
  const staff = byTownship(await tx.staff.findMany({ where, orderBy: { staffNo: 'asc' } }));
  const posts = byTownship(await tx.post.findMany({ where }));
  const items = await tx.serviceItem.findMany({ where, orderBy: [{ code: 'asc' }, { id: 'asc' }] });
  const versions = await readVersions(tx, items, known);
  const itemRows = byTownship(items);
  const decisions = byTownship(
    (await tx.moduleSetting.findMany({
      where,
      orderBy: [{ effectiveFrom: 'asc' }, { setAt: 'asc' }],
    })) as unknown as ModuleDecision[],
  );
  return new Map(
    ids.map((id) => {
      const ownPosts = new Map((posts.get(id) ?? []).map((post) => [post.itemId, post]));
      const ownItems = (itemRows.get(id) ?? []).map((item): ItemInfo => {
        const { currentVersion, ...columns } = item;
        const current = versions.get(item.id);
        if (!current) throw new Error(`an item must have its version ${currentVersion}`);
        const post = ownPosts.get(item.id);
        const facts = itemFactsOf({ ...current, item: { ...item, posts: post ? [post] : [] } });
        return { ...columns, current, facts };
      });
      return [
        id,
        {
          stations: byId(stations.get(id) ?? []),
          windows: byId(windows.get(id) ?? []),
          staff: byId(staff.get(id) ?? []),
          posts: ownPosts,
          items: byId(ownItems),
          decisions: grouped(decisions.get(id) ?? [], (decision) => decision.module),
        },
      ];
    }),
  );
}

interface CurrentVersion {
  readonly townshipId: string;
  readonly id: string;
  readonly currentVersion: number;
}

/** The current version of each item, by the item's id; only those that are not known are read. */
async function readVersions(
  tx: Tx,
  items: readonly CurrentVersion[],
  known: KnownVersion,
): Promise<Map<string, ItemVersionRow>> {
  const versions = new Map<string, ItemVersionRow>();
  const missing: CurrentVersion[] = [];
  for (const item of items) {
    const row = known(item.townshipId, item.id, item.currentVersion);
    if (row) versions.set(item.id, row);
    else missing.push(item);
  }
  // Nearly all items share a few numbers of versions, so this is short however many items there are.
  for (const [version, group] of grouped(missing, (item) => item.currentVersion)) {
    const rows = await tx.serviceItemVersion.findMany({
      where: {
        townshipId: { in: [...new Set(group.map((item) => item.townshipId))] },
        itemId: { in: group.map((item) => item.id) },
        version,
      },
    });
    for (const row of rows) versions.set(row.itemId, row);
  }
  return versions;
}

function byId<T extends { readonly id: string }>(rows: readonly T[]): Map<string, T> {
  return new Map(rows.map((row) => [row.id, row]));
}

function byTownship<T extends { readonly townshipId: string }>(rows: readonly T[]): Map<string, T[]> {
  return grouped(rows, (row) => row.townshipId);
}

function grouped<K, T>(rows: readonly T[], keyOf: (row: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}
