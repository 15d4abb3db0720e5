import { randomUUID } from 'node:crypto';
import pg from 'pg';
import pino from 'pino';
import { perform, SYSTEM } from '../../core/acts/act.ts';
import {
  readImport,
  runImport,
  type ImportFormat,
  type ImportKind,
  type ImportReport,
} from '../../core/import/index.ts';
import { openPlatform, type OpenPlatform } from '../../core/open-platform.ts';
import { testDatabase, type TestDatabase } from './database.ts';
import { SECRETS } from './secrets.ts';

const SHEXI = randomUUID();
const DONGSHAN = randomUUID();

/** A county of two empty townships, shexi and dongshan, on a database of its own, to import into. */
export class ImportScene {
  readonly shexi = SHEXI;
  readonly dongshan = DONGSHAN;
  readonly database: TestDatabase;
  readonly open: OpenPlatform;
  readonly #owner: pg.Client;

  private constructor(database: TestDatabase, open: OpenPlatform, owner: pg.Client) {
    this.database = database;
    this.open = open;
    this.#owner = owner;
  }

  static async create(): Promise<ImportScene> {
    const database = await testDatabase();
    const owner = new pg.Client({ connectionString: database.ownerUrl });
    await owner.connect();
    const county = randomUUID();
    await owner.query(`insert into "County" ("id", "code", "name") values ($1, 'county', '某县')`, [county]);
    await owner.query(
      `insert into "Township" ("id", "countyId", "code", "name", "position")
       values ($2, $1, 'shexi', '社溪镇', 1), ($3, $1, 'dongshan', '东山镇', 2)`,
      [county, SHEXI, DONGSHAN],
    );
    const open = await openPlatform({
      appUrl: database.appUrl,
      modules: [],
      ...SECRETS,
      log: pino({ level: 'silent' }),
      listen: false,
    });
    return new ImportScene(database, open, owner);
  }

  async close(): Promise<void> {
    await this.open.close();
    await this.#owner.end();
    await this.database.drop();
  }

  /** Imports a text into a township (shexi) as the county's tool does it. */
  run(
    kind: ImportKind,
    text: string,
    options: { township?: string; format?: ImportFormat; dryRun?: boolean } = {},
  ): Promise<ImportReport> {
    const { township = SHEXI, format = 'json', dryRun = false } = options;
    return perform(this.open.platform, { townshipId: township, actor: SYSTEM, mayBeSilent: true }, (act) =>
      runImport(act, kind, readImport(kind, text, format), { dryRun }),
    );
  }

  /** Rows that the owner of the database sees, behind row-level security. */
  async rows<T = Record<string, unknown>>(sql: string, values: unknown[] = []): Promise<T[]> {
    return (await this.#owner.query(sql, values)).rows as T[];
  }

  /** Every row of the tables that an import writes, of one township. */
  async contents(township: string): Promise<Record<string, unknown[]>> {
    const found: Record<string, unknown[]> = {};
    for (const table of ['Station', 'Window', 'Staff', 'ServiceItem', 'ServiceItemVersion', 'AuditEntry'])
      found[table] = await this.rows(
        `select to_jsonb(t) as row from "${table}" t where "townshipId" = $1 order by 1`,
        [township],
      );
    return found;
  }
}

/** Created, updated, unchanged, rejected. */
export function counts({ created, updated, unchanged, rejected }: ImportReport): number[] {
  return [created, updated, unchanged, rejected.length];
}
