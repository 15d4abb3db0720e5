import { LRUCache } from 'lru-cache';
import type { ItemVersionRow } from '../catalogue/store.ts';
import type { Tx } from '../db/client.ts';
import type { TemplateDecision } from '../documents/templates.ts';
import { createCalendar, DEFAULT_OPENING_HOURS, type Calendar, type OpeningHours } from '../time/index.ts';
import {
  readCounty,
  readTownships,
  type CountyAccountInfo,
  type CountyInfo,
  type CountyReference,
  type ItemInfo,
  type MessageTextInfo,
  type ModuleDecision,
  type ModulePolicyKind,
  type PostInfo,
  type StaffInfo,
  type StationInfo,
  type Texts,
  type TownshipInfo,
  type TownshipReference,
  type WindowInfo,
} from './reference.ts';

export type * from './reference.ts';

interface Snapshot {
  readonly county: CountyReference;
  readonly byCode: ReadonlyMap<string, TownshipInfo>;
  readonly byId: ReadonlyMap<string, TownshipInfo>;
  readonly townships: ReadonlyMap<string, TownshipReference>;
  readonly staff: ReadonlyMap<string, StaffInfo>;
}

/** Runs `work` where the reference data of all townships can be read, in one snapshot: this is the program's own cache, no caller's read. */
export type ReadAll = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;

/** Versions of items that cases still rest on, kept beside the current ones. */
const KEPT_VERSIONS = 2_000;

/**
 * Reference data that nearly every request needs: townships with their stations, windows, staff, posts and service
 * items, module decisions, the calendar. What a tenant (a township, or the county itself) changed is read again in one
 * transaction and swapped in with one assignment, so that a reader never sees half of a change.
 */
export class Directory {
  readonly #inTransaction: ReadAll;
  readonly #listeners: (() => void)[] = [];
  readonly #versions = new LRUCache<string, ItemVersionRow>({ max: KEPT_VERSIONS });
  #now: Snapshot = EMPTY;
  #running: Promise<void> = Promise.resolve();
  #next: Promise<void> | null = null;
  /** Tenants whose data is to be read anew; null = everything. */
  #changed: Set<string> | null = new Set();

  constructor(inTransaction: ReadAll) {
    this.#inTransaction = inTransaction;
  }

  /**
   * Reads a tenant's data again, or everything; called at the start and for every notification of a change. Calls that
   * come while one reads share the next, which begins afterwards, so that an older answer never replaces a newer one.
   */
  reload(tenant: string | null = null): Promise<void> {
    this.#mark(tenant === null ? null : [tenant]);
    this.#next ??= this.#running
      .catch(() => undefined)
      .then(() => {
        const changed = this.#changed;
        this.#next = null;
        this.#changed = new Set();
        this.#running = this.#load(changed).catch((error: unknown) => {
          // What could not be read is read with the next change.
          this.#mark(changed);
          throw error;
        });
        return this.#running;
      });
    return this.#next;
  }

  #mark(tenants: Iterable<string> | null): void {
    if (tenants === null) this.#changed = null;
    else for (const tenant of tenants) this.#changed?.add(tenant);
  }

  /** Calls `listener` after every reload. */
  onReload(listener: () => void): void {
    this.#listeners.push(listener);
  }

  async #load(changed: ReadonlySet<string> | null): Promise<void> {
    const old = this.#now;
    // A tenant that is not known yet: the county may have begun, or grown.
    const all =
      changed === null || [...changed].some((id) => !old.byId.has(id) && id !== old.county.county?.id);
    if (all) this.#versions.clear();
    this.#now = await this.#inTransaction(async (tx) => {
      if (all) return this.#readAll(tx);
      const ownsCounty = changed.has(old.county.county?.id ?? '');
      const county = ownsCounty ? await readCounty(tx) : old.county;
      const ids = county.townships.map((t) => t.id);
      const stale = ids.filter((id) => changed.has(id) || !old.townships.has(id));
      const read =
        stale.length > 0
          ? await readTownships(tx, stale, (...key) => this.findItemVersion(...key))
          : new Map<string, TownshipReference>();
      return snapshotOf(county, new Map([...old.townships, ...read]));
    });
    for (const listener of this.#listeners) listener();
  }

  async #readAll(tx: Tx): Promise<Snapshot> {
    const county = await readCounty(tx);
    const ids = county.townships.map((t) => t.id);
    return snapshotOf(county, await readTownships(tx, ids, () => null));
  }

  get county(): CountyInfo | null {
    return this.#now.county.county;
  }
  /** All townships in the county's own order. */
  get townships(): readonly TownshipInfo[] {
    return this.#now.county.townships;
  }
  get calendar(): Calendar {
    return this.#now.county.calendar;
  }
  findTownshipByCode(code: string): TownshipInfo | null {
    return this.#now.byCode.get(code) ?? null;
  }
  findTownship(id: string): TownshipInfo | null {
    return this.#now.byId.get(id) ?? null;
  }
  /** Stations of a township by their code. */
  stationsOf(townshipId: string): Iterable<StationInfo> {
    return this.#now.townships.get(townshipId)?.stations.values() ?? [];
  }
  findStation(townshipId: string, id: string): StationInfo | null {
    return this.#now.townships.get(townshipId)?.stations.get(id) ?? null;
  }
  findWindow(townshipId: string, id: string): WindowInfo | null {
    return this.#now.townships.get(townshipId)?.windows.get(id) ?? null;
  }
  /** Windows of a township by their number. */
  windowsOf(townshipId: string): Iterable<WindowInfo> {
    return this.#now.townships.get(townshipId)?.windows.values() ?? [];
  }
  /** When a township's windows are open: its own hours, or the platform's assumption. */
  openingHoursOf(townshipId: string): OpeningHours {
    return this.findTownship(townshipId)?.openingHours ?? DEFAULT_OPENING_HOURS;
  }
  findStaff(id: string): StaffInfo | null {
    return this.#now.staff.get(id) ?? null;
  }
  /** Active staff of a township, by their number. */
  staffOf(townshipId: string): readonly StaffInfo[] {
    const staff = this.#now.townships.get(townshipId)?.staff.values() ?? [];
    return [...staff].filter((s) => s.active);
  }
  /** Staff of a township who hold a role and are active. */
  staffWithRole(townshipId: string, role: string): readonly StaffInfo[] {
    return this.staffOf(townshipId).filter((s) => s.roles.includes(role));
  }
  /** Active staff posted to a window, by their number. */
  staffAt(townshipId: string, windowId: string): readonly StaffInfo[] {
    return this.staffOf(townshipId).filter((s) => s.windowId === windowId);
  }
  /** The post that serves an item, or null. */
  findPost(townshipId: string, itemId: string): PostInfo | null {
    return this.#now.townships.get(townshipId)?.posts.get(itemId) ?? null;
  }
  /** The items of a township by their code. */
  itemsOf(townshipId: string): readonly ItemInfo[] {
    return [...(this.#now.townships.get(townshipId)?.items.values() ?? [])];
  }
  findItem(townshipId: string, id: string): ItemInfo | null {
    return this.#now.townships.get(townshipId)?.items.get(id) ?? null;
  }
  /** A version of an item if it is the current one or was kept; a version never changes. */
  findItemVersion(townshipId: string, itemId: string, version: number): ItemVersionRow | null {
    const current = this.findItem(townshipId, itemId)?.current;
    if (current?.version === version) return current;
    return this.#versions.get(`${townshipId}/${itemId}/${version}`) ?? null;
  }
  /** Keeps a version that was read from the database. */
  keepItemVersion(row: ItemVersionRow): void {
    this.#versions.set(`${row.townshipId}/${row.itemId}/${row.version}`, row);
  }
  findCountyAccount(id: string): CountyAccountInfo | null {
    return this.#now.county.accounts.get(id) ?? null;
  }
  countyAccountWithRole(role: string): CountyAccountInfo | null {
    return [...this.#now.county.accounts.values()].find((a) => a.active && a.roles.includes(role)) ?? null;
  }
  hasClient(id: string): boolean {
    return this.#now.county.clients.has(id);
  }
  policyOf(module: string): ModulePolicyKind {
    return this.#now.county.policies.get(module) ?? 'OPTIONAL';
  }
  /** All decisions on a module of a township, the earliest effective first. */
  decisionsOf(townshipId: string, module: string): readonly ModuleDecision[] {
    return this.#now.townships.get(townshipId)?.decisions.get(module) ?? [];
  }
  /** What a township or the county itself has set for its own. */
  #ownerOf(id: string): Texts | undefined {
    const { county, townships } = this.#now;
    return id === county.county?.id ? county : townships.get(id);
  }
  /** All decisions on the text of a kind of document, of a township or of the county itself, the earliest effective first. */
  templatesOf(ownerId: string, kind: string): readonly TemplateDecision[] {
    return this.#ownerOf(ownerId)?.templates.get(kind) ?? [];
  }
  /** All replacements of a message's text by a township or the county, the earliest effective first. */
  messageTextsOf(ownerId: string, template: string): readonly MessageTextInfo[] {
    return this.#ownerOf(ownerId)?.messageTexts.get(template) ?? [];
  }
}

const NOTHING: CountyReference = {
  county: null,
  townships: [],
  accounts: new Map(),
  clients: new Set(),
  policies: new Map(),
  templates: new Map(),
  messageTexts: new Map(),
  calendar: createCalendar([]),
};

function snapshotOf(county: CountyReference, townships: ReadonlyMap<string, TownshipReference>): Snapshot {
  return {
    county,
    byCode: new Map(county.townships.map((t) => [t.code, t])),
    byId: new Map(county.townships.map((t) => [t.id, t])),
    townships,
    staff: new Map([...townships.values()].flatMap((t) => [...t.staff])),
  };
}

const EMPTY = snapshotOf(NOTHING, new Map());
