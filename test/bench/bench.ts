import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import autocannon from 'autocannon';
import pg from 'pg';
import { loadDatabase, openBenchPlatform } from './database.ts';
import { drawParams, type Param } from './params.ts';
import { BenchServer } from './process.ts';
import { publish } from './publish.ts';
import { formatResult, summarise, type Round, type Summary } from './report.ts';
import { workloads, type ServerName, type Workload } from './workloads.ts';

/** Clients at a time. */
const CONNECTIONS = 16;
/** Parameters for which all answers must be equal before anything is timed. */
const CHECKED = 50;

/** Rows that a written case leaves; all servers must leave as many. */
const WRITTEN = ['Case', 'Clock', 'Applicant', 'TimelineEntry', 'AuditEntry', 'OutboxEvent'];

const { values: flags } = parseArgs({
  options: {
    townships: { type: 'string', default: '14' },
    cases: { type: 'string', default: '2500' },
    rounds: { type: 'string' },
    seconds: { type: 'string' },
    only: { type: 'string' },
    quick: { type: 'boolean', default: false },
    'data-dir': { type: 'string' },
    'cpu-prof': { type: 'string' },
    /** Puts the tables into docs/performance.md. */
    publish: { type: 'boolean', default: false },
  },
});
const rounds = Number(flags.rounds ?? (flags.quick ? 3 : 7));
const seconds = Number(flags.seconds ?? (flags.quick ? 1.5 : 5));
const NAMES: readonly ServerName[] = ['bianmin', 'postgraphile', 'floor'];

const dataDir = flags['data-dir'] ?? (await mkdtemp(join(tmpdir(), 'bianmin-bench-')));
const progress = (line: string) => void process.stderr.write(`${line}\n`);
const size = { townships: Number(flags.townships), casesPerTownship: Number(flags.cases) };
const database = await loadDatabase(dataDir, size, progress);
try {
  process.exitCode = await run();
} finally {
  await database.close();
  if (!flags['data-dir']) await rm(dataDir, { recursive: true, force: true });
}

async function run(): Promise<number> {
  const owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  const open = await openBenchPlatform(database.appUrl);
  const params = await drawParams(owner, open.platform, CHECKED);
  await open.close();
  const found = await owner.query<{ townships: number; cases: number; version: string }>(
    `select (select count(*) from "Township")::int as townships, (select count(*) from "Case")::int as cases, version()`,
  );
  progress(`database: ${JSON.stringify(found.rows[0])}`);

  const counting = await startAll({ count: true });
  const list = workloads(await cursorsOf(counting.bianmin, params.R1)).filter(
    ({ id }) => !flags.only || flags.only.split(',').includes(id),
  );
  const statements = new Map<string, Summary['statements']>();
  let equal = true;
  for (const workload of list) {
    equal = (await sameAnswers(workload, params[workload.id], counting, owner)) && equal;
    statements.set(workload.id, await statementsOf(workload, params[workload.id], counting));
  }
  await stopAll(counting);
  if (!equal) {
    process.stdout.write(`${JSON.stringify({ equalAnswers: false, workloads: {} })}\n`);
    await owner.end();
    return 1;
  }

  const servers = await startAll({});
  const summaries: Summary[] = [];
  for (const workload of list) {
    const requests = Object.fromEntries(
      NAMES.map((name) => [name, params[workload.id].map((p) => workload.request[name](p))]),
    ) as unknown as Record<ServerName, ReturnType<Workload['request'][ServerName]>[]>;
    for (const name of NAMES) await shoot(servers[name], requests[name], 1);
    const taken: Round[] = [];
    for (let round = 0; round < rounds; round++) {
      // Whoever begins changes, so that what drifts on the machine hits all alike.
      const order = NAMES.map((_, i) => NAMES[(i + round) % NAMES.length] as ServerName);
      const measured: Partial<Record<ServerName, Awaited<ReturnType<typeof shoot>>>> = {};
      for (const name of order) measured[name] = await shoot(servers[name], requests[name], seconds);
      taken.push(measured as Round);
    }
    const summary = summarise(workload.id, workload.title, taken, statements.get(workload.id) ?? null);
    summaries.push(summary);
    process.stdout.write(formatResult(summary));
  }
  await stopAll(servers);
  await owner.end();
  const [facts] = found.rows;
  if (flags.publish && facts)
    await publish(summaries, { ...facts, postgres: facts.version, rounds, seconds });
  const last = summaries.map((s) => [
    s.id,
    { ratio: s.ratio, floorRatio: { median: s.floorRatio.median }, statements: s.statements?.bianmin.plain },
  ]);
  process.stdout.write(`${JSON.stringify({ equalAnswers: true, workloads: Object.fromEntries(last) })}\n`);
  return 0;
}

/** The options of Node with which `npm start` runs our server; the others have Node's defaults. */
async function optionsOfStart(): Promise<string[]> {
  const text = await readFile(new URL('../../package.json', import.meta.url), 'utf8');
  const { scripts } = JSON.parse(text) as { scripts: { start: string } };
  return scripts.start.split(' ').filter((word) => word.startsWith('--'));
}

async function startAll(options: { count?: boolean }): Promise<Record<ServerName, BenchServer>> {
  const servers: Partial<Record<ServerName, BenchServer>> = {};
  const own = await optionsOfStart();
  for (const name of NAMES) {
    const profiled = name === 'bianmin' && !options.count && flags['cpu-prof'];
    const nodeArgs = [
      ...(name === 'bianmin' ? own : []),
      ...(profiled ? ['--cpu-prof', `--cpu-prof-dir=${flags['cpu-prof']}`] : []),
    ];
    servers[name] = await BenchServer.start(name, database.appUrl, { ...options, nodeArgs });
  }
  return servers as Record<ServerName, BenchServer>;
}

async function stopAll(servers: Record<ServerName, BenchServer>): Promise<void> {
  for (const name of NAMES) await servers[name].stop();
}

/** The cursor at which the second page of each catalogue begins. */
async function cursorsOf(server: BenchServer, params: readonly Param[]): Promise<Map<string, string>> {
  const cursors = new Map<string, string>();
  const query =
    'query ($code: String!) { township(code: $code) { serviceItems(first: 20) { pageInfo { endCursor } } } }';
  for (const { townshipId, townshipCode } of params) {
    if (cursors.has(townshipId)) continue;
    const body = JSON.stringify({ query, variables: { code: townshipCode } });
    const data = (await server.send({ path: `/t/${townshipCode}/graphql`, headers: {}, body })) as {
      township: { serviceItems: { pageInfo: { endCursor: string } } };
    };
    cursors.set(townshipId, data.township.serviceItems.pageInfo.endCursor);
  }
  return cursors;
}

async function sameAnswers(
  workload: Workload,
  params: readonly Param[],
  servers: Record<ServerName, BenchServer>,
  owner: pg.Client,
): Promise<boolean> {
  const count = async () => {
    const parts = WRITTEN.map((table) => `(select count(*) from "${table}")::int as "${table}"`);
    return (await owner.query<Record<string, number>>(`select ${parts.join(', ')}`)).rows[0] ?? {};
  };
  const asked = Array.from({ length: CHECKED }, (_, i) => params[i % params.length] as Param);
  const given: unknown[][] = [];
  const rows: number[][] = [];
  for (const name of NAMES) {
    const before = await count();
    const answers: unknown[] = [];
    for (const param of asked)
      answers.push(workload.answer[name](await servers[name].send(workload.request[name](param))));
    const after = await count();
    given.push(answers);
    rows.push(WRITTEN.map((table) => (after[table] ?? 0) - (before[table] ?? 0)));
  }
  for (const [which, name] of NAMES.entries()) {
    // The county's look is audited here and nowhere else; what a write leaves must be the same everywhere.
    const rowsDiffer = workload.id === 'W1' && !isDeepStrictEqual(rows[which], rows[0]);
    const wrong = asked.findIndex((_, i) => !isDeepStrictEqual(given[which]?.[i], given[0]?.[i]));
    if (wrong < 0 && !rowsDiffer) continue;
    progress(`${workload.id}: ${NAMES[0]} and ${name} differ; rows written ${JSON.stringify(rows)}`);
    progress(`  ${JSON.stringify(given[0]?.[wrong] ?? null).slice(0, 2_000)}`);
    progress(`  ${JSON.stringify(given[which]?.[wrong] ?? null).slice(0, 2_000)}`);
    return false;
  }
  return true;
}

async function statementsOf(
  workload: Workload,
  params: readonly Param[],
  servers: Record<ServerName, BenchServer>,
): Promise<Summary['statements']> {
  const [param] = params;
  if (!param) return null;
  const counts: Partial<Record<ServerName, { plain: number; frames: number }>> = {};
  for (const name of NAMES) {
    await servers[name].send(workload.request[name](param));
    // What an answer does not wait for is counted as well.
    await new Promise((resolve) => setTimeout(resolve, 100));
    await servers[name].statements();
    await servers[name].send(workload.request[name](param));
    await new Promise((resolve) => setTimeout(resolve, 100));
    const { plain, frames } = await servers[name].statements();
    counts[name] = { plain: plain.length, frames: frames.length };
  }
  return counts as Record<ServerName, { plain: number; frames: number }>;
}

async function shoot(
  server: BenchServer,
  requests: readonly { path: string; headers: Record<string, string>; body: string }[],
  duration: number,
): Promise<Round[ServerName]> {
  const before = await server.cpuSeconds();
  const result = await autocannon({
    url: server.url,
    connections: CONNECTIONS,
    duration,
    requests: requests.map(({ path, headers, body }) => ({
      method: 'POST' as const,
      path,
      // The load generator writes the length itself.
      headers: { ...headers, 'content-type': 'application/json' },
      body,
    })),
  });
  const used = (await server.cpuSeconds()) - before;
  if (result['2xx'] === 0 || result.non2xx > 0 || result.errors > 0)
    throw new Error(
      `${server.name}: ${result['2xx']} answered, ${result.non2xx} refused, ${result.errors} failed`,
    );
  return {
    perSecond: result['2xx'] / result.duration,
    p50: result.latency.p50,
    p99: result.latency.p99,
    cpuMicros: (used / result['2xx']) * 1e6,
  };
}
