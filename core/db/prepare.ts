import type { Config } from '../config.ts';
import type { Durability } from './cluster-location.ts';
import { openDatabase } from './cluster.ts';
import { migrate } from './migrate.ts';
import { connectionUrls } from './roles.ts';

/** A database ready to serve. */
export interface PreparedDatabase {
  /** The owner: migrations and secrets only. */
  ownerUrl: string;
  /** The role that serves requests, under row-level security. */
  appUrl: string;
  /** The role that owns and runs the job queue. */
  jobsUrl: string;
  embedded: boolean;
  /** Gives the database back; close all own connections first. */
  close(): Promise<void>;
}

/** Opens the database and brings it up to this program: migrations, roles, grants, row-level security, job queue. */
export async function prepareDatabase(
  config: Pick<Config, 'dataDir' | 'databaseUrl'>,
  progress: (line: string) => void,
  durability: Durability = 'durable',
): Promise<PreparedDatabase> {
  const { ownerUrl, embedded, close } = await openDatabase(config, progress, durability);
  try {
    await migrate(ownerUrl, progress);
    return { ownerUrl, ...(await connectionUrls(ownerUrl)), embedded, close };
  } catch (error) {
    await close();
    throw error;
  }
}
