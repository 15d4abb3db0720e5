import { afterEach, expect, test } from 'vitest';
import { setTimeout as sleep } from 'node:timers/promises';
import { ownCluster } from '../support/own-cluster.ts';
import { surviveOutage } from '../support/outage.ts';
import { ServedCounty } from '../support/served-county.ts';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

test('PostgreSQL is stopped at once under load, over the full minute in which the schedule asks for it, and comes back', async () => {
  const cluster = await ownCluster();
  const county = await ServedCounty.over(cluster.database);
  closers.push(() => county.close());
  await county.serve(1);
  // The schedule's worker gives up when it meets a lost database at the full minute.
  await sleep(((54 - new Date().getSeconds() + 60) % 60) * 1_000);
  const figures = await surviveOutage(county, {
    begin: () => cluster.crash(),
    lasts: 8_000,
    end: () => cluster.restart(),
  });
  console.log(JSON.stringify({ fault: 'database stopped', ...figures }));
  expect(figures['failed']).toBeGreaterThan(0);
});
