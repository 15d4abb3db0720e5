import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fillTownship } from '../../test/support/story.ts';
import { createWorld, type World } from '../../test/support/world.ts';

let world: World;

beforeAll(async () => {
  world = await createWorld();
  await fillTownship(world, 'shexi');
});
afterAll(() => world.close());

const FIELDS =
  `id number queryCode state version outcome channel priority submittedAt acceptedAt decidedAt closedAt
  materialsGiven item{name,version} applicant{name} window{number} handler{staffNo} allowedVerbs promisedDueOn overdue`.split(
    /\s+/,
  );

const STEP_FIELDS = 'at verb fromState toState note clause actorKind'.split(' ');

/** What every case of the township shows of a selection, one object a case or a step. */
async function shown(selection: string, inTimeline: boolean): Promise<object[]> {
  const inner = inTimeline ? `timeline(first: 20) { edges { node { ${selection} } } }` : selection;
  const reply = await world.ask(`{ cases(first: 20) { edges { node { ${inner} } } } }`, {
    as: 'WINDOW_STAFF',
    at: 'shexi',
  });
  expect(reply.errors).toBeUndefined();
  type Edges = { edges: { node: object }[] };
  const cases = (reply.data as { cases: Edges }).cases.edges.map(({ node }) => node);
  return inTimeline
    ? cases.flatMap((c) => (c as { timeline: Edges }).timeline.edges.map(({ node }) => node))
    : cases;
}

describe('a field shows the same whether it is asked for alone or with all others', () => {
  test.each([
    ['case', FIELDS, false],
    ['step', STEP_FIELDS, true],
  ] as const)('every field of a %s', async (_what, fields, inTimeline) => {
    // What says nothing about its columns has all of them read.
    const all = await shown(`${fields.join(' ')} ${inTimeline ? '' : 'greenChannel'}`, inTimeline);
    expect(all.length).toBeGreaterThan(0);
    for (const field of fields) {
      const name = field.split('{')[0] as string;
      const expected = all.map((object) => ({ [name]: (object as Record<string, unknown>)[name] }));
      expect(await shown(field, inTimeline)).toEqual(expected);
    }
  });
});
