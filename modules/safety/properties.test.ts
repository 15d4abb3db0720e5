import { afterAll, beforeAll, expect, test } from 'vitest';
import fc from 'fast-check';
import { perform, type Act } from '../../core/acts/act.ts';
import { Refused } from '../../core/regulation/index.ts';
import { accepted, HERE, inTables, uuidOf } from '../../test/support/timely-scene.ts';
import { createWorld, type World } from '../../test/support/world.ts';
import { handOverSeal, registerSeal, useSeal } from './acts/seals.ts';

let world: World;
let caseId: string;
beforeAll(async () => {
  world = await createWorld();
  caseId = uuidOf((await accepted(world, 'PROMISE-5')).id);
});
afterAll(() => world.close());

const PEOPLE = ['SEAL_HOLDER', 'CENTRE_DIRECTOR', 'DUTY_OFFICER'] as const;
type Person = (typeof PEOPLE)[number];
const idOf = (role: Person) => world.town(HERE).staff[role] ?? '';

/** What the act came to, or null when it was refused. */
async function tried(role: Person, work: (act: Act) => Promise<string>): Promise<string | null> {
  const actor = { kind: 'STAFF', id: idOf(role), name: role, roles: [role] } as const;
  const { id: townshipId } = world.town(HERE);
  return perform(world.platform, { townshipId, actor }, work).catch((error: unknown) => {
    if (error instanceof Refused) return null;
    throw error;
  });
}

const person = fc.constantFrom(...PEOPLE);
const use = fc.record({
  by: person,
  caseToo: fc.boolean(),
  explanation: fc.constantFrom(null, ' ', '年度报表'),
});
const hand = fc.record({ by: person, to: fc.array(person, { minLength: 1, maxLength: 3 }) });

test('四(四)3 · holder-uses-the-seal: never two holders, and every use is for a case or explained, whatever is tried', async () => {
  let number = 0;
  const kept = { uses: 0, hands: 0 };
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(use, hand), { minLength: 3, maxLength: 10 }), async (steps) => {
      number += 1;
      const name = `审批专用章${number}`;
      const sealId =
        (await tried('CENTRE_DIRECTOR', (act) =>
          registerSeal(act, { name, kind: 'OTHER', holderId: idOf('SEAL_HOLDER') }),
        )) ?? '';
      let holder: Person = 'SEAL_HOLDER';
      for (const [minute, step] of steps.entries()) {
        world.at('2026-09-28', `10:${String(minute).padStart(2, '0')}`);
        if ('to' in step) {
          // Handed to several at once: one of them has it afterwards, the others were refused.
          const done = await Promise.all(
            step.to.map((to) => tried(step.by, (act) => handOverSeal(act, { sealId, toId: idOf(to) }))),
          );
          const to = step.to.filter((_, i) => done[i] !== null);
          const possible = step.by === holder && step.to.some((one) => one !== holder);
          expect(to).toHaveLength(possible ? 1 : 0);
          holder = to[0] ?? holder;
          kept.hands += to.length;
        } else {
          const { by, caseToo, explanation } = step;
          const given = { sealId, caseId: caseToo ? caseId : null, explanation };
          const done = await tried(by, (act) => useSeal(act, given));
          const tied = caseToo || explanation === '年度报表';
          expect(done !== null).toBe(by === holder && tied);
          if (done !== null) kept.uses += 1;
        }
      }
      const { seal, uses, hands } = await inTables(world, async (tx) => ({
        seal: await tx.seal.findFirstOrThrow({ where: { id: sealId } }),
        uses: await tx.sealUse.findMany({ where: { sealId } }),
        hands: await tx.sealHandOver.findMany({ where: { sealId }, orderBy: { at: 'asc' } }),
      }));
      const chain = [idOf('SEAL_HOLDER'), ...hands.map(({ toId }) => toId)];
      expect(hands.map(({ fromId }) => fromId)).toEqual(chain.slice(0, -1));
      expect(seal.holderId).toBe(chain.at(-1));
      for (const { caseId: of, explanation, usedAt, usedById } of uses) {
        expect(of !== null || Boolean(explanation?.trim())).toBe(true);
        expect(usedById).toBe(chain[hands.filter(({ at }) => at <= usedAt).length]);
      }
    }),
    { numRuns: 40, seed: 20260928 },
  );
  expect(kept.uses).toBeGreaterThan(20);
  expect(kept.hands).toBeGreaterThan(20);
}, 120_000);
