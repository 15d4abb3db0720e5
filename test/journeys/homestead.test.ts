import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { MODULES } from '../../core/composition.ts';
import { openPlatform, type OpenPlatform } from '../../core/open-platform.ts';
import { seedDemo } from '../../prisma/seed/demo.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { Hall, StoryClock } from './stories/hall.ts';
import { homestead } from './stories/homestead.ts';
import { Teller, type Answer } from './stories/story.ts';

const clock = new StoryClock();
let database: TestDatabase;
let open: OpenPlatform;
let hall: Hall;
let folder: string;
const told: { title: string; shown: Answer }[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bianmin-homestead-'));
  database = await testDatabase();
  clock.set('2026-09-27 12:00');
  open = await openPlatform({
    appUrl: database.appUrl,
    modules: MODULES,
    tokenSecret: Buffer.alloc(32, 7),
    documentSecret: Buffer.alloc(32, 8),
    log: pino({ level: 'silent' }),
    now: clock.now,
    listen: false,
  });
  const { platform } = open;
  await seedDemo(platform, database.ownerUrl, {
    secretsFile: join(folder, 'demo-accounts.json'),
    progress: () => undefined,
    casesPerTownship: 2,
    townships: 1,
  });
  hall = await Hall.open({ platform, clock, jobsUrl: database.jobsUrl, healthy: () => open.healthy() });
  await homestead(new Teller(hall.answer, ({ title }, shown) => told.push({ title, shown })), hall);
}, 90_000);
afterAll(async () => {
  await hall.close();
  await open.close();
  await database.drop();
  await rm(folder, { recursive: true });
});

function toldOf(title: string): Answer {
  const scene = told.find((one) => one.title.includes(title));
  if (!scene) throw new Error(`nothing was told of ${title}`);
  return scene.shown;
}

test('三个站所同时收件 / all branches are due on the same day, and the joint date is not before it', () => {
  const { case: found } = toldOf('三个站所同时收件');
  const dues = found.branches.edges.map((edge: Answer) => edge.node.dueOn);
  expect(dues).toEqual(['2026-10-10', '2026-10-10', '2026-10-10']);
  expect(found.jointDate >= '2026-10-10').toBe(true);
});

test('林业站缺席、沉默 / its silence is a draft first and a decision only when signed', () => {
  expect(toldOf('视为默认许可').checkSilence).toMatchObject({
    draft: { title: '准予决定书（草稿）' },
    decision: null,
  });
  expect(toldOf('印章保管人签发').signDeemedConsent.decision.title).toBe('准予决定书（默认许可）');
  expect(toldOf('牵头站所答复').decideCase).toEqual({ state: 'DECIDED', outcome: 'APPROVED' });
});
