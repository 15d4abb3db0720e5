import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { perform, SYSTEM } from '../../core/acts/act.ts';
import { deliverAll } from '../../core/jobs/runner.ts';
import { addDays, civilDateOf } from '../../core/time/index.ts';
import { ledgerScene } from '../../test/support/ledger-scene.ts';
import { HERE, inTables, uuidOf } from '../../test/support/timely-scene.ts';
import { createWorld, type World } from '../../test/support/world.ts';

let world: World;
const scene = ledgerScene(() => world);
const { appeals, configure, entries, fact, mark, proposalOf, proposals, say } = scene;

/** Runs a test in a world of its own. */
async function within(work: () => Promise<void>, towns = [HERE]): Promise<void> {
  world = await createWorld({ towns });
  try {
    await work();
  } finally {
    await world.close();
  }
}

describe('the ledger', () => {
  test('off: its types and verbs are absent from the township’s schema, and present in another’s', () =>
    within(async () => {
      expect(await configure({ enabled: false })).toMatchObject({ enabled: false });
      const names = async (at: string) => {
        const query = '{ __schema { types { name } mutationType { fields { name } } } }';
        return JSON.stringify((await world.ask(query, { at })).data);
      };
      const [here, there] = [await names(HERE), await names('dongshan')];
      for (const name of ['LedgerEntry', 'confirmScore', 'ScoreAppeal', 'ScoreCriterion']) {
        expect(here).not.toContain(`"${name}"`);
        expect(there).toContain(`"${name}"`);
      }
    }, [HERE, 'dongshan']));

  test('REFUSE lists proposals and appeals that wait; FREEZE stops the limit, and on again it goes on', () =>
    within(async () => {
      const [posted, open] = [fact(), fact()];
      await mark(posted);
      await say('confirmScore', { proposalId: (await proposalOf(posted)).id });
      const [entry] = await entries();
      const appeal = await say('appealEntry', { entryId: entry.id, text: '在岗' }, 'WINDOW_STAFF');
      expect(appeal.dueOn).toBe('2026-10-10');
      await mark(open, { day: '2026-09-25' });
      const waiting = await proposalOf(open);
      expect(await configure({ enabled: false })).toMatchObject({
        code: 'MODULE_HAS_OPEN_WORK',
        details: {
          count: 2,
          openWork: [
            { kind: 'ScoreProposal', id: uuidOf(waiting.id), label: 'WD1a 2026-09-25' },
            { kind: 'ScoreAppeal', id: uuidOf(appeal.id), label: 'WD1a 2026-09-28' },
          ],
        },
      });
      const gone = fact();
      await mark(gone, { day: '2026-09-24' });
      expect(await configure({ enabled: false, openWork: 'FREEZE' })).toMatchObject({ enabled: false });
      world.at('2026-10-12');
      await mark(fact(), { day: '2026-10-12' });
      await scene.withdrawMark(gone, { day: '2026-09-24' });
      world.at('2026-10-13');
      expect(await configure({ enabled: true })).toMatchObject({ enabled: true });
      await deliverAll(world.platform);
      // What occurred meanwhile is not made up for, what was taken back is gone, and what waited waits again.
      expect(await proposals('(state: PROPOSED)')).toMatchObject([{ id: waiting.id }]);
      expect(await proposalOf(gone)).toMatchObject({ state: 'WITHDRAWN' });
      expect(await entries()).toHaveLength(1);
      const [{ dueOn }] = await appeals();
      expect(dueOn).toBe('2026-10-19');
      expect(await say('confirmScore', { proposalId: waiting.id })).toMatchObject({ state: 'CONFIRMED' });
      const answer = { appealId: appeal.id, upheld: false, decision: '属实' };
      await say('decideScoreAppeal', answer, 'UNIT_DEPUTY');
      expect(await configure({ enabled: false })).toMatchObject({ enabled: false });
    }));

  test('三(一)1 · off-time-is-not-scored: a fact of an off day is not posted, whenever it is said; one of another day is, though said meanwhile', () =>
    within(async () => {
      await configure({ enabled: false });
      world.at('2026-09-29');
      await mark(fact(), { day: '2026-09-29' });
      await mark(fact(), { day: '2026-09-25' });
      expect(await inTables(world, (tx) => tx.scoreProposal.count())).toBe(0);
      world.at('2026-09-30');
      await configure({ enabled: true });
      await deliverAll(world.platform);
      await mark(fact(), { day: '2026-09-29' });
      await mark(fact(), { day: '2026-09-24' });
      await mark(fact(), { day: '2026-09-30' });
      const days = (await proposals()).map((one) => one.occurredOn);
      expect(days).toEqual(['2026-09-24', '2026-09-25', '2026-09-30']);
    }));
});

describe('properties', () => {
  const DAY = fc.record({ on: fc.boolean(), ago: fc.nat({ max: 6 }), delivered: fc.boolean() });

  test('三(一)1 · off-time-is-not-scored: whatever days it is off, exactly the facts of days on which it was on are posted, once it is on', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(DAY, { minLength: 6, maxLength: 12 }), (days) =>
        within(async () => {
          const settings = { autoConfirm: ['WD1a'] };
          await configure({ enabled: true, settings });
          const first = civilDateOf(world.platform.now());
          /** Days on which it was off. */
          const off = new Set<string>();
          const expected: string[] = [];
          let isOn = true;
          const set = (on: boolean) => configure({ enabled: on, openWork: 'FREEZE', settings });
          for (const [i, { on, ago, delivered }] of days.entries()) {
            const today = addDays(first, i + 1);
            world.at(today);
            if (on !== isOn) await set(on);
            isOn = on;
            if (!on) off.add(today);
            const day = addDays(today, -ago);
            const { id: townshipId } = world.town(HERE);
            const factId = fact();
            await perform(world.platform, { townshipId, actor: SYSTEM, mayBeSilent: true }, (act) => {
              const of = { staffId: scene.uuid('WINDOW_STAFF'), windowId: null, half: 'AM', minutes: 1 };
              const payload = { ...of, day, kind: 'LATE', halfDays: 0, pending: false };
              act.emit({ type: 'punch.dayClosed', factId, payload });
              return Promise.resolve();
            });
            if (!off.has(day)) expected.push(factId);
            if (delivered) await deliverAll(world.platform);
          }
          world.at(addDays(first, days.length + 1));
          await set(true);
          await deliverAll(world.platform);
          const posted = await inTables(world, (tx) => tx.ledgerEntry.findMany());
          expect(posted.map(({ factId }) => factId).toSorted()).toEqual(expected.toSorted());
        }),
      ),
      { numRuns: 5, seed: 20260928 },
    );
  }, 120_000);
});
