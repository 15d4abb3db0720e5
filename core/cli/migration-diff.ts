import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  ColumnTypeEnum,
  type SqlMigrationAwareDriverAdapterFactory,
  bindMigrationAwareSqlAdapterFactory,
} from '@prisma/driver-adapter-utils';
import type { SchemaEngine as Engine } from '@prisma/schema-engine-wasm';
import pg from 'pg';
import { projectRoot } from '../config.ts';
import { withConnection } from '../db/connection.ts';
import { applyMigrations } from '../db/migrate.ts';
import { withScratchDatabase } from '../db/scratch-cluster.ts';

/** PostgreSQL's one-byte type "char", in which its catalogue keeps kinds; the adapter does not know it. */
const CHAR_OID = 18;
const TEXT_OID = 25;

/**
 * The SQL that leads from the migrations to the Prisma schema, or null if they agree. The migrations are applied to a
 * scratch database by the program's own runner; Prisma's schema engine compares that database with the schema.
 */
export async function migrationDiff(
  migrationsFolder: string,
  schemaFolder: string = join(projectRoot, 'prisma'),
): Promise<string | null> {
  const files = await readSchema(schemaFolder);
  return withScratchDatabase(async (url) => {
    await withConnection(url, (client) => applyMigrations(client, () => undefined, migrationsFolder));
    const engine = await startEngine(url, files);
    const { exitCode, stdout } = await engine.diff({
      from: { tag: 'schemaDatasource', files, configDir: schemaFolder },
      to: { tag: 'schemaDatamodel', files },
      script: true,
      exitCode: true,
      filters: { externalTables: ['public._prisma_migrations'], externalEnums: [] },
    });
    return exitCode === 0 ? null : stdout;
  });
}

async function readSchema(folder: string): Promise<{ path: string; content: string }[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.prisma')).toSorted();
  return Promise.all(
    names.map(async (name) => ({ path: name, content: await readFile(join(folder, name), 'utf8') })),
  );
}

async function startEngine(url: string, files: { path: string; content: string }[]): Promise<Engine> {
  // The engine reports a panic through this global before it throws.
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: console.error } });
  const { SchemaEngine } = await import('@prisma/schema-engine-wasm');
  const datamodels = files.map(({ path, content }): [string, string] => [path, content]);
  const adapter = bindMigrationAwareSqlAdapterFactory(catalogueAdapter(url));
  return SchemaEngine.new({ datamodels }, () => undefined, adapter);
}

/** Prisma's adapter, taught to read the type "char". */
function catalogueAdapter(url: string): SqlMigrationAwareDriverAdapterFactory {
  const charColumns = new WeakMap<object, number[]>();
  const pool = new pg.Pool({ connectionString: url });
  pool.on('error', () => undefined);
  const query = pool.query.bind(pool) as (config: pg.QueryConfig) => Promise<pg.QueryResult>;
  const readable = async (config: pg.QueryConfig): Promise<pg.QueryResult> => {
    const result = await query(config);
    const chars = result.fields.flatMap((field, index) => (field.dataTypeID === CHAR_OID ? [index] : []));
    for (const index of chars) Object.assign(result.fields[index] ?? {}, { dataTypeID: TEXT_OID });
    charColumns.set(result.rows, chars);
    return result;
  };
  Object.assign(pool, { query: readable });
  const factory = new PrismaPg(pool, { disposeExternalPool: true });
  const open = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await open();
    const read = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (statement) => {
      const found = await read(statement);
      for (const index of charColumns.get(found.rows) ?? [])
        found.columnTypes[index] = ColumnTypeEnum.Character;
      return found;
    };
    return adapter;
  };
  return factory;
}
