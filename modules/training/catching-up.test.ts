import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { perform, SYSTEM } from '../../core/acts/act.ts';
import { deliverAll } from '../../core/jobs/runner.ts';
import { factsOf } from '../../test/support/complaint-scene.ts';
import { HERE, inTables } from '../../test/support/timely-scene.ts';
import { trainingScene } from '../../test/support/training-scene.ts';
import { createWorld, type World } from '../../test/support/world.ts';

let world: World;
const { configure, jobs, schedule } = trainingScene(() => world);

/** Leave of the clerk, over sessions that were counted before the time off, over both sides of it, and over one to come. */
const SPANS = [
  ['2026-10-13', '2026-10-14'],
  ['2026-10-14', '2026-10-15'],
  ['2026-10-15', '2026-10-20'],
] as const;
/** What 考勤 says of one of these leaves. */
const STEP = fc.record({ of: fc.nat({ max: SPANS.length - 1 }), withdrawn: fc.boolean() });
type Step = typeof STEP extends fc.Arbitrary<infer T> ? T : never;

async function say(leaveIds: readonly string[], steps: readonly Step[]): Promise<void> {
  const { id: townshipId, staff } = world.town(HERE);
  await perform(world.platform, { townshipId, actor: SYSTEM, mayBeSilent: true }, (act) => {
    for (const { of, withdrawn } of steps) {
      const [fromDay, throughDay] = SPANS[of] ?? SPANS[0];
      const leaveId = leaveIds[of] ?? '';
      const halves = { fromDay, fromHalf: 'AM', throughDay, throughHalf: 'PM', halfDays: 4 };
      act.emit({
        type: withdrawn ? 'leave.withdrawn' : 'leave.approved',
        factId: `leave/${leaveId}`,
        payload: { leaveId, staffId: staff['WINDOW_STAFF'] ?? '', coverId: null, ...halves },
      });
    }
    return Promise.resolve();
  });
  await deliverAll(world.platform);
}

/** Who was absent and who was excused by which leave, and what evaluation is told of it. */
async function told(leaveIds: readonly string[]): Promise<object> {
  const rows = await inTables(world, (tx) => tx.trainingAttendance.findMany({ include: { session: true } }));
  const facts = (await factsOf(world)).filter(({ code }) => code === 'WD6');
  return {
    attendances: rows
      .map(({ session, state, leaveId }) =>
        [session.day, state, leaveId && leaveIds.indexOf(leaveId)].join(' '),
      )
      .toSorted(),
    facts: facts.map(({ occurredOn }) => occurredOn).toSorted(),
  };
}

/** The month of a township in which training was off over a weekend, or never. */
async function month(leaveIds: readonly string[], parts: readonly Step[][], isOff: boolean): Promise<object> {
  world = await createWorld({ towns: [HERE] });
  const set = async (enabled: boolean) => {
    if (isOff) expect(await configure({ enabled, openWork: 'FREEZE' })).toMatchObject({ enabled });
    await deliverAll(world.platform);
  };
  try {
    for (const day of ['2026-10-13', '2026-10-14', '2026-10-15', '2026-10-20']) await schedule(day);
    world.at('2026-10-15', '18:00');
    await jobs();
    await say(leaveIds, parts[0] ?? []);
    await set(false);
    world.at('2026-10-16');
    await say(leaveIds, parts[1] ?? []);
    world.at('2026-10-19', '08:00');
    await set(true);
    await say(leaveIds, parts[2] ?? []);
    world.at('2026-10-20', '18:00');
    await jobs();
    const once = await told(leaveIds);
    await set(true);
    await set(false);
    await set(true);
    expect(await told(leaveIds)).toEqual(once);
    return once;
  } finally {
    await world.close();
  }
}

test('三(一)4A(1)⑥ · approved-leave-excuses: leave approved and taken back while training was off excuses as if it had never been off', async () => {
  const steps = fc.array(STEP, { maxLength: 4 });
  const leaveIds = [randomUUID(), randomUUID(), randomUUID()].toSorted();
  await fc.assert(
    fc.asyncProperty(steps, fc.array(STEP, { minLength: 1, maxLength: 4 }), steps, async (...parts) => {
      expect(await month(leaveIds, parts, true)).toEqual(await month(leaveIds, parts, false));
    }),
    { numRuns: 5, seed: 20261016 },
  );
}, 120_000);
