import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { perform, SYSTEM } from '../../core/acts/act.ts';
import { standingFacts } from '../../core/events/criterion.ts';
import type { DeliveredEvent } from '../../core/events/event.ts';
import { runModuleJobs } from '../../core/jobs/runner.ts';
import {
  addDays,
  civilDate,
  createCalendar,
  DEFAULT_OPENING_HOURS,
  parseHolidayNotices,
} from '../../core/time/index.ts';
import calendarFile from '../../prisma/seed/calendar-2024-2026.json' with { type: 'json' };
import { attendanceScene, type Device } from '../../test/support/attendance-scene.ts';
import { HERE, inTables, uuidOf } from '../../test/support/timely-scene.ts';
import { createWorld, type World } from '../../test/support/world.ts';
import { keepPunches } from './acts/punches.ts';
import { CRITERIA } from './criteria.ts';
import { marksOfDay, scheduleOf, type DayFacts, type Half, type OutingFacts } from './day-rules.ts';
import { AttendanceSettings } from './settings.ts';

const calendar = createCalendar(parseHolidayNotices(calendarFile));
const settings = AttendanceSettings.parse({});
/** October 2026: 18 working days, the make-up Saturday 10-10 among them. */
const DAYS = Array.from({ length: 31 }, (_, i) => addDays(civilDate('2026-10-01'), i)).filter((day) =>
  calendar.isWorkingDay(day),
);

/** A stream of numbers from a seed, 0 up to `below`. */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

type Arrival =
  | { readonly what: 'PUNCH'; readonly at: number }
  | { readonly what: 'LEAVE'; readonly half: Half; readonly coverId: string | null }
  | { readonly what: 'OUTING'; readonly outing: OutingFacts }
  | { readonly what: 'DUTY' };
interface Told {
  readonly staffId: string;
  readonly arrival: Arrival;
}

/** Everything that is told of one day: gaps, doubles, skewed clocks, leave with and without cover, outings, duty. */
function dayOf(seed: number, people: readonly string[]): Told[] {
  const next = seeded(seed);
  return people.flatMap((staffId, i) => {
    const told: Arrival[] = [];
    const skew = next(5) - 2;
    for (const usual of [505, 722, 868, 1052])
      if (next(12) > 0) {
        const at = usual + skew + next(7) - 3;
        told.push({ what: 'PUNCH', at });
        if (next(6) === 0) told.push({ what: 'PUNCH', at }, { what: 'PUNCH', at: at + 1 });
      }
    const coverId = people[(i + 1 + next(3)) % people.length] ?? null;
    if (next(15) === 0)
      for (const half of ['AM', 'PM'] as const)
        if (next(4) > 0) told.push({ what: 'LEAVE', half, coverId: next(3) === 0 ? null : coverId });
    if (next(12) === 0) {
      const from = 520 + next(400);
      const to = from + 30 + next(200);
      const returned = next(2) === 0 ? null : to + next(60) - 20;
      told.push({ what: 'OUTING', outing: { from, to, returned } });
    }
    if (i === 0) told.push({ what: 'DUTY' });
    return told.map((arrival) => ({ staffId, arrival }));
  });
}

/** The facts after all that was told, in this order. */
function factsOf(told: readonly Told[], people: readonly string[]): Map<string, DayFacts> {
  const all = new Map(
    people.map((id) => [
      id,
      { punches: new Set<number>(), leaves: [], outings: [], onDuty: false } as Growing,
    ]),
  );
  for (const { staffId, arrival } of told) {
    const facts = all.get(staffId);
    if (!facts) continue;
    if (arrival.what === 'PUNCH') facts.punches.add(arrival.at);
    else if (arrival.what === 'OUTING') facts.outings.push(arrival.outing);
    else if (arrival.what === 'DUTY') facts.onDuty = true;
    else facts.leaves.push(arrival);
  }
  return new Map([...all].map(([id, facts]) => [id, { ...facts, punches: [...facts.punches] }]));
}

interface Growing {
  readonly punches: Set<number>;
  readonly leaves: { half: Half; coverId: string | null }[];
  readonly outings: OutingFacts[];
  onDuty: boolean;
}

function shuffled<T>(list: readonly T[], seed: number): T[] {
  const next = seeded(seed);
  const copy = [...list];
  for (let i = copy.length - 1; i > 0; i -= 1) {
    const j = next(i + 1);
    [copy[i], copy[j]] = [copy[j] as T, copy[i] as T];
  }
  return copy;
}

const texts = (facts: Map<string, DayFacts>, people: readonly string[], day: string) => {
  const schedule = scheduleOf.decide(civilDate(day), settings, DEFAULT_OPENING_HOURS);
  return people.flatMap((id) =>
    marksOfDay
      .decide(id, facts, schedule)
      .map((m) => `${id} ${day} ${m.half} ${m.kind} ${m.minutes} ${m.halfDays}`),
  );
};

describe('四(一)2 (hours) · marks-of-a-day: in any order of arrival', () => {
  test('October 2026 of 14 townships with 30 staff each closes with the same marks', () => {
    expect(DAYS).toHaveLength(18);
    expect(DAYS).toContain('2026-10-10');
    const kinds = new Map<string, number>();
    for (let town = 0; town < 14; town += 1) {
      const people = Array.from({ length: 30 }, (_, i) => `${town}-${i}`);
      for (const [i, day] of DAYS.entries()) {
        const told = dayOf(town * 1_000 + i + 1, people);
        const inOrder = texts(factsOf(told, people), people, day);
        const otherwise = texts(factsOf(shuffled(told, town + i + 7), people), people, day);
        expect(otherwise).toEqual(inOrder);
        for (const mark of inOrder) {
          const kind = mark.split(' ')[3] ?? '';
          kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
        }
      }
    }
    // The month holds all that can happen, so that the equality says something.
    for (const kind of ['LATE', 'EARLY', 'ABSENT', 'OFF_POST', 'UNCOVERED', 'DUTY_SHORTFALL'])
      expect(kinds.get(kind) ?? 0).toBeGreaterThan(20);
  });

  test('of one day, any permutation', () => {
    const people = ['a', 'b', 'c'];
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 1, max: 1e6 }), (seed, order) => {
        const told = dayOf(seed, people);
        const [day = ''] = DAYS;
        expect(texts(factsOf(shuffled(told, order), people), people, day)).toEqual(
          texts(factsOf(told, people), people, day),
        );
      }),
      { numRuns: 200, seed: 20261001 },
    );
  });
});

describe('四(一)2 (hours): the same through the database', () => {
  const worlds: World[] = [];
  const TOWNS = 2;
  beforeAll(async () => {
    for (let i = 0; i < TOWNS; i += 1) worlds.push(await createWorld({ day: '2026-10-08' }));
  });
  afterAll(async () => {
    for (const world of worlds) await world.close();
  });

  test('punches in time, or weeks late and shuffled after the days have closed: the same facts stand', async () => {
    const standing = [];
    for (const [late, world] of worlds.entries()) {
      const scene = attendanceScene(() => world);
      const device: Device = await scene.device();
      const roles = ['WINDOW_STAFF', 'B', 'STATION_HEAD', 'DUTY_OFFICER'];
      const days = DAYS.slice(0, 6);
      const batches = days.map((day, i) =>
        dayOf(i + 40, roles).flatMap(({ staffId: role, arrival }) =>
          arrival.what === 'PUNCH'
            ? [
                {
                  staffNo: scene.staffNo(role),
                  at: new Date(Date.parse(`${day}T00:00:00+08:00`) + arrival.at * 60_000),
                },
              ]
            : [],
        ),
      );
      const keep = (punches: { staffNo: string; at: Date }[]) =>
        perform(
          world.platform,
          { townshipId: world.town(HERE).id, actor: SYSTEM, mayBeSilent: true },
          (act) => keepPunches(act, uuidOf(device.id), punches),
        );
      for (const [i, day] of days.entries()) {
        world.at(day, '18:30');
        if (late === 0) await keep(batches[i] ?? []);
        await runModuleJobs(world.platform);
      }
      world.at('2026-10-30', '09:00');
      if (late > 0) {
        const all = shuffled(batches.flat(), 3);
        for (let i = 0; i < all.length; i += 40) await keep(all.slice(i, i + 40));
      }
      await runModuleJobs(world.platform);
      const events = await inTables(world, (tx) => tx.outboxEvent.findMany({ orderBy: { seq: 'asc' } }));
      const names = new Map(Object.entries(world.town(HERE).staff).map(([role, id]) => [id, role]));
      standing.push(
        standingFacts(CRITERIA, events as unknown as DeliveredEvent[])
          .filter(({ occurredOn, code }) => code.startsWith('WD') && occurredOn <= '2026-10-15')
          .map(({ code, subjectId, occurredOn, factId }) =>
            [code, names.get(subjectId ?? ''), occurredOn, ...factId.split('/').slice(3)].join(' '),
          )
          .toSorted(),
      );
    }
    expect(standing[0]?.length).toBeGreaterThan(10);
    expect(standing[1]).toEqual(standing[0]);
  });
});
