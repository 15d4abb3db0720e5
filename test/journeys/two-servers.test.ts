import { mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withConnection } from '../../core/db/connection.ts';
import { startServer } from '../support/processes.ts';
import { createWorld, type World } from '../support/world.ts';
import { foundation } from './stories/foundation.ts';
import { Teller, type Step } from './stories/story.ts';

let world: World;
let dataDir: string;
let servers: Awaited<ReturnType<typeof startServer>>[];

beforeAll(async () => {
  world = await createWorld({ now: () => new Date() });
  dataDir = mkdtempSync(join(tmpdir(), 'bianmin-two-'));
  writeFileSync(join(dataDir, 'token-secret'), Buffer.from(world.platform.tokenSecret).toString('hex'));
  const env = { DATABASE_URL: world.database.ownerUrl, DATA_DIR: dataDir, DEMO: 'off' };
  servers = await Promise.all([startServer(env), startServer(env)]);
});
afterAll(async () => {
  await Promise.all(servers.map((server) => server.stop()));
  await rm(dataDir, { recursive: true });
  await world.close();
});

async function send({ query, variables, as, at, elsewhere }: Step) {
  const url = servers[elsewhere ? 1 : 0]?.url ?? '';
  const token = as ? await world.token(as, at ?? 'shexi') : null;
  const response = await fetch(`${url}${at ? `/t/${at}` : ''}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as never;
}

test('the foundation’s story over HTTP: a chapter switched off through one server is gone in the other within a second', async () => {
  const steps: string[] = [];
  await foundation(new Teller(send, (step) => steps.push(step.title)));
  expect(steps.length).toBeGreaterThan(20);
});

test('health answers 200 and a stopped server ends cleanly while the other serves on', async () => {
  const [first, second] = servers;
  const healthy = await fetch(`${first?.url}/health`);
  expect(healthy.status).toBe(200);
  expect(await healthy.json()).toEqual({ status: 'ok' });
  const town = world.town('shexi');
  await withConnection(world.database.ownerUrl, async (client) => {
    await client.query('begin');
    await client.query(`select from "NumberSeries" where "townshipId" = $1 for update`, [town.id]);
    // Waits for the lock, so it is in flight when the signal comes.
    const inFlight = send({
      title: 'in flight',
      as: 'FRONTEND',
      at: 'shexi',
      query: `mutation ($itemId: ID!) {
        submitCase(input: { itemId: $itemId, applicant: { name: "申请人甲" } }) { __typename }
      }`,
      variables: { itemId: town.itemId('IMMEDIATE') },
    });
    await new Promise((resolve) => setTimeout(resolve, 300));
    const stopped = first?.stop();
    await new Promise((resolve) => setTimeout(resolve, 200));
    await client.query('commit');
    expect(await inFlight).toEqual({ data: { submitCase: { __typename: 'Case' } } });
    expect(await stopped).toBe(0);
  });
  expect((await fetch(`${second?.url}/health`)).status).toBe(200);
});
