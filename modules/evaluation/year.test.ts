import { expect, test } from 'vitest';
import { closeYear } from '../../test/bench/assessed-year.ts';
import { sheetScene } from '../../test/support/sheet-scene.ts';
import { listStaff, staffNoOf } from '../../test/support/staff-list.ts';
import { HERE, inTables } from '../../test/support/timely-scene.ts';
import { createWorld } from '../../test/support/world.ts';

test('三(一)4B(1): a year of two townships closes month by month, and every sheet is replayed byte for byte', async () => {
  const world = await createWorld({ towns: [], on: ['evaluation'], day: '2026-01-01' });
  const lines: string[] = [];
  const report = await closeYear(
    { platform: world.platform, at: (day) => world.at(day) },
    { year: 2026, townships: 2, staff: 7, seed: 11 },
    (line) => lines.push(line),
  );
  await world.close();
  // Seven persons and two windows; twelve months, four quarters and the year.
  expect(report).toMatchObject({ periods: 34, sheets: 2 * 17 * 9, replayed: 2 * 17 * 9 });
  expect(lines.map((line) => line.split(':')[0])).toEqual(
    expect.arrayContaining(['2026-01', '2026-Q1', '2026-12', '2026-Q4', '2026']),
  );
}, 120_000);

test('三(一)4B(1) · quarter-and-year-are-means: 100, 100, 90.0 and 98.67 are 97.17; who came in November is assessed by his two months; a disqualification of July holds for the year', async () => {
  const world = await createWorld({ on: ['evaluation'], day: '2026-01-01' });
  const { enter, freeze, sheet, surveyed } = sheetScene(() => world);
  const { staffB } = world.town(HERE);
  const sit = (window: string | null) => listStaff(world, { staffNo: staffNoOf(world, staffB), window });
  await sit(null);
  await enter({ code: 'DQ1', occurredOn: '2026-07-09', factId: 'complaint/1' });
  const lost: Readonly<Record<string, number>> = { '07': 4, '08': 6, '09': 5, '11': 2 };
  for (let month = 1; month <= 12; month += 1) {
    const key = `2026-${String(month).padStart(2, '0')}`;
    if (month === 11) await sit('01');
    for (let i = 1; i <= (lost[key.slice(5)] ?? 0); i += 1)
      await enter({ code: 'OL1', occurredOn: `${key}-0${i}` });
    await surveyed(key);
    world.at(month === 12 ? '2027-01-04' : `2026-${String(month + 1).padStart(2, '0')}-02`);
    await freeze(key);
    if (month % 3 === 0) await freeze(`2026-Q${month / 3}`);
  }
  expect(await freeze('2026')).toMatchObject({ kind: 'YEAR', state: 'FROZEN' });
  expect((await sheet('2026')).content).toMatchObject({
    total: 97.17,
    partial: false,
    disqualified: ['DQ1'],
    parts: [
      { period: '2026-Q1', total: 100 },
      { period: '2026-Q2', total: 100 },
      { period: '2026-Q3', total: 90 },
      { period: '2026-Q4', total: 98.67 },
    ],
  });
  expect((await sheet('2026-Q4')).content).toMatchObject({ disqualified: [] });
  const joined = await inTables(world, (tx) =>
    tx.scoreSheet.findMany({ where: { staffId: staffB, period: { kind: { not: 'MONTH' } } } }),
  );
  expect(joined.map(({ total, partial }) => [total, partial])).toEqual([
    [10_000, true],
    [10_000, true],
  ]);
  await world.close();
}, 60_000);
