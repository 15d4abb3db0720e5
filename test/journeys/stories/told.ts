import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { afterAll, beforeAll } from 'vitest';
import { MODULES } from '../../../core/composition.ts';
import { openPlatform, type OpenPlatform } from '../../../core/open-platform.ts';
import { seedDemo } from '../../../prisma/seed/demo.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';
import { Hall, StoryClock } from './hall.ts';
import { Teller, type Answer } from './story.ts';
import { SECRETS } from '../../support/secrets.ts';

/** A story that was told once over HTTP, on a demo township of its own, before the tests of a file look at it. */
export interface Told<Result> {
  readonly open: OpenPlatform;
  readonly hall: Hall;
  readonly database: TestDatabase;
  readonly clock: StoryClock;
  /** Every step with what it showed, in order. */
  readonly steps: readonly { title: string; shown: Answer }[];
  readonly result: Result;
  /** What the step with this title in it showed. */
  shownOf(title: string): Answer;
}

/** Tells a story before the tests of this file, from the day before it on, and puts everything away after them. */
export function toldOnce<Result>(
  from: string,
  tell: (teller: Teller, hall: Hall) => Promise<Result>,
): () => Told<Result> {
  const clock = new StoryClock();
  const steps: { title: string; shown: Answer }[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'bianmin-story-'));
  let told: Told<Result> | null = null;
  beforeAll(async () => {
    const database = await testDatabase();
    clock.set(from);
    const open = await openPlatform({
      appUrl: database.appUrl,
      modules: MODULES,
      ...SECRETS,
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
    const hall = await Hall.open({
      platform,
      clock,
      jobsUrl: database.jobsUrl,
      healthy: () => open.healthy(),
    });
    const teller = new Teller(hall.answer, ({ title }, shown) => steps.push({ title, shown }));
    const shownOf = (title: string) => {
      const step = steps.find((one) => one.title.includes(title));
      if (!step) throw new Error(`nothing was told of ${title}`);
      return step.shown;
    };
    const result = await tell(teller, hall);
    told = { open, hall, database, clock, steps, result, shownOf };
  }, 90_000);
  afterAll(async () => {
    if (told) {
      await told.hall.close();
      await told.open.close();
      await told.database.drop();
    }
    await rm(folder, { recursive: true });
  });
  return () => {
    if (!told) throw new Error('the story is not told yet');
    return told;
  };
}
