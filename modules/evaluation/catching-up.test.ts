import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deliverAll } from '../../core/jobs/runner.ts';
import { ledgerScene } from '../../test/support/ledger-scene.ts';
import { sheetScene } from '../../test/support/sheet-scene.ts';
import { HERE, inTables, type Answered } from '../../test/support/timely-scene.ts';
import { createWorld, type World } from '../../test/support/world.ts';

let world: World;
const { configure, entries, fact, jobs, mark, proposalOf, proposals, say, withdrawMark } = ledgerScene(
  () => world,
);
const { freeze, replayed, sheet, surveyed } = sheetScene(() => world);

/** Runs a test in a world of its own. */
async function within<T>(work: () => Promise<T>, day = '2026-09-28'): Promise<T> {
  world = await createWorld({ towns: [HERE], day });
  try {
    return await work();
  } finally {
    await world.close();
  }
}

const off = () => configure({ enabled: false, openWork: 'FREEZE' });
/** Switches it on with these settings, and delivers. */
async function on(settings: object = {}): Promise<void> {
  expect(await configure({ enabled: true, settings })).toMatchObject({ enabled: true });
  await deliverAll(world.platform);
}

/** The group confirms all that waits. */
async function confirmAll(): Promise<void> {
  const waiting = await proposals('(state: PROPOSED)');
  await say('confirmScores', { proposalIds: waiting.map(({ id }: Answered) => id as string) });
}

/** The ledger without what tells two townships apart: ids and instants. */
function ledger(): Promise<object> {
  return inTables(world, async (tx) => {
    const stated = await tx.scoreProposal.findMany();
    const entered = await tx.ledgerEntry.findMany({ include: { corrects: { select: { units: true } } } });
    return {
      proposals: stated
        .map(({ factId, code, state, units, occurredOn, eventType, clauseId }) =>
          [factId, code, state, units, occurredOn, eventType, clauseId].join(' '),
        )
        .toSorted(),
      entries: entered
        .map(({ factId, code, units, points, occurredOn, month, evidence, corrects }) =>
          [factId, code, units, points, occurredOn, month, evidence, corrects?.units].join(' '),
        )
        .toSorted(),
    };
  });
}

/** What 考勤 says of one of four facts, all of days on which evaluation was on. */
const STEP = fc.record({
  of: fc.nat({ max: 3 }),
  halfDays: fc.constantFrom(1, 2),
  withdrawn: fc.boolean(),
});
type Step = typeof STEP extends fc.Arbitrary<infer T> ? T : never;

describe('on again', () => {
  test('三(一)1 · the-later-statement-counts: the ledger is that of a township in which it was never off, and switched on twice it is the same', async () => {
    const steps = fc.array(STEP, { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(steps, steps, steps, fc.boolean(), async (before, meanwhile, after, isAuto) => {
        const factIds = [fact(), fact(), fact(), fact()];
        const settings = { autoConfirm: isAuto ? ['WD7'] : [] };
        const take = async (list: readonly Step[]) => {
          for (const { of, halfDays, withdrawn } of list) {
            const given = { day: `2026-09-2${1 + of}`, kind: 'UNCOVERED', halfDays } as const;
            await (withdrawn ? withdrawMark : mark)(factIds[of] ?? '', given);
          }
        };
        const told = (isOff: boolean) =>
          within(async () => {
            await on(settings);
            await take(before);
            await confirmAll();
            world.at('2026-10-09', '08:00');
            if (isOff) await off();
            await take(meanwhile);
            world.at('2026-10-12', '08:00');
            if (isOff) await on(settings);
            await take(after);
            await confirmAll();
            const once = await ledger();
            if (isOff) {
              await on(settings);
              await off();
              await on(settings);
              await jobs();
              await deliverAll(world.platform);
              expect(await ledger()).toEqual(once);
            }
            return once;
          });
        expect(await told(true)).toEqual(await told(false));
      }),
      { numRuns: 4, seed: 20261009 },
    );
  }, 120_000);

  test('三(一)1 · off-time-is-not-scored: a frozen month stays; what was said of it meanwhile counts in the month that came, as anything late', () =>
    within(async () => {
      const [entered, late] = [fact(), fact()];
      await mark(entered, { day: '2026-10-29' });
      await confirmAll();
      world.at('2026-11-02');
      await surveyed('2026-10');
      const { id } = await freeze('2026-10');
      const { total } = await sheet('2026-10');
      expect(total).toBe(99);
      world.at('2026-11-03', '08:00');
      await off();
      await withdrawMark(entered, { day: '2026-10-29' });
      await mark(late, { day: '2026-10-28' });
      world.at('2026-11-05');
      await on();
      expect((await sheet('2026-10')).total).toBe(total);
      expect(await replayed(id)).toMatchObject({ identical: true });
      const correction = (await entries()).find(({ corrects }: Answered) => corrects !== null);
      expect(correction).toMatchObject({ factId: entered, month: '2026-11', points: 1 });
      // Nobody decided on the other while it was off: it waits for the group.
      expect(await proposalOf(late)).toMatchObject({ state: 'PROPOSED', occurredOn: '2026-10-28' });
      await confirmAll();
      const [posted] = (await entries()).filter(({ factId }: Answered) => factId === late);
      expect(posted).toMatchObject({ month: '2026-11', points: -1 });
      expect(await replayed(id)).toMatchObject({ identical: true });
    }, '2026-10-30'));
});
