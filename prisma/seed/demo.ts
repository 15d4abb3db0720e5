import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { begin, SYSTEM, type Act } from '../../core/acts/act.ts';
import { hashPassword } from '../../core/auth/password.ts';
import { newQueryCode } from '../../core/cases/query-code.ts';
import { missingIn } from '../../core/catalogue/acceptability.ts';
import type { ItemFacts } from '../../core/catalogue/rules.ts';
import { itemFactsOf, WITH_ITEM } from '../../core/catalogue/store.ts';
import { Directory } from '../../core/county/directory.ts';
import { recount } from '../../core/county/roll-up.ts';
import type { Tx } from '../../core/db/client.ts';
import { withConnection } from '../../core/db/connection.ts';
import { inScope, setScope } from '../../core/db/scope.ts';
import { sessionOf } from '../../core/db/session.ts';
import { newVerificationCode } from '../../core/documents/compose.ts';
import { Switches } from '../../core/modules/switches.ts';
import type { Platform } from '../../core/platform.ts';
import { civilDate, instantAt, parseHolidayNotices } from '../../core/time/index.ts';
import { simulateCases } from './demo-cases.ts';
import { DEMO_COUNTY, DEMO_COUNTY_ACCOUNTS, DEMO_FRONT_END, DEMO_TOWNSHIPS } from './demo-county.ts';
import { demoItems, writeItems } from './demo-items.ts';
import { seededRandom } from './demo-random.ts';
import { newPassword, writeSecrets, type DemoSecret } from './demo-secrets.ts';
import { demoCentre, writeCentre, type DemoCentre } from './demo-township.ts';
import { writeRows } from './demo-writer.ts';

/** Held while the demo is loaded, so that of two processes one loads it and the other waits. */
const DEMO_LOCK = 20220306;

/** First day of the demo's centres: from it on modules are on and items in force. */
const FOUNDED_ON = civilDate('2024-01-01');
const FOUNDED = instantAt(FOUNDED_ON, '00:00');

/** Cases a township has unless asked otherwise. */
const CASES = 200;

/** Loading takes some ten seconds; this is for slow machines. */
const TIMEOUT_MS = 300_000;

export interface DemoOptions {
  /** Where the passwords of the demo accounts are left, readable by the owner only. */
  readonly secretsFile: string;
  readonly progress: (line: string) => void;
  /** 200 when left out. */
  readonly casesPerTownship?: number;
  /** The first so many townships of the county; all when left out. */
  readonly townships?: number;
}

/**
 * Loads the demonstration county: townships, stations, staff, accounts, service items, module decisions and two years
 * of cases. Does nothing when there is a county already. All of it is one transaction: a loading that is broken off
 * leaves nothing behind and is done anew at the next start.
 */
export async function seedDemo(platform: Platform, ownerUrl: string, options: DemoOptions): Promise<void> {
  // A connection of the owner's, as waiting for the lock would run into the serving role's time limit.
  await withConnection(ownerUrl, async (owner) => {
    await owner.query('select pg_advisory_lock($1)', [DEMO_LOCK]);
    if ((await platform.prisma.county.count()) > 0) return;
    await loadDemo(platform, options);
  });
  await platform.directory.reload();
}

/** A township of the demo before anything of it is written. */
interface PlannedTownship {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly position: number;
}

async function loadDemo(platform: Platform, options: DemoOptions): Promise<void> {
  const { progress } = options;
  const countyId = randomUUID();
  const townships = DEMO_TOWNSHIPS.slice(0, options.townships).map(([code, name], position) => ({
    id: randomUUID(),
    code,
    name,
    position,
  }));
  const secrets = new Map(['county', ...townships.map((t) => t.code)].map((key) => [key, newPassword()]));
  const hashes = new Map<string, string>();
  for (const [key, password] of secrets) hashes.set(key, await hashPassword(password));
  const items = await demoItems();
  progress(`载入演示数据：${DEMO_COUNTY.name} / Loading the demo county ${DEMO_COUNTY.name}`);
  const county = { kind: 'township', townshipId: countyId } as const;
  await inScope(
    platform.prisma,
    county,
    async (tx) => {
      const frontEndId = await writeCounty(tx, countyId, hashes.get('county') ?? '');
      await writeTownships(platform, tx, countyId, townships);
      const loading = await platformWithin(platform, tx);
      const usernames = new Map([['county', countyUsernames()]]);
      for (const township of townships) {
        await setScope(tx, { kind: 'township', townshipId: township.id });
        const centre = demoCentre(township.id, township.position, seededRandom(`${township.code}/centre`));
        await writeCentre(tx, centre, hashes.get(township.code) ?? '');
        usernames.set(township.code, centreUsernames(centre));
        // The items are older than the cases that rest on them.
        const founding = { ...loading, now: () => FOUNDED };
        await actWithin(founding, tx, township.id, (act) => writeItems(act, centre, items));
        const count = await actWithin(loading, tx, township.id, async (act) => {
          act.audit({ verb: 'loadDemo', subjectType: 'Township', subjectId: township.id });
          return writeCases(act, township, centre, frontEndId, options.casesPerTownship ?? CASES);
        });
        progress(`  ${township.name}：${count} 件办件 / ${township.code}: ${count} cases`);
      }
      await setScope(tx, county);
      await actWithin(loading, tx, countyId, async (act) => {
        act.audit({ verb: 'loadDemo', subjectType: 'County', subjectId: countyId });
        act.announce('reference');
      });
      const file = [...secrets].map(([key, password]): [string, DemoSecret] => [
        key,
        { usernames: usernames.get(key) ?? {}, password },
      ]);
      // Before the commit: without its passwords the demo would be of no use.
      await writeSecrets(options.secretsFile, Object.fromEntries(file));
    },
    { timeoutMs: TIMEOUT_MS },
  );
  progress(
    `演示账号的口令在 ${options.secretsFile} / The passwords of the demo accounts are in ${options.secretsFile}`,
  );
}

/** An act of the program in the open transaction, whose scope is set already. */
async function actWithin<T>(
  platform: Platform,
  tx: Tx,
  townshipId: string,
  work: (act: Act) => Promise<T>,
): Promise<T> {
  const { act, flush } = begin(platform, { townshipId, actor: SYSTEM }, tx);
  const answer = await work(act);
  flush();
  return answer;
}

async function writeCounty(tx: Tx, countyId: string, passwordHash: string): Promise<string> {
  await tx.county.create({ data: { id: countyId, ...DEMO_COUNTY, isDemo: true } });
  const calendar = new URL('./calendar-2024-2026.json', import.meta.url);
  const notices = parseHolidayNotices(JSON.parse(await readFile(calendar, 'utf8')));
  await tx.holidayYear.createMany({
    data: notices.map((notice) => ({
      year: notice.year,
      noticeTitle: notice.noticeTitle,
      noticeNumber: notice.noticeNumber,
      noticeDate: notice.noticeDate,
      holidays: notice as object,
    })),
    skipDuplicates: true,
  });
  await tx.countyAccount.createMany({
    data: DEMO_COUNTY_ACCOUNTS.map(({ role, username, name }) => ({
      id: randomUUID(),
      countyId,
      username,
      name,
      roles: [role],
      passwordHash,
    })),
  });
  const { id } = await tx.apiClient.create({ data: { id: randomUUID(), name: DEMO_FRONT_END } });
  return id;
}

/** The townships, each with every module of the program switched on. */
async function writeTownships(
  platform: Platform,
  tx: Tx,
  countyId: string,
  townships: readonly PlannedTownship[],
): Promise<void> {
  await tx.township.createMany({ data: townships.map((township) => ({ ...township, countyId })) });
  const now = platform.now();
  for (const { id: townshipId } of townships) {
    await setScope(tx, { kind: 'township', townshipId });
    await tx.moduleSetting.createMany({
      data: platform.registry.modules.map((module) => ({
        townshipId,
        id: randomUUID(),
        module: module.id,
        enabled: true,
        settings: {},
        effectiveFrom: FOUNDED_ON,
        openWork: 'REFUSE',
        reason: '演示数据 / demo data',
        // A decision made later than it took effect would count from then on only.
        setAt: FOUNDED,
        appliedAt: now,
      })),
    });
  }
}

/** The platform as it will be once the open transaction is committed: its directory reads within it. */
async function platformWithin(platform: Platform, tx: Tx): Promise<Platform> {
  const directory = new Directory(async (work) => {
    await sessionOf(tx).enter({ kind: 'system' });
    return work(tx);
  });
  await directory.reload();
  // Loading the directory widened what the transaction may read.
  await tx.$executeRaw`SET LOCAL app.scope = ''`;
  return { ...platform, directory, switches: new Switches(directory, platform.registry, platform.now) };
}

async function writeCases(
  act: Act,
  township: PlannedTownship,
  centre: DemoCentre,
  frontEndId: string,
  count: number,
): Promise<number> {
  const { platform, tx, townshipId } = act;
  const items = (await currentItems(act)).filter((item) => missingIn(platform, item).length === 0);
  const scene = {
    county: DEMO_COUNTY,
    township,
    stations: new Map(centre.stations.map(({ id, name }) => [id, name])),
    windows: new Map(centre.windows.map(({ id, number, name }) => [id, { number, name }])),
    items,
    staff: centre.actors,
    heads: centre.heads,
    frontEnd: { kind: 'FRONTEND', id: frontEndId, name: DEMO_FRONT_END, roles: ['FRONTEND'] },
    calendar: platform.directory.calendar,
    now: act.now,
  } as const;
  const documents = { code: newVerificationCode, key: platform.documentSecret };
  const rows = simulateCases({ scene, seed: township.code, count, queryCode: newQueryCode, documents });
  await writeRows(tx, rows);
  const tallies = await recount(platform, tx, townshipId);
  await tx.tally.createMany({ data: tallies.map((tally) => ({ townshipId, ...tally })) });
  return rows.cases.length;
}

/** The items of the act's township in a stable order, so that the same seed tells the same cases. */
async function currentItems({ tx, townshipId }: Act): Promise<ItemFacts[]> {
  const items = await tx.serviceItem.findMany({ where: { townshipId }, orderBy: { code: 'asc' } });
  const rows = await tx.serviceItemVersion.findMany({ where: { townshipId }, include: WITH_ITEM });
  const byKey = new Map(rows.map((row) => [`${row.itemId}/${row.version}`, row]));
  return items.flatMap(({ id, currentVersion }) => {
    const row = byKey.get(`${id}/${currentVersion}`);
    return row ? [itemFactsOf(row)] : [];
  });
}

function countyUsernames(): Record<string, string> {
  return Object.fromEntries(DEMO_COUNTY_ACCOUNTS.map(({ role, username }) => [role, username]));
}

/** The first account of each role. */
function centreUsernames({ staff }: DemoCentre): Record<string, string> {
  const first = staff.toReversed().map(({ roles, staffNo }) => [roles[0] ?? '', staffNo.toLowerCase()]);
  return Object.fromEntries(first);
}
