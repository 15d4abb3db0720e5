import type { PrismaClient } from '../db/client.ts';
import {
  createCalendar,
  DEFAULT_OPENING_HOURS,
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

/** A member of staff as sign-in and access need to know him. */
export interface StaffInfo {
  readonly townshipId: string;
  readonly id: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly active: boolean;
  readonly stationId: string | null;
  readonly windowId: string | null;
  readonly awayFrom: string | null;
  readonly awayThrough: string | null;
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

/** One dated replacement of a message's text, of a township or of the county. */
export interface MessageTextInfo {
  readonly townshipId: string;
  readonly template: string;
  readonly zh: string | null;
  readonly en: string | null;
  readonly sent: boolean | null;
  readonly effectiveFrom: string;
}

export type ModulePolicyKind = 'REQUIRED' | 'OPTIONAL' | 'FORBIDDEN';

interface Snapshot {
  readonly county: CountyInfo | null;
  readonly townships: readonly TownshipInfo[];
  readonly byCode: ReadonlyMap<string, TownshipInfo>;
  readonly byId: ReadonlyMap<string, TownshipInfo>;
  readonly staff: ReadonlyMap<string, StaffInfo>;
  readonly countyAccounts: ReadonlyMap<string, CountyAccountInfo>;
  readonly clients: ReadonlySet<string>;
  readonly decisions: ReadonlyMap<string, readonly ModuleDecision[]>;
  readonly policies: ReadonlyMap<string, ModulePolicyKind>;
  readonly messageTexts: ReadonlyMap<string, readonly MessageTextInfo[]>;
  readonly calendar: Calendar;
}

/**
 * Reference data that nearly every request needs: townships, staff, module decisions, the calendar.
 * Loaded whole and swapped in one assignment, so that a reader never sees half of a change.
 */
export class Directory {
  readonly #prisma: PrismaClient;
  readonly #listeners: (() => void)[] = [];
  #now: Snapshot = EMPTY;
  #running: Promise<void> = Promise.resolve();
  #next: Promise<void> | null = null;

  constructor(prisma: PrismaClient) {
    this.#prisma = prisma;
  }

  /**
   * Reads everything again; called at the start and for every notification of a change. Calls that come while one reads
   * share the next, which begins afterwards, so that an older answer never replaces a newer one.
   */
  reload(): Promise<void> {
    this.#next ??= this.#running
      .catch(() => undefined)
      .then(() => {
        this.#next = null;
        this.#running = this.#load();
        return this.#running;
      });
    return this.#next;
  }

  /** Calls `listener` after every reload. */
  onReload(listener: () => void): void {
    this.#listeners.push(listener);
  }

  async #load(): Promise<void> {
    this.#now = await this.#prisma.$transaction(async (tx) => {
      // The reading scope of the county: this is the program's own cache, no caller's read.
      await tx.$executeRawUnsafe(`SET LOCAL app.scope = 'county'`);
      const county = await tx.county.findFirst();
      const rows = await tx.township.findMany({ orderBy: [{ position: 'asc' }, { code: 'asc' }] });
      const townships = rows as unknown as TownshipInfo[];
      const staff = await tx.staff.findMany();
      const accounts = await tx.countyAccount.findMany();
      const clients = await tx.apiClient.findMany({ where: { revokedAt: null } });
      const decisions = await tx.moduleSetting.findMany({
        orderBy: [{ effectiveFrom: 'asc' }, { setAt: 'asc' }],
      });
      const policies = await tx.modulePolicy.findMany();
      const texts = await tx.messageText.findMany({ orderBy: [{ effectiveFrom: 'asc' }, { setAt: 'asc' }] });
      const years = await tx.holidayYear.findMany({ orderBy: { year: 'asc' } });
      return {
        county,
        townships,
        byCode: new Map(townships.map((t) => [t.code, t])),
        byId: new Map(townships.map((t) => [t.id, t])),
        staff: new Map(staff.map((s) => [s.id, s])),
        countyAccounts: new Map(accounts.map((a) => [a.id, a])),
        clients: new Set(clients.map((c) => c.id)),
        decisions: grouped(
          decisions as unknown as ModuleDecision[],
          (row) => `${row.townshipId}/${row.module}`,
        ),
        policies: new Map(policies.map((p) => [p.module, p.policy as ModulePolicyKind])),
        messageTexts: grouped(texts as MessageTextInfo[], (row) => `${row.townshipId}/${row.template}`),
        calendar: createCalendar(years.map((y) => y.holidays as unknown as HolidayNotice)),
      };
    });
    for (const listener of this.#listeners) listener();
  }

  get county(): CountyInfo | null {
    return this.#now.county;
  }
  /** All townships in the county's own order. */
  get townships(): readonly TownshipInfo[] {
    return this.#now.townships;
  }
  get calendar(): Calendar {
    return this.#now.calendar;
  }
  findTownshipByCode(code: string): TownshipInfo | null {
    return this.#now.byCode.get(code) ?? null;
  }
  findTownship(id: string): TownshipInfo | null {
    return this.#now.byId.get(id) ?? null;
  }
  /** When a township's windows are open: its own hours, or the platform's assumption. */
  openingHoursOf(townshipId: string): OpeningHours {
    return this.findTownship(townshipId)?.openingHours ?? DEFAULT_OPENING_HOURS;
  }
  findStaff(id: string): StaffInfo | null {
    return this.#now.staff.get(id) ?? null;
  }
  /** Staff of a township who hold a role and are active. */
  staffWithRole(townshipId: string, role: string): readonly StaffInfo[] {
    return [...this.#now.staff.values()].filter(
      (s) => s.townshipId === townshipId && s.active && s.roles.includes(role),
    );
  }
  findCountyAccount(id: string): CountyAccountInfo | null {
    return this.#now.countyAccounts.get(id) ?? null;
  }
  countyAccountWithRole(role: string): CountyAccountInfo | null {
    return [...this.#now.countyAccounts.values()].find((a) => a.active && a.roles.includes(role)) ?? null;
  }
  hasClient(id: string): boolean {
    return this.#now.clients.has(id);
  }
  policyOf(module: string): ModulePolicyKind {
    return this.#now.policies.get(module) ?? 'OPTIONAL';
  }
  /** All decisions on a module of a township, the earliest effective first. */
  decisionsOf(townshipId: string, module: string): readonly ModuleDecision[] {
    return this.#now.decisions.get(`${townshipId}/${module}`) ?? [];
  }
  /** All replacements of a message's text by a township or the county, the earliest effective first. */
  messageTextsOf(townshipId: string, template: string): readonly MessageTextInfo[] {
    return this.#now.messageTexts.get(`${townshipId}/${template}`) ?? [];
  }
}

const EMPTY: Snapshot = {
  county: null,
  townships: [],
  byCode: new Map(),
  byId: new Map(),
  staff: new Map(),
  countyAccounts: new Map(),
  clients: new Set(),
  decisions: new Map(),
  policies: new Map(),
  messageTexts: new Map(),
  calendar: createCalendar([]),
};

function grouped<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}
