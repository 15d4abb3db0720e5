import type { ItemFacts } from '../../core/catalogue/rules.ts';
import { addDays, civilDateOf, DEFAULT_OPENING_HOURS, type CivilDate } from '../../core/time/index.ts';
import { budgetsOfAcceptance } from '../../modules/timely-completion/rules.ts';
import { TimelySettings } from '../../modules/timely-completion/settings.ts';
import { serviceTime, workingDaysBetween, type ServiceTime } from './demo-moments.ts';
import { hashOf, seededRandom, type Random } from './demo-random.ts';
import { Storyteller, STOPS, type DemoScene, type DemoStory } from './demo-story.ts';

/** Days over which the demo cases are spread. */
const HISTORY_DAYS = 730;

/** A kind of story: how often it happens, on which items, and how it goes. */
interface Plot {
  /** Cases in a thousand. */
  readonly weight: number;
  /** Whether an item's limits leave room for it; every item when left out. */
  readonly suits?: (limits: Limits) => boolean;
  /** Working days before the last one on which it begins; any day of the history when left out. */
  readonly begins?: (random: Random, limits: Limits) => number;
  readonly tell: (teller: Storyteller, limits: Limits) => Storyteller;
}

/** Working days an item gives, as plots need them. */
interface Limits {
  /** 0 = on the spot */
  readonly promise: number;
  /** By how much an extension may move the promise. */
  readonly room: number;
}

/** Tells the cases of one township, in no particular order; the same scene and seed tell the same. */
export function tellStories(scene: DemoScene, seed: string, count: number): DemoStory[] {
  if (scene.items.length === 0) return [];
  const time = serviceTime(DEFAULT_OPENING_HOURS, scene.calendar);
  // Nothing begins today, so that whatever `now` is, every story has begun.
  const yesterday = addDays(civilDateOf(scene.now), -1);
  const days = workingDaysBetween(addDays(yesterday, -HISTORY_DAYS), yesterday, scene.calendar);
  const random = seededRandom(seed);
  const plots = plotsOf(random);
  return Array.from({ length: count }, (_, i) => {
    const plot = plotAt(plots, (i + 0.5) / count);
    return tellStory({ scene, time, days, random }, plot, i + 1);
  });
}

interface Stage {
  readonly scene: DemoScene;
  readonly time: ServiceTime;
  readonly days: readonly CivilDate[];
  readonly random: Random;
}

function tellStory({ scene, time, days, random }: Stage, plot: Plot, serial: number): DemoStory {
  const suitable = scene.items.filter((item) => plot.suits?.(limitsOf(item)) ?? true);
  const told = suitable.length > 0 ? plot : PLAIN;
  const item = random.weighted(suitable.length > 0 ? suitable : scene.items, popularity);
  const limits = limitsOf(item);
  const ago = told.begins?.(random, limits) ?? random.int(0, days.length - 1);
  const day = days[Math.max(0, days.length - 1 - ago)];
  if (day === undefined) throw new Error('the history has no working day');
  return told.tell(new Storyteller(scene, time, random, item, serial, day), limits).end();
}

/** Some matters come up more often than others, in every township the same. */
function popularity(item: ItemFacts): number {
  return 1 + (hashOf(item.code) % 8);
}

function limitsOf(item: ItemFacts): Limits {
  const { promise, statutory } = budgetsOfAcceptance.decide(item);
  const cap = statutory ?? TimelySettings.parse({}).limitWithoutStatute;
  return { promise: promise ?? 0, room: Math.max(0, cap - (promise ?? 0)) };
}

/** The plot at a place between 0 and 1 when all are laid end to end, so that even few cases show most of them. */
function plotAt(plots: readonly Plot[], place: number): Plot {
  let rest = place * plots.reduce((sum, plot) => sum + plot.weight, 0);
  return plots.find((plot) => (rest -= plot.weight) < 0) ?? PLAIN;
}

/** Working days a decision takes: mostly well within the promise, never beyond it. */
function decisionDays(random: Random, promise: number): number {
  if (promise === 0) return 0;
  return Math.min(promise, Math.max(1, Math.round((promise * random.int(25, 95)) / 100)));
}

function tellDelivery(teller: Storyteller): Storyteller {
  const { random } = teller;
  const days = random.chance(0.4) ? 0 : random.chance(0.03) ? random.int(11, 13) : random.int(1, 6);
  return teller.days(days).deliver();
}

function tellAcceptance(teller: Storyteller, limits: Limits): Storyteller {
  teller.submit();
  return limits.promise > 0 && teller.random.chance(0.3)
    ? teller.days(teller.random.int(1, 2)).accept()
    : teller.minutes(5, 30).accept();
}

/** What happens most: accepted, decided within the promise, delivered. */
const PLAIN: Plot = {
  weight: 560,
  tell: (teller, limits) => {
    tellAcceptance(teller, limits).days(decisionDays(teller.random, limits.promise)).decide();
    return limits.promise === 0 ? teller.minutes(5, 20).deliver() : tellDelivery(teller);
  },
};

/** Townships differ in how often they are late. */
function plotsOf(random: Random): Plot[] {
  const late = random.int(10, 60);
  return [
    { ...PLAIN, weight: 590 - late },
    { ...LATE, weight: late },
    SUPPLEMENTED,
    SUSPENDED_ONCE,
    EXTENDED,
    DENIED,
    REFUSED,
    WITHDRAWN,
    NOW_SUBMITTED,
    NOW_AWAITING,
    NOW_ACCEPTED,
    NOW_SUSPENDED,
    NOW_OVERDUE,
    NOW_EXTENDED,
    NOW_DECIDED,
  ];
}

const LATE: Plot = {
  weight: 30,
  suits: ({ promise }) => promise <= 20,
  tell: (teller, limits) =>
    tellDelivery(
      tellAcceptance(teller, limits)
        .days(limits.promise + teller.random.int(1, 4))
        .decide(),
    ),
};

const SUPPLEMENTED: Plot = {
  weight: 100,
  tell: (teller, { promise }) => {
    const missing = teller.missing();
    teller.submit(missing).minutes(10, 60).requestSupplement(missing);
    teller.days(teller.random.int(1, 4)).supplement(missing).minutes(5, 40).accept();
    return tellDelivery(teller.days(decisionDays(teller.random, promise)).decide());
  },
};

const SUSPENDED_ONCE: Plot = {
  weight: 40,
  suits: ({ promise }) => promise >= 3,
  tell: (teller, limits) => {
    const stop = teller.random.pick(STOPS);
    tellAcceptance(teller, limits).days(1).suspend(stop).days(teller.random.int(2, 8)).resume(stop);
    return tellDelivery(teller.days(teller.random.int(1, limits.promise - 2)).decide());
  },
};

const EXTENDED: Plot = {
  weight: 40,
  suits: ({ promise, room }) => promise >= 2 && room >= 1,
  tell: (teller, limits) => {
    const { promise } = limits;
    tellAcceptance(teller, limits);
    const added = teller.random.int(1, Math.min(5, limits.room));
    const newDueOn = teller.dayIn(promise + added);
    teller.days(promise - 1).extend(newDueOn);
    return tellDelivery(teller.days(1 + teller.random.int(1, added)).decide());
  },
};

const DENIED: Plot = {
  weight: 20,
  suits: ({ promise }) => promise > 0,
  tell: (teller, limits) =>
    tellDelivery(
      tellAcceptance(teller, limits).days(decisionDays(teller.random, limits.promise)).decide('DENIED'),
    ),
};

const REFUSED: Plot = {
  weight: 50,
  tell: (teller) => teller.submit().days(teller.random.int(0, 2)).refuse(),
};

const WITHDRAWN: Plot = {
  weight: 35,
  tell: (teller, limits) =>
    limits.promise > 1 && teller.random.chance(0.5)
      ? tellAcceptance(teller, limits).days(1).withdraw()
      : teller.submit().days(teller.random.int(0, 1)).withdraw(),
};

const NOW_SUBMITTED: Plot = { weight: 20, begins: (r) => r.int(0, 1), tell: (teller) => teller.submit() };

const NOW_AWAITING: Plot = {
  weight: 20,
  begins: (r) => r.int(2, 7),
  tell: (teller) => {
    const missing = teller.missing();
    return teller.submit(missing).days(teller.random.int(0, 2)).requestSupplement(missing);
  },
};

const NOW_ACCEPTED: Plot = {
  weight: 35,
  suits: ({ promise }) => promise >= 3,
  begins: (r, { promise }) => r.int(0, Math.min(promise - 2, 15)),
  tell: (teller) => teller.submit().minutes(5, 30).accept(),
};

const NOW_SUSPENDED: Plot = {
  weight: 10,
  suits: ({ promise }) => promise >= 3,
  begins: (r) => r.int(2, 8),
  tell: (teller) =>
    teller.submit().minutes(5, 30).accept().days(teller.random.int(1, 2)).suspend(teller.random.pick(STOPS)),
};

const NOW_OVERDUE: Plot = {
  weight: 15,
  suits: ({ promise }) => promise >= 1 && promise <= 20,
  begins: (r, { promise }) => promise + r.int(1, 6),
  tell: (teller) => teller.submit().minutes(5, 30).accept(),
};

const NOW_EXTENDED: Plot = {
  weight: 10,
  suits: ({ promise, room }) => promise >= 2 && promise <= 20 && room >= 3,
  begins: (_random, { promise }) => promise,
  tell: (teller, { promise, room }) => {
    teller.submit().minutes(5, 30).accept();
    const newDueOn = teller.dayIn(promise + teller.random.int(3, Math.min(6, room)));
    return teller.days(promise - 1).extend(newDueOn);
  },
};

const NOW_DECIDED: Plot = {
  weight: 15,
  suits: ({ promise }) => promise >= 1 && promise <= 20,
  begins: (r, { promise }) => promise + (r.chance(0.2) ? r.int(12, 15) : r.int(0, 6)),
  tell: (teller, { promise }) => teller.submit().minutes(5, 30).accept().days(promise).decide(),
};
