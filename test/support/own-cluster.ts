import { randomBytes } from 'node:crypto';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runIntoFile, usableBinaries } from '../../core/db/cluster-binaries.ts';
import { dataLocation, openDataDir, reachableData, serverAccount } from '../../core/db/cluster-location.ts';
import { createCluster, maintenanceUrl, startServer, type Cluster } from '../../core/db/cluster-server.ts';
import { migrate } from '../../core/db/migrate.ts';
import { connectionUrls } from '../../core/db/roles.ts';
import type { TestDatabase } from './database.ts';

/** A PostgreSQL of one test's own, which nobody starts again but the test. */
export interface OwnCluster {
  readonly database: TestDatabase;
  /** Ends it without a farewell, as a power cut does. */
  crash(): Promise<void>;
  /** Starts it on the port it had; resolves when it accepts connections. */
  restart(): Promise<void>;
}

/** Creates, starts and migrates a cluster in a folder of its own. */
export async function ownCluster(): Promise<OwnCluster> {
  const silent = () => undefined;
  const dataDir = await openDataDir(await mkdtemp(join(tmpdir(), 'bianmin-own-')));
  const found = await dataLocation(dataDir);
  const account = await serverAccount(found);
  const cluster: Cluster = {
    data: await reachableData(dataDir, found, account, 'durable', silent),
    log: join(dataDir, 'postgres.log'),
    password: randomBytes(12).toString('hex'),
    binaries: await usableBinaries(account, silent),
    account,
    durability: 'durable',
  };
  await createCluster(cluster);
  const port = await startServer(cluster);
  const ownerUrl = maintenanceUrl(port, cluster.password);
  await migrate(ownerUrl, silent);
  const crash = () => stopAtOnce(cluster);
  return {
    crash,
    restart: async () => void (await startServer(cluster, port)),
    database: {
      ownerUrl,
      ...(await connectionUrls(ownerUrl)),
      drop: async () => {
        await crash();
        if (!cluster.data.startsWith(dataDir))
          await rm(dirname(cluster.data), { recursive: true, force: true });
        await rm(dataDir, { recursive: true, force: true });
      },
    },
  };
}

async function stopAtOnce({ account, binaries, data, log: path }: Cluster): Promise<void> {
  const log = await open(path, 'a', 0o600);
  const args = ['stop', `--pgdata=${data}`, '--mode=immediate', '--wait', '--timeout=20'];
  await runIntoFile(account, join(binaries, 'bin', 'pg_ctl'), args, log.fd);
  await log.close();
}
