import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { inquiryScene, type Who } from '../../test/support/first-inquiry-scene.ts';
import { eventsOf, HERE, inTables, uuidOf } from '../../test/support/timely-scene.ts';
import { createWorld, type World } from '../../test/support/world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
  return () => world.close();
});

const { addPlace, dispose, jobs, list, register, say, staffId, waiting } = inquiryScene(() => world);

const candidates = (who: Who = 'CENTRE_DIRECTOR') =>
  list('conductViolations(state: CANDIDATE)', 'id ground source occurredOn staff { id } inquiry { id }', who);

describe('一(一)4(1): handed over in time', () => {
  test('一(一)4(1) · hand-over-not-taken-up: referred 16:00 on 2026-09-23, nobody by 17:30: one candidate', async () => {
    const place = await addPlace('P02');
    world.at('2026-09-23', '16:00');
    const { id } = await register();
    await dispose(id, 'REFERRED', { windowId: place.windowId });
    world.at('2026-09-23', '17:29');
    await jobs();
    expect(await candidates()).toEqual([]);
    world.at('2026-09-23', '17:30');
    await jobs();
    await jobs();
    expect(await candidates()).toEqual([
      {
        id: expect.any(String),
        ground: 'NO_HANDOVER',
        source: 'HAND_OVER',
        occurredOn: '2026-09-23',
        staff: { id: staffId('WINDOW_STAFF') },
        inquiry: { id },
      },
    ]);
    expect(await eventsOf(world, 'conduct.violationRaised')).toHaveLength(1);
    // Late as it is, it is taken up all the same.
    const handOverId = await waiting(id);
    expect(await say('takeUpHandOver', { handOverId }, place.staff)).toMatchObject({
      inquiry: { state: 'IN_HAND' },
    });
  });

  test('一(一)4(1) · hand-over-not-taken-up: taken up after closing, before the job came round, it is a candidate all the same', async () => {
    const place = await addPlace('P02');
    world.at('2026-09-23', '16:00');
    const { id } = await register();
    await dispose(id, 'REFERRED', { windowId: place.windowId });
    const inTime = await register();
    await dispose(inTime.id, 'REFERRED', { windowId: place.windowId });
    await say('takeUpHandOver', { handOverId: await waiting(inTime.id) }, place.staff);
    world.at('2026-09-24', '08:30');
    await say('takeUpHandOver', { handOverId: await waiting(id) }, place.staff);
    await jobs();
    await jobs();
    expect(await candidates()).toMatchObject([
      { ground: 'NO_HANDOVER', occurredOn: '2026-09-23', inquiry: { id } },
    ]);
  });

  test('一(一)4(1) · hand-over-by-closing: made after closing before a holiday it is due at the next closing', async () => {
    const place = await addPlace('P02');
    world.at('2026-09-24', '17:40');
    const { id } = await register();
    await dispose(id, 'REFERRED', { windowId: place.windowId });
    const due = await list('inquiryHandOvers(open: true, toMe: true)', 'dueAt handedAt', place.staff);
    expect(due).toMatchObject([{ dueAt: '2026-09-28T09:30:00.000Z' }]);
    expect(await list('inquiryHandOvers(open: true, toMe: true)', 'id')).toEqual([]);
    world.at('2026-09-28', '17:29');
    await jobs();
    expect(await candidates()).toEqual([]);
  });

  test('一(一)4(1) · taken-up-where-it-was-handed: by its window, once; then it is his to dispose of', async () => {
    const place = await addPlace('P02');
    const { id } = await register();
    await dispose(id, 'TO_WINDOW', { windowId: place.windowId });
    const handOverId = await waiting(id);
    expect(await say('takeUpHandOver', { handOverId })).toMatchObject({
      code: 'NOT_FOR_THIS_WINDOW',
      clause: { id: '一(一)4(1)' },
    });
    expect(await say('takeUpHandOver', { handOverId }, place.staff)).toMatchObject({
      takenUpAt: expect.any(String),
      inquiry: { id, state: 'IN_HAND' },
    });
    expect(await say('takeUpHandOver', { handOverId }, place.staff)).toMatchObject({
      code: 'HAND_OVER_TAKEN_UP',
    });
    expect(await dispose(id, 'HANDLED')).toMatchObject({ code: 'NOT_THE_HOLDER', clause: { id: '一(一)1' } });
    const done = await dispose(id, 'HANDLED', {}, place.staff);
    expect(done).toMatchObject({ state: 'CLOSED', responsible: { id: staffId('WINDOW_STAFF') } });
    world.at('2026-10-12', '18:00');
    await jobs();
    expect(await candidates()).toEqual([]);
    expect(await list('inquiryHandOvers(open: true)', 'id')).toEqual([]);
  });

  test('its window’s staff are told, and nothing of the matter', async () => {
    const place = await addPlace('P02');
    const { id } = await register({ visitorName: '申请人甲' });
    await dispose(id, 'TO_WINDOW', { windowId: place.windowId });
    const told = await inTables(world, (tx) =>
      tx.notification.findMany({ select: { recipient: true, text: true } }),
    );
    expect(told).toEqual([{ recipient: place.staff.id, text: '有一件首问事项移交到您的窗口，请及时接手。' }]);
  });
});

test('一(一)1 · holder-disposes: whatever the order of hand-overs, one is responsible and the chain is unbroken', async () => {
  const places = [await addPlace('P02'), await addPlace('P03')];
  const people: Who[] = ['WINDOW_STAFF', 'DUTY_OFFICER', ...places.map((place) => place.staff)];
  /** Several people do the same at the same time. */
  const step = fc.record({
    who: fc.subarray(people, { minLength: 2 }),
    what: fc.constantFrom('send', 'take', 'register'),
    where: fc.integer({ min: 0, max: places.length - 1 }),
  });
  const rounds = fc.array(fc.array(step, { minLength: 1, maxLength: 2 }), { minLength: 2, maxLength: 7 });
  let visit = 0;
  let chains = 0;
  await fc.assert(
    fc.asyncProperty(rounds, async (given) => {
      const visitNo = `V-${(visit += 1)}`;
      const { id } = await register({ visitNo });
      const inquiryId = uuidOf(id);
      for (const round of given) {
        const handOverId = await waiting(id);
        const take = (by: Who) => (handOverId ? say('takeUpHandOver', { handOverId }, by) : null);
        const does = {
          register: (by: Who) => register({ visitNo }, by),
          send: (by: Who, where: number) =>
            dispose(id, 'TO_WINDOW', { windowId: places[where]?.windowId }, by),
          take,
        } as const;
        await Promise.all(round.flatMap(({ who, what, where }) => who.map((by) => does[what](by, where))));
      }
      const { inquiry, chain, same } = await inTables(world, async (tx) => ({
        inquiry: await tx.firstInquiry.findFirstOrThrow({ where: { id: inquiryId } }),
        chain: await tx.inquiryHandOver.findMany({ where: { inquiryId }, orderBy: { seq: 'asc' } }),
        same: await tx.firstInquiry.count({ where: { visitNo } }),
      }));
      const responsible = world.town(HERE).staff['WINDOW_STAFF'];
      expect([same, inquiry.responsibleId]).toEqual([1, responsible]);
      expect(chain.map((link) => link.seq)).toEqual(chain.map((_, i) => i + 1));
      let holder = responsible;
      for (const [i, link] of chain.entries()) {
        expect(link.fromId).toBe(holder);
        // Only the last may still wait.
        if (i < chain.length - 1) expect(link.takenUpById).not.toBeNull();
        holder = link.takenUpById ?? holder;
      }
      expect(inquiry.holderId).toBe(holder);
      const waits = chain.at(-1)?.takenUpById === null;
      expect(inquiry.state).toBe(waits ? 'HANDED_OVER' : 'IN_HAND');
      chains = Math.max(chains, chain.length);
    }),
    { numRuns: 25 },
  );
  // The steps reached further than the first hand-over.
  expect(chains).toBeGreaterThan(1);
}, 60_000);
