import { beforeEach, describe, expect, test } from 'vitest';
import { noticeScene } from '../../test/support/notice-scene.ts';
import {
  clockOf,
  documentsOf,
  eventsOf,
  look,
  messagesOf,
  step,
  submit,
  uuidOf,
} from '../../test/support/timely-scene.ts';
import { createWorld, type World } from '../../test/support/world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
  return () => world.close();
});

const { jobs, notice, read, staffId } = noticeScene(() => world);

describe('行政许可法 Art. 32', () => {
  test('(correction) · correctable-is-corrected-on-the-spot: what can be corrected at once is no ground for a notice', async () => {
    const { id } = await submit(world, 'PROMISE-5');
    const typo = { text: '日期写错', correctableOnSpot: true };
    expect(await notice(id, [typo, '照片'])).toMatchObject({
      code: 'CORRECTABLE_ON_SPOT',
      clause: { id: '(correction)' },
      details: { items: ['日期写错'] },
    });
  });

  test('(notice limit) · silence-is-acceptance: received Mon 2026-09-28, nothing by Sat 2026-10-10: accepted as of 2026-09-28, the statute ends 2026-10-30', async () => {
    const { id, number } = await submit(world, 'PROMISE-5');
    world.at('2026-10-10');
    await jobs();
    expect(await look(world, id)).toMatchObject({ state: 'SUBMITTED', statutoryDueOn: null });
    world.at('2026-10-11');
    await jobs();
    await jobs();
    const after = await look(world, id);
    expect(after).toMatchObject({
      state: 'ACCEPTED',
      version: 2,
      promisedDueOn: '2026-10-10',
      statutoryDueOn: '2026-10-30',
      handler: { id: staffId('WINDOW_STAFF') },
    });
    expect(clockOf(after, 'STATUTORY')).toMatchObject({ startedOn: '2026-09-28' });
    const { case: seen } = await read(
      'query ($id: ID!) { case(id: $id) { acceptedAt submittedAt } }',
      'WINDOW_STAFF',
      { id },
    );
    expect(seen.acceptedAt).toBe(seen.submittedAt);
    expect(await eventsOf(world, 'case.deemedAccepted', id)).toEqual([
      { caseId: uuidOf(id), number, receivedOn: '2026-09-28', noticeDueOn: '2026-10-10' },
    ]);
    expect(await eventsOf(world, 'case.accepted', id)).toHaveLength(1);
    const [acceptance] = await documentsOf(world, id, 'ACCEPTANCE_NOTICE');
    expect(acceptance?.text).toContain('已于2026-09-28受理');
    const told = (await messagesOf(world, id)).filter((m) => m.dedupeKey.startsWith('deemed/'));
    expect(told.map((m) => m.recipientKind).toSorted()).toEqual(['APPLICANT', 'STAFF']);
  });

  test('(notice limit) · silence-is-acceptance: jobs that run at the same moment accept once', async () => {
    const { id } = await submit(world, 'PROMISE-5');
    world.at('2026-10-12');
    await Promise.all([jobs(), jobs(), jobs()]);
    expect(await look(world, id)).toMatchObject({ state: 'ACCEPTED', version: 2 });
    expect(await eventsOf(world, 'case.deemedAccepted', id)).toHaveLength(1);
    expect(await documentsOf(world, id, 'ACCEPTANCE_NOTICE')).toHaveLength(1);
  });

  test('(notice limit) · silence-is-acceptance: never after a notice, however long the window sleeps then', async () => {
    const { id } = await submit(world, 'PROMISE-5');
    world.at('2026-10-10');
    await notice(id, ['照片']);
    world.at('2026-10-12');
    await step(world, 'supplementCase', { caseId: id, materials: ['照片'] });
    world.at('2026-11-02');
    await jobs();
    expect((await look(world, id)).state).toBe('SUBMITTED');
    expect(await eventsOf(world, 'case.deemedAccepted')).toEqual([]);
  });

  test('(notice limit) · notice-within-five-days: the window sees the limit with its explanation; it ends with the notice', async () => {
    const { id } = await submit(world, 'PROMISE-5');
    const limit = async () => {
      const query =
        'query ($id: ID!) { case(id: $id) { noticeLimit { kind clause dueOn phase budgetDays remainingDays explanation { sentence } } } }';
      return (await read(query, 'WINDOW_STAFF', { id })).case.noticeLimit;
    };
    expect(await limit()).toMatchObject({
      kind: 'SUPPLEMENT_NOTICE',
      clause: '(notice limit)',
      dueOn: '2026-10-10',
      phase: 'RUNNING',
      budgetDays: 5,
      remainingDays: 5,
    });
    expect((await limit()).explanation.sentence).toContain('2026-10-10');
    await notice(id, ['照片']);
    expect(await limit()).toMatchObject({ phase: 'ENDED' });
  });

  test('(notice limit) · reminders-of-the-notice-limit: a working day before and on the last day, once each', async () => {
    const { id } = await submit(world, 'PROMISE-5');
    const reminders = async () => {
      await jobs();
      return (await messagesOf(world, id)).filter((m) => m.dedupeKey.startsWith('notice-limit/')).length;
    };
    world.at('2026-10-08');
    expect(await reminders()).toBe(0);
    world.at('2026-10-09');
    expect(await reminders()).toBe(1);
    expect(await reminders()).toBe(1);
    world.at('2026-10-10');
    expect(await reminders()).toBe(2);
  });
});
