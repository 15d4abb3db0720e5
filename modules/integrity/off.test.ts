import { beforeEach, expect, test } from 'vitest';
import { disclosureScene } from '../../test/support/disclosure-scene.ts';
import { integrityScene } from '../../test/support/integrity-scene.ts';
import { accepted, eventsOf, HERE, inTables } from '../../test/support/timely-scene.ts';
import { createWorld, type World } from '../../test/support/world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
  return () => world.close();
});

const { configure, deliver, jobs, list, reported, say } = integrityScene(() => world);
const { item } = disclosureScene(() => world);
const DUE = 'quarter clocks { dueOn }';

test('off: its types and verbs are absent from the township’s schema, and present in another’s', async () => {
  expect(await configure({ enabled: false })).toMatchObject({ enabled: false });
  const names = async (at: string) => {
    const { data } = await world.ask('{ __schema { types { name } mutationType { fields { name } } } }', {
      at,
    });
    return JSON.stringify(data);
  };
  const [here, there] = [await names(HERE), await names('dongshan')];
  for (const name of ['IntegrityFile', 'GiftDeclaration', 'reportIntegrity', 'recordReceipt']) {
    expect(here).not.toContain(`"${name}"`);
    expect(there).toContain(`"${name}"`);
  }
});

test('off: a charge other than published is disclosure’s alone: no mismatch, no file, no message is kept; on again what was taken is known, and held against nobody', async () => {
  await configure({ enabled: false });
  const { id: caseId } = await accepted(world, await item());
  await say('chargeFee', { caseId, amount: 500, overrideReason: '加急制证' }, 'WINDOW_STAFF');
  await deliver();
  expect(await eventsOf(world, 'integrity.feeMismatch')).toHaveLength(1);
  const kept = () =>
    inTables(world, async (tx) => [
      await tx.feeMismatch.count(),
      await tx.chargedCase.count(),
      await tx.integrityFile.count(),
      await tx.notification.count({ where: { module: 'integrity' } }),
    ]);
  expect(await kept()).toEqual([0, 0, 0, 0]);
  world.at('2026-09-29');
  await configure({ enabled: true });
  await deliver();
  world.at('2026-10-30');
  await jobs();
  // No receipt was asked for that day, so none is missing.
  expect((await kept()).slice(0, 3)).toEqual([0, 1, 0]);
});

test('REFUSE lists open files by number only; FREEZE stops the declarations in the middle; on again both go on', async () => {
  const file = await reported();
  world.at('2026-10-08');
  await jobs();
  expect(await list('declarationCampaigns', DUE)).toEqual([
    { quarter: 4, clocks: [{ dueOn: '2026-10-21' }] },
  ]);
  const refused = await configure({ enabled: false });
  expect(refused).toMatchObject({
    code: 'MODULE_HAS_OPEN_WORK',
    details: { count: 1, openWork: [{ kind: 'INTEGRITY_FILE', label: 'LZ-shexi-2026-000001' }] },
  });
  const { factId } = await inTables(world, (tx) => tx.integrityFile.findFirstOrThrow());
  // Not even the file's own id: another that leads to no object.
  expect(refused.details.openWork[0].id).toBe(factId);
  expect(JSON.stringify(refused)).not.toContain('IG3');
  world.at('2026-10-12');
  expect(await configure({ enabled: false, openWork: 'FREEZE' })).toMatchObject({ enabled: false });
  world.at('2026-10-26');
  await jobs();
  expect(await eventsOf(world, 'integrity.declarationsUnsigned')).toEqual([]);
  expect(await configure({ enabled: true })).toMatchObject({ enabled: true });
  await jobs();
  expect(await eventsOf(world, 'integrity.declarationsUnsigned')).toEqual([]);
  // Ten working days that it was off are added to the limit.
  expect(await list('declarationCampaigns', DUE)).toEqual([
    { quarter: 4, clocks: [{ dueOn: '2026-11-04' }] },
  ]);
  expect(await list('integrityFiles', 'id state')).toEqual([{ id: file.id, state: 'OPEN' }]);
  world.at('2026-11-05');
  await jobs();
  expect(await eventsOf(world, 'integrity.declarationsUnsigned')).toMatchObject([{ dueOn: '2026-11-04' }]);
});

test('on again after a quarter has begun: that quarter is asked of nobody', async () => {
  await configure({ enabled: false });
  world.at('2026-10-12');
  await configure({ enabled: true });
  await jobs();
  expect(await list('declarationCampaigns', 'quarter')).toEqual([]);
});
