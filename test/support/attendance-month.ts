import type { DayFacts, Half, OutingFacts } from '../../modules/attendance/day-rules.ts';

/** A stream of numbers from a seed, 0 up to `below`. */
export function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** What is told of a person on a day, in any order. */
export type Arrival =
  | { readonly what: 'PUNCH'; readonly at: number; readonly byHand?: boolean }
  | { readonly what: 'LEAVE'; readonly half: Half; readonly coverId: string | null }
  | { readonly what: 'OUTING'; readonly outing: OutingFacts }
  | { readonly what: 'DUTY' };
export interface Told {
  readonly staffId: string;
  readonly arrival: Arrival;
}

/** Everything that is told of one day: gaps, doubles, skewed clocks, leave with and without cover, outings, duty. */
export function dayOf(seed: number, people: readonly string[]): Told[] {
  const next = seeded(seed);
  return people.flatMap((staffId, i) => {
    const told: Arrival[] = [];
    const skew = next(5) - 2;
    for (const usual of [505, 722, 868, 1052])
      if (next(12) > 0) {
        const at = usual + skew + next(7) - 3;
        told.push({ what: 'PUNCH', at, byHand: next(200) === 0 });
        if (next(6) === 0) told.push({ what: 'PUNCH', at }, { what: 'PUNCH', at: at + 1 });
      }
    const coverId = people[(i + 1 + next(3)) % people.length] ?? null;
    if (next(30) === 0)
      for (const half of ['AM', 'PM'] as const)
        if (next(4) > 0) told.push({ what: 'LEAVE', half, coverId: next(3) === 0 ? null : coverId });
    if (next(40) === 0) {
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
export function factsOf(told: readonly Told[], people: readonly string[]): Map<string, DayFacts> {
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

/** The same in another order, by a seed. */
export function shuffled<T>(list: readonly T[], seed: number): T[] {
  const next = seeded(seed);
  const copy = [...list];
  for (let i = copy.length - 1; i > 0; i -= 1) {
    const j = next(i + 1);
    [copy[i], copy[j]] = [copy[j] as T, copy[i] as T];
  }
  return copy;
}

/** The same work in every place, three at a time. */
export async function everywhere<T>(
  places: readonly T[],
  work: (place: T, town: number) => Promise<void>,
): Promise<void> {
  const waiting = places.entries();
  const hand = async () => {
    for (const [town, place] of waiting) await work(place, town);
  };
  await Promise.all([hand(), hand(), hand()]);
}
