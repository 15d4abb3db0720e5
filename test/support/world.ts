import pino from 'pino';
import { createApp, type App } from '../../core/app.ts';
import { COUNTY_ROLES, ROLES, type Role } from '../../core/auth/roles.ts';
import { signToken, type TokenClaims } from '../../core/auth/token.ts';
import { MODULES } from '../../core/composition.ts';
import type { FileStore } from '../../core/files/file-store.ts';
import type { ModuleManifest } from '../../core/modules/manifest.ts';
import { openPlatform, type OpenPlatform } from '../../core/open-platform.ts';
import type { Platform } from '../../core/platform.ts';
import { testDatabase, type TestDatabase } from './database.ts';
import { SECRETS } from './secrets.ts';
import { addCounty, addTown, type Town } from './town.ts';

export type { Town } from './town.ts';

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

/** Every role, for generated tests. */
export const ALL_ROLES: readonly Role[] = ROLES;
