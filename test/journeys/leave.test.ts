import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { MODULES } from '../../core/composition.ts';
import { standingFacts } from '../../core/events/criterion.ts';
import type { DeliveredEvent } from '../../core/events/event.ts';
import { inScope } from '../../core/db/scope.ts';
import { openPlatform, type OpenPlatform } from '../../core/open-platform.ts';
import { seedDemo } from '../../prisma/seed/demo.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { Hall, StoryClock } from './stories/hall.ts';
import { uncoveredLeave } from './stories/leave.ts';
import { Teller } from './stories/story.ts';

const clock = new StoryClock();
let database: TestDatabase;
let open: OpenPlatform;
let hall: Hall;
let folder: string;
const told: { title: string; shown: unknown }[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bianmin-leave-'));
  database = await testDatabase();
  clock.set('2026-10-08 12:00');
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
  await uncoveredLeave(new Teller(hall.answer, ({ title }, shown) => told.push({ title, shown })), hall);
}, 90_000);
afterAll(async () => {
  await hall.close();
  await open.close();
  await database.drop();
  await rm(folder, { recursive: true });
});

test('四(一)3 (cover): a leave without cover over HTTP is two days of WD7, and none after its correction', async () => {
  expect(told.length).toBeGreaterThan(14);
  const { platform } = open;
  const townshipId = platform.directory.findTownshipByCode('shexi')?.id ?? '';
  const events = (await inScope(platform.prisma, { kind: 'township', townshipId }, (tx) =>
    tx.outboxEvent.findMany({ orderBy: { seq: 'asc' } }),
  )) as unknown as DeliveredEvent[];
  const criteria = MODULES.find(({ id }) => id === 'attendance')?.criteria ?? [];
  const uncovered = (of: readonly DeliveredEvent[]) =>
    standingFacts(criteria, of).filter((fact) => fact.code === 'WD7');
  const before = events.slice(
    0,
    events.findIndex(({ type }) => type === 'punch.markWithdrawn'),
  );
  expect(uncovered(before).reduce((sum, { units }) => sum + (units ?? 1), 0)).toBe(2);
  expect(uncovered(events)).toEqual([]);
});

test('who stands in is told to nobody who does not need it, and the reason to nobody but those in charge', () => {
  const refused = told.find(({ title }) => title.includes('次序不对'));
  expect(refused?.shown).toMatchObject({ approveLeave: { clause: { id: '四(一)3 (from 1 day)' } } });
  expect(JSON.stringify(told)).not.toContain('家中有事');
});
