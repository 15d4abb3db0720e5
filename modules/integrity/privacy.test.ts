import { afterAll, beforeAll, expect, test } from 'vitest';
import { deliverAll } from '../../core/jobs/runner.ts';
import { integrityScene } from '../../test/support/integrity-scene.ts';
import { REPORTED } from '../../test/support/integrity-story.ts';
import { plainFields } from '../../test/support/module-parts.ts';
import { fillTownship } from '../../test/support/story.ts';
import { gid, HERE, inTables, uuidOf } from '../../test/support/timely-scene.ts';
import { ALL_ROLES, createWorld, type World } from '../../test/support/world.ts';

// What each role reads over the whole schema stands in test/guards/privacy-conduct.test.ts.

let world: World;
let ids: Readonly<Record<string, string>>;
let letterId: string;
const { ask, list, reported, staffId } = integrityScene(() => world);

beforeAll(async () => {
  world = await createWorld();
  ({ ids } = await fillTownship(world, HERE));
  await deliverAll(world.platform);
  const file = await inTables(world, (tx) =>
    tx.integrityFile.findFirstOrThrow({ where: { id: uuidOf(ids['IntegrityFile'] ?? '') } }),
  );
  letterId = gid(world, 'Document', file.documentId ?? '');
});
afterAll(() => world.close());

const VIEWERS = [...ALL_ROLES, 'NOBODY'] as const;
const LEADERS: readonly string[] = ['CENTRE_DIRECTOR', 'UNIT_DEPUTY'];

test.each(VIEWERS)(
  '四(三) · file-is-restricted: whether %s reaches a file by its id or by its list',
  async (as) => {
    const fields = plainFields('IntegrityFile');
    const query = `query ($id: ID!) { node(id: $id) { ... on IntegrityFile { ${fields} } } }`;
    const node = await ask(query, as, { id: ids['IntegrityFile'] });
    const listed = await ask(`{ integrityFiles { edges { node { ${fields} } } } }`, as);
    const reads = LEADERS.includes(as);
    expect((node.data?.node ?? null) !== null).toBe(reads);
    expect((listed.data?.integrityFiles?.edges ?? []).length > 0).toBe(reads);
  },
);

test.each(VIEWERS)('四(三) · file-is-restricted: %s reads the letter through its file only', async (as) => {
  const query = 'query ($id: ID!) { node(id: $id) { ... on Document { text number content html url } } }';
  const { data } = await ask(query, as, { id: letterId });
  expect(data?.node ?? null).toBeNull();
  const through = await ask('{ integrityFiles { edges { node { letter { text url } } } } }', as);
  const text = JSON.stringify(through.data ?? null);
  expect(text.includes(REPORTED.account)).toBe(LEADERS.includes(as));
  expect(text.includes('/verify') || text.includes('/documents/')).toBe(LEADERS.includes(as));
});

test('四(三) · file-is-restricted: the leader whom a file is about reaches neither file nor letter nor note', async () => {
  const { number } = await reported({ staffId: staffId('UNIT_DEPUTY') });
  const own = await list('integrityFiles(first: 100)', 'number', 'UNIT_DEPUTY');
  expect(own.map((file) => file.number as string)).not.toContain(number);
  const row = await inTables(world, (tx) => tx.integrityFile.findFirstOrThrow({ where: { number } }));
  const query =
    'query ($id: ID!) { node(id: $id) { __typename ... on IntegrityFile { notes { edges { cursor } } } } }';
  const { data } = await ask(query, 'UNIT_DEPUTY', { id: gid(world, 'IntegrityFile', row.id) });
  expect(data.node).toBeNull();
});

test('四(三) · reporter-for-leaders-only: whoever reports is told a number and nothing else', async () => {
  const report = `mutation { reportIntegrity(input: { prohibition: IG2, account: "${REPORTED.account}", name: "${REPORTED.name}" }) { ... on IntegrityReceipt { number } } }`;
  const { data } = await ask(report, 'NOBODY');
  expect(data.reportIntegrity).toEqual({ number: expect.stringMatching(/^LZ-shexi-2026-\d{6}$/) });
  const { data: again } = await ask('{ __type(name: "IntegrityReceipt") { fields { name } } }', 'NOBODY');
  expect(again.__type.fields).toEqual([{ name: 'number' }]);
});

test('四(三) · reporter-for-leaders-only: a clerk who reports without his name stands nowhere in the file', async () => {
  const report = `mutation { reportIntegrity(input: { prohibition: IG5, account: "${REPORTED.account}" }) { ... on IntegrityReceipt { number } } }`;
  const { data } = await ask(report, 'SEAL_HOLDER');
  const { number } = data.reportIntegrity as { number: string };
  const view = 'number reporter { name } notes { edges { node { author { id } } } }';
  const files = await list('integrityFiles(first: 100)', view);
  expect(files.find((file) => file.number === number)).toEqual({
    number,
    reporter: null,
    notes: { edges: [{ node: { author: null } }] },
  });
});

test('no word of it stands in an event, audit entry or message, and no id of a file in an event or an outcome', async () => {
  const kept = await inTables(world, async (tx) => ({
    said: [await tx.outboxEvent.findMany(), await tx.integrityOutcome.findMany(), await tx.tally.findMany()],
    told: [await tx.auditEntry.findMany(), await tx.notification.findMany()],
    files: await tx.integrityFile.findMany(),
  }));
  const textOf = (rows: unknown) =>
    JSON.stringify(rows, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
  const [said, told] = [textOf(kept.said), textOf(kept.told)];
  expect(said).toContain('integrity.confirmed');
  expect(told).toContain('readIntegrityFile');
  const secrets = [...Object.values(REPORTED), '派驻纪检组', '土特产'];
  for (const secret of secrets) expect((said + told).includes(secret)).toBe(false);
  expect(kept.files.length).toBeGreaterThan(2);
  for (const { id, number } of kept.files) {
    expect(said).not.toContain(id);
    expect(said + told).not.toContain(number);
  }
});
