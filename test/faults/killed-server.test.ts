import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  expectDeliveredOnce,
  expectRollUpsEqual,
  expectSealedAudit,
  expectWholeCases,
  rowsBehind,
  untilDrained,
} from '../support/consistency.ts';
import { insist } from '../support/load.ts';
import { ServedCounty } from '../support/served-county.ts';

const MUTATIONS = 200;
let county: ServedCounty;

beforeAll(async () => {
  county = await ServedCounty.over();
  await county.serve(2);
});
afterAll(() => county.close());

test('one of two servers is killed under 200 mutations: every acknowledged one is there once and whole', async () => {
  const urls = [county.url(0), county.url(1)];
  let acknowledged = 0;
  let killed: Promise<void> | undefined;
  const acknowledge = () => {
    // In the middle: some are done, some in flight, some not yet sent.
    if ((acknowledged += 1) === 30) killed = county.servers[0]?.kill();
  };
  const submitAndAccept = async (n: number) => {
    const order = n % 2 ? urls : urls.toReversed();
    const submitted = (await insist({ ...county.submission(), key: `submit-${n}` }, order)).data.submitCase;
    acknowledge();
    const accepted = await insist({ ...county.acceptance(submitted.id), key: `accept-${n}` }, order);
    acknowledge();
    return { submitted, accepted: accepted.data.acceptCase };
  };
  const answers = await Promise.all(Array.from({ length: MUTATIONS / 2 }, (_, n) => submitAndAccept(n)));
  expect(killed).toBeDefined();
  await killed;

  const rows = await rowsBehind<{ number: string; state: string }>(
    county.world,
    'select "number", "state" from "Case" order by "number"',
  );
  expect(answers.map((a) => a.submitted.number).toSorted()).toEqual(rows.map((r) => r.number));
  expect(new Set(rows.map((r) => r.number)).size).toBe(MUTATIONS / 2);
  expect(rows.every((r) => r.state === 'ACCEPTED')).toBe(true);
  expect(answers.every((a) => a.accepted.state === 'ACCEPTED')).toBe(true);

  const drained = await untilDrained(county.world, 75_000);
  console.log(`outbox drained after ${drained} ms`);
  expect(await expectWholeCases(county.world)).toBe(MUTATIONS / 2);
  await expectDeliveredOnce(county.world);
  await expectRollUpsEqual(county.world);
  await expectSealedAudit(county.world);
});
