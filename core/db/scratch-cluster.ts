import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { projectRoot } from '../config.ts';
import { dataLocation } from './cluster-location.ts';
import { type OpenDatabase, openDatabase } from './cluster.ts';
import { withConnection, withDatabase } from './connection.ts';
import { DatabaseError } from './database-error.ts';

const folder = join(projectRoot, 'node_modules', '.cache', 'bianmin-scratch');

/**
 * The cluster of tests and developer tools: fast, not durable, kept from run to run, apart from the county's data.
 * A cluster that no longer starts (it is not durable) is thrown away and made anew.
 */
export async function openScratchCluster(progress: (line: string) => void): Promise<OpenDatabase> {
  const open = () => openDatabase({ dataDir: folder }, progress, 'throwaway');
  try {
    return await open();
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    progress(error.message);
    const data = await dataLocation(folder).catch(() => folder);
    if (!data.startsWith(folder)) await rm(dirname(data), { recursive: true, force: true });
    await rm(folder, { recursive: true, force: true });
    return open();
  }
}

/** Runs `work` on a new, empty database of the scratch cluster and drops it. */
export async function withScratchDatabase<T>(work: (url: string) => Promise<T>): Promise<T> {
  const cluster = await openScratchCluster(() => undefined);
  const name = `scratch_${randomBytes(4).toString('hex')}`;
  try {
    await withConnection(cluster.ownerUrl, (client) => client.query(`create database ${name}`));
    return await work(withDatabase(cluster.ownerUrl, name));
  } finally {
    await withConnection(cluster.ownerUrl, (client) =>
      client.query(`drop database if exists ${name} with (force)`),
    );
    await cluster.close();
  }
}
