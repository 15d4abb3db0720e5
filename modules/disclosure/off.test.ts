import { beforeEach, expect, test } from 'vitest';
import { sweepOverdue } from '../../core/clocks/sweep.ts';
import { disclosureScene } from '../../test/support/disclosure-scene.ts';
import { accepted, eventsOf, HERE, inTables, step, submit, uuidOf } from '../../test/support/timely-scene.ts';
import { createWorld, type World } from '../../test/support/world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
  return () => world.close();
});

const { configure, deliver, item, publish, read, say, tasks } = disclosureScene(() => world);

const reportError = () =>
  say('reportDisclosureError', 'DisclosureErrorReceipt', { field: '收费', account: '有误' }, 'NOBODY');

test('off: its names are not in the township’s schema, an item without the ten takes cases, no result is published; on again it is, late', async () => {
  expect(await configure({ enabled: false })).toMatchObject({ enabled: false });
  const { errors } = await world.ask('{ screenFeed { items { edges { node { version } } } } }', { at: HERE });
  expect(errors?.[0].message).toContain('Cannot query field "screenFeed" on type "Query".');
  expect(
    (await world.ask('{ screenFeed { items { edges { node { version } } } } }', { at: 'dongshan' })).errors,
  ).toBeUndefined();
  const bare = await item({ sampleForms: [], flow: null });
  expect(await submit(world, bare)).toMatchObject({ state: 'SUBMITTED' });
  const { id: caseId } = await accepted(world, 'PROMISE-5');
  await step(world, 'decideCase', { caseId, outcome: 'APPROVED', result: '准予' });
  await deliver();
  expect(await inTables(world, (tx) => tx.publishedResult.count())).toBe(0);
  world.at('2026-10-09');
  await configure({ enabled: true });
  await deliver();
  const results = await inTables(world, (tx) => tx.publishedResult.findMany());
  expect(results).toMatchObject([
    { caseId: uuidOf(caseId), decidedOn: '2026-09-28', publishedAt: world.platform.now() },
  ]);
});

test('REFUSE lists the open error and the item that is not on the website', async () => {
  const { number } = await reportError();
  const publication = await publish(await item());
  expect(await configure({ enabled: false })).toMatchObject({
    code: 'MODULE_HAS_OPEN_WORK',
    details: {
      count: 2,
      openWork: [
        { kind: 'DISCLOSURE_ERROR', label: number },
        {
          kind: 'WEBSITE_PUBLICATION',
          id: uuidOf(publication.id),
          label: '示例事项（第1版），未在网站公开',
        },
      ],
    },
  });
  expect(
    (await read('{ screenFeed { items { edges { node { version } } } } }')).screenFeed.items.edges,
  ).toHaveLength(1);
});

test('FREEZE: the correction stands still, the law’s twenty days run on in silence; on again both are told', async () => {
  await reportError();
  await publish(await item());
  await configure({ enabled: false, openWork: 'FREEZE' });
  world.at('2026-11-16');
  expect(await sweepOverdue(world.platform)).toBe(0);
  await deliver();
  expect(await tasks()).toHaveLength(1);
  await configure({ enabled: true });
  const { disclosureErrors } = await read(
    '{ disclosureErrors { edges { node { id dueOn } } } }',
    'CENTRE_DIRECTOR',
  );
  // Reported and frozen on the same day: none of the five days had run.
  expect(disclosureErrors.edges[0].node.dueOn).toBe('2026-11-20');
  // One for each working day from 11-02 to 11-16, and one task for all of them.
  expect(await sweepOverdue(world.platform)).toBe(11);
  await deliver();
  const breaches = await eventsOf(world, 'deadline.breached');
  expect(new Set(breaches.map(({ kind, dueOn }) => `${kind} ${dueOn}`))).toEqual(
    new Set(['WEBSITE 2026-10-30']),
  );
  expect(await tasks()).toHaveLength(2);
  expect((await tasks()).map((t) => t.text)).toContain(
    '事项“示例事项”变更后应于2026-10-30前在政府网站公开，现已逾期。',
  );
  const errorId = disclosureErrors.edges[0].node.id;
  const resolved = { errorId, correction: '已更正' };
  expect(await say('resolveDisclosureError', 'DisclosureError', resolved)).toMatchObject({
    correction: '已更正',
  });
});
