import { perform, SYSTEM, type Act, type Actor } from '../../core/acts/act.ts';
import { inScope } from '../../core/db/scope.ts';
import { standingPostings } from '../../core/people/postings.ts';
import type { Platform } from '../../core/platform.ts';
import { freezePeriod, publishPeriod } from '../../modules/evaluation/acts/periods.ts';
import { replayPeriod } from '../../modules/evaluation/acts/replay.ts';
import { periodOf, type Period } from '../../modules/evaluation/period-rules.ts';
import { CATALOGUE } from '../../modules/evaluation/scoring-catalogue.ts';
import { addSurvey, entryRow, type Entered } from '../support/sheet-scene.ts';

/** How large the county of the year is. */
export interface YearSize {
  readonly year: number;
  readonly townships: number;
  /** Staff of a township, five to a window. */
  readonly staff: number;
  readonly seed: number;
}

/** What a year came to. */
export interface YearReport {
  readonly entries: number;
  readonly sheets: number;
  readonly periods: number;
  /** Sheets that a replay gave, all of them byte for byte. */
  readonly replayed: number;
  /** seconds of the whole run */
  readonly seconds: number;
  /** The longest freeze of one month of one township, in milliseconds. */
  readonly slowestMonthMs: number;
}

/** A platform whose clock the year turns. */
export interface Dated {
  readonly platform: Platform;
  readonly at: (day: string) => void;
}

interface Town {
  readonly id: string;
  readonly windows: readonly string[];
  readonly staff: readonly { readonly id: string; readonly windowId: string }[];
}

const PER_WINDOW = 5;

/** The director, who closes the periods. */
const DIRECTOR: Actor = { ...SYSTEM, kind: 'STAFF', name: '中心主任', roles: ['CENTRE_DIRECTOR'] };

/**
 * Lets a synthetic county live a year: the ledger and the surveys of its months are written at once, then every month,
 * quarter and the year are frozen, published and replayed by the services. The same seed gives the same year.
 */
export async function closeYear(
  { platform, at }: Dated,
  size: YearSize,
  progress: (line: string) => void,
): Promise<YearReport> {
  const began = performance.now();
  const chance = chanceOf(size.seed);
  const towns = await foundTowns(platform, size, chance);
  const total = { entries: 0, sheets: 0, periods: 0, replayed: 0 };
  let slowestMonthMs = 0;
  for (let month = 1; month <= 12; month += 1) {
    const key = `${size.year}-${String(month).padStart(2, '0')}`;
    for (const town of towns) total.entries += await liveMonth(platform, town, key, chance);
    const due = [
      key,
      ...(month % 3 === 0 ? [`${size.year}-Q${month / 3}`] : []),
      ...(month === 12 ? [`${size.year}`] : []),
    ];
    for (const name of due) {
      const period = periodOf(name);
      if (!period) throw new Error(`${name} is a period`);
      at(month === 12 ? `${size.year + 1}-01-04` : `${size.year}-${String(month + 1).padStart(2, '0')}-04`);
      const closed = await closePeriod(platform, towns, period);
      total.sheets += closed.sheets;
      total.replayed += closed.replayed;
      total.periods += towns.length;
      if (period.kind === 'MONTH') slowestMonthMs = Math.max(slowestMonthMs, closed.slowestMs);
      progress(
        `${name}: ${closed.sheets} sheets in ${towns.length} townships, ${Math.round(closed.freezeMs)} ms (slowest ${Math.round(closed.slowestMs)} ms), replayed alike in ${Math.round(closed.replayMs)} ms`,
      );
    }
  }
  return { ...total, seconds: (performance.now() - began) / 1000, slowestMonthMs };
}

async function closePeriod(platform: Platform, towns: readonly Town[], period: Period) {
  const found = { sheets: 0, replayed: 0, freezeMs: 0, slowestMs: 0, replayMs: 0 };
  for (const { id: townshipId } of towns) {
    const act = <T>(work: (act: Act) => Promise<T>) =>
      perform(platform, { townshipId, actor: DIRECTOR }, work);
    const start = performance.now();
    const periodId = await act((now) => freezePeriod(now, period));
    const ms = performance.now() - start;
    found.freezeMs += ms;
    found.slowestMs = Math.max(found.slowestMs, ms);
    await act((now) => publishPeriod(now, periodId));
    const again = performance.now();
    const { sheets, differences } = await inScope(platform.prisma, { kind: 'township', townshipId }, (tx) =>
      replayPeriod({ platform, townshipId, tx }, periodId),
    );
    found.replayMs += performance.now() - again;
    if (differences.length > 0) throw new Error(`${period.key}: ${differences.length} sheets differ`);
    found.sheets += sheets;
    found.replayed += sheets;
  }
  return found;
}

/** Numbers between 0 and 1 that a seed gives (mulberry32). */
function chanceOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type Chance = ReturnType<typeof chanceOf>;

function uuidBy(chance: Chance): string {
  const hex = Array.from({ length: 32 }, () => Math.floor(chance() * 16).toString(16)).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
}

async function foundTowns(
  platform: Platform,
  { year, townships, staff }: YearSize,
  chance: Chance,
): Promise<Town[]> {
  const { prisma, directory } = platform;
  const county =
    (await prisma.county.findFirst()) ??
    (await prisma.county.create({ data: { id: uuidBy(chance), code: 'county', name: '示例县' } }));
  const towns: Town[] = [];
  for (let n = 1; n <= townships; n += 1) {
    const id = uuidBy(chance);
    await prisma.township.create({
      data: { id, countyId: county.id, code: `town-${n}`, name: `示例${n}镇`, position: n + 100 },
    });
    const stationId = uuidBy(chance);
    const windows = Array.from({ length: Math.ceil(staff / PER_WINDOW) }, () => uuidBy(chance));
    const people = Array.from({ length: staff }, (_, i) => ({
      id: uuidBy(chance),
      windowId: windows[Math.floor(i / PER_WINDOW)] ?? '',
    }));
    await directory.reload();
    await perform(
      platform,
      { townshipId: id, actor: SYSTEM, mayBeSilent: true },
      async ({ tx, announce }) => {
        const own = { townshipId: id };
        await tx.station.create({ data: { ...own, id: stationId, code: 'S01', name: '示例站所' } });
        await tx.window.createMany({
          data: windows.map((window, i) => ({
            ...own,
            id: window,
            stationId,
            number: `${i + 1}`,
            name: `${i + 1}号窗口`,
          })),
        });
        await tx.staff.createMany({
          data: people.map((person, i) => ({
            ...own,
            ...person,
            stationId,
            staffNo: `W${i + 1}`,
            name: `窗口人员${i + 1}`,
            roles: ['WINDOW_STAFF'],
          })),
        });
        await tx.windowPosting.createMany({
          data: standingPostings(people.map((person) => ({ ...own, ...person }))),
        });
        const on = new Date(`${year}-01-01T00:00:00+08:00`);
        await tx.moduleSetting.create({
          data: {
            ...own,
            id: uuidBy(chance),
            module: 'evaluation',
            enabled: true,
            settings: {},
            effectiveFrom: `${year}-01-01`,
            openWork: 'REFUSE',
            setAt: on,
            appliedAt: on,
          },
        });
        announce('reference');
      },
    );
    towns.push({ id, windows, staff: people });
  }
  return towns;
}

const CODES = CATALOGUE.filter(({ subjects }) => subjects.includes('STAFF')).map(({ code }) => code);

/** Writes a month of a township: what the group confirmed, what it corrected, and its survey. Returns the entries. */
async function liveMonth(platform: Platform, town: Town, month: string, chance: Chance): Promise<number> {
  const any = <T>(of: readonly T[]): T => of[Math.floor(chance() * of.length)] as T;
  const day = () => `${month}-${String(1 + Math.floor(chance() * 28)).padStart(2, '0')}`;
  const facts = town.staff.flatMap(({ id: staffId }): Entered[] =>
    Array.from({ length: Math.floor(chance() * 7) }, () => ({
      code: any(CODES),
      staffId,
      occurredOn: day(),
      units: any([50, 100, 100, 100, 200, 300]),
      // Now and then one fact under two rules, or one that goes on into another month.
      ...(chance() < 0.3 ? { factId: `${staffId}/${Math.floor(chance() * 4)}` } : {}),
    })),
  );
  const joint = town.windows
    .filter(() => chance() < 0.3)
    .map((windowId): Entered => ({
      code: 'CM3b',
      windowId,
      occurredOn: day(),
      units: 200,
      factId: uuidBy(chance),
    }));
  const rows = [...facts, ...joint].map((fact) => entryRow(town.id, fact));
  for (const row of rows.slice()) {
    const { windowId, staffId, code, occurredOn, units, factId } = row;
    const same = { code, occurredOn, units, factId };
    const handler = town.staff.find((person) => person.windowId === windowId);
    if (handler) rows.push(entryRow(town.id, { ...same, staffId: handler.id, derivedFromId: row.id }));
    else if (chance() < 0.05)
      rows.push(entryRow(town.id, { ...same, staffId: staffId ?? null, correctsId: row.id }));
  }
  const asked = [
    ...town.staff.map(({ id }) => ({ kind: 'STAFF' as const, id })),
    ...town.windows.map((id) => ({ kind: 'WINDOW' as const, id })),
  ].map((subject) => {
    const answers = 10 + Math.floor(chance() * 50);
    return { ...subject, answers, satisfied: answers - Math.floor(chance() * (answers / 4)) };
  });
  await inScope(platform.prisma, { kind: 'township', townshipId: town.id }, async (tx) => {
    await tx.ledgerEntry.createMany({ data: rows });
    await addSurvey(tx, town.id, month, asked);
  });
  return rows.length;
}
