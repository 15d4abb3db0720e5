import type { AddressInfo } from 'node:net';
import { isIP } from 'node:net';
import { createApp } from '../app.ts';
import { readConfig, type Config } from '../config.ts';
import { MODULES } from '../composition.ts';
import { prepareDatabase } from '../db/prepare.ts';
import { DocumentFiles } from '../documents/files.ts';
import { openFileStore } from '../files/open-file-store.ts';
import { startJobs } from '../jobs/runner.ts';
import { createLog, openPlatform, secretsOf } from '../open-platform.ts';
import { openGateways } from '../notifications/open-gateways.ts';
import { inTest } from '../notifications/sending.ts';
import { createHttpServer, type HttpServer } from '../server.ts';
import { ensureCountyApart, main, progress, Stop } from './session.ts';

await main(start);

/** `npm start`: listens at once (503 until ready), prepares the database, then serves until it is told to stop. */
async function start(): Promise<void> {
  const config = readConfig();
  const log = createLog(config.logLevel);
  const http = createHttpServer();
  await listen(http, config);
  const closers: (() => Promise<void>)[] = [() => http.stop()];
  let stopping: Promise<void> | null = null;
  const stop = () => (stopping ??= closeAll(closers));
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      progress('正在停止，等待办理中的请求 / stopping, requests in flight finish first');
      void stop().then(() => process.exit(0));
    });
  try {
    const files = await openFileStore(config, log);
    const database = await prepareDatabase(config, progress);
    closers.push(() => database.close());
    const open = await openPlatform({
      appUrl: database.appUrl,
      modules: MODULES,
      ...(await secretsOf(config.dataDir)),
      files,
      publicUrl: config.publicUrl,
      log,
      gateways: openGateways(config.messages),
    });
    closers.push(() => open.close());
    await ensureCountyApart(open.platform, config);
    refuseDemoOutside(config, open.platform.directory.county?.isDemo ?? false);
    refuseLiveDemo(config, open.platform.directory.county?.isDemo ?? false);
    log.info({ test: inTest(open.platform) }, 'messages');
    const jobs = await startJobs(open.platform, database.jobsUrl);
    closers.push(() => jobs.stop());
    if (stopping) return;
    http.serve(
      createApp(open.platform, { origins: config.corsOrigins }),
      new DocumentFiles(open.platform),
      () => open.healthy(),
      open.platform,
    );
    announce(http, config);
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Ends things in the order HTTP, jobs, connections, database. */
async function closeAll(closers: readonly (() => Promise<void>)[]): Promise<void> {
  const [http, ...others] = closers;
  await http?.();
  for (const close of others.toReversed()) await close();
}

function listen(http: HttpServer, { host, port }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    http.server.once('error', (error: NodeJS.ErrnoException) => {
      const reasons: Record<string, string> = {
        EADDRINUSE: `端口${port}已被占用，请改用其他 PORT / port ${port} is in use; choose another PORT`,
        EACCES: `没有权限使用端口${port} / port ${port} needs more rights`,
        EADDRNOTAVAIL: `本机没有地址${host} / this machine has no address ${host}`,
        ENOTFOUND: `找不到主机名${host} / the host name ${host} is not known`,
      };
      reject(
        new Stop(
          reasons[error.code ?? ''] ??
            `不能监听${host}:${port}（${error.code}） / cannot listen on ${host}:${port}`,
        ),
      );
    });
    http.server.listen(port, host, resolve);
  });
}

/** Demo accounts are for this machine only. */
function refuseDemoOutside({ host }: Config, isDemo: boolean): void {
  const loopback = host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
  if (isDemo && !loopback)
    throw new Stop(
      `数据库中是演示数据，只能监听本机地址，HOST 不能是${host} / the database holds demo data; HOST must be a loopback address, not ${host}`,
    );
}

/** Invented people must not be telephoned. */
function refuseLiveDemo({ messages }: Config, isDemo: boolean): void {
  if (isDemo && messages.mode === 'live')
    throw new Stop(
      '数据库中是演示数据，MESSAGES 不能是 live / the database holds demo data; MESSAGES must not be live',
    );
}

function announce(http: HttpServer, { host }: Config): void {
  const { port } = http.server.address() as AddressInfo;
  const base = `http://${isIP(host) === 6 ? `[${host}]` : host}:${port}`;
  process.stdout.write(
    [
      `listening ${base}`,
      `  全县 / county     ${base}/graphql`,
      `  乡镇 / township   ${base}/t/{township}/graphql`,
      `  健康 / health     ${base}/health`,
      '',
    ].join('\n'),
  );
}
