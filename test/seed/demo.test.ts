import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { perform, type Act } from '../../core/acts/act.ts';
import { verifyPassword } from '../../core/auth/password.ts';
import { COUNTY_ROLES, STAFF_ROLES } from '../../core/auth/roles.ts';
import { submitCase } from '../../core/cases/submit.ts';
import { isGenuine } from '../../core/documents/seal.ts';
import { missingIn } from '../../core/catalogue/acceptability.ts';
import { itemFactsOf, WITH_ITEM } from '../../core/catalogue/store.ts';
import { factsOf } from '../../core/clocks/clock-row.ts';
import { sweepOverdue } from '../../core/clocks/sweep.ts';
import { MODULES } from '../../core/composition.ts';
import { recount } from '../../core/county/roll-up.ts';
import { withConnection } from '../../core/db/connection.ts';
import { inScope } from '../../core/db/scope.ts';
import { openPlatform, type OpenPlatform } from '../../core/open-platform.ts';
import { civilDateOf, readClock } from '../../core/time/index.ts';
import { seedDemo } from '../../prisma/seed/demo.ts';
import type { DemoSecrets } from '../../prisma/seed/demo-secrets.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { SECRETS } from '../support/secrets.ts';

const NOW = new Date('2026-11-23T15:20:00+08:00');
const CASES = 30;

let database: TestDatabase;
let open: OpenPlatform;
let folder: string;
let secretsFile: string;
const lines: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'demo-'));
  secretsFile = join(folder, 'data', 'demo-accounts.json');
  database = await testDatabase();
  open = await openOn(database);
  await load(open, database);
}, 60_000);
afterAll(async () => {
  await open.close();
  await database.drop();
  await rm(folder, { recursive: true });
});

function openOn({ appUrl }: TestDatabase): Promise<OpenPlatform> {
  return openPlatform({
    appUrl,
    modules: MODULES,
    ...SECRETS,
    log: pino({ level: 'silent' }),
    now: () => NOW,
    listen: false,
  });
}

function load({ platform }: OpenPlatform, { ownerUrl }: TestDatabase): Promise<void> {
  const progress = (line: string) => void lines.push(line);
  return seedDemo(platform, ownerUrl, { secretsFile, progress, casesPerTownship: CASES });
}

function inTown<T>(townshipId: string, work: (tx: Act['tx']) => Promise<T>): Promise<T> {
  return inScope(open.platform.prisma, { kind: 'township', townshipId }, work);
}

async function inEveryTown(work: (tx: Act['tx'], townshipId: string) => Promise<void>): Promise<void> {
  const { townships } = open.platform.directory;
  expect(townships).toHaveLength(14);
  for (const { id } of townships) await inTown(id, (tx) => work(tx, id));
}

async function secrets(): Promise<DemoSecrets> {
  return JSON.parse(await readFile(secretsFile, 'utf8')) as DemoSecrets;
}

describe('the demo county', () => {
  test('is marked as such and has its townships in its own order', async () => {
    const { county, townships, calendar } = open.platform.directory;
    expect(county).toMatchObject({ code: 'shangyou', name: '上犹县', isDemo: true });
    expect(townships.map((t) => t.name).join(' ')).toBe(
      '社溪镇 东山镇 陡水镇 营前镇 黄埠镇 寺下镇 梅水乡 油石乡 安和乡 双溪乡 水岩乡 平富乡 五指峰乡 紫阳乡',
    );
    expect([calendar.coversFrom, calendar.coversThrough]).toEqual(['2024-01-01', '2026-12-31']);
    expect(await open.platform.prisma.apiClient.count()).toBe(1);
    for (const role of COUNTY_ROLES)
      expect(open.platform.directory.countyAccountWithRole(role)).not.toBeNull();
  });

  test('has stations, windows, somebody for every role and every module in every township', () =>
    inEveryTown(async (tx, townshipId) => {
      expect([await tx.station.count(), await tx.window.count(), await tx.staff.count()]).toEqual([
        14, 14, 50,
      ]);
      expect(await tx.account.count()).toBe(50);
      for (const role of STAFF_ROLES)
        expect(open.platform.directory.staffWithRole(townshipId, role), role).not.toHaveLength(0);
      expect(open.platform.switches.enabledIn(townshipId)).toEqual(
        open.platform.registry.modules.map((m) => m.id),
      );
    }));

  test('一(四)1 · has an A and a B post for every item; those whose source is complete take cases', () =>
    inEveryTown(async (tx) => {
      const rows = await tx.serviceItemVersion.findMany({ include: WITH_ITEM });
      expect(rows).toHaveLength(48);
      const missing = rows.map((row) =>
        missingIn(open.platform, itemFactsOf(row)).map((demand) => demand.field),
      );
      expect(missing.filter((fields) => fields.length === 0)).toHaveLength(17);
      // A draft is an item whose source lacks one of four; then the demo invents nothing else for it.
      const lacking = new Set(missing.flat());
      expect([...lacking].toSorted()).toEqual([
        'conditions',
        'flow',
        'laws',
        'legalBasis',
        'materials',
        'procedure',
        'quantity',
        'sampleForms',
      ]);
      for (const fields of missing.filter((lacks) => lacks.length > 0))
        expect(fields.some((f) => ['conditions', 'legalBasis', 'materials', 'procedure'].includes(f))).toBe(
          true,
        );
    }));

  test('has documents that are genuine, each with a code of its own', () =>
    inEveryTown(async (tx) => {
      const rows = await tx.document.findMany();
      expect(rows.length).toBeGreaterThan(CASES);
      const altered = rows.filter((row) => !isGenuine(open.platform.documentSecret, row));
      expect(altered.map((row) => row.number)).toEqual([]);
      expect(new Set(rows.map((row) => row.code)).size).toBe(rows.length);
    }));

  test('has figures, clocks and overdue cases that agree with its facts, so that the jobs find nothing to add', async () => {
    await inEveryTown(async (tx, townshipId) => {
      const plain = (rows: readonly { measure: string; key: string; value: number }[]) =>
        rows.map(({ measure, key, value }) => `${measure}/${key}=${value}`).toSorted();
      expect(plain(await tx.tally.findMany())).toEqual(plain(await recount(open.platform, tx, townshipId)));
      expect(await tx.case.count()).toBe(CASES);
      for (const clock of await tx.clock.findMany({ include: { suspensions: true } })) {
        if (clock.suspensions.some((s) => s.toDay === null)) continue;
        const reading = readClock(factsOf(clock), open.platform.directory.calendar, civilDateOf(NOW));
        expect([clock.dueOn, clock.provisional]).toEqual([reading.dueOn, reading.provisional]);
        expect(clock.overdueDays).toBe(clock.endedOn === null ? null : reading.overdueDays);
      }
      const late = await tx.serviceItemVersion.count({
        where: {
          cases: { some: { submittedAt: { lt: NOW } } },
          effectiveFrom: { gt: new Date('2024-01-01T00:00:00+08:00') },
        },
      });
      expect(late).toBe(0);
    });
    expect(await sweepOverdue(open.platform)).toBe(0);
  });

  test('goes on with the next number when a case is handed in', async () => {
    const { id: townshipId } = open.platform.directory.townships[0] ?? { id: '' };
    const { items, last } = await inTown(townshipId, async (tx) => ({
      items: await tx.serviceItemVersion.findMany({ include: WITH_ITEM }),
      last: await tx.numberSeries.findFirstOrThrow({ where: { kind: 'CASE', year: 2026 } }),
    }));
    const item = items.map(itemFactsOf).find((each) => missingIn(open.platform, each).length === 0);
    const actor = {
      kind: 'STAFF',
      id: item?.post?.staffAId ?? '',
      name: '窗口人员',
      roles: ['WINDOW_STAFF'],
    } as const;
    const facts = await perform(open.platform, { townshipId, actor }, (act) =>
      submitCase(act, { itemId: item?.itemId ?? '', applicant: { name: '申请人乙' }, channel: 'WINDOW' }),
    );
    expect(facts.number).toBe(`shexi-2026-${String(last.last + 1).padStart(6, '0')}`);
  });

  test('leaves the passwords to the owner of the secrets file only', async () => {
    expect((await stat(secretsFile)).mode & 0o777).toBe(0o600);
    const all = await secrets();
    const passwords = Object.values(all).map((secret) => secret.password);
    expect(new Set(passwords).size).toBe(15);
    for (const password of passwords) expect(lines.join('\n')).not.toContain(password);
    const { id, code } = open.platform.directory.townships[3] ?? { id: '', code: '' };
    const { usernames, password } = all[code] ?? { usernames: {}, password: '' };
    expect(Object.keys(usernames).toSorted()).toEqual([...STAFF_ROLES].toSorted());
    const username = usernames['WINDOW_STAFF'] ?? '';
    const account = await inTown(id, (tx) => tx.account.findFirstOrThrow({ where: { username } }));
    expect(await verifyPassword(password, account.passwordHash)).toBe(true);
    expect(await verifyPassword(all['county']?.password ?? '', account.passwordHash)).toBe(false);
  });

  test('is not loaded a second time', async () => {
    const before = await secrets();
    const said = lines.length;
    await load(open, database);
    expect(await open.platform.prisma.township.count()).toBe(14);
    expect(await secrets()).toEqual(before);
    expect(lines).toHaveLength(said);
  });
});

describe('loading the demo county', () => {
  test('leaves nothing behind when it is broken off, and is done once when two processes begin it', async () => {
    const other = await testDatabase();
    const [one, two] = [await openOn(other), await openOn(other)];
    try {
      const options = { secretsFile: join(folder, 'other.json'), casesPerTownship: 2 };
      const broken = seedDemo(one.platform, other.ownerUrl, {
        ...options,
        progress: (line) => {
          if (line.includes('陡水镇')) throw new Error('power cut');
        },
      });
      await expect(broken).rejects.toThrow('power cut');
      await withConnection(other.ownerUrl, async (owner) => {
        const { rows } = await owner.query(
          'select (select count(*) from "County")::int + (select count(*) from "Case")::int as n',
        );
        expect(rows).toEqual([{ n: 0 }]);
      });
      const progress = () => undefined;
      await Promise.all(
        [one, two].map(({ platform }) => seedDemo(platform, other.ownerUrl, { ...options, progress })),
      );
      await withConnection(other.ownerUrl, async (owner) => {
        const { rows } = await owner.query('select count(*)::int as n from "Case"');
        expect(rows).toEqual([{ n: 28 }]);
      });
      expect(two.platform.directory.townships).toHaveLength(14);
    } finally {
      await one.close();
      await two.close();
      await other.drop();
    }
  }, 60_000);
});
