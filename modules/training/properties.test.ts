import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import fc from 'fast-check';
import { perform, SYSTEM, type Act } from '../../core/acts/act.ts';
import { factsOf } from '../../test/support/complaint-scene.ts';
import { HERE, inTables, uuidOf } from '../../test/support/timely-scene.ts';
import { trainingScene } from '../../test/support/training-scene.ts';
import { createWorld, type World } from '../../test/support/world.ts';
import { closeEnded, excuseByLeave, withdrawExcuse } from './acts/attending.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());
const { schedule, say } = trainingScene(() => world);

const STEPS = ['CLOSE', 'LEAVE', 'BACK', 'OTHER_LEAVE', 'OTHER_BACK'] as const;

test('三(一)4A(1)⑥ · approved-leave-excuses: whatever order close, leave and its withdrawal come in, the same absence counts', async () => {
  const act = (work: (act: Act) => Promise<void>) =>
    perform(world.platform, { townshipId: world.town(HERE).id, actor: SYSTEM, mayBeSilent: true }, work);
  const staffId = world.town(HERE).staff['WINDOW_STAFF'] ?? '';
  let runs = 0;
  const order = fc.shuffledSubarray([...STEPS], { minLength: 1 });
  const counted = new Set<boolean>();
  await fc.assert(
    fc.asyncProperty(order, fc.integer({ min: 0, max: 9 }), async (steps, chance) => {
      const here = chance === 0;
      runs += 1;
      // A day of its own for each, so that the leave of one says nothing of another.
      const day = new Date(Date.UTC(2026, 9, runs)).toISOString().slice(0, 10);
      world.at(day, '08:00');
      const { id: sessionId } = await schedule(day);
      world.at(day, '08:50');
      if (here) await say('signInTraining', { sessionId }, 'WINDOW_STAFF');
      world.at(day, '18:00');
      const span = { staffId, fromDay: day, fromHalf: 'AM', throughDay: day, throughHalf: 'AM' };
      const [one, other] = [
        { ...span, leaveId: randomUUID() },
        { ...span, leaveId: randomUUID() },
      ];
      for (const step of steps)
        await act((of) =>
          ({
            CLOSE: () => closeEnded(of),
            LEAVE: () => excuseByLeave(of, one),
            BACK: () => withdrawExcuse(of, one),
            OTHER_LEAVE: () => excuseByLeave(of, other),
            OTHER_BACK: () => withdrawExcuse(of, other),
          })[step](),
        );
      await act(closeEnded);
      const has = (step: (typeof STEPS)[number]) => steps.includes(step);
      const onLeave = (has('LEAVE') && !has('BACK')) || (has('OTHER_LEAVE') && !has('OTHER_BACK'));
      const stands = !here && !onLeave;
      counted.add(stands);
      const row = await inTables(world, (tx) =>
        tx.trainingAttendance.findFirstOrThrow({ where: { sessionId: uuidOf(sessionId) } }),
      );
      expect(row.state).toBe(here ? 'PRESENT' : onLeave ? 'EXCUSED' : 'ABSENT');
      const facts = (await factsOf(world)).filter(({ occurredOn }) => occurredOn === day);
      expect(facts.map(({ code }) => code)).toEqual(stands ? ['WD6'] : []);
    }),
    { numRuns: 60, seed: 20261015 },
  );
  expect(counted.size).toBe(2);
}, 120_000);
