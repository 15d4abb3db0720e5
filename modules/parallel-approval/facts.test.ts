import { beforeEach, expect, test } from 'vitest';
import { MODULES } from '../../core/composition.ts';
import { standingFacts } from '../../core/events/criterion.ts';
import type { DeliveredEvent } from '../../core/events/event.ts';
import { parallelScene, type Place } from '../../test/support/parallel-scene.ts';
import { eventsOf, HERE, inTables, uuidOf } from '../../test/support/timely-scene.ts';
import { createWorld, type World } from '../../test/support/world.ts';

let world: World;
let lead: Place;
let land: Place;
let village: Place;
const { addPlace, forked, gid, night, publish } = parallelScene(() => world);

beforeEach(async () => {
  world = await createWorld();
  const town = world.town(HERE);
  const clerk = town.staff['WINDOW_STAFF'] ?? '';
  lead = { stationId: town.stationId, windowId: town.windowId, clerk };
  land = await addPlace('L01', '国土所');
  village = await addPlace('L02', '规划所');
  return () => world.close();
});

/** Days of delay that stand, by code, whom they concern, and fact. */
async function delays(): Promise<{ code: string; of: string | null; day: string; factId: string }[]> {
  const rows = await inTables(world, (tx) => tx.outboxEvent.findMany({ orderBy: { seq: 'asc' } }));
  const criteria = MODULES.flatMap((m) => m.criteria ?? []).filter(({ code }) => /^(CM3b|CM4)$/.test(code));
  return standingFacts(criteria, rows as unknown as DeliveredEvent[]).map((fact) => ({
    code: fact.code,
    of: fact.subjectId,
    day: fact.occurredOn,
    factId: fact.factId,
  }));
}

test('一(四)6 · leads-delay-is-the-cases: CM3b of the lead’s own branch and CM4 of the same case and day are one fact, those of other stations are not', async () => {
  world.at('2026-09-24');
  await publish([lead, land, village]);
  const { caseId, branches } = await forked();
  expect(branches.map((b) => b.dueOn)).toEqual(['2026-10-09', '2026-10-09', '2026-10-09']);
  const DAYS = ['2026-10-10', '2026-10-12', '2026-10-13'];
  for (const day of DAYS) {
    world.at(day);
    await night();
  }
  const found = await delays();
  const factsOf = (code: string, of: string) =>
    found.filter((fact) => fact.code === code && fact.of === of).map(({ day, factId }) => ({ day, factId }));
  const ofCase = factsOf('CM4', lead.clerk);
  expect(ofCase.map(({ day }) => day)).toEqual(DAYS);
  expect(factsOf('CM3b', lead.windowId)).toEqual(ofCase);
  const others = [land, village].flatMap((place) => factsOf('CM3b', place.windowId));
  expect(others).toHaveLength(6);
  // Three days of the case, three of each of two stations: nine facts, though twelve entries.
  expect(found).toHaveLength(12);
  expect(new Set(found.map(({ factId }) => factId)).size).toBe(9);
  // The window bears it, and the event names who is accountable there.
  const named = (await eventsOf(world, 'branch.overdue', caseId)).filter((e) => e.day === '2026-10-13');
  expect(new Set(named.map((e) => `${e.windowId}/${e.handlerId}/${e.caseId}`))).toEqual(
    new Set([lead, land, village].map((p) => `${p.windowId}/${p.clerk}/${uuidOf(caseId)}`)),
  );
});

test('一(四)6 · branch-window-bears-overdue: an earlier branch limit costs its window alone, the case is still in time', async () => {
  world.at('2026-09-24');
  const limits = new Map([
    [land, 3],
    [village, 5],
  ]);
  const participants = [...limits].map(([{ stationId }, days]) => ({
    stationId: gid('Station', stationId),
    days,
    materials: [],
  }));
  await publish([], { participants });
  await forked();
  world.at('2026-09-30');
  await night();
  world.at('2026-10-08');
  await night();
  expect((await delays()).map(({ code, of, day }) => [code, of, day])).toEqual([
    ['CM3b', land.windowId, '2026-10-08'],
  ]);
});
