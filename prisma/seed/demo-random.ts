/** Chance that is the same in every run: a seeded generator (mulberry32) with what the demo draws from it. */
export interface Random {
  /** A whole number from `least` to `most`, both included. */
  int(least: number, most: number): number;
  /** True with this probability, 0 to 1. */
  chance(probability: number): boolean;
  /** One of the values; RangeError when there is none. */
  pick<T>(values: readonly T[]): T;
  /** One of the values, each in proportion to its weight. */
  weighted<T>(values: readonly T[], weightOf: (value: T) => number): T;
  /** A well-formed uuid of version 4. */
  uuid(): string;
}

/** A generator that gives the same sequence for the same seed. */
export function seededRandom(seed: string): Random {
  let state = hashOf(seed);
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 0x1_0000_0000;
  };
  const pick = <T>(values: readonly T[]): T => {
    if (values.length === 0) throw new RangeError('nothing to pick from');
    return values[Math.floor(next() * values.length)] as T;
  };
  const hex = (): string =>
    Math.floor(next() * 0x1_0000_0000)
      .toString(16)
      .padStart(8, '0');
  return {
    int: (least, most) => least + Math.floor(next() * (most - least + 1)),
    chance: (probability) => next() < probability,
    pick,
    weighted(values, weightOf) {
      let rest = next() * values.reduce((sum, value) => sum + weightOf(value), 0);
      return values.find((value) => (rest -= weightOf(value)) < 0) ?? pick(values);
    },
    uuid() {
      const [a, b, c, d] = [hex(), hex(), hex(), hex()];
      const variant = '89ab'[Math.floor(next() * 4)];
      return `${a}-${b.slice(0, 4)}-4${b.slice(5)}-${variant}${c.slice(0, 3)}-${c.slice(4)}${d}`;
    },
  };
}

/** FNV-1a, 32 bits. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(text, 'utf8')) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}
