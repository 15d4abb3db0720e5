import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { perform, SYSTEM } from '../../core/acts/act.ts';
import { configureModule } from '../../core/modules/configure.ts';
import {
  expectDeliveredOnce,
  expectRollUpsEqual,
  expectSealedAudit,
  expectWholeCases,
  rowsBehind,
  untilDrained,
} from './consistency.ts';
import { Load, untilHolds } from './load.ts';
import type { ServedCounty } from './served-county.ts';

/** Longest the platform may need after the database is back, in milliseconds. */
const RECOVERY_MS = 5_000;

/** Longest an answer may take while the database is away, in milliseconds. */
const ANSWER_MS = 6_000;

/** How a database goes away and comes back, and for how long it stays away, in milliseconds. */
export interface Outage {
  readonly begin: () => Promise<void> | void;
  readonly lasts: number;
  readonly end: () => Promise<void> | void;
}

/**
 * Takes the database away under load and gives it back: retryable answers meanwhile and soon, then recovery by itself
 * of requests, listener and jobs; nothing half done, nothing doubled. Says how long recovery took, in milliseconds.
 */
export async function surviveOutage(county: ServedCounty, outage: Outage): Promise<Record<string, number>> {
  const { world } = county;
  const load = new Load(8, (turn) => county.mixed(turn));
  await sleep(2_000);
  const gone = Date.now();
  await outage.begin();
  const away = Date.now();
  await sleep(outage.lasts - 1_500);
  expect(await county.health()).toBe(503);
  await sleep(Math.max(0, away + outage.lasts - Date.now()));
  await outage.end();
  const back = Date.now();
  await sleep(RECOVERY_MS + 3_000);
  await load.stop();

  expect(load.between(0, gone - 500).filter((s) => s.code !== null)).toEqual([]);
  const failed = load.samples.filter((s) => s.code !== null);
  expect(failed.length).toBeGreaterThan(8);
  expect(failed.filter((s) => s.code !== 'SERVICE_UNAVAILABLE' || !s.retryable)).toEqual([]);
  const longest = Math.max(...load.samples.map((s) => s.answered - s.asked));
  expect(longest).toBeLessThan(ANSWER_MS);
  const lastFailed = Math.max(...failed.map((s) => s.answered));
  expect(load.samples.filter((s) => s.answered > back + RECOVERY_MS && s.code !== null)).toEqual([]);
  expect(load.between(back + RECOVERY_MS, Infinity).length).toBeGreaterThan(8);
  expect(await county.health()).toBe(200);

  const heard = await switchIsHeard(county);
  const drained = await untilDrained(world, 10_000);
  // What was not acknowledged is asked again with its key; what was, must not come twice.
  const turns = load.samples.length;
  for (let turn = 1; turn < turns; turn += 2) await county.repeat(turn);
  const keys = await rowsBehind<{ key: string }>(
    world,
    `select "key" from "IdempotencyKey" where "key" like 'load-%'`,
  );
  await untilDrained(world, 10_000);
  expect(await expectWholeCases(world)).toBe(keys.length);
  await expectDeliveredOnce(world);
  await expectRollUpsEqual(world);
  await expectSealedAudit(world);
  return {
    failed: failed.length,
    answered: load.samples.length,
    longestMs: longest,
    lastFailureAfterReturnMs: lastFailed - back,
    switchHeardMs: heard,
    outboxDrainedMs: drained,
  };
}

/** A chapter switched off and on in another process is gone from the server and back: its listener hears. */
async function switchIsHeard(county: ServedCounty): Promise<number> {
  const { world } = county;
  let longest = 0;
  for (const enabled of [false, true]) {
    await perform(world.platform, { townshipId: world.town('shexi').id, actor: SYSTEM }, (act) =>
      configureModule(act, { module: 'timely-completion', enabled, openWork: 'FREEZE' }),
    );
    const ms = await untilHolds(`on = ${enabled}`, 1_500, async () => (await county.hasModule()) === enabled);
    longest = Math.max(longest, ms);
  }
  return longest;
}
