import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pino from 'pino';
import { createApp, type App } from '../../core/app.ts';
import { perform, SYSTEM } from '../../core/acts/act.ts';
import { ROLES, STAFF_ROLES, COUNTY_ROLES, type Role } from '../../core/auth/roles.ts';
import { signToken, type TokenClaims } from '../../core/auth/token.ts';
import { MODULES } from '../../core/composition.ts';
import { projectRoot } from '../../core/config.ts';
import type { FileStore } from '../../core/files/file-store.ts';
import { globalId } from '../../core/graphql/node.ts';
import type { ModuleManifest } from '../../core/modules/manifest.ts';
import { openPlatform, type OpenPlatform } from '../../core/open-platform.ts';
import { standingPostings } from '../../core/people/postings.ts';
import type { Platform } from '../../core/platform.ts';
import { parseHolidayNotices } from '../../core/time/index.ts';
import { testDatabase, type TestDatabase } from './database.ts';
import { SECRETS } from './secrets.ts';

/** A township of a test: ids of what it was given. */
export interface Town {
  readonly id: string;
  readonly code: string;
  readonly stationId: string;
  readonly windowId: string;
  readonly staff: Readonly<Record<string, string>>;
  /** A second member of the window's staff: the B post. */
  readonly staffB: string;
  readonly items: Readonly<Record<string, string>>;
  /** Global ids as the API spells them. */
  itemId(code: string): string;
  windowGlobalId(): string;
}

/** What an answer looks like to a test. */
export interface Reply {
  readonly status: number;
  // oxlint-disable-next-line typescript/no-explicit-any -- tests read into answers freely
  readonly data: any;
  // oxlint-disable-next-line typescript/no-explicit-any -- likewise
  readonly errors: any[] | undefined;
}

export interface AskOptions {
  readonly as?: Role | 'NOBODY';
  /** Code of the township endpoint; absent: the county's endpoint. */
  readonly at?: string;
  /** Township whose staff member acts; by default that of the endpoint, else the first. */
  readonly from?: string;
  readonly token?: string;
  readonly variables?: Record<string, unknown>;
  readonly headers?: Record<string, string>;
}

/** A small county on a database of its own, with a clock that the test turns. */
export class World {
  readonly database: TestDatabase;
  readonly open: OpenPlatform;
  readonly app: App;
  readonly towns: Readonly<Record<string, Town>>;
  readonly #clock: { now: Date };
  readonly #ids: Readonly<Record<string, string>>;

  constructor(input: {
    database: TestDatabase;
    open: OpenPlatform;
    towns: Readonly<Record<string, Town>>;
    clock: { now: Date };
    ids: Readonly<Record<string, string>>;
  }) {
    this.database = input.database;
    this.open = input.open;
    this.towns = input.towns;
    this.#clock = input.clock;
    this.#ids = input.ids;
    this.app = createApp(input.open.platform);
  }

  get platform(): Platform {
    return this.open.platform;
  }

  town(code: string): Town {
    const town = this.towns[code];
    if (!town) throw new Error(`no town ${code}`);
    return town;
  }

  /** Sets the time; `2026-09-28` means 09:00 of that day in the county. */
  at(day: string, time = '09:00'): void {
    this.#clock.now = new Date(`${day}T${time}:00+08:00`);
  }

  token(role: Role, town: string, seconds?: number): Promise<string> {
    return signToken(this.platform.tokenSecret, this.#claims(role, town), this.platform.now(), seconds);
  }

  #claims(role: Role, town: string): TokenClaims {
    if (role === 'APPLICANT') return { sub: 'applicant-1', kind: 'APPLICANT' };
    if (role === 'FRONTEND') return { sub: this.#ids['FRONTEND'] ?? '', kind: 'FRONTEND' };
    if ((COUNTY_ROLES as readonly Role[]).includes(role))
      return { sub: this.#ids[role] ?? '', kind: 'COUNTY' };
    return { sub: this.town(town).staff[role] ?? '', kind: 'STAFF' };
  }

  /** Sends a GraphQL operation through the application's HTTP handler. */
  async ask(query: string, options: AskOptions = {}): Promise<Reply> {
    const town = options.from ?? options.at ?? Object.keys(this.towns)[0] ?? '';
    const token =
      options.token ??
      (options.as && options.as !== 'NOBODY' ? await this.token(options.as, town) : undefined);
    const path = options.at ? `/t/${options.at}/graphql` : '/graphql';
    const response = await this.app.fetch(
      `http://local${path}`,
      {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(token ? { authorization: `Bearer ${token}` } : {}),
          ...options.headers,
        },
        body: JSON.stringify({ query, variables: options.variables }),
      },
      { pathTownship: options.at ?? null },
    );
    const body = (await response.json()) as { data?: unknown; errors?: Reply['errors'] };
    return { status: response.status, data: body.data, errors: body.errors };
  }

  /** A world of its own on a copy of this one's database, at the same time; this one's platform must be closed. */
  async copy(modules: readonly ModuleManifest[]): Promise<World> {
    const database = await testDatabase(this.database);
    const clock = { now: this.#clock.now };
    const open = await openOn(database, clock, { modules });
    return new World({ database, open, towns: this.towns, clock, ids: this.#ids });
  }

  async close(): Promise<void> {
    await this.open.close();
    await this.database.drop();
  }
}

export interface WorldOptions {
  readonly towns?: readonly string[];
  readonly modules?: readonly ModuleManifest[];
  /** Modules that start on; all by default. */
  readonly on?: readonly string[];
  readonly day?: string;
  /** Another clock than the test's own, e.g. the real one. */
  readonly now?: () => Date;
  /** Another database than one cloned from the template. */
  readonly database?: TestDatabase;
  /** Another store of files than a folder of this process. */
  readonly files?: FileStore;
}

/** Builds a world: a county, townships with a station, a window, one member of staff a role, and three items. */
export async function createWorld(options: WorldOptions = {}): Promise<World> {
  const database = options.database ?? (await testDatabase());
  const clock = { now: new Date(`${options.day ?? '2026-09-28'}T09:00:00+08:00`) };
  const modules = options.modules ?? MODULES;
  const open = await openOn(database, clock, { ...options, modules });
  const { platform } = open;
  const ids = await addCounty(platform);
  const towns: Record<string, Town> = {};
  for (const [position, code] of (options.towns ?? ['shexi', 'dongshan']).entries())
    towns[code] = await addTown(
      platform,
      ids['county'] ?? '',
      code,
      position,
      options.on ?? modules.map((m) => m.id),
    );
  await platform.directory.reload();
  return new World({ database, open, towns, clock, ids });
}

function openOn(
  { appUrl }: TestDatabase,
  clock: { readonly now: Date },
  options: Pick<WorldOptions, 'now' | 'files'> & { readonly modules: readonly ModuleManifest[] },
): Promise<OpenPlatform> {
  return openPlatform({
    appUrl,
    modules: options.modules,
    ...SECRETS,
    log: pino({ level: process.env['TEST_LOG'] ?? 'silent' }),
    now: options.now ?? (() => clock.now),
    listen: false,
    ...(options.files ? { files: options.files } : {}),
  });
}

async function addCounty(platform: Platform): Promise<Record<string, string>> {
  const { prisma } = platform;
  const county = await prisma.county.create({ data: { id: randomUUID(), code: 'shangyou', name: '上犹县' } });
  const ids: Record<string, string> = { county: county.id };
  for (const role of COUNTY_ROLES) {
    const id = (ids[role] = randomUUID());
    await prisma.countyAccount.create({
      data: {
        id,
        countyId: county.id,
        username: role.toLowerCase(),
        name: role,
        roles: [role],
        passwordHash: '',
      },
    });
  }
  ids['FRONTEND'] = randomUUID();
  await prisma.apiClient.create({ data: { id: ids['FRONTEND'], name: '示例前端' } });
  const file = JSON.parse(
    readFileSync(join(projectRoot, 'prisma/seed/calendar-2024-2026.json'), 'utf8'),
  ) as unknown;
  for (const notice of parseHolidayNotices(file))
    await prisma.holidayYear.create({
      data: {
        year: notice.year,
        noticeTitle: notice.noticeTitle,
        noticeNumber: notice.noticeNumber,
        noticeDate: notice.noticeDate,
        holidays: notice as object,
      },
    });
  return ids;
}

const ITEMS = {
  'PROMISE-5': { name: '残疾人证办理', kind: 'PROMISED', promisedDays: 5, statutoryDays: 20 },
  IMMEDIATE: { name: '户籍证明', kind: 'IMMEDIATE', promisedDays: null, statutoryDays: null },
  DRAFT: { name: '尚未完善的事项', kind: null, promisedDays: null, statutoryDays: null },
} as const;

/** Roles of the centre and the unit, which sit at no station's window. */
const OFFICE: readonly string[] = ['COMPLAINT_OFFICER', 'CENTRE_DIRECTOR', 'UNIT_DEPUTY', 'UNIT_HEAD'];

async function addTown(
  platform: Platform,
  countyId: string,
  code: string,
  position: number,
  on: readonly string[],
): Promise<Town> {
  const id = randomUUID();
  await platform.prisma.township.create({ data: { id, countyId, code, name: `${code}镇`, position } });
  await platform.directory.reload();
  const stationId = randomUUID();
  const windowId = randomUUID();
  const staff: Record<string, string> = {};
  const items: Record<string, string> = {};
  await perform(platform, { townshipId: id, actor: SYSTEM, mayBeSilent: true }, async ({ tx }) => {
    const shared = { townshipId: id };
    await tx.station.create({ data: { ...shared, id: stationId, code: 'S01', name: '民政所' } });
    await tx.window.create({ data: { ...shared, id: windowId, stationId, number: '01', name: '民政窗口' } });
    const rows = [...STAFF_ROLES, 'B' as const].map((role, i) => {
      const staffId = (staff[role] = randomUUID());
      const roles = role === 'B' ? ['WINDOW_STAFF'] : [role];
      const seat = OFFICE.includes(role) ? {} : { stationId, windowId };
      return { ...shared, ...seat, id: staffId, staffNo: `W${i}`, name: `工作人员${i}`, roles };
    });
    await tx.staff.createMany({ data: rows });
    await tx.windowPosting.createMany({ data: standingPostings(rows) });
    for (const [itemCode, item] of Object.entries(ITEMS)) {
      const itemId = (items[itemCode] = randomUUID());
      const complete = itemCode !== 'DRAFT';
      await tx.serviceItem.create({
        data: { ...shared, id: itemId, code: itemCode, stationId, currentVersion: 1 },
      });
      await tx.serviceItemVersion.create({
        data: {
          ...shared,
          ...item,
          itemId,
          version: 1,
          conditions: complete ? '符合条件' : null,
          quantity: complete ? '不限' : null,
          flow: complete ? '窗口受理→审核→办结' : null,
          laws: complete ? ['《中华人民共和国行政许可法》'] : [],
          sampleForms: complete ? ['申请表（样表）'] : [],
          materials: complete
            ? [{ name: '申请表', form: '原件', originals: 1, copies: null, total: 1, note: '' }]
            : [],
          procedure: complete ? ['受理', '审核', '办结'] : [],
          fees: [],
          legalBasis: ['《示例规定》'],
          source: {},
          digest: itemCode,
          effectiveFrom: new Date('2024-01-01T00:00:00+08:00'),
        },
      });
      if (complete)
        await tx.post.create({
          data: {
            ...shared,
            id: randomUUID(),
            windowId,
            itemId,
            staffAId: staff['WINDOW_STAFF'] ?? '',
            staffBId: staff['B'] ?? '',
          },
        });
    }
    const at = new Date('2024-01-01T00:00:00+08:00');
    await tx.moduleSetting.createMany({
      data: on.map((module) => ({
        ...shared,
        id: randomUUID(),
        module,
        enabled: true,
        settings: {},
        effectiveFrom: '2024-01-01',
        openWork: 'REFUSE',
        setAt: at,
        appliedAt: at,
      })),
    });
  });
  return {
    id,
    code,
    stationId,
    windowId,
    staff,
    staffB: staff['B'] ?? '',
    items,
    itemId: (itemCode) => globalId('ServiceItem', { townshipId: id, id: items[itemCode] ?? '' }),
    windowGlobalId: () => globalId('Window', { townshipId: id, id: windowId }),
  };
}

/** Every role, for generated tests. */
export const ALL_ROLES: readonly Role[] = ROLES;
