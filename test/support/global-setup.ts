import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import type { TestProject } from 'vitest/node';
import { projectRoot } from '../../core/config.ts';
import { LEASE_NAME } from '../../core/db/cluster-lease.ts';
import { withConnection, withDatabase } from '../../core/db/connection.ts';
import { migrate, migrationsFolder } from '../../core/db/migrate.ts';
import { openScratchCluster } from '../../core/db/scratch-cluster.ts';

/** Any number: only one test run at a time makes a template. */
const TEMPLATE_LOCK = 20220101;

declare module 'vitest' {
  export interface ProvidedContext {
    /** The maintenance database of the test cluster, and the migrated database that test files clone. */
    cluster: { maintenanceUrl: string; template: string };
  }
}

/** Starts the test cluster, makes sure of the template and stops the cluster when the last test run is over. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const cluster = await openScratchCluster((line) => console.log(line));
  try {
    const maintenanceUrl = withDatabase(cluster.ownerUrl, 'postgres');
    const template = await ensureTemplate(maintenanceUrl);
    project.provide('cluster', { maintenanceUrl, template });
  } catch (error) {
    await cluster.close();
    throw error;
  }
  return () => cluster.close();
}

/** The template of the present migrations and security code, made if it is not there; returns its name. */
async function ensureTemplate(maintenanceUrl: string): Promise<string> {
  const template = `template_${await fingerprint()}`;
  await withConnection(maintenanceUrl, async (client) => {
    await client.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    await dropLeftovers(client, template);
    const { rowCount } = await client.query('select from pg_database where datname = $1', [template]);
    if (rowCount !== 0) return;
    // Named at the end only: a template half made is never used.
    await client.query(`drop database if exists ${template}_new with (force)`);
    await client.query(`create database ${template}_new`);
    await migrate(withDatabase(maintenanceUrl, `${template}_new`), () => undefined);
    await client.query(`alter database ${template}_new rename to ${template}`);
  });
  return template;
}

/** Drops what earlier runs left behind, unless another run is using the cluster now. */
async function dropLeftovers(client: pg.Client, template: string): Promise<void> {
  const { rows: leases } = await client.query<{ count: number }>(
    'select count(*)::int as count from pg_stat_activity where application_name = $1',
    [LEASE_NAME],
  );
  if (leases[0]?.count !== 1) return;
  const { rows } = await client.query<{ name: string }>(
    `select datname as name from pg_database where datname ~ '^(test|template|scratch)_' and datname <> $1`,
    [template],
  );
  for (const { name } of rows) await client.query(`drop database if exists ${name} with (force)`);
  // The roles of a dropped template own nothing any more.
  const { rows: roles } = await client.query<{ name: string }>(
    `select rolname as name from pg_roles r where rolname ~ '^bianmin_(app|jobs)_'
        and not exists (select from pg_shdepend where refclassid = 'pg_authid'::regclass and refobjid = r.oid)`,
  );
  for (const { name } of roles) await client.query(`drop role if exists ${name}`);
}

/** Changes with everything that shapes a migrated database. */
async function fingerprint(): Promise<string> {
  const hash = createHash('sha256');
  const migrations = await readdir(migrationsFolder, { recursive: true }).catch(() => []);
  const code = ['migrate', 'roles', 'job-queue', 'secure', 'secure-catalogue'].map((name) =>
    join(projectRoot, 'core', 'db', `${name}.ts`),
  );
  const files = [
    ...migrations
      .filter((name) => name.endsWith('.sql'))
      .toSorted()
      .map((name) => join(migrationsFolder, name)),
    ...code,
  ];
  for (const file of files) hash.update(file.slice(projectRoot.length)).update(await readFile(file));
  return hash.digest('hex').slice(0, 12);
}
